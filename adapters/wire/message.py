"""Read a message of a queue: its notification or, where it has none of use, what it is about all the same."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Final
from urllib.parse import urlsplit

from adapters.wire.notification import read_notification
from domain.event import EventType
from domain.failures import PermanentFailure
from domain.notification import MessageSubject, Notification, UnusableMessage

# Only what has the shape of an id or a name of a type is told: any other text might be about a person.
_CRNS: Final = (
    re.compile(r'"type":"CRN","value":"([A-Z]\d{6})"', re.IGNORECASE),
    re.compile(r'"value":"([A-Z]\d{6})","type":"CRN"', re.IGNORECASE),
    re.compile(r'"crn":"([A-Z]\d{6})"', re.IGNORECASE),
    re.compile(r"\b([A-Z]\d{6})\b"),
)
_TYPE: Final = r"[a-z][a-z0-9-]*(?:\.[a-z0-9-]+){1,9}"
_TYPES: Final = (
    re.compile(rf'"eventType":"({_TYPE})"'),
    re.compile(rf'"eventType":\{{"Type":"String","Value":"({_TYPE})"'),
    re.compile("(" + "|".join(re.escape(each) for each in sorted(EventType, key=len, reverse=True)) + ")"),
)
_DETAIL_URL: Final = re.compile(r'"detailUrl":"([^"]*)"')
_BOOKING: Final = re.compile(r'"bookingId":"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"', re.IGNORECASE)
_PATH: Final = re.compile(r"/[A-Za-z0-9/_.-]{1,200}")
# A text in a text has its quotation marks escaped, as many times as it is wrapped.
# Of many blanks only the first is a beginning, or a body of nothing else would hold everybody up for minutes.
_LEFT_OUT: Final = re.compile(r"\\|(?<!\s)\s+(?=[\"{}:,\[\]])|(?<=[\"{}:,\[\]])\s+")


def read_message(body: str, attributes: Mapping[str, str]) -> Notification | UnusableMessage:
    """Return the notification in the body, which may stand in an envelope of SNS. Of a body that has none of
    use return why, and what can be told of it; `attributes` are those of the message, which take the place of
    the envelope's in raw delivery.
    """
    try:
        notification = read_notification(body)
    except PermanentFailure as failure:
        return UnusableMessage(failure.reason, _subject(body, attributes))
    outer = attributes.get("traceparent")
    if notification.trace_parent is None and outer is not None:
        return replace(notification, trace_parent=outer)
    return notification


def _subject(body: str, attributes: Mapping[str, str]) -> MessageSubject:
    """Return what a body says whether it is JSON or not, cut off, wrapped, or of other keys than agreed."""
    text = _LEFT_OUT.sub("", body)
    crn = _first(text, *_CRNS)
    named = attributes.get("eventType", "")
    return MessageSubject(
        event_type=_first(text, *_TYPES) or (named if re.fullmatch(_TYPE, named) else None),
        crn=crn.upper() if crn else None,
        detail_path=_detail_path(_first(text, _DETAIL_URL)),
        booking=_first(text, _BOOKING),
    )


def _first(text: str, *patterns: re.Pattern[str]) -> str | None:
    """Return the first match of the first pattern that has one."""
    found = (pattern.search(text) for pattern in patterns)
    return next((match.group(1) for match in found if match), None)


def _detail_path(url: str | None) -> str | None:
    try:
        path = urlsplit(url or "").path
    except ValueError:
        return None
    return path if _PATH.fullmatch(path) else None
