"""The worker's answers over HTTP: health, info and metrics."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from adapters.telemetry.metrics import CONTENT_TYPE, Metrics

_JSON: Final = "application/json"
_UP: Final = "UP"
_DOWN: Final = "DOWN"

Answer = tuple[int, str, bytes]


@dataclass(frozen=True, slots=True)
class Component:
    """The health of a part of the service or of a neighbour. `details` say more, nothing private."""

    is_up: bool
    details: Mapping[str, object] = field(default_factory=dict)

    def also(self, other: "Component") -> "Component":
        """Return what both say of the same thing; it is up only if both say so."""
        return Component(self.is_up and other.is_up, {**self.details, **other.details})


@dataclass(frozen=True, slots=True)
class Health:
    """The health of the worker. `is_alive`: the threads work; `is_ready`: and what events need is there."""

    is_alive: Callable[[], bool]
    is_ready: Callable[[], bool]
    components: Callable[[], Mapping[str, Component]]
    metrics: Metrics
    info: Mapping[str, Any]

    def answer(self, path: str) -> Answer:
        """Return status, content type and body for a path."""
        answers: Mapping[str, Callable[[], Answer]] = {
            "/health/liveness": lambda: _status(self.is_alive()),
            "/health/readiness": lambda: _status(self._is_ready()),
            "/health/ping": lambda: _status(True),
            "/health": lambda: _status(self._is_ready(), _shown(self.components())),
            "/info": lambda: (200, _JSON, json.dumps(self.info).encode()),
            "/metrics": lambda: (200, CONTENT_TYPE, self.metrics.text()),
        }
        return answers.get(path.rstrip("/"), _not_found)()

    def _is_ready(self) -> bool:
        return self.is_alive() and self.is_ready()


def _not_found() -> Answer:
    return 404, _JSON, b'{"status": "NOT_FOUND"}'


def _status(is_up: bool, components: Mapping[str, object] | None = None) -> Answer:
    body: dict[str, object] = {"status": _word(is_up)}
    if components is not None:
        body["components"] = components
    return 200 if is_up else 503, _JSON, json.dumps(body).encode()


def _shown(components: Mapping[str, Component]) -> Mapping[str, object]:
    return {
        name: {
            "status": _word(component.is_up),
            **({"details": component.details} if component.details else {}),
        }
        for name, component in components.items()
    }


def _word(is_up: bool) -> str:
    return _UP if is_up else _DOWN
