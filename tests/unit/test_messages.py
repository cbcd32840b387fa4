"""Every key in both languages; terms in full; unknown keys are never hidden."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

from console.messages import Messages, messages, preferred_language
from models.domain.case import Mark, Severity, Source, Stage, State, Urgency
from models.domain.errors import Refused
from models.domain.lifecycle import shipped_lifecycle
from models.domain.roles import Role


def texts(language: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for entry in (files("resources") / "messages").iterdir():
        if entry.name.endswith(f".{language}.ftl"):
            for key, value in re.findall(r"^([a-z][a-z0-9-]*) =(.*)$", entry.read_text(encoding="utf-8"), re.M):
                assert key not in found, f"{key} stands twice ({entry.name})"
                found[key] = value
    return found


def test_that_both_languages_have_the_same_keys_with_the_same_arguments() -> None:
    zh, en = texts("zh"), texts("en")
    assert set(zh) == set(en)
    for key in zh:
        assert set(re.findall(r"\$([a-z_]+)", zh[key])) == set(re.findall(r"\$([a-z_]+)", en[key])), key


@pytest.mark.parametrize("language", ["zh", "en"])
def test_that_every_term_of_the_field_has_a_word(language: str) -> None:
    words = messages(language)
    terms = {"state": State, "stage": Stage, "severity": Severity, "source": Source, "mark": Mark, "urgency": Urgency,
             "role": Role}  # fmt: skip
    for kind, keys in terms.items():
        for key in keys:
            assert words.has(f"{kind}-{key}"), (kind, key)
    for row in shipped_lifecycle().transitions:
        assert words.has(f"verb-{row.verb}")
        assert words.has(f"verb-past-{row.verb}")
        for field in (*row.required, *row.optional):
            assert words.has(f"field-{field}"), field


def test_that_the_checks_before_filing_and_closing_are_always_written_in_full() -> None:
    for value in texts("zh").values():
        assert "核查" not in value.replace("结案前核查", "").replace("核查意见", "")
        assert "核实" not in value.replace("立案前核实", "")


def test_that_terms_in_arguments_are_spoken() -> None:
    refused = Refused("act_not_from_state", number="JB-1", state="filed", verb="hand_in")
    assert messages("zh").trouble(refused) == "JB-1 现在是“已立案”，不能提交处置结果。"
    assert messages("en").trouble(refused).startswith("JB-1 is now “filed”")


def test_that_an_unknown_key_is_shown_with_its_arguments() -> None:
    assert messages("zh").text("no_such_key", row=3) == "no_such_key (row=3)"
    assert messages("zh").text("no_such_key") == "no_such_key"
    assert messages("zh").word("state", "odd") == "odd"
    assert messages("zh").word("state", None) == "—"


def test_that_an_unknown_language_falls_back_to_chinese() -> None:
    assert Messages("fr").language == "zh"


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"ZHIHUI_LANG": "en", "LANG": "zh_CN.UTF-8"}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LC_ALL": "en_GB.UTF-8"}, "en"),
        ({"LANG": "C"}, "zh"),
        ({}, "zh"),
    ],
)
def test_that_the_language_follows_the_environment(environment: dict[str, str], language: str) -> None:
    assert preferred_language(environment) == language
