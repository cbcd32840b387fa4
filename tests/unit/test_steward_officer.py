"""The program's own officer is nobody: no desk opens as it, whoever asks."""

from __future__ import annotations

import pytest

from console.headless import pick_officer
from models.domain.errors import BadInput
from models.domain.organisation import STEWARD
from tests.helpers.records import ALL, DUTY


def test_that_no_desk_opens_as_the_program_itself() -> None:
    assert pick_officer([STEWARD, DUTY], None) == DUTY
    assert pick_officer([STEWARD, DUTY, ALL], None) == ALL
    with pytest.raises(BadInput, match="officer_unknown"):
        pick_officer([STEWARD, DUTY], STEWARD.code)


def test_that_a_database_with_nobody_else_has_nobody() -> None:
    with pytest.raises(BadInput, match="no_officer"):
        pick_officer([STEWARD], None)
