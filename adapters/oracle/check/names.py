"""Resolve names to Oracle's objects, as the user who is connected sees them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, bindparam, text

from adapters.oracle.check.asking import ask

_OWN: Final = text("""
    SELECT object_name FROM all_objects
    WHERE owner = sys_context('userenv', 'current_schema') AND object_name IN :names
    AND object_type IN ('TABLE', 'VIEW', 'SEQUENCE')
""").bindparams(bindparam("names", expanding=True))
# A synonym of one's own comes before a public one.
_SYNONYMS: Final = text("""
    SELECT synonym_name, table_owner, table_name, owner FROM all_synonyms
    WHERE synonym_name IN :names AND owner IN ('PUBLIC', sys_context('userenv', 'current_schema'))
    ORDER BY CASE owner WHEN 'PUBLIC' THEN 0 ELSE 1 END
""").bindparams(bindparam("names", expanding=True))
_SCHEMA: Final = "SELECT sys_context('userenv', 'current_schema') FROM dual"


@dataclass(frozen=True, slots=True)
class Target:
    """An object of Oracle's, by owner and name in capitals."""

    owner: str
    name: str


def resolve(connection: Connection, names: Collection[str]) -> Mapping[str, Target]:
    """Return what each of the names stands for, as far as Oracle tells."""
    wanted = [name.upper() for name in names]
    (schema,) = [row[0] for row in ask(connection, _SCHEMA) or [("",)]]
    found = {
        str(name).lower(): Target(str(owner), str(target))
        for name, owner, target, _ in ask(connection, _SYNONYMS, names=wanted) or ()
    }
    own = {str(row[0]) for row in ask(connection, _OWN, names=wanted) or ()}
    return found | {name.lower(): Target(str(schema), name) for name in own}
