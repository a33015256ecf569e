"""Every column of the rows that all nine kinds of event leave in the real tables of Delius."""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from adapters.in_memory.clock import InMemoryClock
from adapters.oracle.database import Database
from domain.event import Event
from domain.london import midnight, wall_time
from tests.adapters.stores import Store, on_database
from tests.benchmarks.kinds import record_in
from tests.domain.builders import arrived, at, cancelled, confirmed, departed, provisional, referral
from tests.domain.desk import CRN, NOW, day
from tests.support.delius_schema import TABLES, add_owners, real_delius
from tests.support.h2.databases import WireDatabases

PUBLISHED = Path(__file__).parents[3] / "shared" / "data" / "delius-columns.csv"
CONSTRAINTS = PUBLISHED.with_name("delius-constraints.csv")
TABLE = re.compile(r"CREATE TABLE (\w+) \((.+?)\n\);", re.DOTALL)
LATER = {
    ("contact", "external_reference"),
    ("offender_address", "address_type_id"),
    ("offender_address", "type_verified"),
}
CLOCK = InMemoryClock(NOW)
WRITTEN_AT = wall_time(CLOCK.now())
ALL_NINE: Sequence[Event] = (
    referral("app-1"),
    provisional(day(2), "b1", 1),
    confirmed(day(2), "b1", 2),
    cancelled("b2", 3, on_day=day(1)),
    cancelled("b2", 4, on_day=day(1), reason="Another reason", update=True),
    arrived(day(2), "b1", 5),
    arrived(day(3), "b1", 6, update=True),
    departed(day(9), "b1", 7),
    departed(day(8), "b1", 8, update=True),
)


@pytest.fixture(scope="module")
def database(oracle_on_the_wire_databases: WireDatabases) -> Iterator[Database]:
    """All nine kinds about one person, whose manager is staff 1 of team 1 of provider 1."""
    with real_delius(oracle_on_the_wire_databases) as database:
        store = on_database(database, CLOCK)
        _equip(store)
        add_owners(database)
        for event in ALL_NINE:
            record_in(store.delius, event, CLOCK.now())
        yield database


def _equip(store: Store) -> None:
    team = store.users.add_team("N03HPT")
    staff = store.users.add_staff("N03A001", team)
    store.users.allocate(store.users.register(CRN), store.users.add_provider("N03"), team, staff)


def rows(database: Database, query: str) -> list[dict[str, Any]]:
    with database.transaction() as connection:
        return [dict(row) for row in connection.execute(text(query)).mappings()]


def filled(row: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of a row in which something stands."""
    return {name: value for name, value in row.items() if value is not None}


BY_THE_SERVICE = {
    "created_by_user_id": 1,
    "last_updated_user_id": 1,
    "created_datetime": WRITTEN_AT,
    "last_updated_datetime": WRITTEN_AT,
    "partition_area_id": 0,
    "soft_deleted": 0,
}


def entry(kind: str, reference: str, time: datetime, notes: str | None, changes: int = 0) -> dict[str, Any]:
    """Return the columns of a contact that are filled; all others are empty."""
    return filled(
        {
            **BY_THE_SERVICE,
            "code": kind,
            "external_reference": f"urn:hmpps:cas3:{reference}",
            "contact_date": midnight(time.date()),
            "contact_start_time": time,
            "notes": notes,
            "sensitive": "N",
            "offender_id": 1,
            "staff_id": 1,
            "staff_employee_id": 1,
            "team_id": 1,
            "trust_provider_team_id": 1,
            "trust_provider_flag": 0,
            "probation_area_id": 1,
            "row_version": changes,
        }
    )


def told(minute: int) -> datetime:
    return wall_time(at(minute))


def test_contacts(database: Database) -> None:
    found = rows(
        database,
        "SELECT contact.*, type.code FROM contact"
        " JOIN r_contact_type type ON type.contact_type_id = contact.contact_type_id ORDER BY contact_id",
    )
    for row in found:
        assert row.pop("contact_id") >= 2_500_000_000
        del row["contact_type_id"]

    # Of notes only whether there are any, as other tests know what they say.
    assert [{**filled(row), "notes": "…"} for row in found] == [
        {**each, "notes": "…"}
        for each in (
            entry("EARS", "application-submitted:app-1", told(0), None),
            entry("EABP", "booking-provisionally-made:b1", told(1), "…"),
            entry("EACO", "booking-confirmed:b1", told(2), "…"),
            entry("EACA", "booking-cancelled:b2", midnight(day(1)), "…", 1),
            entry("EAAR", "person-arrived:b1", midnight(day(3)), "…", 1),
            entry("EADP", "person-departed:b1", midnight(day(8)), "…", 1),
        )
    ]
    assert [row["notes"] is None for row in found] == [True, *[False] * 5]


def test_addresses(database: Database) -> None:
    (row,) = rows(
        database,
        "SELECT offender_address.*, status.code_value status, kind.code_value kind FROM offender_address"
        " JOIN r_standard_reference_list status ON status.standard_reference_list_id = address_status_id"
        " JOIN r_standard_reference_list kind ON kind.standard_reference_list_id = address_type_id",
    )
    del row["address_status_id"], row["address_type_id"]

    assert row.pop("offender_address_id") >= 2_500_000_000
    assert filled(row) == {
        **BY_THE_SERVICE,
        "offender_id": 1,
        "status": "P",
        "kind": "A17",
        "street_name": "12 Church Street",
        "town_city": "Bimbly",
        "county": "North West",
        "postcode": "BB1 1BB",
        "start_date": midnight(day(3)),
        "end_date": midnight(day(8)),
        "no_fixed_abode": "N",
        "type_verified": "N",
        "awaiting_assessment": 0,
        "row_version": 3,
    }


def test_audits(database: Database) -> None:
    found = rows(
        database,
        "SELECT audited_interaction.*, business_interaction.business_interaction_code code"
        " FROM audited_interaction JOIN business_interaction ON"
        " business_interaction.business_interaction_id = audited_interaction.business_interaction_id",
    )
    for row in found:
        del row["business_interaction_id"]
        assert re.fullmatch(r"contactId='25000000\d\d',offenderId='1'", row.pop("interaction_parameters"))
        code = row.pop("code")
        assert code in {"CLBI003", "CLBI007"}
        assert filled(row) == {"date_time": WRITTEN_AT, "outcome": "P", "user_id": 1}
    assert len(found) == len(ALL_NINE)


def test_the_tables_are_those_that_were_published() -> None:
    if not PUBLISHED.exists():
        pytest.skip("the published columns are not here")
    with PUBLISHED.open(encoding="utf-8") as file:
        published = {
            (row["table"], row["column"]): (_type(row["type"]), row["nullable"] == "yes")
            for row in csv.DictReader(file)
        }
    ours = dict(_columns(TABLES.read_text(encoding="utf-8")))

    assert {column: ours.get(column) for column in published} == published
    assert set(ours) - set(published) <= LATER


def test_the_constraints_are_those_that_were_published() -> None:
    if not CONSTRAINTS.exists():
        pytest.skip("the published constraints are not here")
    with CONSTRAINTS.open(encoding="utf-8") as file:
        published = {(row["table"], _compact(row["constraint"])) for row in csv.DictReader(file)}
    ours = {table: _compact(body) for table, body in TABLE.findall(TABLES.read_text(encoding="utf-8"))}

    lacking = {(table, each) for table, each in published if each not in ours[table]}

    assert all("references r_institution" in each for _, each in lacking), lacking


def _compact(sql: str) -> str:
    return re.sub(r" ?([(),=]) ?", r"\1", " ".join(sql.lower().split()))


def _type(published: str) -> str:
    return {"char": "CHAR(1)"}.get(published, published.upper().replace(" ", ""))


def _columns(sql: str) -> Iterator[tuple[tuple[str, str], tuple[str, bool]]]:
    """The columns of each table, with type and whether they may be empty."""
    for table, body in TABLE.findall(sql):
        for name, kind, more in re.findall(r"^    (\w+) ([A-Z]\w+(?:\([\d,]+\))?)(.*)$", body, re.MULTILINE):
            if name != "CONSTRAINT":
                yield (table, name), (kind, "NOT NULL" not in more)
