"""Events with something wrong about them, made of good ones."""

import json
from typing import Any

from tests.acceptance.trouble import Flaw

_FIELDS = {Flaw.UNREADABLE_DEPARTURE: "expectedDepartureOn", Flaw.UNREADABLE_ARRIVAL: "expectedArrivedAt"}


def flawed_message(message: str, flaw: Flaw) -> str:
    """The message with that flaw; as it is if the flaw is one of the details."""
    fields: dict[str, Any] = json.loads(message)
    match flaw:
        case Flaw.UNREADABLE:
            return message[: len(message) // 2]
        case Flaw.NOBODY:
            fields["personReference"] = None
        case Flaw.UNKNOWN_KIND:
            fields["eventType"] = "accommodation.cas3.person.vanished"
        case Flaw.NOT_TO_BE_FOUND:
            fields["detailUrl"] = None
        case Flaw.ELSEWHERE:
            fields["detailUrl"] = "https://details.example/events/cas3/person-arrived/1"
        case (
            Flaw.ABOUT_ANOTHER_PERSON
            | Flaw.ABOUT_ANOTHER_BOOKING
            | Flaw.WITHOUT_DATE
            | Flaw.INVISIBLE_CHARACTERS
            | Flaw.UNREADABLE_DEPARTURE
            | Flaw.UNREADABLE_ARRIVAL
        ):
            pass
    return json.dumps(fields)


def flawed_answer(answer: str, flaw: Flaw) -> str:
    """The details with that flaw; as they are if the flaw is one of the message."""
    fields: dict[str, Any] = json.loads(answer)
    details = fields["eventDetails"]
    match flaw:
        case Flaw.ABOUT_ANOTHER_PERSON:
            details["personReference"]["crn"] = "X999999"
        case Flaw.ABOUT_ANOTHER_BOOKING:
            details["bookingId"] = "BK-9999"
        case Flaw.WITHOUT_DATE:
            del details["arrivedAt"]
        case Flaw.UNREADABLE_DEPARTURE | Flaw.UNREADABLE_ARRIVAL:
            details[_FIELDS[flaw]] = "in the spring"
        case Flaw.INVISIBLE_CHARACTERS:
            details["premises"]["postcode"] = "\u200bLS1\u00a04DT\ufeff"
        case Flaw.UNREADABLE | Flaw.NOBODY | Flaw.UNKNOWN_KIND | Flaw.NOT_TO_BE_FOUND | Flaw.ELSEWHERE:
            pass
    return json.dumps(fields)
