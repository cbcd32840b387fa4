"""One file for each schema version, never edited once released."""
