"""The pages behind the rail: what the window knows of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from PySide6.QtWidgets import QWidget

from console.session import Session

DUTY = "duty"
"""The key of the duty page, which is always there."""


class DeskPage(Protocol):
    """What the window asks of a page beside the duty page."""

    def set_session(self, session: Session) -> None:
        """Another officer, language, or other reference records."""

    def opened(self) -> None:
        """The page was brought to the front."""


@runtime_checkable
class RosterShown(Protocol):
    """A page that shows the roster."""

    def show_roster(self) -> None:
        """The session's roster is another."""


@dataclass(frozen=True, slots=True)
class RailPage:
    """One entry of the rail: key, icon, message key of its name, and the page itself."""

    key: str
    icon: str
    name: str
    widget: QWidget
