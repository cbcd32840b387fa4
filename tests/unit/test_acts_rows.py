"""What a command writes: every field of its log entries and of its own row, and what it asks for."""

from __future__ import annotations

import json
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from models.commands.acts import ActOnCase, Outcome, ReportCase, Rules, execute
from models.commands.protocol import CommandRow, Person
from models.domain.case import LogEntry
from models.domain.catalogue import Category, Standard
from models.domain.facts import facts_of
from models.domain.instant import HOUR, MINUTE, parse_instant
from models.domain.lifecycle import shipped_lifecycle
from models.domain.organisation import Department, Grid, Officer
from models.domain.supervision import Supervision
from tests.helpers.fake_unit import FakeUnit, Memory
from tests.helpers.records import CATEGORY, CLOCKS, GRID, SHANGHAI, STANDARD, T0, make_case

RULES = Rules(shipped_lifecycle(), CLOCKS, "JB", SHANGHAI)


class Asking(FakeUnit):
    """Remembers which records were asked for."""

    asked: list[tuple[str, str]]

    def __init__(self, memory: Memory) -> None:
        super().__init__(memory)
        self.asked = []

    def officer(self, code: str) -> Officer | None:
        self.asked.append(("officer", code))
        return super().officer(code)

    def department(self, code: str) -> Department | None:
        self.asked.append(("department", code))
        return super().department(code)

    def category(self, code: str) -> Category | None:
        self.asked.append(("category", code))
        return super().category(code)

    def standard(self, code: str) -> Standard | None:
        self.asked.append(("standard", code))
        return super().standard(code)

    def grid(self, code: str) -> Grid | None:
        self.asked.append(("grid", code))
        return super().grid(code)

    def find_case(self, number_or_id: str) -> str | None:
        self.asked.append(("find_case", number_or_id))
        return super().find_case(number_or_id)

    def has_children(self, case_id: str) -> bool:
        self.asked.append(("has_children", case_id))
        return super().has_children(case_id)

    def last_log(self, case_id: str) -> LogEntry | None:
        self.asked.append(("last_log", case_id))
        return super().last_log(case_id)

    def last_supervision(self, case_id: str) -> Supervision | None:
        self.asked.append(("last_supervision", case_id))
        return super().last_supervision(case_id)


@pytest.fixture
def memory() -> Memory:
    return Memory()


def reporting(**fields: str) -> ReportCase:
    return ReportCase("k1", "duty", "desk-1", T0, "c1", {"title": "井盖破损", **fields})


def acting(verb: str, state: str, at: int = T0, command_id: str = "k2", **fields: str) -> ActOnCase:
    return ActOnCase(command_id, "both", "desk-2", at, "c1", verb, 1, state, fields)


def done(memory: Memory, command: ReportCase | ActOnCase) -> Outcome:
    outcome = execute(command, memory.unit, RULES)
    assert outcome.done, outcome
    return outcome


def test_that_a_report_is_logged_whole(memory: Memory) -> None:
    done(memory, reporting(description=" ", address=" 路口 ", category_code=CATEGORY.code, reporter_name="某女士"))
    assert [replace(entry, facts_after=None) for entry in memory.log] == [
        LogEntry(
            id="c1:1", case_id="c1", version=1, verb="report", from_state=None, to_state="reported", actor_code="duty",
            console="desk-1", occurred_at=T0, recorded_at=T0 + 1, deadline_after=T0 + 15 * MINUTE, due_after=None,
            platform_after="public_order", department_after=None,
            fields={"title": "井盖破损", "address": "路口", "category_code": CATEGORY.code}, command_id="k1",
        )
    ]  # fmt: skip
    assert memory.cases["c1"].category_code == CATEGORY.code


def test_that_acts_are_logged_whole(memory: Memory) -> None:
    memory.cases["c1"] = make_case()
    assert done(memory, acting("file", "reported", T0 + 5, standard_code=f" {STANDARD.code} ")) == Outcome(
        "done", "c1", 2, "T-1"
    )
    done(memory, replace(acting("dispatch", "filed", T0 + 6, "k3", department_code=" D1 "), seen_version=2))
    filed, dispatched = (replace(entry, facts_after=None) for entry in memory.log)
    assert filed == LogEntry(
        id="c1:2", case_id="c1", version=2, verb="file", from_state="reported", to_state="filed", actor_code="both",
        console="desk-2", occurred_at=T0 + 5, recorded_at=T0 + 6, deadline_after=T0 + 5 + 4 * HOUR,
        due_after=T0 + 5 + 4 * HOUR, platform_after="public_order", department_after=None,
        fields={"standard_code": STANDARD.code}, command_id="k2",
    )  # fmt: skip
    assert dispatched == replace(
        filed, id="c1:3", version=3, verb="dispatch", from_state="filed", to_state="dispatched", occurred_at=T0 + 6,
        recorded_at=T0 + 7, department_after="D1", fields={"department_code": "D1"}, command_id="k3",
    )  # fmt: skip


def test_that_what_was_known_of_an_imported_case_is_logged_whole(memory: Memory) -> None:
    memory.cases["c1"] = make_case(
        logged=0, version=1, opened_at=T0 - 9, changed_at=T0 + 9, changed_by="import-1", changed_from="file",
        due_at=T0 + 5, deadline_at=T0 + 6, platform_code="p0", department_code="D2", category_code="c0",
    )  # fmt: skip
    known = facts_of(memory.cases["c1"])
    done(memory, acting("note", "reported", T0 + 1, note="x"))
    assert (memory.log[0].facts_after, memory.log[1].facts_after) == (known, known)
    assert replace(memory.log[0], facts_after=None) == LogEntry(
        id="c1:1", case_id="c1", version=1, verb="import", from_state=None, to_state="reported", actor_code="import-1",
        console="file", occurred_at=T0 - 9, recorded_at=T0 - 8, deadline_after=T0 + 6, due_after=T0 + 5,
        platform_after="p0", department_after="D2", fields={"category_code": "c0"}, command_id=None,
    )  # fmt: skip
    assert memory.log[1].occurred_at == T0 + 1
    memory.cases["c2"] = make_case(id="c2", logged=0, category_code=None)
    done(memory, replace(acting("note", "reported", command_id="k3", note="x"), case_id="c2"))
    assert memory.log[2].fields == {"category_code": ""}


def test_that_the_database_may_stamp_the_entry_of_an_import_with_the_day_of_the_import(memory: Memory) -> None:
    written: list[LogEntry] = []

    class Keeping(FakeUnit):
        def add_log(self, entry: LogEntry) -> None:
            written.append(entry)

    memory.cases["c1"] = make_case(logged=0, opened_at=T0 - 9, changed_at=T0 - 5)
    execute(acting("note", "reported", T0 + 1, note="x"), lambda: Keeping(memory), RULES)
    assert [(entry.occurred_at, entry.recorded_at) for entry in written] == [(T0 - 9, T0 - 5), (T0 + 1, T0 + 1)]


def test_that_an_act_moved_after_the_last_one_keeps_everything_else(memory: Memory) -> None:
    memory.cases["c1"] = make_case(changed_at=T0 + MINUTE)
    done(memory, acting("note", "reported", T0, note="x"))
    (entry,) = memory.log
    assert (entry.occurred_at, entry.verb, entry.actor_code, entry.console, entry.fields, entry.command_id) == (
        T0 + MINUTE, "note", "both", "desk-2", {"note": "x"}, "k2",
    )  # fmt: skip
    assert memory.cases["c1"].changed_at == T0 + MINUTE
    assert memory.commands["k2"].occurred_at == T0


def test_that_the_row_of_a_report_holds_all_but_the_person(memory: Memory) -> None:
    done(memory, reporting(description="路口", address="x", reporter_name="某女士", reporter_phone="1"))
    row = memory.commands["k1"]
    assert row == CommandRow(
        id="k1", actor_code="duty", console="desk-1", verb="report", target_id="c1",
        payload='{"address": "x", "description": "路口", "title": "井盖破损"}', outcome="done",
        result='{"arguments": {}, "key": "", "number": "JB-20250924-0001", "version": 1}', occurred_at=T0,
    )  # fmt: skip


def test_that_the_row_of_a_refused_act_holds_the_reason(memory: Memory) -> None:
    memory.cases["c1"] = make_case(number="九-1", state="filed")
    refused = execute(acting("close", "filed", T0 + 3, note="完"), memory.unit, RULES)
    assert refused == Outcome(
        "refused", "c1", key="act_not_from_state", arguments={"verb": "close", "state": "filed", "number": "九-1"}
    )
    assert memory.commands["k2"] == CommandRow(
        id="k2", actor_code="both", console="desk-2", verb="close", target_id="c1", payload='{"note": "完"}',
        outcome="refused",
        result='{"arguments": {"number": "九-1", "state": "filed", "verb": "close"}, "key": "act_not_from_state", '
        '"number": "", "version": 0}',
        occurred_at=T0 + 3,
    )  # fmt: skip
    assert execute(acting("close", "filed"), memory.unit, RULES) == replace(refused, repeated=True)


def test_that_a_stored_row_without_case_still_answers(memory: Memory) -> None:
    result = json.dumps({"version": 3, "number": "T-3", "key": "k", "arguments": {"a": 1}})
    memory.commands["k2"] = CommandRow("k2", "duty", "desk", "report", None, "{}", "refused", result, T0)
    assert execute(acting("close", "filed"), memory.unit, RULES) == Outcome(
        "refused", "", 3, "T-3", "k", {"a": 1}, repeated=True
    )


def test_that_a_repeated_command_is_answered_without_deciding_again(memory: Memory) -> None:
    first = done(memory, reporting())
    unit = Asking(memory)
    assert execute(reporting(), lambda: unit, RULES) == replace(first, repeated=True)
    assert unit.asked == []


def test_that_unknown_people_and_cases_are_named(memory: Memory) -> None:
    nobody = execute(replace(reporting(), actor_code="nobody"), memory.unit, RULES)
    assert nobody == Outcome("refused", "c1", key="officer_unknown", arguments={"officer": "nobody"})
    nowhere = execute(acting("note", "filed", note="x"), memory.unit, RULES)
    assert nowhere == Outcome("refused", "c1", key="case_unknown", arguments={"case": "c1"})


@pytest.mark.parametrize(
    ("fields", "person"),
    [
        ({}, None),
        ({"reporter_name": " ", "reporter_phone": ""}, None),
        ({"reporter_name": " 某女士 "}, Person("c1", "某女士", "")),
        ({"reporter_phone": " 1 "}, Person("c1", "", "1")),
    ],
)
def test_that_a_person_is_kept_when_name_or_phone_is_given(
    memory: Memory, fields: dict[str, str], person: Person | None
) -> None:
    done(memory, reporting(**fields))
    assert memory.persons.get("c1") == person


@pytest.mark.parametrize(
    ("zone", "number"), [("Asia/Shanghai", "JB-20250924-0001"), ("America/New_York", "JB-20250923-0001")]
)
def test_that_numbers_go_by_the_local_day_and_one_series(memory: Memory, zone: str, number: str) -> None:
    early = replace(reporting(), at=parse_instant("2025-09-24 00:30", SHANGHAI))
    assert execute(early, memory.unit, replace(RULES, zone=ZoneInfo(zone))).number == number
    assert memory.series == {number.removesuffix("-0001"): 1}


@pytest.mark.parametrize(
    ("command", "asked"),
    [
        (reporting(), []),
        (reporting(grid_code=f" {GRID.code} "), [("grid", GRID.code)]),
        (reporting(category_code=CATEGORY.code), [("category", CATEGORY.code)]),
        (
            acting("file", "reported", standard_code=f"{STANDARD.code} "),
            [("standard", STANDARD.code), ("category", CATEGORY.code)],
        ),
        (acting("dispatch", "reported", department_code=" D1"), [("department", "D1")]),
        (acting("note", "reported", note="x"), []),
        (acting("merge", "reported", parent=" P-9 "), [("find_case", "P-9")]),
        (
            acting("dispatch", "reported", department_code="D1", assistants="D2，D9,D1"),
            [("department", "D1"), ("department", "D2"), ("department", "D9"), ("department", "D1")],
        ),
        (acting("undo", "reported"), [("last_log", "c1")]),
    ],
)
def test_that_only_records_named_by_the_fields_are_asked_for(
    memory: Memory, command: ReportCase | ActOnCase, asked: list[tuple[str, str]]
) -> None:
    if isinstance(command, ActOnCase):
        memory.cases["c1"] = make_case()
    unit = Asking(memory)
    execute(command, lambda: unit, RULES)
    assert [one for one in unit.asked if one[0] != "officer"] == asked


def filed_by(officer: str) -> LogEntry:
    return LogEntry(
        "c1:3", "c1", 3, "file", "reported", "filed", officer, "d", T0 + 7, T0 + 8, None, None, None, None, {}, None
    )


def test_that_stale_news_comes_from_the_last_entry_of_the_log(memory: Memory) -> None:
    memory.cases["c1"] = make_case(state="filed", version=3, changed_at=T0 + 9, changed_by="fire")
    memory.log.append(filed_by("lead"))
    late = execute(acting("decline", "reported", reason="x"), memory.unit, RULES)
    assert (late.kind, late.key, late.case_id) == ("stale", "case_changed_meanwhile", "c1")
    assert late.arguments == {"number": "T-1", "state": "filed", "verb": "file", "who": "领导戊", "at": T0 + 7}


@pytest.mark.parametrize("logged", [True, False])
def test_that_stale_news_of_unknown_people_names_their_code(memory: Memory, logged: bool) -> None:
    memory.cases["c1"] = make_case(state="filed", version=3, changed_at=T0 + 9, changed_by="ghost")
    if logged:
        memory.log.append(filed_by("ghost"))
    late = execute(acting("decline", "reported", reason="x"), memory.unit, RULES)
    assert late.arguments == {
        "number": "T-1", "state": "filed", "verb": "file" if logged else "", "who": "ghost",
        "at": T0 + 7 if logged else T0 + 9,
    }  # fmt: skip


def test_that_the_bug_of_a_lost_row_has_its_own_words(memory: Memory) -> None:
    class Odd(FakeUnit):
        def remember(self, row: CommandRow) -> bool:
            return False

    with pytest.raises(RuntimeError, match=r"^a command row is neither there nor writable$"):
        execute(reporting(), lambda: Odd(memory), RULES)
