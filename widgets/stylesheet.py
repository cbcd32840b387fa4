"""The application's one style sheet as text; every colour comes from the tokens."""

from __future__ import annotations

from dataclasses import asdict
from string import Template
from typing import Final

from widgets.tokens import Tokens

#: Pictures the sheet needs, each with the token that tints it.
ARROW_ICONS: Final = (("chevron-down", "muted"), ("chevron-up", "muted"), ("check", "on_accent"))

_CONTAINERS: Final = """
QMainWindow, QDialog, QMessageBox, QFileDialog { background: $background; color: $ink; }
QLabel { background: transparent; color: $ink; }
QLabel[tone="muted"] { color: $muted; }
QLabel[tone="faint"] { color: $faint; }
QLabel[tone="accent"] { color: $accent; }
QLabel[tone="overdue"] { color: $overdue_text; }
QLabel[tone="due_soon"] { color: $due_soon_text; }
QLabel[tone="on_track"] { color: $on_track_text; }
QLabel:disabled { color: $faint; }
QFrame[panel="true"] { background: $panel; border: 1px solid $line; border-radius: 8px; }
QFrame[rule="true"] { background: $line; border: none; max-height: 1px; min-height: 1px; }
QGroupBox { border: 1px solid $line; border-radius: 8px; margin-top: 12px; padding: 12px 8px 8px 8px; }
QGroupBox::title { subcontrol-origin: margin; left: 12px; padding: 0 4px; color: $muted; }
QSplitter::handle { background: transparent; }
QSplitter::handle:hover { background: $line; }
QScrollArea, QAbstractScrollArea { border: none; }
QStatusBar { background: $panel; color: $muted; border-top: 1px solid $line; }
QDockWidget { color: $ink; }
QDockWidget::title { background: $panel; border: 1px solid $line; padding: 6px 12px; text-align: left; }
QTabBar::tab { background: transparent; color: $muted; padding: 8px 12px; border-bottom: 2px solid $line; }
QTabBar::tab:hover { color: $ink; }
QTabBar::tab:selected { color: $ink; border-bottom: 2px solid $accent; }
QTabBar::tab:focus { background: $selected; }
QTabWidget::pane { border: none; }
"""

_BUTTONS: Final = """
QPushButton { background: $panel; color: $ink; border: 1px solid $line; border-radius: 6px;
  padding: 6px 14px; min-height: 20px; }
QPushButton:hover { background: $hover; border-color: $line_strong; }
QPushButton:pressed { background: $selected; }
QPushButton:focus { border: 1px solid $accent; }
QPushButton:disabled { color: $faint; background: $background; border-color: $line; }
QPushButton:default, QPushButton[kind="primary"] { background: $accent; color: $on_accent; border-color: $accent; }
QPushButton:default:hover, QPushButton[kind="primary"]:hover { background: $accent_hover; }
QPushButton:default:focus, QPushButton[kind="primary"]:focus { border: 2px solid $ink; padding: 5px 13px; }
QPushButton[kind="danger"] { color: $overdue_text; }
QPushButton[kind="primary"]:disabled, QPushButton:default:disabled {
  background: $background; color: $faint; border-color: $line; }
QToolButton { background: transparent; color: $ink; border: 1px solid transparent; border-radius: 6px;
  padding: 4px 8px; }
QToolButton[tone="muted"] { color: $muted; }
QToolButton:hover { background: $hover; border-color: $line; }
QToolButton:pressed, QToolButton:checked, QToolButton:open { background: $selected; }
QToolButton:focus { border: 1px solid $accent; }
QToolButton:disabled { color: $faint; }
QToolButton::menu-indicator { image: none; width: 0; }
QCheckBox, QRadioButton { color: $ink; spacing: 8px; background: transparent; }
QCheckBox:disabled, QRadioButton:disabled { color: $faint; }
QCheckBox::indicator, QRadioButton::indicator { width: 14px; height: 14px; border: 1px solid $line_strong;
  background: $panel; border-radius: 4px; }
QRadioButton::indicator { border-radius: 8px; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover,
QCheckBox::indicator:focus, QRadioButton::indicator:focus { border-color: $accent; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent; $check }
QCheckBox::indicator:indeterminate { background: $line_strong; border-color: $line_strong; }
QRadioButton::indicator:checked { border: 5px solid $accent; width: 6px; height: 6px; background: $panel; }
QCheckBox:focus, QRadioButton:focus { color: $accent; }
"""

_FIELDS: Final = """
QLineEdit, QTextEdit, QPlainTextEdit, QComboBox, QAbstractSpinBox { background: $panel; color: $ink;
  border: 1px solid $line_strong; border-radius: 6px; padding: 5px 8px; min-height: 20px;
  selection-background-color: $accent; selection-color: $on_accent; }
QLineEdit, QTextEdit, QPlainTextEdit { placeholder-text-color: $faint; }
QAbstractSpinBox QLineEdit, QAbstractSpinBox QLineEdit:focus, QComboBox QLineEdit, QComboBox QLineEdit:focus {
  border: none; padding: 0; min-height: 0; background: transparent; }
QLineEdit[bare="true"], QLineEdit[bare="true"]:focus { border: none; padding: 0; background: transparent; }
QTextEdit, QPlainTextEdit { padding: 4px; }
QLineEdit:focus, QTextEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {
  border: 2px solid $accent; padding: 4px 7px; }
QTextEdit:focus, QPlainTextEdit:focus { padding: 3px; }
QLineEdit:disabled, QTextEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled,
QAbstractSpinBox:disabled { background: $background; color: $faint; border-color: $line; }
QLineEdit[invalid="true"], QTextEdit[invalid="true"], QPlainTextEdit[invalid="true"],
QComboBox[invalid="true"] { border: 2px solid $overdue_fill; padding: 4px 7px; }
QComboBox::drop-down { border: none; width: 24px; }
QComboBox::down-arrow { $down width: 14px; height: 14px; }
QComboBox QAbstractItemView { background: $panel; color: $ink; border: 1px solid $line; outline: none;
  padding: 4px; selection-background-color: $selected; selection-color: $ink; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { border: none; width: 20px; background: transparent; }
QAbstractSpinBox::up-button:hover, QAbstractSpinBox::down-button:hover { background: $hover; }
QAbstractSpinBox::up-arrow { $up width: 10px; height: 10px; }
QAbstractSpinBox::down-arrow { $down width: 10px; height: 10px; }
QSlider::groove:horizontal { height: 4px; background: $line; border-radius: 2px; }
QSlider::handle:horizontal { width: 14px; margin: -5px 0; border-radius: 7px; background: $accent; }
QProgressBar { background: $line; border: none; border-radius: 3px; max-height: 6px; color: transparent; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
"""

_LISTS: Final = """
QTableView, QTreeView, QListWidget { background: $panel; color: $ink; border: none; gridline-color: $line;
  alternate-background-color: $background; selection-background-color: $selected; selection-color: $ink;
  outline: none; }
QTableView:focus, QTreeView:focus, QListWidget:focus { border: none; }
QHeaderView { background: $panel; border: none; }
QHeaderView::section { background: $panel; color: $muted; border: none; border-bottom: 1px solid $line;
  padding: 6px 8px; }
QHeaderView[narrow="true"]::section { padding: 6px 0; }
QTableCornerButton::section { background: $panel; border: none; border-bottom: 1px solid $line; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; border: none; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; border: none; }
QScrollBar::handle:vertical { background: $line_strong; min-height: 32px; border-radius: 3px; margin: 2px; }
QScrollBar::handle:horizontal { background: $line_strong; min-width: 32px; border-radius: 3px; margin: 2px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; }
"""

_FLOATING: Final = """
QMenuBar { background: $panel; color: $ink; border-bottom: 1px solid $line; }
QMenuBar::item { padding: 6px 10px; background: transparent; border-radius: 6px; }
QMenuBar::item:selected { background: $selected; }
QMenu { background: $panel; color: $ink; border: 1px solid $line; padding: 4px; }
QMenu::item { padding: 6px 24px 6px 12px; border-radius: 4px; }
QMenu::item:selected { background: $selected; color: $ink; }
QMenu::item:disabled { color: $faint; }
QMenu::item:checked { color: $accent; font-weight: bold; }
QMenu::indicator { width: 0; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }
QToolTip { background: $panel; color: $ink; border: 1px solid $line_strong; padding: 4px 6px; }
"""


def style_sheet(name: str, tokens: Tokens, icon_dir: str) -> str:
    """The sheet of theme ``name``; ``icon_dir`` holds ``<name>-<icon>.svg``, "" leaves the pictures out."""
    colours = {key: value for key, value in asdict(tokens).items() if isinstance(value, str)}

    def picture(icon: str) -> str:
        return f'image: url("{icon_dir}/{name}-{icon}.svg");' if icon_dir else ""

    pictures = {"check": picture("check"), "down": picture("chevron-down"), "up": picture("chevron-up")}
    text = _CONTAINERS + _BUTTONS + _FIELDS + _LISTS + _FLOATING
    return Template(text).substitute(colours, **pictures)
