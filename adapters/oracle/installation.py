"""The reference data and columns of this Delius, which differ between installations."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from adapters.oracle.database import Database
from adapters.oracle.delius_tables import LINE_COLUMNS, contact, offender_address
from adapters.oracle.dialects import columns_of
from adapters.oracle.own_tables import LONGEST_LINE
from adapters.oracle.reference_data import ReferenceData, read_reference_data
from domain.ports.clock import Clock
from domain.premises import AddressColumns, Column


@dataclass(frozen=True, slots=True, kw_only=True)
class Installation:
    """All that differs between one Delius and another. `with_employee`: its contacts still have the column
    `staff_employee_id`; `columns`: the widths of those of its addresses.
    """

    reference: ReferenceData
    with_employee: bool
    columns: AddressColumns


def read_installation(database: Database, clock: Clock) -> Installation:
    """Read it all as it stands now. Outage, naming what is missing, if the service cannot work with it."""
    with database.transaction() as connection:
        return Installation(
            reference=read_reference_data(connection, database.username, clock.now()),
            with_employee="staff_employee_id" in columns_of(connection, contact.name),
            columns=_address_columns(connection),
        )


def _address_columns(connection: Connection) -> AddressColumns:
    found: Mapping[str, Column | None] = columns_of(connection, offender_address.name)
    return AddressColumns(**{line: _column(found.get(name)) for line, name in LINE_COLUMNS.items()})


def _column(found: Column | None) -> Column:
    """Return the width of a column, at most what the service remembers of a line."""
    return replace(found, size=min(found.size, LONGEST_LINE)) if found else Column()
