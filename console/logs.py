"""The program's log: structured lines in a rotating file, warnings on standard error."""

from __future__ import annotations

import logging
import logging.handlers
from pathlib import Path
from typing import TextIO

import structlog

MOST_BYTES = 5_000_000
KEPT_FILES = 5


def log_to_file(folder: Path) -> Path:
    """Sends the log to `zhihui.log` in a folder; returns the file."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "zhihui.log"
    handler = logging.handlers.RotatingFileHandler(path, maxBytes=MOST_BYTES, backupCount=KEPT_FILES, encoding="utf-8")
    _send_to(handler)
    return path


def log_to_stream(stream: TextIO) -> None:
    """Sends the log to a stream, one JSON document a line: a service's standard error, which the journal keeps."""
    _send_to(logging.StreamHandler(stream))


def _send_to(handler: logging.Handler) -> None:
    handler.setFormatter(logging.Formatter("%(message)s"))
    root = logging.getLogger("zhihui")
    for old in list(root.handlers):
        root.removeHandler(old)
        old.close()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    root.propagate = False
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            structlog.processors.dict_tracebacks,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,
    )


def get_log(name: str) -> structlog.stdlib.BoundLogger:
    """A logger below the program's root."""
    logger: structlog.stdlib.BoundLogger = structlog.get_logger(f"zhihui.{name}")
    return logger
