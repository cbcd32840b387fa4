"""What the steward goes by: thresholds and ages, as data of the database (`settings["steward"]`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from models.domain.errors import BadInput
from models.domain.instant import DAY, MINUTE, Span
from models.domain.limit import Limit, parse_limit

SUPERVISING = ("major", "overdue", "returned", "repeated")
"""Rules that raise a supervision order (督办), the most pressing first: a case gets one order at a time."""

DEFAULTS: Mapping[str, object] = MappingProxyType(
    {
        "resume": True,
        "remind_percent": [75, 90],
        "overdue_minutes": 0,
        "stage_overdue_minutes": 60,
        "acknowledge_minutes": 15,
        "returned_times": 2,
        "repeated_times": 3,
        "repeated_days": 30,
        "look_back_days": 7,
        "reply": {
            "major": "1 urgent_hour",
            "overdue": "4 working_hour",
            "returned": "1 working_day",
            "repeated": "2 working_day",
        },
        "owners": {},
        "keep_command_days": 180,
        "keep_change_days": 7,
        "keep_import_days": 30,
    }
)
"""The settings of a new database; what an older one does not say is this too.

- `resume`: whether a suspension (挂账) ends by itself on its date.
- `remind_percent`: reminders (催办) when so much of the counted time is over, per cent; [] for none.
- `overdue_minutes`: supervision so long after a handling deadline; `stage_overdue_minutes` after one of the
  centre's own steps (accept, check, close).
- `acknowledge_minutes`: how long a major or critical case may stay unacknowledged.
- `returned_times`: supervision when a case was sent back so often (退回 and 返工 together).
- `repeated_times`, `repeated_days`: supervision of the newest case when so many of one category were found in one
  grid within so many days.
- `look_back_days`: what passed longer ago is history and is left alone; bounds the work after a standstill.
- `reply`: by rule, how long the owner has for the reply, as a limit of the clock.
- `owners`: department → officer answerable for it; without an entry, who holds the case, else the department's
  first officer, else a shift leader.
- `keep_…_days`: ages after which rows of the command ledger, of the change feed, and imports that brought nothing
  are dropped.

None instead of a number turns a rule or a pruning off.
"""


@dataclass(frozen=True, slots=True)
class StewardSettings:
    """`DEFAULTS` with a database's own values, checked; spans in microseconds, None where a rule is off."""

    resume: bool
    remind_percent: tuple[int, ...]
    overdue: Span | None
    stage_overdue: Span | None
    acknowledge: Span | None
    returned_times: int | None
    repeated_times: int | None
    repeated_days: int
    look_back: Span
    reply: Mapping[str, Limit]
    owners: Mapping[str, str]
    keep_command: Span | None
    keep_change: Span | None
    keep_import: Span | None


def parse_settings(raw: object) -> StewardSettings:
    """The settings of a database; what it does not say is the default.

    Raises BadInput("settings_wrong") naming the part, also for a name that is not known.
    """
    if not isinstance(raw, Mapping):
        raise _wrong("", raw)
    for name in raw:
        if name not in DEFAULTS:
            raise _wrong(str(name), raw[name])
    values = {**DEFAULTS, **raw}
    return StewardSettings(
        resume=_yes(values, "resume"),
        remind_percent=_percents(values["remind_percent"]),
        overdue=_span(values, "overdue_minutes", MINUTE, least=0),
        stage_overdue=_span(values, "stage_overdue_minutes", MINUTE, least=0),
        acknowledge=_span(values, "acknowledge_minutes", MINUTE),
        returned_times=_number(values, "returned_times"),
        repeated_times=_number(values, "repeated_times", least=2),
        repeated_days=_always(values, "repeated_days"),
        look_back=_always(values, "look_back_days") * DAY,
        reply=_replies(values["reply"]),
        owners=_owners(values["owners"]),
        keep_command=_span(values, "keep_command_days", DAY),
        keep_change=_span(values, "keep_change_days", DAY),
        keep_import=_span(values, "keep_import_days", DAY),
    )


def _wrong(part: str, value: object) -> BadInput:
    return BadInput("settings_wrong", part=f"steward.{part}" if part else "steward", reason=str(value))


def _yes(values: Mapping[str, object], name: str) -> bool:
    value = values[name]
    if not isinstance(value, bool):
        raise _wrong(name, value)
    return value


def _number(values: Mapping[str, object], name: str, least: int = 1) -> int | None:
    value = values[name]
    if value is None:
        return None
    if type(value) is not int or value < least:  # neither a fraction nor a yes
        raise _wrong(name, value)
    return value


def _always(values: Mapping[str, object], name: str) -> int:
    value = _number(values, name)
    if value is None:
        raise _wrong(name, value)
    return value


def _span(values: Mapping[str, object], name: str, unit: Span, least: int = 1) -> Span | None:
    number = _number(values, name, least)
    return None if number is None else number * unit


def _percents(raw: object) -> tuple[int, ...]:
    if not isinstance(raw, list):
        raise _wrong("remind_percent", raw)
    for value in raw:
        if type(value) is not int or not 0 < value < 100:
            raise _wrong("remind_percent", value)
    return tuple(sorted(set(raw)))


def _replies(raw: object) -> Mapping[str, Limit]:
    defaults = DEFAULTS["reply"]
    if not isinstance(raw, Mapping) or not isinstance(defaults, Mapping) or not set(raw) <= set(SUPERVISING):
        raise _wrong("reply", raw)
    found: dict[str, Limit] = {}
    for rule, text in {**defaults, **raw}.items():
        try:
            found[rule] = parse_limit(str(text))
        except BadInput:
            raise _wrong(f"reply.{rule}", text) from None
    return MappingProxyType(found)


def _owners(raw: object) -> Mapping[str, str]:
    if not isinstance(raw, Mapping) or not all(isinstance(value, str) for value in raw.values()):
        raise _wrong("owners", raw)
    return MappingProxyType({str(department): officer for department, officer in raw.items()})
