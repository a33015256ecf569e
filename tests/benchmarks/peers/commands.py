"""The peers: how each is started, and the wrapping in which its messages must be.

dramatiq, celery and taskiq read no message that is not in their own wrapping: it has the whole message as the
only argument of a call.
"""

import json
import shutil
from base64 import b64encode
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

from entrypoints.sandbox.sample_events import SampleEvent
from tests.benchmarks.worker import Command, as_published

_HERE: Final = Path(__file__).parent
ROOT: Final = _HERE.parents[2]
PYTHON: Final = ROOT / ".peers" / "bin" / "python"
NODE_MODULES: Final = ROOT / ".peers" / "node" / "node_modules"

_COMPARED: Final = (
    "dramatiq",
    "dramatiq-sqs",
    "celery",
    "taskiq",
    "taskiq-aio-sqs",
    "aiobotocore",
    "aiohttp",
    "asyncpg",
)


def for_dramatiq(event: SampleEvent, queue: str) -> str:
    """Return the body for dramatiq, as its broker for SQS encodes it."""
    return _encoded(
        {
            "queue_name": queue,
            "actor_name": "handle",
            "args": [event.envelope],
            "kwargs": {},
            "options": {},
            "message_id": str(uuid4()),
            "message_timestamp": 0,
        }
    )


def for_celery(event: SampleEvent, queue: str) -> str:
    """Return the body for celery: its protocol 2, as kombu encodes it."""
    task, embedded = str(uuid4()), {"callbacks": None, "errbacks": None, "chain": None, "chord": None}
    return _encoded(
        {
            "body": _encoded([[event.envelope], {}, embedded]),
            "content-encoding": "utf-8",
            "content-type": "application/json",
            "headers": {"lang": "py", "task": "handle", "id": task, "root_id": task, "retries": 0},
            "properties": {
                "correlation_id": task,
                "delivery_mode": 2,
                "delivery_info": {"exchange": "", "routing_key": queue},
                "priority": 0,
                "body_encoding": "base64",
                "delivery_tag": str(uuid4()),
            },
        }
    )


def for_taskiq(event: SampleEvent, _: str) -> str:
    """Return the body for taskiq."""
    return json.dumps(
        {
            "task_id": str(uuid4()),
            "task_name": "handle",
            "labels": {},
            "args": [event.envelope],
            "kwargs": {},
        }
    )


def peers() -> Mapping[str, Command]:
    """Return those that are installed, by name; sqs-consumer is missing where there is no Node."""
    return {
        "threads by hand": _in_python("with_threads", as_published),
        "asyncio by hand": _in_python("with_asyncio", as_published),
        "dramatiq": _in_python("with_dramatiq", for_dramatiq),
        "celery": _in_python("with_celery", for_celery),
        "taskiq": _in_python("with_taskiq", for_taskiq),
        **_in_node(),
    }


def versions() -> Mapping[str, str]:
    """Return the versions of what is compared."""
    pinned = dict(
        line.partition(" ")[0].split("==")
        for line in (ROOT / "requirements-peers.txt").read_text().splitlines()
    )
    node = {"sqs-consumer": _node_version("sqs-consumer")} if _in_node() else {}
    # The project has a boto3 of its own.
    return {name: pinned[name] for name in _COMPARED} | {"boto3 of the others": pinned["boto3"]} | node


def _in_python(module: str, body: Callable[[SampleEvent, str], str]) -> Command:
    return Command([str(PYTHON), "-W", "ignore", "-m", f"{__package__}.{module}"], body)


def _in_node() -> Mapping[str, Command]:
    node = shutil.which("node")
    if node is None or not NODE_MODULES.exists():
        return {}
    return {"sqs-consumer": Command([node, "--no-warnings", str(_HERE / "with_sqs_consumer.mjs")])}


def _node_version(package: str) -> str:
    return str(json.loads((NODE_MODULES / package / "package.json").read_text())["version"])


def _encoded(value: Mapping[str, Any] | Sequence[Any]) -> str:
    return b64encode(json.dumps(value).encode()).decode()
