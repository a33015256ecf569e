"""Differences of the types of contact in Delius from the usual ones."""

from dataclasses import dataclass, field

from domain.event import ContactCode


@dataclass(frozen=True, slots=True)
class ContactTypeChanges:
    """Types of contact that Delius marks as sensitive, or lacks, before the application starts."""

    sensitive: set[ContactCode] = field(default_factory=set)
    missing: set[ContactCode] = field(default_factory=set)
