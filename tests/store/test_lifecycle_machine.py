"""Random acts, legal and not, and the steward's, on a database and on a plain memory: both always agree."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from itertools import count

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test
from sqlalchemy import Engine

from models.commands.acts import ActOnCase, Command, Outcome, ReportCase, Rules, execute
from models.commands.protocol import UnitOfWork
from models.domain.case import Case, LogEntry
from models.domain.instant import MINUTE, Instant
from models.domain.lifecycle import shipped_lifecycle
from models.domain.organisation import STEWARD
from models.queries.cases_at import open_cases
from models.queries.watched import outcomes_of, watched_cases
from models.steward.reminding import Reminders
from models.steward.settings import StewardSettings
from models.steward.watched import Watched
from models.store.bulk import BulkWriter
from models.store.unit_of_work import SqlUnitOfWork
from tests.helpers.fake_unit import Memory
from tests.helpers.records import CLOCKS, OFFICERS, OTHER_STANDARD, SHANGHAI, STANDARD, T0
from tests.helpers.stewarding import MemoryGround, steward_round

RULES = Rules(shipped_lifecycle(), CLOCKS, "T", SHANGHAI)
VALUES = {
    "standard_code": STANDARD.code, "department_code": "D1", "amount": "1", "until": "2025-09-26", "owner_code": "fire",
    "due": "2030-01-01", "severity": "major", "lon": "", "lat": "", "category_code": "", "grid_code": "", "source": "",
}  # fmt: skip
WRONG = ("", "x", "2020-01-01", "99", "D2", "nobody")
VERBS = tuple(verb for verb in RULES.lifecycle.verbs() if verb not in ("report", "self_handle"))
_numbers = count(1)


class StoredGround(MemoryGround):
    """The steward's ground on a database, with the rules of this test."""

    def __init__(self, engine: Engine) -> None:
        super().__init__(Memory(), RULES)
        self._engine = engine

    def watched(self, now: Instant, settings: StewardSettings, reminders: Reminders) -> Iterable[Watched]:
        with self._engine.connect() as connection, connection.begin():
            return watched_cases(connection, now, settings, reminders)

    def outcomes(self, ids: Collection[str]) -> Mapping[str, str]:
        with self._engine.connect() as connection, connection.begin():
            return outcomes_of(connection, ids)

    def execute(self, command: ActOnCase) -> Outcome:
        return execute(command, lambda: SqlUnitOfWork(self._engine), RULES)


class Acts(RuleBasedStateMachine):
    """Plays every command twice. Each example makes its own cases; database and memory live on."""

    def __init__(self, engine: Engine, memory: Memory) -> None:
        super().__init__()
        self._engine, self._memory = engine, memory
        self._mine: list[str] = []
        self._now: Instant = T0
        self._kept, self._stored = MemoryGround(memory, RULES), StoredGround(engine)

    def _sql(self) -> UnitOfWork:
        return SqlUnitOfWork(self._engine)

    @initialize(severity=st.sampled_from(["general", "major"]))
    def two_cases(self, severity: str) -> None:
        self._report("all", "report", {"title": "t", "severity": severity})
        self._report("duty", "report", {"title": "u"})

    @rule(actor=st.sampled_from(["all", "clerk", "fire", "gone"]), verb=st.sampled_from(["report", "self_handle"]))
    def report(self, actor: str, verb: str) -> None:
        given = {"title": "t", "result": "r"} if verb == "self_handle" else {"title": "t"}
        self._report(actor, verb, given)

    @rule(actor=st.sampled_from(["all", "clerk"]), data=st.data())
    def report_merged(self, actor: str, data: st.DataObject) -> None:
        """A report of what is known already, merged at once."""
        parent = data.draw(st.sampled_from([*self._mine, "nothing"]))
        self._report(actor, "report", {"title": "t", "parent": parent})

    @rule(data=st.data(), minutes=st.integers(0, 90))
    def legal(self, data: st.DataObject, minutes: int) -> None:
        """Something that the state machine allows an officer of all roles."""
        case = self._case(data)
        rows = RULES.lifecycle.allowed(case, OFFICERS["all"])
        if rows:
            self._act("all", case, data.draw(st.sampled_from(rows)).verb, data, minutes)

    @rule(data=st.data(), actor=st.sampled_from(sorted(OFFICERS)), verb=st.sampled_from(VERBS))
    def anything(self, data: st.DataObject, actor: str, verb: str) -> None:
        """Anybody tries anything, at times from an old view or with nonsense."""
        case = self._case(data)
        if data.draw(st.booleans()):
            case = replace(
                case, version=max(1, case.version - 1), state=data.draw(st.sampled_from(["filed", case.state]))
            )
        self._act(actor, case, verb, data, 1)

    @rule(minutes=st.integers(0, 900))
    def time_passes(self, minutes: int) -> None:
        """The program itself does what is due by then, on both sides."""
        self._now += minutes * MINUTE
        found = [steward_round(ground, self._now) for ground in (self._kept, self._stored)]
        assert found[0] == found[1]
        with self._sql() as unit:
            for case_id, case in self._memory.cases.items():
                assert unit.case(case_id) == case

    def _case(self, data: st.DataObject) -> Case:
        return self._memory.cases[data.draw(st.sampled_from(self._mine))]

    def _report(self, actor: str, verb: str, fields: dict[str, str]) -> None:
        case_id = f"c{next(_numbers)}"
        self._both(ReportCase(f"k{next(_numbers)}", actor, "desk", self._now, case_id, fields, verb))
        if case_id in self._memory.cases:
            self._mine.append(case_id)

    def _act(self, actor: str, case: Case, verb: str, data: st.DataObject, minutes: int) -> None:
        self._now += minutes * MINUTE
        names = next(row.required for row in RULES.lifecycle.transitions if row.verb == verb and row.from_states)
        fields = {name: VALUES.get(name, "word") for name in names}
        if verb == "reclassify":
            fields["standard_code"] = data.draw(st.sampled_from([STANDARD.code, OTHER_STANDARD.code]))
        if "parent" in fields:
            fields["parent"] = data.draw(st.sampled_from(self._mine))
        if names and data.draw(st.integers(0, 9)) == 0:
            fields[data.draw(st.sampled_from(names))] = data.draw(st.sampled_from(WRONG))
        if verb == "dispatch" and data.draw(st.booleans()):
            fields["assistants"] = data.draw(st.sampled_from(["D2", "D1 D2", "D2,D9"]))
        if verb in ("add_task", "withdraw_task"):
            fields["department_code"] = data.draw(st.sampled_from(["D1", "D2"]))
        command = f"k{next(_numbers)}"
        self._both(ActOnCase(command, actor, "desk", self._now, case.id, verb, case.version, case.state, fields))

    def _both(self, command: Command) -> None:
        for _ in range(2):  # sent twice, done once
            assert execute(command, self._sql, RULES) == execute(command, self._memory.unit, RULES)
        ids = {command.case_id, *self._mine}
        with self._sql() as unit:
            for case_id in sorted(ids):
                assert unit.case(case_id) == self._memory.cases.get(case_id)
            logged = unit.last_log(command.case_id)
            tasks = unit.tasks(command.case_id)
            order = unit.last_supervision(command.case_id)
        with self._memory.unit() as kept:
            assert _unstamped(logged) == _unstamped(kept.last_log(command.case_id))
            assert tasks == kept.tasks(command.case_id)
            assert order == kept.last_supervision(command.case_id)

    def teardown(self) -> None:
        with self._engine.connect() as connection, connection.begin():
            found = {case.id for case in open_cases(connection)}
        assert found == {case.id for case in self._memory.cases.values() if case.is_open}


def _unstamped(entry: LogEntry | None) -> LogEntry | None:
    return None if entry is None else replace(entry, recorded_at=0)


def test_that_database_and_memory_always_agree(engine: Engine, short: bool) -> None:
    memory = Memory()
    memory.standards[OTHER_STANDARD.code] = OTHER_STANDARD
    BulkWriter(engine).ensure([OTHER_STANDARD])

    class HereActs(Acts):
        def __init__(self) -> None:
            super().__init__(engine, memory)

    examples, steps = (25, 25) if short else (400, 60)
    run_state_machine_as_test(
        HereActs, settings=settings(max_examples=examples, stateful_step_count=steps, deadline=None)
    )
    by_rule = {entry.verb for entry in memory.log if entry.actor_code == STEWARD.code and entry.console == "steward"}
    assert "supervise" in by_rule
