"""What refusals of merging, more time, supervision, appeal and taking back say, word by word of their arguments."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.domain.case import Case
from models.domain.deciding import Act, Facts, LastAct
from models.domain.decisions import decide, decided, step_of
from models.domain.errors import Refused
from models.domain.instant import HOUR, MINUTE, parse_instant
from models.domain.lifecycle import shipped_lifecycle
from models.domain.supervision import order_after
from tests.helpers.records import ALL, CLOCKS, SHANGHAI, T0, make_case

NOW = T0 + HOUR
CASE = make_case(
    state="in_progress", department_code="D1", filed_at=T0, limit_text="4 urgent_hour", due_at=T0 + 4 * HOUR,
    deadline_at=T0 + 4 * HOUR,
)  # fmt: skip
CLOSED = replace(CASE, state="closed", handled_at=T0 + 5 * HOUR, ended_at=T0 + 6 * HOUR)
PARENT = make_case(id="p", number="P-1", state="filed")
NUMBER = {"number": "T-1"}
ORDER = {"owner_code": "fire", "due": "2025-09-25 10:00", "reason": "x"}


def act(verb: str, **fields: str) -> Act:
    return Act("k", verb, fields, ALL, "d", NOW)


@pytest.mark.parametrize(
    ("case", "given", "facts", "key", "arguments"),
    [
        (CASE, act("merge", parent="P-9"), Facts(), "merge_parent_unknown", {"parent": "P-9"}),
        (CASE, act("merge", parent="T-1"), Facts(parent=CASE), "merge_with_itself", NUMBER),
        (
            CASE, act("merge", parent="P-1"), Facts(parent=replace(PARENT, parent_id="q")),
            "merge_parent_is_child", {"number": "P-1"},
        ),
        (
            CASE, act("merge", parent="P-1"), Facts(parent=replace(PARENT, state="void")),
            "merge_parent_ended", {"number": "P-1", "state": "void"},
        ),
        (CASE, act("merge", parent="P-1"), Facts(parent=PARENT, has_children=True), "merge_has_children", NUMBER),
        (
            replace(CASE, extensions=2), act("ask_extension", amount="1", reason="x"), Facts(),
            "extensions_used_up", {"number": "T-1", "most": 2},
        ),
        (CASE, act("ask_extension", amount="viel", reason="x"), Facts(), "extension_wrong", {"amount": "viel"}),
        (CASE, act("ask_extension", amount="0", reason="x"), Facts(), "extension_wrong", {"amount": "0"}),
        (
            CASE, act("ask_extension", amount="4.000001", reason="x"), Facts(),
            "extension_too_long", {"most": "4", "unit": "urgent_hour"},
        ),
        (
            replace(CASE, limit_text=None), act("ask_extension", amount="1", reason="x"), Facts(),
            "case_without_limit", NUMBER,
        ),
        (
            CASE, replace(act("ask_extension", amount="1", reason="x"), at=T0 + 4 * HOUR + 1), Facts(),
            "act_only_before_overdue", {"verb": "ask_extension", "number": "T-1"},
        ),
        (
            replace(CASE, suspensions=1), act("ask_suspension", until="2025-09-26", reason="x"), Facts(),
            "suspension_used_up", NUMBER,
        ),
        (CASE, act("ask_suspension", until="bald", reason="x"), Facts(), "date_wrong", {"date": "bald"}),
        (
            CASE, act("ask_suspension", until="2025-09-24", reason="x"), Facts(),
            "suspension_in_the_past", {"date": "2025-09-24"},
        ),
        (CASE, act("supervise", **{**ORDER, "owner_code": "w"}), Facts(), "officer_unknown", {"officer": "w"}),
        (CASE, act("supervise", **{**ORDER, "due": "bald"}), Facts(owner=ALL), "date_wrong", {"date": "bald"}),
        (CASE, act("supervise", **{**ORDER, "due": "2025-09-24 11:00"}), Facts(owner=ALL), "supervision_due_past", {}),
        (replace(CLOSED, handled_at=T0), act("appeal", reason="x"), Facts(), "appeal_not_late", NUMBER),
        (replace(CLOSED, exempted=1), act("appeal", reason="x"), Facts(), "appeal_granted_already", NUMBER),
        (CASE, act("undo"), Facts(), "undo_not_possible", NUMBER),
        (CASE, act("undo"), Facts(undo=LastAct("begin", "fire", NOW, {})), "undo_not_yours", NUMBER),
        (CASE, act("undo"), Facts(undo=LastAct("begin", "all", NOW - MINUTE - 1, {})), "undo_too_late", NUMBER),
    ],
)  # fmt: skip
def test_that_a_refusal_says_what_and_which(
    case: Case, given: Act, facts: Facts, key: str, arguments: dict[str, object]
) -> None:
    with pytest.raises(Refused) as refused:
        decide(case, given, shipped_lifecycle(), CLOCKS, facts)
    assert (refused.value.key, refused.value.arguments) == (key, arguments)


def test_that_more_time_may_be_asked_for_up_to_the_deadline_and_up_to_the_limit() -> None:
    given = replace(act("ask_extension", amount="4", reason="x"), at=T0 + 4 * HOUR)
    assert decide(CASE, given, shipped_lifecycle(), CLOCKS, Facts()).pending == "extension=4"


def test_that_a_suspension_must_end_after_the_moment_it_is_asked_for() -> None:
    midnight = parse_instant("2025-09-26", SHANGHAI)
    case = replace(CASE, due_at=midnight + HOUR)
    given = replace(act("ask_suspension", until="2025-09-26", reason="x"), at=midnight)
    with pytest.raises(Refused, match=r"^suspension_in_the_past\("):
        decide(case, given, shipped_lifecycle(), CLOCKS, Facts())
    before = replace(act("ask_suspension", until="2025-09-26", reason="x"), at=midnight - 1)
    assert decide(case, before, shipped_lifecycle(), CLOCKS, Facts()).pending == "suspension=2025-09-26"


def test_that_rework_may_start_the_whole_limit_again_without_its_extensions() -> None:
    case = replace(CASE, state="checked", extension="2", extensions=1, clock_from=T0 - HOUR)
    restart = replace(CLOCKS, rework="restart")
    after = decide(case, act("return", reason="x"), shipped_lifecycle(), restart, Facts())
    assert (after.clock_from, after.extension, after.extensions, after.due_at, after.deadline_at) == (
        NOW, None, 1, NOW + 4 * HOUR, NOW + 4 * HOUR,
    )  # fmt: skip
    goes_on = decide(case, act("return", reason="x"), shipped_lifecycle(), CLOCKS, Facts())
    assert (goes_on.clock_from, goes_on.extension, goes_on.due_at) == (T0 - HOUR, "2", T0 + 4 * HOUR)


@pytest.mark.parametrize(("at", "runs"), [(T0 + 2 * HOUR - 1, True), (T0 + 2 * HOUR, False)])
def test_that_a_suspension_is_over_at_its_instant_whatever_is_done_then(at: int, runs: bool) -> None:
    until = T0 + 2 * HOUR
    case = replace(CASE, suspended_until=until, pauses=f"{T0 + HOUR}..{until}")
    after = decide(case, replace(act("note", note="x"), at=at), shipped_lifecycle(), CLOCKS, Facts())
    assert after.suspended_until == (until if runs else None)
    assert after.pauses == case.pauses


def test_that_a_supervised_case_without_its_order_is_a_bug() -> None:
    case = replace(CASE, supervised=1)
    step = step_of(case, act("reply_supervision", reply="x"), shipped_lifecycle(), CLOCKS, Facts())
    with pytest.raises(ValueError, match=r"^a supervised case without an order$"):
        order_after(step, decided(step), None)
