"""The alerts and the dashboard, with Prometheus' own tools and the metrics of the real worker."""

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import pytest
import yaml

from adapters.in_memory.clock import InMemoryClock
from adapters.in_memory.telemetry import InMemoryTelemetry
from adapters.oracle.backlog import Backlog
from adapters.sqs.depth import Depth
from adapters.telemetry.metrics import Metrics
from adapters.telemetry.names import OF_MESSAGES, OF_THE_SERVICE
from application.neighbours import Neighbours
from entrypoints.worker.observer import Observer
from entrypoints.worker.telling import tell_of_neighbours, tell_of_queues

NOON: Final = datetime(2026, 3, 2, 12, tzinfo=UTC)
_ROOT: Final = Path(__file__).parents[2]
_DEPLOY: Final = _ROOT / "deploy"
_PROMTOOL: Final = shutil.which("promtool")
_METRIC: Final = re.compile(r"\b(?:cas3|process)_[a-z_]+\b")
_NAMES: Final = re.compile(r'\bname=~?"([\w|]+)"')
# Told by parts that only a started worker has.
_OF_THE_WORKER: Final = {
    "cas3_messages_in_hand",
    "cas3_oldest_message_age_seconds",
    "cas3_build_info",
}

needs_promtool = pytest.mark.skipif(
    _PROMTOOL is None, reason="promtool is not installed: apt-get install prometheus"
)


def _rules() -> list[dict[str, Any]]:
    manifest = yaml.safe_load((_DEPLOY / "kubernetes" / "alerts.yaml").read_text())
    (group,) = manifest["spec"]["groups"]
    rules: list[dict[str, Any]] = group["rules"]
    return rules


def _panels() -> Iterator[dict[str, Any]]:
    dashboard = json.loads((_DEPLOY / "kubernetes" / "dashboard.json").read_text())
    yield from (panel for panel in dashboard["panels"] if panel["type"] != "row")


def _queries() -> list[str]:
    return [target["expr"] for panel in _panels() for target in panel["targets"]]


def _promtool(folder: Path, *arguments: str) -> str:
    assert _PROMTOOL is not None
    ended = subprocess.run([_PROMTOOL, *arguments], cwd=folder, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout


@needs_promtool
def test_each_condition_raises_the_one_alert_that_is_meant_for_it(tmp_path: Path) -> None:
    groups = {"groups": [{"name": "cas3-and-delius", "rules": _rules()}]}
    (tmp_path / "alerts.rules.yaml").write_text(yaml.safe_dump(groups))
    shutil.copy(_DEPLOY / "alerts.test.yaml", tmp_path)
    assert "SUCCESS" in _promtool(tmp_path, "test", "rules", "alerts.test.yaml")


def test_every_alert_is_provoked_and_shown_silent_by_some_condition() -> None:
    conditions = yaml.safe_load((_DEPLOY / "alerts.test.yaml").read_text())["tests"]
    expected = [test for condition in conditions for test in condition["alert_rule_test"]]
    names = {rule["alert"] for rule in _rules()}
    assert {test["alertname"] for test in expected if test["exp_alerts"]} == names
    assert {test["alertname"] for test in expected if not test["exp_alerts"]} == names


@pytest.mark.parametrize("rule", _rules(), ids=lambda rule: rule["alert"])
def test_an_alert_says_how_bad_it_is_and_where_to_read_on(rule: dict[str, Any]) -> None:
    assert rule["labels"]["severity"] in {"critical", "warning"}
    assert "namespace" in rule["expr"]
    assert rule["annotations"]["summary"]
    assert rule["annotations"]["description"]
    page, _, anchor = rule["annotations"]["runbook_url"].partition("#")
    assert f"### {rule['alert']}\n" in (_ROOT / page).read_text()
    assert anchor == rule["alert"].lower()


@needs_promtool
def test_prometheus_reads_every_query_of_the_dashboard(tmp_path: Path) -> None:
    rules = [
        {"record": f"panel:{number}", "expr": query.replace("$namespace", "prod")}
        for number, query in enumerate(_queries())
    ]
    (tmp_path / "panels.yaml").write_text(yaml.safe_dump({"groups": [{"name": "panels", "rules": rules}]}))
    assert "SUCCESS" in _promtool(tmp_path, "check", "rules", "panels.yaml")


def test_no_alert_and_no_panel_asks_for_a_metric_that_nobody_tells() -> None:
    metrics = Metrics()
    observer = Observer.of(lambda: Depth(0, 0), lambda: Depth(0, 0), lambda: Backlog(0, None))
    tell_of_neighbours(metrics, Neighbours(InMemoryClock(NOON), InMemoryTelemetry()), observer)
    tell_of_queues(metrics, observer)
    told = set(_METRIC.findall(metrics.text().decode())) | _OF_THE_WORKER
    asked = {
        name
        for query in (*_queries(), *(rule["expr"] for rule in _rules()))
        for name in _METRIC.findall(query)
    }
    assert asked
    assert asked <= told


def test_no_alert_and_no_panel_asks_for_a_name_that_nobody_reports() -> None:
    queries = (*_queries(), *(rule["expr"] for rule in _rules()))
    asked = {name for query in queries for names in _NAMES.findall(query) for name in names.split("|")}
    assert asked
    assert asked <= {*OF_MESSAGES, *OF_THE_SERVICE}


def test_the_runbook_has_a_row_for_every_name_that_is_reported() -> None:
    rows = [
        line for line in (_ROOT / "docs" / "running.md").read_text().splitlines() if line.startswith("| `")
    ]
    explained = {name for row in rows for name in re.findall(r"`(\w+)`", row.split("|")[1])}
    assert {*OF_MESSAGES, *OF_THE_SERVICE} <= explained


def test_the_panels_have_titles_and_do_not_overlap() -> None:
    taken: set[tuple[int, int]] = set()
    for panel in _panels():
        assert panel["title"]
        place = panel["gridPos"]
        cells = {
            (place["x"] + across, place["y"] + down)
            for across in range(place["w"])
            for down in range(place["h"])
        }
        assert place["x"] + place["w"] <= 24
        assert not taken & cells, panel["title"]
        taken |= cells
