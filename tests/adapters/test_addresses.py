"""Every address of a database is tried first once, whatever the driver does with the others."""

import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from adapters.oracle.addresses import Options, in_turn

DATA = "(CONNECT_DATA=(SERVICE_NAME=delius))"


def address(number: int, protocol: str = "tcp", host: str = "") -> str:
    return f"( Address = (PROTOCOL={protocol}) (HOST={host or f'192.0.2.{number}'})(PORT=1521))"


def described(*addresses: str, service: str = DATA) -> str:
    return f"(DESCRIPTION=(RETRY_COUNT=1)(CONNECT_TIMEOUT=3){''.join(addresses)}{service})"


def hosts(tries: Sequence[Options]) -> list[str]:
    """The last digit of the address of each description of each try, in its order."""
    return ["".join(re.findall(r"HOST=[\w.]*(\w)\)", each["dsn"])) for each in tries]


A, B, C = address(1), address(2), address(3)
OTHER = "(CONNECT_DATA=(SERVICE_NAME=other))"


@pytest.mark.parametrize(
    ("dsn", "orders"),
    [
        (described(A, B, C), ["123", "231", "312"]),
        (described(f"(ADDRESS_LIST={A}{B})(ADDRESS_LIST={C})"), ["123", "231", "312"]),
        (described(f"(LOAD_BALANCE=OFF)(ADDRESS_LIST={A}{B})"), ["12", "21"]),
        (described(f"(ADDRESS_LIST=( load_balance = on ){A}{B}){C}"), ["213", "132", "321"]),
        (f"(DESCRIPTION_LIST={described(A)}{described(B, service=OTHER)})", ["12", "21"]),
        (f"(DESCRIPTION_LIST=(LOAD_BALANCE=yes){described(A, B)}{described(C)})", ["312", "123", "231"]),
        ("192.0.2.1,192.0.2.2:1521/delius", ["12", "21"]),
        ("tcp://192.0.2.1;192.0.2.2/delius?retry_count=3", ["12", "21"]),
    ],
    ids=[
        "addresses",
        "lists",
        "not balanced",
        "one list balanced",
        "several services",
        "services balanced",
        "Easy Connect",
        "Easy Connect Plus",
    ],
)
def test_each_address_is_the_first_once(dsn: str, orders: list[str]) -> None:
    tries = in_turn({"dsn": dsn, "user": "cas3"}, choose=lambda count: count - 1)

    assert hosts(tries) == orders
    assert all(each["user"] == "cas3" for each in tries)
    assert not any("RETRY" in each["dsn"] or "LOAD_BALANCE=ON" in each["dsn"] for each in tries)


def test_each_address_keeps_its_own_service_and_options() -> None:
    first, *_ = in_turn({"dsn": f"(DESCRIPTION_LIST={described(A)}{described(B, service=OTHER)})"})

    assert first["dsn"] == (
        "(DESCRIPTION_LIST=(LOAD_BALANCE=OFF)"
        "(DESCRIPTION=(ADDRESS=(HOST=192.0.2.1)(PROTOCOL=tcp)(PORT=1521))(CONNECT_TIMEOUT=3)"
        "(CONNECT_DATA=(SERVICE_NAME=delius)))"
        "(DESCRIPTION=(ADDRESS=(HOST=192.0.2.2)(PROTOCOL=tcp)(PORT=1521))(CONNECT_TIMEOUT=3)"
        "(CONNECT_DATA=(SERVICE_NAME=other))))"
    )


def test_an_alias_is_looked_up_in_tnsnames_ora(tmp_path: Path) -> None:
    (tmp_path / "tnsnames.ora").write_text(f"delius = {described(A, B)}\n")

    tries = in_turn({"dsn": "DELIUS", "config_dir": str(tmp_path)})

    assert hosts(tries) == ["12", "21"]


def test_a_name_stands_for_all_its_addresses_but_with_tls() -> None:
    """`localhost` has one or two, on every machine."""
    (plain, *_) = in_turn({"dsn": described(address(0, host="localhost"), A)})
    secure = in_turn({"dsn": described(address(0, "tcps", "localhost"), address(1, "tcps"))})

    assert "HOST=127.0.0.1" in plain["dsn"]
    assert "localhost" not in plain["dsn"]
    assert [each["dsn"].count("HOST=localhost") for each in secure] == [1, 1]


@pytest.mark.parametrize(
    "options",
    [
        {"host": "database", "dbname": "delius"},
        {"dsn": "alias"},
        {"dsn": described(A)},
        {"dsn": described(f"(FAILOVER=OFF){A}{B}")},
        {"dsn": described(f"(ADDRESS_LIST=(SOURCE_ROUTE=ON){A}{B})")},
        {"dsn": described(address(0, host="no-such-host.invalid"))},
        {"dsn": "(DESCRIPTION="},
    ],
    ids=["PostgreSQL", "alias", "one address", "no failover", "route", "unknown name", "broken"],
)
def test_anything_else_is_left_to_the_driver(options: Options) -> None:
    assert in_turn(options) == [options]
