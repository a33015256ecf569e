"""A deterministic simulator of the whole service: one virtual clock, one seed, every interleaving.

The real domain and application, several workers, run on the adapters in memory. Everything that a production
day may bring is decided by the seed; the same seed gives the same trace, byte for byte.
"""
