"""Fonts, icons, texts, catalogues, calendar and geography, read through importlib.resources."""
