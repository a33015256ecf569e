"""The log: lines on standard output, as JSON or readable, without anything that rule 6 forbids."""

import logging
import sys
from collections.abc import Mapping
from typing import Final, Literal

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

LogFormat = Literal["json", "console"]

LOGGER: Final = "cas3_and_delius"
_LIBRARIES: Final = ("botocore", "boto3", "urllib3", "httpx", "httpcore", "sqlalchemy", "opentelemetry")


def configure_logs(level: str, log_format: LogFormat, service: Mapping[str, str] | None = None) -> None:
    """Send every log line of the process, also those of libraries, to standard output. `service` stands in
    each line: the name and the version of what wrote it.
    """
    threshold = logging.getLevelNamesMapping()[level]
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _only_the_kind_of_error,
        _Constant(service or {}),
    ]
    renderer: Processor = (
        structlog.processors.JSONRenderer() if log_format == "json" else structlog.dev.ConsoleRenderer()
    )
    # Its own lines go straight to the output: by way of Python's logging each would take twice the time.
    structlog.configure(
        processors=[*shared, _Constant({"logger": LOGGER}), renderer],
        logger_factory=structlog.WriteLoggerFactory(sys.stdout),
        wrapper_class=structlog.make_filtering_bound_logger(threshold),
        cache_logger_on_first_use=True,
    )
    _configure_libraries(threshold, [*shared, structlog.stdlib.add_logger_name], renderer)


class _Constant:
    """A log processor that adds the same fields to every line."""

    def __init__(self, facts: Mapping[str, str]) -> None:
        self._facts = facts

    def __call__(self, _logger: WrappedLogger, _method: str, line: EventDict) -> EventDict:
        line.update(self._facts)
        return line


def _configure_libraries(threshold: int, shared: list[Processor], renderer: Processor) -> None:
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(threshold)
    # At lower levels these log bodies, headers and parameters: tokens, names and addresses.
    for name in _LIBRARIES:
        logging.getLogger(name).setLevel(logging.WARNING)


def _only_the_kind_of_error(_logger: WrappedLogger, _method: str, line: EventDict) -> EventDict:
    """An error's own words, and the variables around it, might be about a person."""
    error = line.pop("exc_info", None)
    if error is True:
        error = sys.exc_info()
    if isinstance(error, tuple):
        error = error[1]
    if isinstance(error, BaseException):
        line["error"] = type(error).__name__
    return line
