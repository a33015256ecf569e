"""The reason why each address of a person ends where it ends (rule 3): for people, decides nothing."""

from collections.abc import Mapping
from dataclasses import dataclass

from domain.case import Case
from domain.home_address import HomeAddress
from domain.identifiers import AddressId
from domain.residence_address import ResidenceAddress
from domain.standing_addresses import home_addresses, residence_addresses
from domain.timeline import Ending, Timeline, timeline


@dataclass(frozen=True, slots=True)
class AddressEnding:
    """The ending that the timeline gives an address, and what a person set in its place, if they did.

    `is_due`: the row does not stand so yet, as it was changed after the person's last arrival or departure.
    """

    ending: Ending
    is_ended_by_hand: bool = False
    is_opened_by_hand: bool = False
    is_due: bool = False


def address_endings(case: Case) -> Mapping[AddressId, AddressEnding]:
    """Return the ending of each address that belongs to a residence or is an other home, if it has a row."""
    residences, homes = [*residence_addresses(case)], [*home_addresses(case, case.next_number)]
    found = timeline([each.in_timeline for each in residences], [each.in_timeline for each in homes])
    addresses: list[ResidenceAddress | HomeAddress] = [*residences, *homes]
    return {each.row.id: _ending(each, found) for each in addresses if each.row is not None}


def _ending(address: ResidenceAddress | HomeAddress, found: Timeline) -> AddressEnding:
    ending, row = found.endings[address.key], address.row
    by_hand = address.keeps_its_end(found)
    is_due = row is not None and ending.day is not None and row.is_main and not address.is_opened_by_hand
    return AddressEnding(ending, by_hand, address.is_opened_by_hand, is_due)
