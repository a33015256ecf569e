"""What changes in Delius and beside it, in short lines, as it happens."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from entrypoints.demo.stage.surroundings import Report
from entrypoints.sandbox.layout import DATE, DATE_AND_TIME
from entrypoints.sandbox.loose_json import items_at, text_at
from entrypoints.sandbox.model import AddressView, ContactView
from entrypoints.sandbox.person_view import PersonView
from entrypoints.sandbox.picture import address_view, contact_view
from entrypoints.sandbox.words import (
    address_in_words,
    announcement_in_words,
    contact_in_words,
    kind_in_words,
    outcome_explained,
    outcome_in_words,
)

_Seen: TypeAlias = Mapping[tuple[str, str, int], ContactView | AddressView]


class DeliusWatch:
    """Compares what there is to see in Delius with what there was the last time."""

    def __init__(self, people: Iterable[PersonView]) -> None:
        self._before = _seen(people)

    def look(self, people: Iterable[PersonView]) -> Iterator[str]:
        """A line for everything that was added or changed since."""
        before, self._before = self._before, _seen(people)
        for key, now in self._before.items():
            if now != before.get(key):
                crn, what, _ = key
                how = "changed" if key in before else "added"
                yield line(crn, f"{what} {how}", _in_words(now))


def line(crn: str | None, what: str, told: str | None = None) -> str:
    """One line about a person."""
    return f"  {crn or 'nobody':7}  {what}: {told}" if told else f"  {crn or 'nobody':7}  {what}"


def announced(message: str) -> str:
    """What other services were told, as a line."""
    document = json.loads(message)
    crns = [text_at(each, "value") for each in items_at(document, "personReference", "identifiers")]
    how = announcement_in_words(text_at(document, "eventType"))
    status = text_at(document, "additionalInformation", "addressStatus")
    return line(", ".join(crn for crn in crns if crn), "others are told", f"{status} {how}")


def reported(report: Report) -> str:
    """What the worker reported, as a line."""
    told = report.facts.get("reason") or outcome_explained(report.name)
    return line(report.facts.get("crn"), outcome_in_words(report.name), told)


def _seen(people: Iterable[PersonView]) -> _Seen:
    return {key: value for person in people for key, value in _of(person)}


def _of(person: PersonView) -> Iterator[tuple[tuple[str, str, int], ContactView | AddressView]]:
    crn = person.crn.value
    for entry in person.diary:
        yield (crn, "diary entry", entry.contact.id), contact_view(entry)
    for address in person.addresses:
        yield (crn, "address", address.id), address_view(address)


def _in_words(seen: ContactView | AddressView) -> str:
    if isinstance(seen, ContactView):
        return f"{contact_in_words(seen.type)} ({seen.type}), {format(seen.time, DATE_AND_TIME)}"
    start, end = format(seen.start, DATE), format(seen.end, DATE) if seen.end else "open"
    return f"{address_in_words(seen)}, {start} to {end}, {kind_in_words(seen)}"
