"""The port to logs and metrics."""

from collections.abc import Mapping

import structlog

from adapters.telemetry.metrics import Metrics

_WARNINGS = frozenset(
    {
        "SetAside",
        "Outage",
        "QueueUnreachable",
        "AnnouncementsDelayed",
        "Unexpected",
        "StaffNotFound",
    }
)


class LoggedTelemetry:
    """One log line and one count for every report."""

    def __init__(self, metrics: Metrics) -> None:
        self._log = structlog.get_logger("cas3_and_delius")
        self._metrics = metrics

    def report(self, name: str, facts: Mapping[str, str]) -> None:
        self._metrics.count(name, facts)
        write = self._log.warning if name in _WARNINGS else self._log.info
        write(name, **facts)
