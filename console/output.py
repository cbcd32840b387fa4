"""Standard output for results, standard error for sentences, exit code 0 only on success."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import typer

from console.messages import Messages, messages, preferred_language
from models.domain.errors import BadInput, Trouble


class Out:
    """Where a command line command writes. With `as_json` only one JSON document reaches standard output."""

    def __init__(self, language: str | None, as_json: bool) -> None:
        self.messages: Messages = messages(language or preferred_language())
        self.as_json = as_json

    def say(self, key: str, /, **arguments: object) -> None:
        """A sentence to the person, on standard error."""
        typer.echo(self.messages.outcome(key, arguments), err=True)

    def trouble(self, trouble: Trouble) -> None:
        """An expected error, on standard error."""
        typer.echo(self.messages.trouble(trouble), err=True)

    def result(self, data: dict[str, Any], lines: Callable[[], Iterator[str]] | None = None) -> None:
        """The result: as JSON when asked for, else as lines for people."""
        if self.as_json or lines is None:
            typer.echo(json.dumps(data, ensure_ascii=False, indent=None if self.as_json else 1))
            return
        for line in lines():
            typer.echo(line)


@contextmanager
def told(out: Out) -> Iterator[None]:
    """Turns expected trouble into a sentence and exit code 1."""
    try:
        yield
    except BadInput as bad:
        out.trouble(bad)
        raise typer.Exit(2) from None
    except Trouble as trouble:
        out.trouble(trouble)
        raise typer.Exit(1) from None
    except KeyboardInterrupt:
        out.say("interrupted")
        raise typer.Exit(130) from None


def plain_streams() -> None:
    """UTF-8 on every terminal; characters it cannot show are replaced, never fatal."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
