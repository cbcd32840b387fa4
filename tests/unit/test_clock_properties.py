"""Laws of the clock on random starts, limits, pauses, zones and duty hours."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import TypeAlias
from zoneinfo import ZoneInfo

from hypothesis import assume, example, given
from hypothesis import strategies as st

from models.domain.calendar import shipped_calendar
from models.domain.clock import (
    ClockRules,
    Explanation,
    IntervalKind,
    Pause,
    calendar_complete,
    counted_until,
    due_only,
    due_through,
    explain,
    remaining,
    shipped_rules,
)
from models.domain.clock_zone import instant_at, reading_at
from models.domain.duty_hours import MIDNIGHT, ROUND_THE_CLOCK, DutyHours, DutySchedule, shipped_schedule
from models.domain.instant import DAY, HOUR, MINUTE, Instant, Span, from_local, parse_instant, to_local
from models.domain.limit import Limit, Unit, parse_limit

SEASONAL = DutySchedule(
    tuple(
        DutyHours(date(year, month, 1), spans)
        for year in (2013, 2017, 2018, 2025)
        for month, spans in (
            (5, ((time(8), time(11, 30)), (time(14, 30), time(18, 30)))),
            (10, ((time(9), time(12)), (time(13), time(16, 45)))),
            (12, ((time(7, 10), time(10)), (time(11), time(11, 20)), (time(13), time(15)), (time(22), MIDNIGHT))),
        )
    )
)
SCHEDULES = {"plain": shipped_schedule(), "seasonal": SEASONAL, "manned": ROUND_THE_CLOCK}
# Named, so that a failing example is short to print.
RULES = {
    f"{zone} {name} {day_due}": ClockRules(ZoneInfo(zone), shipped_calendar(), schedule, day_due)
    for zone in ("Asia/Shanghai", "America/New_York", "America/Sao_Paulo", "Pacific/Apia")
    for name, schedule in SCHEDULES.items()
    for day_due in ("same_clock", "end_of_duty")
}
Question: TypeAlias = tuple[Instant, Limit, str, list[Pause]]
PLAIN = shipped_rules()
FIRST, LAST = parse_instant("2010-01-01", PLAIN.zone), parse_instant("2028-06-01", PLAIN.zone)


@st.composite
def instants(draw: st.DrawFn) -> Instant:
    """Any microsecond, a whole half hour (openings, midnights, changes of clocks), or just beside one."""
    if draw(st.booleans()):
        return draw(st.integers(FIRST, LAST))
    return draw(st.integers(FIRST // (30 * MINUTE), LAST // (30 * MINUTE))) * 30 * MINUTE + draw(st.integers(-1, 1))


@st.composite
def limits(draw: st.DrawFn, units: st.SearchStrategy[Unit] = st.sampled_from(Unit)) -> Limit:  # noqa: B008
    amount = draw(
        st.integers(1, 12).map(Decimal)
        | st.sampled_from(["0.5", "1.5", "0.25", "3.75"]).map(Decimal)
        | st.decimals("0.001", 20, places=3)
    )
    return Limit(amount, draw(units))


@st.composite
def pauses_near(draw: st.DrawFn, start: Instant) -> list[Pause]:
    found = []
    for _ in range(draw(st.integers(0, 3))):
        begins = start + draw(st.integers(-3 * 24, 10 * 24)) * HOUR + draw(st.sampled_from([0, 0, 1, 29 * MINUTE]))
        found.append(Pause(begins, begins + draw(st.integers(0, 6 * 24)) * HOUR))
    return found


@st.composite
def questions(draw: st.DrawFn) -> Question:
    start = draw(instants())
    return start, draw(limits()), draw(st.sampled_from(sorted(RULES))), draw(pauses_near(start))


def duty_time(from_: Instant, to: Instant) -> Span:
    """Duty time between two instants under the plain rules, day by day (Shanghai has no change of clocks)."""
    total, day = 0, to_local(from_, PLAIN.zone).date()
    while day <= to_local(to, PLAIN.zone).date():
        for opening, closing in ((time(8, 30), time(12)), (time(13, 30), time(17, 30))):
            begins = from_local(datetime.combine(day, opening), PLAIN.zone)
            ends = from_local(datetime.combine(day, closing), PLAIN.zone)
            if shipped_calendar().is_working(day):
                total += max(0, min(ends, to) - max(begins, from_))
        day += timedelta(days=1)
    return total


def counted_between(unit: Unit, from_: Instant, to: Instant) -> Span:
    return duty_time(from_, to) if unit.is_working else to - from_


def check_tiling(explained: Explanation, end: Instant) -> None:
    pieces = explained.intervals
    assert pieces[0].start == explained.start
    assert pieces[-1].end == end
    for one, other in pairwise(pieces):
        assert one.end == other.start
        assert (one.kind, one.name, one.note) != (other.kind, other.name, other.note)
    for piece in pieces:
        assert piece.start < piece.end
        assert piece.counted == (piece.kind == IntervalKind.counted)


@given(questions())
def test_that_intervals_tile_the_time_and_add_up_to_what_the_limit_needs(question: Question) -> None:
    start, limit, name, pauses = question
    rules = RULES[name]
    explained = explain(start, limit, rules, pauses)
    assert explained.due is not None
    check_tiling(explained, explained.due)
    assert sum(piece.span for piece in explained.intervals if piece.counted) == explained.counted == explained.needed
    if limit.span is not None:
        assert explained.counted == limit.span
    assert explained.start <= explained.effective_start
    suspended = sum(piece.span for piece in explained.intervals if piece.kind == IntervalKind.suspended)
    inside = [(max(p.start, start), min(p.end or 0, explained.due)) for p in pauses]
    moments = sorted({moment for span in inside for moment in span})
    covered = sum(b - a for a, b in pairwise(moments) if any(p <= a and b <= q for p, q in inside))
    assert suspended == covered


@given(instants(), limits(st.just(Unit.working_day)), st.sampled_from(["same_clock", "end_of_duty"]))
def test_that_working_days_need_that_many_days_of_duty_time(start: Instant, limit: Limit, day_due: str) -> None:
    rules = RULES[f"Asia/Shanghai plain {day_due}"]
    explained = explain(start, limit, rules)
    assert 0 <= explained.counted - limit.amount * 450 * MINUTE < 1
    assert explained.due is not None
    assert duty_time(explained.effective_start, explained.due) - explained.counted == sum(
        piece.span for piece in explained.intervals if piece.kind == IntervalKind.first_day
    )


@given(questions())
def test_that_the_quick_due_is_the_explained_one(question: Question) -> None:
    start, limit, name, pauses = question
    rules = RULES[name]
    assert due_through(start, limit, rules, pauses) == explain(start, limit, rules, pauses).due
    explained = explain(start, limit, rules)
    assert explained.due == due_only(start, limit, rules)
    assert explained.due is not None
    assert calendar_complete(start, explained.due, limit, rules) == explained.calendar_complete


@given(questions(), st.integers(0, 4 * 24 * 60).map(lambda minutes: minutes * MINUTE) | st.integers(0, 3), st.data())
def test_that_a_later_start_is_never_due_earlier(question: Question, delay: Span, data: st.DataObject) -> None:
    start, limit, name, pauses = question
    rules = RULES[name]
    assert due_only(start, limit, rules) <= due_only(start + delay, limit, rules)
    early, late = (explain(moment, limit, rules, pauses).due for moment in (start, start + delay))
    assert early is not None
    assert late is not None
    assert early <= late
    pauses.append(Pause(start + data.draw(st.integers(-24, 200)) * HOUR, None))
    early, late = (explain(moment, limit, rules, pauses).due for moment in (start, start + delay))
    if early is None:
        assert late is None or late >= pauses[-1].start


@given(st.sampled_from(sorted(RULES)), limits(), st.integers(0, 47), st.sampled_from([2015, 2018, 2024]))
def test_that_starts_around_a_change_of_clocks_keep_their_order(
    name: str, limit: Limit, half_hours: int, year: int
) -> None:
    rules = RULES[name]
    changes = {
        "America/New_York": {2015: "2015-11-01", 2018: "2018-03-11", 2024: "2024-11-03"},
        "America/Sao_Paulo": {2015: "2015-02-22", 2018: "2018-02-18", 2024: "2024-01-01"},
        "Pacific/Apia": {2015: "2011-12-31", 2018: "2018-04-01", 2024: "2018-09-30"},
    }
    day = changes.get(rules.zone.key, {}).get(year, f"{year}-10-01")
    start = parse_instant(day, rules.zone) + (half_hours - 24) * 30 * MINUTE
    dues = [due_only(start + step, limit, rules) for step in range(0, 4 * HOUR, 15 * MINUTE)]
    assert dues == sorted(dues)


@given(instants(), limits(), st.integers(-48, 240), st.integers(0, 200), st.sampled_from([0, 1, 7 * MINUTE]))
@example(parse_instant("2025-06-03 20:00", PLAIN.zone), parse_limit("2天"), 28, 24, 0)
def test_that_a_pause_of_so_much_counted_time_moves_the_due_by_as_much(
    start: Instant, limit: Limit, hours_later: int, hours: int, odd: Span
) -> None:
    pause = Pause(start + hours_later * HOUR + odd, start + (hours_later + hours) * HOUR + odd)
    plain = explain(start, limit, PLAIN)
    paused = explain(start, limit, PLAIN, [pause])
    assert plain.due is not None
    assert pause.end is not None
    assert paused.due is not None
    cost: Span = 0
    if pause.start < plain.due and pause.end > start:
        cost = counted_between(
            limit.unit, max(pause.start, plain.effective_start), max(pause.end, plain.effective_start)
        )
    assert counted_between(limit.unit, plain.due, paused.due) == cost
    assert paused.counted == plain.counted
    if not cost:
        assert paused.due == plain.due


@given(instants(), limits(), st.lists(st.integers(0, 12), min_size=1, max_size=3), st.data())
def test_that_pauses_in_pieces_cost_the_same_as_in_one(
    start: Instant, limit: Limit, cuts: list[int], data: st.DataObject
) -> None:
    begins = start + data.draw(st.integers(-24, 100)) * HOUR
    edges = sorted({begins, begins + 13 * HOUR, *(begins + cut * HOUR for cut in cuts)})
    pieces = [Pause(one, other) for one, other in pairwise(edges)]
    whole = explain(start, limit, PLAIN, [Pause(begins, begins + 13 * HOUR)])
    assert explain(start, limit, PLAIN, data.draw(st.permutations(pieces))) == whole


@given(instants(), st.integers(1, 8), st.integers(1, 6), st.integers(0, 3))
def test_that_a_suspension_to_a_date_keeps_the_clock_reading_of_day_units(
    start: Instant, days: int, length: int, later: int
) -> None:
    limit = Limit(Decimal(days), Unit.working_day)
    begins = to_local(start, PLAIN.zone).date() + timedelta(days=later + 1)
    midnights = (from_local(datetime.combine(begins + timedelta(days=n), MIDNIGHT), PLAIN.zone) for n in (0, length))
    plain, paused = explain(start, limit, PLAIN), explain(start, limit, PLAIN, [Pause(*midnights)])
    assert plain.due is not None
    assert paused.due is not None
    assert to_local(plain.due, PLAIN.zone).time() == to_local(paused.due, PLAIN.zone).time()


@given(questions(), st.integers(-100, 1000))
def test_that_the_time_left_and_the_time_counted_add_up(question: Question, hours: int) -> None:
    start, limit, name, pauses = question
    rules = RULES[name]
    explained = explain(start, limit, rules, pauses)
    now = start + hours * HOUR
    assert explained.due is not None
    if now <= explained.due:
        assert remaining(explained, now) == explained.needed - counted_until(explained, now)
        assert 0 <= counted_until(explained, now) <= explained.needed
    else:
        assert counted_until(explained, now) == explained.needed
        assert now - explained.due >= -remaining(explained, now) >= 0
        assert remaining(explained, now + DAY) <= remaining(explained, now)


@given(instants(), limits(), st.integers(0, 300), st.integers(0, 300))
def test_that_an_open_pause_tells_the_time_up_to_now(start: Instant, limit: Limit, later: int, since: int) -> None:
    open_pause = Pause(start + later * HOUR, None)
    now = open_pause.start + since * HOUR
    explained = explain(start, limit, PLAIN, [open_pause], as_of=now)
    plain = explain(start, limit, PLAIN)
    assert plain.due is not None
    assert explained.needed == plain.needed
    if plain.due <= open_pause.start:
        assert explained == plain
        return
    assert explained.due is None
    assume(now > start)
    check_tiling(explained, now)
    assert explained.counted == counted_until(plain, open_pause.start)
    assert remaining(explained, now) == remaining(plain, open_pause.start)


@given(instants(), st.integers(0, 3 * HOUR), st.sampled_from(sorted(RULES)))
def test_that_local_readings_never_run_backwards(start: Instant, later: Span, name: str) -> None:
    zone = RULES[name].zone
    one, other = reading_at(start, zone), reading_at(start + later, zone)
    assert one <= other
    assert instant_at(one, zone) <= instant_at(other, zone)
    assert instant_at(one + timedelta(microseconds=later), zone) >= instant_at(one, zone)
