"""What an import of cases needs of the database; `models.store` knows how, this package does not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from models.domain.case import Case
from models.domain.catalogue import Category
from models.domain.instant import Instant
from models.domain.organisation import Community, Department, Platform


@dataclass(frozen=True, slots=True)
class KnownRow:
    """A row that an earlier import stored: the digest of its content and its case's present version.

    `worked` says that somebody acted on the case since; such a case is not overwritten by a file.
    """

    digest: str
    version: int
    worked: bool


@dataclass(frozen=True, slots=True)
class ImportRow:
    """What the database remembers of a stored row, so that the next import can skip it."""

    source: str
    external_id: str
    case_id: str
    digest: str
    import_id: str


@dataclass(frozen=True, slots=True)
class Write:
    """A case to store: new where `seen_version` is None, else the next version of a case seen at it."""

    case: Case
    row: ImportRow
    seen_version: int | None


@dataclass(frozen=True, slots=True)
class Units:
    """What the cases of a file refer to; stored only where the code is not there yet."""

    platforms: tuple[Platform, ...]
    departments: tuple[Department, ...]
    communities: tuple[Community, ...]
    categories: tuple[Category, ...]


@dataclass(frozen=True, slots=True)
class Batch:
    """One import: its id, the mapping's name, the files' names, who asked and when."""

    import_id: str
    source: str
    mapping: str
    files: tuple[str, ...]
    actor_code: str
    console: str
    started_at: Instant


class ImportSink(Protocol):
    """Where an import goes. Each call is one transaction; each may raise Unavailable."""

    def known_rows(self, source: str) -> Mapping[str, KnownRow]:
        """Every row stored from this source, by external id."""
        ...

    def begin(self, batch: Batch, units: Units) -> None:
        """Notes the import and stores the units that are missing; existing ones stay as they are."""
        ...

    def write(self, writes: Sequence[Write]) -> Sequence[int]:
        """Stores a slice in order, all in one transaction.

        Returns the positions of those not stored because their case changed meanwhile.
        """
        ...

    def finish(self, import_id: str, finished_at: Instant, result: str) -> None:
        """Notes the import's end with its counts (JSON)."""
        ...
