"""Qt item models: thin adapters from the core's lists to rows."""
