"""The names that are reported, and how loud each is in the log (docs/running.md: what to do about each)."""

import logging
from collections.abc import Mapping
from typing import Final

from domain.outcome import Outcome
from domain.remarks import Remark

# An operator has to act on these: each belongs to an alert.
_WARNINGS: Final = frozenset(
    {
        "AnnouncementKept",
        "AnnouncementsDelayed",
        "Outage",
        "OutageBegan",
        "QueueUnreachable",
        "SetAside",
        "SuspectedOutage",
    }
)
_REMARKS_TO_SEE_TO: Final = frozenset(
    {
        Remark.ADDRESS_DELETED,
        Remark.ADDRESS_NOT_FOUND,
        Remark.STAFF_NOT_FOUND,
        Remark.STILL_MAIN_ELSEWHERE,
    }
)
_ERRORS: Final = frozenset({"Unexpected"})
# Said of every try of every message: an eighth of all work, and seldom asked for.
_DETAILS: Final = frozenset({"InWork"})

OF_MESSAGES: Final = (
    *(outcome.value for outcome in Outcome),
    *(remark.value for remark in Remark),
    "HandedBack",
    "InWork",
    "Outage",
    "SetAside",
    "Unexpected",
)
"""Reported of a message, and so with its event type where that is known."""

OF_THE_SERVICE: Final = (
    "AnnouncementKept",
    "AnnouncementsDelayed",
    "OutageBegan",
    "OutageOver",
    "QueueUnreachable",
    "SuspectedOutage",
    "SuspectedOutageOver",
)
"""Reported of the service as a whole."""

RECORDED: Final = frozenset(outcome.value for outcome in Outcome)
"""Reported when all that a message tells is in Delius."""

LEVELS: Final[Mapping[str, int]] = {
    **dict.fromkeys(_DETAILS, logging.DEBUG),
    **dict.fromkeys((*_WARNINGS, *(remark.value for remark in _REMARKS_TO_SEE_TO)), logging.WARNING),
    **dict.fromkeys(_ERRORS, logging.ERROR),
}
"""The level of each in the log; INFO unless it is named here."""
