"""Find what documents say of the repository that is not there: files, and commands of make."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

_LINK: Final = re.compile(r"\]\((?!https?:)([^)#\s]+)")
_PATH: Final = re.compile(
    r"`((?:domain|application|adapters|entrypoints|tests|features|deploy|docs|\.ci)/[\w./-]*)`"
)
_MAKE: Final = re.compile(r"(?:`|^)make ([a-z-]+)", re.MULTILINE)
_TARGET: Final = re.compile(r"^([a-z-]+):", re.MULTILINE)


def dead_links(document: Path, text: str) -> Iterator[str]:
    """Yield the links of the document to files that are not there."""
    return (link for link in _LINK.findall(text) if not (document.parent / link).exists())


def missing_paths(root: Path, text: str) -> Iterator[str]:
    """Yield the paths that the text names, from the root of the repository on, at which there is nothing."""
    return (path for path in _PATH.findall(text) if not _is_there(root, path))


def _is_there(root: Path, path: str) -> bool:
    return (root / path).exists() or (root / f"{path}.py").exists()


def unknown_targets(makefile: str, text: str) -> Iterator[str]:
    """Yield the commands of make that the text names and the Makefile does not have."""
    known = set(_TARGET.findall(makefile))
    return (target for target in _MAKE.findall(text) if target not in known)
