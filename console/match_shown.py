"""The preview of a matching in words: what the first rows would be, or why they would be refused. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from console.formatting import Formats
from console.mapping_words import field_words, trouble_words
from console.mappings import Matched
from console.match_desk import MatchDesk
from console.messages import Messages
from console.names import Names
from models.domain.errors import BadInput
from models.exchange.content import Content
from models.exchange.match_preview import MatchPreview, preview_of
from models.exchange.matching import mapping_of

FIELDS = (
    "number", "title", "state", "severity", "channel", "category", "department", "community", "opened_at", "due_at",
    "closed_at", "address", "position",
)  # fmt: skip
"""What is shown of a row, after its number in the file and what becomes of it."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A table with the tone of odd rows, and a sentence; without rows the sentence is all there is."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    tones: dict[int, str]
    sentence: str
    good: bool


def shown(desk: MatchDesk, words: Messages, names: Names) -> Shown:
    """The preview of a matching as it stands."""
    matched, matching = desk.matched, desk.matching
    try:
        found = preview_of(matched.look, mapping_of(matching), matched.rules)
    except BadInput as trouble:
        return Shown((), (), {}, trouble_words(words, trouble), False)
    headings = (words.text("refusals-row"), words.text("match-becomes"), *(field_words(words, key) for key in FIELDS))
    formats = Formats(words, ZoneInfo(matching.zone))
    rows, tones = [], {}
    for place, row in enumerate(found.rows):
        if row.content is None:
            tones[place] = "overdue"
            rows.append((str(row.row), words.outcome(row.key, row.arguments), *[""] * len(FIELDS)))
        else:
            rows.append((str(row.row), *_cells(row.content, words, names, formats, found)))
    return Shown(headings, tuple(rows), tones, _sentence(found, words), found.refused < len(found.rows))


def look_words(matched: Matched, words: Messages) -> str:
    """What was looked at: the file, its columns, its rows."""
    look = matched.look
    return words.text(
        "match-hint", file=look.file, columns=len(look.columns), rows=look.read, whole="yes" if look.whole else "no"
    )  # fmt: skip


def _cells(content: Content, words: Messages, names: Names, formats: Formats, found: MatchPreview) -> tuple[str, ...]:
    def named(code: str | None, known: str) -> str:
        return found.names.get(code or "", known) if code else ""

    becomes = [words.text("match-good"), *(words.word("mark", mark) for mark in content.marks.split())]
    position = "" if content.lon is None else f"{content.lon:.5f}, {content.lat:.5f}"
    return (
        " · ".join(becomes), content.number, content.title, words.word("state", content.state),
        words.word("severity", content.severity), words.word("source", content.channel),
        named(content.category, names.category(content.category)),
        named(content.department, names.department(content.department)),
        named(content.community, names.community(content.community)), formats.full(content.opened_at),
        formats.full(content.due_at), formats.full(content.ended_at), content.address, position,
    )  # fmt: skip


def _sentence(found: MatchPreview, words: Messages) -> str:
    said = [words.text("match-preview", rows=len(found.rows), refused=found.refused)]
    for note in found.notes:
        told = {name: str(value) if isinstance(value, float) else value for name, value in note.arguments.items()}
        said.append(words.text(note.key, **told))
    return words.text("match-space").join(said)
