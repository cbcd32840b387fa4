"""The keys of roles are those of the state machine, the pages and the database."""

from __future__ import annotations

from models.domain.lifecycle import shipped_lifecycle
from models.domain.organisation import STEWARD
from models.domain.roles import Role
from tests.helpers.records import OFFICERS

TABLE = (
    "duty_officer", "shift_leader", "department_officer", "coordinator", "window_clerk", "assessor", "leader",
    "administrator", "auditor", "wall", "steward",
)  # fmt: skip


def test_that_the_keys_are_those_of_the_table_of_roles() -> None:
    assert tuple(Role) == TABLE
    assert [f"role-{role}" for role in Role] == [f"role-{key}" for key in TABLE]


def test_that_no_role_that_only_looks_may_act_on_a_case() -> None:
    acting = frozenset().union(*(row.roles for row in shipped_lifecycle().transitions))
    assert acting == {
        Role.DUTY_OFFICER, Role.SHIFT_LEADER, Role.DEPARTMENT_OFFICER, Role.COORDINATOR, Role.WINDOW_CLERK, Role.LEADER,
        Role.ASSESSOR, Role.STEWARD,
    }  # fmt: skip


LEADERS_OWN = {
    "void",
    "approve_void",
    "refuse_void",
    "force_close",
    "approve_extension",
    "refuse_extension",
    "approve_suspension",
    "refuse_suspension",
    "supervise",
    "close_supervision",
}
"""What a shift leader may do and a duty officer not."""


def test_that_a_shift_leader_may_do_all_a_duty_officer_may_and_decides_what_is_asked() -> None:
    for row in shipped_lifecycle().transitions:
        leaders_own = row.verb in LEADERS_OWN
        assert (Role.DUTY_OFFICER in row.roles) == (Role.SHIFT_LEADER in row.roles and not leaders_own), row.verb
        assert not leaders_own or Role.SHIFT_LEADER in row.roles


def test_that_the_program_itself_resumes_reminds_and_supervises_and_does_nothing_else() -> None:
    rows = [row for row in shipped_lifecycle().transitions if Role.STEWARD in row.roles]
    assert [row.verb for row in rows] == ["remind", "resume", "supervise"]
    assert not any(row.own for row in rows)
    assert STEWARD.roles == {Role.STEWARD}
    assert not STEWARD.is_person
    assert all(officer.is_person for officer in OFFICERS.values() if officer is not STEWARD)
