"""Rule 6: a refused value or row is an outage where every event meets it, and names what refused it."""

import socket
from collections.abc import Collection

import oracledb
import psycopg
import pytest
from oracledb.errors import _Error
from sqlalchemy.exc import DBAPIError

from adapters.oracle.errors import connecting, working
from domain.failures import Failure, Neighbour, Outage, PermanentFailure, TemporaryFailure, UnclearFailure

PRIVATE = "12 Church Street"
TOO_LARGE = 'ORA-12899: value too large for column "{}"."{}"."{}" (actual: {}, maximum: {})'
TRIGGER = (
    f"ORA-20001: {PRIVATE} is wrong\nORA-06512: at line 3\n"
    "ORA-04088: error during execution of trigger 'DELIUS.CONTACT_BIU'"
)
KEYS = {"delius.r_1718": ("trust_provider_flag", "staff_employee_id"), "delius.r_9": ("partition_area_id",)}


def columns_of_key(constraint: str) -> Collection[str]:
    return KEYS.get(constraint, ())


def oracle_error(text: str) -> DBAPIError:
    """Return what python-oracledb raises when the server says that."""
    code = int(text[4:9]) if text.startswith("ORA-") else 0
    return DBAPIError(f"INSERT {PRIVATE}", {"line": PRIVATE}, oracledb.DatabaseError(_Error(text, code=code)))


def at_work(text: str) -> Failure:
    with pytest.raises(Failure) as raised, working(columns_of_key):
        raise oracle_error(text)
    return raised.value


@pytest.mark.parametrize(
    ("text", "failure", "named"),
    [
        (
            'ORA-01400: cannot insert NULL into ("DELIUS"."CONTACT"."BRAND_NEW")',
            Outage,
            "ORA-01400, delius.contact.brand_new",
        ),
        ('ORA-01400: cannot insert NULL into ("DELIUS"."CONTACT"."STAFF_ID")', Outage, "contact.staff_id"),
        ('ORA-01400: cannot insert NULL into ("DELIUS"."CONTACT"."NOTES")', UnclearFailure, "contact.notes"),
        (
            "ORA-02291: integrity constraint (DELIUS.R_1718) violated - parent key not found",
            UnclearFailure,
            "staff_employee_id, trust_provider_flag is missing (ORA-02291, delius.r_1718)",
        ),
        (
            "ORA-02291: integrity constraint (DELIUS.R_9) violated - parent key not found",
            Outage,
            "ORA-02291, delius.r_9",
        ),
        (
            "ORA-02291: integrity constraint (DELIUS.SYS_C001) violated - parent key not found",
            Outage,
            "sys_c001",
        ),
        (
            TOO_LARGE.format("DELIUS", "CONTACT", "EXTERNAL_REFERENCE", 77, 50),
            Outage,
            "contact.external_reference",
        ),
        (
            TOO_LARGE.format("DELIUS", "CONTACT", "EXTERNAL_REFERENCE", 300, 200),
            PermanentFailure,
            "contact.external_reference",
        ),
        (
            TOO_LARGE.format("CAS3", "CAS3_APPLIED_EVENT", "EVENT_ID", 501, 500),
            PermanentFailure,
            "event_id",
        ),
        ("ORA-02290: check constraint (DELIUS.SOME_CHECK) violated", UnclearFailure, "delius.some_check"),
        (
            TRIGGER,
            Outage,
            "delius.contact_biu",
        ),
        ("ORA-01950: no privileges on tablespace 'USERS'", Outage, "no space left (ORA-01950, users)"),
        ("ORA-00604: error occurred at recursive SQL level 1\nORA-01653: unable", Outage, "ORA-01653"),
    ],
)
def test_a_refusal_of_oracle_says_whose_it_is(text: str, failure: type[Failure], named: str) -> None:
    found = at_work(text)

    assert type(found) is failure
    assert named in found.reason
    assert PRIVATE not in found.reason


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("ORA-01017: invalid username/password; logon denied", "user name or password is wrong"),
        ("ORA-28000: the account is locked", "a DBA must unlock it"),
        ("DPY-3001: Native Network Encryption is only supported in thick mode", "use TLS"),
        ("DPY-3010: connections to this database server version are not supported", "older than"),
        ("DPY-3015: password verifier type 0x939 is not supported", "only kept in the 10G form"),
        ("DPY-4027: no configuration directory specified to find an alias", "no tnsnames.ora"),
        (
            'DPY-6005: cannot connect to database.\nDPY-6001: Service "x" is not registered',
            "does not know that service (DPY-6005, DPY-6001)",
        ),
        (
            "DPY-6005: cannot connect to database (CONNECTION_ID=x).\n[Errno 111] Connection refused",
            "nothing listens there (DPY-6005)",
        ),
        ("ORA-01033: ORACLE initialization or shutdown in progress", "starting or stopping"),
        ("ORA-20001: you may not", "cannot be reached (ORA-20001)"),
    ],
)
def test_what_oracle_says_at_the_logon_comes_in_words(text: str, words: str) -> None:
    found = on_the_way(oracle_error(text))

    assert words in found.reason


def on_the_way(error: Exception) -> Outage:
    with pytest.raises(Outage) as raised, connecting():
        raise error
    assert raised.value.neighbour is Neighbour.DATABASE
    return raised.value


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('FATAL:  password authentication failed for user "cas3"', "user name or password is wrong"),
        ('FATAL:  database "delius" does not exist', "no such database"),
        ('FATAL:  role "cas3" does not exist', "no such user"),
        ('FATAL:  role "cas3" is not permitted to log in', "its user may not log on"),
        ("port 1 failed: Connection refused\n\tIs the server running", "nothing listens there"),
        ("FATAL:  the database system is starting up", "starting or stopping"),
        ("FATAL:  unsupported startup parameter in options: lock_timeout", "a pooler"),
        ("connection timeout expired", "does not answer in time"),
    ],
)
def test_what_postgresql_says_at_the_logon_comes_in_words_without_values(text: str, words: str) -> None:
    found = on_the_way(DBAPIError("", {}, psycopg.OperationalError(text)))

    assert words in found.reason
    assert "cas3" not in found.reason
    assert '"' not in found.reason


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (socket.gaierror(-2, "Name or service not known"), "its name cannot be resolved"),
        (TimeoutError("no logon within 10 s"), "no logon within 10 s"),
        (ConnectionRefusedError(111, "Connection refused"), "nothing listens there"),
        (ConnectionResetError(104, "reset"), "ConnectionResetError"),
    ],
)
def test_an_error_of_the_network_on_the_way_is_an_outage(error: OSError, words: str) -> None:
    assert words in on_the_way(error).reason


def test_a_connection_lost_at_work_is_the_events_own() -> None:
    error = DBAPIError(
        "", {}, oracledb.DatabaseError(_Error("DPY-4011: closed")), connection_invalidated=True
    )

    with pytest.raises(TemporaryFailure, match=r"was lost \(DPY-4011"), working():
        raise error
