"""What opens without being told, and when a person is asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from console import app
from console.first_run_jobs import StartChoice, shared_choice
from console.first_start import clear_interrupted, interrupted, make_demo, open_or_make, wants_choice
from console.headless import now_of_machine, pick_officer
from console.output import Out
from console.settings import Settings
from console.street_plan import StreetPlan, save_draft
from console.whole_file import MARK
from models.domain.errors import BadInput
from models.domain.organisation import Officer


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ZHIHUI_CONFIG_DIR", str(tmp_path / "config"))
    monkeypatch.setenv("ZHIHUI_DATA_DIR", str(tmp_path / "data"))
    return tmp_path / "data"


def test_that_a_person_is_asked_only_while_nothing_says_where_to_begin(data: Path) -> None:
    assert wants_choice(None, Settings())
    assert not wants_choice("sqlite:///x", Settings())
    assert not wants_choice(None, Settings(db="postgresql://host/name"))
    data.mkdir()
    (data / "demo.sqlite").touch()
    assert not wants_choice(None, Settings())


def test_that_a_set_up_that_was_cut_off_is_told_wherever_it_was(data: Path, tmp_path: Path) -> None:
    remembered = Settings(db="postgresql://host/name")
    save_draft(StreetPlan(name="九堡", target=str(tmp_path / "elsewhere" / "street.sqlite")))
    for folder in (data, tmp_path / "elsewhere"):
        folder.mkdir()
        (folder / f"street.sqlite{MARK}{2**22 + 9}").touch()
        assert interrupted()
        assert wants_choice(None, remembered)
        assert not wants_choice("sqlite:///x", remembered)
        clear_interrupted()
        assert list(folder.iterdir()) == []
        assert not wants_choice(None, remembered)


def test_that_the_demonstration_is_made_whole_where_it_is_missing(data: Path) -> None:
    opened = open_or_make(None, Out("zh", False))
    assert opened.info.is_demo
    opened.close()
    assert [path.name for path in data.iterdir()] == ["demo.sqlite"]


def test_that_a_data_folder_that_takes_nothing_is_told(data: Path) -> None:
    data.parent.joinpath("file").touch()
    with pytest.raises(BadInput, match="folder_unwritable"):
        make_demo(data.parent / "file" / "demo.sqlite", now_of_machine())


def test_that_log_and_settings_that_cannot_be_written_do_not_stop_the_desk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("ZHIHUI_DATA_DIR", str(tmp_path / "file"))
    monkeypatch.setenv("ZHIHUI_CONFIG_DIR", str(tmp_path / "file"))
    out = Out("en", False)
    app._log(out)
    app.keep_settings(Settings(), out)
    said = capsys.readouterr().err
    assert "The log cannot be written" in said
    assert "The settings cannot be kept" in said


def test_that_a_password_is_used_and_never_remembered() -> None:
    assert shared_choice("postgresql://me:old@host/name", "new") == StartChoice(
        "postgresql://me:new@host/name", "postgresql://me@host/name"
    )
    assert shared_choice("postgresql://me:old@host/name", "") == StartChoice(
        "postgresql://me:old@host/name", "postgresql://me@host/name"
    )


def test_that_a_duty_officer_sits_down_before_others() -> None:
    def officer(code: str, *roles: str, departments: tuple[str, ...] = ()) -> Officer:
        return Officer(code, code, code, frozenset(roles), frozenset(departments), "", True)

    others = [officer("a", "leader"), officer("b", "duty_officer")]
    assert pick_officer(others, None).code == "b"
    assert pick_officer([*others, officer("c", "leader", departments=("*",))], None).code == "c"
    assert pick_officer(others[:1], None).code == "a"
