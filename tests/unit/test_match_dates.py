"""Formats and zones are proposed from the values; what fits in several ways is said."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from models.domain.instant import parse_instant
from models.exchange.match_dates import Example, FormatFound, ZoneFound, examples, find_format, find_zone
from models.exchange.match_values import ColumnValues
from models.exchange.match_words import match_words

WORDS = match_words()
SHANGHAI = ZoneInfo("Asia/Shanghai")


def values(*texts: str) -> ColumnValues:
    return ColumnValues("c", 0, dict.fromkeys(texts, 1), False, len(texts), True)


def found(*texts: str, native: bool = False) -> FormatFound | None:
    return find_format(values(*texts), WORDS.date_formats, native)


def test_that_the_format_of_the_values_is_found() -> None:
    assert found("2026-01-05 08:30:00") == FormatFound("%Y-%m-%d %H:%M:%S", ())
    assert found("2026年1月5日 8时30分") == FormatFound("%Y年%m月%d日 %H时%M分", ())
    assert found("2026/1/5 8:30", "2026/12/31 18:05") == FormatFound("%Y/%m/%d %H:%M", ())
    assert found("20260105083000") == FormatFound("%Y%m%d%H%M%S", ())
    assert found("2026-01-05T08:30:00+08:00") == FormatFound("%Y-%m-%dT%H:%M:%S%z", ())
    assert found("soon", "later") is None


def test_that_day_and_month_that_could_be_either_are_told() -> None:
    assert found("05/01/2026", "06/02/2026") == FormatFound("%d/%m/%Y", ("%m/%d/%Y",))
    assert found("25/01/2026", "06/02/2026") == FormatFound("%d/%m/%Y", ())
    assert found("05/05/2026") == FormatFound("%d/%m/%Y", ())


def test_that_examples_show_how_values_would_be_read() -> None:
    at = parse_instant("2026-01-05 08:30", SHANGHAI)
    shown = examples(["2026-01-05 08:30:00", "soon"], "%Y-%m-%d %H:%M:%S", "Asia/Shanghai", False)
    assert shown == (Example("2026-01-05 08:30:00", at), Example("soon", None))
    native = examples(["2026-01-05 08:30:00", "46027"], "%d/%m/%Y", "Asia/Shanghai", True)
    assert native == (Example("2026-01-05 08:30:00", at), Example("46027", None))


def zone(
    times: list[tuple[ColumnValues, str]] | None = None, lon: ColumnValues | None = None,
    lat: ColumnValues | None = None, header: tuple[str, ...] = ("id",), declared: str | None = None,
) -> ZoneFound:  # fmt: skip
    return find_zone(times or [], (lon, lat), header, declared, WORDS)


def test_that_the_databases_zone_comes_first_then_offsets_then_places_then_the_script() -> None:
    offsets = [(values("2015-07-01T08:30:00-0400", "2015-01-01T08:30:00-0500"), "%Y-%m-%dT%H:%M:%S%z")]
    east, north = values("120.2701", "120.3"), values("30.31", "30.32")
    assert zone(offsets, declared="Asia/Urumqi") == ZoneFound("Asia/Urumqi", "match_zone_declared")
    assert zone(offsets, east, north) == ZoneFound("America/New_York", "match_zone_offset")
    odd = [(values("2015-07-01T08:30:00+0545"), "%Y-%m-%dT%H:%M:%S%z"), (values("x"), "%Y-%m-%d")]
    assert zone(odd, east, north) == ZoneFound("Asia/Shanghai", "match_zone_place")
    assert zone(None, values("-71.06"), values("42.3")).zone == "America/New_York"
    assert zone(None, values("0.5"), values("-60.5"), ("编号",)) == ZoneFound("Asia/Shanghai", "match_zone_chinese")
    assert zone(None, values("x"), values("42.3")) == ZoneFound("Asia/Shanghai", "match_zone_usual")
    assert zone(None, values("120.2")).reason == "match_zone_usual"
