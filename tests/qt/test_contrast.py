"""Every text token on every ground it is used on can be read (look: contrast)."""

from __future__ import annotations

import pytest

from widgets.theme import DARK, LIGHT, Theme
from widgets.tokens import MARK_PAIRS, TEXT_PAIRS, WALL_PAIRS, contrast

THEMES = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)


def ratio(theme: Theme, front: str, ground: str) -> float:
    return contrast(getattr(theme.tokens, front), getattr(theme.tokens, ground))


def test_contrast_of_black_on_white_is_21_and_order_does_not_matter() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21.0)
    assert contrast("#FFFFFF", "#000000") == pytest.approx(21.0)
    assert contrast("#123456", "#123456") == pytest.approx(1.0)


@THEMES
@pytest.mark.parametrize(("text", "ground"), TEXT_PAIRS)
def test_text_reaches_4_5_on_each_ground_of_the_desk(theme: Theme, text: str, ground: str) -> None:
    assert ratio(theme, text, ground) >= 4.5


@pytest.mark.parametrize(("text", "ground"), WALL_PAIRS)
def test_text_reaches_7_on_panels_and_background_of_the_wall(text: str, ground: str) -> None:
    assert ratio(DARK, text, ground) >= 7.0


@THEMES
@pytest.mark.parametrize(("mark", "ground"), MARK_PAIRS)
def test_marks_and_rings_reach_3_on_what_lies_under_them(theme: Theme, mark: str, ground: str) -> None:
    assert ratio(theme, mark, ground) >= 3.0


@THEMES
def test_text_on_every_team_lane_reaches_4_5(theme: Theme) -> None:
    lanes = theme.tokens.lanes
    assert len(lanes) == len(set(lanes)) == 6
    assert min(contrast(theme.tokens.on_lane, lane) for lane in lanes) >= 4.5


@THEMES
def test_the_pairs_cover_every_text_token(theme: Theme) -> None:
    listed = {text for text, _ in TEXT_PAIRS}
    words = {"ink", "muted", "faint", "accent"} | {
        f"{state}_text" for state in ("overdue", "due_soon", "on_track", "done")
    }
    assert words <= listed
    for word in words:
        assert {"panel", "background", "selected"} <= {ground for text, ground in TEXT_PAIRS if text == word}
