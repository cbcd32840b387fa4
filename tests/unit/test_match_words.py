"""Headings in Chinese and English are known for what they are; personal ones are known too."""

from __future__ import annotations

import pytest

from models.domain.case import Severity, Source, State
from models.exchange.date_format import compile_format
from models.exchange.mapping import CLOSED, OPEN
from models.exchange.match_words import EXACT, PART, match_words, plain
from models.exchange.matching import TARGETS

WORDS = match_words()


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("编号", "external_id"), (" 案件 编号 ", "external_id"), ("CASE_ENQUIRY_ID", "external_id"),
        ("ＩＤ", "external_id"), ("标题", "title"), ("上报时间", "opened_at"), ("OPEN_DT", "opened_at"),
        ("Created Date", "opened_at"), ("截止时间", "due_at"), ("TARGET_DT", "due_at"), ("结案时间", "closed_at"),
        ("办理状态", "state"), ("紧急程度", "severity"), ("来源渠道", "channel"), ("处置部门", "department.name"),
        ("DISPOSE_UNIT_ID", "department.code"), ("所属社区", "community.name"), ("小类名称", "category.minor_name"),
        ("大类代码", "category.major_code"), ("网格编码", "grid"), ("经度", "position.lon"),
        ("Latitude", "position.lat"),
    ],
)  # fmt: skip
def test_that_a_heading_names_its_field_best(heading: str, field: str) -> None:
    scores = {target: WORDS.heading_score(target, heading) for target in TARGETS}
    assert max(scores, key=lambda target: scores[target]) == field
    assert scores[field] >= 80 > PART


def test_that_a_heading_that_only_holds_a_word_counts_less() -> None:
    assert WORDS.heading_score("address", "案件发生的详细地址（补充）") <= PART
    assert WORDS.heading_score("opened_at", "requestCreateTimeLocal") <= PART
    assert WORDS.heading_score("title", "完全无关") == 0
    # "no" is a word of its own, not two letters of another.
    assert WORDS.heading_score("external_id", "annotation") == 0
    assert WORDS.heading_score("external_id", "编号") == EXACT


@pytest.mark.parametrize("heading", ["联系电话", "上报人手机号", "举报人", "caller_phone", "Phone", "contactEmail"])
def test_that_headings_of_persons_are_known(heading: str) -> None:
    assert WORDS.is_personal(heading)


@pytest.mark.parametrize("heading", ["标题", "部门", "station", "address"])
def test_that_other_headings_are_no_persons(heading: str) -> None:
    assert not WORDS.is_personal(heading)


def test_that_the_coordinate_system_is_read_from_headings() -> None:
    assert WORDS.crs_of(["高德经度", "高德纬度"]) == "gcj02"
    assert WORDS.crs_of(["百度坐标X"]) == "bd09"
    assert WORDS.crs_of(["WGS84 lon"]) == "wgs84"
    assert WORDS.crs_of(["经度", "纬度"]) is None
    assert WORDS.crs_of([]) is None


def test_that_the_data_is_sound() -> None:
    assert set(WORDS.fields) == set(TARGETS)
    assert set(WORDS.codes["state"].values()) <= {OPEN, CLOSED, *map(str, State)}
    assert set(WORDS.codes["severity"].values()) == set(map(str, Severity))
    assert set(WORDS.codes["channel"].values()) == set(map(str, Source))
    for text in WORDS.date_formats:
        compile_format(text)
    assert len(set(WORDS.date_formats)) == len(WORDS.date_formats)
    for words in (*WORDS.fields.values(), WORDS.personal):
        assert [word for word in words if word != plain(word)] == []
    assert WORDS.codes["state"]["已办结"] == CLOSED
    assert plain(" Ａ_b-C：1 ") == "abc1"
