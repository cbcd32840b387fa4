"""This workstation's settings and layout; never in the shared database.

Values come from the environment (`ZHIHUI_…`), else from `settings.json` in the user's configuration
folder, else from the defaults. A settings file that cannot be read is set aside, not lost.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

import platformdirs
from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

APP = "zhihui"


class Settings(BaseSettings):
    """What this workstation remembers."""

    model_config = SettingsConfigDict(env_prefix="ZHIHUI_", extra="ignore")

    lang: Literal["zh", "en"] | None = None
    theme: Literal["light", "dark"] = "light"
    db: str | None = None
    officer: str | None = None
    officers: dict[str, str] = Field(default_factory=dict)
    motion: bool = True
    sort: str = "urgency"
    window: str = ""
    layout: dict[str, list[int]] = Field(default_factory=dict)

    def officer_for(self, database: str) -> str | None:
        """Who sat here last on a database."""
        return self.officers.get(database, self.officer)


def config_folder() -> Path:
    """Where settings are kept; ZHIHUI_CONFIG_DIR overrides it."""
    return Path(os.environ.get("ZHIHUI_CONFIG_DIR") or platformdirs.user_config_path(APP, appauthor=False))


def data_folder() -> Path:
    """Where the embedded database and logs are kept; ZHIHUI_DATA_DIR overrides it."""
    return Path(os.environ.get("ZHIHUI_DATA_DIR") or platformdirs.user_data_path(APP, appauthor=False))


def load_settings() -> Settings:
    """The settings of this workstation."""
    path = config_folder() / "settings.json"
    if not path.exists():
        return Settings()
    try:
        stored = Settings.model_validate_json(path.read_text(encoding="utf-8"))
    except (ValidationError, ValueError, OSError):
        path.replace(path.with_suffix(".unreadable.json"))
        return Settings()
    environment = Settings()
    return stored.model_copy(update={name: getattr(environment, name) for name in environment.model_fields_set})


def save_settings(settings: Settings) -> None:
    """Writes the settings whole or not at all."""
    folder = config_folder()
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "settings.json"
    beside = path.with_suffix(".new")
    beside.write_text(settings.model_dump_json(indent=1), encoding="utf-8")
    beside.replace(path)
