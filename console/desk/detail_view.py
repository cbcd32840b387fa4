"""What the case detail shows, as plain values prepared beforehand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from console.actions import Action
from widgets.deadline_strip import StripInterval
from widgets.stage_bar import StageState
from widgets.timeline import TimelineEntry


@dataclass(frozen=True, slots=True)
class StripView:
    """The deadline strip's content; `beyond` tells that the calendar does not know all of its days."""

    intervals: Sequence[StripInterval]
    now: int
    due: int
    title: str
    due_text: str
    summary: str
    urgency: str
    beyond: bool = False


@dataclass(frozen=True, slots=True)
class DetailView:
    """One case as the detail pane shows it."""

    case_id: str
    version: int
    urgency: str
    title: str
    subtitle: str
    description: str
    stages: Sequence[tuple[str, StageState]]
    strip: StripView | None
    no_strip: str
    facts: Sequence[tuple[str, str]]
    entries: Sequence[TimelineEntry]
    actions: Sequence[Action]
    notice: str
