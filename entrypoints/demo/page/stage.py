"""What the page needs of whatever stands behind it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

from entrypoints.demo.page.doings import Correction, Doing, Mood, Rubbish, Travel
from entrypoints.demo.page.sights import Resident, Scenery


class Stage(Protocol):
    """The people, CAS3 and Delius. Any thread may call it. NotThere for whom or what there is not."""

    @property
    def description(self) -> str:
        """Which parts stand behind it, in a sentence."""

    @property
    def choices(self) -> Mapping[str, Sequence[tuple[str, str]]]:
        """Values and labels to choose from, by the names of the fields."""

    def people(self) -> Sequence[Resident]:
        """The made-up people, always in the same order."""

    def scenery(self, crn: str) -> Scenery:
        """What there is to see now, with that person in the middle."""

    def prefilled(self, doing: Doing) -> Mapping[str, Any]:
        """Sensible values for the fields of the form; NotThere if CAS3 does not offer the action now."""

    def do(self, doing: Doing, values: Mapping[str, Any], travel: Travel) -> None:
        """Staff do it with those values, and CAS3 tells of it. Refused if the values cannot be; NotThere
        if CAS3 does not offer the action now.
        """

    def correct(self, correction: Correction) -> None:
        """A practitioner writes an entry anew. Refused if somebody wrote it since they read it."""

    def send_again(self, number: int) -> None:
        """The same message comes once more."""

    def let_arrive(self, number: int) -> None:
        """The message is held back no longer; nothing happens if it was not."""

    def set_mood(self, mood: Mood) -> None:
        """The CAS3 API answers so from now on."""

    def send_rubbish(self, crn: str, rubbish: Rubbish) -> int:
        """A message of no use comes; where it tells of anybody it is that person. Its number."""

    def on_change(self, notify: Callable[[], None]) -> Callable[[], None]:
        """Calls `notify`, from any thread, whenever there is something else to see, until what is returned
        is called.
        """
