"""What people do and see in Delius, in memory."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from adapters.in_memory.delius.rows import ContactRow
from domain.address import MAIN, PREVIOUS, Address, AddressLines
from domain.contact import Contact
from domain.event import ContactCode
from domain.identifiers import Code, ContactId, Crn, ExternalReference, PersonId
from domain.london import WallTime
from domain.person_view import DiaryEntry as DiaryView
from domain.person_view import PersonView
from domain.staffing import Owner
from entrypoints.in_memory import InMemoryContainer
from tests.acceptance.driver import DiaryEntry, Home, HomeLines


class _Desk:
    """Where one sits to work with Delius."""

    def __init__(self, container: InMemoryContainer) -> None:
        self._tables = container.tables()
        self._users = container.delius_users()
        self._delius = container.delius_view()

    def _id(self, crn: str) -> PersonId:
        person = self._tables.live_person(Crn(crn))
        if person is None:
            raise LookupError(f"nobody has the CRN {crn}")
        return person.id

    def _person(self, crn: str) -> PersonView:
        return self._delius.person(crn)

    def _contact(self, crn: str, reference: str) -> Contact:
        return self._person(crn).entry(reference).contact

    def _address(self, crn: str, number: int) -> Address:
        return next(address for address in self._person(crn).addresses if address.id == number)

    def _owner(self, entry: DiaryEntry) -> Owner:
        return Owner(
            provider=self._provider(entry.provider),
            team=self._team(entry.team),
            staff=self._officer(entry.officer),
        )

    def _provider(self, code: str) -> int:
        known = self._tables.providers.get(Code(code))
        return known[0].id if known else self._users.add_provider(code)

    def _team(self, code: str) -> int:
        known = self._tables.teams.get(Code(code))
        return known[0].id if known else self._users.add_team(code)

    def _officer(self, code: str) -> int:
        known = self._tables.staff.get(Code(code))
        return known[0].id if known else self._users.add_staff(code)


class InMemoryRegistry(_Desk):
    def register(self, crn: str) -> None:
        self._users.register(crn)

    def employ(self, officer: str, *teams: str) -> None:
        for team in teams:
            self._provider(team[:3])
        self._users.add_staff(officer, *(self._team(team) for team in teams))

    def manage(self, crn: str, officer: str | None, team: str) -> None:
        staff = self._officer(officer) if officer else None
        self._users.allocate(self._id(crn), self._provider(team[:3]), self._team(team), staff)

    def merge(self, crn: str, into: str) -> None:
        self._users.merge(crn, into)


class InMemoryPastRecords(_Desk):
    def house(self, crn: str, home: Home) -> None:
        self._users.add_address(self._id(crn), _address_lines(home.lines), home.start, home.kind or None)

    def enter(self, crn: str, entry: DiaryEntry) -> None:
        time = WallTime(entry.time)
        contact = Contact(
            id=ContactId(next(self._tables.ids)),
            version=0,
            reference=ExternalReference(entry.reference),
            time=time,
            notes=entry.notes,
        )
        self._tables.contacts[self._id(crn)][contact.id] = ContactRow(
            contact=contact,
            person=self._id(crn),
            code=ContactCode(entry.code),
            owner=self._owner(entry),
            sensitive=False,
            created=time,
            last_updated=time,
        )


class InMemoryPractitioner(_Desk):
    def correct_time(self, crn: str, reference: str, time: datetime) -> None:
        contact = replace(self._contact(crn, reference), time=WallTime(time))
        self._users.edit_contact(self._id(crn), contact)

    def write(self, crn: str, reference: str, notes: str) -> None:
        contact = replace(self._contact(crn, reference), notes=notes)
        self._users.edit_contact(self._id(crn), contact)

    def delete(self, crn: str, reference: str) -> None:
        self._users.delete_contact(self._id(crn), self._contact(crn, reference).id)


class InMemoryHousekeeper(_Desk):
    def edit(self, crn: str, home: Home) -> None:
        address = replace(
            self._address(crn, home.number),
            lines=_address_lines(home.lines),
            start=home.start,
            end=home.end,
            status=MAIN if home.is_main else PREVIOUS,
        )
        self._users.edit_address(self._id(crn), address)

    def remove(self, crn: str, number: int) -> None:
        address = replace(self._address(crn, number), soft_deleted=True)
        self._users.edit_address(self._id(crn), address)


class InMemoryView(_Desk):
    def diary(self, crn: str) -> Sequence[DiaryEntry]:
        return [_diary_entry(entry) for entry in self._person(crn).diary]

    def addresses(self, crn: str) -> Sequence[Home]:
        return [_home(address) for address in self._person(crn).addresses]


def _diary_entry(entry: DiaryView) -> DiaryEntry:
    return DiaryEntry(
        reference=entry.contact.reference.value,
        code=entry.code.value,
        time=entry.contact.time,
        notes=entry.contact.notes,
        provider=entry.provider,
        team=entry.team,
        officer=entry.staff,
    )


def _home(address: Address) -> Home:
    lines = address.lines
    return Home(
        number=address.id,
        kind=address.type or "",
        is_main=address.status == MAIN,
        lines=HomeLines(
            building=lines.building or "",
            street=lines.street or "",
            district=lines.district or "",
            town=lines.town or "",
            county=lines.county or "",
            postcode=lines.postcode or "",
        ),
        start=address.start,
        end=address.end,
    )


def _address_lines(lines: HomeLines) -> AddressLines:
    return AddressLines(
        building=lines.building or None,
        street=lines.street or None,
        district=lines.district or None,
        town=lines.town or None,
        county=lines.county or None,
        postcode=lines.postcode or None,
    )
