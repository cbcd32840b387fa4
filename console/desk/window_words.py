"""What the duty window says of itself: its title, and how old the data is."""

from __future__ import annotations

from console.live import Live
from console.session import Session
from models.domain.instant import SECOND


def title_of(session: Session) -> str:
    """The window's title; a demonstration says first that it is one."""
    words, info = session.messages, session.opened.info
    parts = [session.place(), words.text("product-name")]
    if info.is_demo:
        parts.insert(0, words.text("title-demo"))
    return " — ".join(parts)


def age_of(live: Live, session: Session) -> str:
    """How old the shown data is, in words."""
    age, words, formats = live.age(), session.messages, session.formats
    if age.kind == "live":
        return words.text("age-live", age=formats.age(max(0.0, age.seconds)))
    if age.kind == "historic":
        return words.text("age-historic", at=formats.full(live.now()))
    return words.text(f"age-{age.kind}", at=formats.clock(live.now() - int(age.seconds * SECOND)))
