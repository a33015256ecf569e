"""Make a database shaped like Delius, with its reference data."""

from sqlalchemy import Connection, insert, inspect

from adapters.oracle.database import Database
from adapters.oracle.delius_tables import (
    business_interaction,
    contact_type,
    delius,
    reference_data,
    reference_data_master,
    user,
)
from adapters.oracle.reference_data import ADDRESS_STATUS, ADDRESS_TYPE, IDENTIFIER_TYPE, INTERACTIONS
from domain.address import CAS3_TYPE, MAIN, PREVIOUS
from domain.event import ContactCode
from domain.person import MERGED_TO_CRN

_CODES = {
    ADDRESS_STATUS: {MAIN: "Main Address", PREVIOUS: "Previous Address"},
    ADDRESS_TYPE: {CAS3_TYPE: "CAS3", "A01B": "Householder", "A07A": "Friends or family (settled)"},
    IDENTIFIER_TYPE: {MERGED_TO_CRN: "Merged to CRN"},
}


class CreationRefused(Exception):
    """The database is, or may be, somebody's Delius already."""


def create_delius(database: Database) -> None:
    """Create the tables of Delius with reference data and the service's user, in an empty database.

    CreationRefused, naming the tables, if any of them exists, and always for Oracle, where Delius itself is.
    """
    if database.dialect == "oracle":
        raise CreationRefused("Delius is never created in an Oracle database: that is where the real one is")
    with database.transaction() as connection:
        found = sorted(set(inspect(connection).get_table_names()) & set(delius.tables))
        if found:
            raise CreationRefused(f"these tables of Delius exist already: {', '.join(found)}")
        fill(connection, database.username)
        connection.commit()


def fill(connection: Connection, username: str) -> None:
    """Create the tables and their reference data."""
    delius.create_all(connection, checkfirst=False)
    add_reference_data(connection, username)


def add_reference_data(connection: Connection, username: str) -> None:
    """Add the codes and the service's user to empty tables."""
    connection.execute(insert(user), {"user_id": 1, "distinguished_name": username})
    connection.execute(
        insert(contact_type),
        [
            {"contact_type_id": number, "code": code.value, "sensitive_contact": "N"}
            for number, code in enumerate(ContactCode, start=1)
        ],
    )
    connection.execute(
        insert(business_interaction),
        [
            {"business_interaction_id": number, "business_interaction_code": code}
            for number, code in enumerate(INTERACTIONS, start=1)
        ],
    )
    _add_codes(connection)


def _add_codes(connection: Connection) -> None:
    number = 0
    for set_number, (name, codes) in enumerate(_CODES.items(), start=1):
        values = {"reference_data_master_id": set_number}
        connection.execute(insert(reference_data_master), {**values, "code_set_name": name})
        for code, description in codes.items():
            number += 1
            row = {"standard_reference_list_id": number, "code_value": code, "code_description": description}
            connection.execute(insert(reference_data), {**values, **row})
