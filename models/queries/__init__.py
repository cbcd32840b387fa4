"""The read side beyond the board: past instants, figures, details, history, reference data."""
