"""The state of each address of a person, and the timeline's reasons for it, in words."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Final

from domain.address import Address
from domain.address_ending import AddressEnding, address_endings
from domain.case import Case
from domain.identifiers import AddressId, BookingId
from domain.remembered_residence import LastWritten, RememberedHome, RememberedResidence
from domain.timeline import Cause

_CAUSES: Final[Mapping[Cause, str]] = {
    Cause.OPEN: "open: no departure is known, and nothing later began",
    Cause.DEPARTURE: "its departure ended it",
    Cause.BY_HAND: "a person ended it: it keeps that end",
    Cause.NEXT_ARRIVAL: "the arrival at booking {by} ended it",
    Cause.NEXT_HOME: "the other home of address {by}, which began on that day, ended it",
    Cause.SAME_PLACE: "it is the address of booking {by}, entered again: it ends where it starts",
    Cause.IN_PLACE_OF: "it ends as the address of booking {by} would, in whose place a person entered it",
}


def explained_addresses(
    case: Case, edited: Collection[AddressId], cancelled: Collection[BookingId]
) -> Mapping[str, object]:
    """Return the addresses, the oldest first, and the residences that have none; no lines of addresses.

    `edited` are the rows that somebody else than the service changed last, `cancelled` the bookings that CAS3
    has cancelled.
    """
    owners = {each.address: each for each in case.residences.values() if each.address is not None}
    endings = address_endings(case)
    rows = sorted(case.addresses.values(), key=lambda row: (row.start or date.min, row.id))
    return {
        "addresses": [
            {
                **_row(row, owners.get(row.id)),
                "remembered": _remembered(owners.get(row.id) or case.homes.get(row.id), case),
                "why": [
                    *_why(row, owners.get(row.id), endings.get(row.id), case, is_edited=row.id in edited),
                    *_cancelled(owners.get(row.id), cancelled),
                ],
            }
            for row in rows
        ],
        "withoutAddress": [
            _without_address(each)
            for each in case.residences.values()
            if each.address is None or each.address not in case.addresses
        ],
    }


def _row(row: Address, owner: RememberedResidence | None) -> Mapping[str, object]:
    return {
        "addressId": row.id,
        "booking": owner.booking.value if owner else None,
        "type": row.type,
        "status": row.status,
        "start": _iso(row.start),
        "end": _iso(row.end),
        "main": row.is_main,
        "deleted": row.soft_deleted,
    }


def _remembered(
    known: RememberedResidence | RememberedHome | None, case: Case
) -> Mapping[str, object] | None:
    """Return the end and the status that the service last wrote, and what saw the address first."""
    if isinstance(known, RememberedHome):
        seen = _seen_first(known.first_seen_number, case)
        return {"firstSeen": seen, **_last_written(known)}
    if known is None or known.written is None:
        return None
    return {"firstSeen": None, **_last_written(known.written)}


def _last_written(written: RememberedHome | LastWritten) -> Mapping[str, object]:
    """Return None for both where a person has ended it since: that stands in place of what was written."""
    is_known = not written.is_ended_by_hand
    return {"end": _iso(written.end), "status": written.status if is_known else None}


def _seen_first(number: int, case: Case) -> str:
    """Return which event saw a home first; of events only first arrivals are remembered with a number."""
    arrivals = {each.arrival_number: each.booking.value for each in case.residences.values() if each.arrival}
    if number in arrivals:
        return f"by the arrival at booking {arrivals[number]}"
    before = max((each for each in arrivals if each < number), default=None)
    if before is None:
        return "by an event before the first arrival that is remembered"
    return f"by an update or a departure after the arrival at booking {arrivals[before]}"


def _why(
    row: Address,
    owner: RememberedResidence | None,
    ending: AddressEnding | None,
    case: Case,
    *,
    is_edited: bool,
) -> Iterable[str]:
    if owner is not None:
        yield from _edits(row, owner)
    if row.soft_deleted:
        yield "a person deleted it: it is never written again"
    elif ending is None:
        yield "of no booking, and never main while an event was recorded: the service leaves it alone"
    else:
        kind = "" if owner else "of no booking; "
        yield kind + _why_it_ends(ending, owner)
        if is_edited and owner is None and not ending.is_ended_by_hand:
            yield "a person or another service changed it last"
        if (home := case.homes.get(row.id)) is not None:
            yield f"seen first {_seen_first(home.first_seen_number, case)}"


def _edits(row: Address, owner: RememberedResidence) -> Sequence[str]:
    """Return what differs from what the service last wrote, which only people can have changed."""
    written = owner.written
    if written is None:
        return []
    pairs: dict[str, tuple[object, object]] = {
        "its lines": (written.lines, row.lines),
        "its start": (written.start, row.start),
    }
    if not written.is_ended_by_hand:
        pairs["its status"] = (written.status, row.status)
    changed = [name for name, (wrote, found) in pairs.items() if wrote != found]
    return [f"a person changed {' and '.join(changed)}"] if changed else []


def _why_it_ends(ending: AddressEnding, owner: RememberedResidence | None) -> str:
    if ending.is_opened_by_hand:
        return "a person reopened it"
    if ending.is_ended_by_hand:
        return _CAUSES[Cause.BY_HAND]
    found = ending.ending
    if found.cause is Cause.OPEN and owner is None:
        return "open: a person or another service entered it, and no residence ends it"
    words = _CAUSES[found.cause].format(by=found.by)
    if found.cause is Cause.DEPARTURE and owner is not None and _is_early(owner):
        words += ", which is dated before the arrival"
    return f"not yet ended: at the next arrival or departure, {words}" if ending.is_due else words


def _is_early(owner: RememberedResidence) -> bool:
    return bool(owner.arrival and owner.departure and owner.departure.date < owner.arrival.date)


def _cancelled(owner: RememberedResidence | None, cancelled: Collection[BookingId]) -> Sequence[str]:
    if owner is None or owner.booking not in cancelled:
        return []
    return ["CAS3 cancelled the booking all the same, which changes no address: only a departure does"]


def _without_address(residence: RememberedResidence) -> Mapping[str, object]:
    if residence.address is not None:
        why = (
            f"its row {residence.address} is gone: a person or another service deleted it for good, "
            "and it is never made again"
        )
    elif residence.arrival is None:
        why = "its arrival is not known yet"
    else:
        why = "none of the person's addresses fits"
    return {
        "booking": residence.booking.value,
        "arrival": _iso(residence.arrival.date if residence.arrival else None),
        "departure": _iso(residence.departure.date if residence.departure else None),
        "why": [why],
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
