"""The log: lines on standard output, as JSON or readable, without anything that rule 6 forbids."""

import logging
import sys
from typing import Literal

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

LogFormat = Literal["json", "console"]


def configure_logs(level: str, log_format: LogFormat) -> None:
    """Sends every log line of the process, also those of libraries, to standard output."""
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _only_the_kind_of_error,
    ]
    renderer: Processor = (
        structlog.processors.JSONRenderer() if log_format == "json" else structlog.dev.ConsoleRenderer()
    )
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level)
    _quieten_libraries()


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


def _quieten_libraries() -> None:
    """At lower levels these log bodies, headers and parameters: tokens, names and addresses."""
    for name in ("botocore", "boto3", "urllib3", "httpx", "httpcore", "sqlalchemy", "opentelemetry"):
        logging.getLogger(name).setLevel(logging.WARNING)
