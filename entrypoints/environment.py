"""Read settings from the environment, and say in plain words which are missing or wrong."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, TypeVar

from pydantic import AliasChoices, BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from entrypoints.usage import UnusableInput

_PREFIX: Final = "CAS3_"
_FILE: Final = "_FILE"

Settings = TypeVar("Settings", bound=BaseModel)


def read_settings(kind: type[Settings]) -> Settings:
    """Return the settings of that kind. UnusableInput names every one that is missing or wrong, once, and
    repeats no value: it may be a secret.

    A value is read without the blanks and line breaks at its ends. A variable that is set to nothing counts
    as not set; any `CAS3_NAME` may stand in the file that `CAS3_NAME_FILE` names instead.
    """
    environment = _Environment.read(kind)
    try:
        settings = kind.model_validate(environment.values)
    except ValidationError as error:
        problems = {**_problems(kind, error), **environment.problems}
        raise UnusableInput(_in_one_line(kind, problems)) from None
    if environment.problems:
        raise UnusableInput(_in_one_line(kind, environment.problems))
    return settings


def is_any_set(*names: str) -> bool:
    """Return True if one of the variables, or the one that names a file for it, is set to something."""
    variables = (variable for name in names for variable in (name, name + _FILE))
    return any(os.environ.get(variable, "").strip() for variable in variables)


@dataclass(slots=True)
class _Environment:
    """The values of variables as they are set, and the files that could not be read, by the variable."""

    values: dict[str, str] = field(default_factory=dict)
    problems: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, kind: type[BaseModel]) -> "_Environment":
        environment = cls()
        for name, info in kind.model_fields.items():
            for variable in _variables(name, info):
                environment._take(variable, variable if info.validation_alias else name)
        return environment

    def _take(self, variable: str, key: str) -> None:
        file = variable + _FILE if variable.startswith(_PREFIX) else None
        text, path = os.environ.get(variable), os.environ.get(file, "").strip() if file else ""
        if text and path:
            self.problems[variable] = f"is set twice, there and in {file}"
        elif text:
            self.values[key] = text.strip()
        elif path:
            self._take_from(Path(path), variable, key)

    def _take_from(self, path: Path, variable: str, key: str) -> None:
        try:
            self.values[key] = path.read_text("utf-8").strip()
        except OSError as error:
            self.problems[variable] = f"cannot be read from the file of {variable}{_FILE} ({error.strerror})"
        except UnicodeDecodeError:
            self.problems[variable] = f"cannot be read from the file of {variable}{_FILE}: it is no text"


def _variables(name: str, info: FieldInfo) -> Iterator[str]:
    match info.validation_alias:
        case AliasChoices(choices=choices):
            yield from (str(choice) for choice in choices)
        case str() as alias:
            yield alias
        case _:
            yield _PREFIX + name.upper()


def _problems(kind: type[BaseModel], error: ValidationError) -> Mapping[str, str]:
    """Return the problem of each variable; of several with one variable the first says enough."""
    problems: dict[str, str] = {}
    for detail in error.errors(include_url=False, include_input=False):
        name = str(detail["loc"][0])
        info = kind.model_fields.get(name)
        variable = name if info is None else next(_variables(name, info))
        problems.setdefault(variable, _problem(detail, info))
    return problems


def _problem(detail: ErrorDetails, info: FieldInfo | None) -> str:
    match detail["type"]:
        case "missing":
            return "is not set"
        case "string_too_short" | "too_short":
            return "is blank"
        case "value_error":
            return str(detail["ctx"]["error"])
        case _:
            return info.description if info is not None and info.description else "is wrong"


def _in_one_line(kind: type[BaseModel], problems: Mapping[str, str]) -> str:
    """Return the problems in the order of the settings."""
    order = [variable for name, info in kind.model_fields.items() for variable in _variables(name, info)]
    return "; ".join(f"{variable} {problems[variable]}" for variable in order if variable in problems)
