"""Desks at which people work with Delius."""

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import date, datetime, time

from domain.address import MAIN, PREVIOUS, Address, AddressLines
from domain.contact import CONTACT_ADDED, Contact, NewContact
from domain.event import ContactCode
from domain.identifiers import AddressId, ExternalReference
from domain.london import WallTime
from domain.owner import Owner
from entrypoints.sandbox.person_view import DiaryEntry as DiaryView
from tests.acceptance.interrupted_delius import InterruptedDelius
from tests.acceptance.office import Office
from tests.acceptance.seen import Change, DiaryEntry, Home, HomeLines


class _Desk:
    def __init__(self, office: Office) -> None:
        self._office = office
        self._users = office.users

    def _contact(self, crn: str, reference: str) -> Contact:
        return self._office.view.person(crn).entry(reference).contact

    def _address(self, crn: str, number: int) -> Address:
        return next(address for address in self._office.view.person(crn).addresses if address.id == number)


class RegistryDesk(_Desk):
    def __init__(self, office: Office, delius: InterruptedDelius) -> None:
        super().__init__(office)
        self._delius = delius
        self._locks = ExitStack()

    def register(self, crn: str) -> None:
        self._users.register(crn)

    def employ(self, officer: str, *teams: str, has_left: bool = False) -> None:
        for team in teams:
            self._office.provider(team[:3])
        self._users.add_staff(officer, *(self._office.team(team) for team in teams), ended=has_left)

    def manage(self, crn: str, officer: str | None, team: str) -> None:
        staff = self._office.officer(officer) if officer else None
        self._users.allocate(
            self._office.person(crn), self._office.provider(team[:3]), self._office.team(team), staff
        )

    def delete(self, crn: str) -> None:
        self._office.delete(self._office.person(crn))

    def lock(self, crn: str) -> None:
        self._locks.enter_context(self._office.locked(self._office.person(crn)))

    def unlock(self) -> None:
        self._locks.close()

    def cut_off(self) -> None:
        self._delius.is_away = True

    def reconnect(self) -> None:
        self._delius.is_away = False

    def merge(self, crn: str, into: str) -> None:
        self._users.merge(crn, into)


class PastRecordsDesk(_Desk):
    def house(self, crn: str, home: Home) -> None:
        person, start = self._office.person(crn), home.start
        day = start.date() if isinstance(start, datetime) else start
        number = self._users.add_address(person, _address_lines(home.lines), day, home.kind or None)
        if isinstance(start, datetime):
            address = self._address(crn, number)
            self._users.edit_address(person, replace(address, start_time=start.time()))

    def enter(self, crn: str, entry: DiaryEntry) -> None:
        owner = Owner(
            provider=self._office.provider(entry.provider),
            team=self._office.team(entry.team),
            staff=self._office.officer(entry.officer),
        )
        contact = NewContact(
            reference=ExternalReference(entry.reference),
            code=ContactCode(entry.code),
            time=WallTime(entry.time),
            notes=entry.notes,
            owner=owner,
            sensitive=False,
        )
        self._office.enter(self._office.person(crn), contact)


class PractitionerDesk(_Desk):
    def __init__(self, office: Office, delius: InterruptedDelius) -> None:
        super().__init__(office)
        self._delius = delius

    def add_meanwhile(self, crn: str, reference: str, line: str) -> None:
        def add() -> None:
            self.write(crn, reference, f"{self._contact(crn, reference).notes}\n{line}")

        self._delius.edit = add

    def correct_time(self, crn: str, reference: str, time: datetime) -> None:
        contact = replace(self._contact(crn, reference), time=WallTime(time))
        assert self._users.edit_contact(self._office.person(crn), contact)

    def write(self, crn: str, reference: str, notes: str) -> None:
        contact = replace(self._contact(crn, reference), notes=notes)
        assert self._users.edit_contact(self._office.person(crn), contact)

    def delete(self, crn: str, reference: str) -> None:
        self._users.delete_contact(self._office.person(crn), self._contact(crn, reference).id)


class HousekeeperDesk(_Desk):
    def edit(self, crn: str, home: Home) -> None:
        address = replace(
            self._address(crn, home.number),
            lines=_address_lines(home.lines),
            start=home.start,
            end=home.end,
            status=MAIN if home.is_main else PREVIOUS,
        )
        self._users.edit_address(self._office.person(crn), address)

    def remove(self, crn: str, number: int) -> None:
        address = replace(self._address(crn, number), soft_deleted=True)
        self._users.edit_address(self._office.person(crn), address)

    def remove_for_good(self, crn: str, number: int) -> None:
        self._users.remove_address(self._office.person(crn), AddressId(number))


class ViewDesk(_Desk):
    def diary(self, crn: str) -> Sequence[DiaryEntry]:
        return [_diary_entry(entry) for entry in self._office.view.person(crn).diary]

    def addresses(self, crn: str) -> Sequence[Home]:
        return [_home(address) for address in self._office.view.person(crn).addresses]

    def changes(self, crn: str) -> Sequence[Change]:
        diary = self._office.view.person(crn).diary
        codes = {str(entry.contact.id): entry.code.value for entry in diary}
        return [
            Change(is_addition=each.interaction == CONTACT_ADDED, code=codes[each.parameters.split("'")[1]])
            for each in self._office.audits()
        ]


def _diary_entry(entry: DiaryView) -> DiaryEntry:
    return DiaryEntry(
        reference=entry.contact.reference.value,
        code=entry.code.value,
        time=entry.contact.time,
        notes=entry.contact.notes,
        provider=entry.provider,
        team=entry.team,
        officer=entry.staff,
        is_sensitive=entry.sensitive,
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
        start=_start(address),
        end=address.end,
    )


def _start(address: Address) -> date | None:
    if address.start is None or address.start_time == time.min:
        return address.start
    return datetime.combine(address.start, address.start_time)


def _address_lines(lines: HomeLines) -> AddressLines:
    return AddressLines(
        building=lines.building or None,
        street=lines.street or None,
        district=lines.district or None,
        town=lines.town or None,
        county=lines.county or None,
        postcode=lines.postcode or None,
    )
