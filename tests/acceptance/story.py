"""What a scenario has told so far, and what it takes for granted."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from tests.acceptance.driver import DiaryEntry, Driver, Home, News
from tests.acceptance.happenings import Happening, Kind, Premises
from tests.acceptance.wording import ContactType, DataTable, Row, a_day, a_moment, rows

BEGINNING = datetime(2026, 3, 2, 9, 0)
_REGION = "Yorkshire and the Humber"
_ALEX = "Alex"
_USUAL = {
    "Person": _ALEX,
    "Booking": "BK-1001",
    "Application": "APP-2001",
    "Premises": "12 Ash Road, Leeds, LS1 4DT",
    "Recorded by": "N54A123",
}
_USUAL_REASONS = {
    Kind.CANCELLATION: "Alternative suitable accommodation found",
    Kind.CANCELLATION_UPDATE: "Alternative suitable accommodation found",
    Kind.DEPARTURE: "Planned move-on",
    Kind.DEPARTURE_UPDATE: "Planned move-on",
}


class Story:
    """The story of Alex, and of Sam beside them.

    What a table leaves out is as usual, and happens an hour after what was recorded before.
    """

    def __init__(self, driver: Driver) -> None:
        self._driver = driver
        self._now = BEGINNING
        self._heard_before = 0
        self.crn = "X320741"
        self.current_crn = self.crn
        self._crns: dict[str, str] = {}

    def meet(self, who: str, crn: str) -> None:
        """Somebody has that CRN, at CAS3 as in Delius."""
        self._crns[who] = crn
        if who == _ALEX:
            self.crn = self.current_crn = crn

    def crn_of(self, who: str) -> str:
        """Their CRN in Delius; after a merger, of the record that survived."""
        return self.current_crn if who == _ALEX else self._crns[who]

    def happening(self, row: Row) -> Happening:
        """What a row of a table says."""
        told = {**_USUAL, **row}
        name = told["What happened"]
        kind = Kind(name.removeprefix("first ").removeprefix("second "))
        self._now = a_moment(told["Recorded at"]) if "Recorded at" in told else self._now + timedelta(hours=1)
        return Happening(
            name=name,
            kind=kind,
            crn=self.crn if told["Person"] == _ALEX else self._crns[told["Person"]],
            recorded_at=self._now,
            booking=told["Booking"],
            application=told["Application"] or None,
            day=_day(told.get("Date", told.get("Expected arrival", ""))),
            expected_departure=_day(told.get("Expected departure", "")),
            premises=_premises(told),
            reason=told.get("Reason", _USUAL_REASONS.get(kind)),
            detail=told.get("Details") or None,
            notes=told.get("Notes") or None,
            officer=told["Recorded by"] or None,
        )

    def record(self, table: DataTable, *, tell: bool) -> None:
        """Lets everything in the table happen, one after the other; with `tell`, word of it comes at once."""
        for row in rows(table):
            happening = self.happening(row)
            self._driver.time.set(happening.recorded_at)
            self._driver.cas3.record(happening)
            if tell:
                self._driver.cas3.tell(happening.name)

    def look_up(self) -> None:
        """What other services were told so far is no longer news."""
        self._heard_before = len(self._driver.others.heard())

    @property
    def news(self) -> Sequence[News]:
        """What other services were told since."""
        return self._driver.others.heard()[self._heard_before :]

    def diary_of(self, who: str) -> Sequence[DiaryEntry]:
        """The contacts in their diary in order of date and time; at the same time, of reference."""
        entries = self._driver.view.diary(self.crn_of(who))
        return sorted(entries, key=lambda entry: (entry.time, entry.reference))

    def entry(self, contact: ContactType) -> DiaryEntry:
        """The only contact of that type in Alex's diary."""
        [entry] = [entry for entry in self.diary_of(_ALEX) if entry.code == contact.code]
        return entry

    def addresses_of(self, who: str) -> Sequence[Home]:
        """Their addresses."""
        return self._driver.view.addresses(self.crn_of(who))

    @property
    def streets(self) -> Mapping[int, str]:
        """The streets of everybody's addresses, by the numbers of these."""
        homes = [home for who in {_ALEX, *self._crns} for home in self.addresses_of(who)]
        return {home.number: home.lines.street for home in homes}

    def address_in(self, street: str) -> Home:
        """Alex's only address in that street."""
        [home] = [home for home in self.addresses_of(_ALEX) if home.lines.street == street]
        return home


def _day(text: str) -> date | None:
    if not text:
        return None
    return a_moment(text) if " " in text else a_day(text)


def _premises(told: Row) -> Premises | None:
    if "First line" in told:
        return Premises(
            line1=told["First line"],
            line2=told.get("Second line", ""),
            town=told.get("Town", ""),
            postcode=told["Postcode"],
            region=told.get("Region", _REGION),
        )
    if not told["Premises"]:
        return None
    line1, town, postcode = told["Premises"].split(", ")
    return Premises(line1=line1, town=town, postcode=postcode, region=_REGION)
