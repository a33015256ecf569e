"""Real adapters without a neighbour: for demos, for tests, and for a look at what happens inside."""
