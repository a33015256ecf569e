"""Manifests: allowed under the restricted pod security standard, watched, and never `latest`."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
import yaml

from entrypoints.worker.settings import WorkerSettings

_DEPLOY: Final = Path(__file__).parents[2] / "deploy"
_KUBERNETES: Final = _DEPLOY / "kubernetes"
_VALUES: Final = _DEPLOY / "generic-service"
_ENVIRONMENTS: Final = ("dev", "preprod", "prod")
# What version 3 of the chart reads, by its values.yaml and its templates; what else stands there it ignores.
_KEYS_OF_THE_CHART: Final = frozenset(
    [
        "affinity",
        "allowlist",
        "autoscaling",
        "containerArgs",
        "containerCommand",
        "custommetrics",
        "env",
        "envFrom",
        "extraContainers",
        "fullnameOverride",
        "image",
        "imagePullSecrets",
        "ingress",
        "lifecycle",
        "livenessProbe",
        "nameOverride",
        "namespace_secrets",
        "namespace_secrets_to_file",
        "nodeSelector",
        "podAnnotations",
        "podSecurityContext",
        "poddisruptionbudget",
        "productId",
        "readinessProbe",
        "replicaCount",
        "resources",
        "retryDlqCronjob",
        "scheduledDowntime",
        "securityContext",
        "service",
        "serviceAccountName",
        "startupProbe",
        "strategy",
        "tolerations",
        "volumeMounts",
        "volumes",
    ]
)
# As long as Kubernetes gives a pod that the chart has made.
_USUAL_GRACE_SECONDS: Final = 30
# Seconds: longer than a worker takes to stop, by the tests that stop one.
_STOPS_WITHIN: Final = 25


def _resources() -> list[dict[str, Any]]:
    listed = yaml.safe_load((_KUBERNETES / "kustomization.yaml").read_text())["resources"]
    return [resource for name in listed for resource in yaml.safe_load_all((_KUBERNETES / name).read_text())]


def _pods() -> Iterator[Any]:
    for resource in _resources():
        if resource["kind"] in {"Deployment", "Job"}:
            yield pytest.param(resource["spec"]["template"]["spec"], id=resource["kind"])


def _only(kind: str) -> dict[str, Any]:
    (found,) = (resource for resource in _resources() if resource["kind"] == kind)
    return found


@pytest.mark.parametrize("pod", list(_pods()))
def test_a_pod_is_allowed_under_the_restricted_standard(pod: dict[str, Any]) -> None:
    security = pod["securityContext"]
    assert security["runAsNonRoot"]
    assert security["seccompProfile"] == {"type": "RuntimeDefault"}
    for container in [*pod.get("initContainers", []), *pod["containers"]]:
        assert container["securityContext"] == {
            "allowPrivilegeEscalation": False,
            "readOnlyRootFilesystem": True,
            "capabilities": {"drop": ["ALL"]},
        }
        assert container["resources"]["limits"]["memory"]
        assert ":latest" not in container["image"]


def test_the_tables_are_brought_up_to_date_before_everything_is_looked_at() -> None:
    pod = _only("Job")["spec"]["template"]["spec"]
    steps = [container["args"] for container in (*pod["initContainers"], *pod["containers"])]
    assert steps == [["migrate"], ["check"]]


def test_the_worker_is_watched_and_has_the_time_it_needs_to_stop() -> None:
    pod = _only("Deployment")["spec"]["template"]["spec"]
    assert pod["terminationGracePeriodSeconds"] > _STOPS_WITHIN
    (worker,) = pod["containers"]
    probes = {name: worker[name]["httpGet"]["path"] for name in worker if name.endswith("Probe")}
    assert probes == {
        "startupProbe": "/health/ping",
        "livenessProbe": "/health/liveness",
        "readinessProbe": "/health/readiness",
    }


@pytest.mark.parametrize("kind", ["Service", "PodDisruptionBudget", "NetworkPolicy", "ServiceMonitor"])
def test_what_selects_pods_selects_the_workers(kind: str) -> None:
    labels = _only("Deployment")["spec"]["template"]["metadata"]["labels"]
    spec = _only(kind)["spec"]
    selector = spec.get("podSelector", spec.get("selector", {}))
    wanted = selector.get("matchLabels", selector)
    assert wanted
    assert wanted.items() <= labels.items()


def test_more_workers_come_with_the_depth_of_the_queue() -> None:
    scaled = _only("ScaledObject")["spec"]
    assert scaled["scaleTargetRef"]["name"] == _only("Deployment")["metadata"]["name"]
    (trigger,) = scaled["triggers"]
    assert trigger["type"] == "aws-sqs-queue"
    assert trigger["metadata"]["queueURLFromEnv"] == "CAS3_QUEUE_URL"


@pytest.mark.parametrize("environment", _ENVIRONMENTS)
def test_the_values_of_an_environment_name_settings_that_the_worker_reads(environment: str) -> None:
    shared = yaml.safe_load((_VALUES / "values.yaml").read_text())["generic-service"]
    own = yaml.safe_load((_VALUES / f"values-{environment}.yaml").read_text())["generic-service"]
    secrets = [name for secret in shared["namespace_secrets"].values() for name in secret]
    settings = {name.removesuffix("_FILE") for name in (*shared["env"], *own["env"], *secrets)}
    known = {f"CAS3_{name.upper()}" for name in WorkerSettings.model_fields} | {"AWS_REGION"}
    assert settings <= known
    required = {
        f"CAS3_{name.upper()}" for name, info in WorkerSettings.model_fields.items() if info.is_required()
    }
    assert required <= settings
    assert own["image"]["tag"] != "latest"


@pytest.mark.parametrize("environment", _ENVIRONMENTS)
def test_the_chart_reads_all_that_the_values_say(environment: str) -> None:
    shared, own = (
        yaml.safe_load((_VALUES / name).read_text())["generic-service"]
        for name in ("values.yaml", f"values-{environment}.yaml")
    )
    assert {*shared, *own} <= _KEYS_OF_THE_CHART
    assert _STOPS_WITHIN < _USUAL_GRACE_SECONDS
    budget = {**shared, **own}["poddisruptionbudget"]
    may_all_be_moved = not budget["enabled"]
    assert may_all_be_moved or {**shared, **own}["replicaCount"] > budget["minAvailable"]


def test_the_chart_mounts_every_file_that_a_setting_names() -> None:
    values = yaml.safe_load((_VALUES / "values.yaml").read_text())["generic-service"]
    mounted = {
        f"{folder}/{key}"
        for folders in values["namespace_secrets_to_file"].values()
        for folder, keys in folders.items()
        for key in keys
    }
    assert {file for name, file in values["env"].items() if name.endswith("_FILE")} == mounted


@pytest.mark.parametrize("pod", list(_pods()))
def test_a_pod_mounts_the_folder_of_the_files_that_settings_name(pod: dict[str, Any]) -> None:
    kustomization = yaml.safe_load((_KUBERNETES / "kustomization.yaml").read_text())
    settings = dict(
        literal.split("=", 1)
        for made in kustomization["configMapGenerator"]
        for literal in made.get("literals", [])
    )
    files = {name: file for name, file in settings.items() if name.endswith("_FILE")}
    assert {file.rpartition("/") for file in files.values()} == {
        ("/secrets", "/", name.removesuffix("_FILE")) for name in files
    }
    for container in [*pod.get("initContainers", []), *pod["containers"]]:
        (mount,) = container["volumeMounts"]
        assert mount["mountPath"] == "/secrets"
        # A file that is mounted by itself is never renewed.
        assert "subPath" not in mount


def test_the_dashboard_is_made_a_config_map_of() -> None:
    kustomization = yaml.safe_load((_KUBERNETES / "kustomization.yaml").read_text())
    files = [file for made in kustomization["configMapGenerator"] for file in made.get("files", [])]
    assert files == ["dashboard.json"]
    assert json.loads((_KUBERNETES / "dashboard.json").read_text())["uid"] == "cas3-and-delius"
