"""Mappings of this workstation: the folder of saved ones, proposals for unknown files, and saving them. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from console.headless import Opened
from console.import_sink import places_of
from console.mapping_words import field_words, reason_words
from console.messages import Messages
from console.settings import config_folder
from models.domain.errors import BadInput
from models.domain.instant import Instant
from models.exchange.mapping import Mapping as FileMapping
from models.exchange.mapping_files import load_mapping, own_files, preset_names, recognise
from models.exchange.mapping_toml import save_mapping, toml_of
from models.exchange.match_codes import Known
from models.exchange.match_propose import Proposal, Reason, propose
from models.exchange.match_values import FileLook, header_of, look_at
from models.exchange.match_words import match_words
from models.exchange.matching import Matching, data_of, mapping_of
from models.exchange.validate import Rules


@dataclass(frozen=True, slots=True)
class Matched:
    """An unknown file with what is proposed for it, what the database knows, and what rows are checked against."""

    look: FileLook
    proposal: Proposal
    known: Known
    rules: Rules


def mapping_folder() -> Path:
    """Where saved mappings are kept."""
    return config_folder() / "mappings"


def mapping_called(name_or_path: str) -> FileMapping:
    """A preset, a saved mapping, or a file. Raises BadInput as `load_mapping` does."""
    return load_mapping(name_or_path, mapping_folder())


def mapping_fitting(path: Path) -> str | None:
    """The name of the mapping that fits a file's header. Raises BadInput for a file that cannot be read."""
    return recognise(header_of(path), mapping_folder())


def saved_names() -> tuple[str, ...]:
    """The names of the saved mappings."""
    return tuple(own_files(mapping_folder()))


def known_of(opened: Opened) -> Known:
    """What a database knows that a file's values may stand for."""
    reference = opened.reference
    return Known(
        departments={code: unit.name for code, unit in reference.departments.items() if unit.valid_to is None},
        department_platforms={
            code: unit.platform_code for code, unit in reference.departments.items() if unit.platform_code
        },
        communities={code: unit.name for code, unit in reference.communities.items()},
        categories={code: category.minor_name for code, category in reference.categories.items()},
        platforms={code: platform.name for code, platform in reference.platforms.items()},
        zone=reference.info.zone if reference.info.zone_declared else None,
        places=places_of(reference.grids.values()),
    )


def match(files: Sequence[Path], known: Known, now: Instant) -> Matched:
    """Looks at files and proposes. Raises BadInput for files that cannot be read as a whole."""
    words = match_words()
    look = look_at(files, words.missing)
    rules = Rules(now, known.places, frozenset(known.categories))
    return Matched(look, propose(look, known, words), known, rules)


def text_of(matching: Matching, reasons: dict[str, Reason], messages: Messages) -> str:
    """The mapping file, with the reason of each proposal above what it proposes."""
    remarks: dict[str, str] = {}
    for key, reason in reasons.items():
        head, _, part = key.partition(".")
        said = reason_words(messages, reason)
        line = f"{field_words(messages, key)}: {said}" if part else said
        remarks[head] = "\n".join(filter(None, (remarks.get(head, ""), line)))
    return toml_of(data_of(matching), remarks)


def save(matching: Matching, reasons: dict[str, Reason], messages: Messages) -> Path:
    """Writes the mapping into the folder, under its source's name; one of that name made before is replaced.

    Raises BadInput: what the mapping lacks, mapping_name_taken for the name of a preset, mapping_unwritable.
    """
    mapping_of(matching)
    if matching.source in preset_names():
        raise BadInput("mapping_name_taken", mapping=matching.source)
    path = mapping_folder() / f"{matching.source}.toml"
    save_mapping(path, text_of(matching, reasons, messages), replace=True)
    return path


def named(matching: Matching, name: str, source: str) -> Matching:
    """The matching with another name and source key."""
    return replace(matching, name=name.strip(), source=source.strip())
