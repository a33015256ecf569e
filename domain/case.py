"""The request for what one event needs to know of Delius, and the answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from domain.address import Address
from domain.arrival_and_departure import PersonArrived, PersonDeparted, arrival_reference, departure_reference
from domain.booking import BookingCancelled, cancellation_reference
from domain.contact import Contact
from domain.event import ContactCode, Event
from domain.history import History
from domain.identifiers import AddressId, BookingId, Crn, ExternalReference, PersonId
from domain.owner import Staffing, StaffMember
from domain.premises import AddressColumns
from domain.remembered_residence import RememberedHome, RememberedResidence


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRequest:
    """The references, booking and addresses to read before an event can be decided.

    `reference` is that of the event's own contact, whose history is wanted; `related` are further contacts.
    `booking` is the one whose residence is wanted; with `addresses` all of the person's residences and
    addresses are.
    """

    crn: Crn
    reference: ExternalReference
    contact_code: ContactCode
    staff: StaffMember | None = None
    related: Sequence[ExternalReference] = ()
    booking: BookingId | None = None
    addresses: bool = False

    @classmethod
    def of(cls, event: Event) -> "CaseRequest":
        """Return the request of the rules for this event."""
        related, booking = _related(event)
        return cls(
            crn=event.crn,
            reference=event.reference,
            contact_code=event.contact_code,
            staff=event.staff,
            related=related,
            booking=booking,
            addresses=isinstance(event, PersonArrived | PersonDeparted),
        )


def _related(event: Event) -> tuple[Sequence[ExternalReference], BookingId | None]:
    match event:
        case PersonArrived(booking=booking):
            return (departure_reference(booking), cancellation_reference(booking)), booking
        case PersonDeparted(booking=booking) | BookingCancelled(booking=booking):
            return (arrival_reference(booking),), booking
        case _:
            return (), None


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """The state of Delius and of the service's own memory, read under the lock of the person.

    - `person`, `crn`: the surviving ones where the person was merged into another.
    - `contact_is_sensitive`: as its contact type says; None if Delius does not know the type.
    - `contacts`: those of the request's references that are not soft-deleted, by `oldest_by_reference`.
    - `residences`: the booking's own and, with addresses, all that were remembered for the person or whose
      address is now the person's.
    - `homes`: with addresses, the other homes that are remembered, likewise.
    - `addresses`: all of the person's, with those that are soft-deleted.
    - `status_descriptions`: how Delius describes the codes of statuses of addresses.
    """

    person: PersonId
    crn: Crn
    contact_is_sensitive: bool | None
    contacts: Mapping[ExternalReference, Contact] = field(default_factory=dict)
    history: History = field(default_factory=History)
    staffing: Staffing = field(default_factory=Staffing)
    residences: Mapping[BookingId, RememberedResidence] = field(default_factory=dict)
    homes: Mapping[AddressId, RememberedHome] = field(default_factory=dict)
    addresses: Mapping[AddressId, Address] = field(default_factory=dict)
    status_descriptions: Mapping[str, str] = field(default_factory=dict)
    address_columns: AddressColumns = field(default_factory=AddressColumns)

    @property
    def next_number(self) -> int:
        """Return the number of the person's next arrival or departure."""
        first_seen = (home.first_seen_number for home in self.homes.values())
        return 1 + max([0, *first_seen, *(each.arrival_number for each in self.residences.values())])
