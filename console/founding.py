"""Making databases: an empty one for real work, the declared demonstration street."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from importlib.resources import as_file, files
from uuid import NAMESPACE_URL, uuid5

from console.headless import as_url, new_id, opened
from console.rules import shifts_of
from models.demo.cases import demo_cases
from models.demo.catalogue import demo_catalogue
from models.demo.roster import demo_roster
from models.demo.street import demo_street
from models.domain.calendar import shipped_calendar
from models.domain.instant import Instant
from models.domain.organisation import Officer, Platform
from models.domain.roles import Role
from models.exchange.catalogue_reading import CatalogueRead, read_catalogue
from models.steward.reminding import Reminders
from models.steward.settings import parse_settings
from models.store.bulk import BulkWriter
from models.store.engine import open_engine
from models.store.info import create_database, new_info
from models.store.records import days_of
from models.store.story import write_story

DEMO_SEED = 20171024
"""The demonstration that `make run` opens is the same everywhere."""
_PRESET = date(2017, 1, 1)


@dataclass(frozen=True, slots=True)
class NewDatabase:
    """What a new database is told about its place."""

    zone: str | None = None
    street_code: str = ""
    place_name: str = ""
    place_name_en: str = ""
    number_prefix: str = ""
    with_catalogue: bool = True


def init_database(url: str, wanted: NewDatabase, now: Instant) -> dict[str, object]:
    """Makes an empty database for real work: schema, calendar, four platforms, catalogue, one officer.

    Raises BadInput("database_exists") where one is there already, demonstration or not.
    """
    engine = open_engine(as_url(url), create=True)
    try:
        info = new_info(
            new_id(), "real", now, street_code=wanted.street_code, place_name=wanted.place_name,
            place_name_en=wanted.place_name_en, zone=wanted.zone or "Asia/Shanghai",
            zone_declared=wanted.zone is not None, number_prefix=wanted.number_prefix,
            settings={"calendar_version": shipped_calendar().version},
        )  # fmt: skip
        create_database(engine, info)
        writer = BulkWriter(engine)
        writer.ensure(days_of(shipped_calendar()))
        writer.ensure(preset_platforms())
        writer.ensure([single_seat_officer()])
        standards = 0
        if wanted.with_catalogue:
            read = shipped_catalogue()
            writer.ensure([*read.categories, *read.standards])
            standards = len(read.standards)
        return {"kind": "real", "zone": info.zone, "zone_declared": info.zone_declared, "standards": standards}
    finally:
        engine.dispose()


def init_demo(url: str, now: Instant, seed: int = DEMO_SEED) -> dict[str, object]:
    """Makes the declared demonstration street in a new database."""
    street = demo_street(seed)
    engine = open_engine(as_url(url), create=True)
    try:
        info = new_info(
            str(uuid5(NAMESPACE_URL, f"demo:{seed}:{now}")), "demo", now, street_code=street.street.code,
            place_name=f"{street.street.name}综合信息指挥室", place_name_en=f"{street.street.name_en} command centre",
            zone_declared=True, number_prefix="JB", settings={"calendar_version": shipped_calendar().version},
        )  # fmt: skip
        create_database(engine, info)
        catalogue = demo_catalogue()
        writer = BulkWriter(engine)
        writer.ensure(days_of(shipped_calendar()))
        writer.ensure(
            [street.street, *street.platforms, *street.departments, *street.communities, *street.workers,
             *street.grids, *street.officers, *catalogue.categories, *catalogue.standards]
        )  # fmt: skip
        found = opened(engine)
        percents = parse_settings(info.settings.get("steward", {})).remind_percent
        reminders = Reminders(found.clock, percents)
        cases, log, persons, commands = demo_cases(street, catalogue, now, seed, found.rules, reminders)
        write_story(engine, cases, log, persons, commands)
        roster = demo_roster(now, found.clock.zone, seed, shifts_of(info), shipped_calendar())
        writer.ensure([*roster.days, *roster.qualifications])
        return {"kind": "demo", "seed": seed, "cases": len(cases), "open": sum(case.is_open for case in cases)}
    finally:
        engine.dispose()


def preset_platforms() -> list[Platform]:
    """The four platforms of 2017; an administrator renames them."""
    names = (
        ("public_order", "综治工作", "Public order"),
        ("market_regulation", "市场监管", "Market regulation"),
        ("integrated_enforcement", "综合执法", "Integrated enforcement"),
        ("public_service", "便民服务", "Public service"),
    )
    return [Platform(code, zh, en, _PRESET, None, place) for place, (code, zh, en) in enumerate(names, start=1)]


def single_seat_officer() -> Officer:
    """The one officer of a new database, who may do all that a single seat needs."""
    roles = frozenset({Role.DUTY_OFFICER, Role.SHIFT_LEADER, Role.DEPARTMENT_OFFICER, Role.ADMINISTRATOR})
    return Officer("duty", "值班员", "Duty officer", frozenset(map(str, roles)), frozenset({"*"}), "", True)


def shipped_catalogue() -> CatalogueRead:
    """The catalogue that comes with the program."""
    with as_file(files("resources") / "catalogue" / "yuncheng_case_standards_tidy.csv") as path:
        return read_catalogue(path)
