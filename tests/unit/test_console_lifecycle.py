"""The console's side of the whole lifecycle, without Qt: which acts are offered, what rules a database may set."""

from __future__ import annotations

import pytest

from console.actions import actions_for
from console.messages import messages
from console.rules import clock_rules, command_rules
from models.domain.calendar import shipped_calendar
from models.domain.clock import Pause
from models.domain.errors import BadInput
from models.domain.instant import HOUR
from models.domain.lifecycle import shipped_lifecycle
from models.domain.organisation import Officer
from models.store.info import new_info
from tests.helpers.records import ALL, ASSESSOR, DUTY, FIRE, SHIFT, T0, make_case

LIFECYCLE = shipped_lifecycle()


def offered(officer: Officer, **changes: object) -> set[str]:
    case = make_case(**{"state": "accepted_by_department", "department_code": "D1", **changes})
    return {action.verb for action in actions_for(case, officer, LIFECYCLE, messages("zh")) if action.enabled}


def test_that_an_answer_is_offered_where_something_was_asked() -> None:
    assert {"approve_extension", "approve_void"}.isdisjoint(offered(SHIFT))
    asked = offered(SHIFT, pending="extension=1;void")
    assert {"approve_extension", "refuse_extension", "approve_void", "refuse_void"} <= asked
    assert "ask_extension" in offered(FIRE)
    assert "ask_extension" not in offered(FIRE, pending="extension=1")
    assert "approve_appeal" in offered(ASSESSOR, state="closed", pending="appeal")


def test_that_a_merged_child_can_be_separated_and_little_else() -> None:
    assert offered(DUTY, parent_id="p") == {"separate", "note", "undo"}
    assert "separate" not in offered(DUTY)


def test_that_what_does_not_stand_is_not_offered() -> None:
    assert "resume" not in offered(ALL)
    assert "resume" in offered(ALL, suspended_until=T0)
    assert [verb in offered(ALL, supervised=1) for verb in ("supervise", "reply_supervision", "close_supervision")] == [
        False, True, False,
    ]  # fmt: skip
    assert {"accept_task", "withdraw_task"}.isdisjoint(offered(ALL))
    assert {"accept_task", "withdraw_task"} <= offered(ALL, unfinished="D2")


def test_that_undoing_is_offered_to_who_acted_last() -> None:
    assert "undo" in offered(DUTY, changed_by="duty")
    assert "undo" not in offered(SHIFT, changed_by="duty")


def test_that_side_acts_show_only_to_those_who_may() -> None:
    case = make_case(state="accepted_by_department", department_code="D1")
    shown = {action.verb: action.enabled for action in actions_for(case, DUTY, LIFECYCLE, messages("zh"))}
    assert shown["begin"] is False
    assert "void" not in shown
    assert next(iter(shown)) in {"return", "note", "remind", "merge", "ask_void", "add_task", "undo"}


def test_that_pauses_count_by_the_databases_clock() -> None:
    info = new_info("i", "real", T0)
    clocks = command_rules(info, LIFECYCLE, clock_rules(info, shipped_calendar())).clocks
    assert clocks.handling(T0, "4 urgent_hour", [Pause(T0 + HOUR, T0 + 3 * HOUR)]).at == T0 + 6 * HOUR
    assert (clocks.rework, clocks.most_extensions, str(clocks.zone)) == ("continue", 2, "Asia/Shanghai")


@pytest.mark.parametrize(
    ("settings", "part"),
    [({"rework_clock": "halve"}, "rework_clock"), ({"most_extensions": -1}, "most_extensions"),
     ({"most_extensions": True}, "most_extensions")],
)  # fmt: skip
def test_that_wrong_settings_of_the_clock_are_named(settings: dict[str, object], part: str) -> None:
    info = new_info("i", "real", T0, settings=settings)
    clock = clock_rules(info, shipped_calendar())
    with pytest.raises(BadInput) as bad:
        command_rules(info, LIFECYCLE, clock)
    assert (bad.value.key, bad.value.arguments["part"]) == ("settings_wrong", part)
