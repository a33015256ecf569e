"""What is announced to the other services once an address was added or changed (rule 4)."""

from dataclasses import dataclass, replace
from enum import StrEnum

from domain.address import MAIN
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

_STATUS_DESCRIPTIONS = {MAIN: "Main Address"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Announcement:
    """An address of the person was really added or changed, as decided at `occurred_at`.

    `address` is None while the address is still to be added: the store that adds it says `about` which.
    """

    type: AnnouncementType
    crn: Crn
    occurred_at: Instant
    status: str
    address: AddressId | None = None

    @property
    def status_description(self) -> str:
        """Whether it is the main address or a previous one."""
        return _STATUS_DESCRIPTIONS.get(self.status, "Previous Address")

    def about(self, address: AddressId) -> "Announcement":
        """The announcement with the id of the address that was added; unchanged if it has one."""
        return self if self.address is not None else replace(self, address=address)
