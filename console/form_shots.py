"""Pictures of every form in both languages and themes, for docs/, and the page that lists them."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage

from console.desk_parts import Desk
from console.form_scenes import BEFORE, NEW_CASE, Scenes, make_scenes, officer_for
from console.headless import now_of_machine, open_database
from console.messages import messages
from console.session import make_session
from console.shots import MAIN_SIZES, THEMES, Shot, at_desk, prepare, run_shots, wait_until
from models.domain.errors import BadInput

LANGUAGES = ("zh", "en")
EDGE = 4
COLOURS = 48
SETTLED = 0.15
"""Seconds in which what was typed is looked up and laid out."""
HEAD = """# Forms

Written by `make shots`; do not edit. Each form as it opens on a case of the demonstration, filled in as somebody
would, before it is confirmed.
"""


def write_form_pictures(folder: Path, url: str) -> list[Path]:
    """Pictures of all forms of a demonstration, which gets cases for them; and forms.md above the folder's parent."""
    found = open_database(url)
    scenes = make_scenes(found, now_of_machine())
    wanted = list(form_shots(folder))

    async def each(desk: Desk) -> None:
        for shot, path in wanted:
            await prepare(desk, shot)
            await open_form(desk, scenes, shot.form or "")
            await asyncio.sleep(SETTLED)
            _grab(desk, path)
            desk.page.detail.form.cleared.emit()
            desk.controller.select("")

    run_shots(lambda: at_desk(found, wanted[0][0], None, None, each))
    (folder.parent.parent / "forms.md").write_text(page(folder.name), encoding="utf-8")
    return [path for _, path in wanted]


def form_shots(folder: Path) -> Iterator[tuple[Shot, Path]]:
    """Every language, theme and form with its file."""
    width, height = MAIN_SIZES[0]
    for language in LANGUAGES:
        for theme in THEMES:
            for verb in BEFORE:
                name = f"{verb}-{language}-{theme}.png"
                yield Shot("desk", width, height, language, theme, form=verb), folder / name


async def open_form(desk: Desk, scenes: Scenes, verb: str, fields: Mapping[str, str] | None = None) -> None:
    """Opens the form of an act on its case, by somebody who may, filled in as somebody would."""
    officer = officer_for(desk.opened, verb)
    if desk.session.officer.code != officer.code:
        desk.set_session(make_session(desk.opened, officer, desk.session.messages.language))
    if verb in NEW_CASE:
        desk.controller.report(verb)
    else:
        case_id = scenes.cases[verb]
        desk.controller.select(case_id)
        await wait_until(lambda: desk.page.detail.view is not None and desk.page.detail.view.case_id == case_id)
        desk.controller.act(verb)
    if not desk.page.detail.form_open:
        raise BadInput("form_not_here", verb=verb)
    desk.page.detail.form.set_values(scenes.fields.get(verb, {}) if fields is None else fields)
    if verb == "report":
        await wait_until(lambda: bool(desk.page.detail.form.likely()))
    await desk.tasks.finish(5)


def page(folder: str) -> str:
    """docs/forms.md: the forms with their pictures, and the words of both languages."""
    zh, en = messages("zh"), messages("en")
    lines = [HEAD]
    for verb in BEFORE:
        lines.append(f"## {zh.word('verb', verb)} · {en.word('verb', verb)}\n")
        for language in LANGUAGES:
            names = [(theme, f"pictures/{folder}/{verb}-{language}-{theme}.png") for theme in THEMES]
            lines.append(" ".join(f"![{verb}, {language}, {theme}]({name})" for theme, name in names) + "\n")
    return "\n".join(lines)


def _grab(desk: Desk, path: Path) -> None:
    """The pane with the form, in few colours: small enough to be kept with the sources."""
    pane = desk.page.detail
    area = QRect(pane.rect()).adjusted(EDGE, EDGE, -EDGE, -EDGE)
    path.parent.mkdir(parents=True, exist_ok=True)
    if not few_colours(pane.grab(area).toImage()).save(str(path), None, 0):
        raise BadInput("picture_not_written", path=str(path))


def few_colours(image: QImage) -> QImage:
    """The picture in its COLOURS most frequent colours; every other becomes the nearest of them."""
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    width, height = plain.width(), plain.height()
    pixels = np.frombuffer(plain.constBits(), np.uint32).reshape(height, plain.bytesPerLine() // 4)[:, :width]
    found, places, counts = np.unique(pixels, return_inverse=True, return_counts=True)
    kept = found[np.argsort(-counts, kind="stable")[:COLOURS]]

    def parts(colours: NDArray[np.uint32]) -> NDArray[np.int64]:
        return np.stack([(colours >> shift) & 255 for shift in (16, 8, 0)], axis=1).astype(np.int64)

    away = np.abs(parts(found)[:, None, :] - parts(kept)[None, :, :]).sum(axis=2)
    nearest = away.argmin(axis=1).astype(np.uint8)
    indexed = np.zeros((height, (width + 3) // 4 * 4), np.uint8)
    indexed[:, :width] = nearest[places.reshape(height, width)]
    made = QImage(indexed.tobytes(), width, height, indexed.shape[1], QImage.Format.Format_Indexed8)
    made.setColorTable([int(colour) for colour in kept])
    return made.copy()
