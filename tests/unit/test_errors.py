"""Expected trouble carries a key and arguments, and never a sentence."""

from __future__ import annotations

import pytest

from models.domain.errors import BadInput, Refused, Stale, Trouble, Unavailable

KINDS = (Refused, Stale, Unavailable, BadInput)


@pytest.mark.parametrize("kind", KINDS)
def test_that_trouble_keeps_its_key_and_arguments(kind: type[Trouble]) -> None:
    with pytest.raises(kind) as caught:
        raise kind("case_ended", number="T-1", at=5, share=0.5)
    assert caught.value.key == "case_ended"
    assert caught.value.arguments == {"number": "T-1", "at": 5, "share": 0.5}
    assert caught.value.args == ("case_ended",)


def test_that_each_kind_is_trouble_and_no_other_kind() -> None:
    for kind in KINDS:
        assert issubclass(kind, Trouble)
        assert issubclass(kind, Exception)
        assert [other for other in KINDS if issubclass(kind, other)] == [kind]


def test_that_arguments_cannot_be_changed() -> None:
    trouble = Refused("case_ended", number="T-1")
    with pytest.raises(TypeError):
        trouble.arguments["number"] = "T-2"  # type: ignore[index]
    with pytest.raises(TypeError):
        del trouble.arguments["number"]  # type: ignore[attr-defined]
    assert trouble.arguments == {"number": "T-1"}


def test_that_later_changes_of_what_was_handed_over_are_not_seen() -> None:
    given: dict[str, str | int | float] = {"number": "T-1"}
    trouble = BadInput("wrong", **given)
    given["number"] = "T-2"
    assert trouble.arguments["number"] == "T-1"


@pytest.mark.parametrize(
    ("trouble", "text"),
    [
        (Refused("officer_not_active"), "officer_not_active()"),
        (Refused("case_ended", number="T-1"), "case_ended(number='T-1')"),
        (Stale("changed", who="值班甲", at=7), "changed(who='值班甲', at=7)"),
    ],
)
def test_that_the_log_shows_key_and_arguments_in_the_order_given(trouble: Trouble, text: str) -> None:
    assert str(trouble) == text
