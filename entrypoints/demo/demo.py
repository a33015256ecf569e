"""Plays the story of the demo through the whole service in memory."""

from collections.abc import Mapping
from datetime import date, timedelta

from adapters.in_memory.delius.users import DeliusUsers
from adapters.in_memory.event_details import Answer
from domain.address import AddressLines
from domain.identifiers import PersonId
from domain.london import Instant, instant
from entrypoints.demo.scene import OFFICERS, ROSA, Scene
from entrypoints.demo.story import story
from entrypoints.in_memory import InMemoryContainer
from entrypoints.play import Player
from entrypoints.view.in_memory import picture
from entrypoints.view.model import EventView, Picture

_ON_THE_WAY = timedelta(seconds=4)
_EARLIER_HOME = AddressLines(street="14 Tanner Row", town="Durham", postcode="DH1 9PQ")


def play_demo() -> Picture:
    """What there is to see at the end; the same every time."""
    scenes = story()
    container = InMemoryContainer(now=_delivered(scenes[0]))
    people = _registered(container.delius_users())
    container.delius_users().add_address(people[ROSA], _EARLIER_HOME, date(2024, 2, 1), "A07A")
    return picture(container, [_played(container, scene) for scene in scenes])


def _registered(users: DeliusUsers) -> Mapping[str, PersonId]:
    """Both people, each with a community manager of the region."""
    people: dict[str, PersonId] = {}
    for crn, (officer, region) in OFFICERS.items():
        provider, team = users.add_provider(region), users.add_team(f"{region}CM1")
        users.add_staff(officer, users.add_team(f"{region}HPT"))
        people[crn] = users.register(crn)
        users.allocate(people[crn], provider, team, users.add_staff(f"{region}C010", team))
    return people


def _delivered(scene: Scene) -> Instant:
    return instant(instant(scene.event.timestamp) + _ON_THE_WAY)


def _played(container: InMemoryContainer, scene: Scene) -> EventView:
    clock = container.settable_clock()
    clock.set(max(clock.now(), _delivered(scene)))
    if scene.answered:
        container.api().put(scene.event.detail_path, Answer(scene.event.answer))
    played = Player(container).play(scene.event.envelope)
    return EventView(
        name=scene.name,
        event_type=scene.event.type.value,
        crn=scene.event.crn,
        outcome=played.outcome,
        reason=played.reason,
    )
