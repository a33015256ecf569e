"""A message of a folder, and what can be told of it even where the service could not use it."""

import json
from dataclasses import dataclass
from urllib.parse import urlsplit

from entrypoints.sandbox.loose_json import items_at, text_at


@dataclass(frozen=True, slots=True)
class FolderMessage:
    """One message: a domain event, or an SNS envelope around one. `document` is the body, parsed."""

    name: str
    body: str
    document: object

    @property
    def domain_event(self) -> object:
        """The domain event, taken out of its envelope if it has one; None if that is not JSON."""
        enveloped = text_at(self.document, "Message")
        return self.document if enveloped is None else parsed(enveloped)

    @property
    def event_type(self) -> str | None:
        """The event type as it stands there, whether or not it is one of the nine."""
        return text_at(self.domain_event, "eventType")

    @property
    def crn(self) -> str | None:
        """The CRN as it stands there."""
        identifiers = items_at(self.domain_event, "personReference", "identifiers")
        crns = [text_at(identifier, "value") for identifier in identifiers if _is_crn(identifier)]
        return next((crn for crn in crns if crn is not None), None)

    @property
    def detail_path(self) -> str | None:
        """The path of the details at the API: of the URL only the path counts."""
        return path_of(text_at(self.domain_event, "detailUrl") or "")


def path_of(url: str) -> str | None:
    """The path of a URL; None if it is not a URL or has none."""
    try:
        return urlsplit(url).path or None
    except ValueError:
        return None


def parsed(text: str) -> object:
    """The text as JSON; None if it is not JSON, or nested beyond reason."""
    try:
        document: object = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return document


def _is_crn(identifier: object) -> bool:
    return text_at(identifier, "type") == "CRN"
