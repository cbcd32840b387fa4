"""The organisation: street, platforms, departments, communities, grids, officers, grid workers.

Every unit carries validity dates, because names and codes change by reform.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from models.domain.errors import BadInput
from models.domain.roles import Role


@dataclass(frozen=True, slots=True)
class Street:
    """A street (街道): the jurisdiction. Code 6 (district) + 3 digits."""

    code: str
    name: str
    name_en: str
    district_code: str
    district_name: str


@dataclass(frozen=True, slots=True)
class Platform:
    """One of the four platforms (平台)."""

    code: str
    name: str
    name_en: str
    valid_from: date
    valid_to: date | None
    position: int


@dataclass(frozen=True, slots=True)
class Department:
    """A department or stationed body (部门 / 派驻机构); belongs to a platform, None when unknown."""

    code: str
    name: str
    name_en: str
    platform_code: str | None
    phone: str
    valid_from: date
    valid_to: date | None
    position: int


@dataclass(frozen=True, slots=True)
class Community:
    """A community or village (社区 / 村). Code street + 3 digits for official ones."""

    code: str
    name: str
    name_en: str
    street_code: str
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class Grid:
    """A grid (网格): 15-digit code, closed polygon, neighbours share borders.

    `rings` holds the outer ring first, then holes; each ring a closed tuple of (lon, lat) in
    WGS 84 degrees. `area_m2` is square metres.
    """

    code: str
    name: str
    community_code: str
    worker_code: str | None
    area_m2: float
    rings: tuple[tuple[tuple[float, float], ...], ...]
    valid_from: date
    valid_to: date | None

    @property
    def short(self) -> str:
        """What people say: the last three digits within the community."""
        return self.code[-3:]


@dataclass(frozen=True, slots=True)
class GridWorker:
    """A grid worker (网格员) who finds, reports and verifies."""

    code: str
    name: str
    phone: str
    full_time: bool


@dataclass(frozen=True, slots=True)
class Officer:
    """An officer with roles (keys of `roles.Role`). `departments` are the codes acted for;
    "*" stands for every department (a single-seat installation)."""

    code: str
    name: str
    name_en: str
    roles: frozenset[str]
    departments: frozenset[str]
    phone: str
    active: bool

    def acts_for(self, department_code: str | None) -> bool:
        """Whether the officer may act for a department."""
        return "*" in self.departments or (department_code is not None and department_code in self.departments)

    @property
    def is_person(self) -> bool:
        """Whether somebody may sit at a desk as this officer or be answerable; the program's own officer is nobody."""
        return Role.STEWARD not in self.roles


STEWARD = Officer("steward", "系统", "System", frozenset({str(Role.STEWARD)}), frozenset(), "", True)
"""The officer as whom the program itself acts by rule and by time; every database has this row."""


_GRID_CODE = re.compile(r"[0-9]{15}")


def check_grid_code(code: str, community_code: str | None = None) -> str:
    """A grid code is 15 digits, 6 + 3 + 3 + 3, the first twelve being its community's.

    Raises BadInput("grid_code_wrong") naming the code and the reason's key.
    """
    if not _GRID_CODE.fullmatch(code):
        raise BadInput("grid_code_wrong", code=code)
    if community_code is not None and code[:12] != community_code:
        raise BadInput("grid_code_foreign", code=code, community=community_code)
    return code
