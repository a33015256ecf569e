"""Every address of a descriptor is tried first once, whatever the driver does with the others."""

import re
from collections.abc import Sequence

import pytest

from adapters.oracle.addresses import Options, in_turn

SERVICE = "(CONNECT_DATA=(SERVICE_NAME=delius))"


def address(host: str) -> str:
    return f"(ADDRESS=(PROTOCOL=tcp)(HOST={host})(PORT=1521))"


def hosts(tries: Sequence[Options]) -> list[str]:
    """The hosts of each try, in its order."""
    return ["".join(re.findall(r"HOST=(\w)", each["dsn"])) for each in tries]


@pytest.mark.parametrize(
    ("balance", "orders"),
    [
        ("", ["abc", "bca", "cab"]),
        ("(LOAD_BALANCE=OFF)", ["abc", "bca", "cab"]),
        ("( load_balance = on )", ["cab", "abc", "bca"]),
    ],
)
def test_each_address_is_the_first_once(balance: str, orders: list[str]) -> None:
    lists = f"(ADDRESS_LIST={balance}{address('a')}{address('b')})(ADDRESS_LIST={address('c')})"
    options = {"dsn": f"(DESCRIPTION=(RETRY_COUNT=1){lists}{SERVICE})", "user": "cas3"}

    tries = in_turn(options, choose=lambda count: count - 1)

    assert hosts(tries) == orders
    assert all(each["user"] == "cas3" and each["dsn"].endswith(f"{SERVICE})") for each in tries)
    assert not any("LOAD_BALANCE" in each["dsn"].upper() for each in tries)


@pytest.mark.parametrize(
    "options",
    [
        {"host": "database", "dbname": "delius"},
        {"dsn": "alias"},
        {"dsn": f"(DESCRIPTION={address('a')}{SERVICE})"},
        {
            "dsn": f"(DESCRIPTION_LIST=(DESCRIPTION={address('a')}{SERVICE})"
            f"(DESCRIPTION={address('b')}{SERVICE}))"
        },
    ],
    ids=["PostgreSQL", "alias", "one address", "several services"],
)
def test_anything_else_is_left_to_the_driver(options: Options) -> None:
    assert in_turn(options) == [options]
