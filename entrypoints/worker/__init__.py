"""The production worker: its settings, its container, its threads."""
