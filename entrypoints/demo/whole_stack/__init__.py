"""The service as in production, with all its neighbours on this machine: a story to watch."""
