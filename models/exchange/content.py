"""What a file says about a case, before it is one; and the refusal of a row that says nothing usable."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b, sha1
from typing import NamedTuple
from uuid import UUID

from models.domain.case import Case
from models.domain.errors import Argument
from models.domain.instant import Instant

_CASES = UUID("6f2d1c1e-9d0b-5a57-8c44-0a5f3b7f3d10")


class Content(NamedTuple):
    """What a file says about a case. Equal contents are the same case unchanged."""

    external_id: str
    number: str
    state: str
    channel: str
    severity: str
    title: str
    description: str
    category: str | None
    platform: str | None
    department: str | None
    community: str | None
    grid: str | None
    address: str
    lon: float | None
    lat: float | None
    opened_at: Instant
    ended_at: Instant | None
    due_at: Instant | None
    marks: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row that is not imported: where, why, and its cells as they came."""

    file: str
    row: int
    key: str
    arguments: Mapping[str, Argument]
    cells: tuple[str, ...]


def digest_of(content: Content) -> str:
    """A short text that is the same for equal contents, on every machine."""
    return blake2b(repr(tuple(content)).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def case_id_of(source: str, external_id: str) -> str:
    """The id of the case that a source calls by this id: the same in every import."""
    # uuid.uuid5 by hand: a third of its time, which counts over a hundred thousand rows.
    digest = sha1(_CASES.bytes + f"{source}\n{external_id}".encode(), usedforsecurity=False).hexdigest()
    variant = "89ab"[int(digest[16], 16) & 3]
    return f"{digest[:8]}-{digest[8:12]}-5{digest[13:16]}-{variant}{digest[17:20]}-{digest[20:32]}"


def case_of(content: Content, case_id: str, version: int, source: str, now: Instant, by: str, console: str) -> Case:
    """The case's record: an import has no log of acts, only what the file says."""
    c = content
    return Case(
        case_id, c.number, version, c.state, c.channel, c.severity, c.title, c.description, c.category, None,
        c.platform, c.department, c.community, c.grid, c.address, c.lon, c.lat, c.opened_at, None, None, None, None,
        None, c.ended_at, c.due_at, c.due_at, None, None, None, None, c.marks, source, c.external_id, 0, now, by,
        console, None,
    )  # fmt: skip
