"""One row of a file → the content of one case, or a refusal that says what is wrong and where.

Nothing is mended: what cannot be read as declared is refused; what is odd but possible is kept and marked.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from models.domain.case import OPEN_STATES, Mark, State
from models.domain.errors import BadInput
from models.domain.instant import Instant
from models.exchange.content import Content
from models.exchange.fields import Cells, Columns, code_reader, coded_reader, flag_reader, text_reader
from models.exchange.mapping import CLOSED, OPEN, Mapping
from models.exchange.positions import Places
from models.exchange.references import category_reader, grid_reader, unit_reader
from models.exchange.row_position import PositionReader
from models.exchange.row_times import TimesReader
from models.exchange.units import Seen


@dataclass(frozen=True, slots=True)
class Rules:
    """What rows are checked against: the present, the places cases can be, the catalogue's categories."""

    now: Instant
    places: Places = field(default_factory=Places)
    categories: frozenset[str] = frozenset()


class RowCheck:
    """Checks the rows of one table. `seen` collects what they name."""

    def __init__(
        self, mapping: Mapping, header: tuple[str, ...], rules: Rules, seen: Seen, native: bool = False
    ) -> None:
        columns = Columns(header, mapping.missing, mapping.unescape_html)
        self._mapping, self._seen = mapping, seen
        self._id = code_reader(mapping.external_id, mapping.external_id.column, columns)
        self._number = text_reader(mapping.number, columns)
        self._title = text_reader(mapping.title, columns)
        self._description = text_reader(mapping.description, columns)
        self._address = text_reader(mapping.address, columns)
        self._state = coded_reader(mapping.state, columns)
        self._channel = coded_reader(mapping.channel, columns)
        self._severity = coded_reader(mapping.severity, columns)
        self._platform = coded_reader(mapping.platform, columns)
        self._flags = [(flag_reader(f.column, f.values, columns), f.mark) for f in mapping.flags]
        self._department = unit_reader(mapping.department, columns, seen.departments, seen)
        self._community = unit_reader(mapping.community, columns, seen.communities, seen)
        self._category = category_reader(mapping, columns, rules.categories, seen)
        self._grid = grid_reader(mapping, columns)
        self._position = PositionReader(mapping, columns, rules.places, seen)
        self._times = TimesReader(mapping, columns, rules.now, native)

    def __call__(self, cells: Cells) -> Content:
        """The row's content. Raises BadInput with the row's fault."""
        constants = self._mapping.constants
        external_id, title = self._id(cells), self._title(cells)
        if not external_id:
            raise BadInput("row_id_missing", column=self._mapping.external_id.column)
        if not title:
            raise BadInput("row_title_missing", column=", ".join(self._mapping.title.columns()))
        marks: set[str] = {mark for flagged, mark in self._flags if flagged(cells)}
        opened, ended, due = self._times(cells, marks)
        department, see_department = self._department(cells)
        community, see_community = self._community(cells)
        category, major_platform, see_category = self._category(cells)
        department, community = department or constants.department, community or constants.community
        if category is None:
            marks.add(Mark.WITHOUT_CATEGORY)
        state = self._read_state(cells, ended, department, marks)
        platform = self._platform(cells) or self._platform_of(department, major_platform)
        grid = self._grid(cells)
        number, channel = self._number(cells) or external_id, self._channel(cells) or constants.channel
        severity = self._severity(cells) or constants.severity
        lon, lat = self._position(cells, marks, grid, community)
        # Only a good row's names count.
        see_department()
        see_community()
        see_category()
        self._note(platform, lon, lat)
        return Content(
            external_id, number, state, str(channel), str(severity), title, self._description(cells), category,
            platform, department, community, grid, self._address(cells), lon, lat, opened, ended, due,
            " ".join(sorted(marks)),
        )  # fmt: skip

    def _platform_of(self, department: str | None, major_platform: str | None) -> str | None:
        unit = self._mapping.department
        by_department = None
        if unit is not None and department is not None:
            by_department = unit.platforms.get(department.removeprefix(unit.prefix))
        return by_department or major_platform or self._mapping.constants.platform

    def _note(self, platform: str | None, lon: float | None, lat: float | None) -> None:
        if platform is not None:
            self._seen.platforms.add(platform)
        if lon is not None and lat is not None:
            self._seen.positions[lon, lat] += 1

    def _read_state(self, cells: Cells, ended: Instant | None, department: str | None, marks: set[str]) -> str:
        rules = self._mapping.rules
        said = CLOSED if rules.all_closed else self._state(cells) or (OPEN if ended is None else CLOSED)
        if said == CLOSED:
            said = State.CLOSED
        elif said == OPEN:
            said = rules.open_state if department is not None else rules.open_without_department
        if said in OPEN_STATES and ended is not None:
            column = self._mapping.state.column if self._mapping.state else ""
            raise BadInput("row_open_but_ended", column=column)
        if said not in OPEN_STATES and ended is None:
            marks.add(Mark.CLOSED_TIME_UNKNOWN)
        return str(said)
