"""An entry that a practitioner edits."""

from datetime import timedelta

import pytest

from domain.london import WallTime
from entrypoints.demo.cas3.action import Action
from entrypoints.demo.changes import Mark
from entrypoints.demo.page_state import Correction
from entrypoints.demo.refusals import Refused
from tests.entrypoints.demo.play import MAEVE, Play


def test_a_practitioners_edit_is_kept_by_a_later_update(play: Play) -> None:
    for action in (Action.SUBMIT_REFERRAL, Action.BOOK, Action.CONFIRM, Action.ARRIVE):
        play.do(action)
    entry = play.entry("EAAR")
    contact = entry.entry.contact
    time = WallTime(contact.time + timedelta(hours=14))
    play.demo.correct(
        Correction(crn=MAEVE, entry=entry.id, version=contact.version, time=time, notes="He came.")
    )
    assert play.entry("EAAR").mark is Mark.CHANGED
    play.do(Action.CHANGE_ARRIVAL, notes="Room changed.")

    edited = play.entry("EAAR")
    assert edited.entry.contact.time == time
    assert next(line.text for line in edited.notes) == "He came."
    assert [line.text for line in edited.notes][-1] == "Room changed."


def test_an_edit_of_what_was_changed_meanwhile_is_refused(play: Play) -> None:
    play.do(Action.SUBMIT_REFERRAL)
    entry = play.entry("EARS")
    contact = entry.entry.contact
    edit = Correction(crn=MAEVE, entry=entry.id, version=contact.version, time=contact.time, notes="x")
    play.demo.correct(edit)

    with pytest.raises(Refused, match="changed since you opened it"):
        play.demo.correct(edit)
    with pytest.raises(LookupError, match="no entry 1"):
        play.demo.correct(Correction(crn=MAEVE, entry=1, version=0, time=contact.time, notes=""))
