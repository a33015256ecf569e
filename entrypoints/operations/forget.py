"""`forget`: deletes what is remembered of a person."""

import sys
from collections.abc import Sequence

from adapters.oracle.forgetting import forget
from adapters.oracle.schema_version import require_newest_revision
from domain.identifiers import Crn
from entrypoints.operations.container import opened_database
from entrypoints.operations.dead_letters_view import as_json
from entrypoints.terminal import print_text
from entrypoints.usage import UnusableInput


def run_forget(crn: str, ids: Sequence[str], *, sure: bool) -> int:
    """Delete what the service remembers of a person, and of the bookings and applications of these ids, once
    the user is sure.
    """
    if not crn.strip():
        raise UnusableInput("name a CRN")
    if not sure:
        _confirm(crn)
    with opened_database() as database:
        require_newest_revision(database)
        forgotten = forget(database, Crn(crn.upper()), ids)
    line = {"event": "Forgotten", "crn": crn.upper(), **forgotten}
    sys.stderr.write(as_json(line, indent=None) + "\n")
    print_text(", ".join(f"{number} {name}" for name, number in forgotten.items()) + " forgotten.")
    return 0


def _confirm(crn: str) -> None:
    if not sys.stdin.isatty():
        raise UnusableInput("nobody is there to ask: --yes says that you are sure")
    sys.stderr.write(
        f"What the service remembers of {crn} cannot be brought back.\nType yes to forget the person: "
    )
    if sys.stdin.readline().strip().lower() != "yes":
        raise UnusableInput("nothing was forgotten")
