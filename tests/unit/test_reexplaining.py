"""Deadlines of open cases explained anew: what moves, what stays, and what the clock promises all the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from models.domain.calendar import Calendar, DayKind, shipped_calendar
from models.domain.calendar_edit import with_days
from models.domain.case import OPEN_STATES, Case, Mark
from models.domain.clock import ClockRules, explain
from models.domain.deciding import Clocks, with_clock
from models.domain.duty_hours import parse_schedule, shipped_schedule
from models.domain.handling import clock_start, effective_limit, pauses_of
from models.domain.instant import DAY, HOUR, MINUTE
from models.domain.limit import parse_limit
from models.domain.reexplaining import DEADLINE, DUE, Moved, reexplained
from models.domain.task import Task
from tests.helpers.calendars import at, calendar_2027, clocks_by
from tests.helpers.records import SHANGHAI, make_case

OLD, NEW = clocks_by(shipped_calendar()), clocks_by(calendar_2027())
OLD_DUTY = clocks_by(shipped_calendar(), counting="duty")
NEW_DUTY = clocks_by(calendar_2027(), counting="duty")
WINTER = parse_schedule([{"valid_from": date(1970, 1, 1), "spans": ["9:00-12:00", "13:00-16:00"]}])


def case_of(filed: str, limit: str, clocks: Clocks = OLD, **changes: object) -> Case:
    """A case with a department whose handling deadline was made by some clocks."""
    values: dict[str, object] = {
        "state": "in_progress", "opened_at": at(filed), "filed_at": at(filed), "limit_text": limit,
        "department_code": "D1", "deadline_at": None,
    }  # fmt: skip
    return with_clock(make_case(**{**values, **changes}), clocks)


def test_that_new_year_moves_a_deadline_and_the_calendar_now_covers_it() -> None:
    case = case_of("2026-12-31 10:00", "2 working_day")
    assert case.marks == Mark.CALENDAR_INCOMPLETE
    found = reexplained(case, (), NEW, [OLD])
    # By plain weekdays Friday 1 January was worked; it is a day off, so are Saturday and Sunday.
    assert found.moved == (Moved(DUE, at("2027-01-04 10:00"), at("2027-01-05 10:00")),)
    assert (found.case.due_at, found.case.deadline_at) == (at("2027-01-05 10:00"), at("2027-01-05 10:00"))
    assert (found.case.marks, found.calendar_complete, found.direction) == ("", True, "later")
    assert (found.case.version, found.case.changed_at) == (case.version, case.changed_at)


def test_that_a_made_up_sunday_before_spring_festival_brings_a_deadline_forward() -> None:
    found = reexplained(case_of("2027-01-29 16:30", "4 working_hour"), (), NEW, [OLD])
    assert found.moved == (Moved(DUE, at("2027-02-01 11:30"), at("2027-01-31 11:30")),)
    assert found.direction == "earlier"


def test_that_national_day_is_left_out_as_a_whole() -> None:
    found = reexplained(case_of("2027-09-30 16:00", "1 working_day"), (), NEW, [OLD])
    assert found.moved == (Moved(DUE, at("2027-10-01 16:00"), at("2027-10-08 16:00")),)


def test_that_extension_pauses_and_a_restarted_clock_are_kept_in_mind() -> None:
    pause = f"{at('2026-12-30 00:00')}..{at('2027-01-07 00:00')}"
    case = case_of("2026-12-28 09:00", "2 working_day", extension="1", pauses=pause, clock_from=at("2026-12-29 09:00"))
    found = reexplained(case, (), NEW, [OLD])
    # One working day before the pause, two after it: a holiday inside the pause moves nothing.
    assert case.due_at == at("2027-01-11 09:00")
    assert found.moved == ()
    longer = reexplained(replace(case, pauses=""), (), NEW, [OLD])
    assert longer.case.due_at == at("2027-01-04 09:00")


def test_that_hours_counted_day_and_night_need_no_calendar() -> None:
    case = case_of("2026-12-31 10:00", "48 urgent_hour")
    found = reexplained(case, (), NEW, [OLD])
    assert (found.moved, found.case, found.calendar_complete, found.direction) == ((), case, True, "")


def test_that_a_deadline_that_stays_leaves_even_the_mark_as_it_was() -> None:
    case = case_of("2027-03-01 10:00", "1 working_day")
    found = reexplained(case, (), NEW, [OLD])
    assert (found.case, found.moved, found.calendar_complete) == (case, (), True)
    assert not reexplained(case, (), OLD, [OLD]).calendar_complete


@pytest.mark.parametrize(
    "changes", [{"state": "closed"}, {"state": "declined"}, {"state": "void"}, {"parent_id": "c9"}]
)
def test_that_what_is_not_open_stays(changes: dict[str, object]) -> None:
    case = replace(case_of("2026-12-31 10:00", "2 working_day"), **changes)  # type: ignore[arg-type]
    assert reexplained(case, (), NEW, [OLD]).moved == ()


def test_that_the_target_of_a_file_and_a_case_without_limit_stay() -> None:
    case = make_case(state="dispatched", due_at=at("2027-01-02 10:00"), deadline_at=at("2027-01-02 10:00"))
    assert reexplained(case, (), NEW, [OLD]).case == case


def test_that_a_handed_in_case_moves_its_due_and_keeps_its_check_clock() -> None:
    handed: dict[str, object] = {"handled_at": at("2026-12-31 11:00"), "deadline_at": at("2026-12-31 11:30")}
    case = case_of("2026-12-31 10:00", "2 working_day", OLD, state="handled", **handed)
    found = reexplained(case, (), NEW, [OLD])
    assert [one.what for one in found.moved] == [DUE]
    assert found.case.deadline_at == at("2026-12-31 11:30")


@pytest.mark.parametrize(
    ("state", "stamp"), [("reported", "opened_at"), ("verified", "opened_at"), ("handled", "handled_at"),
                         ("checked", "checked_at")],
)  # fmt: skip
def test_that_a_stage_clock_of_duty_hours_moves_and_one_of_day_and_night_does_not(state: str, stamp: str) -> None:
    start = at("2026-12-31 17:20")
    values: dict[str, object] = {"state": state, "opened_at": start - HOUR, stamp: start}
    case = make_case(**values, deadline_at=at("2027-01-01 08:50"))
    found = reexplained(case, (), NEW_DUTY, [OLD, OLD_DUTY])
    assert found.moved == (Moved(DEADLINE, at("2027-01-01 08:50"), at("2027-01-04 08:50")),)
    assert reexplained(replace(case, deadline_at=start + 30 * MINUTE), (), NEW, [OLD]).moved == ()


def test_that_a_stage_deadline_nobody_can_explain_stays() -> None:
    case = make_case(opened_at=at("2026-12-31 17:20"), deadline_at=at("2027-01-01 09:00"))
    assert reexplained(case, (), NEW_DUTY, [OLD_DUTY]).moved == ()
    assert reexplained(replace(case, deadline_at=None), (), NEW_DUTY, [OLD_DUTY]).moved == ()
    assert reexplained(replace(case, state="handled"), (), NEW_DUTY, [OLD_DUTY]).moved == ()


def test_that_a_case_sent_back_counts_its_stage_from_the_return() -> None:
    case = make_case(opened_at=at("2026-12-30 09:00"), deadline_at=at("2027-01-01 08:50"), returned_to="reported")
    assert reexplained(case, (), NEW_DUTY, [OLD_DUTY]).moved == ()
    found = reexplained(case, (), NEW_DUTY, [OLD_DUTY], stage_start=at("2026-12-31 17:20"))
    assert [one.after for one in found.moved] == [at("2027-01-04 08:50")]


def task(part: str, code: str, state: str, dispatched: str, due: str | None) -> Task:
    return Task(f"c1:{part}:{code}", "c1", code, part, state, at(dispatched), None if due is None else at(due))


def test_that_tasks_move_by_their_own_clock_where_an_earlier_calendar_explains_them() -> None:
    case = case_of("2026-12-31 10:00", "2 working_day")
    tasks = (
        task("lead", "D1", "accepted", "2026-12-31 11:00", "2027-01-04 10:00"),
        task("assist", "D2", "dispatched", "2026-12-31 11:30", "2027-01-04 11:30"),
        task("assist", "D3", "accepted", "2026-12-31 11:30", "2027-01-09 11:30"),  # by another limit
        task("assist", "D4", "done", "2026-12-31 11:30", "2027-01-04 11:30"),
        task("assist", "D5", "dispatched", "2026-12-31 11:30", None),
        task("lead", "D6", "withdrawn", "2026-12-31 11:00", "2027-01-04 10:00"),
    )
    found = reexplained(case, tasks, NEW, [OLD])
    assert [made.due_at for made in found.tasks] == [
        at("2027-01-05 10:00"), at("2027-01-05 11:30"), *[given.due_at for given in tasks[2:]]
    ]  # fmt: skip
    assert found.moved[1:] == (Moved("D2", at("2027-01-04 11:30"), at("2027-01-05 11:30")),)


def test_that_a_task_alone_may_move_and_none_does_without_a_limit() -> None:
    handled = {"state": "in_progress", "due_at": at("2026-12-31 09:00"), "deadline_at": at("2026-12-31 09:00")}
    case = make_case(**handled, limit_text="1 working_day")  # never filed here: its due is the file's
    tasks = (task("assist", "D2", "accepted", "2026-12-31 11:30", "2027-01-01 11:30"),)
    found = reexplained(case, tasks, NEW, [OLD])
    assert found.moved == (Moved("D2", at("2027-01-01 11:30"), at("2027-01-04 11:30")),)
    assert found.direction == "later"
    assert reexplained(replace(case, limit_text=None), tasks, NEW, [OLD]).moved == ()


def test_that_what_counts_in_a_closed_month_is_frozen() -> None:
    case = case_of("2026-12-31 10:00", "2 working_day")
    found = reexplained(case, (), NEW, [OLD], closed_until=at("2027-02-01 00:00"))
    assert (found.frozen, found.moved, found.case) == (True, (), case)
    assert reexplained(case, (), NEW, [OLD], closed_until=at("2027-01-01 00:00")).moved
    back = case_of("2027-01-29 16:30", "4 working_hour")
    assert reexplained(back, (), NEW, [OLD], closed_until=at("2027-02-01 00:00")).frozen
    handed = replace(case, state="handled", handled_at=at("2026-12-31 12:00"))
    assert reexplained(handed, (), NEW, [OLD], closed_until=at("2027-01-01 00:00")).frozen


def test_that_duty_hours_move_deadlines_like_days_do() -> None:
    case = case_of("2026-12-28 10:00", "6 working_hour")
    found = reexplained(case, (), clocks_by(shipped_calendar(), WINTER), [OLD])
    assert found.moved == (Moved(DUE, at("2026-12-28 17:30"), at("2026-12-29 10:00")),)


LIMITS = st.sampled_from(["1 working_hour", "4 working_hour", "1 working_day", "2.5 working_day", "9 working_day",
                          "36 urgent_hour", "3 natural_day"])  # fmt: skip
STARTS = st.integers(at("2026-11-01 00:00") // MINUTE, at("2027-11-01 00:00") // MINUTE)


@st.composite
def cases(draw: st.DrawFn, clocks: Clocks = OLD) -> Case:
    """An open case at any place of its way, its deadlines made by the clocks given."""
    start = draw(STARTS) * MINUTE
    pause = ""
    if draw(st.booleans()):
        begin = start + draw(st.integers(0, 5)) * DAY
        pause = f"{begin}..{begin + draw(st.integers(1, 9)) * DAY}"
    case = make_case(
        state=draw(st.sampled_from(sorted(OPEN_STATES))), opened_at=start, filed_at=start, handled_at=start + HOUR,
        checked_at=start + 2 * HOUR, limit_text=draw(LIMITS), pauses=pause,
        extension=draw(st.sampled_from([None, "1", "0.5"])), deadline_at=start + 30 * MINUTE,
    )  # fmt: skip
    case = with_clock(case, clocks)
    stage = {"reported": "accept", "verified": "accept", "handled": "check", "checked": "close"}.get(case.state)
    own = {"check": case.handled_at, "close": case.checked_at}.get(stage or "", case.opened_at)
    return case if stage is None else replace(case, deadline_at=clocks.stage(stage, own or 0))


@given(cases())
def test_that_the_same_calendar_changes_nothing(case: Case) -> None:
    found = reexplained(case, (), OLD, [OLD])
    assert (found.moved, found.case) == ((), case)


@given(cases(), st.lists(st.dates(date(2026, 11, 1), date(2026, 12, 31)), max_size=4))
def test_that_a_later_added_holiday_never_moves_a_deadline_forward(case: Case, days: list[date]) -> None:
    assume(shipped_calendar().is_working(days[0]) if days else True)
    more: Calendar = with_days(shipped_calendar(), dict.fromkeys(days, (DayKind.holiday, "试")))
    found = reexplained(case, (), clocks_by(more), [OLD])
    assert all(one.after > one.before for one in found.moved)


@given(cases())
def test_that_the_counted_time_is_always_the_limit_and_twice_is_once(case: Case) -> None:
    found = reexplained(case, (), NEW, [OLD])
    start, limit = clock_start(found.case), effective_limit(found.case)
    assert start is not None
    assert limit is not None
    rules = ClockRules(SHANGHAI, calendar_2027(), shipped_schedule())
    explanation = explain(start, parse_limit(limit), rules, pauses_of(found.case))
    assert explanation.due == found.case.due_at
    assert explanation.counted == explanation.needed
    assert explanation.calendar_complete == found.calendar_complete
    if parse_limit(limit).span is not None:
        assert explanation.counted == parse_limit(limit).span
    assert reexplained(found.case, (), NEW, [OLD, NEW]).moved == ()
