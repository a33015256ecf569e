"""The person's addresses as they stand: those of residences, and other homes."""

from collections.abc import Collection, Iterable

from domain.address import Address
from domain.case import Case
from domain.home_address import HomeAddress
from domain.identifiers import AddressId, BookingId
from domain.remembered_residence import RememberedHome, RememberedResidence
from domain.residence_address import ResidenceAddress
from domain.timeline import Residence


def former_residences(case: Case, but: BookingId) -> Iterable[Residence]:
    """Yield the residences, but for that one, whose end is their own and stands: of many they are nearly all,
    and they count only for what comes before them.
    """
    for residence in case.residences.values():
        if residence.booking != but and (former := residence.as_former(row_of(residence, case))):
            yield former


def residence_addresses(case: Case, but: Collection[BookingId] = ()) -> Iterable[ResidenceAddress]:
    """Yield the addresses of the residences that began, but for those."""
    for residence in case.residences.values():
        if residence.arrival is not None and residence.booking not in but:
            yield ResidenceAddress.standing(residence, residence.arrival, row_of(residence, case))


def row_of(residence: RememberedResidence, case: Case) -> Address | None:
    """Return the row of a residence's address; None if there is none, or people deleted it."""
    address = case.addresses.get(residence.address) if residence.address is not None else None
    return address if address and not address.soft_deleted else None


def home_addresses(case: Case, number: int, but: AddressId | None = None) -> Iterable[HomeAddress]:
    """Yield the other homes that the event of that number sees, but for that row: those that are main now,
    and those that were when an event saw them first.
    """
    owned = {but, *(residence.address for residence in case.residences.values())}
    for row in case.addresses.values():
        known = case.homes.get(row.id)
        if row.id in owned or row.soft_deleted or not (known or row.is_main):
            continue
        home = known.seen(row, number) if known else RememberedHome(address=row.id, first_seen_number=number)
        yield HomeAddress(home=home, row=row)
