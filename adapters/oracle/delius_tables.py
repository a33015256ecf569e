"""The tables of Delius, as far as this service reads or writes them.

They belong to Delius: only the development command that makes a sample database ever creates them.
"""

from typing import Any

from sqlalchemy import (
    CHAR,
    BigInteger,
    CheckConstraint,
    Column,
    DateTime,
    ForeignKey,
    Integer,
    MetaData,
    Sequence,
    SmallInteger,
    String,
    Table,
    Text,
)

delius = MetaData()

# SQLite numbers rows by itself in a column of just this type.
ID = BigInteger().with_variant(Integer, "sqlite")

# `Column.info` of a table that the service adds rows to: a column is needed unless it has one of these.
ONLY_IN_SAMPLES = {"needed": "never"}
OPTIONAL = {"needed": "where it exists"}


def _flag(name: str) -> Column[int]:
    return Column(name, SmallInteger, nullable=False, default=0, server_default="0")


def _written() -> tuple[Column[Any], ...]:
    """Return the columns for the user and time of writing; `row_version` is Delius' optimistic lock."""
    return (
        Column("created_datetime", DateTime, nullable=False),
        Column("created_by_user_id", ID, nullable=False),
        Column("last_updated_datetime", DateTime, nullable=False),
        Column("last_updated_user_id", ID, nullable=False),
        Column("row_version", Integer, nullable=False),
        Column("partition_area_id", ID, nullable=False),
        _flag("soft_deleted"),
    )


def _coded(name: str, key: str, code: str, size: int, *more: Column[Any]) -> Table:
    return Table(name, delius, Column(key, ID, primary_key=True), Column(code, CHAR(size)), *more)


offender = Table(
    "offender",
    delius,
    Column("offender_id", ID, primary_key=True),
    Column("crn", CHAR(7), nullable=False, unique=True),
    Column("noms_number", CHAR(7)),
    _flag("soft_deleted"),
)

additional_identifier = Table(
    "additional_identifier",
    delius,
    Column("additional_identifier_id", ID, primary_key=True),
    Column("offender_id", ID, ForeignKey(offender.c.offender_id), nullable=False, index=True),
    Column("identifier", String(30), nullable=False),
    Column("identifier_name_id", ID, nullable=False),
    Column("created_datetime", DateTime, nullable=False),
    _flag("soft_deleted"),
)

probation_area = _coded("probation_area", "probation_area_id", "code", 3)
team = _coded("team", "team_id", "code", 6, Column("end_date", DateTime))
staff = _coded("staff", "staff_id", "officer_code", 7, Column("end_date", DateTime))

staff_team = Table(
    "staff_team",
    delius,
    Column("staff_id", ID, ForeignKey(staff.c.staff_id), primary_key=True),
    Column("team_id", ID, ForeignKey(team.c.team_id), primary_key=True),
)

offender_manager = Table(
    "offender_manager",
    delius,
    Column("offender_manager_id", ID, primary_key=True),
    Column("offender_id", ID, ForeignKey(offender.c.offender_id), nullable=False, index=True),
    Column("probation_area_id", ID, ForeignKey(probation_area.c.probation_area_id), nullable=False),
    Column("team_id", ID, ForeignKey(team.c.team_id)),
    Column("allocation_staff_id", ID, ForeignKey(staff.c.staff_id)),
    _flag("active_flag"),
    _flag("soft_deleted"),
)

user = Table(
    "user_",
    delius,
    Column("user_id", ID, primary_key=True),
    Column("distinguished_name", String(500), nullable=False),
)

contact_type = Table(
    "r_contact_type",
    delius,
    Column("contact_type_id", ID, primary_key=True),
    Column("code", String(10), nullable=False),
    Column("sensitive_contact", CHAR(1)),
)

reference_data_master = Table(
    "r_reference_data_master",
    delius,
    Column("reference_data_master_id", ID, primary_key=True),
    Column("code_set_name", String(50), nullable=False),
)

reference_data = Table(
    "r_standard_reference_list",
    delius,
    Column("standard_reference_list_id", ID, primary_key=True),
    Column(
        "reference_data_master_id",
        ID,
        ForeignKey(reference_data_master.c.reference_data_master_id),
        nullable=False,
    ),
    Column("code_value", String(20), nullable=False),
    Column("code_description", String(500), nullable=False),
)

business_interaction = Table(
    "business_interaction",
    delius,
    Column("business_interaction_id", ID, primary_key=True),
    Column("business_interaction_code", String(20), nullable=False),
    Column("enabled_date", DateTime),
)

audited_interaction = Table(
    "audited_interaction",
    delius,
    Column("date_time", DateTime, nullable=False),
    Column("outcome", CHAR(1), nullable=False),
    Column("interaction_parameters", String(4000)),
    Column("user_id", ID, ForeignKey(user.c.user_id), nullable=False),
    Column(
        "business_interaction_id",
        ID,
        ForeignKey(business_interaction.c.business_interaction_id),
        nullable=False,
    ),
)

contact = Table(
    "contact",
    delius,
    Column("contact_id", ID, Sequence("contact_id_seq"), primary_key=True),
    Column("external_reference", String(200), index=True),
    Column("offender_id", ID, ForeignKey(offender.c.offender_id), nullable=False, index=True),
    Column("contact_type_id", ID, ForeignKey(contact_type.c.contact_type_id), nullable=False),
    Column("notes", Text),
    Column("contact_date", DateTime, nullable=False),
    Column("contact_start_time", DateTime),
    Column("staff_id", ID, ForeignKey(staff.c.staff_id), nullable=False),
    Column("team_id", ID, ForeignKey(team.c.team_id), nullable=False),
    Column("probation_area_id", ID, ForeignKey(probation_area.c.probation_area_id), nullable=False),
    Column("sensitive", CHAR(1), nullable=False),
    # Only some databases still have it.
    Column("staff_employee_id", ID, info=OPTIONAL),
    Column("trust_provider_team_id", ID, nullable=False),
    Column("trust_provider_flag", SmallInteger, nullable=False),
    *_written(),
)

LINE_COLUMNS = {
    "building": "building_name",
    "street": "street_name",
    "district": "district",
    "town": "town_city",
    "county": "county",
    "postcode": "postcode",
}
"""The column of each line of an address."""


def _line(name: str, **more: Any) -> Column[Any]:
    return Column(name, String(35), **more)


offender_address = Table(
    "offender_address",
    delius,
    Column("offender_address_id", ID, Sequence("offender_address_id_seq"), primary_key=True),
    Column("offender_id", ID, ForeignKey(offender.c.offender_id), nullable=False, index=True),
    Column("address_type_id", ID, ForeignKey(reference_data.c.standard_reference_list_id)),
    Column("address_status_id", ID, ForeignKey(reference_data.c.standard_reference_list_id), nullable=False),
    _line("address_number", info=ONLY_IN_SAMPLES),
    *(_line(name) for name in LINE_COLUMNS.values()),
    _line("telephone_number", info=ONLY_IN_SAMPLES),
    Column("no_fixed_abode", CHAR(1), nullable=False),
    Column("type_verified", CHAR(1), nullable=False),
    Column("start_date", DateTime),
    Column("end_date", DateTime),
    CheckConstraint("start_date <= end_date"),
    *_written(),
    # Or SQLite gives the id of a removed row to the next one; Oracle's sequence never does.
    sqlite_autoincrement=True,
)
