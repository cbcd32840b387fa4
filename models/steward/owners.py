"""Who is named in a supervision order that a rule raises."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from models.domain.case import State
from models.domain.organisation import Officer
from models.domain.roles import Role
from models.steward.watched import Watched

CENTRE_ACTS: frozenset[str] = frozenset({State.REPORTED, State.VERIFIED, State.FILED, State.HANDLED, State.CHECKED})
"""States in which the command centre must act next, not a department."""


def owner_of(case: Watched, officers: Sequence[Officer], appointed: Mapping[str, str]) -> str | None:
    """The code of the officer answerable for a case; None when there is nobody.

    While a department works on it: who was appointed for the department (settings), else who holds the case, else
    the department's first officer by code. Where the centre must act, or the department has nobody: the first
    shift leader (值班长), else the first leader.
    """
    people = sorted((o for o in officers if o.active and o.is_person), key=lambda officer: officer.code)
    by_code = {officer.code: officer for officer in people}
    if case.department_code is not None and case.state not in CENTRE_ACTS:
        named = appointed.get(case.department_code)
        if named in by_code:
            return named
        own = [o for o in people if Role.DEPARTMENT_OFFICER in o.roles and o.acts_for(case.department_code)]
        # Somebody of this department before somebody who acts for all of them.
        own.sort(key=lambda o: (o.code != case.holder_code, case.department_code not in o.departments))
        if own:
            return own[0].code
    for role in (Role.SHIFT_LEADER, Role.LEADER):
        found = next((officer.code for officer in people if role in officer.roles), None)
        if found is not None:
            return found
    return None
