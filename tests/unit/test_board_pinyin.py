"""Chinese text as pinyin."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypinyin import lazy_pinyin

from models.board.pinyin import pinyin


@pytest.mark.parametrize(
    ("text", "full", "initials"),
    [
        ("无照经营", "wuzhaojingying", "wzjy"),
        ("杨公路12号A座", "yanggonglu12haoazuo", "ygl12haz"),
        ("重庆银行", "chongqingyinhang", "cqyh"),
        ("女士、绿地 3#", "nvshilvdi3", "nsld3"),
        ("12 Beacon St", "", ""),
        ("éé", "", ""),
        ("", "", ""),
    ],
)
def test_that_text_is_read_with_its_phrases(text: str, full: str, initials: str) -> None:
    assert pinyin(text) == (full, initials)


def test_that_a_phrase_beside_other_signs_is_read_as_alone() -> None:
    assert pinyin("甲-重庆(B2)") == ("jiachongqingb2", "jcqb2")


CHARACTERS = "银行人重庆长江大堡地占道经营无照和睦路的一二行长不便宜"


@given(st.text(CHARACTERS, max_size=8))
def test_that_runs_of_chinese_are_read_as_the_library_reads_them(run: str) -> None:
    syllables = lazy_pinyin(run)
    assert pinyin(run) == ("".join(syllables), "".join(s[0] for s in syllables))


def test_that_rare_characters_without_a_known_reading_stay() -> None:
    assert pinyin("𮯛路") == ("𮯛lu", "𮯛l")
