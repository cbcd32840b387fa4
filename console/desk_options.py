"""How a desk is opened."""

from __future__ import annotations

from dataclasses import dataclass

from console.bridge import INTERVAL_MS
from console.settings import Settings
from models.domain.instant import Instant


@dataclass(frozen=True, slots=True)
class DeskOptions:
    """How a desk is opened: the instant it shows (None: now), who sits there, its name, its look.

    `steward` is how many seconds lie between two rounds of timed work on an SQLite file; None leaves it to others.
    """

    settings: Settings
    language: str
    officer: str | None = None
    at: Instant | None = None
    console: str = "desk"
    interval_ms: int = INTERVAL_MS
    steward: float | None = None
