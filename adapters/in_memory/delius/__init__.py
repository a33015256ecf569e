"""Delius in memory: its tables, the port to them, the outbox, and what its users do."""
