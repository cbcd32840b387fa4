"""SQL files of one database."""
