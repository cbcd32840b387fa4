"""Small parts of the console without Qt: actions, drafts, settings, rules, clock, shutdown, screens."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from datetime import date, time
from pathlib import Path

import pytest

from console.actions import actions_for
from console.board_clock import BoardClock
from console.drafts import NEW, Drafts
from console.messages import messages
from console.names import Names
from console.rules import clock_rules, command_rules, shifts_of
from console.screens import has_screen
from console.settings import Settings, load_settings, save_settings
from console.shutdown import Stage, shut_down
from console.tasks import Tasks
from models.domain.calendar import shipped_calendar
from models.domain.calendar_version import schedule_of
from models.domain.errors import BadInput
from models.domain.instant import HOUR, MINUTE
from models.domain.lifecycle import shipped_lifecycle
from models.store.info import new_info
from models.store.records import CalendarDay, calendar_of
from tests.helpers.records import BOTH, DUTY, FIRE, T0, make_case

INFO = new_info("i", "real", T0, number_prefix="JB")
LIFECYCLE = shipped_lifecycle()


def test_that_the_main_button_is_the_next_step_that_the_officer_may_do() -> None:
    actions = actions_for(make_case(), DUTY, LIFECYCLE, messages("zh"))
    assert [(a.verb, a.primary, a.enabled) for a in actions][:1] == [("file", True, True)]
    assert [a.key for a in actions if a.verb == "decline"] == ["X"]
    theirs = {a.verb: a for a in actions_for(make_case(), FIRE, LIFECYCLE, messages("zh"))}
    assert not theirs["file"].enabled
    assert "消防乙" in theirs["file"].reason
    assert theirs["note"].enabled


def test_that_refusals_call_officers_by_their_name_in_the_language_shown() -> None:
    officer = replace(FIRE, name_en="Fire Two")
    names = Names("en", {}, {}, {}, {}, {officer.code: officer}, {})
    words = messages("en").calling(names.people())
    theirs = {a.verb: a for a in actions_for(make_case(), officer, LIFECYCLE, words)}
    assert theirs["file"].reason.startswith("Fire Two has no role")
    told = {"number": "JB1", "state": "filed", "verb": "file", "at": "10:00"}
    assert words.outcome("case_changed_meanwhile", {**told, "who": officer.name}).startswith("Fire Two has acted")
    assert words.outcome("case_changed_meanwhile", {**told, "who": officer.code}).startswith("Fire Two has acted")
    assert officer.name in messages("en").outcome("officer-not-active", {"officer": officer.name})


def test_that_a_name_two_officers_share_is_not_given_to_one_of_them() -> None:
    one, other = replace(FIRE, code="a", name_en="One"), replace(FIRE, code="b", name_en="Other")
    names = Names("en", {}, {}, {}, {}, {"a": one, "b": other}, {})
    assert names.people() == {"a": "One", "b": "Other"}


def test_that_an_alarm_is_acknowledged_before_anything_else_and_only_while_it_is_one() -> None:
    major = make_case(severity="major")
    assert actions_for(major, BOTH, LIFECYCLE, messages("en"))[0].verb == "acknowledge"
    seen = make_case(severity="major", acknowledged_at=T0)
    assert "acknowledge" not in {a.verb for a in actions_for(seen, BOTH, LIFECYCLE, messages("en"))}


def test_that_drafts_survive_the_program_and_are_dropped_when_sent(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "drafts.json"
    drafts = Drafts(path)
    assert drafts.get("c1", "file") == {}
    drafts.keep("c1", "file", {"note": "半句"})
    drafts.keep(NEW, "report", {"title": "井盖"})
    assert Drafts(path).get("c1", "file") == {"note": "半句"}
    assert path.stat().st_mode & 0o077 == 0
    Drafts(path).drop("c1", "file")
    assert Drafts(path).get("c1", "file") == {}
    again = Drafts(path)
    again.keep(NEW, "report", {})
    assert json.loads(path.read_text(encoding="utf-8")) == {}


@pytest.mark.parametrize("broken", ["{", "[]", '{"a": 1}'])
def test_that_an_unreadable_draft_file_is_set_aside_not_lost(tmp_path: Path, broken: str) -> None:
    path = tmp_path / "drafts.json"
    path.write_text(broken, encoding="utf-8")
    assert Drafts(path).get("c1", "file") == {}
    assert path.with_suffix(".unreadable.json").read_text(encoding="utf-8") == broken


def test_that_settings_are_kept_and_the_environment_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHIHUI_CONFIG_DIR", str(tmp_path))
    assert load_settings() == Settings()
    save_settings(Settings(theme="dark", lang="en", layout={"a": [1, 2]}, officers={"db": "demo"}))
    kept = load_settings()
    assert (kept.theme, kept.lang, kept.layout, kept.officer_for("db"), kept.officer_for("x")) == (
        "dark", "en", {"a": [1, 2]}, "demo", None,
    )  # fmt: skip
    monkeypatch.setenv("ZHIHUI_THEME", "light")
    assert (load_settings().theme, load_settings().lang) == ("light", "en")
    monkeypatch.delenv("ZHIHUI_THEME")
    (tmp_path / "settings.json").write_text("{broken", encoding="utf-8")
    assert load_settings() == Settings()
    assert (tmp_path / "settings.unreadable.json").exists()


def test_that_rules_follow_the_databases_settings() -> None:
    clock = clock_rules(INFO, shipped_calendar())
    rules = command_rules(INFO, LIFECYCLE, clock)
    assert rules.clocks.stage("accept", T0) == T0 + 15 * MINUTE
    assert rules.clocks.stage("check", T0) == T0 + 30 * MINUTE
    assert rules.clocks.handling(T0, "4 urgent_hour").at == T0 + 4 * HOUR
    assert not rules.clocks.handling(T0 + 700 * 24 * HOUR, "2 working_day").calendar_complete


@pytest.mark.parametrize("rows", [None, [{"valid_from": "2000-01-01"}], [{"valid_from": "x", "periods": []}]])
def test_that_wrong_duty_hours_in_the_database_are_named(rows: object) -> None:
    with pytest.raises(BadInput) as bad:
        schedule_of(rows)
    assert bad.value.arguments.get("part", "duty_hours") == "duty_hours"


def test_that_wrong_shifts_and_stage_minutes_are_named() -> None:
    with pytest.raises(BadInput, match="settings_wrong"):
        shifts_of(new_info("i", "real", T0, settings={"shifts": [{"name": "x"}]}))
    broken = new_info("i", "real", T0, settings={"stage_minutes": 3})
    clock = clock_rules(broken, shipped_calendar())
    with pytest.raises(BadInput, match="settings_wrong"):
        command_rules(broken, LIFECYCLE, clock)


def test_that_exactly_one_shift_is_on_at_any_minute() -> None:
    shifts = shifts_of(INFO)
    for minute in range(24 * 60):
        assert sum(shift.covers(time(minute // 60, minute % 60)) for shift in shifts if shift.rota) == 1


def test_that_a_databases_calendar_is_used_and_gaps_are_refused() -> None:
    assert calendar_of([]) == shipped_calendar()
    days = [CalendarDay(date(2030, 1, 1), "holiday", "元旦"), CalendarDay(date(2030, 1, 2), "workday", "")]
    assert calendar_of(reversed(days)).name(date(2030, 1, 1)) == "元旦"
    with pytest.raises(BadInput, match="calendar_gap"):
        calendar_of([days[0], CalendarDay(date(2030, 1, 3), "workday", "")])


def test_that_the_boards_clock_never_jumps_by_itself() -> None:
    ticks = iter([0, 0, 5_000_000, 5_000_000, 5_000_000])
    clock = BoardClock(T0, historic=False, monotonic=lambda: next(ticks))
    assert clock.now() == T0
    assert clock.now() == T0 + 5_000
    assert clock.set_database_now(T0 + HOUR, 0) == HOUR
    assert clock.now() == T0 + HOUR + 5_000


@pytest.mark.parametrize(
    ("environment", "platform", "screen"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "w"}, "linux", True),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, "linux", False),
        ({"QT_QPA_PLATFORM": "eglfs"}, "linux", True),
        ({}, "win32", True),
        ({}, "darwin", True),
    ],
)
def test_that_a_screen_is_known_or_not(environment: dict[str, str], platform: str, screen: bool) -> None:
    assert has_screen(environment, platform) is screen


def test_that_a_stage_that_hangs_or_fails_does_not_stop_the_next() -> None:
    done: list[str] = []

    async def fine() -> None:
        done.append("fine")

    async def hangs() -> None:
        await asyncio.Event().wait()

    async def fails() -> None:
        raise RuntimeError("broken")

    troubled = asyncio.run(shut_down([Stage("a", hangs, 0.01), Stage("b", fails, 1), Stage("c", fine, 1)]))
    assert (troubled, done) == (("a", "b"), ["fine"])


def test_that_tasks_are_named_held_and_their_errors_reported() -> None:
    heard: list[tuple[str, str]] = []

    async def fails() -> None:
        raise RuntimeError("broken")

    async def waits() -> None:
        await asyncio.Event().wait()

    async def go() -> tuple[str, ...]:
        tasks = Tasks(lambda name, error: heard.append((name, str(error))))
        tasks.start("bad", fails())
        tasks.start("slow", waits())
        assert tasks.names == ("bad", "slow")
        left = await tasks.finish(0.01)
        assert await tasks.finish(0.01) == ()
        return left

    assert asyncio.run(go()) == ("slow",)
    assert heard == [("bad", "broken")]
