"""Read what a request asks for."""

from collections.abc import Iterable, Mapping

from adapters.in_memory.delius.rows import CodeRow, PersonRow
from adapters.in_memory.delius.tables import Tables
from domain.address import Address
from domain.case import Case, CaseRequest
from domain.contact import Contact, oldest_by_reference
from domain.history import History
from domain.identifiers import AddressId, BookingId, ExternalReference, PersonId
from domain.owner import CodeHolder, Manager, Staffing, StaffMember
from domain.remembered_residence import RememberedHome, RememberedResidence


def read_case(tables: Tables, person: PersonRow, request: CaseRequest) -> Case:
    """The case of that person, as far as the request goes."""
    residences = _residences(tables, person.id, request)
    return Case(
        person=person.id,
        crn=person.crn,
        contact_is_sensitive=tables.contact_types.get(request.contact_code),
        contacts=_contacts(tables, person.id, {request.reference, *request.related}),
        history=History(tuple(tables.applied.get(request.reference, ()))),
        staffing=_staffing(tables, person.id, request.staff),
        residences=residences,
        homes=_homes(tables, person.id) if request.addresses else {},
        addresses=_addresses(tables, person.id) if request.addresses else {},
        status_descriptions=tables.address_statuses,
        address_columns=tables.columns,
    )


def _contacts(
    tables: Tables, person: PersonId, references: set[ExternalReference]
) -> Mapping[ExternalReference, Contact]:
    rows = tables.contacts.get(person, {}).values()
    # Of hundreds of contacts hardly any is one of them, and plain strings are looked up fastest.
    wanted = {reference.value for reference in references}
    return oldest_by_reference(
        row.contact for row in rows if row.contact.reference.value in wanted and not row.soft_deleted
    )


def _staffing(tables: Tables, person: PersonId, member: StaffMember | None) -> Staffing:
    managers = [Manager(row.id, row.provider, row.team, row.staff) for row in tables.managers.get(person, ())]
    if member is None:
        return Staffing(managers=managers)
    teams = _coded(tables.teams.get(member.team, ()))
    staff = _coded(tables.staff.get(member.code, ()))
    pairs = {(one.id, team.id) for one in staff for team in teams}
    return Staffing(
        providers=_coded(tables.providers.get(member.region, ())),
        teams=teams,
        staff=staff,
        members=frozenset(pairs & tables.team_members),
        managers=managers,
    )


def _coded(rows: Iterable[CodeRow]) -> list[CodeHolder]:
    return [CodeHolder(row.id, row.ended) for row in rows]


def _residences(
    tables: Tables, person: PersonId, request: CaseRequest
) -> Mapping[BookingId, RememberedResidence]:
    found: dict[BookingId, RememberedResidence] = {}
    others = [request.booking] if request.booking else []
    if request.addresses:
        found |= tables.residences_of.get(person, {})
        known = {residence.address for residence in found.values()}
        # Addresses of somebody who was merged into the person came with them.
        came = (address for address in tables.addresses.get(person, {}) if address not in known)
        others += [tables.booking_of[address] for address in came if address in tables.booking_of]
    found |= {each: tables.residences[each].residence for each in others if each in tables.residences}
    return found


def _addresses(tables: Tables, person: PersonId) -> Mapping[AddressId, Address]:
    return {key: row.address for key, row in tables.addresses.get(person, {}).items()}


def _homes(tables: Tables, person: PersonId) -> Mapping[AddressId, RememberedHome]:
    addresses = tables.addresses.get(person, {})
    return {key: tables.homes[key] for key in addresses if key in tables.homes}
