"""Databases become real only when they are whole; what a killed set-up leaves is found and cleared away."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from console.whole_file import MARK, clear_half_made, half_made, make_whole
from models.domain.errors import BadInput, Unavailable


def file_of(url: str) -> Path:
    return Path(url.removeprefix("sqlite:///"))


def written(url: str) -> int:
    return file_of(url).write_text("whole")


def test_that_the_target_appears_whole_and_nothing_else_stays(tmp_path: Path) -> None:
    target = tmp_path / "new" / "street.sqlite"
    assert make_whole(target, written) == 5
    assert [path.name for path in target.parent.iterdir()] == ["street.sqlite"]
    assert target.read_text() == "whole"


def test_that_a_target_that_is_there_stays_as_it_is(tmp_path: Path) -> None:
    target = tmp_path / "street.sqlite"
    target.write_text("mine")
    with pytest.raises(BadInput, match="database_exists"):
        make_whole(target, written)

    def meanwhile(url: str) -> int:
        (tmp_path / "other.sqlite").write_text("theirs")
        return written(url)

    with pytest.raises(BadInput, match="database_exists"):
        make_whole(tmp_path / "other.sqlite", meanwhile)
    assert [path.read_text() for path in sorted(tmp_path.iterdir())] == ["theirs", "mine"]


def test_that_a_failure_leaves_nothing(tmp_path: Path) -> None:
    def fails(url: str) -> None:
        for ending in ("", "-wal", "-shm"):
            file_of(url + ending).write_text("half")
        raise Unavailable("database_full", kind="full", detail="")

    with pytest.raises(Unavailable, match="database_full"):
        make_whole(tmp_path / "street.sqlite", fails)
    assert list(tmp_path.iterdir()) == []


def test_that_a_full_disk_and_a_folder_that_takes_nothing_are_told(tmp_path: Path) -> None:
    def full(_url: str) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(Unavailable, match="database_full"):
        make_whole(tmp_path / "street.sqlite", full)
    (tmp_path / "file").touch()
    with pytest.raises(BadInput, match="folder_unwritable") as caught:
        make_whole(tmp_path / "file" / "street.sqlite", written)
    assert caught.value.arguments["folder"] == str(tmp_path / "file")


def test_that_file_systems_without_links_will_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(*_names: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", no_links)
    make_whole(tmp_path / "street.sqlite", written)
    assert [path.name for path in tmp_path.iterdir()] == ["street.sqlite"]


def test_that_what_a_dead_set_up_left_is_found_and_cleared(tmp_path: Path) -> None:
    dead = tmp_path / f"street.sqlite{MARK}{2**22 + 7}"
    mine = tmp_path / f"street.sqlite{MARK}{os.getpid()}"
    strange = tmp_path / f"street.sqlite{MARK}old"
    for path in (dead, Path(f"{dead}-wal"), mine, strange):
        path.touch()
    assert half_made(tmp_path) == (dead,)
    assert clear_half_made(tmp_path) == 1
    assert sorted(tmp_path.iterdir()) == sorted([mine, strange])
    assert half_made(tmp_path / "nowhere") == ()


def test_that_a_number_used_again_is_not_taken_for_the_old_process(tmp_path: Path) -> None:
    path = tmp_path / f"street.sqlite{MARK}{os.getpid()}"
    path.touch()
    before = psutil.Process().create_time() - 100
    os.utime(path, (before, before))
    assert half_made(tmp_path) == (path,)


def test_that_a_set_up_killed_in_the_middle_leaves_no_database(tmp_path: Path) -> None:
    program = (
        "import sys\nfrom pathlib import Path\nfrom console.founding import NewDatabase, init_database\n"
        "from console.whole_file import make_whole\n"
        "def make(url):\n"
        "    init_database(url, NewDatabase(), 1)\n    print('made', flush=True)\n    sys.stdin.read()\n"
        "make_whole(Path(sys.argv[1]), make)\n"
    )
    target = tmp_path / "street.sqlite"
    with subprocess.Popen(
        [sys.executable, "-c", program, str(target)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        cwd=Path(__file__).parents[2],
    ) as child:  # fmt: skip
        assert child.stdout is not None
        assert child.stdout.readline() == "made\n"
        assert half_made(tmp_path) == ()
        child.send_signal(signal.SIGKILL)
        child.wait()
    assert not target.exists()
    assert len(half_made(tmp_path)) == 1
    clear_half_made(tmp_path)
    assert make_whole(target, written) == 5
    assert [path.name for path in tmp_path.iterdir()] == ["street.sqlite"]
