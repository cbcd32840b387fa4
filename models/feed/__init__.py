"""What the database tells every console: a snapshot, then every change, in a thread of its own."""
