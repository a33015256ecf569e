"""Delete what the service remembers of a person."""

from collections.abc import Mapping, Sequence
from typing import Final

from sqlalchemy import ColumnElement, and_, delete, exists, or_, select

from adapters.oracle.database import Database
from adapters.oracle.delius_tables import contact, offender, offender_address
from adapters.oracle.own_tables import is_event, outbox, remembered
from adapters.oracle.person_record import REFERENCE_START
from adapters.oracle.statements import padded
from domain.identifiers import Crn

_KINDS: Final = (
    "application-submitted",
    "booking-provisionally-made",
    "booking-confirmed",
    "booking-cancelled",
    "person-arrived",
    "person-departed",
)


def forget(database: Database, crn: Crn, ids: Sequence[str] = ()) -> Mapping[str, int]:
    """Delete residences, other homes, applied events and stored announcements of the person of that CRN, and
    of the bookings and applications of these ids; nothing of Delius. Return how many rows of each. Outage if
    the database does not go along.

    What is remembered is found by the person's rows in Delius: where those are erased already, by the ids,
    and other homes by what is remembered of these bookings.
    """
    codes = padded(crn.value, offender.c.crn, "crn").values()
    person = select(offender.c.offender_id).where(offender.c.crn.in_(list(codes)))
    written = select(contact.c.external_reference).where(
        contact.c.offender_id.in_(person), contact.c.external_reference.like(f"{REFERENCE_START}%")
    )
    named = [f"{REFERENCE_START}{kind}:{each}" for kind in _KINDS for each in ids]
    rows = select(offender_address.c.offender_address_id).where(offender_address.c.offender_id.in_(person))
    statements = {
        # First, as they are found by the residences.
        "homes": delete(remembered).where(_is_erased_home(ids)),
        "events": delete(remembered).where(
            is_event,
            or_(
                remembered.c.offender_id.in_(person),
                remembered.c.booking_id.in_(written),
                remembered.c.booking_id.in_(named),
            ),
        ),
        "residences": delete(remembered).where(
            ~is_event,
            or_(
                remembered.c.offender_id.in_(person),
                remembered.c.offender_address_id.in_(rows),
                remembered.c.booking_id.in_(list(ids)),
            ),
        ),
        "announcements": delete(outbox).where(outbox.c.person == crn.value),
    }
    with database.transaction() as connection:
        deleted = {name: connection.execute(each).rowcount for name, each in statements.items()}
        connection.commit()
    return deleted


def _is_erased_home(ids: Sequence[str]) -> ColumnElement[bool]:
    """Return the condition for other homes, erased from Delius, of whoever had one of these bookings."""
    booked = remembered.alias()
    return and_(
        remembered.c.first_seen_number.is_not(None),
        remembered.c.offender_id.in_(select(booked.c.offender_id).where(booked.c.booking_id.in_(list(ids)))),
        ~exists().where(offender_address.c.offender_address_id == remembered.c.offender_address_id),
    )
