"""The server, the session, and what stands around the tables: what explains the first day to a DBA."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from time import perf_counter
from typing import Any, Final

from sqlalchemy import Connection, bindparam, literal, select, text

from adapters.oracle.check.asking import ask
from adapters.oracle.check.findings import Finding, FindingKind, State, there
from adapters.oracle.check.names import Target

_CHARACTER_SETS: Final = """
    SELECT parameter, value FROM nls_database_parameters
    WHERE parameter IN ('NLS_CHARACTERSET', 'NLS_NCHAR_CHARACTERSET')
"""
_SESSION: Final = """
    SELECT sys_context('userenv', 'session_user'), sys_context('userenv', 'current_schema'),
    sys_context('userenv', 'client_identifier') FROM dual
"""
_TRIGGERS: Final = text("""
    SELECT trigger_name, table_name, status FROM all_triggers
    WHERE table_owner = :owner AND table_name IN :names ORDER BY table_name, trigger_name
""").bindparams(bindparam("names", expanding=True))
_POLICIES: Final = text("""
    SELECT policy_name, object_name, enable FROM all_policies
    WHERE object_owner = :owner AND object_name IN :names ORDER BY object_name, policy_name
""").bindparams(bindparam("names", expanding=True))
_UNICODE: Final = frozenset({"AL32UTF8", "UTF8"})
# The only one that the driver can bind national text in.
_NATIONAL: Final = "AL16UTF16"
_TRIPS: Final = 3


def check_surroundings(connection: Connection, targets: Mapping[str, Target]) -> Iterator[Finding]:
    """Find what the server is like, and how far it is away."""
    version = ".".join(map(str, connection.dialect.server_version_info or ()))
    match connection.dialect.name:
        case "oracle":
            yield _oracle_server(connection, version)
            yield _session(connection)
            yield from _schemas(targets)
            yield from _beside(connection, targets, FindingKind.TRIGGER, _TRIGGERS)
            yield from _beside(connection, targets, FindingKind.POLICY, _POLICIES)
            yield _round_trip(connection)
        case "postgresql":
            yield _postgresql_server(connection, version)
            yield _pooler(connection)
            yield _round_trip(connection)


def _oracle_server(connection: Connection, version: str) -> Finding:
    rows = ask(connection, _CHARACTER_SETS)
    if not rows:
        return Finding(FindingKind.SERVER, f"Oracle {version}", State.THERE, "its character set is not told")
    sets = {str(name): str(value) for name, value in rows}
    text_set, national = sets.get("NLS_CHARACTERSET", ""), sets.get("NLS_NCHAR_CHARACTERSET", "")
    losing = "" if text_set in _UNICODE else ", which loses characters"
    fitting = "" if national == _NATIONAL else f", and must be {_NATIONAL}"
    remark = f"character set {text_set}{losing}; national {national}{fitting}"
    return Finding(FindingKind.SERVER, f"Oracle {version}", there(national == _NATIONAL), remark)


def _session(connection: Connection) -> Finding:
    rows = ask(connection, _SESSION)
    if not rows:
        return Finding(FindingKind.SESSION, "of the service", State.UNKNOWN, "it cannot be asked who it is")
    user, schema, client = rows[0]
    warning: Any = getattr(connection.connection.dbapi_connection, "warning", None)
    # A password that will expire is a warning of the logon.
    warned = f"; {str(warning).splitlines()[0]}" if warning else ""
    remark = f"current schema {schema}; client identifier {client or 'not set'}{warned}"
    return Finding(FindingKind.SESSION, str(user), State.THERE, remark)


def _schemas(targets: Mapping[str, Target]) -> Iterator[Finding]:
    names: dict[str, list[str]] = defaultdict(list)
    for name, target in sorted(targets.items()):
        names[target.owner].append(name)
    for owner, found in names.items():
        yield Finding(FindingKind.SCHEMA, owner, State.THERE, ", ".join(found))


def _beside(
    connection: Connection, targets: Mapping[str, Target], kind: FindingKind, question: Any
) -> Iterator[Finding]:
    """Report triggers or policies on what the service writes or locks, as far as they may be seen."""
    owners: dict[str, list[str]] = defaultdict(list)
    for name in ("offender", "contact", "offender_address", "audited_interaction"):
        if name in targets:
            owners[targets[name].owner].append(targets[name].name)
    for owner, names in owners.items():
        for found, table, state in ask(connection, question, owner=owner, names=names) or ():
            yield Finding(kind, str(found), State.THERE, f"on {str(table).lower()}, {str(state).lower()}")


def _postgresql_server(connection: Connection, version: str) -> Finding:
    encoding = str(connection.scalar(text("SHOW server_encoding")))
    remark = f"character set {encoding}{'' if encoding == 'UTF8' else ', and must be UTF8'}"
    return Finding(FindingKind.SERVER, f"PostgreSQL {version}", there(encoding == "UTF8"), remark)


def _pooler(connection: Connection) -> Finding:
    """A pooler tells another process id than the server's, and may drop the options of the session."""
    driver: Any = connection.connection.dbapi_connection
    here = driver.info.backend_pid == connection.scalar(text("SELECT pg_backend_pid()"))
    bounds: Sequence[Any] = [connection.scalar(text(f"SHOW {name}")) for name in _BOUNDS]
    if "0" in bounds:
        remark = (
            "its bounds on waiting are lost: a pooler in between must be in session mode and pass options on"
        )
        return Finding(FindingKind.SESSION, "of the service", State.MISSING, remark)
    remark = "" if here else "through a pooler, which must be in session mode"
    return Finding(FindingKind.SESSION, "of the service", State.THERE, remark)


_BOUNDS: Final = ("lock_timeout", "statement_timeout")


def _round_trip(connection: Connection) -> Finding:
    """The shortest of a few: what every statement costs at least."""
    shortest = min(_seconds(lambda: connection.execute(select(literal(1)))) for _ in range(_TRIPS))
    return Finding(FindingKind.ROUND_TRIP, f"{shortest * 1000:.1f} ms", State.THERE)


def _seconds(work: Callable[[], object]) -> float:
    began = perf_counter()
    work()
    return perf_counter() - began
