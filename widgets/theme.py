"""Themes, palette and the urgency marks; ``apply_theme`` is the one way to dress a window.

Widgets hold no colours: they get a :class:`Theme` through ``set_theme(theme)``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, Protocol, runtime_checkable

from PySide6.QtCore import QObject, QPointF, QRectF, QTemporaryDir
from PySide6.QtGui import QColor, QPainterPath, QPainterPathStroker, QPalette, QPolygonF
from PySide6.QtWidgets import QApplication, QWidget

from widgets.icons import svg_bytes
from widgets.stylesheet import ARROW_ICONS, style_sheet
from widgets.tokens import DARK_TOKENS, LIGHT_TOKENS, Tokens

Urgency = Literal["overdue", "due_soon", "on_track", "done"]
URGENCIES: Final[tuple[Urgency, ...]] = ("overdue", "due_soon", "on_track", "done")


@dataclass(frozen=True, slots=True)
class Theme:
    """A name (``light`` or ``dark``) and its colours."""

    name: str
    tokens: Tokens

    def color(self, token: str) -> QColor:
        """The colour of a single-colour token; raises AttributeError for an unknown name."""
        return QColor(getattr(self.tokens, token))

    def urgency_text(self, urgency: str) -> QColor:
        """Colour of the words of an urgency; an unknown one is shown as done (neutral)."""
        return self.color(f"{urgency if urgency in URGENCIES else 'done'}_text")

    def urgency_fill(self, urgency: str) -> QColor:
        """Colour of the mark of an urgency; an unknown one is shown as done (neutral)."""
        return self.color(f"{urgency if urgency in URGENCIES else 'done'}_fill")


LIGHT: Final = Theme("light", LIGHT_TOKENS)
DARK: Final = Theme("dark", DARK_TOKENS)


@runtime_checkable
class Themed(Protocol):
    """A widget that paints with tokens."""

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme`` and repaint."""


def theme_named(name: str) -> Theme:
    """``dark`` gives :data:`DARK`, anything else :data:`LIGHT`."""
    return DARK if name == DARK.name else LIGHT


def urgency_path(kind: str, rect: QRectF) -> QPainterPath:
    """The mark of an urgency inside ``rect``: triangle, diamond, disc, tick (``done`` and unknown).

    Shapes differ so that urgency never rests on colour alone.
    """
    path = QPainterPath()
    left, top, width, height = rect.x(), rect.y(), rect.width(), rect.height()
    points: tuple[tuple[float, float], ...]
    if kind == "overdue":
        points = ((0.5, 0.06), (1.0, 0.92), (0.0, 0.92))
    elif kind == "due_soon":
        points = ((0.5, 0.0), (1.0, 0.5), (0.5, 1.0), (0.0, 0.5))
    elif kind == "on_track":
        path.addEllipse(rect.adjusted(width * 0.1, height * 0.1, -width * 0.1, -height * 0.1))
        return path
    else:
        path.moveTo(left + width * 0.12, top + height * 0.55)
        path.lineTo(left + width * 0.4, top + height * 0.84)
        path.lineTo(left + width * 0.88, top + height * 0.22)
        stroker = QPainterPathStroker()
        stroker.setWidth(max(1.5, width * 0.17))
        return stroker.createStroke(path).simplified()
    path.addPolygon(QPolygonF([QPointF(left + x * width, top + y * height) for x, y in points]))
    path.closeSubpath()
    return path


def palette(theme: Theme) -> QPalette:
    """The palette that Fusion needs to look like ``theme`` where the style sheet is silent."""
    role = QPalette.ColorRole
    colours = {
        role.Window: "background", role.WindowText: "ink", role.Base: "panel", role.Text: "ink",
        role.AlternateBase: "background", role.Button: "panel", role.ButtonText: "ink",
        role.BrightText: "overdue_text", role.Highlight: "accent", role.HighlightedText: "on_accent",
        role.Accent: "accent", role.ToolTipBase: "panel", role.ToolTipText: "ink", role.Link: "accent",
        role.LinkVisited: "accent", role.PlaceholderText: "faint", role.Light: "panel",
        role.Midlight: "background", role.Mid: "line", role.Dark: "line_strong", role.Shadow: "line_strong",
    }  # fmt: skip
    result = QPalette()
    for name, token in colours.items():
        result.setColor(name, theme.color(token))
    for name in (role.WindowText, role.Text, role.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, name, theme.color("faint"))
    result.setColor(QPalette.ColorGroup.Disabled, role.Highlight, theme.color("line"))
    result.setColor(QPalette.ColorGroup.Disabled, role.HighlightedText, theme.color("faint"))
    return result


def qss(theme: Theme, icon_dir: str = "") -> str:
    """The application's one style sheet.

    ``icon_dir`` holds the tinted arrow pictures made by :func:`apply_theme`; without it the arrows
    are left to Fusion.
    """
    return style_sheet(theme.name, theme.tokens, icon_dir)


def apply_theme(app: QApplication, root: QWidget | None, theme: Theme) -> None:
    """Dress the whole application: style, palette, style sheet, and every themed child of ``root``."""
    style = app.style()
    if style is None or style.objectName().lower() != "fusion":
        app.setStyle("Fusion")
    app.setPalette(palette(theme))
    sheet = qss(theme, _arrow_folder(app, theme))
    if app.styleSheet() != sheet:
        app.setStyleSheet(sheet)
    if root is not None:
        theme_children(root, theme)


def theme_children(root: QWidget, theme: Theme) -> None:
    """Call ``set_theme`` on ``root`` and on every child that has it."""
    for widget in (root, *root.findChildren(QWidget)):
        if isinstance(widget, Themed):
            widget.set_theme(theme)


class _IconFolder(QObject):
    """Tinted pictures on disk (style sheets take pictures from files only); lives as long as its parent."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.folder = QTemporaryDir()


def _arrow_folder(app: QApplication, theme: Theme) -> str:
    holder = next((child for child in app.children() if isinstance(child, _IconFolder)), None) or _IconFolder(app)
    if not holder.folder.isValid():
        return ""
    for icon_name, token in ARROW_ICONS:
        with open(holder.folder.filePath(f"{theme.name}-{icon_name}.svg"), "wb") as file:
            file.write(svg_bytes(icon_name, getattr(theme.tokens, token)))
    return holder.folder.path()
