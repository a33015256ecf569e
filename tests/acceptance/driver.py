"""The driver by which the features reach the application, whatever it runs on.

The words are those of the people who work with it. A driver does what it is asked and shows what there is to
see; what ought to be there is for the steps to say. Dates and times are London's.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Protocol

from tests.acceptance.happenings import Happening
from tests.acceptance.seen import Change, DiaryEntry, Home, News, SetAside
from tests.acceptance.trouble import Flaw, Trouble


class Registry(Protocol):
    """People, staff and teams in Delius before anything happens."""

    def register(self, crn: str) -> None:
        """There is a person on probation, whom nobody manages yet."""

    def employ(self, officer: str, *teams: str, has_left: bool = False) -> None:
        """An officer works in these teams, or did; its first three letters name its provider. One who has the
        code of another is somebody else.
        """

    def manage(self, crn: str, officer: str | None, team: str) -> None:
        """From now on that officer is the person's community manager; None: nobody in the team is yet."""

    def delete(self, crn: str) -> None:
        """The record of a person is deleted, without one that takes its place."""

    def lock(self, crn: str) -> None:
        """A user has the record of a person open for changes, so that nobody else can change it."""

    def unlock(self) -> None:
        """The user has finished."""

    def cut_off(self) -> None:
        """Delius cannot be reached until it is back."""

    def reconnect(self) -> None:
        """Delius can be reached again."""

    def merge(self, crn: str, into: str) -> None:
        """Two records of one person are merged."""


class PastRecords(Protocol):
    """All that stands in Delius although this service did not write it."""

    def house(self, crn: str, home: Home) -> None:
        """The person has such an address."""

    def enter(self, crn: str, entry: DiaryEntry) -> None:
        """The service before this one has written such a contact."""


class Practitioner(Protocol):
    """A practitioner who edits contacts, found by their external references."""

    def correct_time(self, crn: str, reference: str, time: datetime) -> None:
        """Give a contact another date and time."""

    def write(self, crn: str, reference: str, notes: str) -> None:
        """Give a contact other notes."""

    def delete(self, crn: str, reference: str) -> None:
        """Delete a contact."""

    def add_meanwhile(self, crn: str, reference: str, line: str) -> None:
        """Add a line to the notes of a contact while the next event is being recorded."""


class Housekeeper(Protocol):
    """A practitioner who edits addresses, found by their numbers."""

    def edit(self, crn: str, home: Home) -> None:
        """Put an address as given in place of the one with its number; its type stays."""

    def remove(self, crn: str, number: int) -> None:
        """Delete an address."""

    def remove_for_good(self, crn: str, number: int) -> None:
        """Take an address out of Delius, as some services do, so that nothing is left of it."""


class Cas3(Protocol):
    """CAS3, where things happen. Messages are worked on at once, as far as that is possible."""

    def record(self, happening: Happening) -> None:
        """Something happens; nobody is told yet."""

    def tell(self, name: str) -> None:
        """The message about what happened is sent, as often as this is called."""

    def tell_wrongly(self, name: str, flaw: Flaw) -> None:
        """The message about what happened is sent with something wrong about it."""

    def begin(self, trouble: Trouble) -> None:
        """CAS3 has some trouble, until it ends."""

    def end_trouble_of_new_events(self) -> None:
        """All is well with what happens from now on; what happened before is still in trouble."""

    def end_trouble(self) -> None:
        """All is well at CAS3 again."""


class OtherServices(Protocol):
    """Listeners, who want to know when an address changes."""

    def cut_off(self) -> None:
        """Nothing reaches them until they are back."""

    def reconnect(self) -> None:
        """They can be reached again, and what waited for them is sent."""

    def refuse(self, crn: str) -> None:
        """Take no notification about that person."""

    def refuse_nobody(self) -> None:
        """Take notifications about everybody again, and let LONGER_THAN_ANY_PAUSE pass."""

    def heard(self) -> Sequence[News]:
        """All that they were told, in that order."""


LONGER_THAN_ANY_PAUSE = timedelta(minutes=30)
"""After it every message that was handed back is visible again."""


class Time(Protocol):
    """The time, and everything that waits for a later one."""

    def set(self, now: datetime) -> None:
        """It is that moment now."""

    def pass_until_next_try(self) -> None:
        """Let LONGER_THAN_ANY_PAUSE pass, so that what could not be recorded is tried again."""


class View(Protocol):
    """The diary, the addresses and the reports afterwards."""

    def diary(self, crn: str) -> Sequence[DiaryEntry]:
        """The person's contacts that are not deleted."""

    def addresses(self, crn: str) -> Sequence[Home]:
        """The person's addresses that are not deleted, in order of their starts and ends."""

    def changes(self, crn: str) -> Sequence[Change]:
        """Return what Delius' audit trail says of the person's contacts, in that order."""

    def set_aside(self) -> Sequence[SetAside]:
        """Return what could not be recorded, in that order."""

    def remarks(self) -> Sequence[str]:
        """Return what those who run the service were told, by name, in that order."""


class Driver(Protocol):
    """The application, and everybody around it."""

    @property
    def registry(self) -> Registry: ...

    @property
    def past(self) -> PastRecords: ...

    @property
    def practitioner(self) -> Practitioner: ...

    @property
    def housekeeper(self) -> Housekeeper: ...

    @property
    def cas3(self) -> Cas3: ...

    @property
    def others(self) -> OtherServices: ...

    @property
    def time(self) -> Time: ...

    @property
    def view(self) -> View: ...
