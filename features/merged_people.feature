Feature: People with two records that were merged
  CAS3 may still use the CRN of a record that was merged into another. Its messages are recorded on the surviving
  record.

  Background:
    Given Alex has the CRN X320741 and is managed by officer N07B002 of team N07T01
    And officer N54A123 works in team N54HPT
    And there is another record of Alex with the CRN X320742

  Rule: What CAS3 sends under a CRN that was merged is recorded on the record that survived

    Scenario: An arrival under the CRN that was merged
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

    Scenario: An update after the merger finds the address from before
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

    Scenario: An update after the merger finds the contact from before
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

    Scenario: A record that was merged twice
      Given there is another record of Alex with the CRN X320743
      And the record X320741 has been merged into X320742
      And the record X320742 has been merged into X320743
      When CAS3 records
        | What happened | Application |
        | referral      | APP-2001    |
      Then Alex's diary shows
        | External reference                            |
        | urn:hmpps:cas3:application-submitted:APP-2001 |

  Rule: A record that was deleted and merged into no other takes nothing

    Scenario: An arrival of somebody whose record was deleted
      Given Alex's record has been deleted
      When CAS3 records
        | What happened | Date       |
        | arrival       | 05/03/2026 |
      Then one event is set aside, just as it came, because "Delius has no person with the CRN X320741"
      And no other service is notified
