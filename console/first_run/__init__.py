"""The first-run page: where a workstation begins."""
