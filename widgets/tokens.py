"""The colours of the console: the only file that spells them (source: the look's token table)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Tokens:
    """One colour per role, written ``#rrggbb``; ``lanes`` and ``ramp`` are ordered series.

    ``*_text`` colours are for words, ``*_fill`` colours for marks and bars (never for text).
    """

    background: str
    panel: str
    line: str
    line_strong: str
    ink: str
    muted: str
    faint: str
    accent: str
    accent_hover: str
    on_accent: str
    selected: str
    hover: str
    changed: str
    overdue_text: str
    due_soon_text: str
    on_track_text: str
    done_text: str
    overdue_fill: str
    due_soon_fill: str
    on_track_fill: str
    done_fill: str
    on_alarm: str
    live_fill: str
    lanes: tuple[str, ...]
    on_lane: str
    ramp: tuple[str, ...]
    rail: str
    rail_text: str
    rail_active: str
    rail_mark: str
    rail_ink: str


LIGHT_TOKENS: Final = Tokens(
    background="#F4F6F8",
    panel="#FFFFFF",
    line="#DFE4EA",
    line_strong="#8A96A3",
    ink="#17202A",
    muted="#616D79",
    faint="#606C7B",
    accent="#0B6E99",
    accent_hover="#095B7F",
    on_accent="#FFFFFF",
    selected="#E6F1F7",
    hover="#F4F7F9",
    changed="#FFF4D9",
    overdue_text="#C13E1C",
    due_soon_text="#926019",
    on_track_text="#287291",
    done_text="#616C77",
    overdue_fill="#C8401D",
    due_soon_fill="#B7791F",
    on_track_fill="#2B7A9B",
    done_fill="#7C8894",
    on_alarm="#FFFFFF",
    live_fill="#2E9E57",
    lanes=("#0B6E99", "#7A3E9D", "#8A5A12", "#2E6B3A", "#A03A5B", "#3D5A80"),
    on_lane="#FFFFFF",
    ramp=("#EEF3F6", "#CFE3EE", "#9CC9E0", "#5FA8CB", "#2B7A9B", "#0F4F6B"),
    rail="#12222E",
    rail_text="#C7D5DF",
    rail_active="#1E3A4C",
    rail_mark="#4FB3DD",
    rail_ink="#FFFFFF",
)

DARK_TOKENS: Final = Tokens(
    background="#0B1116",
    panel="#121A21",
    line="#22303B",
    line_strong="#5C6F7D",
    ink="#EAF1F6",
    muted="#96A7B4",
    faint="#98A7B3",
    accent="#4FB3DD",
    accent_hover="#7CC8EA",
    on_accent="#0B1116",
    selected="#17303F",
    hover="#162028",
    changed="#33301F",
    overdue_text="#FF8059",
    due_soon_text="#F2B33D",
    on_track_text="#4FB3DD",
    done_text="#9AA6B0",
    overdue_fill="#FF6B3D",
    due_soon_fill="#F2B33D",
    on_track_fill="#4FB3DD",
    done_fill="#6B7B88",
    on_alarm="#0B1116",
    live_fill="#3FBF7F",
    lanes=("#4FB3DD", "#C08BE0", "#D9A556", "#6FBF80", "#E08AA8", "#8FB0DC"),
    on_lane="#0B1116",
    ramp=("#14212A", "#16384A", "#1B5470", "#26779B", "#3C9CC6", "#7CC8EA"),
    rail="#070C10",
    rail_text="#C7D5DF",
    rail_active="#17303F",
    rail_mark="#4FB3DD",
    rail_ink="#FFFFFF",
)

_WORDS: Final = (
    "ink", "muted", "faint", "accent", "overdue_text", "due_soon_text", "on_track_text", "done_text",
)  # fmt: skip
_GROUNDS: Final = ("background", "panel", "selected", "hover", "changed")

#: Every (text, ground) pair in use at the desk: at least 4.5:1 in both themes.
TEXT_PAIRS: Final[tuple[tuple[str, str], ...]] = (
    *((word, ground) for word in _WORDS for ground in _GROUNDS),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("on_alarm", "overdue_fill"),
    ("rail_text", "rail"),
    ("rail_text", "rail_active"),
    ("rail_ink", "rail"),
    ("rail_ink", "rail_active"),
)

#: Pairs of the dark theme that the wall uses: at least 7:1.
WALL_PAIRS: Final[tuple[tuple[str, str], ...]] = (
    *((word, ground) for word in _WORDS for ground in ("background", "panel")),
    ("rail_ink", "rail"),
)

#: Marks, focus rings and field borders against what lies under them: at least 3:1 (WCAG 2.2, 1.4.11).
MARK_PAIRS: Final[tuple[tuple[str, str], ...]] = (
    *((mark, ground)
      for mark in ("overdue_fill", "due_soon_fill", "on_track_fill", "done_fill", "accent")
      for ground in ("panel", "background")),
    ("live_fill", "panel"),
    ("line_strong", "panel"),
    ("rail_mark", "rail"),
    ("rail_mark", "rail_active"),
)  # fmt: skip


def _luminance(colour: str) -> float:
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    """Contrast ratio of two ``#rrggbb`` colours, 1 to 21 (WCAG 2.2, relative luminance of sRGB)."""
    light, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
