"""A Delius in PostgreSQL that has been in use for years: many people, each with contacts and addresses."""

from pathlib import Path

from sqlalchemy import text

from adapters.oracle.database import Database

_STATEMENTS = Path(__file__).with_suffix(".sql")
_STAYS_A_PERSON = 2
_FIRST_PERSON = 1000


def populate(database: Database, people: int, contacts: int) -> None:
    """Add people, so many contacts about them in turns, and two stays each."""
    parameters = {"people": people, "contacts": contacts, "stays": people * _STAYS_A_PERSON}
    with database.transaction() as connection:
        connection.execute(text("SET LOCAL statement_timeout = 0"))
        # What is made up refers to nothing that is missing: it need not be checked row by row.
        connection.execute(text("SET LOCAL session_replication_role = replica"))
        for statement in _STATEMENTS.read_text(encoding="utf-8").split(";"):
            needed = {name: value for name, value in parameters.items() if f":{name}" in statement}
            connection.execute(text(statement), needed)
        connection.commit()


def person_of(number: int) -> int:
    """The id of one of them; they are numbered from 1."""
    return _FIRST_PERSON + number


def crn_of(number: int) -> str:
    """Their CRN."""
    return f"G{number:06}"
