"""Reasons that rules gave are read as sentences in both languages; what people wrote stays theirs."""

from __future__ import annotations

import pytest

from console.messages import messages
from console.rule_words import spoken
from models.steward.rules import reason

REASONS = (
    reason("resumed"), reason("remind", percent=75), reason("overdue"), reason("major", minutes=15),
    reason("returned", count=2), reason("repeated", count=3, days=30),
)  # fmt: skip


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("text", REASONS)
def test_that_every_reason_has_its_sentence_with_its_figures(language: str, text: str) -> None:
    said = spoken(messages(language), text)
    assert "steward" not in said
    assert "{" not in said
    for figure in text.split()[1:]:
        assert figure.split("=")[1] in said


def test_that_the_sentences_are_those_of_the_field() -> None:
    assert spoken(messages("zh"), "steward-major minutes=15") == "重大事件 15 分钟内无人确认。"
    assert spoken(messages("en"), "steward-returned count=2") == "Sent back 2 times."


@pytest.mark.parametrize(
    "text", ["已派员", "steward", "steward-unheard", "steward-overdue!", "see steward-overdue", ""]
)
def test_that_what_a_person_wrote_stays(text: str) -> None:
    assert spoken(messages("zh"), text) == text
