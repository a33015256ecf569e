"""`explain`: says why Delius holds what it holds of a person."""

from adapters.oracle.installation import read_installation
from adapters.oracle.person_record import REFERENCE_START, read_person
from adapters.oracle.schema_version import require_newest_revision
from adapters.system.clock import SystemClock
from domain.failures import PermanentFailure
from entrypoints.operations.container import opened_database
from entrypoints.operations.dead_letters_view import as_json
from entrypoints.operations.explain_view import show_explained, show_set_aside
from entrypoints.operations.explanation import explanation
from entrypoints.operations.set_aside import find_set_aside
from entrypoints.terminal import print_text, print_view
from entrypoints.usage import UnusableInput


def run_explain(asked: str, *, in_json: bool) -> int:
    """Print all that is known of the person of that CRN or external reference. Only reads; where the queue is
    set, the messages that were set aside are looked at, too: the status is 1 if that does not work.

    Unsuccessful if Delius has no such person, which may be why messages about them were set aside: they are
    printed before.
    """
    asked = asked.strip()
    if not asked:
        raise UnusableInput("name a CRN or an external reference")
    with opened_database() as database:
        require_newest_revision(database)
        clock = SystemClock()
        try:
            record = read_person(database, read_installation(database, clock), asked)
        except PermanentFailure:
            _tell_of_a_stranger(asked, in_json=in_json)
            raise
    set_aside = find_set_aside({record.case.crn.value, asked.upper()}, record.bookings)
    explained = {**explanation(record), **set_aside.explained()}
    if in_json:
        print_text(as_json(explained))
    else:
        print_view(lambda console: show_explained(explained, console))
    return 1 if set_aside.has_failed else 0


def _tell_of_a_stranger(asked: str, *, in_json: bool) -> None:
    set_aside = find_set_aside({asked.upper()}, {asked.removeprefix(REFERENCE_START).rpartition(":")[2]})
    if not set_aside.letters:
        return
    if in_json:
        print_text(as_json(set_aside.explained()))
    else:
        print_view(lambda console: show_set_aside(set_aside.explained(), console))
