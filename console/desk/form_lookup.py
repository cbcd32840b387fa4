"""What forms look up while somebody types: cases to merge into, known addresses, likely duplicates."""

from __future__ import annotations

from collections.abc import Mapping

from console.desk.duplicate_watch import DuplicateWatch
from console.desk.form_checks import position_from
from console.live import Live
from console.reader import Reader
from console.session import Session
from models.board.case_filter import CaseFilter
from models.board.duplicates import Draft, Likely, Reason, distance
from models.board.matching import Matcher
from models.domain.case import Case
from models.domain.instant import Instant, Span
from models.queries.addresses import KnownAddress
from widgets.fonts import visible_text
from widgets.pick_field import Choice

PARENTS = 8
"""Cases offered to merge into."""
_WORDS = {
    Reason.SAME_CATEGORY: "likely-same-category", Reason.SAME_ADDRESS: "likely-same-address",
    Reason.SAME_WORDS: "likely-same-words",
}  # fmt: skip


def draft_of(values: Mapping[str, str], now: Instant) -> Draft:
    """What a form of a new case says so far."""
    lon, lat = position_from(values.get("position", "")) or (None, None)
    title = values.get("title", "")
    return Draft(title, values.get("address", ""), values.get("category_code"), lon, lat, now)


def draft_from(case: Case, now: Instant) -> Draft:
    """A case as if it were just being reported."""
    return Draft(case.title, case.address, case.category_code, case.lon, case.lat, now)


class FormLookup:
    """Questions of forms, and their answers as choices."""

    def __init__(self, live: Live, reader: Reader, watch: DuplicateWatch) -> None:
        self._live, self._reader, self.watch = live, reader, watch
        self.positions: dict[str, tuple[float, float]] = {}
        """Where the addresses that were offered lie."""

    async def addresses(self, text: str) -> list[Choice]:
        """Known addresses that hold what was typed."""
        found = await self._reader.addresses(text)
        for known in found:
            if known.lon is not None and known.lat is not None:
                self.positions[known.address] = (known.lon, known.lat)
        return [_address(known) for known in found]

    async def parents(self, session: Session, case: Case, text: str) -> list[Choice]:
        """Open cases to merge into: those that hold the words, the nearest first; without words likely duplicates."""
        now = self._live.now()
        if not text:
            likely = await self.watch.ask(draft_from(case, now), case.id)
            return [self._case(session, one.case, why(session, one)) for one in likely]
        if (picked := self._live.case(text)) is not None:
            return [self._case(session, picked, self._away(session, case, picked))]
        found = [other for other in self._matching(session, text) if other.id != case.id]
        draft = draft_from(case, now)
        far = float("inf")
        ways = {other.id: distance(draft, other) for other in found}
        found.sort(key=lambda other: (far if (way := ways[other.id]) is None else way, -other.opened_at, other.id))
        return [self._case(session, other, self._away(session, case, other)) for other in found[:PARENTS]]

    def _matching(self, session: Session, text: str) -> list[Case]:
        table = self._live.board.table
        slots = table.all_slots()
        return table.cases_in(slots[Matcher(CaseFilter(text=text), session.names).select(table, slots)])

    def _away(self, session: Session, case: Case, other: Case) -> str:
        metres = distance(draft_from(case, 0), other)
        if metres is None:
            return session.messages.word("state", other.state)
        return metres_text(session, metres)

    def _case(self, session: Session, case: Case, hint: str) -> Choice:
        return Choice(case.id, visible_text(f"{case.number} {case.title}"), visible_text(hint), "")


def metres_text(session: Session, metres: float) -> str:
    """A distance in metres, to ten where it is far."""
    near = round(metres) if metres < 100 else round(metres, -1)
    return session.messages.text("likely-metres", metres=f"{near:.0f}")


def why(session: Session, likely: Likely) -> str:
    """Why a case is likely the same: distance, age, reasons, state."""
    words = session.messages
    parts = [metres_text(session, likely.metres)] if likely.metres is not None else []
    parts.append(_ago(session, likely.age))
    parts += [words.text(_WORDS[reason]) for reason in likely.reasons if reason in _WORDS]
    parts.append(words.word("state", likely.case.state))
    return " · ".join(parts)


def likely_rows(session: Session, found: tuple[Likely, ...]) -> list[Choice]:
    """Likely duplicates as rows under the form."""
    return [Choice(one.case.id, visible_text(one.case.title), visible_text(why(session, one)), "") for one in found]


def _ago(session: Session, age: Span) -> str:
    return session.messages.text("age-span", span=session.formats.span(age))


def _address(known: KnownAddress) -> Choice:
    return Choice(known.address, visible_text(known.address), str(known.count), "")
