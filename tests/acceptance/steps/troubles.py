"""Steps about events that cannot be recorded, for a while or for good."""

from datetime import timedelta

from pytest_bdd import given, then, when

from tests.acceptance.driver import LONGER_THAN_ANY_PAUSE, Driver
from tests.acceptance.phrases import phrase
from tests.acceptance.story import Story
from tests.acceptance.trouble import Flaw, Trouble

_MORE_TRIES_THAN_ALLOWED = 10
_HEADINGS = ["What happened", "Person", "Recorded at", "Date"]
_PEOPLE_IN_TROUBLE = [f"X6000{number:02}" for number in range(10)]


@given(phrase("CAS3 {trouble:Trouble}"))
def trouble_begins(driver: Driver, trouble: Trouble) -> None:
    driver.cas3.begin(trouble)


@given("CAS3 answers with an error about the arrivals of ten other people")
def errors_about_ten(driver: Driver, story: Story) -> None:
    driver.cas3.begin(Trouble.ERRORS)
    for crn in _PEOPLE_IN_TROUBLE:
        driver.registry.register(crn)
        story.meet(crn, crn)
        # All at one moment: the first are not tried again before the last have failed, too.
        story.record([_HEADINGS, ["arrival", crn, "05/03/2026 11:20", "05/03/2026"]], tell=True)
    driver.cas3.end_trouble_of_new_events()


@when("CAS3 works again and the delayed messages are tried again")
def trouble_ends(driver: Driver) -> None:
    driver.cas3.end_trouble()
    driver.time.pass_until_next_try()


@given(phrase("that has lasted for {duration:Duration}"))
def trouble_lasts(driver: Driver, duration: timedelta) -> None:
    for _ in range(duration // LONGER_THAN_ANY_PAUSE):
        driver.time.pass_until_next_try()


@given("Delius is out of reach")
def delius_away(driver: Driver) -> None:
    driver.registry.cut_off()


@when("Delius works again and the delayed messages are tried again")
def delius_back(driver: Driver) -> None:
    driver.registry.reconnect()
    driver.time.pass_until_next_try()


@given("a user has locked Alex's record")
def user_locks(driver: Driver, story: Story) -> None:
    driver.registry.lock(story.crn_of("Alex"))


@when("the user has finished and the delayed messages are tried again")
def user_has_finished(driver: Driver) -> None:
    driver.registry.unlock()
    driver.time.pass_until_next_try()


@when("it has been tried for the last time")
@when("they have been tried ten times")
def tried_to_the_end(driver: Driver) -> None:
    for _ in range(_MORE_TRIES_THAN_ALLOWED):
        driver.time.pass_until_next_try()


@when(phrase("CAS3 sends a message about the {name:Event} {flaw:Flaw}"))
def told_wrongly(driver: Driver, name: str, flaw: Flaw) -> None:
    driver.cas3.tell_wrongly(name, flaw)


@then("nothing is set aside")
def nothing_set_aside(driver: Driver) -> None:
    assert driver.view.set_aside() == []


@then(phrase('one event is set aside, just as it came, because "{reason}"'))
def one_set_aside(driver: Driver, reason: str) -> None:
    [aside] = driver.view.set_aside()
    assert aside.is_as_it_came
    assert aside.reason == reason
