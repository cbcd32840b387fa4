"""Whether there is a screen to show a window on, and which Qt platform to use."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping


def has_screen(environment: Mapping[str, str] | None = None, platform: str = sys.platform) -> bool:
    """True when a window can be shown: Windows, macOS, or a display server named in the environment."""
    env = os.environ if environment is None else environment
    if env.get("QT_QPA_PLATFORM"):
        return not env["QT_QPA_PLATFORM"].startswith(("offscreen", "minimal"))
    if platform in ("win32", "darwin"):
        return True
    return bool(env.get("DISPLAY") or env.get("WAYLAND_DISPLAY"))


def use_offscreen() -> None:
    """Makes Qt draw into memory."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"


def choose_input_method(environment: Mapping[str, str] | None = None) -> None:
    """The wheel of Qt knows only ibus and compose: where fcitx is asked for, its ibus front is used."""
    env = os.environ if environment is None else environment
    asked = f"{env.get('QT_IM_MODULE', '')} {env.get('XMODIFIERS', '')}".lower()
    if "fcitx" in asked:
        os.environ["QT_IM_MODULE"] = "ibus"
