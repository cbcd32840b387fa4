"""Names of codes in the user's language, from the reference records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from models.domain.case import Case
from models.domain.catalogue import Category
from models.domain.organisation import Community, Department, Grid, Officer, Platform


@dataclass(frozen=True, slots=True)
class Names:
    """Looks up what a code is called; an unknown code is shown as itself, None as a dash."""

    language: str
    platforms: Mapping[str, Platform]
    departments: Mapping[str, Department]
    communities: Mapping[str, Community]
    grids: Mapping[str, Grid]
    officers: Mapping[str, Officer]
    categories: Mapping[str, Category]

    def platform(self, code: str | None) -> str:
        """A platform's name."""
        found = self.platforms.get(code or "")
        return self._either(found.name, found.name_en) if found else code or "—"

    def department(self, code: str | None) -> str:
        """A department's name."""
        found = self.departments.get(code or "")
        return self._either(found.name, found.name_en) if found else code or "—"

    def community(self, code: str | None) -> str:
        """A community's name."""
        found = self.communities.get(code or "")
        return self._either(found.name, found.name_en) if found else code or "—"

    def officer(self, code: str | None) -> str:
        """An officer's name."""
        found = self.officers.get(code or "")
        return self._either(found.name, found.name_en) if found else code or "—"

    def people(self) -> dict[str, str]:
        """What an officer is called, by code and by the stored name: refusals of the core know only that one.

        A name that two officers share stays as it is.
        """
        shared = Counter(officer.name for officer in self.officers.values())
        called = {o.name: self.officer(code) for code, o in self.officers.items() if shared[o.name] == 1}
        return called | {code: self.officer(code) for code in self.officers}

    def category(self, code: str | None) -> str:
        """A category as "major · minor"."""
        found = self.categories.get(code or "")
        if found is None:
            return code or "—"
        if found.major_name and found.major_name != found.minor_name:
            return f"{found.major_name} · {found.minor_name}"
        return found.minor_name

    def grid(self, code: str | None) -> str:
        """A grid as people call it: its name."""
        found = self.grids.get(code or "")
        return found.name if found else code or "—"

    def place(self, case: Case, grid_word: str) -> str:
        """Where a case is: grid, else community, then the address."""
        if case.grid_code:
            grid = self.grids.get(case.grid_code)
            where = grid.name if grid else f"{grid_word} {case.grid_code}"
        elif case.community_code:
            where = self.community(case.community_code)
        else:
            where = ""
        return "  ".join(part for part in (where, case.address) if part) or "—"

    def _either(self, chinese: str, english: str) -> str:
        return english if self.language == "en" and english else chinese
