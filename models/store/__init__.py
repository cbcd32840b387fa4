"""The shared database: tables, engines, units of work, bulk writing, migrations (SQLite and PostgreSQL)."""
