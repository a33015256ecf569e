"""The story that a scenario has told so far, and all that it takes for granted."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from tests.acceptance.driver import Driver
from tests.acceptance.happenings import Happening, Kind, Premises
from tests.acceptance.seen import DiaryEntry, Home, News
from tests.acceptance.wording import ContactType, DataTable, Row, a_day_or_moment, a_moment, rows

BEGINNING = datetime(2026, 3, 2, 9, 0)
_ALEX = "Alex"
_SOME_BOOKING = "BK-1001"
_SOME_APPLICATION = "APP-2001"
_SOME_REASON = "Some reason"
_SOME_REGION = "Yorkshire and the Humber"
_SOME_PREMISES = Premises(line1="12 Ash Road", town="Leeds", postcode="LS1 4DT", region=_SOME_REGION)


class Story:
    """The story of Alex, and of Sam beside them.

    What a table leaves out is as the background says, or does not matter; it happens an hour after what was
    recorded before.
    """

    def __init__(self, driver: Driver) -> None:
        self._driver = driver
        self._now = BEGINNING
        self._heard_before = 0
        self.crn = "X320741"
        self.current_crn = self.crn
        self._crns: dict[str, str] = {}
        self._premises: dict[str, Premises] = {}
        self._bookings: dict[str, str] = {}
        self.officer_at_cas3: str | None = None

    def meet(self, who: str, crn: str) -> None:
        """Somebody has that CRN, at CAS3 as in Delius."""
        self._crns[who] = crn
        if who == _ALEX:
            self.crn = self.current_crn = crn

    def book(self, who: str, booking: str, premises: Premises) -> None:
        """Let the person have that booking; their first is meant where a table names none."""
        self._bookings.setdefault(who, booking)
        self._premises[booking] = premises

    def crn_of(self, who: str) -> str:
        """Their CRN in Delius; after a merger, of the record that survived."""
        return self.current_crn if who == _ALEX else self._crns[who]

    def happening(self, row: Row) -> Happening:
        """Return what a row of a table says."""
        name = row["What happened"]
        who = row.get("Person", _ALEX)
        booking = row.get("Booking", self._bookings.get(who, _SOME_BOOKING))
        self._now = a_moment(row["Recorded at"]) if "Recorded at" in row else self._now + timedelta(hours=1)
        return Happening(
            name=name,
            kind=Kind(name.removeprefix("first ").removeprefix("second ")),
            crn=self.crn if who == _ALEX else self._crns[who],
            recorded_at=self._now,
            booking=booking,
            application=row.get("Application", _SOME_APPLICATION) or None,
            day=a_day_or_moment(row.get("Date", row.get("Expected arrival", ""))),
            expected_departure=a_day_or_moment(row.get("Expected departure", "")),
            premises=self._premises_in(row, booking),
            reason=row.get("Reason", _SOME_REASON),
            detail=row.get("Details") or None,
            notes=row.get("Notes") or None,
            officer=row.get("Recorded by", self.officer_at_cas3) or None,
        )

    def _premises_in(self, row: Row, booking: str) -> Premises | None:
        if "First line" in row:
            return Premises(
                line1=row["First line"],
                line2=row.get("Second line", ""),
                town=row.get("Town", ""),
                postcode=row["Postcode"],
                region=row.get("Region", _SOME_REGION),
            )
        if "Premises" in row:
            return premises(row["Premises"]) if row["Premises"] else None
        return self._premises.get(booking, _SOME_PREMISES)

    def record(self, table: DataTable, *, tell: bool) -> None:
        """Let all of the table happen, in its order; with `tell`, each message comes at once."""
        for row in rows(table):
            happening = self.happening(row)
            self._driver.time.set(happening.recorded_at)
            self._driver.cas3.record(happening)
            if tell:
                self._driver.cas3.tell(happening.name)

    def look_up(self) -> None:
        """Forget what other services were told so far: it is no longer news."""
        self._heard_before = len(self._driver.others.heard())

    @property
    def news(self) -> Sequence[News]:
        """Return what other services were told since."""
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


def premises(text: str) -> Premises:
    """Return the premises written as `12 Ash Road, Leeds, LS1 4DT`, with `(region …)` after it if need be."""
    address, _, region = text.removesuffix(")").partition(" (region ")
    line1, town, postcode = address.split(", ")
    return Premises(line1=line1, town=town, postcode=postcode, region=region or _SOME_REGION)
