"""Messages that cannot be recorded, each with another fault."""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from domain.event import EventType
from domain.london import Instant, wall_time
from entrypoints.demo.cas3.office import person_of
from entrypoints.demo.cas3.places import PLACES
from entrypoints.sandbox.sample_events import SampleEvent, on

STRANGER: Final = "Z900001"
"""A CRN of nobody in Delius."""


class Fault(StrEnum):
    """A fault of a message."""

    NO_JSON = "no-json"
    NO_CRN = "no-crn"
    STRANGER = "stranger"
    FOREIGN_DETAILS = "foreign-details"
    BROKEN_DETAILS = "broken-details"


_ELSEWHERE: Final = "http://cas3-api.invalid"


@dataclass(frozen=True, slots=True, kw_only=True)
class BadMessage:
    """The body of a message, and its title. `crn` is empty if it names nobody; `path` and `answer` are its
    details at the API, both empty if it has none.
    """

    title: str
    body: str
    crn: str = ""
    path: str = ""
    answer: str = ""


def bad_message(fault: Fault, crn: str, api_url: str, now: Instant, new_id: Callable[[], str]) -> BadMessage:
    """Return a message with that fault, about the person of that CRN if it is about anybody known.

    NotThere if CAS3 does not know the CRN. `api_url` is where the CAS3 API is.
    """
    arrival = _arrival(crn, api_url, now, new_id)
    match fault:
        case Fault.NO_JSON:
            return BadMessage(title="A message that is not JSON", body="<html>502 Bad Gateway</html>")
        case Fault.NO_CRN:
            return BadMessage(title="A message that names nobody", body=_naming_nobody(arrival))
        case Fault.STRANGER:
            stranger = replace(arrival, crn=STRANGER)
            return _answered(stranger, "An arrival of a person who is not in Delius")
        case Fault.FOREIGN_DETAILS:
            elsewhere = replace(arrival, api_url=_ELSEWHERE)
            return BadMessage(
                title="A message with its details at another host", body=elsewhere.envelope, crn=crn
            )
        case Fault.BROKEN_DETAILS:
            details = {name: value for name, value in arrival.details.items() if name != "bookingId"}
            return _answered(replace(arrival, details=details), "An arrival that names no booking")


def _arrival(crn: str, api_url: str, now: Instant, new_id: Callable[[], str]) -> SampleEvent:
    """Return an arrival with no fault."""
    return SampleEvent(
        type=EventType.PERSON_ARRIVED,
        crn=crn,
        timestamp=now,
        details={
            "bookingId": new_id(),
            "premises": PLACES[0].premises,
            "arrivedAt": on(wall_time(now).date()),
            "recordedBy": person_of(crn).officer.as_staff,
        },
        id=new_id(),
        api_url=api_url,
    )


def _answered(event: SampleEvent, title: str) -> BadMessage:
    return BadMessage(
        title=title, body=event.envelope, crn=event.crn, path=event.detail_path, answer=event.answer
    )


def _naming_nobody(event: SampleEvent) -> str:
    envelope, message = json.loads(event.envelope), json.loads(event.message)
    return json.dumps({**envelope, "Message": json.dumps({**message, "personReference": None})})
