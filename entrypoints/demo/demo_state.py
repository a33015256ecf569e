"""All that has happened in the demo since it began, as far as it was seen."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import count
from typing import Final
from uuid import NAMESPACE_URL, uuid5

from domain.contact import Contact
from domain.identifiers import ContactId
from entrypoints.demo.cas3.office import Cas3Office
from entrypoints.demo.changes import marked_addresses, marked_announcements, marked_diary
from entrypoints.demo.messages import MessageHistory
from entrypoints.demo.page_state import ApiState, Correction, PageState
from entrypoints.demo.refusals import NotThere
from entrypoints.demo.script import PostedForm
from entrypoints.sandbox.person_view import AddressAnnouncement, PersonView


class DemoState:
    """CAS3, the messages, and the people as they were seen last. For one thread at a time.

    `happened` is, by CRN, the number of the message that was sent or released last; None if a practitioner
    edited an entry since. `to_kill_at` are the numbers of messages at which the worker is to be killed.
    `scenes` counts what was told of the story; `posted` is what was done on the page.
    """

    def __init__(self, api_url: str, people: Iterable[PersonView]) -> None:
        self.cas3: Final = Cas3Office(api_url)
        self.history: Final = MessageHistory()
        self.api_state = ApiState.WORKING
        self.locked: str | None = None
        self.happened: Final[dict[str, int | None]] = {}
        self.to_kill_at: Final[list[int]] = []
        self.scenes = 0
        self.posted: Final[list[PostedForm]] = []
        self._announced: defaultdict[str, list[AddressAnnouncement]] = defaultdict(list)
        self.people = _by_crn(people)
        self._before = {crn: (person, 0) for crn, person in self.people.items()}
        self._ids = count(1)

    def new_id(self) -> str:
        """Return the same ids after every beginning, so that what is done again has the same links."""
        return str(uuid5(NAMESPACE_URL, f"cas3-and-delius:demo:{next(self._ids)}"))

    def of(self, crn: str, today: date, beginning: int, changes: int) -> PageState:
        """Return what there is to see of that person. NotThere if there is nobody of that CRN."""
        file = self.cas3.file(crn)
        (before, old), now = self._before[crn], self.people[crn]
        return PageState(
            beginning=beginning,
            changes=changes,
            file=file,
            today=today,
            diary=marked_diary(before, now),
            addresses=marked_addresses(before, now),
            announced=marked_announcements(self._announced[crn], old, now),
            messages=self.history.newest_first(),
            happened=self.happened.get(crn, 0),
            api_state=self.api_state,
            locked=self.locked,
        )

    def mark_from_now(self, crn: str) -> None:
        """Let new be what was not there now, with the person of that CRN if there is one."""
        if crn in self.people:
            self._before[crn] = (self.people[crn], len(self._announced[crn]))

    def see(self, people: Iterable[PersonView], announcements: Sequence[AddressAnnouncement]) -> bool:
        """Take in how the people are now, and what was announced since; return whether anything is new."""
        for announcement in announcements:
            self._announced[announcement.crn].append(announcement)
        before, self.people = self.people, _by_crn(people)
        return bool(announcements) or before != self.people

    def corrected(self, correction: Correction) -> Contact:
        """Return the contact as it is to be. NotThere if the person has no such entry."""
        contacts = {entry.contact.id: entry.contact for entry in self.people[correction.crn].diary}
        contact = contacts.get(ContactId(correction.entry))
        if contact is None:
            raise NotThere(f"the person has no entry {correction.entry}")
        return replace(contact, version=correction.version, time=correction.time, notes=correction.notes)


def _by_crn(people: Iterable[PersonView]) -> Mapping[str, PersonView]:
    return {person.crn.value: person for person in people}
