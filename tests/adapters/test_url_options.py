"""Options in the URL of a database are checked before anything connects, and named if they are wrong."""

import pytest
from sqlalchemy import make_url

from adapters.oracle.url_options import check_options


@pytest.mark.parametrize(
    ("url", "problem"),
    [
        ("oracle+oracledb://u:p@host:1521?service_name=x&nonsense=1", "does not know: nonsense"),
        ("oracle+oracledb://u:p@host:1521?service_name=x&expire_time=soon", "option expire_time"),
        ("oracle+oracledb://u:p@host:1521?service_name=x&mode=secret", "option mode with a value"),
        ("oracle+oracledb://u:p@host:1521?service_name=x&events=secret", "option events with a value"),
        ("oracle+oracledb://u:p@host:1521/x?service_name=x", "option service_name beside a database"),
        ("postgresql+psycopg://u:p@host/delius?nonsense=1", "does not know: nonsense"),
        ("sqlite:////tmp/delius.db?nonsense=1", "does not know: nonsense"),
    ],
)
def test_an_option_that_the_driver_cannot_use_is_named(url: str, problem: str) -> None:
    with pytest.raises(ValueError, match=problem) as raised:
        check_options(make_url(url))

    assert "secret" not in str(raised.value)


@pytest.mark.parametrize(
    "url",
    [
        "oracle+oracledb://u:p@host:1521?expire_time=2&service_name=x",
        "oracle+oracledb://u:p@(DESCRIPTION=(ADDRESS=(PROTOCOL=tcp)(HOST=h)(PORT=1521))(CONNECT_DATA=(SERVICE_NAME=x)))",
        "postgresql+psycopg://u@host/delius?application_name=cas3&sslmode=require",
        "sqlite:////tmp/delius.db?timeout=3",
    ],
)
def test_options_that_the_driver_knows_are_taken(url: str) -> None:
    check_options(make_url(url))
