"""Referral applications for transitional accommodation (rule 1)."""

from dataclasses import dataclass
from functools import cached_property

from domain.event import ContactCode, Event
from domain.identifiers import ApplicationId, ExternalReference
from domain.london import WallTime, wall_time


@dataclass(frozen=True, kw_only=True)
class ReferralSubmitted(Event):
    """A referral application was submitted."""

    application: ApplicationId

    @property
    def contact_code(self) -> ContactCode:
        return ContactCode.REFERRAL_SUBMITTED

    @cached_property
    def reference(self) -> ExternalReference:
        return ExternalReference(f"urn:hmpps:cas3:application-submitted:{self.application}")

    @cached_property
    def contact_time(self) -> WallTime:
        return wall_time(self.timestamp)

    @cached_property
    def lines(self) -> tuple[str, ...]:
        return ()
