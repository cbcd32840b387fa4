"""Versions of cases that left a board, so that late news of them is told from new news."""

from __future__ import annotations

REMEMBERED = 100_000
"""Departed cases whose last version is remembered; the longest gone are forgotten first."""


class Gone:
    """Last known versions by id."""

    def __init__(self, remembered: int = REMEMBERED) -> None:
        self._versions: dict[str, int] = {}
        self._remembered = remembered

    def __contains__(self, case_id: str) -> bool:
        return case_id in self._versions

    def version(self, case_id: str) -> int:
        """The version a case had when it went, -1 when nothing is known of it."""
        return self._versions.get(case_id, -1)

    def note(self, case_id: str, version: int) -> None:
        """A case went; of several versions the highest counts."""
        version = max(version, self._versions.pop(case_id, -1))
        self._versions[case_id] = version
        if len(self._versions) > self._remembered:
            del self._versions[next(iter(self._versions))]

    def back(self, case_id: str) -> None:
        """A case is on the board again."""
        self._versions.pop(case_id, None)
