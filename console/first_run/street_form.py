"""The fields of an own street, one page for each step: plain values in, a plan out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QComboBox, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from console.desk.path_line import PathLine
from console.first_run.fields import FieldGrid, FilesField, Line
from console.messages import Messages
from console.street_plan import NONE, SHIPPED, StreetPlan
from models.domain.organisation import Community
from widgets.key_button import KeyButton

STEPS = ("place", "organisation", "grids", "rules", "preview")
OWN = ""
CRS = ("", "wgs84", "gcj02")


class ShippedOrFile(QWidget):
    """What comes with the program, possibly none, or a file of one's own."""

    changed = Signal()

    def __init__(self, *, none: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box, self.path = QComboBox(self), PathLine(save=False, parent=self)
        for key in (SHIPPED, *((NONE,) if none else ()), OWN):
            self.box.addItem("", key)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.box)
        column.addWidget(self.path)
        self.path.hide()
        self.box.currentIndexChanged.connect(self._picked)
        self.path.changed.connect(self.changed)

    def value(self) -> str:
        """The plan's word for it: SHIPPED, NONE or a path ("" while none is named)."""
        key = str(self.box.currentData())
        return key if key != OWN else self.path.path()

    def set_value(self, value: str) -> None:
        """Shows a plan's word."""
        known = self.box.findData(value) if value else self.box.findData(OWN)
        self.box.setCurrentIndex(known if known >= 0 else self.box.findData(OWN))
        if known < 0:
            self.path.set_path(value)

    def set_texts(self, texts: Mapping[str, str]) -> None:
        """The choices' words by key."""
        for place in range(self.box.count()):
            self.box.setItemText(place, texts[str(self.box.itemData(place))])

    @Slot()
    def _picked(self) -> None:
        self.path.setVisible(self.box.currentData() == OWN)
        self.changed.emit()


class StreetForm(QStackedWidget):
    """`changed` follows every change of a field, `template_asked` the button of the template."""

    changed = Signal()
    template_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines = {name: Line() for name in ("name", "name_en", "code", "zone", "prefix")}
        self.organisation = FilesField("Ctrl+O")
        self.template = KeyButton(key="Ctrl+M")
        self.template.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.template.set_icon_name("download")
        self.organisation.buttons.insertWidget(1, self.template)
        self.grids = PathLine(save=False)
        self.crs, self.community = QComboBox(), QComboBox()
        self.catalogue, self.calendar = ShippedOrFile(none=True), ShippedOrFile(none=False)
        self.target = PathLine(save=True)
        self.pages = {step: FieldGrid(self) for step in STEPS}
        self._plan = StreetPlan()
        self._words: Messages | None = None
        for key in CRS:
            self.crs.addItem("", key)
        self.community.addItem("", "")
        self._lay_out()
        self._connect()

    def plan(self) -> StreetPlan:
        """The entries as they stand."""
        lines = {name: line.text().strip() for name, line in self.lines.items()}
        return replace(
            self._plan, **lines, organisation=self.organisation.text().strip(), grids=self.grids.path(),
            crs=str(self.crs.currentData()), community=str(self.community.currentData()),
            catalogue=self.catalogue.value(), calendar=self.calendar.value(), target=self.target.path(),
            step=self.currentIndex(),
        )  # fmt: skip

    def set_plan(self, plan: StreetPlan) -> None:
        """Shows entries that were kept."""
        self._plan = plan
        for name, line in self.lines.items():
            line.setText(getattr(plan, name))
        self.organisation.set_text(plan.organisation)
        self.grids.set_path(plan.grids)
        self.crs.setCurrentIndex(max(0, self.crs.findData(plan.crs)))
        if plan.community and self.community.findData(plan.community) < 0:
            self.community.addItem(plan.community, plan.community)
        self.community.setCurrentIndex(max(0, self.community.findData(plan.community)))
        self.catalogue.set_value(plan.catalogue)
        self.calendar.set_value(plan.calendar)
        self.target.set_path(plan.target)
        self.setCurrentIndex(min(max(0, plan.step), len(STEPS) - 1))

    def show_communities(self, communities: Mapping[str, Community]) -> None:
        """The communities that the organisation has, to be chosen for grids that name none."""
        chosen = str(self.community.currentData())
        with QSignalBlocker(self.community):
            while self.community.count() > 1:
                self.community.removeItem(1)
            for code, community in communities.items():
                self.community.addItem(f"{community.name} {code}", code)
            if chosen and chosen not in communities:
                self.community.addItem(chosen, chosen)
            self.community.setCurrentIndex(max(0, self.community.findData(chosen)))

    def set_messages(self, words: Messages) -> None:
        """Another language."""
        self._words = words
        for step, names in _NAMES.items():
            for name in names:
                about = f"street-{name}-about".replace("_", "-")
                text = words.text(f"street-{name}".replace("_", "-"))
                self.pages[step].set_label(name, text, words.text(about) if words.has(about) else "")
        choose = words.text("import-choose")
        self.organisation.set_words(choose, words.text("street-organisation"), words.text("street-tables"))
        self.template.set_text(words.text("street-template"))
        for line, name, kinds in (
            (self.grids, "street-grids", "street-geojson"), (self.catalogue.path, "street-catalogue", "street-tables"),
            (self.calendar.path, "street-calendar", "street-csv"), (self.target, "street-target", "shared-file-kinds"),
        ):  # fmt: skip
            line.set_words(words.text(name), words.text("export-choose"), words.text(name), words.text(kinds))
        for place, key in enumerate(CRS):
            self.crs.setItemText(place, words.text(f"street-crs-{key or 'none'}"))
        self.community.setItemText(0, words.text("street-community-none"))
        self.catalogue.set_texts({key: words.text(f"street-catalogue-{key or 'own'}") for key in (SHIPPED, NONE, OWN)})
        self.calendar.set_texts({key: words.text(f"street-calendar-{key or 'own'}") for key in (SHIPPED, OWN)})

    # -- inside -------------------------------------------------------------------------------------
    def _lay_out(self) -> None:
        fields = {
            **self.lines, "organisation": self.organisation, "grids": self.grids, "crs": self.crs,
            "community": self.community, "catalogue": self.catalogue, "calendar": self.calendar, "target": self.target,
        }  # fmt: skip
        said: dict[str, QWidget] = {
            "organisation": self.organisation.edit, "grids": self.grids.edit, "catalogue": self.catalogue.box,
            "calendar": self.calendar.box, "target": self.target.edit,
        }  # fmt: skip
        for step, page in self.pages.items():
            for name in _NAMES[step]:
                page.add(name, fields[name], said.get(name))
            self.addWidget(page)

    def _connect(self) -> None:
        for line in self.lines.values():
            line.textChanged.connect(self.changed)
        for widget in (self.organisation, self.grids, self.catalogue, self.calendar, self.target):
            widget.changed.connect(self.changed)
        for box in (self.crs, self.community):
            box.currentIndexChanged.connect(self.changed)
        self.template.clicked.connect(self.template_asked)


_NAMES = {
    "place": ("name", "name_en", "code", "zone", "prefix"),
    "organisation": ("organisation",),
    "grids": ("grids", "crs", "community"),
    "rules": ("catalogue", "calendar"),
    "preview": ("target",),
}
"""The fields of each step, in their order."""
