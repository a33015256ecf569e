"""The view model: words and order of what the page shows."""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from entrypoints.demo.cas3.office import Cas3File, officer_named
from entrypoints.demo.cas3.record import Booking, Status, SubmittedReferral
from entrypoints.demo.changes import MarkedEntry
from entrypoints.demo.messages import Progress, TrackedMessage
from entrypoints.demo.page.wording import change, day
from entrypoints.demo.page_state import PageState
from entrypoints.sandbox.person_view import DiaryEntry
from entrypoints.sandbox.words import address_in_words, contact_in_words

LISTED: Final = 20
"""The number of things that each list shows at first."""

_BY_WEIGHT: Final = (Status.ACTIVE, Status.CONFIRMED, Status.PROVISIONAL, Status.DEPARTED, Status.CANCELLED)


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageList:
    """The messages, newest first: those about the person and about nobody on the page, and those about the
    others; `longest` is the length of the longer list, shown or not. `happened` is what was sent or released
    last about the person; `picked` has its journey drawn.
    """

    here: Sequence[TrackedMessage]
    elsewhere: Sequence[TrackedMessage]
    held: Sequence[TrackedMessage]
    set_aside: Sequence[TrackedMessage]
    happened: TrackedMessage | None
    picked: TrackedMessage | None
    longest: int

    @property
    def is_picked_elsewhere(self) -> bool:
        """Return whether the journey is drawn of a message about another person."""
        return self.picked in self.elsewhere


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that is new or changed, and the id under which the page shows it."""

    label: str
    told: str
    id: str


@dataclass(frozen=True, slots=True)
class News:
    """A step of a message to point out: the number of the step, and the message's state then."""

    step: int
    state: Progress


def message_list(state: PageState, known: Collection[str], number: int | None, listed: int) -> MessageList:
    """Return the messages for the page of the state, with that one picked or else the person's newest.

    A message about nobody of those who are known has no other page, and so it is on everybody's.
    """
    messages, crn = state.messages, state.file.person.crn
    others = set(known) - {crn}
    here = [each for each in messages if each.crn not in others]
    elsewhere = [each for each in messages if each.crn in others]
    newest = next((each for each in messages if each.crn == crn), None)
    return MessageList(
        here=here[:listed],
        elsewhere=elsewhere[:listed],
        held=[each for each in messages if each.state is Progress.HELD_BACK],
        set_aside=[each for each in messages if each.state is Progress.SET_ASIDE and not each.is_sent_again],
        happened=next((each for each in messages if each.number == state.happened), None),
        picked=next((each for each in messages if each.number == number), newest),
        longest=max(len(here), len(elsewhere)),
    )


def news_of(message: TrackedMessage) -> News | None:
    """Return the last step at which something came of the message. Being looked at again is none."""
    said = [
        News(index, step.state)
        for index, step in enumerate(message.steps, start=1)
        if step.state not in {Progress.QUEUED, Progress.IN_WORK}
    ]
    return said[-1] if said else None


def happenings(state: PageState) -> Sequence[Happening]:
    """Return all that is marked, in the order in which people ask: diary, addresses, other services."""
    entries = (
        Happening(f"{each.mark} entry", contact_in_words(each.entry.code), f"entry-{each.id}")
        for each in state.diary
        if each.mark
    )
    addresses = (
        Happening(f"{each.mark} address", address_in_words(each.address), f"address-{each.address.id}")
        for each in state.addresses
        if each.mark
    )
    announced = (
        Happening("Other services told", change(each), f"told-{number}")
        for number, each in enumerate(state.announced, start=1)
        if each.mark
    )
    return [*entries, *addresses, *announced]


def listed(diary: Sequence[MarkedEntry], count: int) -> Sequence[MarkedEntry]:
    """Return so many entries, and at most as many that are marked among the older ones."""
    return [*diary[:count], *[each for each in diary[count:] if each.mark][:count]]


def pretty(text: str) -> str:
    """Return JSON line by line, and any other text as it is."""
    try:
        document = json.loads(text)
    except ValueError:
        return text
    return json.dumps(document, indent=2, ensure_ascii=False)


def officer(entry: DiaryEntry) -> str:
    """Return whose entry it is."""
    known = officer_named(entry.staff)
    name = f"{known.name}, {entry.staff}" if known else entry.staff
    return f"{name}, team {entry.team}, provider {entry.provider}"


def about(file: Cas3File) -> str:
    """Return where the person stands: of several bookings the one that says most."""
    for status in _BY_WEIGHT:
        bookings = [booking for booking in file.record.bookings if booking.status is status]
        if bookings:
            return _standing(bookings[-1])
    return "Referred, no booking yet" if file.record.referrals else "Not referred yet"


def _standing(booking: Booking) -> str:
    place = booking.place.name if booking.place else "a place not known"
    match booking.status:
        case Status.ACTIVE:
            return f"In {place}{_when(' since', booking.arrived_on)}"
        case Status.DEPARTED:
            return f"Left {place}{_when(' on', booking.departed_on)}"
        case Status.CANCELLED:
            return f"Booking for {place} cancelled"
        case _:
            return f"{booking.status} booking for {place}{_when(' from', booking.start)}"


def referral_in_words(referral: SubmittedReferral) -> str:
    """Return when a referral was submitted, and from when on accommodation is needed."""
    submitted = f"Submitted on {day(referral.submitted)}"
    return f"{submitted}{_when(', accommodation needed from', referral.needed_from)}"


def booking_facts(booking: Booking) -> Sequence[tuple[str, str]]:
    """Return labels and values of what is known; what was expected is left out once it has come."""
    texts: Mapping[str, str] = {
        "Cancellation reason": booking.cancellation_reason,
        "Departure reason": booking.departure_reason,
        "Reason in detail": booking.reason_detail,
        "Move-on category": booking.move_on if booking.departed_on else "",
        "Notes": booking.notes,
    }
    facts = [*((label, day(when)) for label, when in _days(booking) if when), *texts.items()]
    return [(label, value) for label, value in facts if value]


def _days(booking: Booking) -> Iterator[tuple[str, date | None]]:
    if booking.arrived_on is None:
        yield "Expected arrival", booking.start
    yield "Arrived", booking.arrived_on
    if booking.is_to_come or booking.status is Status.ACTIVE:
        yield "Expected departure", booking.end
    yield "Departed", booking.departed_on
    yield "Cancelled", booking.cancelled_on


def _when(preposition: str, when: date | None) -> str:
    return f"{preposition} {day(when)}" if when else ""
