"""The steward's thresholds: documented defaults, a database's own, and nothing that is not understood."""

from __future__ import annotations

import pytest

from console.messages import messages
from models.domain.errors import BadInput
from models.domain.instant import DAY, MINUTE
from models.steward.settings import DEFAULTS, SUPERVISING, StewardSettings, parse_settings
from models.store.info import new_info
from models.store.records import DEFAULT_SETTINGS
from tests.helpers.records import T0


def test_that_a_new_database_carries_the_defaults() -> None:
    assert DEFAULT_SETTINGS["steward"] == dict(DEFAULTS)
    assert new_info("x", "real", T0).settings["steward"] == dict(DEFAULTS)


def test_that_what_an_older_database_does_not_say_is_the_default() -> None:
    found = parse_settings({})
    assert found == parse_settings(dict(DEFAULTS))
    assert (found.resume, found.remind_percent, found.overdue, found.stage_overdue) == (True, (75, 90), 0, 60 * MINUTE)
    assert (found.acknowledge, found.returned_times, found.repeated_times) == (15 * MINUTE, 2, 3)
    assert (found.repeated_days, found.look_back) == (30, 7 * DAY)
    assert (found.keep_command, found.keep_change, found.keep_import) == (180 * DAY, 7 * DAY, 30 * DAY)
    assert set(found.reply) == set(SUPERVISING)
    assert str(found.reply["overdue"]) == "4 working_hour"
    assert found.owners == {}


def test_that_its_own_values_go_before_the_defaults() -> None:
    found = parse_settings(
        {"remind_percent": [90, 50, 50], "reply": {"major": "2小时"}, "owners": {"D1": "fire"}, "overdue_minutes": None,
         "keep_change_days": None, "resume": False}
    )  # fmt: skip
    assert found.remind_percent == (50, 90)
    assert (str(found.reply["major"]), str(found.reply["repeated"])) == ("2 working_hour", "2 working_day")
    assert found.owners == {"D1": "fire"}
    assert (found.overdue, found.keep_change, found.resume) == (None, None, False)


@pytest.mark.parametrize(
    ("raw", "part"),
    [
        ([], "steward"),
        (None, "steward"),
        ({"overdue": 1}, "steward.overdue"),
        ({"resume": 1}, "steward.resume"),
        ({"overdue_minutes": -1}, "steward.overdue_minutes"),
        ({"overdue_minutes": 1.5}, "steward.overdue_minutes"),
        ({"acknowledge_minutes": 0}, "steward.acknowledge_minutes"),
        ({"acknowledge_minutes": True}, "steward.acknowledge_minutes"),
        ({"repeated_times": 1}, "steward.repeated_times"),
        ({"repeated_days": None}, "steward.repeated_days"),
        ({"look_back_days": None}, "steward.look_back_days"),
        ({"remind_percent": 75}, "steward.remind_percent"),
        ({"remind_percent": [100]}, "steward.remind_percent"),
        ({"remind_percent": ["75"]}, "steward.remind_percent"),
        ({"reply": []}, "steward.reply"),
        ({"reply": {"late": "1 working_day"}}, "steward.reply"),
        ({"reply": {"major": "soon"}}, "steward.reply.major"),
        ({"owners": []}, "steward.owners"),
        ({"owners": {"D1": 3}}, "steward.owners"),
    ],
)
def test_that_a_setting_that_is_not_understood_is_named(raw: object, part: str) -> None:
    with pytest.raises(BadInput) as bad:
        parse_settings(raw)
    assert (bad.value.key, bad.value.arguments["part"]) == ("settings_wrong", part)
    assert part in messages("en").trouble(bad.value)


def test_that_the_records_fields_are_all_read() -> None:
    assert all(getattr(parse_settings({}), name, "missing") != "missing" for name in StewardSettings.__slots__)
