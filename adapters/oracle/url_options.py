"""The options in the URL of a database, checked before anything connects."""

from collections.abc import Collection, Mapping
from inspect import signature
from typing import Any, Final

from sqlalchemy import URL, Dialect
from sqlalchemy.exc import InvalidRequestError

_SQLITE: Final = frozenset(
    ("uri", "timeout", "isolation_level", "detect_types", "check_same_thread", "cached_statements")
)


def check_options(url: URL) -> None:
    """Raise ValueError, naming the option, for one that the driver does not know or cannot read."""
    match url.get_backend_name():
        case "oracle":
            _check_oracle(url)
        case "postgresql":
            _check_postgresql(url)
        case "sqlite" if "uri" not in url.query:
            _refuse(set(url.query) - _SQLITE)


def _driver_and_arguments(url: URL) -> tuple[Any, Mapping[str, Any]]:
    """The driver, which only its own database needs, and what SQLAlchemy hands to it."""
    dialect = url.get_dialect()()
    # Without an engine nobody else sets it, and from it come the strings that the driver connects by.
    dialect.dbapi = driver = url.get_dialect().import_dbapi()
    for name in url.query:
        _arguments(dialect, url.set(database=None, query={name: url.query[name]}), name)
    return driver, _arguments(dialect, url, "service_name")


def _arguments(dialect: Dialect, url: URL, name: str) -> Mapping[str, Any]:
    """Return what SQLAlchemy makes of the URL. ValueError, naming the option, if it cannot."""
    try:
        _, options = dialect.create_connect_args(url)
    except InvalidRequestError:
        raise ValueError(f"has an option {name} beside a database in its path: one of them says it") from None
    except (AttributeError, TypeError, ValueError):
        raise ValueError(f"has an option {name} with a value that it cannot have") from None
    return options


def _check_oracle(url: URL) -> None:
    driver, options = _driver_and_arguments(url)
    _refuse(set(options) - set(signature(driver.connect).parameters))
    readable = set(signature(driver.ConnectParams).parameters)
    for name in set(options) & set(url.query) & readable:
        try:
            driver.ConnectParams(**{name: options[name]})
        except (TypeError, ValueError, driver.Error):
            raise ValueError(f"has an option {name} with a value that it cannot have") from None


def _check_postgresql(url: URL) -> None:
    driver, options = _driver_and_arguments(url)

    def is_known(name: str) -> bool:
        try:
            driver.conninfo.make_conninfo("", **{name: options[name]})
        except driver.Error:
            return False
        return True

    _refuse([name for name in options if not is_known(name)])


def _refuse(unknown: Collection[str]) -> None:
    if unknown:
        raise ValueError(f"has an option that the driver does not know: {', '.join(sorted(unknown))}")
