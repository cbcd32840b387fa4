"""Tables and indexes of the timed work: its lease, and what finds its cases without reading all of them."""

from __future__ import annotations

from sqlalchemy import Index, Table, text

from models.domain.case import ALARMING
from models.store import columns as c
from models.store.tables import IS_OPEN, case_log, incident, metadata

lease = Table(
    "lease", metadata, c.text("name", key=True), c.text("holder"), c.instant("until", optional=False),
    sqlite_strict=True,
)  # fmt: skip
"""Who alone may do some work, and until when; the database's clock decides. No console holds it in memory."""

_SEVERITIES = ", ".join(f"'{severity}'" for severity in sorted(ALARMING))
IS_ALARMING = f"severity IN ({_SEVERITIES}) AND acknowledged_at IS NULL AND {IS_OPEN}"
"""The predicate of the alarms nobody acknowledged, word for word that of their index."""
IS_SUSPENDED = "suspended_until IS NOT NULL"
"""The predicate of the suspended cases, word for word that of their index."""
IS_RETURN = "verb = 'return'"
"""The predicate of the returns in the log, word for word that of their index."""


def _partial(name: str, where: str, *columns: object) -> None:
    Index(name, *columns, sqlite_where=text(where), postgresql_where=text(where))  # type: ignore[arg-type]


_partial("ix_incident_alarming", IS_ALARMING, incident.c.supervised, incident.c.opened_at)
_partial("ix_incident_suspended_until", IS_SUSPENDED, incident.c.suspended_until)
_partial("ix_case_log_returned", IS_RETURN, case_log.c.occurred_at, case_log.c.case_id)
