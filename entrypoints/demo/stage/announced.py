"""What other services were told of people's addresses."""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from domain.address import Address
from domain.london import WallTime, instant, wall_time
from entrypoints.demo.page.sights import Announced, Mark
from entrypoints.sandbox.loose_json import at, items_at, text_at
from entrypoints.sandbox.picture import address_view
from entrypoints.sandbox.words import address_in_words, announcement_in_words


@dataclass(frozen=True, slots=True)
class _Heard:
    at: WallTime
    what: str
    address: object
    event_type: str
    is_new: bool = True


class Announcements:
    """Keeps what was announced of each person in the order in which it came."""

    def __init__(self) -> None:
        self._heard: defaultdict[str, list[_Heard]] = defaultdict(list)

    def hear(self, message: str) -> None:
        """One more announcement, as JSON."""
        document = json.loads(message)
        event_type = text_at(document, "eventType") or ""
        status = text_at(document, "additionalInformation", "addressStatus")
        heard = _Heard(
            at=wall_time(instant(datetime.fromisoformat(document["occurredAt"]))),
            what=f"{status} {announcement_in_words(event_type)}".lower(),
            address=at(document, "additionalInformation", "addressId"),
            event_type=event_type,
        )
        for identifier in items_at(document, "personReference", "identifiers"):
            self._heard[text_at(identifier, "value") or ""].append(heard)

    def begin(self, crn: str) -> None:
        """What was announced of the person so far is new no longer."""
        heard = self._heard[crn]
        heard[:] = [replace(each, is_new=False) for each in heard]

    def of(self, crn: str, addresses: Iterable[Address]) -> Sequence[Announced]:
        """What was announced of the person, who has these addresses."""
        known: dict[object, str] = {each.id: address_in_words(address_view(each)) for each in addresses}
        return [
            Announced(
                at=heard.at,
                what=heard.what,
                address=known.get(heard.address, ""),
                event_type=heard.event_type,
                mark=Mark.NEW if heard.is_new else None,
            )
            for heard in self._heard[crn]
        ]
