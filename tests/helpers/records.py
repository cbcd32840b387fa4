"""Records for tests: officers, a case, clocks with round figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import MISSING, fields
from datetime import date
from decimal import Decimal
from zoneinfo import ZoneInfo

from models.domain.case import Case
from models.domain.catalogue import Category, Standard
from models.domain.clock import Pause
from models.domain.decisions import Clocks, Due
from models.domain.instant import HOUR, MINUTE, Instant, parse_instant
from models.domain.organisation import STEWARD, Department, Grid, Officer

SHANGHAI = ZoneInfo("Asia/Shanghai")
DAY_ONE = date(2020, 1, 1)
T0: Instant = parse_instant("2025-09-24 10:00", SHANGHAI)

DUTY = Officer("duty", "值班甲", "Duty A", frozenset({"duty_officer"}), frozenset(), "", True)
FIRE = Officer("fire", "消防乙", "Fire B", frozenset({"department_officer"}), frozenset({"D1"}), "", True)
BOTH = Officer(
    "both", "单席丙", "Single C", frozenset({"duty_officer", "department_officer"}), frozenset({"*"}), "", True
)
GONE = Officer("gone", "停用丁", "Gone D", frozenset({"duty_officer"}), frozenset(), "", False)
LEADER = Officer("lead", "领导戊", "Leader E", frozenset({"leader"}), frozenset(), "", True)
SHIFT = Officer("shift", "值班长己", "Shift F", frozenset({"shift_leader"}), frozenset(), "", True)
WORKS = Officer("works", "市政庚", "Works G", frozenset({"department_officer"}), frozenset({"D2"}), "", True)
ASSESSOR = Officer("assess", "考核辛", "Assessor H", frozenset({"assessor"}), frozenset(), "", True)
COORDINATOR = Officer("coord", "专项壬", "Coordinator I", frozenset({"coordinator"}), frozenset(), "", True)
CLERK = Officer("clerk", "窗口癸", "Clerk J", frozenset({"window_clerk"}), frozenset(), "", True)
ALL = Officer(
    "all", "全能子", "All K",
    frozenset({"duty_officer", "shift_leader", "department_officer", "leader", "assessor", "coordinator"}),
    frozenset({"*"}), "", True,
)  # fmt: skip
_EVERYBODY = (DUTY, FIRE, BOTH, GONE, LEADER, SHIFT, WORKS, ASSESSOR, COORDINATOR, CLERK, ALL, STEWARD)
OFFICERS = {officer.code: officer for officer in _EVERYBODY}

CATEGORY = Category("event-01-01", "event", "01", "市容", "01", "占用消防通道", "public_order", DAY_ONE, None)
STANDARD = Standard(
    "event-01-01-1", "event-01-01", "占用", "恢复", "4 urgent_hour", "4紧急工作时", "消防", "街道", "D1", DAY_ONE, None
)
OTHER_STANDARD = Standard(
    "event-01-01-2",
    "event-01-01",
    "少量占用",
    "恢复",
    "6 urgent_hour",
    "6紧急工作时",
    "消防",
    "街道",
    "D1",
    DAY_ONE,
    None,
)
DEPARTMENT = Department("D1", "消防", "Fire", "public_order", "", DAY_ONE, None, 1)
OTHER_DEPARTMENT = Department("D2", "市政", "Works", None, "", DAY_ONE, None, 2)
SQUARE = ((120.0, 30.0), (120.1, 30.0), (120.1, 30.1), (120.0, 30.1), (120.0, 30.0))
GRID = Grid("330102018001001", "001", "330102018001", None, 1.0, (SQUARE,), DAY_ONE, None)


def _handling(start: Instant, limit: str, pauses: Sequence[Pause] = ()) -> Due:
    """So many hours, whatever the unit; pauses add their length."""
    paused = sum((pause.end or 0) - pause.start for pause in pauses if pause.start >= start)
    return Due(start + int(Decimal(limit.split()[0]) * HOUR) + paused, "incomplete" not in limit)


CLOCKS = Clocks(handling=_handling, stage=lambda stage, at: at + {"accept": 15, "check": 30}.get(stage, 20) * MINUTE)


def make_case(**changes: object) -> Case:
    """A reported case with every field at a plain value, some changed."""
    values: dict[str, object] = {f.name: None if f.default is MISSING else f.default for f in fields(Case)}
    values.update(
        id="c1", number="T-1", version=1, state="reported", source="phone", severity="general", title="占用消防通道",
        description="", address="", opened_at=T0, marks="", logged=1, changed_at=T0, changed_by="duty",
        changed_from="test", deadline_at=T0 + 15 * MINUTE,
    )  # fmt: skip
    values.update(changes)
    return Case(**values)  # type: ignore[arg-type]
