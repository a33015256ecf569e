"""Announcements to other services after an address was added or changed (rule 4)."""

from dataclasses import dataclass, replace
from enum import StrEnum

from domain.identifiers import AddressId, Crn
from domain.london import Instant


class AnnouncementType(StrEnum):
    """The two types, as subscribers filter by them."""

    ADDRESS_CREATED = "probation-case.address.created"
    ADDRESS_UPDATED = "probation-case.address.updated"

    @property
    def description(self) -> str:
        """The fixed text of the type."""
        return _DESCRIPTIONS[self]


_DESCRIPTIONS = {
    AnnouncementType.ADDRESS_CREATED: "A new address has been created on the probation case",
    AnnouncementType.ADDRESS_UPDATED: "An address has been updated on the probation case",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Announcement:
    """The news that an address of the person was added or changed, as decided at `occurred_at`.

    `status` is the description that Delius gives the address's own status, if it has any. `address` is None
    while the address is still to be added.
    """

    type: AnnouncementType
    crn: Crn
    occurred_at: Instant
    status: str | None
    address: AddressId | None = None

    def about(self, address: AddressId) -> "Announcement":
        """Return the announcement with the id of the address that was added; unchanged if it has one."""
        return self if self.address is not None else replace(self, address=address)
