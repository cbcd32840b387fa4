"""A mapping: which column of somebody's file means what. A small TOML file, checked before any row is read.

`mapping_files` finds and reads it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    model_validator,
)
from pydantic_core import PydanticCustomError

from models.domain.case import OPEN_STATES, Mark, Severity, Source, State
from models.domain.catalogue import Kind
from models.exchange.date_format import compile_format
from models.exchange.templates import template_columns

OPEN = "open"
CLOSED = "closed"


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise PydanticCustomError("zone_unknown", "no such time zone") from None
    return name


def _format(text: str) -> str:
    try:
        compile_format(text)
    except ValueError:
        raise PydanticCustomError("date_format_unknown", "not a date format") from None
    return text


def _template(text: str) -> str:
    try:
        template_columns(text)
    except ValueError:
        raise PydanticCustomError("template_wrong", "not a template") from None
    return text


def _column(value: object) -> object:
    """A plain column name stands for the part with only that column."""
    return {"column": value} if isinstance(value, str) else value


def _first_of(value: object) -> object:
    return {"first_of": [value]} if isinstance(value, str) else value


class Part(BaseModel):
    """A part of a mapping: unknown keys are errors, nothing changes after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=False, allow_inf_nan=False)


class Identity(Part):
    """The column of the case's own id in its source. `length`: exact number of characters, where ids have one
    (a spreadsheet eats leading zeros)."""

    column: str
    length: int | None = Field(default=None, ge=1, le=200)


class Text(Part):
    """Text of one case field: the first column that holds something, or a template such as "{A} ({B})"."""

    first_of: tuple[str, ...] = ()
    template: Annotated[str, AfterValidator(_template)] = ""

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if bool(self.first_of) == bool(self.template):
            raise PydanticCustomError("either_columns_or_template", "give first_of or template")
        return self

    def columns(self) -> tuple[str, ...]:
        """The columns this text is made of."""
        return self.first_of or template_columns(self.template)


class Unit(Part):
    """A department or community: `code` and `name` are columns, `names` fixed names by code.

    `prefix` keeps codes of different sources apart. `street` (communities) is the column of the street's code,
    `platforms` (departments) the platform by department code. `codes`: values of the code's column that stand for
    units the database has already, by their codes there; all others become units of their own.
    """

    code: str
    name: str | None = None
    names: dict[str, str] = {}
    prefix: str = ""
    length: int | None = Field(default=None, ge=1, le=200)
    street: str | None = None
    platforms: dict[str, str] = {}
    codes: dict[str, str] = {}


class CategoryPart(Part):
    """The category. `kind` "imported": categories are made from the file, keyed by the minor code's column.

    Other kinds name categories of the catalogue: `kind`-`major`-`minor` must exist there.
    `platforms` gives the platform by major code. `codes`: values of the minor code's column that stand for
    categories the database has already, by their whole codes there ("event-01-03").
    """

    kind: Kind = Kind.IMPORTED
    minor_code: str
    minor_name: str | None = None
    major_code: str
    major_name: str | None = None
    platforms: dict[str, str] = {}
    codes: dict[str, str] = {}


class Coded(Part):
    """A column with a code list. A code not in the list is refused, unless `otherwise` says what it means."""

    column: str
    codes: dict[str, str] = {}
    otherwise: str | None = None

    def meanings(self) -> set[str]:
        """Everything the column's codes can mean."""
        return {*self.codes.values(), *([] if self.otherwise is None else [self.otherwise])}


class Moment(Part):
    """A column of local times with its one format (%Y %m %d %H %M %S %f; %z where the file has offsets)."""

    column: str
    format: Annotated[str, AfterValidator(_format)] = "%Y-%m-%d %H:%M:%S"


class Position(Part):
    """Columns of a position in decimal degrees of the mapping's CRS.

    `on_bad`: what becomes of a row whose position cannot be right: "refuse" it, or "drop_and_mark" (keep
    the case without it). `box` (west, south, east, north, WGS 84) is where cases can be; without it the
    database's jurisdiction is used.
    """

    lon: str
    lat: str
    on_bad: Literal["refuse", "drop_and_mark"] = "refuse"
    box: tuple[float, float, float, float] | None = None

    @model_validator(mode="after")
    def _box_is_one(self) -> Self:
        if self.box is not None:
            west, south, east, north = self.box
            if not (-180 <= west < east <= 180 and -90 <= south < north <= 90):
                raise PydanticCustomError("box_wrong", "west < east and south < north")
        return self


class Flag(Part):
    """A column whose `values` put a mark on the case."""

    column: str
    values: tuple[str, ...]
    mark: Mark


class Rules(Part):
    """What a case is that is not closed, and that nobody was given yet; and whether all are closed."""

    open_state: State = State.DISPATCHED
    open_without_department: State = State.FILED
    all_closed: bool = False

    @model_validator(mode="after")
    def _states_are_open(self) -> Self:
        if self.open_state not in OPEN_STATES or self.open_without_department not in OPEN_STATES:
            raise PydanticCustomError("state_not_open", "an open state is wanted")
        return self


class Constants(Part):
    """Values that all cases of the file share."""

    severity: Severity = Severity.GENERAL
    channel: Source = Source.IMPORT
    platform: str | None = None
    department: str | None = None
    community: str | None = None


OptionalText = Annotated[Text, BeforeValidator(_first_of)] | None
OptionalMoment = Annotated[Moment, BeforeValidator(_column)] | None
CODED_STATES = frozenset({OPEN, CLOSED, *(str(state) for state in State)})


class Mapping(Part):
    """A whole mapping. `source` keys the file's origin: with an external id it names one case for ever."""

    name: str = Field(min_length=1)
    source: str = Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,39}$")
    zone: Annotated[str, AfterValidator(_zone)]
    crs: Literal["wgs84", "gcj02", "bd09"] = "wgs84"
    delimiter: str = Field(default=",", min_length=1, max_length=1)
    sheet: str | None = None
    missing: tuple[str, ...] = ("", "-")
    unescape_html: bool = False
    platform_names: dict[str, str] = {}

    external_id: Annotated[Identity, BeforeValidator(_column)]
    number: OptionalText = None
    title: Annotated[Text, BeforeValidator(_first_of)]
    description: OptionalText = None
    address: OptionalText = None
    opened_at: Annotated[Moment, BeforeValidator(_column)]
    due_at: OptionalMoment = None
    closed_at: OptionalMoment = None
    state: Coded | None = None
    channel: Coded | None = None
    severity: Coded | None = None
    platform: Coded | None = None
    category: CategoryPart | None = None
    department: Unit | None = None
    community: Unit | None = None
    grid: Annotated[Identity, BeforeValidator(_column)] | None = None
    position: Position | None = None
    flags: tuple[Flag, ...] = ()
    rules: Rules = Rules()
    constants: Constants = Constants()

    @model_validator(mode="after")
    def _codes_are_known(self) -> Self:
        for part, known in (
            (self.state, CODED_STATES),
            (self.channel, {str(source) for source in Source}),
            (self.severity, {str(severity) for severity in Severity}),
        ):
            if part is not None and not part.meanings() <= known:
                raise PydanticCustomError("code_meaning_unknown", "a code list names something unknown")
        return self

    def columns(self) -> dict[str, str]:
        """The columns a file must have → the mapping's key that wants each."""
        wanted: dict[str, str] = {}
        for key, column in self._named_columns():
            wanted.setdefault(column, key)
        return wanted

    def _named_columns(self) -> Iterator[tuple[str, str]]:
        for key in type(self).model_fields:
            part = getattr(self, key)
            if isinstance(part, Text):
                yield from ((key, column) for column in part.columns())
            elif isinstance(part, (Identity, Coded, Moment)):
                yield f"{key}.column", part.column
            elif isinstance(part, (Unit, CategoryPart, Position)):
                for name in ("code", "name", "street", "minor_code", "minor_name", "major_code", "major_name",
                             "lon", "lat"):  # fmt: skip
                    if column := getattr(part, name, None):
                        yield f"{key}.{name}", column
        yield from ((f"flags.{index}.column", flag.column) for index, flag in enumerate(self.flags))
