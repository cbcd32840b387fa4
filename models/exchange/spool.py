"""Good rows between the first pass over the files, which may still find them unusable, and the writing."""

from __future__ import annotations

import marshal
from collections.abc import Iterator
from tempfile import TemporaryFile
from types import TracebackType
from typing import Any, NamedTuple, Self

from models.exchange.content import Content

_PIECE = 500
_SIZE = 8
"""Bytes of the number in front of each piece."""


class Spooled(NamedTuple):
    """A good row: which file and row it came from, its content and the content's digest."""

    file: int
    row: int
    digest: str
    content: Content


class Spool:
    """A temporary file of good rows, written once, then read in the same order. Memory stays small."""

    def __init__(self) -> None:
        self._file = TemporaryFile()  # noqa: SIM115  (closed by __exit__)
        self._piece: list[tuple[Any, ...]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def add(self, file: int, row: int, digest: str, content: Content) -> None:
        """Puts a row at the end."""
        self._piece.append((file, row, digest, tuple(content)))
        if len(self._piece) >= _PIECE:
            self._flush()

    def rows(self) -> Iterator[Spooled]:
        """All rows, from the first."""
        self._flush()
        self._file.seek(0)
        # marshal reads only what this process wrote a moment ago into a file that nobody else can open.
        while size := int.from_bytes(self._file.read(_SIZE), "big"):
            for file, row, digest, content in marshal.loads(self._file.read(size)):
                yield Spooled(file, row, digest, Content._make(content))

    def _flush(self) -> None:
        data = marshal.dumps(self._piece)
        self._file.write(len(data).to_bytes(_SIZE, "big"))
        self._file.write(data)
        self._piece = []
