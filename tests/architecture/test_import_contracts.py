"""Each import contract of pyproject.toml is broken by what it forbids."""

import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path
from shutil import copy, copytree, ignore_patterns
from typing import Final

import pytest

from tests.architecture.test_layout import PACKAGES, ROOT

LINT_IMPORTS: Final = Path(sys.executable).with_name("lint-imports")
BREAKS: Final[Mapping[str, Mapping[str, str]]] = {
    "Dependencies point inwards": {"application/nosy.py": "import adapters.sqs.queues"},
    "An adapter knows no other adapter, only formats and deadlines below them all": {
        "adapters/kafka/__init__.py": ""
    },
    "Production knows nothing of what is there to try it out": {
        "entrypoints/worker/nosy.py": "import entrypoints.sandbox.story"
    },
    "No ring of imports anywhere": {
        "domain/hen.py": "import domain.egg",
        "domain/egg.py": "import domain.hen",
    },
    "Adapters serve the ports: the application is not theirs to call": {
        "adapters/system/nosy.py": "import application.worker"
    },
    "Only entrypoints know the container": {"adapters/system/wired.py": "import dependency_injector"},
}


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The contracts that are broken on a copy where somebody did all that is forbidden."""
    copied = tmp_path_factory.mktemp("copy")
    copy(ROOT / "pyproject.toml", copied)
    for package in PACKAGES:
        copytree(ROOT / package, copied / package, ignore=ignore_patterns("__pycache__"))
    for path, source in (each for files in BREAKS.values() for each in files.items()):
        (copied / path).parent.mkdir(exist_ok=True)
        (copied / path).write_text(f"{source}\n")
    said = subprocess.run(
        [LINT_IMPORTS, "--no-cache", "--no-logo"],
        cwd=copied,
        env={**os.environ, "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    ).stdout
    return set(re.findall(r"^(.+) BROKEN$", said, re.MULTILINE))


@pytest.mark.parametrize("contract", BREAKS)
def test_it_is_broken_by_what_it_forbids(contract: str, broken: set[str]) -> None:
    assert contract in broken


def test_every_contract_is_tried() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())

    assert [each["name"] for each in project["tool"]["importlinter"]["contracts"]] == list(BREAKS)
