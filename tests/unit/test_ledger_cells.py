"""The ledger's cells: what a case says in each column, in both languages, and when it counts as late."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from console.formatting import Formats
from console.ledger_cells import COLUMNS, EXPORTED, LedgerCells, missed
from console.messages import LANGUAGES, messages
from console.names import Names
from models.domain.case import DUE_SOON, Case, Urgency
from models.domain.instant import HOUR
from models.domain.organisation import Community
from tests.helpers.records import CATEGORY, DAY_ONE, DEPARTMENT, GRID, T0, make_case

COMMUNITY = Community(GRID.community_code, "杨公社区", "Yanggong Community", "330102018", DAY_ONE, None)


def cells(language: str = "zh") -> LedgerCells:
    names = Names(
        language, {}, {DEPARTMENT.code: DEPARTMENT}, {COMMUNITY.code: COMMUNITY}, {GRID.code: GRID}, {},
        {CATEGORY.code: CATEGORY},
    )  # fmt: skip
    return LedgerCells(Formats(messages(language), ZoneInfo("Asia/Shanghai")), names, DUE_SOON)


def shown(case: Case, language: str = "zh", now: int = T0) -> dict[str, str]:
    return dict(zip(COLUMNS, cells(language).row(case, now).cells, strict=True))


def test_that_a_case_is_said_in_words() -> None:
    case = make_case(
        state="closed", severity="major", category_code=CATEGORY.code, department_code=DEPARTMENT.code,
        grid_code=GRID.code, due_at=T0 + HOUR, ended_at=T0 + 2 * HOUR, marks="without_position without_deadline",
    )  # fmt: skip
    assert shown(case) == {
        "state": "已结案", "number": "T-1", "title": "占用消防通道", "category": "占用消防通道", "department": "消防",
        "community": "杨公社区 001", "opened": "2025-09-24 10:00", "due": "2025-09-24 11:00",
        "ended": "2025-09-24 12:00", "late": "逾期", "marks": "重大、无坐标、无时限",
    }  # fmt: skip
    english = shown(case, "en")
    assert (english["community"], english["late"]) == ("Yanggong Community 001", "late")
    exported = dict(zip(EXPORTED, cells().exported(case, T0), strict=True))
    assert exported["category"] == "市容 · 占用消防通道"
    assert exported["platform"] == exported["address"] == ""
    assert exported["severity"] == "重大"


@pytest.mark.parametrize(
    ("changes", "community"),
    [({"community_code": COMMUNITY.code}, "杨公社区"), ({"community_code": "C9"}, "C9"), ({}, "—"),
     ({"grid_code": "strange"}, "strange"), ({"grid_code": "x123", "community_code": "C9"}, "C9 123")],
)  # fmt: skip
def test_that_the_place_is_as_exact_as_it_is_known(changes: dict[str, object], community: str) -> None:
    assert shown(make_case(**changes))["community"] == community


@pytest.mark.parametrize(
    ("changes", "late"),
    [
        ({}, None), ({"due_at": T0 + HOUR}, None), ({"due_at": T0}, None), ({"due_at": T0 - 1}, True),
        ({"due_at": T0, "handled_at": T0}, False), ({"due_at": T0, "handled_at": T0 + 1}, True),
        ({"due_at": T0, "ended_at": T0, "state": "closed"}, False),
        ({"due_at": T0, "ended_at": T0 + 1, "state": "closed"}, True),
        ({"due_at": T0 - 1, "state": "closed"}, None), ({"ended_at": T0, "state": "closed"}, None),
    ],
)  # fmt: skip
def test_that_a_missed_deadline_shows_as_soon_as_it_is_missed(changes: dict[str, object], late: bool | None) -> None:
    case = make_case(**changes)
    assert missed(case, T0) is late
    assert cells().row(case, T0).late is (late is True)


def test_that_a_merged_case_says_so_and_is_not_open() -> None:
    case = make_case(parent_id="c2", marks="without_position", deadline_at=T0 - 1)
    assert shown(case)["marks"] == "已并案、无坐标"
    assert cells().row(case, T0).urgency is Urgency.DONE


def test_that_the_mark_is_that_of_the_open_case() -> None:
    assert cells().row(make_case(deadline_at=T0 - 1), T0).urgency is Urgency.OVERDUE
    assert cells().row(make_case(deadline_at=T0 - 1, state="closed", ended_at=T0), T0).urgency is Urgency.DONE


@pytest.mark.parametrize("language", LANGUAGES)
def test_that_every_column_has_a_heading(language: str) -> None:
    for column in {*COLUMNS, *EXPORTED}:
        assert not cells(language).heading(column).startswith("ledger-column")
