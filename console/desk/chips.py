"""The queue's filter chips and orders: keys, words, counts and the filters they stand for."""

from __future__ import annotations

from dataclasses import dataclass, replace

from console.messages import Messages
from console.names import Names
from models.board.case_filter import CaseFilter
from models.board.orders import Order
from models.domain.case import Urgency
from models.domain.figures import MISSING, Figures
from models.domain.organisation import Officer

ALL = "all"
MINE = "mine"
PLATFORM = "platform:"
DEPARTMENT = "department:"
GRID = "grid:"
NO_POSITION = "no_position"


@dataclass(frozen=True, slots=True)
class Chip:
    """One chip as the filter bar takes it."""

    key: str
    text: str
    count: int | None


def filter_of(key: str, text: str, officer: Officer) -> CaseFilter:
    """The filter that a chip and the search field ask for together."""
    base = CaseFilter(text=text)
    kind, colon, code = key.partition(":")
    if colon:
        codes = frozenset({code})
        return {
            "platform": replace(base, platforms=codes),
            "department": replace(base, departments=codes),
            "grid": replace(base, grids=codes),
        }[kind]
    if key in (Urgency.OVERDUE, Urgency.DUE_SOON):
        return replace(base, urgencies=frozenset({key}))
    if key == MINE:
        return mine(base, officer)
    if key == NO_POSITION:
        return replace(base, without_position=True)
    return base


def mine(base: CaseFilter, officer: Officer) -> CaseFilter:
    """What an officer must act on: the own departments' cases, or those the officer holds."""
    if officer.departments and "*" not in officer.departments:
        return replace(base, departments=officer.departments)
    return replace(base, holders=frozenset({officer.code}))


def chips(figures: Figures, names: Names, words: Messages, extra: str) -> list[Chip]:
    """All, overdue, due soon, the platforms, mine; and the one picked on map or chart."""
    made = [
        Chip(ALL, words.text("chip-all"), None),
        Chip(Urgency.OVERDUE, words.word("urgency", Urgency.OVERDUE), figures.overdue),
        Chip(Urgency.DUE_SOON, words.word("urgency", Urgency.DUE_SOON), figures.due_soon),
    ]
    for platform in sorted(names.platforms.values(), key=lambda p: p.position):
        group = figures.by_platform.get(platform.code)
        made.append(Chip(f"{PLATFORM}{platform.code}", names.platform(platform.code), group.open if group else 0))
    made.append(Chip(MINE, words.text("chip-mine"), None))
    if extra and extra not in {chip.key for chip in made}:
        made.append(Chip(extra, chip_name(extra, names, words), None))
    return made


def chip_name(key: str, names: Names, words: Messages) -> str:
    """What a chip picked on map or chart is called."""
    kind, _, code = key.partition(":")
    if kind == "grid":
        return f"{words.text('word-grid')} {code[-3:]}"
    if kind == "department":
        return names.department(None if code == MISSING else code)
    return words.text("chip-no-position")


def orders(words: Messages) -> list[tuple[str, str]]:
    """The orders to choose from."""
    return [(order, words.text(f"order-{order}")) for order in Order]
