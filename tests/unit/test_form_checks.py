"""What is wrong with a typed value, by the rules that the commands decide with."""

from __future__ import annotations

import pytest

from console.desk.form_checks import FormChecks, position_from
from console.messages import messages
from models.domain.instant import HOUR
from tests.helpers.records import SHANGHAI, T0, make_case

LIMITED = make_case(limit_text="4 working_hour", filed_at=T0, due_at=T0 + 4 * HOUR)


@pytest.mark.parametrize(
    ("name", "good", "wrong"),
    [
        ("until", ["2025-09-25", "2026-01-01"], ["2025-09-24", "2020-01-01", "soon", "25-9-2025"]),
        ("due", ["2025-09-24 10:30", "2025-09-25"], ["2025-09-24 10:00", "tomorrow", "2025-13-01"]),
        ("amount", ["1", "0.5", "4"], ["0", "-1", "5", "x", "NaN", "1e9"]),
        ("position", ["120.26, 30.31", "120.26 30.31"], ["120.26", "x, y", "200, 30", "nan, 30", "1,2,3"]),
        ("reporter_phone", ["571-0001", "+86 (571) 0001"], ["12", "abcdef", "1" * 21]),
        ("reporter_name", ["某女士"], ["某" * 41]),
        ("title", ["井盖破损"], ["某" * 201]),
        ("note", ["某" * 4000], ["某" * 4001]),
    ],
)  # fmt: skip
@pytest.mark.parametrize("language", ["zh", "en"])
def test_good_values_pass_and_wrong_ones_are_told_in_words(
    language: str, name: str, good: list[str], wrong: list[str]
) -> None:
    check = FormChecks(messages(language), SHANGHAI, LIMITED, T0).of(name)
    assert [check(text) for text in good] == [""] * len(good)
    for text in wrong:
        said = check(text)
        assert said, text
        assert "_" not in said
        assert "{" not in said


def test_an_amount_without_a_limit_is_left_to_the_command() -> None:
    words = messages("zh")
    assert FormChecks(words, SHANGHAI, make_case(), T0).of("amount")("9") == ""
    assert FormChecks(words, SHANGHAI, None, T0).of("amount")("9") == ""


def test_a_position_is_read_in_whatever_usual_spelling() -> None:
    assert position_from("120.26，30.31") == (120.26, 30.31)
    assert position_from("") is None
