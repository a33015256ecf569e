"""What an event is called in plain words."""

from domain.event import EventType
from entrypoints.demo.cas3.people import Person
from entrypoints.demo.cas3.record import Record
from entrypoints.demo.cas3.told import Told
from entrypoints.sandbox.sample_events import SampleEvent
from entrypoints.sandbox.words import event_in_words


def title(event: SampleEvent, person: Person, record: Record) -> str:
    """Such as `Rosa Lindqvist arrived at Mill House, Durham`. The record tells what the event does not."""
    place = _place(Told(event), record)
    match event.type:
        case EventType.PERSON_ARRIVED:
            return f"{person.name} arrived{_at(place)}"
        case EventType.PERSON_DEPARTED:
            return f"{person.name} left {place or 'the accommodation'}"
        case _:
            return f"{event_in_words(event.type).capitalize()} for {person.name}{_at(place)}"


def _at(place: str) -> str:
    return f" at {place}" if place else ""


def _place(told: Told, record: Record) -> str:
    """The name of the place where it happened; empty if that is not known."""
    booked = (booking.place for booking in record.bookings if booking.id == told.text("bookingId"))
    place = told.place or next(booked, None)
    return place.name if place else ""
