"""The demonstration's cases: every state, believable times at any hour, logs that the state machine allows."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cache
from itertools import pairwise
from zoneinfo import ZoneInfo

import numpy as np
import pytest
import shapely

from models.commands.acts import Rules
from models.commands.protocol import CommandRow, Person
from models.demo import cases as demo
from models.demo.cases import demo_cases, number_series
from models.demo.catalogue import demo_catalogue
from models.demo.memory import DemoUnit
from models.demo.pace import Pace
from models.demo.street import demo_street
from models.domain.case import ALARMING, Case, LogEntry, State, Urgency, is_late, urgency
from models.domain.clock import calendar_complete, due_only, shipped_rules
from models.domain.decisions import Clocks, Due
from models.domain.errors import Refused
from models.domain.instant import DAY, MINUTE, Instant, parse_instant, to_local
from models.domain.lifecycle import shipped_lifecycle
from models.domain.limit import parse_limit
from models.domain.organisation import STEWARD
from models.domain.stage_clock import shipped_stage_limits, stage_due
from models.steward.reminding import Reminders
from models.steward.rules import reminder_of
from models.steward.watched import COLUMNS, Watched

ZONE = ZoneInfo("Asia/Shanghai")
STREET = demo_street(1)
CATALOGUE = demo_catalogue()
CLOCK = shipped_rules()
MOMENTS = {
    "workday morning": "2025-09-24 10:15",
    "workday afternoon": "2025-09-24 14:40",
    "lunch": "2025-09-24 12:30",
    "night": "2025-09-24 02:10",
    "weekend": "2025-09-27 15:00",
    "National Day": "2025-10-03 11:20",
    "first minutes after the holiday": "2025-10-09 08:32",
    "make-up workday": "2025-10-11 16:50",
    "midnight": "2026-03-02 00:00",
    "beyond the calendar": "2027-02-10 09:05",
}

Told = tuple[list[Case], list[LogEntry], list[Person], list[CommandRow]]


def _handling(start: Instant, text: str, pauses: object = ()) -> Due:
    limit = parse_limit(text)
    due = due_only(start, limit, CLOCK)
    return Due(due, calendar_complete(start, due, limit, CLOCK))


def _stage(stage: str, start: Instant) -> Instant:
    return stage_due(stage, start, shipped_stage_limits(), CLOCK)


RULES = Rules(shipped_lifecycle(), Clocks(_handling, _stage), "JB", ZONE)


def reminders() -> Reminders:
    return Reminders(CLOCK, (75, 90))


@cache
def told(moment: str, seed: int = 1) -> Told:
    return demo_cases(STREET, CATALOGUE, at(moment), seed, RULES, reminders())


def at(moment: str) -> Instant:
    return parse_instant(MOMENTS[moment], ZONE)


@pytest.fixture(params=list(MOMENTS))
def moment(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


def test_that_about_170_cases_are_open_in_every_state_and_the_rest_is_closed(moment: str) -> None:
    cases = told(moment)[0]
    states = Counter(case.state for case in cases)
    assert 310 <= len(cases) <= 325
    assert 165 <= sum(case.is_open for case in cases) <= 175
    for state in (State.REPORTED, State.FILED, State.DISPATCHED, State.ACCEPTED, State.IN_PROGRESS, State.HANDLED,
                  State.CHECKED, State.CLOSED, State.DECLINED):  # fmt: skip
        assert states[state] >= 1, state
    assert states[State.IN_PROGRESS] > states[State.ACCEPTED] > states[State.DISPATCHED] > states[State.FILED]


def test_that_a_handful_is_overdue_and_a_handful_due_soon(moment: str) -> None:
    figures = Counter(urgency(c.deadline_at, at(moment)) for c in told(moment)[0] if c.is_open)
    assert 2 <= figures[Urgency.OVERDUE] <= 6
    assert 4 <= figures[Urgency.DUE_SOON] <= 12


def test_that_nothing_overdue_is_absurdly_so_and_nothing_open_is_ancient(moment: str) -> None:
    for case in told(moment)[0]:
        if case.is_open:
            assert case.deadline_at is not None
            assert at(moment) - case.deadline_at < 120 * MINUTE
            assert at(moment) - case.opened_at < 35 * DAY


def test_that_some_cases_lack_position_or_category_and_at_most_two_alarm(moment: str) -> None:
    cases = told(moment)[0]
    opened = [case for case in cases if case.is_open]
    assert 1 <= sum(case.lon is None for case in opened) <= 20
    assert 1 <= sum(case.category_code is None for case in opened) <= 4
    assert 1 <= sum(case.alarming for case in opened) <= 2
    assert any(case.severity in ALARMING and not case.alarming for case in opened)
    for case in cases:
        assert ("without_position" in case.marks) == (case.lon is None)


def test_that_some_closed_cases_were_late_and_most_were_not(moment: str) -> None:
    closed = [case for case in told(moment)[0] if case.state == State.CLOSED]
    assert 3 <= sum(is_late(case) for case in closed) <= 10
    assert all(case.ended_at is not None and case.ended_at <= at(moment) for case in closed)


@pytest.mark.parametrize("moment", ["workday afternoon", "lunch"])
def test_that_the_day_so_far_has_reports_and_closings(moment: str) -> None:
    cases, now = told(moment)[0], to_local(at(moment), ZONE)
    reports = Counter(o.hour for o in (to_local(c.opened_at, ZONE) for c in cases) if o.date() == now.date())
    ended = [to_local(c.ended_at, ZONE) for c in cases if c.ended_at is not None and c.state == State.CLOSED]
    closings = Counter(moment.hour for moment in ended if moment.date() == now.date())
    assert 40 <= reports.total() <= 130
    assert closings.total() >= 25
    assert all(reports[hour] for hour in range(8, now.hour))
    assert len(closings) >= 4


def test_that_every_log_is_legal_by_the_state_machine(moment: str) -> None:
    cases, log, *_ = told(moment)
    officers = {officer.code: officer for officer in (*STREET.officers, STEWARD)}
    rows: dict[str, list[LogEntry]] = defaultdict(list)
    for entry in log:
        rows[entry.case_id].append(entry)
    assert set(rows) == {case.id for case in cases}
    for case in cases:
        state: str | None = None
        entries = rows[case.id]
        assert [entry.version for entry in entries] == list(range(1, case.version + 1))
        for before, after in pairwise(entries):
            assert before.occurred_at < after.occurred_at
        department: str | None = None
        for entry in entries:
            assert entry.from_state == state
            officer = officers[entry.actor_code]
            fitting = [
                row
                for row in shipped_lifecycle().transitions
                if row.verb == entry.verb
                and (state in row.from_states if state else not row.from_states)
                and row.roles & officer.roles
                and (not row.own or officer.acts_for(department))
            ]
            assert fitting, (entry.verb, state)
            assert entry.to_state == fitting[0].leads_to(state or "")
            assert set(fitting[0].required) <= set(entry.fields)
            state, department = entry.to_state, entry.department_after
        last = entries[-1]
        assert (last.to_state, last.due_after, last.deadline_after) == (case.state, case.due_at, case.deadline_at)
        assert last.occurred_at == case.changed_at <= at(moment)


def test_that_deadlines_are_those_of_the_real_clock(moment: str) -> None:
    standards = {standard.code: standard for standard in CATALOGUE.standards}
    for case in told(moment)[0]:
        if case.standard_code is not None:
            assert case.filed_at is not None
            limit = standards[case.standard_code].limit_text
            assert case.due_at == due_only(case.filed_at, parse_limit(limit), CLOCK)


def test_that_points_lie_inside_their_grid_and_texts_are_evidently_invented(moment: str) -> None:
    shapes = {grid.code: shapely.Polygon(grid.rings[0]) for grid in STREET.grids}
    for case in told(moment)[0]:
        assert case.grid_code is not None
        assert case.community_code == case.grid_code[:12]
        if case.lon is not None and case.lat is not None:
            assert shapes[case.grid_code].contains(shapely.Point(case.lon, case.lat))
        assert any(word in case.address for word in ("演示", "样例", "示范", "虚拟", "模拟", "便民服务窗口"))
        assert case.title


def test_that_reporters_are_invented_and_in_no_log() -> None:
    cases, log, persons, _commands = told("workday morning")
    assert {person.case_id for person in persons} < {case.id for case in cases}
    assert all(p.name.startswith("演示市民 ") and p.phone.startswith("000-1000-") for p in persons)
    assert not any("reporter" in name for entry in log for name in entry.fields)


def test_that_histories_hold_returns_rework_notes_and_acknowledgements() -> None:
    verbs = Counter(entry.verb for entry in told("workday morning")[1])
    assert verbs["return"] >= 4
    assert verbs["note"] >= 20
    assert verbs["acknowledge"] >= 4
    assert any(e.verb == "return" and e.from_state == State.HANDLED for m in MOMENTS for e in told(m)[1])


def test_that_numbers_go_on_where_the_demonstration_ends() -> None:
    cases = told("workday afternoon")[0]
    assert len({case.number for case in cases}) == len(cases)
    series = number_series(cases)
    today = [case for case in cases if case.number.startswith("JB-20250924-")]
    assert series["JB-20250924"] == len(today)
    in_order = sorted(today, key=lambda case: case.number)
    assert [case.opened_at for case in in_order] == sorted(case.opened_at for case in in_order)


def test_that_ids_are_uuids_of_version_7() -> None:
    cases, log, *_ = told("workday morning")
    for identity in (*(case.id for case in cases), *(str(e.command_id) for e in log if e.actor_code != STEWARD.code)):
        assert identity[14] == "7"
        assert identity[19] in "89ab"
    assert len({entry.command_id for entry in log}) == len(log)


def test_that_equal_arguments_give_equal_cases_and_other_seeds_others() -> None:
    first = told("workday morning")
    again = demo_cases(STREET, CATALOGUE, at("workday morning"), 1, RULES, reminders())
    assert repr(first).encode() == repr(again).encode()
    assert [case.title for case in told("workday morning", 2)[0]] != [case.title for case in first[0]]


def test_that_a_demonstration_act_that_is_refused_is_a_bug(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: object) -> Case:
        raise Refused("act_not_for_role", verb="report")

    monkeypatch.setattr("models.commands.acts.report", refuse)
    with pytest.raises(RuntimeError, match="act_not_for_role"):
        demo_cases(STREET, CATALOGUE, at("night"), 1, RULES, reminders())


def test_that_a_state_that_no_time_allows_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("models.demo.planner._TRIES", 0)
    cases = demo_cases(STREET, CATALOGUE, at("night"), 1, RULES, reminders())[0]
    assert {case.state for case in cases} == {State.REPORTED, State.DECLINED}
    assert len(cases) == demo.REPORTED + demo.DECLINED


def test_that_a_search_against_the_rhythm_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    pace = Pace(at("night"), RULES, np.random.default_rng(1))
    monkeypatch.setattr("models.demo.pace._TRIES", 0)
    assert pace.reported_between(at("night") - DAY, at("night")) == at("night") - DAY


def test_that_the_memory_keeps_commands_and_finds_the_last_entry() -> None:
    unit = DemoUnit(STREET, CATALOGUE)
    row = CommandRow("k1", "demo", "演示席 1", "note", None, "{}", "done", "{}", 0)
    assert unit.remembered("k1") is None
    assert unit.remember(row)
    assert unit.remembered("k1") == row
    assert unit.last_log("nobody") is None
    _cases, log, *_ = told("night")
    unit.add_log(log[0])
    assert unit.last_log(log[0].case_id) == log[0]


def test_that_the_steward_finds_no_reminder_left_to_give_at_the_first_opening(moment: str) -> None:
    cases, log, _persons, commands = told(moment)
    given = {row.id for row in commands}
    for case in cases:
        order = reminder_of(Watched(*(getattr(case, name) for name in COLUMNS)), at(moment), reminders())
        assert order is None or order.command_id() in given
    reminded = [entry for entry in log if entry.verb == "remind"]
    assert len(reminded) == len(commands) > 20
    assert {row.outcome for row in commands} == {"done"}
    assert sum(case.reminders for case in cases) == len(reminded)
