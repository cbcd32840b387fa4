"""Domain and persistence; no Qt, no event loop, no plotting."""
