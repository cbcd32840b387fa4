"""The database's description of itself: made once, read by every console."""

from __future__ import annotations

import json
from collections.abc import Mapping
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import Connection, Engine, select, text

from models.domain.errors import BadInput, Refused
from models.domain.instant import Instant
from models.domain.lifecycle import shipped_lifecycle
from models.domain.organisation import STEWARD
from models.store import schema
from models.store.clock import database_now
from models.store.engine import writing
from models.store.place import masked_url
from models.store.records import DEFAULT_SETTINGS, DatabaseInfo
from models.store.rows import reference_row
from models.store.tables import database_info, incident, officer
from models.store.trouble import driver_errors

_COLUMNS = [column for column in database_info.c if column.name != "single"]


def new_info(
    id: str,
    kind: str,
    created_at: Instant,
    *,
    street_code: str = "",
    place_name: str = "",
    place_name_en: str = "",
    zone: str = "Asia/Shanghai",
    zone_declared: bool = False,
    number_prefix: str = "",
    settings: Mapping[str, object] | None = None,
) -> DatabaseInfo:
    """The description of a database about to be made with this program's schema and state machine."""
    return DatabaseInfo(
        id=id, kind=kind, street_code=street_code, place_name=place_name, place_name_en=place_name_en,
        zone=zone, zone_declared=zone_declared, number_prefix=number_prefix, created_at=created_at,
        schema_version=schema.SCHEMA_VERSION, lifecycle_digest=shipped_lifecycle().digest, epoch=id,
        settings={**DEFAULT_SETTINGS, **(settings or {})},
    )  # fmt: skip


def create_database(engine: Engine, info: DatabaseInfo) -> None:
    """Makes tables, triggers, the description and the program's own officer in an empty database.

    Raises BadInput("database_exists") when there is one already, BadInput("zone_unknown").
    """
    _check_zone(info.zone)
    with driver_errors(), writing(engine.connect()) as connection, connection.begin():
        if schema.found_version(connection) is not None:
            raise BadInput("database_exists", url=masked_url(engine.url))
        schema.create(connection)
        connection.execute(database_info.insert(), _row(info))
        connection.execute(officer.insert(), reference_row(STEWARD))


def read_info(source: Engine | Connection) -> DatabaseInfo:
    """The database's description. Raises BadInput("database_empty") when there is none."""
    if isinstance(source, Engine):
        with driver_errors(), source.connect() as connection:
            return read_info(connection)
    row = source.execute(select(*_COLUMNS)).first()
    if row is None:
        raise BadInput("database_empty", url=masked_url(source.engine.url))
    values = list(row)
    values[-1] = json.loads(values[-1])
    return DatabaseInfo(*values)


def declare_zone(engine: Engine, zone: str) -> None:
    """Declares the zone of times without offset.

    Raises BadInput("zone_unknown"), Refused("zone_declared_otherwise") when another was declared
    already, Refused("zone_has_cases") when cases were dated in the zone assumed so far.
    """
    _check_zone(zone)
    with driver_errors(), writing(engine.connect()) as connection, connection.begin():
        info = read_info(connection)
        if info.zone == zone and info.zone_declared:
            return
        if info.zone_declared:
            raise Refused("zone_declared_otherwise", declared=info.zone, zone=zone)
        if info.zone != zone and connection.execute(select(incident.c.id).limit(1)).first() is not None:
            raise Refused("zone_has_cases", declared=info.zone, zone=zone)
        connection.execute(database_info.update().values(zone=zone, zone_declared=True))


def change_settings(engine: Engine, changes: Mapping[str, object]) -> None:
    """Writes some of the settings anew; the others stay."""
    with driver_errors(), writing(engine.connect()) as connection, connection.begin():
        settings = {**read_info(connection).settings, **changes}
        connection.execute(database_info.update().values(settings=_json(settings)))


def publish_lifecycle(engine: Engine, digest: str) -> None:
    """Declares the state machine that writers must have (an administrator's act after an update)."""
    with driver_errors(), writing(engine.connect()) as connection, connection.begin():
        connection.execute(database_info.update().values(lifecycle_digest=digest))


def describe_place(
    engine: Engine, *, street_code: str, place_name: str, place_name_en: str, number_prefix: str | None = None
) -> None:
    """Names the jurisdiction of the database."""
    values = {"street_code": street_code, "place_name": place_name, "place_name_en": place_name_en}
    if number_prefix is not None:
        values["number_prefix"] = number_prefix
    with driver_errors(), writing(engine.connect()) as connection, connection.begin():
        connection.execute(database_info.update().values(**values))


def check_lifecycle(connection: Connection, digest: str) -> None:
    """Refuses to write for a program whose state machine differs from the database's."""
    if connection.execute(select(database_info.c.lifecycle_digest)).scalar() != digest:
        raise Refused("lifecycle_differs")


def read_now(source: Engine | Connection) -> Instant:
    """What the database's clock says now."""
    if isinstance(source, Engine):
        with driver_errors(), source.connect() as connection:
            return read_now(connection)
    return int(source.execute(select(database_now())).scalar_one())


def server_version(engine: Engine) -> str:
    """The database's product and version, for `doctor`."""
    query = "select version()" if engine.dialect.name == "postgresql" else "select 'SQLite ' || sqlite_version()"
    with driver_errors(), engine.connect() as connection:
        return str(connection.execute(text(query)).scalar_one())


def _check_zone(zone: str) -> None:
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise BadInput("zone_unknown", zone=zone) from None


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _row(info: DatabaseInfo) -> dict[str, object]:
    row: dict[str, object] = {name: getattr(info, name) for name in DatabaseInfo.__slots__}
    row["settings"] = _json(dict(info.settings))
    return row
