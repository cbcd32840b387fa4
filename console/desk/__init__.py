"""The duty desk: queue, map and case detail side by side, linked by one selection."""
