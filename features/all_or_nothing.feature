Feature: All of an event or nothing
  The contact, the addresses and the notifications to other services belong together. If one of them cannot be
  recorded none is, so that the diary never says what the addresses do not.

  Background:
    Given officer N54A123 of team N54HPT records at CAS3 what happens
    And Alex's booking BK-1001 is for 12 Ash Road, Leeds, LS1 4DT (region Yorkshire and the Humber)

  Rule: An event that cannot be recorded changes nothing at all

    Background:
      Given Alex has the CRN X320741 and no community manager

    Scenario: An arrival whose contact nobody can own does not change the addresses either
      Given Alex's main address is
        | Street        | Postcode | From       |
        | 3 Birch Close | LS8 2AA  | 01/02/2020 |
      When CAS3 records
        | What happened | Date       | Recorded by |
        | arrival       | 05/03/2026 |             |
      Then Alex's diary is empty
      And Alex's addresses are
        | Status | Street        | From       | To |
        | Main   | 3 Birch Close | 01/02/2020 |    |
      And no other service is notified

  Rule: An event waits while a user of Delius has the person's record locked

    Background:
      Given Alex has the CRN X320741 and is managed by officer N07B002 of team N07T01
      And CAS3 has recorded
        | What happened | Booking | Date       |
        | arrival       | BK-1001 | 05/03/2026 |

    Scenario: An update of an arrival is recorded when the user has finished
      Given a user has locked Alex's record
      And CAS3 has recorded
        | What happened  | Booking | Date       |
        | arrival update | BK-1001 | 04/03/2026 |
      When the user has finished and the delayed messages are tried again
      Then Alex's diary shows
        | External reference                    | Date       |
        | urn:hmpps:cas3:person-arrived:BK-1001 | 04/03/2026 |
      And Alex's addresses are
        | Status | Street      | From       |
        | Main   | 12 Ash Road | 04/03/2026 |
