"""延期 and 挂账 as pure decisions; the stories tell the rest."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.domain.case import Case
from models.domain.decisions import Act, Facts, decide
from models.domain.errors import Refused
from models.domain.instant import HOUR
from models.domain.lifecycle import shipped_lifecycle
from tests.helpers.records import ALL, CLOCKS, T0, make_case

WITH_FIRE = make_case(
    state="in_progress", department_code="D1", filed_at=T0, limit_text="4 urgent_hour", due_at=T0 + 4 * HOUR,
    deadline_at=T0 + 4 * HOUR,
)  # fmt: skip

ASKED = {
    "ask_extension": {"amount": "1", "reason": "r"}, "ask_suspension": {"until": "2025-09-26", "reason": "r"},
}  # fmt: skip


def do(case: Case, verb: str, at: int = T0 + HOUR, most: int = 2, **fields: str) -> Case:
    clocks = replace(CLOCKS, most_extensions=most)
    return decide(case, Act("k", verb, fields, ALL, "d", at), shipped_lifecycle(), clocks, Facts())


@pytest.mark.parametrize("verb", ["ask_extension", "ask_suspension"])
@pytest.mark.parametrize("changes", [{"limit_text": None}, {"due_at": None}])
def test_that_a_case_without_limit_has_nothing_to_extend_or_suspend(verb: str, changes: dict[str, object]) -> None:
    case = replace(WITH_FIRE, **changes)  # type: ignore[arg-type]
    with pytest.raises(Refused, match="case_without_limit"):
        do(case, verb, **ASKED[verb])  # type: ignore[arg-type]


def test_that_how_many_extensions_may_be_approved_is_configured() -> None:
    with pytest.raises(Refused, match="extensions_used_up"):
        do(WITH_FIRE, "ask_extension", most=0, amount="1", reason="r")
    again = replace(WITH_FIRE, extensions=2)
    assert do(again, "ask_extension", most=3, amount="1", reason="r").pending == "extension=1"


def test_that_the_amount_is_kept_exactly() -> None:
    asked = do(WITH_FIRE, "ask_extension", amount="0.50", reason="r")
    assert asked.pending == "extension=0.5"
    extended = do(do(asked, "approve_extension"), "ask_extension", amount="1.25", reason="r")
    assert (extended.extension, extended.extensions) == ("0.5", 1)
    assert do(extended, "approve_extension").extension == "1.75"


def test_that_an_extension_of_handled_work_is_moot() -> None:
    asked = do(WITH_FIRE, "ask_extension", amount="1", reason="r")
    assert do(asked, "hand_in", result="r").pending == ""


def test_that_a_pause_moves_the_deadline_and_is_given_back_when_it_ends_early() -> None:
    asked = do(WITH_FIRE, "ask_suspension", until="2025-09-25", reason="r")
    stands = do(asked, "approve_suspension")
    until = stands.suspended_until
    assert until == T0 + 14 * HOUR
    assert (stands.due_at, stands.deadline_at) == (T0 + 17 * HOUR, T0 + 17 * HOUR)
    early = do(stands, "resume", T0 + 3 * HOUR)
    assert (early.due_at, early.suspended_until) == (T0 + 6 * HOUR, None)
    assert do(stands, "resume", until + 5).due_at == stands.due_at
