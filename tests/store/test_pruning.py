"""Old rows go in small batches; what somebody may still need stays."""

from __future__ import annotations

from collections import Counter

import pytest
from sqlalchemy import Engine, select

from models.domain.instant import DAY
from models.feed import source
from models.feed.core import FeedCore
from models.feed.feed import make_source
from models.steward.settings import parse_settings
from models.store import pruning
from models.store.bulk import BulkWriter
from models.store.info import read_now
from models.store.pruning import KEPT_CHANGES, prune
from models.store.tables import change, command, import_batch
from tests.store.making import NO_UNITS, add, batch, case_at, count, imported, run, touch, write_of

SETTINGS = parse_settings({"keep_command_days": 1, "keep_change_days": 1, "keep_import_days": 1})
NONE = parse_settings({"keep_command_days": None, "keep_change_days": None, "keep_import_days": None})


def put_command(engine: Engine, key: str, actor: str = "duty", target: str = "c1") -> None:
    run(
        engine,
        "insert into command (id, actor_code, console, verb, target_id, payload, outcome, result, occurred_at) values "
        "(:key, :actor, 'x', 'note', :target, '{}', 'done', '{}', 1)",
        key=key, actor=actor, target=target,
    )  # fmt: skip


def dropped(engine: Engine, days: float, **more: int) -> dict[str, int]:
    """What goes when so many days have passed since now."""
    found: Counter[str] = Counter()
    for table, rows in prune(engine, read_now(engine) + int(days * DAY), SETTINGS, **more):
        found[table] += rows
    return dict(found)


def commands(engine: Engine) -> set[str]:
    with engine.connect() as connection:
        return set(connection.execute(select(command.c.id)).scalars())


def test_that_the_command_ledger_keeps_what_is_young(engine: Engine) -> None:
    add(engine, case_at(1))
    put_command(engine, "k1")
    assert dropped(engine, 0.9) == {}
    assert dropped(engine, 1.1)["command"] == 1
    assert commands(engine) == set()


def test_that_the_stewards_own_commands_stay_while_the_case_may_be_acted_on(engine: Engine) -> None:
    add(engine, case_at(1), case_at(2, state="closed"), case_at(3, parent_id="c1"))
    for nth in (1, 2, 3):
        put_command(engine, f"s{nth}", "steward", f"c{nth}")
        put_command(engine, f"d{nth}", "duty", f"c{nth}")
    assert dropped(engine, 2)["command"] == 4
    assert commands(engine) == {"s1", "s3"}


def test_that_changes_go_by_age_but_the_newest_stay(engine: Engine) -> None:
    add(engine, *(case_at(nth) for nth in range(1, 31)))
    total = count(engine, change)
    assert "change" not in dropped(engine, 2)
    assert "change" not in dropped(engine, 0.9, kept_changes=10)
    assert dropped(engine, 2, kept_changes=10)["change"] == total - 10
    assert count(engine, change) == 10


def test_that_what_is_kept_is_more_than_a_feed_ever_asks_for() -> None:
    assert KEPT_CHANGES > source.TOO_MANY


def test_that_a_feed_that_waits_misses_nothing(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "TOO_MANY", 8)
    monkeypatch.setattr("models.feed.postgresql.TOO_MANY", 8)
    add(engine, *(case_at(nth) for nth in range(1, 11)))
    found = make_source(engine, 0.0, lambda: 0)
    core = FeedCore(found, lambda: 0)
    found.open()
    core.begin()
    for nth in range(1, 9):
        touch(engine, f"c{nth}", title="changed")
    assert dropped(engine, 2, kept_changes=10)["change"] > 0
    delta, _ = core.poll()
    assert delta is not None
    assert {case.id for case in delta.upserts} == {f"c{nth}" for nth in range(1, 9)}
    found.close()
    found.dispose()


def test_that_imports_that_brought_nothing_go_and_others_stay(engine: Engine) -> None:
    writer = BulkWriter(engine)
    writer.begin(batch("i1"), NO_UNITS)
    writer.write([write_of(imported(1))])
    writer.begin(batch("i2"), NO_UNITS)
    assert dropped(engine, 2)["import_batch"] == 1
    with engine.connect() as connection:
        assert connection.execute(select(import_batch.c.id)).scalars().all() == ["i1"]


def test_that_batches_are_small_and_a_round_has_so_many(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pruning, "MOST_BATCHES", 3)
    for nth in range(11):
        put_command(engine, f"k{nth:02}")
    later = read_now(engine) + 2 * DAY
    steps = [rows for table, rows in prune(engine, later, SETTINGS, batch=3) if table == "command"]
    assert steps == [3, 3, 3]
    steps = [rows for table, rows in prune(engine, later, SETTINGS, batch=3) if table == "command"]
    assert steps == [2]
    assert "command" not in dict(prune(engine, later, SETTINGS, batch=3))


def test_that_a_batch_that_fits_exactly_is_the_last(engine: Engine) -> None:
    for nth in range(6):
        put_command(engine, f"k{nth}")
    later = read_now(engine) + 2 * DAY
    assert [rows for table, rows in prune(engine, later, SETTINGS, batch=3) if table == "command"] == [3, 3]


def test_that_nothing_goes_where_it_is_turned_off(engine: Engine) -> None:
    put_command(engine, "k1")
    assert list(prune(engine, read_now(engine) + 900 * DAY, NONE, kept_changes=0)) == []
