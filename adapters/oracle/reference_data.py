"""The reference data of Delius that the service needs, read once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, DateTime, Select, bindparam, or_, select
from sqlalchemy.sql.elements import ColumnElement

from adapters.oracle.delius_tables import (
    business_interaction,
    contact_type,
    reference_data,
    reference_data_master,
    user,
)
from adapters.oracle.query_union import QueryUnion, Values
from domain.address import CAS3_TYPE, MAIN, PREVIOUS
from domain.contact import CONTACT_ADDED, CONTACT_CHANGED
from domain.event import ContactCode
from domain.failures import Neighbour, NotConfigured, Outage
from domain.london import Instant, wall_time
from domain.person import MERGED_TO_CRN

ADDRESS_STATUS: Final = "ADDRESS STATUS"
ADDRESS_TYPE: Final = "ADDRESS TYPE"
IDENTIFIER_TYPE: Final = "ADDITIONAL IDENTIFIER TYPE"
NEEDED: Final = (
    (ADDRESS_STATUS, MAIN),
    (ADDRESS_STATUS, PREVIOUS),
    (ADDRESS_TYPE, CAS3_TYPE),
    (IDENTIFIER_TYPE, MERGED_TO_CRN),
)

INTERACTIONS: Final = (CONTACT_ADDED, CONTACT_CHANGED)

# Dates in Delius are London's, whatever the time zone of the session or of the machine.
_LONDON_NOW: Final[ColumnElement[datetime]] = bindparam("london_now", type_=DateTime())

REFERENCE_QUERIES: Final[Mapping[str, Select[Any]]] = {
    "users": select(user.c.user_id.label("id")).where(user.c.distinguished_name == bindparam("username")),
    "types": select(
        contact_type.c.contact_type_id.label("id"), contact_type.c.code, contact_type.c.sensitive_contact
    ).where(contact_type.c.code.in_(list(ContactCode))),
    "codes": select(
        reference_data.c.standard_reference_list_id.label("id"),
        reference_data.c.code_value,
        reference_data.c.code_description,
        reference_data_master.c.code_set_name,
    )
    .join(
        reference_data_master,
        reference_data_master.c.reference_data_master_id == reference_data.c.reference_data_master_id,
    )
    .where(reference_data_master.c.code_set_name.in_([ADDRESS_STATUS, ADDRESS_TYPE, IDENTIFIER_TYPE])),
    "interactions": select(
        business_interaction.c.business_interaction_id.label("id"),
        business_interaction.c.business_interaction_code,
    ).where(
        business_interaction.c.business_interaction_code.in_(INTERACTIONS),
        or_(
            business_interaction.c.enabled_date.is_(None), business_interaction.c.enabled_date <= _LONDON_NOW
        ),
    ),
}
_QUERY: Final = QueryUnion.of(**REFERENCE_QUERIES)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceData:
    """The ids of codes. `contact_types` has (id, sensitive) for each type that Delius has; `address_codes`
    are those of addresses' statuses and types by their ids.
    """

    user: int
    contact_types: Mapping[str, tuple[int, bool]]
    address_statuses: Mapping[str, int]
    status_descriptions: Mapping[str, str]
    address_types: Mapping[str, int]
    address_codes: Mapping[int, str]
    interactions: Mapping[str, int]
    merged_to: int


def read_reference_data(connection: Connection, username: str, now: Instant) -> ReferenceData:
    """Read it all. Raise NotConfigured without the service's user, Outage, naming what is missing, without
    other rows that it cannot work without: those are for Delius to add, while the service waits.
    """
    parameters = {"username": username, "london_now": wall_time(now)}
    rows = _QUERY.rows(connection.execute(_QUERY.statement, parameters))
    users, types, codes, interactions = (rows[name] for name in REFERENCE_QUERIES)
    known = {(_text(row.code_set_name), _text(row.code_value)): _id(row) for row in codes}
    audits = {_text(row.business_interaction_code): _id(row) for row in interactions}
    missing = [f"{code} of {code_set}" for code_set, code in NEEDED if (code_set, code) not in known]
    missing += [f"business interaction {code}" for code in INTERACTIONS if code not in audits]
    if not users:
        raise NotConfigured(f"Delius has no user {username}: see to CAS3_DELIUS_USERNAME")
    if missing:
        raise Outage(f"Delius lacks {', '.join(missing)}", Neighbour.DATABASE)
    statuses, kinds = _of_set(known, ADDRESS_STATUS), _of_set(known, ADDRESS_TYPE)
    return ReferenceData(
        user=_id(users[0]),
        contact_types={_text(row.code): (_id(row), _text(row.sensitive_contact) == "Y") for row in types},
        address_statuses=statuses,
        status_descriptions={
            _text(row.code_value): _text(row.code_description)
            for row in codes
            if _text(row.code_set_name) == ADDRESS_STATUS
        },
        address_types=kinds,
        address_codes={identifier: code for each in (statuses, kinds) for code, identifier in each.items()},
        interactions=audits,
        merged_to=known[IDENTIFIER_TYPE, MERGED_TO_CRN],
    )


def _of_set(known: Mapping[tuple[str, str], int], code_set: str) -> Mapping[str, int]:
    return {code: identifier for (name, code), identifier in known.items() if name == code_set}


def _text(value: Any) -> str:
    return str(value or "").rstrip()


def _id(row: Values) -> int:
    return int(row.id)
