"""The stretches of a deadline in words: why a time counted or did not."""

from __future__ import annotations

from console.messages import Messages
from models.domain.calendar import holiday_key
from models.domain.clock import MAKEUP, Interval


def interval_word(messages: Messages, interval: Interval) -> str:
    """What a stretch is called: "午休", "国庆节", "计时（国庆节调休上班）"."""
    name = holiday_word(messages, interval.name)
    if interval.counted and name:
        key = "interval-counted-on-makeup" if interval.note == MAKEUP else "interval-counted-on-holiday"
        return messages.text(key, name=name)
    if interval.kind == "holiday" and name:
        return name
    return messages.word("interval", str(interval.kind))


def holiday_word(messages: Messages, name: str) -> str:
    """A holiday's name in the user's language; an unknown one as it is."""
    key = holiday_key(name) if name else None
    return messages.text(f"holiday-{key}") if key else name
