"""A mapping's data as TOML text, with remarks; and its file, written whole or not at all."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from models.domain.errors import BadInput

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r", "\b": "\\b", "\f": "\\f"}


def toml_of(data: Mapping[str, Any], remarks: Mapping[str, str] | None = None, head: Sequence[str] = ()) -> str:
    """The text: plain values first, then a table for each mapping of values. A remark stands above its top key."""
    said = remarks or {}
    lines = [f"# {line}".rstrip() for line in head] + ([""] if head else [])
    for key, value in data.items():
        if not isinstance(value, Mapping):
            lines += [*_remark(said.get(key)), f"{_key(key)} = {_value(value)}"]
    for key, value in data.items():
        if isinstance(value, Mapping):
            lines += ["", *_remark(said.get(key)), *_table(_key(key), value)]
    return "\n".join(lines) + "\n"


def save_mapping(path: Path, text: str, *, replace: bool) -> None:
    """Writes a mapping file. Raises BadInput: mapping_exists (unless it may be replaced), mapping_unwritable."""
    if path.exists() and not replace:
        raise BadInput("mapping_exists", file=str(path))
    part = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(text, encoding="utf-8")
        part.replace(path)
    except (OSError, UnicodeEncodeError) as error:
        reason = getattr(error, "strerror", None) or str(error).encode("ascii", "backslashreplace").decode()
        raise BadInput("mapping_unwritable", file=str(path), reason=reason) from error
    finally:
        with suppress(OSError):
            part.unlink()


def _table(name: str, entries: Mapping[str, Any]) -> list[str]:
    lines = [f"[{name}]"]
    lines += [f"{_key(key)} = {_value(value)}" for key, value in entries.items() if not isinstance(value, Mapping)]
    for key, value in entries.items():
        if isinstance(value, Mapping):
            lines += ["", *_table(f"{name}.{_key(key)}", value)]
    return lines


def _remark(text: str | None) -> list[str]:
    return [f"# {line}" for line in text.splitlines()] if text else []


def _key(text: str) -> str:
    return text if _BARE.fullmatch(text) else _string(text)


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(map(_value, value))}]"
    return str(value) if isinstance(value, (int, float)) else _string(str(value))


def _string(text: str) -> str:
    letters = (_ESCAPES.get(sign, sign if sign >= " " and sign != "\x7f" else f"\\u{ord(sign):04x}") for sign in text)
    return f'"{"".join(letters)}"'
