"""Lives of cases in which the program itself resumes, reminds and supervises, across night, weekend and holidays."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib.resources import files

import pytest

from tests.helpers.records import CATEGORY, GRID
from tests.helpers.stewarding import MemoryGround, book_of, steward_round
from tests.helpers.stories import RESULT, Do, R, Teller, dispatch, file, instant, reading, with_department


@dataclass(frozen=True, slots=True)
class Look:
    """The steward looks at a time; `done` is what it does by rule, "rule, rule" or nothing."""

    at: str
    done: str = ""
    case: str = "c1"
    due: str = ""
    then: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Order:
    """The newest supervision order of a case as it must stand."""

    owner: str
    due: str
    reason: str
    case: str = "c1"


Story = Sequence[Do | Look | Order]
GONE = {"suspended_until": None}
PLACE = {"category_code": CATEGORY.code, "grid_code": GRID.code}


def rest(until: str, asked: str, approved: str, due: str) -> list[Do]:
    return [
        Do("ask_suspension", "fire", asked, fields={"until": until, **R}),
        Do("approve_suspension", "shift", approved, due=due, next=due),
    ]


STORIES: dict[str, Story] = {
    "a suspension over a night ends at midnight, and the clock runs in the morning": [
        *with_department("h4", "09-24 10:00", "09-24 15:30"),
        *rest("2025-09-25", "09-24 10:30", "09-24 11:00", "09-25 11:30"),
        Look("09-24 23:59"),
        Look("09-25 00:00", "resume", due="09-25 11:30", then=GONE),
        Look("09-25 00:01"),
        Look("09-25 10:29"),
        Look("09-25 10:30", "remind-75", then={"reminders": 1}),
        Do("hand_in", "fire", "09-25 11:00", "handled", fields=RESULT),
    ],
    "a suspension over the National Day holidays": [
        *with_department("d2", "09-29 10:00", "10-09 10:00"),
        *rest("2025-10-09", "09-29 13:45", "09-29 14:00", "10-10 15:00"),
        Look("10-05 12:00"),
        Look("10-08 23:59"),
        Look("10-09 00:00", "resume", due="10-10 15:00", then=GONE),
    ],
    "after a standstill of the server the suspension ends late, with the same deadline": [
        *with_department("h4", "09-24 10:00", "09-24 15:30"),
        *rest("2025-09-25", "09-24 10:30", "09-24 11:00", "09-25 11:30"),
        Look("09-25 09:40", "resume", due="09-25 11:30", then=GONE),
    ],
    "who resumed by hand is not resumed again": [
        *with_department("h4", "09-24 10:00", "09-24 15:30"),
        *rest("2025-09-26", "09-24 10:30", "09-24 11:00", "09-26 11:30"),
        Do("resume", "fire", "09-25 09:00", due="09-25 12:00"),
        Look("09-25 11:00", "remind-75"),
        Look("09-26 00:00", "overdue"),
    ],
    "nobody is reminded while the clock stands": [
        *with_department("u4", "09-24 10:00", "09-24 14:00"),
        Look("09-24 13:00", "remind-75"),
        *rest("2025-09-25", "09-24 13:05", "09-24 13:10", "09-25 00:50"),
        Look("09-24 23:00"),
        Look("09-25 00:00", "resume, remind-75", then={"reminders": 2, **GONE}),
        Look("09-25 00:30", "remind-90", then={"reminders": 3}),
    ],
    "two reminders before the deadline, one order after it, lunch and night between": [
        *with_department("h4", "09-24 10:00", "09-24 15:30"),
        Look("09-24 12:30"),
        Look("09-24 14:29"),
        Look("09-24 14:30", "remind-75", then={"reminders": 1}),
        Look("09-24 14:31"),
        Look("09-24 15:06", "remind-90", then={"reminders": 2}),
        Look("09-24 15:30"),
        Look("09-24 15:31", "overdue", then={"supervised": 1, "supervisions": 1}),
        Order("fire", "09-25 10:31", "steward-overdue"),
        Look("09-24 23:00"),
        Do("hand_in", "fire", "09-24 23:10", "handled", fields=RESULT, then={"supervised": 1}),
        Do("reply_supervision", "fire", "09-24 23:11", fields={"reply": "已处置"}),
        Do("close_supervision", "shift", "09-24 23:12", then={"supervised": 0}),
        Look("09-24 23:20"),
    ],
    "overdue before the holidays: the reply is due when duty begins again": [
        *with_department("h4", "09-30 10:00", "09-30 15:30"),
        Look("09-30 17:00", "overdue"),
        Order("fire", "10-09 12:00", "steward-overdue"),
    ],
    "a late reminder alone after a standstill, and none after the deadline": [
        *with_department("u4", "09-24 10:00", "09-24 14:00"),
        Look("09-24 13:50", "remind-90", then={"reminders": 1}),
        Look("09-24 13:59"),
        Look("09-24 14:00"),
    ],
    "more time brings new reminders": [
        *with_department("u4", "09-24 10:00", "09-24 14:00"),
        Look("09-24 13:00", "remind-75"),
        Do("ask_extension", "fire", "09-24 13:10", fields={"amount": "4", **R}),
        Do("approve_extension", "shift", "09-24 13:20", due="09-24 18:00"),
        Look("09-24 15:59"),
        Look("09-24 16:00", "remind-75", then={"reminders": 2}),
    ],
    "a major case nobody acknowledged at night": [
        Do("report", "duty", "09-24 03:00", fields={"severity": "critical"}),
        Look("09-24 03:14"),
        Look("09-24 03:15", "major", then={"supervised": 1}),
        Order("all", "09-24 04:15", "steward-major minutes=15"),
        Do("acknowledge", "duty", "09-24 03:20"),
        Do("reply_supervision", "duty", "09-24 03:21", fields={"reply": "已派员"}),
        Do("close_supervision", "shift", "09-24 03:22"),
        Look("09-24 03:30"),
    ],
    "a major case acknowledged in time is left alone": [
        Do("report", "duty", "09-24 03:00", fields={"severity": "major"}),
        Do("acknowledge", "duty", "09-24 03:14"),
        Look("09-24 03:16"),
    ],
    "filed as major later: the quarter of an hour begins with filing": [
        Do("report", "duty", "09-24 09:00"),
        file("u4", "09-24 09:40", "09-24 13:40"),
        Look("09-24 09:50"),
        Do("return", "duty", "09-24 09:55", "reported", fields=R),
        Do("file", "duty", "09-24 10:00", "filed", fields={"standard_code": "u4", "severity": "major"}),
        Look("09-24 10:14"),
        Look("09-24 10:15", "major"),
    ],
    "sent back twice": [
        *with_department("d2", "09-24 10:00", "09-26 10:00"),
        Do("return", "fire", "09-24 10:30", "filed", fields=R),
        Look("09-24 10:31"),
        dispatch("09-24 10:40", department="D2"),
        Do("return", "works", "09-24 11:00", "filed", fields=R),
        Look("09-24 11:01", "returned", then={"supervised": 1}),
        Order("all", "09-25 11:01", "steward-returned count=2"),
    ],
    "result sent back counts as much": [
        *with_department("d2", "09-24 10:00", "09-26 10:00"),
        Do("hand_in", "fire", "09-24 10:30", "handled", fields=RESULT),
        Do("return", "duty", "09-24 10:40", "in_progress", fields=R),
        Do("hand_in", "fire", "09-24 10:50", "handled", fields=RESULT),
        Do("return", "duty", "09-24 11:00", "in_progress", fields=R, then={"rework": 2}),
        Look("09-24 11:00", "returned"),
        Order("fire", "09-25 11:00", "steward-returned count=2"),
    ],
    "the third case of one kind in one grid within a month": [
        Do("report", "duty", "09-01 10:00", fields=PLACE, case="c1"),
        Do("decline", "duty", "09-01 10:05", fields=R, case="c1"),
        Do("report", "duty", "09-10 10:00", fields=PLACE, case="c2"),
        Do("self_handle", "duty", "09-10 10:05", fields=RESULT, case="c2"),
        Do("report", "duty", "09-20 10:00", fields=PLACE, case="c3"),
        Do("self_handle", "duty", "09-20 10:05", fields=RESULT, case="c3"),
        Do("report", "duty", "09-24 10:00", fields=PLACE, case="c4"),
        Look("09-24 10:01", "repeated", case="c4", then={"supervised": 1}),
        Order("all", "09-26 10:01", "steward-repeated count=3 days=30", case="c4"),
        Do("report", "duty", "09-24 10:05", fields=PLACE, case="c5"),
        Look("09-24 10:06", case="c5", then={"supervised": 0}),
    ],
    "the centre's own steps are given an hour; a reply that is asked for at lunch": [
        *with_department("u4", "09-24 10:00", "09-24 14:00"),
        Do("hand_in", "fire", "09-24 11:00", "handled", next="09-24 11:30", fields=RESULT),
        Look("09-24 12:30"),
        Look("09-24 12:31", "overdue"),
        Order("all", "09-24 17:30", "steward-overdue"),
    ],
    "a merged child is left alone until it is separated": [
        *with_department("u4", "09-24 10:00", "09-24 14:00"),
        Do("report", "duty", "09-24 10:10", case="c2"),
        Do("merge", "duty", "09-24 10:20", fields={"parent": "T-20250924-0002"}),
        Look("09-24 12:00", "overdue", case="c2"),
        Look("09-24 15:00"),
        Do("separate", "duty", "09-24 15:10", fields=R),
        Look("09-24 15:11", "overdue"),
    ],
    "an ended case is left alone": [
        *with_department("u4", "09-24 10:00", "09-24 14:00"),
        Do("force_close", "shift", "09-24 13:30", "closed", fields=R),
        Look("09-24 15:00"),
    ],
}  # fmt: skip


@pytest.mark.parametrize("name", list(STORIES))
def test_story(name: str) -> None:
    teller = Teller()
    ground = MemoryGround(teller.memory, teller.rules)
    book = book_of()
    for step in STORIES[name]:
        if isinstance(step, Do):
            teller.do(step)
        elif isinstance(step, Look):
            report = steward_round(ground, instant(step.at), book)
            said = f"at {step.at}: {report}"
            assert ", ".join(f"{rule}" for rule, n in report.done.items() for _ in range(n)) == step.done, said
            assert (report.refused, report.failed, report.without_owner) == ({}, {}, {}), said
            case = teller.case(step.case)
            assert not step.due or reading(case.due_at) == step.due, said
            assert {name: getattr(case, name) for name in step.then} == step.then, said
        else:
            mine = [order for order in teller.memory.supervisions.values() if order.case_id == step.case]
            order = max(mine, key=lambda found: found.number)
            assert (order.owner_code, reading(order.due_at), order.reason) == (step.owner, step.due, step.reason)
    acts = [entry for entry in teller.memory.log if entry.actor_code == "steward"]
    assert len(acts) == sum(
        len(step.done.split(", ")) for step in STORIES[name] if isinstance(step, Look) and step.done
    )
    assert {entry.verb for entry in acts} <= {"resume", "remind", "supervise"}


def test_that_every_reason_that_a_story_knows_has_its_sentence() -> None:
    reasons = {step.reason.split()[0] for story in STORIES.values() for step in story if isinstance(step, Order)}
    text = (files("resources") / "messages" / "steward.zh.ftl").read_text(encoding="utf-8")
    assert reasons <= set(re.findall(r"^(steward-[a-z]+) =", text, re.MULTILINE))
