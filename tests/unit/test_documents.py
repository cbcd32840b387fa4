"""Files that people ask for go where one may write, also where no folder of documents is."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths

from console.desk.documents import documents_folder, first_writable, proposed_file


def test_that_the_first_folder_that_takes_files_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    there, missing = tmp_path / "there", tmp_path / "missing"
    there.mkdir()
    (tmp_path / "file").touch()
    assert first_writable([missing, tmp_path / "file", there, tmp_path]) == there
    assert first_writable([missing]) == missing
    monkeypatch.setattr("os.access", lambda path, _mode: path == tmp_path)
    assert first_writable([there, tmp_path]) == tmp_path


@pytest.mark.parametrize("named", ["", "Documents"])
def test_that_without_a_folder_of_documents_the_home_folder_is_proposed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: str
) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    folder = str(tmp_path / named) if named else ""
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _kind: folder)
    assert documents_folder() == tmp_path
    if named:
        (tmp_path / named).mkdir()
        assert documents_folder() == tmp_path / named


def test_that_the_home_folder_is_written_as_people_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home, other = tmp_path / "home", tmp_path / "other"
    for folder in (home, other):
        folder.mkdir()
    monkeypatch.setattr(Path, "home", lambda: home)
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _kind: str(home))
    assert proposed_file("a.xlsx") == str(Path("~") / "a.xlsx")
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _kind: str(other))
    assert proposed_file("a.xlsx") == str(other / "a.xlsx")
