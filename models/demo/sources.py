"""The data files of the demonstration (resources/demo), read once."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def demo_file(name: str) -> Mapping[str, Any]:
    """The content of resources/demo/NAME.toml."""
    return tomllib.loads((files("resources") / "demo" / f"{name}.toml").read_text(encoding="utf-8"))
