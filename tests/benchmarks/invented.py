"""Invented cases for the benchmarks: the same for the same seed."""

from __future__ import annotations

import random

from models.domain.case import Case
from models.domain.instant import DAY, MINUTE
from tests.helpers.records import T0, make_case

TITLES = ("无照经营游商占道", "占用消防通道", "井盖破损", "电动自行车飞线充电", "路面坑洼积水", "垃圾清理不及时")
ROADS = ("杨公路", "和睦路", "九环路", "艮山东路", "九沙大道", "德胜东路", "客运中心", "三村路")
DEPARTMENTS = tuple(f"D{number}" for number in range(20))


def invented(rng: random.Random, number: int) -> Case:
    """An open case in the hands of a department; one in five has no deadline."""
    opened = T0 - rng.randrange(30 * DAY)
    deadline = None if rng.random() < 0.2 else T0 + rng.randrange(-5 * DAY, 5 * DAY)
    return make_case(
        id=f"{rng.getrandbits(128):032x}", number=f"JB-20250924-{number:06}", state="in_progress",
        severity="major" if rng.random() < 0.01 else "general", title=f"{rng.choice(TITLES)}{rng.randrange(500)}",
        description=f"某处发现问题（{number}）", address=f"九堡街道{rng.choice(ROADS)}{rng.randrange(900)}号",
        platform_code=f"P{rng.randrange(4)}", department_code=rng.choice(DEPARTMENTS),
        community_code=f"3301020180{rng.randrange(23):02}", grid_code=f"330102018001{rng.randrange(98):03}",
        category_code=f"event-{rng.randrange(10):02}-{rng.randrange(12):02}", lon=120 + rng.random(),
        lat=30 + rng.random(), opened_at=opened, filed_at=opened + 5 * MINUTE, dispatched_at=opened + 9 * MINUTE,
        accepted_at=opened + 20 * MINUTE, due_at=deadline, deadline_at=deadline, changed_at=opened + 20 * MINUTE,
    )  # fmt: skip


def invented_cases(count: int, seed: int = 1) -> list[Case]:
    """So many of them."""
    rng = random.Random(seed)
    return [invented(rng, number) for number in range(count)]
