"""The state machine: every row of the data file, by every role, from every state."""

from __future__ import annotations

import hashlib
import itertools
import re
from dataclasses import replace

import pytest

from models.domain.case import OPEN_STATES, Case, State
from models.domain.errors import BadInput, Refused
from models.domain.lifecycle import SUPERVISED, Lifecycle, Transition, parse_lifecycle, shipped_lifecycle
from models.domain.organisation import Officer
from models.domain.pending import REQUESTS, text_of
from models.domain.roles import Role
from tests.helpers.records import ALL, BOTH, DUTY, FIRE, GONE, T0, make_case

LIFECYCLE = shipped_lifecycle()
ROW = '[[transition]]\nverb="x"\nroles=["leader"]\nfrom=["reported"]\nto="filed"\nrequired=[]\noptional=[]\n'


def test_that_every_verb_is_listed_once_in_the_files_order() -> None:
    assert LIFECYCLE.verbs()[:5] == ("report", "file", "decline", "dispatch", "accept")
    assert len(set(LIFECYCLE.verbs())) == len(LIFECYCLE.verbs())


def test_that_the_digest_changes_with_the_table() -> None:
    assert parse_lifecycle("version = 1\n" + ROW).digest != parse_lifecycle("version = 2\n" + ROW).digest
    assert len(LIFECYCLE.digest) == 64


def test_that_allowed_equals_the_table_for_every_role_and_state() -> None:
    for role, state in itertools.product(Role, State):
        officer = Officer("o", "某", "X", frozenset({role}), frozenset({"D1"}), "", True)
        rows = [t for t in LIFECYCLE.transitions if role in t.roles and state in t.from_states]
        case = make_case(state=state, department_code="D1", suspended_until=T0, unfinished="D1")
        expected = {t.verb for t in rows if not t.needs and t.merged != "only" and t.supervised in ("", "no")}
        assert {t.verb for t in LIFECYCLE.allowed(case, officer)} == expected
        asked = replace(case, pending=text_of(dict.fromkeys(REQUESTS, "")))
        expected = {t.verb for t in rows if not t.asks and t.merged != "only" and t.supervised in ("", "no")}
        assert {t.verb for t in LIFECYCLE.allowed(asked, officer)} == expected
        running = replace(case, suspended_until=None)
        expected = {
            t.verb
            for t in rows
            if not t.needs and not t.suspended and t.merged != "only" and t.supervised in ("", "no")
        }
        assert {t.verb for t in LIFECYCLE.allowed(running, officer)} == expected
        child = replace(case, parent_id="p")
        assert {t.verb for t in LIFECYCLE.allowed(child, officer)} == {
            t.verb for t in rows if t.merged and not t.supervised
        }
        for stands, (number, _) in SUPERVISED.items():
            verbs = {t.verb for t in LIFECYCLE.allowed(replace(running, supervised=number), officer)}
            assert verbs - expected == {t.verb for t in rows if t.supervised == stands} - expected
            assert verbs >= expected - {t.verb for t in rows if t.supervised}


def test_that_only_the_own_department_may_accept() -> None:
    assert LIFECYCLE.require(make_case(state="dispatched", department_code="D1"), FIRE, "accept").to_state
    with pytest.raises(Refused) as refused:
        LIFECYCLE.require(make_case(state="dispatched", department_code="D2"), FIRE, "accept")
    assert refused.value.key == "act_not_own_department"
    with pytest.raises(Refused, match="act_not_own_department"):
        LIFECYCLE.require(make_case(state="dispatched", department_code=None), FIRE, "accept")


def test_that_a_single_seat_officer_acts_for_every_department() -> None:
    assert LIFECYCLE.require(make_case(state="dispatched", department_code="D2"), BOTH, "accept").verb == "accept"


@pytest.mark.parametrize(
    ("case", "officer", "verb", "key", "arguments"),
    [
        (None, DUTY, "file", "act_needs_case", {"verb": "file"}),
        (
            make_case(state="filed"), DUTY, "file",
            "act_not_from_state", {"verb": "file", "state": "filed", "number": "T-1"},
        ),
        (make_case(), FIRE, "file", "act_not_for_role", {"verb": "file", "officer": "消防乙"}),
        (make_case(), GONE, "file", "officer_not_active", {"officer": "停用丁"}),
        (
            make_case(state="handled", department_code="D1"), FIRE, "return",
            "act_not_for_role", {"verb": "return", "officer": "消防乙"},
        ),
        (
            make_case(state="closed"), DUTY, "return",
            "act_not_from_state", {"verb": "return", "state": "closed", "number": "T-1"},
        ),
        (
            make_case(state="dispatched", department_code="D2"), FIRE, "accept",
            "act_not_own_department", {"verb": "accept", "department": "D2"},
        ),
        (
            make_case(state="dispatched", department_code=None), FIRE, "accept",
            "act_not_own_department", {"verb": "accept", "department": ""},
        ),
        (make_case(parent_id="p"), DUTY, "file", "case_is_merged", {"verb": "file", "number": "T-1"}),
        (make_case(), DUTY, "separate", "case_not_merged", {"number": "T-1"}),
        (
            make_case(state="dispatched", department_code="D2", unfinished="D2 D3"), FIRE, "accept_task",
            "act_not_assisting", {"verb": "accept_task", "number": "T-1"},
        ),
        (make_case(state="dispatched"), ALL, "resume", "case_not_suspended", {"number": "T-1"}),
        (make_case(), ALL, "reply_supervision", "supervision_not_waiting", {"number": "T-1"}),
        (make_case(supervised=1), ALL, "close_supervision", "supervision_unanswered", {"number": "T-1"}),
        (make_case(supervised=2), ALL, "supervise", "supervision_runs", {"number": "T-1"}),
        (make_case(), ALL, "refuse_void", "nothing_pending", {"verb": "refuse_void", "number": "T-1"}),
        (make_case(pending="void"), ALL, "ask_void", "already_pending", {"verb": "ask_void", "number": "T-1"}),
    ],
)  # fmt: skip
def test_that_a_refusal_names_the_first_reason(
    case: Case | None, officer: Officer, verb: str, key: str, arguments: dict[str, str]
) -> None:
    with pytest.raises(Refused) as refused:
        LIFECYCLE.require(case, officer, verb)
    assert (refused.value.key, refused.value.arguments) == (key, arguments)


def test_that_an_unknown_verb_is_bad_input() -> None:
    with pytest.raises(BadInput) as bad:
        LIFECYCLE.require(make_case(), DUTY, "teleport")
    assert (bad.value.key, bad.value.arguments) == ("verb_unknown", {"verb": "teleport"})


def test_that_an_act_may_keep_the_state() -> None:
    assert LIFECYCLE.require(make_case(state="filed"), DUTY, "note").leads_to("filed") == "filed"


def test_that_a_row_is_read_as_it_is_written() -> None:
    full = (
        '[[transition]]\nverb="y"\nroles=["leader", "wall"]\nfrom=["filed", "void"]\nto="="\nrequired=["a", "b"]\n'
        'optional=["c"]\nown=true\nkey="Y"\ndirect=true\nstamp="filed_at"\nasks="void"\nneeds="appeal"\n'
        'merged="also"\nsuspended="only"\nsupervised="replied"\nassisting=true\n'
    )
    assert parse_lifecycle("version = 7\n" + ROW + full) == Lifecycle(
        7,
        hashlib.sha256(("version = 7\n" + ROW + full).encode()).hexdigest(),
        (
            Transition("x", frozenset({"leader"}), frozenset({"reported"}), "filed", (), (), False, "", False, None),
            Transition(
                "y", frozenset({"leader", "wall"}), frozenset({"filed", "void"}), "=", ("a", "b"), ("c",),
                True, "Y", True, "filed_at", "void", "appeal", "also", "only", "replied", True,
            ),
        ),
    )  # fmt: skip


def test_that_what_a_row_leaves_out_is_plainly_no() -> None:
    (row,) = parse_lifecycle(ROW).transitions
    assert (row.own, row.key, row.direct, row.stamp) == (False, "", False, None)
    assert (row.asks, row.needs, row.merged, row.suspended, row.supervised, row.assisting) == (*[""] * 5, False)


@pytest.mark.parametrize(
    "more",
    [
        'asks="extension"', 'needs="suspension"', 'merged=""', 'merged="only"', 'merged="also"', 'suspended=""',
        'suspended="only"', 'supervised=""', 'supervised="no"', 'supervised="ordered"', 'supervised="replied"',
    ],
)  # fmt: skip
def test_that_the_words_of_a_row_are_known(more: str) -> None:
    name, _, value = more.partition("=")
    (row,) = parse_lifecycle(f"{ROW}{more}\n").transitions
    assert getattr(row, name) == value.strip('"')


def test_that_a_table_without_version_and_rows_is_an_empty_one() -> None:
    empty = parse_lifecycle("")
    assert (empty.version, empty.transitions, empty.verbs()) == (0, (), ())


@pytest.mark.parametrize(
    ("wrong", "what"),
    [
        (ROW.replace('"leader"', '"king", "leader", "bishop"'), "roles: bishop, king"),
        (ROW.replace('"reported"', '"lost"'), "from: lost"),
        (ROW.replace('"reported"', '"="'), "from: ="),
        (ROW.replace('"filed"', '"lost"'), "to: lost"),
        (f'{ROW}asks="money"\nneeds="time"\n', "asks, needs: money, time"),
        (f'{ROW}merged="no"\n', "merged: no"),
        (f'{ROW}suspended="also"\n', "suspended: also"),
        (f'{ROW}supervised="yes"\n', "supervised: yes"),
        *((re.sub(rf"(?m)^{field}=.*\n", "", ROW), field) for field in ("roles", "from", "to", "required", "optional")),
    ],
)
def test_that_a_wrong_row_is_named(wrong: str, what: str) -> None:
    with pytest.raises(BadInput) as bad:
        parse_lifecycle(ROW + wrong)
    assert bad.value.key == "lifecycle_wrong"
    assert bad.value.arguments == {"row": 2, "what": what}


def test_that_every_open_state_has_a_way_to_an_end() -> None:
    reach = {"closed"}
    for _ in range(10):
        reach |= {s for t in LIFECYCLE.transitions if t.to_state in reach for s in t.from_states}
    assert reach >= OPEN_STATES


def test_that_acts_which_need_a_word_ask_for_it() -> None:
    asked = {(t.verb, t.required) for t in LIFECYCLE.transitions if t.required}
    assert asked == {
        ("report", ("title",)), ("file", ("standard_code",)), ("reclassify", ("standard_code", "reason")),
        ("decline", ("reason",)),
        ("dispatch", ("department_code",)), ("hand_in", ("result",)), ("check", ("finding",)),
        ("return", ("reason",)), ("note", ("note",)), ("verify", ("verification",)),
        ("self_handle", ("title", "result")), ("self_handle", ("result",)), ("void", ("reason",)),
        ("ask_void", ("reason",)), ("refuse_void", ("reason",)), ("force_close", ("reason",)),
        ("merge", ("parent",)), ("separate", ("reason",)), ("reclassify", ("standard_code", "reason")),
        ("ask_extension", ("amount", "reason")), ("refuse_extension", ("reason",)),
        ("ask_suspension", ("until", "reason")), ("supervise", ("owner_code", "due", "reason")),
        ("reply_supervision", ("reply",)),
        ("add_task", ("department_code",)), ("withdraw_task", ("department_code", "reason")),
        ("hand_in_task", ("result",)), ("appeal", ("reason",)), ("refuse_appeal", ("reason",)),
        ("refuse_suspension", ("reason",)),
    }  # fmt: skip
    assert {t.verb for t in LIFECYCLE.transitions if t.direct} == {"accept", "begin", "acknowledge", "undo"}
