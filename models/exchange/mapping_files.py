"""Finds and reads mappings: presets in resources/mappings by name, anybody's own file by its path."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from models.domain.errors import BadInput
from models.exchange.mapping import Mapping

_SUFFIX = ".toml"


def load_mapping(name_or_path: str) -> Mapping:
    """The preset of a name, or the mapping file at a path (with a separator or ending in .toml).

    Raises BadInput: mapping_unknown (with the presets there are), mapping_unreadable, mapping_not_toml,
    mapping_key_missing, mapping_key_unknown or mapping_value_wrong (with the key's path).
    """
    if name_or_path.endswith(_SUFFIX) or "/" in name_or_path or "\\" in name_or_path:
        return _from(Path(name_or_path), name_or_path)
    found = _folder() / f"{name_or_path}{_SUFFIX}"
    if not found.is_file():
        raise BadInput("mapping_unknown", mapping=name_or_path, known=", ".join(preset_names()))
    return _from(found, name_or_path)


def preset_names() -> tuple[str, ...]:
    """The names of the shipped mappings."""
    return tuple(sorted(p.name.removesuffix(_SUFFIX) for p in _folder().iterdir() if p.name.endswith(_SUFFIX)))


def parse_mapping(data: dict[str, Any], name: str) -> Mapping:
    """A mapping from TOML data; `name` is what errors call it."""
    try:
        return Mapping.model_validate(data)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False)[0]
        path = ".".join(str(step) for step in first["loc"])
        key = {"missing": "mapping_key_missing", "extra_forbidden": "mapping_key_unknown"}.get(first["type"])
        if key is not None:
            raise BadInput(key, mapping=name, path=path) from error
        raise BadInput("mapping_value_wrong", mapping=name, path=path or "-", reason=first["type"]) from error


def _folder() -> Traversable:
    return files("resources") / "mappings"


def _from(place: Traversable, name: str) -> Mapping:
    try:
        data = tomllib.loads(place.read_text(encoding="utf-8"))
    except OSError as error:
        raise BadInput("mapping_unreadable", mapping=name, reason=error.strerror or str(error)) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadInput("mapping_not_toml", mapping=name, reason=str(error)) from error
    return parse_mapping(data, name)
