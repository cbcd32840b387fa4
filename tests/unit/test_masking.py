"""Personal data on screens."""

from __future__ import annotations

import pytest

from models.queries.masking import masked_name, masked_phone


@pytest.mark.parametrize(("name", "shown"), [("张三丰", "张**"), ("张三", "张*"), ("张", "*"), ("", "")])
def test_that_a_name_shows_its_first_character_only(name: str, shown: str) -> None:
    assert masked_name(name) == shown


@pytest.mark.parametrize(
    ("phone", "shown"),
    [
        ("13812345678", "138****5678"), ("057186543210", "057*****3210"), ("86543210", "******10"), ("12345", "***45"),
        ("110", "***"), ("", ""),
    ],
)  # fmt: skip
def test_that_a_phone_number_cannot_be_dialled(phone: str, shown: str) -> None:
    assert masked_phone(phone) == shown
