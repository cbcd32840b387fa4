"""What people do: one dataclass and one handler each, over the unit of work as a protocol."""
