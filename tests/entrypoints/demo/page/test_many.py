"""After 2,000 messages the page is no larger, and no more work to draw, than after forty."""

from dataclasses import replace

from domain.identifiers import ContactId
from entrypoints.demo.cas3.action import Action
from entrypoints.demo.cas3.record import Record
from entrypoints.demo.changes import Mark
from entrypoints.demo.messages import Progress
from tests.entrypoints.demo.cas3.shift import MAEVE, Shift
from tests.entrypoints.demo.page.browser import Browser, Element
from tests.entrypoints.demo.page.samples import ANNOUNCED, DANIEL, RECORD, REFERRED, ROSA, message
from tests.entrypoints.demo.page.scripted_demo import ScriptedDemo

ROSAS = "/people/X418302"
LISTS = ("more-cas3", "more-diary", "more-announcements", "more-message-list")


def page_after(count: int, path: str = ROSAS) -> Element:
    """The page when so much has happened of everything, half of the messages about somebody else."""
    return Browser(after(count)).page(path)


def after(count: int) -> ScriptedDemo:
    """A demo in which there is so much of everything."""
    states = (Progress.RECORDED, Progress.SET_ASIDE, Progress.HELD_BACK)
    referral, booking = RECORD.referrals[0], RECORD.bookings[0]
    return ScriptedDemo(
        record=Record(
            [replace(referral, id=f"a{number}") for number in range(count)],
            [replace(booking, id=f"b{number}") for number in range(count)],
        ),
        diary=[
            replace(
                REFERRED,
                entry=replace(REFERRED.entry, contact=replace(REFERRED.entry.contact, id=ContactId(number))),
            )
            for number in range(1, count + 1)
        ],
        announced=[ANNOUNCED[0]] * count,
        messages=[
            message(
                number,
                "Person arrived",
                (ROSA, DANIEL)[number % 2],
                ("12:00:00", states[number % 3], ""),
            )
            for number in range(count * 2, 0, -1)
        ],
    )


def test_the_page_does_not_grow() -> None:
    few, many = page_after(40), page_after(2_000)

    assert len(many.elements) <= len(few.elements)
    assert len(few.elements) < 2_500


def test_what_is_sent_does_not_grow() -> None:
    few, many = (len(Browser(after(count)).get(ROSAS).content) for count in (40, 2_000))

    # The numbers have more digits.
    assert many < 1.05 * few < 150_000


def test_what_is_not_listed_is_shown_on_demand() -> None:
    few, many = page_after(10), page_after(2_000)

    assert [name for name in LISTS if name in few] == []
    assert [name for name in LISTS if name in many] == list(LISTS)
    assert len(page_after(2_000, f"{ROSAS}?listed=40")["diary"].all("article")) == 40


def test_what_is_new_is_listed_however_old_its_date_is() -> None:
    demo = after(100)
    demo.diary = [*demo.diary[:-1], replace(demo.diary[-1], mark=Mark.NEW)]

    assert f"entry-{demo.diary[-1].id}" in Browser(demo).page(ROSAS)


def test_a_record_is_put_together_once_for_all_who_look() -> None:
    shift = Shift()
    shift.does(Action.SUBMIT_REFERRAL)
    seen = shift.office.file(MAEVE).record

    assert shift.office.file(MAEVE).record is seen
    shift.does(Action.SUBMIT_REFERRAL)
    assert shift.office.file(MAEVE).record is not seen
