"""What the bare command opens: asked, not asked, the demonstration."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from console import cli

Asked = tuple[bool, bool | None]


@pytest.mark.parametrize(
    ("words", "asked"),
    [([], (False, None)), (["--demo"], (True, None)), (["--no-ask"], (False, False)), (["first-run"], (False, True))],
)
def test_that_the_bare_command_asks_unless_told_not_to(
    words: list[str], asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[Asked] = []

    def opened(*_: object, demo: bool = False, ask: bool | None = None) -> None:
        seen.append((demo, ask))

    monkeypatch.setattr(cli, "show_desk", opened)
    assert CliRunner().invoke(cli.app, words).exit_code == 0
    assert seen == [asked]
