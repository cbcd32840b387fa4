"""Requests that wait for an answer, as canonical text."""

from __future__ import annotations

import pytest

from models.domain.pending import answered, asked, requests_of, still_pending, text_of


@pytest.mark.parametrize(
    ("text", "requests"),
    [("", {}), ("void", {"void": ""}), ("extension=2;void", {"extension": "2", "void": ""}), ("a=b=c", {"a": "b=c"})],
)
def test_that_text_and_requests_tell_the_same(text: str, requests: dict[str, str]) -> None:
    assert requests_of(text) == requests
    assert text_of(requests) == text


def test_that_requests_are_kept_in_the_order_of_their_kinds() -> None:
    assert asked(asked("", "void"), "extension", "2") == "extension=2;void"
    assert asked("extension=2", "extension", "3") == "extension=3"


def test_that_an_answer_takes_away_its_own_request_only() -> None:
    assert answered("extension=2;void", "void") == "extension=2"
    assert answered("extension=2", "void") == "extension=2"


def test_that_an_ended_case_has_nothing_pending() -> None:
    assert still_pending("void", "handled") == "void"
    assert still_pending("void", "closed") == ""
