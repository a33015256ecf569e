"""Everything that a database can lack of what the service needs, and how to take it away."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Executable, Table, delete, insert, text, update

from adapters.oracle.check.findings import FindingKind
from adapters.oracle.check.needs import SEQUENCES, TABLES, Privilege
from adapters.oracle.delius_tables import business_interaction, contact_type, offender, reference_data, user
from adapters.oracle.reference_data import INTERACTIONS, NEEDED
from adapters.oracle.schema_version import revisions, schema_version
from domain.event import ContactCode

LIMITED: Final = "limited"
SOMEBODY: Final = insert(offender).values(offender_id=1, crn="A000001")
"""A person: on Oracle it matters that at least one can be seen."""

NEWEST, *_ = revisions()
_IN_A_WHILE: Final = datetime(2900, 1, 1)


@dataclass(frozen=True, slots=True)
class Lack:
    """Something that is to be missing, and the statements after which it is."""

    kind: FindingKind
    name: str
    statements: Sequence[Executable]

    def __str__(self) -> str:
        return f"{self.kind.value} {self.name}"


def _lack(kind: FindingKind, name: str, *statements: str) -> Lack:
    return Lack(kind, name, [text(statement) for statement in statements])


def of_columns() -> Iterator[Lack]:
    for need in TABLES:
        for column in need.columns:
            rename = f"ALTER TABLE {need.name} RENAME COLUMN {column} TO gone"
            yield _lack(FindingKind.COLUMN, f"{need.name}.{column}", rename)


def of_tables() -> Iterator[Lack]:
    for need in TABLES:
        yield _lack(FindingKind.TABLE, need.name, f"ALTER TABLE {need.name} RENAME TO gone")


def of_sequences() -> Iterator[Lack]:
    for name in SEQUENCES:
        yield _lack(FindingKind.SEQUENCE, name, f"DROP SEQUENCE {name}")


def of_rows() -> Iterator[Lack]:
    def without(kind: FindingKind, name: str, table: Table, column: str, value: str) -> Lack:
        return Lack(kind, name, [delete(table).where(table.c[column] == value)])

    yield without(FindingKind.USER, "Cas3AndDelius", user, "distinguished_name", "Cas3AndDelius")
    yield without(FindingKind.REVISION, NEWEST, schema_version, "version_num", NEWEST)
    for contact in ContactCode:
        yield without(FindingKind.CODE, f"contact type {contact}", contact_type, "code", contact)
    for code_set, code in NEEDED:
        yield without(FindingKind.CODE, f"{code_set} {code}", reference_data, "code_value", code)
    for code in INTERACTIONS:
        name = f"business interaction {code}"
        yield without(FindingKind.CODE, name, business_interaction, "business_interaction_code", code)


def of_states() -> Iterator[Lack]:
    """Yield a lack for each thing that is there, but not as it should be."""
    for code in INTERACTIONS:
        of_code = business_interaction.c.business_interaction_code == code
        later = update(business_interaction).where(of_code).values(enabled_date=_IN_A_WHILE)
        yield Lack(FindingKind.CODE, f"business interaction {code}", [later])
    yield Lack(FindingKind.REVISION, NEWEST, [update(schema_version).values(version_num="0000")])


def of_privileges() -> Iterator[Lack]:
    """Yield, on PostgreSQL, each right that somebody lacks who has all the others."""
    for need in TABLES:
        for privilege in need.uses:
            granted = "UPDATE" if privilege is Privilege.LOCK else privilege.value
            yield _withheld(f"{privilege.value} on {need.name}", f"{granted} ON {need.name}")
    for name in SEQUENCES:
        yield _withheld(f"use of {name}", f"USAGE, UPDATE ON SEQUENCE {name}")


def _withheld(name: str, privilege: str) -> Lack:
    become = f"SET LOCAL ROLE {LIMITED}"
    return _lack(FindingKind.PRIVILEGE, name, *AS_LIMITED[:-1], f"REVOKE {privilege} FROM {LIMITED}", become)


AS_LIMITED: Final = (
    f"CREATE ROLE {LIMITED}",
    f"GRANT ALL ON ALL TABLES IN SCHEMA public TO {LIMITED}",
    f"GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO {LIMITED}",
    f"SET LOCAL ROLE {LIMITED}",
)
"""A statement that gives the transaction to somebody who may do everything with what is there."""
