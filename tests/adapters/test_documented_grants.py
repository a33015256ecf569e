"""The grants in docs/running.md are those that the service needs in Oracle."""

import re
from collections.abc import Iterator
from pathlib import Path

from adapters.oracle.check.needs import SEQUENCES, TABLES, Privilege

DOCUMENTED = (Path(__file__).parents[2] / "docs" / "running.md").read_text()
# In Oracle whoever may select may lock.
ORACLE = {Privilege.LOCK: "SELECT"}


def documented() -> Iterator[tuple[str, str]]:
    for privileges, name in re.findall(r"^GRANT (.+) ON (\w+) TO cas3;$", DOCUMENTED, re.MULTILINE):
        yield from ((privilege, name) for privilege in privileges.split(", "))


def needed() -> Iterator[tuple[str, str]]:
    for need in TABLES:
        if not need.is_own:
            yield from ((ORACLE.get(each, each.value.upper()), need.name) for each in need.uses)
    yield from (("SELECT", name) for name in SEQUENCES if not name.startswith("cas3_"))
    yield "EXECUTE", "pkg_vpd_ctx"


def test_they_are_neither_more_nor_fewer() -> None:
    assert sorted(documented()) == sorted(set(needed()))
