Feature: Delius' record of who changed what
  Delius keeps a record of who has looked at or changed what, for audits. What this service writes in a diary is
  entered there as well, as if a user had written it.

  Background:
    Given Alex has the CRN X320741 and is managed by officer N07B002 of team N07T01
    And officer N54A123 of team N54HPT records at CAS3 what happens

  Rule: A contact that is added or changed is entered in the record of changes once

    Scenario: An arrival and its update
      When CAS3 records
        | What happened  | Date       |
        | arrival        | 05/03/2026 |
        | arrival update | 04/03/2026 |
      Then the record of changes to Alex's diary shows
        | What was done   | Contact             |
        | contact added   | EAAR person arrived |
        | contact changed | EAAR person arrived |

    Scenario: A message that is received twice
      Given CAS3 has recorded
        | What happened | Date       |
        | arrival       | 05/03/2026 |
      When the message about the arrival is received again
      Then the record of changes to Alex's diary shows
        | What was done | Contact             |
        | contact added | EAAR person arrived |
