"""What acts do to a case: states, instants, clocks, refusals."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.domain.case import Case
from models.domain.decisions import Act, Facts, decide, report
from models.domain.errors import Refused
from models.domain.instant import HOUR, MINUTE
from models.domain.lifecycle import parse_lifecycle, shipped_lifecycle
from models.domain.organisation import Officer
from tests.helpers.records import BOTH, CATEGORY, CLOCKS, DEPARTMENT, DUTY, FIRE, GRID, OTHER_DEPARTMENT, STANDARD, T0
from tests.helpers.records import make_case as case

LIFECYCLE = shipped_lifecycle()
FACTS = Facts(standard=STANDARD, category=CATEGORY, department=DEPARTMENT, grid=GRID)


def act(verb: str, at: int = T0, officer: Officer = BOTH, **fields: str) -> Act:
    return Act("k1", verb, fields, officer, "desk-1", at)


def do(before: Case, verb: str, at: int = T0, facts: Facts = FACTS, **fields: str) -> Case:
    return decide(before, act(verb, at, **fields), LIFECYCLE, CLOCKS, facts)  # type: ignore[arg-type]


def test_that_the_straight_way_leads_from_report_to_closing_with_every_instant_kept() -> None:
    c = report("c9", "T-9", act("report", title=" 占用消防通道 ", severity="major"), LIFECYCLE, CLOCKS, Facts())
    assert (c.state, c.title, c.version, c.deadline_at, c.alarming) == (
        "reported", "占用消防通道", 1, T0 + 15 * MINUTE, True,
    )  # fmt: skip
    assert c.marks == "without_position without_category"
    c = do(c, "acknowledge", T0 + 1)
    assert (c.state, c.acknowledged_at, c.alarming) == ("reported", T0 + 1, False)
    c = do(c, "file", T0 + 2, standard_code=STANDARD.code)
    assert (c.state, c.filed_at, c.due_at, c.deadline_at) == ("filed", T0 + 2, T0 + 2 + 4 * HOUR, T0 + 2 + 4 * HOUR)
    assert (c.limit_text, c.category_code, c.platform_code, c.marks) == (
        "4 urgent_hour", CATEGORY.code, "public_order", "without_position",
    )  # fmt: skip
    c = do(c, "dispatch", T0 + 3, department_code="D1")
    assert (c.state, c.department_code, c.dispatched_at) == ("dispatched", "D1", T0 + 3)
    c = do(c, "accept", T0 + 4)
    assert (c.state, c.accepted_at, c.holder_code) == ("accepted_by_department", T0 + 4, "both")
    c = do(c, "begin", T0 + 5)
    assert c.state == "in_progress"
    c = do(c, "hand_in", T0 + 6, result="已清理")
    assert (c.state, c.handled_at, c.deadline_at, c.due_at) == (
        "handled", T0 + 6, T0 + 6 + 30 * MINUTE, T0 + 2 + 4 * HOUR,
    )  # fmt: skip
    c = do(c, "check", T0 + 7, finding="属实")
    assert (c.state, c.checked_at, c.deadline_at) == ("checked", T0 + 7, T0 + 7 + 20 * MINUTE)
    c = do(c, "close", T0 + 8)
    assert (c.state, c.ended_at, c.version, c.is_open) == ("closed", T0 + 8, 9, False)
    assert (c.changed_by, c.changed_from, c.changed_at, c.command_id) == ("both", "desk-1", T0 + 8, "k1")


def test_that_a_report_in_a_grid_takes_its_community_and_position() -> None:
    c = report(
        "c1", "T-1", act("report", title="x", lon="120.05", lat="30.05", grid_code=GRID.code, source="patrol"),
        LIFECYCLE, CLOCKS, FACTS,
    )  # fmt: skip
    assert (c.grid_code, c.community_code, c.lon, c.lat, c.source, c.marks) == (
        GRID.code, "330102018001", 120.05, 30.05, "patrol", "",
    )  # fmt: skip
    outside = report("c1", "T-1", act("report", title="x", community_code="330102018002"), LIFECYCLE, CLOCKS, Facts())
    assert (outside.grid_code, outside.community_code, outside.source) == (None, "330102018002", "phone")


@pytest.mark.parametrize(
    ("lon", "lat"), [("x", "30"), ("120", ""), ("181", "30"), ("120", "-91"), ("nan", "30"), ("120", "inf")]
)
def test_that_a_wrong_position_is_refused(lon: str, lat: str) -> None:
    with pytest.raises(Refused, match="position_wrong"):
        report("c", "n", act("report", title="x", lon=lon, lat=lat), LIFECYCLE, CLOCKS, Facts())


@pytest.mark.parametrize(
    ("verb", "fields", "key"),
    [
        ("file", {}, "field_missing"),
        ("file", {"standard_code": "  "}, "field_missing"),
        ("file", {"standard_code": STANDARD.code, "colour": "red"}, "field_unknown"),
        ("decline", {"reason": "x" * 4_001}, "field_too_long"),
        ("file", {"standard_code": STANDARD.code, "severity": "huge"}, "field_not_known"),
        ("acknowledge", {}, "nothing_to_acknowledge"),
    ],
)
def test_that_wrong_fields_are_refused(verb: str, fields: dict[str, str], key: str) -> None:
    with pytest.raises(Refused) as refused:
        do(case(), verb, **fields)  # type: ignore[arg-type]
    assert refused.value.key == key


def test_that_unknown_source_and_severity_of_a_report_are_refused() -> None:
    for wrong in ({"source": "rumour"}, {"severity": "huge"}):
        with pytest.raises(Refused, match="field_not_known"):
            report("c", "n", replace(act("report"), fields={"title": "x", **wrong}), LIFECYCLE, CLOCKS, Facts())


def test_that_unknown_standard_and_department_are_refused() -> None:
    with pytest.raises(Refused, match="standard_unknown"):
        do(case(), "file", facts=Facts(), standard_code="nope")
    with pytest.raises(Refused, match="department_unknown"):
        do(case(state="filed"), "dispatch", facts=Facts(), department_code="nope")


def test_that_a_deadline_beyond_the_calendar_is_marked_and_unmarked() -> None:
    far = replace(STANDARD, limit_text="4 incomplete")
    marked = do(case(), "file", facts=replace(FACTS, standard=far, category=None), standard_code="s")
    assert marked.marks == "calendar_incomplete"
    assert marked.platform_code is None
    again = do(replace(marked, state="reported"), "file", standard_code="s")
    assert again.marks == ""


def test_that_dispatch_keeps_the_platform_when_the_department_has_none() -> None:
    c = do(case(state="filed", platform_code="p9"), "dispatch", facts=Facts(department=OTHER_DEPARTMENT),
           department_code="D2")  # fmt: skip
    assert (c.department_code, c.platform_code) == ("D2", "p9")


@pytest.mark.parametrize(
    ("state", "to", "deadline"),
    [
        ("filed", "reported", T0 + 15 * MINUTE),
        ("dispatched", "filed", T0 + 9 * HOUR),
        ("accepted_by_department", "filed", T0 + 9 * HOUR),
        ("in_progress", "filed", T0 + 9 * HOUR),
        ("handled", "in_progress", T0 + 9 * HOUR),
        ("checked", "in_progress", T0 + 9 * HOUR),
    ],
)
def test_that_a_return_clears_nothing_and_wakes_the_receivers_clock(state: str, to: str, deadline: int) -> None:
    before = case(state=state, department_code="D1", filed_at=T0, handled_at=T0 + 1, due_at=T0 + 9 * HOUR)
    after = do(before, "return", reason="材料不全")
    assert (after.state, after.returned_to, after.deadline_at) == (to, to, deadline)
    assert (after.filed_at, after.handled_at, after.department_code, after.due_at) == (
        before.filed_at, before.handled_at, "D1", before.due_at,
    )  # fmt: skip


def test_that_declining_ends_the_case() -> None:
    c = do(case(), "decline", reason="不属本街道")
    assert (c.state, c.ended_at, c.is_open) == ("declined", T0, False)


def test_that_a_note_keeps_state_and_clocks_and_still_counts_as_a_version() -> None:
    before = case(state="filed", due_at=T0 + 5, deadline_at=T0 + 5)
    after = do(before, "note", note="已电话联系")
    assert (after.state, after.deadline_at, after.version) == ("filed", T0 + 5, 2)


def test_that_roles_are_asked_before_fields() -> None:
    with pytest.raises(Refused, match="act_not_for_role"):
        decide(case(), act("file", officer=FIRE), LIFECYCLE, CLOCKS, FACTS)
    with pytest.raises(Refused, match="act_not_for_role"):
        decide(case(state="dispatched"), act("accept", officer=DUTY), LIFECYCLE, CLOCKS, FACTS)


def test_that_a_table_with_an_unknown_stamp_is_a_bug_not_a_refusal() -> None:
    table = parse_lifecycle(
        '[[transition]]\nverb="x"\nroles=["duty_officer"]\nfrom=["reported"]\nto="filed"\n'
        'required=[]\noptional=[]\nstamp="nonsense"\n'
    )
    with pytest.raises(ValueError, match="nonsense"):
        decide(case(), act("x"), table, CLOCKS, FACTS)
