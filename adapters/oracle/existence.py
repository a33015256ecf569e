"""Existence of tables and sequences for the user who is connected, also behind synonyms of Oracle's."""

from sqlalchemy import Connection, inspect

from adapters.oracle.check.names import resolve


def has_table(connection: Connection, name: str) -> bool:
    """Return whether the name stands for a table."""
    return inspect(connection).has_table(name) or _is_behind_synonym(connection, name)


def has_sequence(connection: Connection, name: str) -> bool:
    """Return whether the name stands for a sequence."""
    return inspect(connection).has_sequence(name) or _is_behind_synonym(connection, name)


def _is_behind_synonym(connection: Connection, name: str) -> bool:
    return connection.dialect.name == "oracle" and name in resolve(connection, [name])
