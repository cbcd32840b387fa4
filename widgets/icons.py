"""Icons of one set (Lucide, ISC; see resources/icons/LICENSE.txt), one stroke width, tinted by a token."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import Final

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

#: Stroke in units of the 24-unit drawing; the set's own 2 is too heavy beside the text.
STROKE: Final = "1.75"
_SCALES: Final = (1.0, 1.25, 1.5, 1.75, 2.0, 3.0)


def icon_names() -> tuple[str, ...]:
    """Every icon that is shipped, sorted."""
    folder = files("resources").joinpath("icons")
    return tuple(sorted(f.name.removesuffix(".svg") for f in folder.iterdir() if f.name.endswith(".svg")))


@lru_cache(maxsize=128)
def _source(name: str) -> str:
    path = files("resources").joinpath("icons", f"{name}.svg")
    if not path.is_file():
        raise KeyError(name)
    return path.read_text(encoding="utf-8").replace('stroke-width="2"', f'stroke-width="{STROKE}"')


def svg_bytes(name: str, color: str) -> bytes:
    """The drawing of icon ``name`` in ``color`` (``#rrggbb``); raises KeyError for an unknown name."""
    return _source(name).replace("currentColor", color).encode()


@lru_cache(maxsize=512)
def _image(name: str, color: str, size: int, scale: float) -> QImage:
    side = max(1, round(size * scale))
    image = QImage(QSize(side, side), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(QByteArray(svg_bytes(name, color))).render(painter, QRectF(0, 0, side, side))
    painter.end()
    image.setDevicePixelRatio(scale)
    return image


def icon_pixmap(name: str, color: QColor | str, size: int, scale: float = 1.0) -> QPixmap:
    """Icon ``name`` as a picture ``size`` device-independent pixels wide for device pixel ratio ``scale``."""
    return QPixmap.fromImage(_image(name, QColor(color).name(), size, scale))


def icon(name: str, color: QColor | str, size: int = 20) -> QIcon:
    """Icon ``name`` tinted with ``color``, sharp at every usual device pixel ratio.

    Raises KeyError for a name that is not shipped. Pictures are cached, so calling again is cheap.
    """
    result = QIcon()
    for scale in _SCALES:
        result.addPixmap(icon_pixmap(name, color, size, scale))
    return result
