"""What is odd about a whole file: told, never acted upon."""

from __future__ import annotations

from models.exchange.mapping import Mapping
from models.exchange.positions import look_alike
from models.exchange.units import Note, Seen

_REPEATED_SHARE = 0.05
_REPEATED_LEAST = 100


def whole_file_notes(seen: Seen, mapping: Mapping) -> tuple[Note, ...]:
    """Positions that look like another coordinate system, one position on very many rows, positions left out."""
    notes: list[Note] = []
    alike = look_alike(seen.samples, mapping.crs)
    if alike is not None:
        arguments = {"declared": mapping.crs, "rows": alike.rows, "fitting": alike.fitting,
                     "fitting_declared": alike.fitting_declared}  # fmt: skip
        notes.append(Note(alike.key, arguments))
    total = sum(seen.positions.values())
    for (lon, lat), rows in seen.positions.most_common(1):
        if rows >= max(_REPEATED_LEAST, _REPEATED_SHARE * total):
            notes.append(Note("note_position_repeated", {"lon": lon, "lat": lat, "rows": rows}))
    for fault, rows in seen.dropped_positions.items():
        notes.append(Note("note_position_dropped", {"fault": fault, "rows": rows}))
    return tuple(notes)
