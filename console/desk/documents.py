"""Where files that somebody asks for are put when nothing else was said."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from tempfile import gettempdir

from PySide6.QtCore import QStandardPaths


def documents_folder() -> Path:
    """The user's documents; else the home folder, else where the program runs, else the system's temporary folder.

    Systems without a desktop name a folder of documents that is not there.
    """
    named = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return first_writable([*([Path(named)] if named else []), Path.home(), Path.cwd(), Path(gettempdir())])


def proposed_file(name: str) -> str:
    """Where a file of this name is proposed, as people write it: "~" stands for the home folder."""
    file = documents_folder() / name
    try:
        return str(Path("~") / file.relative_to(Path.home()))
    except ValueError:
        return str(file)


def first_writable(folders: Iterable[Path]) -> Path:
    """The first folder that is there and takes files; the last one when none does."""
    tried = list(folders)
    return next((folder for folder in tried if folder.is_dir() and os.access(folder, os.W_OK)), tried[-1])
