"""The application: the only place that knows both Qt and the core."""
