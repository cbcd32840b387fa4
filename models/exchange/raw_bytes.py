"""The bytes of a file that came from outside: what kind it is, unpacked with a limit, decoded strictly.

UTF-8 is always tried before GB18030: most Chinese UTF-8 text also "decodes" as GB18030, into nonsense.
"""

from __future__ import annotations

import codecs
import gzip
import io
import re
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO, BinaryIO

from models.domain.errors import BadInput

MOST_BYTES = 4 * 1024**3
"""Unpacked bytes that one file may have."""
BOMB_BYTES = 64 * 1024**2
"""Below this size no packing ratio is a bomb."""
BOMB_RATIO = 200
_CHUNK = 1024 * 1024
_ESCAPED = re.compile("[\udc80-\udcff]")
_BEYOND = re.compile("[^\x00-\x7f]")
_DAMAGED_SHARE = 10
"""A file is damaged UTF-8, not GB18030, when it has this many good characters for each broken byte."""

_GZIP = b"\x1f\x8b"
_ZIP = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_UTF32 = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)


@dataclass(frozen=True, slots=True)
class Encoding:
    """A codec and how its errors are treated; `surrogateescape` marks broken bytes for refusal by row."""

    codec: str
    errors: str = "strict"


def kind_of(path: Path) -> str:
    """What a file is by its first bytes: "text", "gzip", "zip" or "ole". Raises BadInput when it cannot be read."""
    try:
        with path.open("rb") as stream:
            start = stream.read(8)
    except OSError as error:
        raise BadInput("file_unreadable", file=path.name, reason=error.strerror or str(error)) from error
    if not start:
        raise BadInput("file_empty", file=path.name)
    if start.startswith(_GZIP):
        return "gzip"
    if start.startswith((_ZIP, _EMPTY_ZIP)):
        return "zip"
    return "ole" if start.startswith(_OLE) else "text"


class _Unpacked(io.RawIOBase):
    """A gzip stream that stops at a bomb and tells broken packing as BadInput."""

    def __init__(self, path: Path, most: int = MOST_BYTES) -> None:
        super().__init__()
        self._file = path.name
        self._packed = max(1, path.stat().st_size)
        self._most = most
        self._seen = 0
        self._stream = gzip.GzipFile(path, "rb")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview | bytearray) -> int:  # type: ignore[override]
        try:
            data = self._stream.read(len(buffer))
        except (gzip.BadGzipFile, EOFError, zlib.error) as error:
            raise BadInput("gzip_broken", file=self._file) from error
        self._seen += len(data)
        if self._seen > self._most or (self._seen > BOMB_BYTES and self._seen > BOMB_RATIO * self._packed):
            raise BadInput("gzip_bomb", file=self._file, ratio=self._seen // self._packed)
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._stream.close()
        super().close()


def open_bytes(path: Path) -> BinaryIO:
    """The plain bytes of a text or gzip file, guarded against bombs."""
    if kind_of(path) == "gzip":
        return io.BufferedReader(_Unpacked(path), _CHUNK)
    return path.open("rb", buffering=_CHUNK)


def open_text(path: Path, encoding: Encoding) -> IO[str]:
    """The file's text; line ends are left as they are for the CSV rules."""
    return io.TextIOWrapper(open_bytes(path), encoding.codec, encoding.errors, newline="")


def detect(path: Path) -> Encoding:
    """The encoding of a whole file, by reading all of it.

    A byte order mark decides; else UTF-8 without a fault; else UTF-8 with a few broken bytes (their
    rows are refused); else GB18030 without a fault. Raises BadInput("encoding_unknown") otherwise.
    """
    with open_bytes(path) as stream:
        start = stream.read(4)
    if not start:
        raise BadInput("file_empty", file=path.name)
    if start.startswith(_UTF32):
        raise BadInput("encoding_unknown", file=path.name, offset=0)
    if start.startswith(_UTF16):
        _decode_all(path, "utf-16", _nothing)
        return Encoding("utf-16")
    return _eight_bit(path)


def _eight_bit(path: Path) -> Encoding:
    try:
        _decode_all(path, "utf-8-sig", _nothing)
    except BadInput as error:
        if error.key != "encoding_unknown":
            raise
    else:
        return Encoding("utf-8-sig")
    count = _Faults()
    _decode_all(path, "utf-8-sig", count, errors="surrogateescape")
    if count.good >= _DAMAGED_SHARE * count.broken:
        return Encoding("utf-8-sig", "surrogateescape")
    _decode_all(path, "gb18030", _nothing)
    return Encoding("gb18030")


class _Faults:
    """Counts broken bytes and good characters beyond ASCII."""

    def __init__(self) -> None:
        self.broken = 0
        self.good = 0

    def __call__(self, text: str) -> None:
        broken = len(_ESCAPED.findall(text))
        self.broken += broken
        self.good += len(_BEYOND.findall(text)) - broken


def _nothing(_text: str) -> None:
    return


def _decode_all(path: Path, codec: str, seen: Callable[[str], None], errors: str = "strict") -> None:
    decoder = codecs.getincrementaldecoder(codec)(errors)
    offset = 0
    with open_bytes(path) as stream:
        while chunk := stream.read(_CHUNK):
            offset = _decode(decoder, chunk, False, path, offset, seen)
        _decode(decoder, b"", True, path, offset, seen)


def _decode(
    decoder: codecs.IncrementalDecoder, chunk: bytes, final: bool, path: Path, offset: int, seen: Callable[[str], None]
) -> int:
    try:
        seen(decoder.decode(chunk, final))
    except UnicodeDecodeError as error:
        raise BadInput("encoding_unknown", file=path.name, offset=offset + error.start) from error
    return offset + len(chunk)
