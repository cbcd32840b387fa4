"""Commands: once, in one transaction, with an outcome that is remembered."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.commands.acts import ActOnCase, Outcome, ReportCase, Rules, execute
from models.commands.protocol import Person
from models.domain.instant import MINUTE
from models.domain.lifecycle import shipped_lifecycle
from tests.helpers.fake_unit import FakeUnit, Memory
from tests.helpers.records import CLOCKS, SHANGHAI, STANDARD, T0, make_case

RULES = Rules(shipped_lifecycle(), CLOCKS, "JB", SHANGHAI)


@pytest.fixture
def memory() -> Memory:
    return Memory()


def report(memory: Memory, command_id: str = "k1", case_id: str = "c1", actor: str = "duty", **fields: str) -> Outcome:
    command = ReportCase(command_id, actor, "desk-1", T0, case_id, {"title": "井盖破损", **fields})
    return execute(command, memory.unit, RULES)


def act(memory: Memory, verb: str, command_id: str, seen: tuple[int, str], at: int = T0, actor: str = "duty",
        **fields: str) -> Outcome:  # fmt: skip
    return execute(ActOnCase(command_id, actor, "desk-2", at, "c1", verb, *seen, fields), memory.unit, RULES)


def test_that_a_report_makes_a_numbered_case_with_its_log(memory: Memory) -> None:
    outcome = report(memory, grid_code="330102018001001")
    assert outcome == Outcome("done", "c1", 1, "JB-20250924-0001")
    assert memory.cases["c1"].community_code == "330102018001"
    assert [(e.verb, e.from_state, e.to_state, e.fields["title"]) for e in memory.log] == [
        ("report", None, "reported", "井盖破损")
    ]


def test_that_numbers_go_up_without_gaps_even_after_refusals(memory: Memory) -> None:
    report(memory)
    assert report(memory, "k2", "c2", title="").kind == "refused"
    assert report(memory, "k3", "c3").number == "JB-20250924-0002"


def test_that_a_street_without_prefix_numbers_by_day(memory: Memory) -> None:
    command = ReportCase("k", "duty", "d", T0, "c", {"title": "x"})
    assert execute(command, memory.unit, replace(RULES, number_prefix="")).number == "20250924-0001"


def test_that_the_reporter_goes_to_the_persons_row_and_nowhere_else(memory: Memory) -> None:
    report(memory, reporter_name="某女士", reporter_phone="000-0001")
    assert memory.persons["c1"] == Person("c1", "某女士", "000-0001")
    everything = repr(memory.log) + repr(memory.commands) + repr(memory.cases)
    assert "某女士" not in everything
    assert "000-0001" not in everything


def test_that_a_command_sent_twice_is_done_once_and_answers_the_same(memory: Memory) -> None:
    first, again = report(memory), report(memory)
    assert replace(again, repeated=False) == first
    assert again.repeated
    assert (len(memory.cases), len(memory.log)) == (1, 1)


def test_that_a_command_seen_only_when_writing_answers_the_stored_outcome(memory: Memory) -> None:
    report(memory)
    memory.hide_command_once = True
    assert report(memory).repeated
    assert len(memory.log) == 1


def test_that_a_refusal_is_remembered_with_its_reason(memory: Memory) -> None:
    report(memory)
    outcome = act(memory, "close", "k2", (1, "reported"))
    assert (outcome.kind, outcome.key, outcome.arguments["state"]) == ("refused", "act_not_from_state", "reported")
    assert memory.commands["k2"].outcome == "refused"
    assert act(memory, "close", "k2", (1, "reported")).repeated
    assert memory.cases["c1"].version == 1


def test_that_unknown_officer_and_case_are_refused(memory: Memory) -> None:
    assert report(memory, actor="nobody").key == "officer_unknown"
    assert act(memory, "file", "k9", (1, "reported"), standard_code=STANDARD.code).key == "case_unknown"


def test_that_an_unknown_verb_is_refused(memory: Memory) -> None:
    report(memory)
    assert act(memory, "teleport", "k2", (1, "reported")).key == "verb_unknown"


def test_that_the_second_of_two_seats_is_told_who_what_and_when(memory: Memory) -> None:
    report(memory)
    assert act(memory, "file", "k2", (1, "reported"), T0 + MINUTE, standard_code=STANDARD.code).done
    late = act(memory, "decline", "k3", (1, "reported"), T0 + 2 * MINUTE, reason="重复")
    assert (late.kind, late.key) == ("stale", "case_changed_meanwhile")
    assert (late.arguments["who"], late.arguments["verb"], late.arguments["at"]) == ("值班甲", "file", T0 + MINUTE)


def test_that_a_note_written_meanwhile_does_not_stop_an_act(memory: Memory) -> None:
    report(memory)
    act(memory, "note", "k2", (1, "reported"), note="在路上")
    assert act(memory, "file", "k3", (1, "reported"), standard_code=STANDARD.code).done
    assert memory.cases["c1"].version == 3


def test_that_stale_news_of_a_case_without_log_still_names_somebody(memory: Memory) -> None:
    memory.cases["c1"] = make_case(state="in_progress", version=2, logged=0, changed_by="import-1")
    late = act(memory, "file", "k3", (1, "reported"), standard_code=STANDARD.code)
    assert late.arguments["who"] == "import-1"


def test_that_the_first_act_on_an_imported_case_writes_down_what_was_known_before(memory: Memory) -> None:
    memory.cases["c1"] = make_case(logged=0, changed_by="import", opened_at=T0 - 9, due_at=T0 + 5, deadline_at=T0 + 5)
    assert act(memory, "note", "k2", (1, "reported"), T0 - 1, note="x").done
    base, note = memory.log
    assert (base.verb, base.version, base.occurred_at, base.due_after, base.to_state) == (
        "import", 1, T0 - 9, T0 + 5, "reported",
    )  # fmt: skip
    assert base.fields == {"category_code": ""}
    assert (note.version, note.occurred_at) == (2, T0 - 1)


def test_that_a_desk_whose_clock_is_behind_never_writes_before_the_last_act(memory: Memory) -> None:
    report(memory)
    act(memory, "note", "k2", (1, "reported"), T0 - 5 * MINUTE, note="x")
    assert memory.log[-1].occurred_at == T0


def test_that_nothing_is_kept_of_a_transaction_that_breaks(memory: Memory) -> None:
    class Broken(FakeUnit):
        def add_log(self, entry: object) -> None:
            raise RuntimeError("disk")

    command = ReportCase("k1", "duty", "d", T0, "c1", {"title": "x"})
    with pytest.raises(RuntimeError, match="disk"):
        execute(command, lambda: Broken(memory), RULES)
    assert (memory.cases, memory.commands, memory.series) == ({}, {}, {})


def test_that_a_command_row_neither_there_nor_writable_is_a_bug(memory: Memory) -> None:
    class Odd(FakeUnit):
        def remember(self, row: object) -> bool:
            return False

    with pytest.raises(RuntimeError, match="neither"):
        execute(ReportCase("k1", "duty", "d", T0, "c1", {"title": "x"}), lambda: Odd(memory), RULES)
