"""The port to Delius."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from operator import attrgetter
from typing import Any

from sqlalchemy import Connection

from adapters.oracle import reading
from adapters.oracle.database import Database
from adapters.oracle.delius_tables import offender
from adapters.oracle.dialects import locking
from adapters.oracle.installation import Installation
from adapters.oracle.notes import with_whole_notes
from adapters.oracle.query_union import Values
from adapters.oracle.staffing import StaffingCache, codes_of, staffing_in
from adapters.oracle.statements import (
    FIND_MERGES,
    FIND_PERSON,
    padded,
    read_case,
)
from adapters.oracle.writing import Writer
from domain.case import Case, CaseRequest
from domain.changes import Changes
from domain.contact import oldest_by_reference
from domain.history import History
from domain.identifiers import Crn, PersonId
from domain.owner import Staffing
from domain.person import MergeRow, surviving
from domain.ports.clock import Clock


class OracleOpenCase:
    """One person's case, in a transaction that only `commit` ends well."""

    def __init__(self, case: Case, writer: Writer) -> None:
        self._case = case
        self._writer = writer

    @property
    def case(self) -> Case:
        return self._case

    def commit(self, changes: Changes) -> None:
        self._writer.write_and_commit(changes)


class OracleDelius:
    """Cases in the database: the person is locked first, then one query reads all that an event needs."""

    def __init__(self, database: Database, installation: Installation, clock: Clock) -> None:
        self._database = database
        self._installation = installation
        self._staffing = StaffingCache(clock)
        self._lock_person = locking(FIND_PERSON, database.dialect, database.lock_wait)

    @contextmanager
    def open_case(self, request: CaseRequest) -> Iterator[OracleOpenCase]:
        with self._database.transaction() as connection:
            person, crn = self._locked(request.crn, connection)
            case, revisions = self._read(request, person, crn, connection)
            writer = Writer(
                connection=connection,
                reference=self._installation.reference,
                person=person,
                revisions=revisions,
                with_employee=self._installation.with_employee,
            )
            yield OracleOpenCase(case, writer)
            # What is open here was only read. At a rollback psycopg forgets every statement it has prepared.
            connection.commit()

    def _locked(self, crn: Crn, connection: Connection) -> tuple[PersonId, Crn]:
        def live(crn: Crn) -> tuple[PersonId, Crn] | None:
            row = connection.execute(self._lock_person, padded(crn.value, offender.c.crn, "crn")).first()
            return (PersonId(row.offender_id), Crn(row.crn)) if row else None

        def merges(crn: Crn) -> Sequence[MergeRow]:
            parameters = {
                **padded(crn.value, offender.c.crn, "crn"),
                "merged_to": self._installation.reference.merged_to,
            }
            return [reading.merge_row(row) for row in connection.execute(FIND_MERGES, parameters)]

        return surviving(crn, live, merges)

    def _read(
        self, request: CaseRequest, person: PersonId, crn: Crn, connection: Connection
    ) -> tuple[Case, Mapping[str, int]]:
        reference = self._installation.reference
        kept = self._staffing.of(request.staff) if request.staff else Staffing()
        unknown = request.staff if kept is None else None
        queries = read_case(addresses=request.addresses, staffing=unknown is not None)
        parameters = {**_parameters(request, person), **(codes_of(unknown) if unknown else {})}
        rows = queries.rows(connection.execute(queries.statement, parameters))
        staffing = kept or staffing_in(rows)
        if unknown:
            self._staffing.keep(unknown, staffing)
        remembered = rows["residences"]
        residences = [reading.residence(row) for row in remembered if not reading.is_home(row)]
        homes = [reading.home(row) for row in remembered if reading.is_home(row)]
        contacts = with_whole_notes(rows["contacts"], connection)
        addresses = [reading.address(row, reference) for row in rows["addresses"]]
        managers = [reading.manager(row) for row in rows["managers"]]
        _, sensitive = reference.contact_types.get(request.contact_code, (None, None))
        case = Case(
            person=person,
            crn=crn,
            contact_is_sensitive=sensitive,
            contacts=oldest_by_reference(map(reading.contact, contacts)),
            history=History([reading.applied_event(row) for row in rows["applied"]]),
            staffing=replace(staffing, managers=managers),
            residences={residence.booking: residence for residence in residences},
            homes={home.address: home for home in homes},
            addresses={address.id: address for address in addresses},
            status_descriptions=reference.status_descriptions,
            address_columns=self._installation.columns,
        )
        return case, _newest_revisions([*remembered, *rows["applied"]])


def _newest_revisions(rows: Sequence[Values]) -> Mapping[str, int]:
    in_order = sorted(rows, key=attrgetter("revision"))
    return {row.booking_id: row.revision for row in in_order}


def _parameters(request: CaseRequest, person: PersonId) -> Mapping[str, Any]:
    """Return the parameters of the reading of a case; a request may have two further references."""
    reference = request.reference.value
    first, second = (*(each.value for each in request.related), reference, reference)[:2]
    return {
        "person": person,
        "reference": reference,
        "related": first,
        "also_related": second,
        "booking": request.booking and request.booking.value,
    }
