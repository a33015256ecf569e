"""Steps as phrases with words of known shapes in them, so that no word takes more than is meant."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from pytest_bdd import parsers

from tests.acceptance.happenings import Kind
from tests.acceptance.story import premises
from tests.acceptance.trouble import Flaw, Trouble
from tests.acceptance.wording import CONTACT_TYPES, DURATIONS, a_day, a_moment


@dataclass(frozen=True, slots=True)
class _Word:
    """The pattern of a word and its meaning, as the `parse` package asks for it."""

    pattern: str
    meaning: Callable[[str], object] = str

    def __call__(self, text: str) -> object:
        return self.meaning(text)


def _one_of(words: Iterable[str]) -> str:
    return "|".join(words)


_WORDS: Mapping[str, _Word] = {
    "Contact": _Word(_one_of(CONTACT_TYPES), CONTACT_TYPES.__getitem__),
    "Crn": _Word(r"[A-Za-z]\d{6}"),
    "Day": _Word(r"\d\d/\d\d/\d{4}", a_day),
    "Duration": _Word(_one_of(DURATIONS), DURATIONS.__getitem__),
    "Event": _Word(f"(?:first |second )?(?:{_one_of(Kind)})"),
    "Flaw": _Word(_one_of(Flaw), Flaw),
    "Moment": _Word(r"\d\d/\d\d/\d{4} \d\d:\d\d(?::\d\d)?", a_moment),
    "MessageType": _Word(r"[a-z]+(?:\.[a-z0-9-]+)+"),
    "Officer": _Word(r"[A-Z]\d\d[A-Z]\d{3}"),
    "Person": _Word("Alex|Sam"),
    "Premises": _Word(r"[^,]+, [^,]+, [A-Z0-9 ]+(?: \([^)]+\))?", premises),
    "Reference": _Word(r"[A-Z]+-\d+"),
    "Street": _Word(r"\d+[A-Za-z ]+"),
    "Team": _Word(r"[A-Z]\d\d[A-Z0-9]{3}"),
    "Trouble": _Word(_one_of(Trouble), Trouble),
}


def phrase(text: str) -> parsers.parse:
    """The wording of a step, with words such as `{end:Day}` in it."""
    return parsers.parse(text, extra_types=_WORDS)
