"""The plan of a run: how much of everything it has."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """`days` are simulated days; `troubles_a_day` counts each kind of trouble; `floods` are crowds of sick
    events in front of good ones. `sick_share` is the share of events that can never be recorded. `left_out`
    names people and kinds of trouble that do not occur: each has random numbers of its own, so that what
    stays is as it would be with them. With another `shift` calls and pauses take some other milliseconds.
    """

    days: float = 1.0
    people: int = 25
    workers: int = 2
    troubles_a_day: float = 4.0
    sick_share: float = 0.03
    floods: int = 1
    homes_share: float = 0.5
    left_out: frozenset[str] = frozenset()
    shift: int = 0
