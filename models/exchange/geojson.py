"""GeoJSON files of polygons, read with suspicion and written back with reasons; geometry is `grid_shapes`' matter."""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from models.domain.errors import Argument, BadInput
from models.exchange.raw_bytes import kind_of, open_bytes
from models.exchange.refused_file import ReasonText
from models.exchange.table import REASON_COLUMN, ROW_COLUMN

MOST_BYTES = 256 * 1024**2
"""Unpacked bytes of one file."""
MOST_FEATURES = 100_000
_DEGREES = ("crs84", "epsg::4326", "epsg:4326", "epsg::4490", "epsg:4490", "wgs84", "gcj02", "gcj-02")
"""What a crs member may name: degrees. Whether they are shifted is declared by a person."""


@dataclass(frozen=True, slots=True)
class Feature:
    """One feature: its number in the file (from 1), its properties by lower-case name, its geometry as it came."""

    number: int
    properties: Mapping[str, Any]
    geometry: Any
    raw: Any


@dataclass(frozen=True, slots=True)
class RefusedFeature:
    """A feature that is not taken, with the message key and arguments that say why."""

    feature: Feature
    key: str
    arguments: Mapping[str, Argument]


def read_features(path: Path) -> tuple[Feature, ...]:
    """The features of a GeoJSON or GeoJSON.gz file.

    Raises BadInput: not readable, a bomb, no JSON (NaN included), no FeatureCollection, no feature, a crs of metres.
    """
    data = _document(path)
    if not isinstance(data, dict) or data.get("type") != "FeatureCollection" or not isinstance(
        data.get("features"), list
    ):  # fmt: skip
        raise BadInput("geojson_no_collection", file=path.name)
    _check_crs(data.get("crs"), path.name)
    raw = data["features"]
    if not raw:
        raise BadInput("geojson_empty", file=path.name)
    if len(raw) > MOST_FEATURES:
        raise BadInput("geojson_too_many", file=path.name, count=len(raw), most=MOST_FEATURES)
    return tuple(_feature(number, one) for number, one in enumerate(raw, start=1))


def write_refused_features(path: Path, refused: Sequence[RefusedFeature], reason_text: ReasonText) -> Path | None:
    """Writes refused features with number and reason among their properties, to be corrected and imported again.

    None where nothing was refused. Raises BadInput("refused_file_unwritable").
    """
    if not refused:
        return None
    features = []
    for one in refused:
        raw = dict(one.feature.raw) if isinstance(one.feature.raw, dict) else {"type": "Feature", "geometry": None}
        given = raw.get("properties")
        told = {ROW_COLUMN: one.feature.number, REASON_COLUMN: reason_text(one.key, one.arguments)}
        features.append({**raw, "properties": {**(given if isinstance(given, dict) else {}), **told}})
    text = json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False)
    part = path.with_name(f"{path.name}.part")
    try:
        if path.suffix == ".gz":
            part.write_bytes(gzip.compress(text.encode()))
        else:
            part.write_text(text, encoding="utf-8")
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise BadInput("refused_file_unwritable", file=str(path), reason=error.strerror or str(error)) from error
    return path


def _document(path: Path) -> Any:
    if kind_of(path) in ("zip", "ole"):
        raise BadInput("geojson_broken", file=path.name, line=1)
    with open_bytes(path) as stream:
        data = stream.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise BadInput("geojson_too_large", file=path.name, most=MOST_BYTES)
    try:
        return json.loads(data.decode("utf-8-sig"), parse_constant=_no_number)
    except UnicodeDecodeError as error:
        raise BadInput("geojson_not_utf8", file=path.name, offset=error.start) from error
    except json.JSONDecodeError as error:
        raise BadInput("geojson_broken", file=path.name, line=error.lineno) from error
    except _NoNumber as error:
        raise BadInput("geojson_no_number", file=path.name, value=str(error)) from error
    except (RecursionError, ValueError) as error:  # nested absurdly deep, or a number of thousands of digits
        raise BadInput("geojson_broken", file=path.name, line=1) from error


class _NoNumber(Exception):
    """NaN or Infinity, which JSON does not know."""


def _no_number(text: str) -> NoReturn:
    raise _NoNumber(text)


def _check_crs(crs: Any, file: str) -> None:
    if crs is None:
        return
    given = crs.get("properties") if isinstance(crs, dict) else None
    name = str(given.get("name", "")) if isinstance(given, dict) else str(crs)
    if not name.lower().endswith(_DEGREES):
        raise BadInput("geojson_crs_foreign", file=file, crs=name[:80])


def _feature(number: int, raw: Any) -> Feature:
    if not isinstance(raw, dict):
        return Feature(number, {}, None, raw)
    given = raw.get("properties")
    properties = {str(key).strip().lower(): value for key, value in given.items()} if isinstance(given, dict) else {}
    return Feature(number, properties, raw.get("geometry"), raw)
