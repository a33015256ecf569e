"""Answers of the CAS3 API with what each kind of details has to have."""

import json
from typing import Any

PERSON = {"crn": "A000001", "noms": None}
STAFF = {"staffCode": "N54A001 ", "probationRegionCode": "N54", "username": "JaneRoe"}
PREMISES = {"addressLine1": "", "addressLine2": None, "postcode": "BB1 1BB", "town": "", "region": "Wales"}
OF_BOOKING = {"personReference": PERSON, "bookingId": "b1", "bookingUrl": "http://x", "applicationId": None}
ARRIVAL = {**OF_BOOKING, "premises": PREMISES, "arrivedAt": "2026-06-02T00:00:00Z"}
BOOKING = {**OF_BOOKING, "expectedArrivedAt": "2026-06-02T00:00:00Z"}
CANCELLATION = {**OF_BOOKING, "cancellationReason": "Withdrawn"}
DEPARTURE = {**OF_BOOKING, "departedAt": "2026-06-09T00:00:00Z", "reason": "Moved – on"}


def answer(details: dict[str, Any], **head: object) -> str:
    envelope = {"id": "e1", "timestamp": "2026-06-02T09:30:00.123456789Z", "eventType": "wrong ", **head}
    return json.dumps({**envelope, "eventDetails": {**details, "unknown": 1}})
