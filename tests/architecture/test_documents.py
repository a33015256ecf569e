"""Documents name only files and commands that there are."""

from pathlib import Path

import pytest

from tests.architecture.documents import dead_links, missing_paths, unknown_targets
from tests.architecture.test_layout import ROOT

DOCUMENTS = [
    ROOT / "README.md",
    ROOT / "examples" / "README.md",
    *sorted((ROOT / "docs").rglob("*.md")),
    *sorted((ROOT / "deploy").rglob("*.md")),
]
MAKEFILE = (ROOT / "Makefile").read_text()


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_what_a_document_names_is_there(document: Path) -> None:
    text = document.read_text()
    assert list(dead_links(document, text)) == []
    assert list(missing_paths(ROOT, text)) == []
    assert list(unknown_targets(MAKEFILE, text)) == []


def test_what_is_not_there_is_found() -> None:
    text = (
        "[here](docs/nowhere.md) and [there](README.md), `domain/nothing.py` and `domain/notes`, `make tea`"
    )
    assert list(dead_links(ROOT / "README.md", text)) == ["docs/nowhere.md"]
    assert list(missing_paths(ROOT, text)) == ["domain/nothing.py"]
    assert list(unknown_targets(MAKEFILE, text)) == ["tea"]
