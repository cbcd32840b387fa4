"""Alembic's revisions of the tables; triggers and functions are re-created from files after them."""
