"""Name what is wrong with input, never its values: names, notes and addresses are not for logs."""

from pydantic import BaseModel, ConfigDict, ValidationError


class Lenient(BaseModel):
    """A model that ignores unknown keys and converts no types: a number is not accepted for a text."""

    model_config = ConfigDict(strict=True, extra="ignore", frozen=True)


def is_not_json(error: ValidationError) -> bool:
    """Tell whether the input is not JSON at all."""
    return any(detail["type"] == "json_invalid" for detail in error.errors(include_input=False))


def explained(error: ValidationError) -> str:
    """Name the fields that are wrong, and say how, such as `eventDetails.bookingId: Field required`."""
    details = error.errors(include_input=False, include_url=False, include_context=False)
    return "; ".join(f"{_path(detail['loc'])}: {detail['msg']}" for detail in details)


def _path(location: tuple[int | str, ...]) -> str:
    return ".".join(str(step) for step in location) or "body"


def text(value: str | None) -> str:
    """Return the text without NUL characters, which no database takes; empty for None."""
    return value.replace("\0", "") if value else ""
