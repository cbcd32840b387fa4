"""A case: its states and stages, how pressing it is, in which order cases come, and what late means."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.domain.case import (
    ALARMING,
    CLOSED_STATES,
    DUE_SOON,
    NO_DEADLINE,
    OPEN_STATES,
    STAGE_OF,
    Case,
    LogEntry,
    Mark,
    Severity,
    Source,
    Stage,
    State,
    Urgency,
    is_late,
    urgency,
    urgency_key,
)
from models.domain.instant import HOUR, MICROSECOND, MINUTE
from tests.helpers.records import T0, make_case

# The words of files, rows and messages: changing one is a change of the database.
STATES = {
    "reported": "discover",
    "verified": "discover",
    "declined": "accept",
    "filed": "accept",
    "dispatched": "accept",
    "accepted_by_department": "execute",
    "in_progress": "execute",
    "handled": "supervise",
    "checked": "supervise",
    "closed": "assess",
    "assessed": "assess",
    "void": "assess",
}
SOURCES = (
    "grid_worker", "patrol", "hotline_12345", "transfer_110", "phone", "walk_in", "web", "video", "superior",
    "campaign", "import",
)  # fmt: skip
MARKS = (
    "closed_before_opened", "closed_time_unknown", "without_position", "without_category", "without_deadline",
    "calendar_incomplete", "local_time_ambiguous", "local_time_nonexistent",
)  # fmt: skip
INSTANTS = st.integers(min_value=0, max_value=2**52)


def test_that_every_state_stands_in_its_stage() -> None:
    assert STAGE_OF == STATES
    assert {str(s) for s in State} == set(STATES)
    assert [str(s) for s in Stage] == ["discover", "accept", "execute", "supervise", "assess"]


def test_that_words_of_sources_marks_severities_and_urgencies_stay_as_they_are() -> None:
    assert tuple(Source) == SOURCES
    assert tuple(Mark) == MARKS
    assert tuple(Severity) == ("general", "larger", "major", "critical")
    assert tuple(Urgency) == ("overdue", "due_soon", "on_track", "done")


def test_that_a_case_is_open_from_report_to_check_and_at_no_other_time() -> None:
    opened = set(STATES) - {"declined", "closed", "assessed", "void"}
    assert {state for state in STATES if make_case(state=state).is_open} == opened == OPEN_STATES
    assert frozenset({"closed", "assessed"}) == CLOSED_STATES
    assert not any(make_case(state=state, parent_id="other").is_open for state in STATES)


@pytest.mark.parametrize(
    ("severity", "acknowledged_at", "alarming"),
    [
        ("general", None, False),
        ("larger", None, False),
        ("major", None, True),
        ("critical", None, True),
        ("major", T0, False),
        ("critical", 0, False),
        ("general", T0, False),
    ],
)
def test_that_a_major_case_alarms_until_somebody_acknowledges(
    severity: str, acknowledged_at: int | None, alarming: bool
) -> None:
    assert make_case(severity=severity, acknowledged_at=acknowledged_at).alarming is alarming
    assert (severity in ALARMING) == (severity in ("major", "critical"))


@pytest.mark.parametrize(
    ("left", "expected"),
    [
        (-HOUR, "overdue"),
        (-MICROSECOND, "overdue"),
        (0, "due_soon"),
        (MICROSECOND, "due_soon"),
        (2 * HOUR - MICROSECOND, "due_soon"),
        (2 * HOUR, "due_soon"),
        (2 * HOUR + MICROSECOND, "on_track"),
        (400 * HOUR, "on_track"),
    ],
)
def test_that_urgency_turns_exactly_at_the_deadline_and_two_hours_before(left: int, expected: str) -> None:
    assert urgency(T0 + left, T0) is Urgency(expected)


def test_that_due_soon_is_two_hours_unless_said_otherwise() -> None:
    assert DUE_SOON == 120 * MINUTE
    assert urgency(T0 + HOUR + 1, T0, HOUR) is Urgency.ON_TRACK
    assert urgency(T0 + HOUR, T0, HOUR) is Urgency.DUE_SOON
    assert urgency(T0, T0, 0) is Urgency.DUE_SOON


def test_that_a_case_without_deadline_is_on_track_at_any_time() -> None:
    assert urgency(None, T0) is Urgency.ON_TRACK
    assert urgency(None, T0 + 10**6 * HOUR) is Urgency.ON_TRACK


@given(INSTANTS, INSTANTS, INSTANTS)
def test_that_passing_time_only_makes_a_case_more_urgent(deadline: int, now: int, later: int) -> None:
    order = [Urgency.ON_TRACK, Urgency.DUE_SOON, Urgency.OVERDUE]
    now, later = sorted((now, later))
    assert order.index(urgency(deadline, now)) <= order.index(urgency(deadline, later))


def test_that_the_queue_begins_with_alarms_then_deadlines_then_age_then_id() -> None:
    expected = [
        make_case(id="z", severity="critical", deadline_at=T0 + 9 * HOUR),
        make_case(id="y", severity="major", deadline_at=None),
        make_case(id="b", severity="major", acknowledged_at=T0, deadline_at=T0 - HOUR),
        make_case(id="x", deadline_at=T0, opened_at=T0 - 2),
        make_case(id="a", deadline_at=T0, opened_at=T0 - 1),
        make_case(id="b", deadline_at=T0, opened_at=T0 - 1),
        make_case(id="w", deadline_at=T0 + 10**9 * HOUR, opened_at=T0 - 9),
        make_case(id="v", deadline_at=None, opened_at=T0 - 8),
        make_case(id="c", deadline_at=None, opened_at=T0 - 7),
        make_case(id="d", deadline_at=None, opened_at=T0 - 7),
    ]
    mixed = expected[5:] + expected[4::-1]
    assert sorted(mixed, key=urgency_key) == expected


def test_that_the_parts_of_the_order_are_what_the_database_sorts_by() -> None:
    assert urgency_key(make_case(id="k", deadline_at=T0 + 5, opened_at=T0)) == (1, T0 + 5, T0, "k")
    assert urgency_key(make_case(id="k", deadline_at=None, severity="major")) == (0, 2**62, T0, "k")
    assert NO_DEADLINE == 4_611_686_018_427_387_904


@pytest.mark.parametrize(
    ("due_at", "handled_at", "ended_at", "late"),
    [
        (T0, None, None, False),
        (T0, T0 - 1, None, False),
        (T0, T0, None, False),
        (T0, T0 + 1, None, True),
        (T0, T0, T0 + 9 * HOUR, False),
        (T0, T0 + 1, T0 - 9, True),
        (T0, None, T0, False),
        (T0, None, T0 + 1, True),
        (T0, 0, T0 + 1, False),
        (None, T0 + 1, T0 + 1, False),
        (0, 1, None, True),
    ],
)
def test_that_late_compares_handing_in_or_else_the_end_with_the_handling_deadline(
    due_at: int | None, handled_at: int | None, ended_at: int | None, late: bool
) -> None:
    case = make_case(due_at=due_at, handled_at=handled_at, ended_at=ended_at, deadline_at=T0 - 99)
    assert is_late(case) is late


def test_that_a_case_and_a_log_entry_cannot_be_changed() -> None:
    entry = LogEntry(
        "c:1", "c", 1, "note", None, "filed", "duty", "desk", T0, T0, None, None, None, None, {}, None
    )  # fmt: skip
    for record, field in ((make_case(), "state"), (entry, "to_state")):
        with pytest.raises(FrozenInstanceError):
            setattr(record, field, "closed")
        assert not hasattr(record, "__dict__")


def test_that_fields_of_a_case_come_in_the_order_of_the_table() -> None:
    assert Case.__slots__[:6] == ("id", "number", "version", "state", "source", "severity")
    assert Case.__slots__[34:38] == ("changed_at", "changed_by", "changed_from", "command_id")
    assert Case.__slots__[38:41] == ("verified_at", "parent_id", "pending")
