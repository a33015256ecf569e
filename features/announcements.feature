Feature: Other services are notified of addresses
  Other services of probation rely on being notified when this service has added or changed an address. No
  notification is sent before the address is in Delius, and none is lost.

  Background:
    Given Alex has the CRN X320741 and is managed by officer N07B002 of team N07T01
    And officer N54A123 of team N54HPT records at CAS3 what happens
    And Alex's booking BK-1001 is for 12 Ash Road, Leeds, LS1 4DT (region Yorkshire and the Humber)
    And Alex's booking BK-1002 is for 9 Elm Grove, Wakefield, WF1 1AA (region Yorkshire and the Humber)

  Rule: Notifications wait while other services cannot be reached

    Scenario: The address is recorded without waiting for the notification
      Given other services cannot be reached
      When CAS3 records
        | What happened | Date       |
        | arrival       | 05/03/2026 |
      Then Alex's addresses are
        | Status | Street      | From       |
        | Main   | 12 Ash Road | 05/03/2026 |
      And no other service is notified
      And nothing is set aside

    Scenario: Notifications that waited are sent in the order in which things happened
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

  Rule: A notification that cannot be delivered is kept, and delays only those about the same person

    Background:
      Given Sam has the CRN X555111 and is managed by officer N07C003 of team N07T01
      And Sam's booking BK-1003 is for 3 Birch Close, Leeds, LS8 2AA (region Yorkshire and the Humber)
      And notifications about Alex cannot be delivered

    Scenario: Those about Sam are sent while one about Alex cannot be delivered
      When CAS3 records
        | What happened  | Person | Booking | Date       |
        | first arrival  | Alex   | BK-1001 | 05/03/2026 |
        | second arrival | Sam    | BK-1003 | 06/03/2026 |
      Then other services are notified
        | Notification  | CRN     | Address       | Status       |
        | address added | X555111 | 3 Birch Close | Main Address |

    Scenario: Those about Alex are sent later, in the order in which things happened
      Given CAS3 has recorded
        | What happened | Person | Booking | Date       |
        | arrival       | Alex   | BK-1001 | 05/03/2026 |
        | departure     | Alex   | BK-1001 | 28/05/2026 |
      When all notifications can be delivered again
      Then other services are notified
        | Notification    | CRN     | Address     | Status           |
        | address added   | X320741 | 12 Ash Road | Main Address     |
        | address changed | X320741 | 12 Ash Road | Previous Address |

  Rule: Other services are only notified of addresses that were really added or changed

    Scenario: A departure on the day on which the next arrival has ended the address already
      Given CAS3 has recorded
        | What happened  | Booking | Date       |
        | first arrival  | BK-1001 | 05/03/2026 |
        | second arrival | BK-1002 | 16/04/2026 |
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
