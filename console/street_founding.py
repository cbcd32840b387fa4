"""Founds an own street, or an empty database for a file of cases: whole, or not at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from console.founding import NewDatabase, init_database
from console.headless import new_id
from console.organisation_import import free_name
from console.street_check import StreetChecked
from console.whole_file import make_whole
from models.domain.errors import BadInput
from models.domain.instant import Instant
from models.exchange.calendar_reading import write_refused as write_refused_days
from models.exchange.catalogue_refused import write_refused_standards
from models.exchange.geojson import write_refused_features
from models.exchange.mapping_files import load_mapping
from models.exchange.organisation_files import write_refused
from models.exchange.refused_file import ReasonText
from models.store.bulk import BulkWriter
from models.store.engine import open_engine
from models.store.info import create_database, new_info
from models.store.records import days_of


@dataclass(frozen=True, slots=True)
class Founded:
    """The new database, and the files of what was refused."""

    url: str
    refused_files: tuple[Path, ...] = ()


def found_street(
    checked: StreetChecked, now: Instant, reason_text: ReasonText, spare: Path, step: Callable[[str], None]
) -> Founded:
    """Makes the database of a checked plan. Refused rows go beside their files, or into `spare`.

    `step` hears "schema", "records", "settle". Raises the plan's trouble, BadInput or Unavailable, leaving nothing.
    """
    if checked.trouble is not None:
        raise checked.trouble
    target = checked.plan.target_file
    make_whole(target, _Maker(checked, now, step))
    return Founded(f"sqlite:///{target}", _refused_files(checked, reason_text, spare))


class _Maker:
    """Fills a new file with the street."""

    def __init__(self, checked: StreetChecked, now: Instant, step: Callable[[str], None]) -> None:
        self._checked, self._now, self._step = checked, now, step

    def __call__(self, url: str) -> None:
        checked, plan = self._checked, self._checked.plan
        street = checked.street
        engine = open_engine(url, create=True)
        try:
            self._step("schema")
            info = new_info(
                new_id(), "real", self._now, street_code=street.code if street else "",
                place_name=street.name if street else plan.name,
                place_name_en=street.name_en if street else plan.name_en, zone=plan.zone, zone_declared=True,
                number_prefix=plan.prefix, settings={"calendar_version": checked.calendar.version},
            )  # fmt: skip
            create_database(engine, info)
            self._step("records")
            BulkWriter(engine).put([*days_of(checked.calendar), *checked.records])
            self._step("settle")
        finally:
            engine.dispose()


def found_for_cases(mapping: str, place_name: str, target: Path, now: Instant, *, with_catalogue: bool) -> Founded:
    """An empty database whose zone is that of a mapping of case files. Raises BadInput or Unavailable."""
    zone = load_mapping(mapping).zone
    wanted = NewDatabase(zone=zone, place_name=place_name, with_catalogue=with_catalogue)
    make_whole(target, _Empty(wanted, now))
    return Founded(f"sqlite:///{target}")


class _Empty:
    """Makes an empty database for real work."""

    def __init__(self, wanted: NewDatabase, now: Instant) -> None:
        self._wanted, self._now = wanted, now

    def __call__(self, url: str) -> None:
        init_database(url, self._wanted, self._now)


def free_target(folder: Path, stem: str) -> Path:
    """A database file in a folder that is not there yet."""
    names = (f"{stem}{'' if number == 1 else f'-{number}'}.sqlite" for number in range(1, 10_000))
    return next(path for path in map(folder.joinpath, names) if not path.exists())


def _refused_files(checked: StreetChecked, reason_text: ReasonText, spare: Path) -> tuple[Path, ...]:
    """The files of what was refused; one that cannot be written is left out, for the street is there already."""
    written: list[Path | None] = []
    try:
        if checked.organisation is not None and checked.organisation.refused:
            path = free_name(checked.plan.organisation_files[0], "xlsx", spare)
            written.append(write_refused(path, checked.organisation.tables, checked.organisation.refused, reason_text))
        if checked.grids is not None and checked.grids.refused:
            path = free_name(Path(checked.plan.grids).expanduser(), "geojson", spare)
            written.append(write_refused_features(path, checked.grids.refused, reason_text))
        if checked.standards is not None and checked.standards.refused:
            path = free_name(Path(checked.plan.catalogue).expanduser(), "csv", spare)
            written.append(write_refused_standards(path, checked.standards.refused, reason_text))
        if checked.days is not None and checked.days.refused:
            path = free_name(Path(checked.plan.calendar).expanduser(), "csv", spare)
            written.append(write_refused_days(checked.days, path, reason_text))
    except BadInput:
        pass
    return tuple(path for path in written if path is not None)
