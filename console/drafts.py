"""Drafts of forms, kept per case and act on this workstation until they are sent: nothing typed is lost."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

NEW = "new"
"""Stands for the case that is only being reported."""


class Drafts:
    """Drafts by case and verb, written to a file whole or not at all after every change."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._drafts: dict[str, dict[str, str]] = {}
        try:
            stored = json.loads(path.read_text(encoding="utf-8"))
            self._drafts = {str(key): {str(k): str(v) for k, v in value.items()} for key, value in stored.items()}
        except FileNotFoundError:
            pass
        except (ValueError, AttributeError, OSError):
            path.replace(path.with_suffix(".unreadable.json"))
        self._cases = Counter(key.rpartition("/")[0] for key in self._drafts)

    def get(self, case_id: str, verb: str) -> dict[str, str]:
        """The draft of an act, empty when there is none."""
        return dict(self._drafts.get(f"{case_id}/{verb}", {}))

    def has(self, case_id: str) -> bool:
        """Whether any act on a case has a draft."""
        return self._cases[case_id] > 0

    def keep(self, case_id: str, verb: str, values: Mapping[str, str]) -> None:
        """Remembers what was typed so far."""
        key = f"{case_id}/{verb}"
        if not values:
            self.drop(case_id, verb)
        elif self._drafts.get(key) != dict(values):
            self._cases[case_id] += key not in self._drafts
            self._drafts[key] = dict(values)
            self._write()

    def drop(self, case_id: str, verb: str) -> None:
        """Forgets a draft that was sent or given up."""
        if self._drafts.pop(f"{case_id}/{verb}", None) is not None:
            self._cases[case_id] -= 1
            self._write()

    def _write(self) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        beside = self._path.with_suffix(".new")
        beside.write_text(json.dumps(self._drafts, ensure_ascii=False, indent=1), encoding="utf-8")
        beside.chmod(0o600)
        beside.replace(self._path)
