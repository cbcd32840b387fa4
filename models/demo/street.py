"""The demonstration street: real names of street, communities and platforms; invented map and people."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import Any

import numpy as np

from models.demo.geography import Geography, Ring, draw
from models.demo.partition import group, numbered
from models.demo.sources import demo_file
from models.domain.organisation import (
    Community,
    Department,
    Grid,
    GridWorker,
    Officer,
    Platform,
    Street,
    check_grid_code,
)

GRIDS = 98
SMALLEST_COMMUNITY, LARGEST_COMMUNITY = 3, 6
"""Grids of a community."""
FIRST_DAY = date(2017, 1, 1)
"""From when platforms and departments hold: the year of the article."""
_FULL_TIME = 0.7


@dataclass(frozen=True, slots=True)
class DemoStreet:
    """The organisation of the demonstration. `outline` is the street's border, closed, degrees WGS 84."""

    street: Street
    platforms: tuple[Platform, ...]
    departments: tuple[Department, ...]
    communities: tuple[Community, ...]
    grids: tuple[Grid, ...]
    workers: tuple[GridWorker, ...]
    officers: tuple[Officer, ...]
    outline: Ring


def demo_street(seed: int, *, former: bool = False) -> DemoStreet:
    """The street of a seed.

    Departments are those of today; with `former`, those that a reform renamed since the article come
    too, with the day on which their name ended.
    """
    raw = demo_file("organisation")
    random = np.random.default_rng([seed, 1])
    geography = draw(random, GRIDS, float(raw["street"]["area_km2"]) * 1e6)
    communities = _communities(raw)
    groups = group(random, geography, len(communities), SMALLEST_COMMUNITY, LARGEST_COMMUNITY)
    workers = tuple(
        GridWorker(f"GW{no:03d}", f"演示网格员 {no:03d}", f"000-0001-{no:04d}", bool(random.random() < _FULL_TIME))
        for no in range(1, GRIDS + 1)
    )
    departments = _departments(raw)
    return DemoStreet(
        street=_street(raw["street"]),
        platforms=_platforms(raw),
        departments=tuple(d for d in departments if former or d.valid_to is None),
        communities=communities,
        grids=_grids(geography, groups, communities, workers, raw["street"]["valid_from"]),
        workers=workers,
        officers=_officers(raw),
        outline=geography.outline,
    )


def _street(raw: dict[str, Any]) -> Street:
    return Street(raw["code"], raw["name"], raw["name_en"], raw["district_code"], raw["district_name"])


def _platforms(raw: Any) -> tuple[Platform, ...]:
    return tuple(
        Platform(row["code"], row["name"], row["name_en"], FIRST_DAY, None, position)
        for position, row in enumerate(raw["platform"], start=1)
    )


def _departments(raw: Any) -> list[Department]:
    return [
        Department(
            code=row["code"], name=row["name"], name_en=row["name_en"], platform_code=row["platform"],
            phone=f"000-0002-{position:04d}", valid_from=row.get("valid_from", FIRST_DAY),
            valid_to=row.get("valid_to"), position=position,
        )
        for position, row in enumerate(raw["department"], start=1)
    ]  # fmt: skip


def _officers(raw: Any) -> tuple[Officer, ...]:
    return tuple(
        Officer(
            code=row["code"], name=row["name"], name_en=row["name_en"], roles=frozenset(row["roles"]),
            departments=frozenset(row.get("departments", ())), phone=f"000-0000-{number:04d}", active=True,
        )
        for number, row in enumerate(raw["officer"], start=1)
    )  # fmt: skip


def _communities(raw: Any) -> tuple[Community, ...]:
    street = raw["street"]["code"]
    with (files("resources") / "geo" / "shangcheng_communities_names.csv").open(encoding="utf-8-sig") as stream:
        rows = [row for row in csv.DictReader(stream) if row["street_code"] == street]
    names: dict[str, str] = raw["community_names"]
    return tuple(
        Community(row["code"], row["name"], _english(names[row["code"]]), street, raw["street"]["valid_from"], None)
        for row in rows
    )


def _english(name: str) -> str:
    return name if name.endswith("Village") else f"{name} Community"


def _grids(
    geography: Geography,
    groups: list[list[int]],
    communities: tuple[Community, ...],
    workers: tuple[GridWorker, ...],
    valid_from: date,
) -> tuple[Grid, ...]:
    middles = np.array([tile.middle for tile in geography.tiles])
    grids: list[Grid] = []
    for community, members in zip(communities, groups, strict=True):
        short = community.name.removesuffix("委会").removesuffix("社区")
        for number, place in enumerate(numbered(members, middles), start=1):
            tile = geography.tiles[place]
            grids.append(
                Grid(
                    code=check_grid_code(f"{community.code}{number:03d}", community.code),
                    name=f"{short} {number:03d} 网格", community_code=community.code,
                    worker_code=workers[len(grids)].code, area_m2=tile.area_m2, rings=(tile.ring,),
                    valid_from=valid_from, valid_to=None,
                )
            )  # fmt: skip
    return tuple(grids)
