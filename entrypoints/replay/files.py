"""Read files of JSON, and say in one line what is wrong with one."""

import json
from collections.abc import Sequence
from pathlib import Path

from entrypoints.usage import UnusableInput


def json_files(folder: Path) -> Sequence[Path]:
    """The files of JSON in a folder, by name."""
    try:
        return sorted(file for file in folder.iterdir() if file.suffix == ".json")
    except FileNotFoundError:
        raise UnusableInput.at(folder, "there is no such folder") from None
    except NotADirectoryError:
        raise UnusableInput.at(folder, "is not a folder") from None
    except OSError as error:
        raise UnusableInput.at(folder, f"cannot be read: {error.strerror}") from None


def read_json(file: Path) -> str:
    """The text of a file of JSON, without a byte order mark, which some editors put ahead of it."""
    body = _read(file)
    try:
        json.loads(body)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise UnusableInput.at(file, f"is not JSON: {error.msg} ({where})") from None
    except (ValueError, RecursionError):
        raise UnusableInput.at(
            file, "is JSON beyond reason: a number too long, or nested too deeply"
        ) from None
    return body


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise UnusableInput.at(file, "there is no such file") from None
    except OSError as error:
        raise UnusableInput.at(file, f"cannot be read: {error.strerror}") from None
    except UnicodeDecodeError as error:
        raise UnusableInput.at(file, f"is not UTF-8: byte {error.start + 1} is wrong") from None
