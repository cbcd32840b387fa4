"""Every act on both databases: what the feed brings equals what the database holds."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from models.commands.acts import ActOnCase, ReportCase, Rules
from models.domain.instant import MINUTE
from models.domain.lifecycle import shipped_lifecycle
from models.store.bulk import BulkWriter
from tests.helpers.records import CLOCKS, OTHER_STANDARD, SHANGHAI, STANDARD, T0
from tests.helpers.verifying import Seen, verify_command

RULES = Rules(shipped_lifecycle(), CLOCKS, "JB", SHANGHAI)
WAY: tuple[tuple[str, dict[str, str], str], ...] = (
    ("acknowledge", {}, "reported"),
    ("note", {"note": "电话核对"}, "reported"),
    ("file", {"standard_code": STANDARD.code}, "filed"),
    ("return", {"reason": "条件不符"}, "reported"),
    ("file", {"standard_code": STANDARD.code}, "filed"),
    ("dispatch", {"department_code": "D1"}, "dispatched"),
    ("return", {"reason": "不归本部门"}, "filed"),
    ("reclassify", {"standard_code": OTHER_STANDARD.code, "reason": "应按另一条件"}, "filed"),
    ("dispatch", {"department_code": "D2"}, "dispatched"),
    ("accept", {}, "accepted_by_department"),
    ("begin", {}, "in_progress"),
    ("hand_in", {"result": "已清理"}, "handled"),
    ("return", {"reason": "未清理干净"}, "in_progress"),
    ("hand_in", {"result": "再次清理"}, "handled"),
    ("check", {"finding": "属实"}, "checked"),
    ("close", {}, "closed"),
    ("note", {"note": "回访满意"}, "closed"),
)


class Story:
    """One case on one database, an act a minute."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        BulkWriter(engine).ensure([OTHER_STANDARD])
        self.step = 0
        self.version, self.state = 0, ""

    def report(self, **fields: str) -> Seen:
        command = ReportCase(self._id(), "both", "desk-1", self._at(), "c1", {"title": "占用消防通道", **fields})
        return self._follow(verify_command(self.engine, command, RULES), "reported")

    def act(self, verb: str, fields: dict[str, str], state: str) -> Seen:
        command = ActOnCase(self._id(), "both", "desk-1", self._at(), "c1", verb, self.version, self.state, fields)
        return self._follow(verify_command(self.engine, command, RULES), state)

    def _follow(self, seen: Seen, state: str) -> Seen:
        self.version, self.state = seen.outcome.version, state
        if state != "closed":
            assert seen.after["c1"].state == state
        return seen

    def _id(self) -> str:
        self.step += 1
        return f"k{self.step}"

    def _at(self) -> int:
        return T0 + self.step * MINUTE


def test_that_every_act_reaches_every_board(engine: Engine) -> None:
    story = Story(engine)
    assert story.report(severity="major", grid_code="330102018001001").before == {}
    for verb, fields, state in WAY[:-1]:
        story.act(verb, fields, state)
    assert story.version == len(WAY)


def test_that_declining_takes_the_case_off_every_board(engine: Engine) -> None:
    story = Story(engine)
    story.report()
    seen = story.act("decline", {"reason": "重复"}, "closed")
    assert (list(seen.before), list(seen.after)) == (["c1"], [])


def test_that_a_command_that_changes_no_board_is_noticed(engine: Engine) -> None:
    story = Story(engine)
    story.report(severity="major")
    for verb, fields, state in WAY[:-1]:
        story.act(verb, fields, state)
    # A note on a closed case is stored, but no open board changes: the helper must say so.
    with pytest.raises(AssertionError, match="nothing changed"):
        story.act(*WAY[-1])
