"""What other services were told of people's addresses."""

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from adapters.web.sights import Announced, Mark
from domain.london import instant, wall_time
from entrypoints.replay.loose_json import items_at, text_at
from entrypoints.view.words import announcement_in_words


class Announcements:
    """Keeps what was announced of each person in the order in which it came."""

    def __init__(self) -> None:
        self._heard: defaultdict[str, list[Announced]] = defaultdict(list)

    def hear(self, message: str) -> None:
        """One more announcement, as JSON."""
        document = json.loads(message)
        event_type = text_at(document, "eventType") or ""
        status = text_at(document, "additionalInformation", "addressStatus")
        announced = Announced(
            at=wall_time(instant(datetime.fromisoformat(document["occurredAt"]))),
            what=f"{status} {announcement_in_words(event_type)}",
            event_type=event_type,
            mark=Mark.NEW,
        )
        for identifier in items_at(document, "personReference", "identifiers"):
            self._heard[text_at(identifier, "value") or ""].append(announced)

    def begin(self, crn: str) -> None:
        """What was announced of the person so far is new no longer."""
        heard = self._heard[crn]
        heard[:] = [replace(each, mark=None) for each in heard]

    def of(self, crn: str) -> Sequence[Announced]:
        """What was announced of the person."""
        return tuple(self._heard[crn])
