Feature: Records that were merged or deleted
  Delius may have held two records of one person, until they were merged into one of them. CAS3 may still use the CRN
  of the record that was given up.

  Background:
    Given Alex has the CRN X320741 and is managed by officer N07B002 of team N07T01
    And officer N54A123 of team N54HPT records at CAS3 what happens
    And Alex's booking BK-1001 is for 12 Ash Road, Leeds, LS1 4DT (region Yorkshire and the Humber)
    And there is another record of Alex with the CRN X320742

  Rule: An event under a CRN that was given up is recorded on the record that survived the merge

    Scenario: An arrival under the CRN that was given up
      Given the record X320741 has been merged into X320742
      When CAS3 records
        | What happened | Booking | Date       |
        | arrival       | BK-1001 | 05/03/2026 |
      Then Alex's diary shows
        | External reference                    |
        | urn:hmpps:cas3:person-arrived:BK-1001 |
      And Alex's addresses are
        | Status | Street      | From       |
        | Main   | 12 Ash Road | 05/03/2026 |
      And other services are notified
        | Notification  | CRN     | Address     | Status       |
        | address added | X320742 | 12 Ash Road | Main Address |

    Scenario: An update after the merge puts right the address from before
      Given CAS3 has recorded
        | What happened | Booking | Date       |
        | arrival       | BK-1001 | 05/03/2026 |
      And the record X320741 has been merged into X320742
      When CAS3 records
        | What happened  | Booking | Date       |
        | arrival update | BK-1001 | 04/03/2026 |
      Then Alex's addresses are
        | Status | Street      | From       |
        | Main   | 12 Ash Road | 04/03/2026 |
      And other services are notified
        | Notification    | CRN     | Address     | Status       |
        | address changed | X320742 | 12 Ash Road | Main Address |

    Scenario: An update after the merge adds to the contact from before
      Given CAS3 has recorded
        | What happened | Booking | Date       | Notes        |
        | arrival       | BK-1001 | 05/03/2026 | Has two keys |
      And the record X320741 has been merged into X320742
      When CAS3 records
        | What happened  | Booking | Date       | Notes        |
        | arrival update | BK-1001 | 04/03/2026 | Lost one key |
      Then Alex's diary shows
        | External reference                    | Date       |
        | urn:hmpps:cas3:person-arrived:BK-1001 | 04/03/2026 |
      And the notes of the arrival contact say once each
        | Line         |
        | Has two keys |
        | Lost one key |

    Scenario: The surviving record was merged into yet another
      Given there is another record of Alex with the CRN X320743
      And the record X320741 has been merged into X320742
      And the record X320742 has been merged into X320743
      When CAS3 records
        | What happened | Application |
        | referral      | APP-2001    |
      Then Alex's diary shows
        | External reference                            |
        | urn:hmpps:cas3:application-submitted:APP-2001 |

  Rule: Nothing is recorded of a person whose record was deleted and not merged

    Scenario: The message about an arrival of somebody whose record was deleted is set aside
      Given Alex's record has been deleted
      When CAS3 records
        | What happened | Date       |
        | arrival       | 05/03/2026 |
      Then one event is set aside, just as it came, because "Delius has no person with the CRN X320741"
      And no other service is notified
