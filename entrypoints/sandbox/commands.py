"""The command that makes a sample Delius."""

from adapters.oracle.installation import read_installation
from adapters.system.clock import SystemClock
from entrypoints.operations.container import opened_database
from entrypoints.sandbox.create_delius import CreationRefused, create_delius
from entrypoints.sandbox.people import assemble
from entrypoints.sandbox.sql_delius_users import SqlDeliusUsers
from entrypoints.terminal import print_text
from entrypoints.usage import UnusableInput


def run_create() -> int:
    """Make a Delius for development, with the people of the story in it; return the exit status."""
    with opened_database() as database:
        try:
            create_delius(database)
        except CreationRefused as problem:
            raise UnusableInput(str(problem)) from None
        people = ", ".join(assemble(SqlDeliusUsers(database, read_installation(database, SystemClock()))))
    print_text(f"A sample Delius with two people ({people}) was created; next: cas3-and-delius migrate")
    return 0
