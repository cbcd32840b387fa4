"""Finds and reads mappings: presets in resources/mappings by name, anybody's own file by its path."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from models.domain.errors import BadInput
from models.exchange.mapping import Mapping

_SUFFIX = ".toml"


def load_mapping(name_or_path: str, own: Path | None = None) -> Mapping:
    """The preset of a name, one saved in the folder `own`, or the mapping file at a path (with a separator or
    ending in .toml).

    Raises BadInput: mapping_unknown (with the presets there are), mapping_unreadable, mapping_not_toml,
    mapping_key_missing, mapping_key_unknown or mapping_value_wrong (with the key's path).
    """
    if name_or_path.endswith(_SUFFIX) or "/" in name_or_path or "\\" in name_or_path:
        return _from(Path(name_or_path), name_or_path)
    found = _folder() / f"{name_or_path}{_SUFFIX}"
    if found.is_file():
        return _from(found, name_or_path)
    saved = own_files(own)
    if name_or_path not in saved:
        raise BadInput("mapping_unknown", mapping=name_or_path, known=", ".join([*preset_names(), *saved]))
    return _from(saved[name_or_path], name_or_path)


def own_files(own: Path | None) -> dict[str, Path]:
    """The mapping files saved in a folder, by name; those with the name of a preset are not among them."""
    if own is None or not own.is_dir():
        return {}
    presets = preset_names()
    files_by_name = {path.name.removesuffix(_SUFFIX): path for path in sorted(own.glob(f"*{_SUFFIX}"))}
    return {name: path for name, path in files_by_name.items() if name not in presets}


def recognise(header: Sequence[str], own: Path | None = None) -> str | None:
    """The name of the mapping that fits a header: all its columns are there. Of several the one that reads most."""
    best, most = None, 0
    for name in (*own_files(own), *preset_names()):
        try:
            wanted = set(load_mapping(name, own).columns())
        except BadInput:
            continue  # a file that somebody spoiled fits nothing
        if wanted <= set(header) and len(wanted) > most:
            best, most = name, len(wanted)
    return best


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
