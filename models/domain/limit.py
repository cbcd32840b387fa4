"""Time limits as written in catalogues: an amount and a unit that says how it counts.

Units and their words are those of the clock table of the field's terms; whatever is not in it is
refused, never guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from models.domain.errors import BadInput
from models.domain.instant import DAY, HOUR, MINUTE, Span

LONGEST_DAYS = 3650
"""Longest limit accepted, in days; for hour units the same number of 24-hour days."""
DECIMALS = 6
"""Decimals an amount may have; with them every amount is a whole number of microseconds."""


class Unit(StrEnum):
    """How a limit counts: 紧急工作时, 紧急工作日, 工作时, 工作日, 自然日."""

    urgent_hour = "urgent_hour"
    urgent_day = "urgent_day"
    working_hour = "working_hour"
    working_day = "working_day"
    natural_day = "natural_day"

    @property
    def is_hour(self) -> bool:
        """Whether one of it is an hour."""
        return self in (Unit.urgent_hour, Unit.working_hour)

    @property
    def is_working(self) -> bool:
        """Whether only duty hours of working days count, so that the calendar matters."""
        return self in (Unit.working_hour, Unit.working_day)


@dataclass(frozen=True, slots=True)
class Limit:
    """A time limit. `amount` is exact, positive, at most LONGEST_DAYS days, with at most DECIMALS decimals.

    Raises BadInput("limit_not_understood") for any other amount.
    """

    amount: Decimal
    unit: Unit

    def __post_init__(self) -> None:
        amount, unit = Decimal(self.amount), Unit(self.unit)
        most = LONGEST_DAYS * (DAY // HOUR) if unit.is_hour else LONGEST_DAYS
        if not amount.is_finite() or not 0 < amount <= most or amount != round(amount, DECIMALS):
            raise BadInput("limit_not_understood", text=f"{amount} {unit}")
        whole = amount.to_integral_value()
        object.__setattr__(self, "amount", whole if amount == whole else amount.normalize())
        object.__setattr__(self, "unit", unit)

    @property
    def span(self) -> Span | None:
        """Microseconds to count; None for units that count in days of no fixed length."""
        if self.unit.is_hour:
            return int(self.amount * HOUR)
        return int(self.amount * DAY) if self.unit == Unit.urgent_day else None

    @property
    def counted_minutes(self) -> Decimal | None:
        """Minutes to count, exact; None for units that count in days of no fixed length."""
        span = self.span
        return None if span is None else Decimal(span) / MINUTE

    @property
    def canonical(self) -> str:
        """The one spelling kept in files and databases, such as "4 working_hour"; `parse_limit` reads it back."""
        return f"{self.amount:f} {self.unit}"

    def __str__(self) -> str:
        return self.canonical


_FULL_WIDTH = str.maketrans("０１２３４５６７８９．\u3000", "0123456789. ")
_SHAPE = re.compile(
    r"(?P<amount>[0-9]{1,9}(?:\.[0-9]{1,9})?)\s*"
    r"(?:个?\s*(?P<chinese>紧急工作时|紧急工作日|工作时|小时|工作日|天|自然日)"
    r"|(?:(?P<kind>urgent|working|natural)[ _-])?(?P<english>hour|day)s?)",
    re.ASCII,
)
_CHINESE = {
    "紧急工作时": Unit.urgent_hour,
    "紧急工作日": Unit.urgent_day,
    "工作时": Unit.working_hour,
    "工作日": Unit.working_day,
    "自然日": Unit.natural_day,
}
_UNITS = {str(unit) for unit in Unit}


def parse_limit(text: str, *, hour_means: Unit = Unit.working_hour, day_means: Unit = Unit.working_day) -> Limit:
    """Reads a limit such as "4工作时", "2 个工作日", "2 urgent hours" or "4 working_hour".

    `hour_means` and `day_means` say which unit a bare 小时/hour and 天/day stand for here.
    Raises BadInput("limit_not_understood", text=...) for everything else.
    """
    found = _SHAPE.fullmatch(text.translate(_FULL_WIDTH).strip().lower())
    unit = None if found is None else _unit(found, hour_means, day_means)
    if found is None or unit is None:
        raise BadInput("limit_not_understood", text=text)
    try:
        return Limit(Decimal(found["amount"]), unit)
    except BadInput:
        raise BadInput("limit_not_understood", text=text) from None


def _unit(found: re.Match[str], hour_means: Unit, day_means: Unit) -> Unit | None:
    bare = {"小时": hour_means, "hour": hour_means, "天": day_means, "day": day_means}
    if found["chinese"]:
        return _CHINESE.get(found["chinese"]) or bare[found["chinese"]]
    if found["kind"] is None:
        return bare[found["english"]]
    name = f"{found['kind']}_{found['english']}"
    return Unit(name) if name in _UNITS else None
