"""The audit after every run, from outside: in Delius, in the queue, at the topic, in the log."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from math import inf
from typing import Final

from adapters.in_memory.delius.tables import Tables
from adapters.in_memory.inbound_events import FAILURE_REASON
from application.neighbours import NEEDED_BY_EVENTS
from domain.address import MAIN
from tests.simulation.chaos import Chaos
from tests.simulation.lives import Happening
from tests.simulation.world import World

GOOD_WITHIN_SECONDS: Final = 60.0
ANNOUNCED_WITHIN_SECONDS: Final = 30.0
RECORDED_IN_OUTAGE_LIMIT: Final = 5


def audit(world: World, chaos: Chaos, happenings: Sequence[Happening]) -> Sequence[str]:
    """Return what was wrong, a sentence each; nothing if all was right."""
    return [
        *_messages(world, happenings),
        *_dead_letters(world),
        *_announcements(world),
        *_announced_in_time(world, chaos),
        *_main_addresses(world.tables),
        *_in_time(world, chaos, happenings),
        *_as_modelled(world, happenings),
        *_outages_ended(world),
        *_edits(world),
        *world.violations,
    ]


def _messages(world: World, happenings: Sequence[Happening]) -> Iterator[str]:
    """Every event that was told is recorded, set aside, or still waits in the queue."""
    kept = Counter(_event_id(each.body) for each in world.queue.dead_letters)
    waiting = {_event_id(each.body) for each in (*world.queue.visible, *world.queue.in_flight)}
    for happening in happenings:
        event = happening.event
        is_known = event.id in world.log.recorded_at or event.id in kept or event.id in waiting
        if event.id in world.sent_at and not is_known:
            yield f"{event.id} was lost"
    # Sick events wait for ever where nothing good ends the suspicion that it might be an outage.
    if good := sorted(waiting - world.faults.sick.keys()):
        yield f"{len(good)} good messages still wait after hours in which all was well: {good[:3]}"


def _dead_letters(world: World) -> Iterator[str]:
    """Only what cannot be recorded is set aside, and always with its reason."""
    for letter in world.queue.dead_letters:
        event, reason = _event_id(letter.body), letter.attributes.get(FAILURE_REASON)
        # The queue itself sets aside what nobody settled, without a reason; only kills and lost answers can
        # bring that about, for a good event at least two of them.
        is_good, interrupted = event not in world.faults.sick, world.interrupted[event]
        if reason is None and interrupted < (2 if is_good else 1):
            yield f"{event} was set aside without a reason"
        if reason is not None and is_good:
            yield f"{event} is good but was set aside: {reason}"


def _announcements(world: World) -> Iterator[str]:
    """Yield what contradicts: all that was committed is announced, in order per person, and nothing else."""
    first_sent: dict[int, int] = {}
    for place, announced in enumerate(world.published):
        first_sent.setdefault(announced.id, place)
    of_person = defaultdict(list)
    for stored in world.stored:
        of_person[stored.person].append(first_sent.pop(stored.id, None))
    for person, places in of_person.items():
        if None in places:
            yield f"{places.count(None)} announcements about {person} were never sent"
        elif places != sorted(each for each in places if each is not None):
            yield f"the announcements about {person} went out in another order than they were stored"
    if first_sent:
        yield f"announcements were sent without a commit: {sorted(first_sent)}"


def _announced_in_time(world: World, chaos: Chaos) -> Iterator[str]:
    """Yield announcements that are late, whatever the topic refuses about other people."""
    for stored in world.stored:
        at, sent = world.stored_at[stored.id], world.published_at.get(stored.id, inf)
        is_late = sent - at > ANNOUNCED_WITHIN_SECONDS
        if is_late and not chaos.is_disturbed(stored.person, at, ANNOUNCED_WITHIN_SECONDS):
            yield f"announcement {stored.id} about {stored.person} went out after {sent - at:.0f} s"


def _outages_ended(world: World) -> Iterator[str]:
    """A worker that records one event after the other knows no outage of what it needs for that."""
    away: dict[str, Counter[str]] = defaultdict(Counter)
    for report in world.log.reports:
        if report.name == "OutageBegan":
            away[report.worker][report.facts["neighbour"]] = 0
        if report.name == "OutageOver":
            del away[report.worker][report.facts["neighbour"]]
        if report.name == "Recorded":
            # What was under way as the outage began says nothing of its end.
            away[report.worker].update(away[report.worker].keys() & NEEDED_BY_EVENTS)
            if any(recorded > RECORDED_IN_OUTAGE_LIMIT for recorded in away[report.worker].values()):
                yield f"{report.worker} records, at {report.at:.0f} s, and takes something for away"
                return


def _edits(world: World) -> Iterator[str]:
    """Yield entries that lack what a practitioner has added."""
    contacts = {key: row.contact for rows in world.tables.contacts.values() for key, row in rows.items()}
    for contact, lines in world.edited_notes.items():
        for line in lines:
            if line not in contacts[contact].notes.split("\n"):
                yield f"the practitioner's line {line!r} is gone from contact {contact}"


def _main_addresses(tables: Tables) -> Iterator[str]:
    for person, rows in tables.addresses.items():
        main = [row for row in rows.values() if row.address.status == MAIN and not row.address.soft_deleted]
        if len(main) > 1:
            yield f"person {person} ends with {len(main)} main addresses"


def _in_time(world: World, chaos: Chaos, happenings: Sequence[Happening]) -> Iterator[str]:
    """A good event is recorded within a minute of being sent, as long as the neighbours answer it."""
    for happening in happenings:
        event = happening.event
        sent = world.sent_at.get(event.id)
        is_late_at_cas3 = event.id in world.faults.not_there_before
        if sent is None or event.id in world.faults.sick or is_late_at_cas3:
            continue
        if chaos.is_disturbed(event.crn, sent, GOOD_WITHIN_SECONDS):
            continue
        recorded = world.log.recorded_at.get(event.id)
        if recorded is None or recorded - sent > GOOD_WITHIN_SECONDS:
            when = "never" if recorded is None else f"after {recorded - sent:.0f} s"
            yield f"{event.id} of {event.crn}, sent at {sent:.0f} s, was recorded {when}"


def _as_modelled(world: World, happenings: Sequence[Happening]) -> Iterator[str]:
    """Delius holds for each person what an independent model works out from all of their events at once."""
    events = defaultdict(list)
    for happening in happenings:
        if happening.event.id in world.log.recorded_at:
            events[happening.event.crn].append(happening.event)
    for crn, told in events.items():
        yield from (f"{crn}: {each}" for each in world.differences(crn, told))


def _event_id(body: str) -> str:
    url: str = json.loads(json.loads(body)["Message"])["detailUrl"]
    return url.rpartition("/")[2]
