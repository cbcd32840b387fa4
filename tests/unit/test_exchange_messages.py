"""Every key that the exchange can give has a sentence in both languages, with the arguments it is given."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import console.headless_import
import models.exchange
from console.messages import messages
from models.exchange.positions import TO_WGS84

KEYS = re.compile(
    r'"((?:row|cell|csv|xlsx|xls|gzip|file|mapping|encoding|header|column|sheet|positions|refused|no|note|import)'
    r'_[a-z_0-9]+)"'
)
NOT_KEYS = {"refused_file"}


def keys() -> set[str]:
    folder = Path(models.exchange.__path__[0])
    sources = [path for path in folder.glob("*.py") if not path.name.startswith("catalogue")]
    texts = [path.read_text(encoding="utf-8") for path in [*sources, Path(console.headless_import.__file__)]]
    found = {key for text in texts for key in KEYS.findall(text)} - NOT_KEYS
    return found | {f"positions_look_{crs}" for crs in TO_WGS84} | {"import_phase_reading", "import_phase_writing"}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_that_every_key_has_a_sentence(language: str) -> None:
    assert len(keys()) > 60
    assert [key for key in sorted(keys()) if not messages(language).has(key)] == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_that_sentences_with_choices_speak_every_choice(language: str) -> None:
    words = messages(language)
    faults = [key for key in keys() if key.startswith("row_position")]
    assert len({words.text("note_position_dropped", rows=3, fault=key) for key in faults}) == len(faults) == 7
    whats = {words.text("note_code_with_names", what=what, code="1", name="甲", others="乙")
             for what in ("department", "community", "category")}  # fmt: skip
    assert len(whats) == 3
