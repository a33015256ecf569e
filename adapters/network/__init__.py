"""What every exchange over a network needs below its protocol: one deadline for the whole of it."""
