"""The deadline shown before an act is the one that the act then sets, or the reason why it will be refused."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.rules import clocks
from models.domain.case import Case
from models.domain.clock import shipped_rules
from models.domain.decisions import Act, Facts, decide
from models.domain.errors import BadInput, Refused
from models.domain.instant import HOUR, MINUTE, Instant
from models.domain.lifecycle import shipped_lifecycle
from models.domain.preview import PREVIEWED, TIME_FIELDS, Preview, preview
from models.domain.task import ASSIST, Task, TaskState
from models.store.info import new_info
from tests.helpers.records import ALL, CATEGORY, CLOCKS, DEPARTMENT, STANDARD, T0, make_case

LIFECYCLE = shipped_lifecycle()
REAL = clocks(new_info("t", "real", T0), shipped_rules())
LONGER = replace(STANDARD, code="event-01-02-1", category_code="event-01-02", limit_text="2 working_day")
CASE = make_case(
    state="in_progress", department_code="D1", platform_code="p", standard_code=STANDARD.code, filed_at=T0,
    due_at=T0 + 4 * HOUR, deadline_at=T0 + 4 * HOUR, limit_text="4 urgent_hour",
)  # fmt: skip
FACTS = Facts(standard=LONGER, category=CATEGORY, department=DEPARTMENT)
NOW = T0 + HOUR


def act(verb: str, at: Instant = NOW, **fields: str) -> Act:
    return Act("k", verb, fields, ALL, "desk", at)


def seen(case: Case, made: Act, facts: Facts = FACTS) -> Preview | None:
    return preview(case, made, LIFECYCLE, CLOCKS, facts)


def test_filing_shows_the_limit_of_the_chosen_condition() -> None:
    reported = make_case()
    shown = seen(reported, act("file", standard_code=LONGER.code))
    assert shown is not None
    assert (shown.before, shown.after, shown.moved, shown.complete) == (None, NOW + 2 * HOUR, True, True)
    assert seen(reported, act("file", standard_code=" ")) is None


def test_an_extension_asked_for_is_shown_as_if_approved_though_its_reason_is_not_written_yet() -> None:
    shown = seen(CASE, act("ask_extension", amount="2"))
    assert shown is not None
    assert (shown.before, shown.after) == (T0 + 4 * HOUR, T0 + 6 * HOUR)
    asked = decide(CASE, act("ask_extension", amount="2", reason="r"), LIFECYCLE, CLOCKS, FACTS)
    approved = decide(asked, act("approve_extension"), LIFECYCLE, CLOCKS, FACTS)
    assert approved.due_at == shown.after
    again = seen(asked, act("approve_extension"))
    assert again is not None
    assert again.after == shown.after


def test_a_suspension_is_shown_to_its_date() -> None:
    shown = seen(CASE, act("ask_suspension", until="2025-09-26"))
    assert shown is not None
    asked = decide(CASE, act("ask_suspension", until="2025-09-26", reason="r"), LIFECYCLE, CLOCKS, FACTS)
    assert asked.due_at == CASE.due_at
    assert decide(asked, act("approve_suspension"), LIFECYCLE, CLOCKS, FACTS).due_at == shown.after


@pytest.mark.parametrize(
    ("made", "key"),
    [
        (act("ask_extension", amount="5"), "extension_too_long"),
        (act("ask_extension", amount="x"), "extension_wrong"),
        (act("ask_extension", T0 + 5 * HOUR, amount="1"), "act_only_before_overdue"),
        (act("ask_suspension", until="2025-09-01"), "suspension_in_the_past"),
        (act("ask_suspension", until="soon"), "date_wrong"),
        (act("reclassify", standard_code="same"), "standard_same"),
        (act("resume"), "case_not_suspended"),
    ],
    ids=lambda value: value if isinstance(value, str) else value.verb,
)
def test_a_limit_that_is_not_allowed_says_why(made: Act, key: str) -> None:
    facts = replace(FACTS, standard=STANDARD) if made.fields.get("standard_code") == "same" else FACTS
    with pytest.raises(Refused) as refused:
        seen(CASE, made, facts)
    assert refused.value.key == key


def test_acts_that_move_no_deadline_and_requests_not_made_have_no_preview() -> None:
    assert seen(CASE, act("note", note="x")) is None
    assert seen(CASE, act("ask_extension", reason="x")) is None
    still = seen(CASE, act("return", reason="x"))
    assert still is not None
    assert not still.moved
    with pytest.raises(BadInput, match="verb_unknown"):
        preview(CASE, act("file"), replace(LIFECYCLE, transitions=()), CLOCKS, FACTS)


def test_a_calendar_that_ends_too_early_is_told() -> None:
    shown = seen(
        make_case(), act("file", standard_code="s"), Facts(standard=replace(STANDARD, limit_text="1 incomplete"))
    )
    assert shown is not None
    assert not shown.complete


def test_fields_that_the_act_does_not_know_are_passed_over() -> None:
    shown = seen(CASE, act("ask_extension", amount="1", draft="old"))
    assert shown is not None


def test_every_previewed_act_and_its_fields_exist() -> None:
    assert set(LIFECYCLE.verbs()) >= PREVIEWED
    asked = {name for row in LIFECYCLE.transitions if row.verb in PREVIEWED for name in row.required}
    assert asked >= TIME_FIELDS


@given(
    st.sampled_from(["4 working_hour", "2 working_day", "3 natural_day", "4 urgent_hour"]), st.integers(0, 60 * 24 * 20)
)
def test_what_is_shown_before_filing_and_re_classifying_is_what_then_holds(limit: str, minutes: int) -> None:
    at = T0 + minutes * MINUTE
    facts = replace(FACTS, standard=replace(LONGER, limit_text=limit))
    filing, changing = act("file", at, standard_code="s"), act("reclassify", at, standard_code="s", reason="r")
    shown = preview(make_case(), filing, LIFECYCLE, REAL, facts)
    assert shown is not None
    assert shown.after == decide(make_case(), filing, LIFECYCLE, REAL, facts).due_at
    changed = preview(CASE, changing, LIFECYCLE, REAL, facts)
    assert changed is not None
    after = decide(CASE, changing, LIFECYCLE, REAL, facts)
    assert (changed.before, changed.after) == (CASE.due_at, after.due_at)
    assert after.due_at == REAL.handling(T0, limit).at


def test_re_classifying_keeps_start_and_pauses_and_drops_what_was_measured_by_the_old_limit() -> None:
    case = replace(
        CASE, extension="2", extensions=1, pending="extension=1;void", pauses=f"{T0 + HOUR}..{T0 + 3 * HOUR}",
        marks="without_category without_position",
    )  # fmt: skip
    after = decide(case, act("reclassify", standard_code=LONGER.code, reason="r"), LIFECYCLE, CLOCKS, FACTS)
    assert (after.standard_code, after.category_code, after.limit_text) == (LONGER.code, "event-01-02", "2 working_day")
    assert (after.extension, after.extensions, after.pending) == (None, 1, "void")
    assert (after.due_at, after.deadline_at) == (T0 + 4 * HOUR, T0 + 4 * HOUR)
    assert (after.state, after.platform_code, after.marks) == ("in_progress", "p", "without_position")


def test_before_dispatch_the_platform_follows_the_category_and_afterwards_the_department() -> None:
    filed = replace(CASE, state="filed", department_code=None)
    made = act("reclassify", standard_code=LONGER.code, reason="r")
    assert decide(filed, made, LIFECYCLE, CLOCKS, FACTS).platform_code == "public_order"
    assert decide(filed, made, LIFECYCLE, CLOCKS, replace(FACTS, category=None)).platform_code == "p"


@pytest.mark.parametrize(
    ("case", "facts", "key"),
    [
        (CASE, replace(FACTS, standard=None), "standard_unknown"),
        (CASE, replace(FACTS, standard=STANDARD), "standard_same"),
        (replace(CASE, filed_at=None), FACTS, "case_without_filing"),
        (replace(CASE, state="handled"), FACTS, "act_not_from_state"),
    ],
)
def test_what_cannot_be_re_classified(case: Case, facts: Facts, key: str) -> None:
    with pytest.raises(Refused, match=key):
        decide(case, act("reclassify", standard_code="s", reason="r"), LIFECYCLE, CLOCKS, facts)


def test_assisting_departments_get_the_other_limit_from_their_own_start() -> None:
    from models.domain.decisions import step_of
    from models.domain.decisions_joint import tasks_after

    lead = Task("c1:lead:D1", "c1", "D1", "lead", TaskState.ACCEPTED, T0, CASE.due_at)
    helps = Task("c1:assist:D2", "c1", "D2", ASSIST, TaskState.DISPATCHED, NOW, T0)
    done = replace(helps, id="c1:assist:D3", department_code="D3", state=TaskState.DONE)
    facts = replace(FACTS, tasks=(lead, helps, done))
    step = step_of(CASE, act("reclassify", standard_code="s", reason="r"), LIFECYCLE, CLOCKS, facts)
    after = decide(CASE, step.act, LIFECYCLE, CLOCKS, facts)
    assert [task.due_at for task in tasks_after(step, after)] == [T0 + 2 * HOUR, NOW + 2 * HOUR, T0]
    unlimited = replace(after, limit_text=None)
    assert [task.due_at for task in tasks_after(step, unlimited)] == [T0 + 2 * HOUR, T0 + 2 * HOUR, T0]
