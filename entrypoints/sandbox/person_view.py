"""What a practitioner sees of a person in Delius: what is committed and not deleted."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from domain.address import Address
from domain.contact import Contact
from domain.event import ContactCode
from domain.identifiers import Crn


@dataclass(frozen=True, slots=True, kw_only=True)
class DiaryEntry:
    """One contact with the codes of its owner."""

    contact: Contact
    code: ContactCode
    provider: str
    team: str
    staff: str
    sensitive: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonView:
    """A person's diary in order of date and time, and their addresses in order of their starts."""

    crn: Crn
    diary: Sequence[DiaryEntry]
    addresses: Sequence[Address]

    @classmethod
    def of(cls, crn: Crn, diary: Iterable[DiaryEntry], addresses: Iterable[Address]) -> "PersonView":
        """The view with entries and addresses in order."""
        return cls(
            crn=crn,
            diary=sorted(diary, key=lambda entry: (entry.contact.time, entry.contact.id)),
            addresses=sorted(
                addresses, key=lambda address: (address.start, address.end or date.max, address.id)
            ),
        )

    @property
    def main_address(self) -> Address | None:
        """The address that is main; LookupError if more than one is."""
        mains = [address for address in self.addresses if address.is_main]
        if len(mains) > 1:
            raise LookupError(f"{self.crn} has {len(mains)} main addresses")
        return mains[0] if mains else None

    def entry(self, reference: str) -> DiaryEntry:
        """The entry with that external reference; LookupError if there is not exactly one."""
        found = [entry for entry in self.diary if entry.contact.reference.value == reference]
        if len(found) != 1:
            raise LookupError(f"{self.crn} has {len(found)} contacts with the reference {reference}")
        return found[0]
