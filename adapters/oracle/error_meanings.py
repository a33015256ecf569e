"""The numbers of the databases' errors, and what each means for the event that met it (rule 6).

Oracle's are ORA- and the driver's own DPY-, PostgreSQL's are SQLSTATEs, SQLite's are names. A refused value
or row is not here, as there the code alone does not tell whose it is: see `refusals`.
"""

from typing import Final

from domain.failures import Failure, Outage, PermanentFailure, TemporaryFailure, UnclearFailure

_TAKEN: Final = "somebody else was writing at the same time"
_BUSY: Final = "the database has not answered in time, or asks to try again"
_REFUSED: Final = "the database refused a value"
_UNUSABLE: Final = "the database cannot be used as it is set up"
_AWAY: Final = "the database cannot be reached"

WRONG_PASSWORD: Final = frozenset({"ORA-01017"})
ACCOUNT_LOCKED: Final = frozenset({"ORA-28000"})

_WORK: Final[tuple[tuple[type[Failure], str, str], ...]] = (
    (TemporaryFailure, _TAKEN, "ORA-00001 ORA-00054 ORA-00060 ORA-02292 ORA-08177 ORA-30006"),
    (TemporaryFailure, _TAKEN, "ORA-02049 ORA-01591 ORA-04022 23505 40 55P03"),
    (TemporaryFailure, _TAKEN, "SQLITE_BUSY SQLITE_LOCKED"),
    (TemporaryFailure, _TAKEN, "SQLITE_CONSTRAINT_PRIMARYKEY SQLITE_CONSTRAINT_UNIQUE"),
    (TemporaryFailure, _BUSY, "ORA-01013 57014"),
    # Compiled anew, or read for so long that others have overwritten it: the next try finds it well.
    (TemporaryFailure, _BUSY, "ORA-01555 ORA-04020 ORA-04021 ORA-04061 ORA-04062 ORA-04065 ORA-04068"),
    (TemporaryFailure, _BUSY, "ORA-01466 ORA-08103 ORA-08176"),
    # What a session or a call may take is used up, or it was handed to another instance.
    (
        TemporaryFailure,
        _BUSY,
        "ORA-00040 ORA-02392 ORA-02394 ORA-02397 ORA-02399 ORA-12805 ORA-56720 ORA-56735",
    ),
    (TemporaryFailure, _BUSY, "ORA-25401 ORA-25402 ORA-25403 ORA-25404 ORA-25405 ORA-25408"),
    (PermanentFailure, _REFUSED, "ORA-01461 22 23 SQLITE_CONSTRAINT SQLITE_TOOBIG SQLITE_MISMATCH"),
    # Without a number where the driver itself refuses: a NUL in a text.
    (PermanentFailure, _REFUSED, "DataError"),
    # A prepared statement stands in another session than the one that it is executed in, or is another's: no
    # text of an event is ever one that UTF-8 cannot write.
    (Outage, f"{_UNUSABLE}: a pooler before it must be in session mode", "26000 42P05 08P01"),
    (
        UnclearFailure,
        "the database read another statement's values: a pooler must be in session mode",
        "22021",
    ),
    # A table, column, sequence or right that is missing, or a procedure that cannot be called.
    (Outage, _UNUSABLE, "ORA-00904 ORA-00942 ORA-01031 ORA-01720 ORA-02289 ORA-41900 42"),
    (Outage, _UNUSABLE, "ORA-00980 ORA-01775 ORA-02019 ORA-04042 ORA-04043 ORA-04067 ORA-47306 ORA-47400"),
    (Outage, _UNUSABLE, "ORA-47401"),
    (Outage, f"{_UNUSABLE}: a view cannot be written to", "ORA-01732 ORA-01733 ORA-01776 ORA-01779"),
    (Outage, f"{_UNUSABLE}: its wallet of keys is not open", "ORA-28353 ORA-28365 ORA-28374 ORA-28417"),
    (Outage, f"{_UNUSABLE}: it has too few locks", "ORA-00055 ORA-00057 ORA-00062 ORA-00069"),
    (Outage, f"{_UNUSABLE}: PKG_VPD_CTX is missing, or the right to call it", "ORA-06550"),
    (Outage, f"{_UNUSABLE}: a package or view does not compile", "ORA-04063 ORA-06508"),
    (Outage, f"{_UNUSABLE}: an index is unusable", "ORA-01502"),
    (Outage, f"{_UNUSABLE}: no partition takes the row", "ORA-14400"),
    (Outage, f"{_UNUSABLE}: it allows a session too few open statements", "ORA-01000"),
    (Outage, _UNUSABLE, "SQLITE_ERROR SQLITE_NOTADB SQLITE_CORRUPT"),
    # No number comes from an event, so one that does not fit fits for nobody.
    (Outage, f"{_UNUSABLE}: a column is too narrow for its numbers", "ORA-01438 22003"),
    (Outage, f"{_UNUSABLE}: a trigger fails", "ORA-04088 ORA-04091 ORA-04092 ORA-04098"),
    (Outage, f"{_UNUSABLE}: row-level security refuses", "ORA-28110 ORA-28112 ORA-28113 ORA-28115 ORA-28116"),
    (Outage, f"{_UNUSABLE}: row-level security refuses", "ORA-12406 ORA-12407 ORA-28138"),
    # Another server has taken over, and this one may only be read.
    (Outage, f"{_UNUSABLE}: it is open for reading only", "ORA-16000 25006 SQLITE_READONLY"),
    (Outage, f"{_UNUSABLE}: it is open for reading only", "ORA-00372 ORA-01647 ORA-16003"),
    # Rows, indexes, LOBs, what can be rolled back, what is sorted, the quota, or the archive.
    (Outage, "the database has no space left", "ORA-01536 ORA-01950 ORA-01652 ORA-01653 ORA-01654 ORA-01658"),
    (Outage, "the database has no space left", "ORA-01659 ORA-01683 ORA-01688 ORA-01691 ORA-01692 ORA-30032"),
    (Outage, "the database has no space left", "ORA-30036 ORA-00257 ORA-01631 ORA-01632"),
    (Outage, "the database has no space left", "ORA-01562 ORA-01628 ORA-01630 ORA-01650 ORA-01651 ORA-01655"),
    (Outage, "the database has no space left", "ORA-01656 ORA-01680 ORA-01681 ORA-01684 ORA-01693 ORA-01694"),
    (Outage, "the database has no space left", "ORA-16014 ORA-16038 ORA-19502 ORA-19504 ORA-19809 ORA-19815"),
    (Outage, "the database has no space left", "ORA-65114 53100 SQLITE_FULL"),
    (Outage, "the database cannot read its files", "ORA-00376 ORA-01110 ORA-01114 ORA-01115 58 SQLITE_IOERR"),
    (
        Outage,
        "the database cannot read its files",
        "ORA-01116 ORA-01135 ORA-01157 ORA-01187 ORA-01539 ORA-01542",
    ),
    (Outage, "the database cannot read its files", "ORA-27037 ORA-27041 ORA-27061 ORA-27063 ORA-27072"),
    (Outage, "the database has no memory left", "ORA-04030 ORA-04031 ORA-04036 ORA-27102 53200"),
)

_LOGON: Final[tuple[tuple[str, str], ...]] = (
    (f"{_UNUSABLE}: user name or password is wrong", "ORA-01017 28P01"),
    (f"{_UNUSABLE}: user name or password is missing", "DPY-4001 ORA-01005"),
    (f"{_UNUSABLE}: the user may not log on", "ORA-01045 28000"),
    (f"{_UNUSABLE}: the account is locked; a DBA must unlock it", "ORA-28000"),
    (f"{_UNUSABLE}: the password has expired", "ORA-28001 ORA-28002"),
    (
        f"{_UNUSABLE}: the server demands native network encryption, which the driver lacks; use TLS (tcps)",
        "DPY-3001 ORA-12650 ORA-12660",
    ),
    (f"{_UNUSABLE}: the server is older than the driver can talk to (12.1)", "DPY-3010"),
    (
        f"{_UNUSABLE}: the password is only kept in the 10G form; a DBA must set it anew",
        "DPY-3015 DPY-3016 ORA-28040",
    ),
    (
        f"{_UNUSABLE}: its URL names no service_name, or an alias that no tnsnames.ora has",
        "DPY-4000 DPY-4026 DPY-4027 ORA-12154 ORA-12162 ORA-12504",
    ),
    (f"{_UNUSABLE}: the driver cannot read the URL", "DPY-2049 DPY-4017 DPY-4018 DPY-4021 DPY-4022 DPY-4028"),
    (f"{_UNUSABLE}: there is no wallet where the URL says", "DPY-2018"),
    (f"{_UNUSABLE}: the server's certificate does not fit", "DPY-6002 DPY-6006 DPY-6008 ORA-28860 ORA-29024"),
    (f"{_UNUSABLE}: its listener lets nobody in from here", "ORA-12529 ORA-12546"),
    (f"{_AWAY}: its listener does not know that service", "ORA-12514 ORA-12505 DPY-6001 DPY-6003"),
    (f"{_AWAY}: its listener has no instance of that service", "ORA-12513 ORA-12515 ORA-12521 ORA-12523"),
    (f"{_AWAY}: it takes no more sessions", "ORA-00018 ORA-00020 ORA-02391 ORA-12516 ORA-12518 ORA-12519"),
    (f"{_AWAY}: it takes no more sessions", "ORA-00019 ORA-12520 ORA-12522 ORA-12530 53300"),
    (
        f"{_AWAY}: it is starting or stopping",
        "ORA-01014 ORA-01033 ORA-01034 ORA-01089 ORA-01090 ORA-01109 ORA-01154 ORA-01219 ORA-12528 57P",
    ),
    # A process that the instance cannot do without has ended, or the pluggable database is closed.
    (f"{_AWAY}: it is starting or stopping", "ORA-0047 ORA-0048 ORA-65011 ORA-65020 ORA-65054"),
    (f"{_AWAY}: it lets only its administrators in", "ORA-01035 ORA-12526 ORA-12527"),
    (f"{_AWAY}: it does not answer in time", "ORA-03136 ORA-12170 ORA-12525 ORA-12535 ORA-1260"),
    (f"{_AWAY}: nothing listens there", "ORA-12541 ORA-12542"),
    (f"{_AWAY}: its name cannot be resolved", "ORA-12545"),
    (
        f"{_AWAY}: the connection was cut before there was a session (as a port for TLS does without tcps)",
        "DPY-4011 ORA-03113 ORA-12537 ORA-12547",
    ),
    # The driver's own errors about what it reads.
    (
        f"{_AWAY}: what answers there cannot be understood",
        "DPY-5 ORA-03106 ORA-03120 ORA-03137 ORA-12569 ORA-12592 ORA-12599",
    ),
    (_AWAY, "53 08 SQLITE_CANTOPEN ORA-12150 ORA-12151 ORA-12152 ORA-12543 ORA-12560 ORA-12564 ORA-12571"),
)

_ALL: Final[tuple[tuple[type[Failure], str, str], ...]] = (
    *_WORK,
    *((Outage, words, codes) for words, codes in _LOGON),
)

MEANINGS: Final = sorted(
    [(failure, words, code) for failure, words, codes in _ALL for code in codes.split()],
    # The longest first: 23505 is no refused value, though 23 is, and 53300 is not any 53.
    key=lambda meaning: -len(meaning[2]),
)
"""Failure, words and how the codes begin that mean it; the first that fits counts."""

# No code tells what happens before there is a session: only the operating system's words and PostgreSQL's do.
WORDS: Final[tuple[tuple[str, str], ...]] = (
    (r"ORA-00604[\s\S]*ORA-20\d{3}", f"{_UNUSABLE}: a logon trigger refuses the service's user"),
    # The only procedure that is called before there is a session.
    (r"ORA-06512", f"{_UNUSABLE}: PKG_VPD_CTX refuses the service's user"),
    (r"WRONG_VERSION_NUMBER|UNEXPECTED_EOF|RECORD_LAYER_FAILURE", f"{_AWAY}: it does not speak TLS there"),
    (r"CERTIFICATE_VERIFY_FAILED", f"{_UNUSABLE}: the server's certificate is not trusted"),
    (r"does not support SSL", f"{_UNUSABLE}: the server does not speak TLS"),
    (r"password authentication failed", f"{_UNUSABLE}: user name or password is wrong"),
    (r"no password supplied", f"{_UNUSABLE}: it wants a password"),
    (r"no pg_hba\.conf entry", f"{_UNUSABLE}: it lets nobody in from here as this user"),
    (r'role ".*" does not exist', f"{_UNUSABLE}: it has no such user"),
    (r'role ".*" is not permitted to log in', f"{_UNUSABLE}: its user may not log on"),
    (r'database ".*" does not exist', f"{_UNUSABLE}: the server has no such database"),
    (r"permission denied for database", f"{_UNUSABLE}: the user may not connect to this database"),
    (r"unsupported startup parameter", f"{_UNUSABLE}: a pooler before it lets no options through"),
    (r"too many clients|remaining connection slots", f"{_AWAY}: it takes no more sessions"),
    (r"starting up|shutting down|recovery mode", f"{_AWAY}: it is starting or stopping"),
    (r"failed to resolve host|could not translate host", f"{_AWAY}: its name cannot be resolved"),
    (r"[Cc]onnection refused", f"{_AWAY}: nothing listens there"),
    (r"time(d )?out", f"{_AWAY}: it does not answer in time"),
)


def meaning(codes: tuple[str, ...]) -> tuple[type[Failure], str] | None:
    """Return failure and words for the first code that is known, the innermost first; None if none is."""
    for code in reversed(codes):
        for failure, words, prefix in MEANINGS:
            if code.startswith(prefix):
                return failure, words
    return None
