"""What an act would do to the deadline, before it is done: the very decision of the act, thrown away.

There is no second clock here: what the preview says is what `decide` does with the same fields.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from models.domain.case import Case, Mark
from models.domain.decisions import Act, Clocks, Facts, decided, step_of
from models.domain.decisions_time import granted
from models.domain.instant import Instant
from models.domain.lifecycle import Lifecycle, Transition

TIME_FIELDS = frozenset({"standard_code", "amount", "until"})
"""Fields that a deadline hangs on; the others may still be empty while a preview is shown."""
PREVIEWED = frozenset(
    {
        "file", "reclassify", "ask_extension", "approve_extension", "ask_suspension", "approve_suspension", "resume",
        "return",
    }
)  # fmt: skip
"""Acts that may move the handling deadline; a request is shown as if it were approved at once."""
_ANY = "-"


@dataclass(frozen=True, slots=True)
class Preview:
    """The handling deadline before and after an act, and the case as it would be.

    `complete` is false where the calendar does not cover all days of the new deadline.
    """

    before: Instant | None
    after: Instant | None
    case: Case
    complete: bool

    @property
    def moved(self) -> bool:
        """Whether the act changes the handling deadline."""
        return self.before != self.after


def preview(case: Case, act: Act, lifecycle: Lifecycle, clocks: Clocks, facts: Facts) -> Preview | None:
    """What the act would do to the deadline; None for an act that moves none, or while a field for it is missing.

    Raises Refused or BadInput as the act itself would, above all where the limit does not allow it.
    """
    if act.verb not in PREVIEWED:
        return None
    row = lifecycle.require(case, act.officer, act.verb)
    fields = _filled(row, act.fields)
    if fields is None:
        return None
    step = step_of(case, replace(act, fields=fields), lifecycle, clocks, facts)
    after = granted(decided(step), step)
    return Preview(case.due_at, after.due_at, after, Mark.CALENDAR_INCOMPLETE not in after.marks.split())


def _filled(row: Transition, given: Mapping[str, str]) -> dict[str, str] | None:
    """The fields with any word in place of those that no deadline hangs on."""
    known = {*row.required, *row.optional}
    fields = {name: value for name, value in given.items() if value.strip() and name in known}
    for name in row.required:
        if name not in fields:
            if name in TIME_FIELDS:
                return None
            fields[name] = _ANY
    return fields
