"""People on probation, those who manage them, and where they live before anything happens."""

from datetime import datetime

from pytest_bdd import given

from domain.event import ContactCode
from tests.acceptance.contact_type_changes import ContactTypeChanges
from tests.acceptance.driver import Driver
from tests.acceptance.happenings import Premises
from tests.acceptance.phrases import phrase
from tests.acceptance.seen import DiaryEntry, Home, HomeLines
from tests.acceptance.story import Story
from tests.acceptance.wording import ContactType, DataTable, a_day_or_moment, rows


@given(phrase("contacts about an {contact:Contact} are sensitive"))
def sensitive_contacts(contact_type_changes: ContactTypeChanges, contact: ContactType) -> None:
    contact_type_changes.sensitive.add(ContactCode(contact.code))


@given(phrase("Delius has no type of contact for an {contact:Contact}"))
def contact_type_missing(contact_type_changes: ContactTypeChanges, contact: ContactType) -> None:
    contact_type_changes.missing.add(ContactCode(contact.code))


@given(phrase("{who:Person} has the CRN {crn:Crn} and no community manager"))
def nobody_manages(driver: Driver, story: Story, who: str, crn: str) -> None:
    story.meet(who, crn)
    driver.registry.register(crn)


@given(
    phrase(
        "{who:Person} has the CRN {crn:Crn} and is managed by officer {officer:Officer} of team {team:Team}"
    )
)
def somebody_manages(driver: Driver, story: Story, who: str, crn: str, officer: str, team: str) -> None:
    nobody_manages(driver, story, who, crn)
    driver.registry.employ(officer, team)
    driver.registry.manage(crn, officer, team)


@given(phrase("officer {officer:Officer} works in team {team:Team}"))
def officer_works_in_team(driver: Driver, officer: str, team: str) -> None:
    driver.registry.employ(officer, team)


@given(phrase("another officer {officer:Officer} has since joined team {team:Team}, and left"))
def namesake_has_left(driver: Driver, officer: str, team: str) -> None:
    driver.registry.employ(officer, team, has_left=True)


@given(phrase("another officer {officer:Officer} has since joined team {team:Team}"))
def namesake(driver: Driver, officer: str, team: str) -> None:
    driver.registry.employ(officer, team)


@given(phrase("officer {officer:Officer} of team {team:Team} records at CAS3 what happens"))
def officer_at_cas3(driver: Driver, story: Story, officer: str, team: str) -> None:
    driver.registry.employ(officer, team)
    story.officer_at_cas3 = officer


@given(phrase("{who:Person}'s booking {booking:Reference} is for {premises:Premises}"))
def booked(story: Story, who: str, booking: str, premises: Premises) -> None:
    story.book(who, booking, premises)


@given(phrase("officer {officer:Officer} of team {team:Team} has since become Alex's manager too"))
def another_manager(driver: Driver, story: Story, officer: str, team: str) -> None:
    driver.registry.employ(officer, team)
    driver.registry.manage(story.crn, officer, team)


@given(phrase("team {team:Team} has since taken Alex over, but has not named an officer yet"))
def a_team_without_an_officer(driver: Driver, story: Story, team: str) -> None:
    driver.registry.manage(story.crn, None, team)


@given(phrase("{who:Person}'s main address is"))
def main_address(driver: Driver, story: Story, who: str, datatable: DataTable) -> None:
    for row in rows(datatable):
        driver.past.house(
            story.crn_of(who),
            Home(
                kind=row.get("Type", "A01B"),
                lines=HomeLines(street=row["Street"], town=row.get("Town", ""), postcode=row["Postcode"]),
                start=a_day_or_moment(row["From"]),
            ),
        )


@given("Alex also has this main address by now")
def another_main_address(driver: Driver, story: Story, datatable: DataTable) -> None:
    main_address(driver, story, "Alex", datatable)


@given(phrase("the earlier service recorded the {contact:Contact} of {booking:Reference} at {time:Moment}:"))
def predecessor_recorded(
    driver: Driver, story: Story, contact: ContactType, booking: str, time: datetime, docstring: str
) -> None:
    entry = DiaryEntry(
        reference=f"urn:hmpps:cas3:{contact.reference}:{booking}",
        code=contact.code,
        time=time,
        notes=docstring,
        provider="N07",
        team="N07T01",
        officer="N07B002",
    )
    driver.past.enter(story.crn, entry)


@given(phrase("{who:Person}'s record has been deleted"))
def record_deleted(driver: Driver, story: Story, who: str) -> None:
    driver.registry.delete(story.crn_of(who))


@given(phrase("there is another record of Alex with the CRN {crn:Crn}"))
def another_record(driver: Driver, crn: str) -> None:
    driver.registry.register(crn)
    driver.registry.manage(crn, "N07B002", "N07T01")


@given(phrase("the record {crn:Crn} has been merged into {survivor:Crn}"))
def records_merged(driver: Driver, story: Story, crn: str, survivor: str) -> None:
    driver.registry.merge(crn, survivor)
    story.current_crn = survivor


@given(phrase("CAS3 has recorded the CRN of Alex as {crn:Crn}"))
def crn_at_cas3(story: Story, crn: str) -> None:
    story.crn = crn
