"""The person's addresses as they stand: those of residences, and other homes."""

from collections.abc import Iterable, Sequence

from domain.address import Address
from domain.case import Case
from domain.former_residences import FormerResidence, is_former
from domain.home_address import HomeAddress
from domain.identifiers import AddressId, BookingId
from domain.remembered_residence import RememberedHome, RememberedResidence
from domain.residence_address import ResidenceAddress


def former_and_others(
    case: Case, but: BookingId
) -> tuple[Sequence[FormerResidence], Sequence[ResidenceAddress]]:
    """Return the former residences, and the addresses of the others that began, but for that one."""
    former: list[FormerResidence] = []
    others: list[ResidenceAddress] = []
    for residence in case.residences.values():
        row = row_of(residence, case)
        if residence.booking == but or residence.arrival is None:
            continue
        if is_former(residence, row):
            former.append(residence)
        else:
            others.append(ResidenceAddress.standing(residence, residence.arrival, row))
    return former, others


def residence_addresses(case: Case) -> Iterable[ResidenceAddress]:
    """Yield the addresses of the residences that began."""
    for residence in case.residences.values():
        if residence.arrival is not None:
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
        if row.id in owned or row.soft_deleted:
            continue
        known = case.homes.get(row.id)
        if not (known or row.is_main):
            continue
        home = known.seen(row, number) if known else RememberedHome(address=row.id, first_seen_number=number)
        yield HomeAddress(home=home, row=row)
