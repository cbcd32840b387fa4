"""Records of the core, all of them: nothing can be changed in them, nothing can be added to them."""

from __future__ import annotations

import dataclasses
import importlib
import inspect
import pkgutil

import pytest

import models.commands
import models.domain

MODULES = [
    importlib.import_module(found.name)
    for package in (models.domain, models.commands)
    for found in pkgutil.iter_modules(package.__path__, f"{package.__name__}.")
]
RECORDS = [
    thing
    for module in MODULES
    for _name, thing in inspect.getmembers(module, dataclasses.is_dataclass)
    if isinstance(thing, type) and thing.__module__ == module.__name__
]


def test_that_the_records_were_found() -> None:
    assert {"Case", "LogEntry", "Transition", "Act", "Limit", "Explanation", "ReportCase", "CommandRow"} <= {
        record.__name__ for record in RECORDS
    }


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__qualname__)
def test_that_a_record_is_frozen_and_slotted(record: type) -> None:
    # Made without its fields, so that only the class itself can refuse.
    bare: object = object.__new__(record)
    field = dataclasses.fields(record)[0].name
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(bare, field, None)
    assert not hasattr(bare, "__dict__")
