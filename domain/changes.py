"""All that one event changes in Delius and in what the service remembers."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from domain.address import ChangedAddress, NewAddress
from domain.announcement import Announcement
from domain.contact import ChangedContact, NewContact
from domain.history import AppliedEvent
from domain.identifiers import AddressId
from domain.london import Instant
from domain.remembered_residence import RememberedHome, RememberedResidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """The changes of one event: either all of them happen or none. `changed_addresses` are in the order in
    which to write them.

    `decided_at` is the time of every row that is written; `trace_parent` the W3C trace context of the work.
    """

    decided_at: Instant
    trace_parent: str | None = None
    applied: AppliedEvent
    added_contact: NewContact | None = None
    changed_contact: ChangedContact | None = None
    added_address: NewAddress | None = None
    changed_addresses: Sequence[ChangedAddress] = ()
    residences: Sequence[RememberedResidence] = ()
    homes: Sequence[RememberedHome] = ()
    announcements: Sequence[Announcement] = ()

    def with_address(self, address: AddressId) -> "Changes":
        """Return the changes with the id of the address that was added, wherever it had to be left open."""
        added = self.added_address
        return replace(
            self,
            residences=[
                replace(each, address=address) if added and each.booking == added.booking else each
                for each in self.residences
            ],
            announcements=[each.about(address) for each in self.announcements],
        )
