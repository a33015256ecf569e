"""The outcomes of events."""

from enum import StrEnum


class Outcome(StrEnum):
    """The outcome of an event that could be recorded."""

    RECORDED = "Recorded"
    """It is the newest of its reference, and all it tells is in Delius."""

    ALREADY_RECORDED = "AlreadyRecorded"
    """It was recorded before; nothing changes."""

    OUT_OF_SEQUENCE = "OutOfSequence"
    """A newer one was applied before: only what nobody else wrote is added to the notes."""
