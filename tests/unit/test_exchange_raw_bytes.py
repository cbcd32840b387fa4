"""Bytes from outside: UTF-8 first, GB18030 only when it must be, bombs and broken packing told by name."""

from __future__ import annotations

import gzip
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.domain.errors import BadInput
from models.exchange import raw_bytes
from models.exchange.raw_bytes import Encoding, detect, kind_of, open_bytes, open_text

CHINESE = "编号,标题\n1,九堡街道路灯不亮请尽快处理谢谢你们辛苦了\n"


def put(folder: Path, data: bytes, name: str = "a.csv") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("codec", "found"),
    [
        ("utf-8", "utf-8-sig"),
        ("utf-8-sig", "utf-8-sig"),
        ("gb18030", "gb18030"),
        ("utf-16", "utf-16"),
        ("utf-16-be", "utf-16"),
    ],
)
def test_that_the_encoding_is_found_and_the_text_reads_the_same(tmp_path: Path, codec: str, found: str) -> None:
    mark = b"\xfe\xff" if codec == "utf-16-be" else b""
    path = put(tmp_path, mark + CHINESE.encode(codec))
    encoding = detect(path)
    assert encoding == Encoding(found)
    with open_text(path, encoding) as stream:
        assert stream.read() == CHINESE


@given(st.text(alphabet=st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1, max_size=40))
def test_that_chinese_utf8_is_never_taken_for_gb18030(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        assert detect(put(Path(folder), text.encode())).codec == "utf-8-sig"


def test_that_a_few_broken_bytes_leave_the_file_utf8_with_its_rows_to_be_refused(tmp_path: Path) -> None:
    path = put(tmp_path, (CHINESE * 3).encode() + b"2,\xff\xe4\xb8\n")
    assert detect(path) == Encoding("utf-8-sig", "surrogateescape")


@pytest.mark.parametrize("data", [b"\xff\xfe\x00\x00a\x00\x00\x00", b"a,b\n\xff\xff\xff\xff\n", b"\xff\xfea"])
def test_that_what_is_no_known_text_is_refused(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(BadInput) as refused:
        detect(put(tmp_path, data))
    assert refused.value.key == "encoding_unknown"
    assert refused.value.arguments["file"] == "a.csv"


def test_that_packed_text_is_unpacked(tmp_path: Path) -> None:
    path = put(tmp_path, gzip.compress(CHINESE.encode("gb18030")))
    assert kind_of(path) == "gzip"
    with open_text(path, detect(path)) as stream:
        assert stream.read() == CHINESE


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[:-12],
        lambda data: data[:30] + b"\0\0\0\0" + data[34:],
        lambda data: data[:2] + b"x" + data[3:],
    ],
    ids=["cut", "changed", "head"],
)
def test_that_broken_packing_is_told(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    path = put(tmp_path, damage(gzip.compress(CHINESE.encode() * 50)))
    with pytest.raises(BadInput) as refused:
        detect(path)
    assert refused.value.key == "gzip_broken"


def test_that_a_bomb_is_left_before_it_is_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(raw_bytes, "BOMB_BYTES", 1024 * 1024)
    path = put(tmp_path, gzip.compress(b"a" * 20_000_000))
    with pytest.raises(BadInput) as refused:
        detect(path)
    assert refused.value.key == "gzip_bomb"


def test_that_no_file_is_unpacked_beyond_the_absolute_limit(tmp_path: Path) -> None:
    path = put(tmp_path, gzip.compress(CHINESE.encode() * 100))
    with raw_bytes._Unpacked(path, most=50) as stream, pytest.raises(BadInput) as refused:
        stream.read(1_000)
    assert refused.value.key == "gzip_bomb"


@pytest.mark.parametrize(
    ("data", "kind"), [(b"PK\x03\x04..", "zip"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1..", "ole"), (b"a", "text")]
)
def test_that_kinds_show_in_the_first_bytes(tmp_path: Path, data: bytes, kind: str) -> None:
    assert kind_of(put(tmp_path, data)) == kind


def test_that_empty_and_missing_files_are_told(tmp_path: Path) -> None:
    with pytest.raises(BadInput) as refused:
        kind_of(put(tmp_path, b""))
    assert refused.value.key == "file_empty"
    with pytest.raises(BadInput) as refused:
        detect(put(tmp_path, gzip.compress(b"")))
    assert refused.value.key == "file_empty"
    with pytest.raises(BadInput) as refused:
        kind_of(tmp_path / "gone.csv")
    assert refused.value.key == "file_unreadable"
    with open_bytes(put(tmp_path, b"plain")) as stream:
        assert stream.read() == b"plain"
