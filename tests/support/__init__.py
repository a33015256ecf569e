"""Real neighbours for the tests, started on loopback and stopped again."""
