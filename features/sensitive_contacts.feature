Feature: Sensitive contacts
  In Delius a type of contact may be marked as sensitive, so that only some users see its contacts. This service marks
  a contact as Delius marks its type.

  Rule: A contact is sensitive if its type is

    Scenario: Arrivals are sensitive, departures are not
      Given contacts about an arrival are sensitive
      And Alex has the CRN X320741 and is managed by officer N07B002 of team N07T01
      When CAS3 records
        | What happened | Booking | Date       |
        | arrival       | BK-1001 | 05/03/2026 |
        | departure     | BK-1001 | 28/05/2026 |
      Then Alex's diary shows
        | Type                 | Date       | Sensitive |
        | EAAR person arrived  | 05/03/2026 | yes       |
        | EADP person departed | 28/05/2026 | no        |
