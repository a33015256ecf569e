"""Invariants that hold after every single event."""

from collections.abc import Iterable
from datetime import date

from domain.address import Address
from domain.announcement import AnnouncementType
from domain.london import LONDON
from domain.outcome import Outcome
from tests.domain.announced import STATUSES
from tests.domain.convergence.world import Held, Step


def check_step(step: Step) -> None:
    """All of them."""
    _nothing_is_lost(step)
    _what_is_added_says_what_it_is(step)
    _nothing_is_done_twice(step)
    _at_most_one_address_is_main(step)
    _no_end_comes_before_its_start(step.after)
    _announced_is_what_changed(step)


def _nothing_is_lost(step: Step) -> None:
    """Notes are only appended to, nothing disappears, and a contact keeps its owner."""
    assert step.before.addresses.keys() <= step.after.addresses.keys()
    for key, before in step.before.contacts.items():
        after = step.after.contacts[key]
        assert after.contact.notes.startswith(before.contact.notes)
        assert (after.owner, after.code, after.sensitive) == (before.owner, before.code, before.sensitive)


def _what_is_added_says_what_it_is(step: Step) -> None:
    """Check that what is added to notes comes after a line with CAS3's time, unless it is an original's."""
    event, is_late = step.event, step.recording.outcome is Outcome.OUT_OF_SEQUENCE
    for key, before in step.before.contacts.items():
        added = step.after.contacts[key].contact.notes.removeprefix(before.contact.notes).lstrip("\n")
        if added and (is_late or event.is_update):
            at = f"{event.timestamp.astimezone(LONDON):%d/%m/%Y %H:%M:%S}"
            late = f"Earlier entry, recorded in CAS3 on {at} (received late):"
            assert added.split("\n")[0] == (late if is_late else f"Updated in CAS3 on {at}:")


def _nothing_is_done_twice(step: Step) -> None:
    """Check that a repetition changes nothing, and all else is written once, with one audit entry."""
    if step.recording.outcome is Outcome.ALREADY_RECORDED:
        assert step.before == step.after
    written = [key for key, row in step.after.contacts.items() if step.before.contacts.get(key) != row]
    assert len(step.after.audit) - len(step.before.audit) == len(written)
    versions = {key: row.contact.version for key, row in step.before.contacts.items()}
    assert all(step.after.contacts[key].contact.version == versions.get(key, -1) + 1 for key in written)


def _at_most_one_address_is_main(step: Step) -> None:
    """Not even between two rows of one transaction, unless people had recorded more than one."""
    changes = step.recording.changes
    rows = dict(step.before.addresses)
    most = max(1, _mains(rows.values()))
    for change in changes.changed_addresses if changes else ():
        rows[change.before.id] = change.after
        assert _mains(rows.values()) <= most
    mains = {key for key, address in step.after.addresses.items() if address.is_main}
    assert len(mains) <= most
    made_main = [
        key for key in mains if key not in step.before.addresses or not step.before.addresses[key].is_main
    ]
    assert not made_main or len(mains) == 1


def _mains(addresses: Iterable[Address]) -> int:
    return sum(address.is_main for address in addresses)


def _no_end_comes_before_its_start(held: Held) -> None:
    """And what has ended is previous, what has not is main."""
    for address in held.addresses.values():
        assert address.end is None or (address.start or date.min) <= address.end
        assert address.status == ("M" if address.end is None else "P")


def _announced_is_what_changed(step: Step) -> None:
    """One announcement for each address that differs, of what it is now; the new one first."""
    before, after = step.before.addresses, step.after.addresses
    differ = {key: address for key, address in after.items() if before.get(key) != address}
    assert all(key not in before or _content(before[key]) != _content(differ[key]) for key in differ)
    news = list(step.after.announced)[len(step.before.announced) :]
    assert sorted(str(each.address) for each in news) == sorted(map(str, differ))
    types = [each.type for each in news]
    assert types == sorted(types), "an address was changed before the new one was announced"
    for each in news:
        is_new = each.address not in before
        assert (each.type is AnnouncementType.ADDRESS_CREATED) == is_new
        assert each.status == STATUSES[after[each.address].status]


def _content(address: Address) -> tuple[object, ...]:
    return address.type, address.lines, address.start, address.end, address.status
