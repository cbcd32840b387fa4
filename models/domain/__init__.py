"""Frozen records and pure rules. Imports nothing of the product but resources."""
