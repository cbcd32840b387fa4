"""What becomes of a good row: a new case, a new version of a known one, nothing, or a refusal."""

from __future__ import annotations

from collections.abc import Mapping

from models.domain.catalogue import Kind
from models.domain.instant import Instant
from models.exchange.content import case_id_of, case_of
from models.exchange.fields import unit_platforms
from models.exchange.mapping import Mapping as CaseMapping
from models.exchange.mapping import Unit
from models.exchange.protocol import ImportRow, KnownRow, Write
from models.exchange.references import category_front
from models.exchange.spool import Spooled
from models.exchange.units import UnitRules


class Versions:
    """Decides row by row, in the files' order. `last` is each id's last digest in the files.

    An id whose last content is the stored one changes nothing, however often it stands in the files.
    """

    def __init__(self, source: str, known: Mapping[str, KnownRow], last: Mapping[str, str]) -> None:
        self._source, self._known, self._last = source, known, last
        self._written: dict[str, tuple[str, int]] = {}

    def decide(self, row: Spooled, now: Instant, by: str, console: str, import_id: str) -> Write | str | None:
        """What to write; or the key of a refusal; or None where the same content is there already."""
        external_id = row.content.external_id
        stored = self._known.get(external_id)
        if stored is not None and stored.digest == self._last[external_id]:
            return None
        unseen = ("", 0) if stored is None else (stored.digest, stored.version)
        digest, seen = self._written.get(external_id, unseen)
        if digest == row.digest:
            return None
        if stored is not None and stored.worked:
            return "row_case_worked"
        version = seen + 1
        self._written[external_id] = (row.digest, version)
        case = case_of(row.content, case_id_of(self._source, external_id), version, self._source, now, by, console)
        remembered = ImportRow(self._source, external_id, case.id, row.digest, import_id)
        return Write(case, remembered, seen or None)


def unit_rules(mapping: CaseMapping) -> UnitRules:
    """What the mapping says about units."""
    category, department, community = mapping.category, mapping.department, mapping.community
    return UnitRules(
        category_kind=str(category.kind) if category else Kind.IMPORTED,
        category_front=category_front(mapping),
        makes_categories=category is not None and category.kind == Kind.IMPORTED,
        major_platforms=category.platforms if category else {},
        department_platforms=unit_platforms(department),
        department_names=_names(department),
        community_names=_names(community),
        platform_names=mapping.platform_names,
    )


def _names(part: Unit | None) -> dict[str, str]:
    return {} if part is None else {part.prefix + code: name for code, name in part.names.items()}
