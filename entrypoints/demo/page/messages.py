"""Which messages belong to the person shown, and which of them are news."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from entrypoints.demo.page.sights import State, Way

_UNDER_WAY = frozenset({State.QUEUED, State.IN_WORK})


@dataclass(frozen=True, slots=True, kw_only=True)
class Messages:
    """The messages, the newest first: those that matter to whoever looks at a person, and those `elsewhere`,
    which are about other people. `newest` is the newest about the person, and `picked` the one whose way is
    drawn.
    """

    here: Sequence[Way]
    elsewhere: Sequence[Way]
    held: Sequence[Way]
    newest: Way | None
    picked: Way | None

    @property
    def is_picked_elsewhere(self) -> bool:
        """Whether the way is drawn of a message about somebody else."""
        return self.picked in self.elsewhere


@dataclass(frozen=True, slots=True)
class News:
    """What is worth telling of a message: which of its steps that was, and its state then."""

    step: int
    state: State


def messages_of(crn: str, ways: Sequence[Way], known: Collection[str], number: int | None) -> Messages:
    """The messages as the person of the CRN is shown, with that one picked or else the person's newest.

    A message about nobody of those who are known has no other page, and so it is on everybody's.
    """
    others = set(known) - {crn}
    newest = next((way for way in ways if way.crn == crn), None)
    return Messages(
        here=[way for way in ways if way.crn not in others],
        elsewhere=[way for way in ways if way.crn in others],
        held=[way for way in ways if way.state is State.HELD_BACK],
        newest=newest,
        picked=next((way for way in ways if way.number == number), newest),
    )


def news_of(way: Way) -> News | None:
    """The last step at which something came of the message. Being looked at again is none."""
    told = [
        News(index, step.state)
        for index, step in enumerate(way.steps, start=1)
        if step.state not in _UNDER_WAY
    ]
    return told[-1] if told else None
