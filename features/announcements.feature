Feature: Other services are notified of addresses
  Other services rely on being notified when an address was added or changed. No notification is sent before the
  address is in Delius, and none is lost.

  Background:
    Given Alex has the CRN X320741 and is managed by officer N07B002 of team N07T01
    And officer N54A123 works in team N54HPT

  Rule: While other services cannot be reached their notifications wait

    Scenario: The address is recorded all the same
      Given other services cannot be reached
      When CAS3 records
        | What happened | Date       |
        | arrival       | 05/03/2026 |
      Then Alex's addresses are
        | Status | Street      | From       |
        | Main   | 12 Ash Road | 05/03/2026 |
      And no other service is notified
      And nothing is set aside

    Scenario: What waited is sent in the order in which it happened
      Given other services cannot be reached
      And CAS3 has recorded
        | What happened | Booking | Date       |
        | arrival       | BK-1001 | 05/03/2026 |
        | departure     | BK-1001 | 28/05/2026 |
      When other services can be reached again
      Then other services are notified
        | Notification    | Address     | Status           |
        | address added   | 12 Ash Road | Main Address     |
        | address changed | 12 Ash Road | Previous Address |

  Rule: Other services are only notified of what was really added or changed

    Scenario: A departure that ends an address which has ended that day already
      Given CAS3 has recorded
        | What happened  | Booking | Date       | Premises                        |
        | first arrival  | BK-1001 | 05/03/2026 | 12 Ash Road, Leeds, LS1 4DT     |
        | second arrival | BK-1002 | 16/04/2026 | 9 Elm Grove, Wakefield, WF1 1AA |
      When CAS3 records
        | What happened | Booking | Date       |
        | departure     | BK-1001 | 16/04/2026 |
      Then no other service is notified

    Scenario: A booking that is made, confirmed and cancelled
      When CAS3 records
        | What happened       | Date       |
        | provisional booking | 16/03/2026 |
        | confirmed booking   | 16/03/2026 |
        | cancellation        | 09/03/2026 |
      Then no other service is notified
