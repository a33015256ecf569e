"""The layer below the protocols: one deadline for the whole of an exchange over the network."""
