@takeover
Feature: What an earlier service recorded
  An earlier service did this work before and left its contacts and addresses in Delius. This service carries them on
  and does not record them again. Once the bookings of that time have ended, this feature is no longer needed.

  Background:
    Given Alex has the CRN X320741 and is managed by officer N07B002 of team N07T01
    And officer N54A123 of team N54HPT records at CAS3 what happens
    And Alex's booking BK-1001 is for 12 Ash Road, Leeds, LS1 4DT (region Yorkshire and the Humber)
    And the earlier service recorded the arrival of BK-1001 at 05/03/2026 00:00:
      """
      Arrival date: 05/03/2026
      Has two keys
      """
    And Alex's main address is
      | Type | Street      | Postcode | From       |
      | A17  | 12 Ash Road | LS1 4DT  | 05/03/2026 |

  Rule: What the earlier service recorded is not recorded again

    Scenario: The message about an arrival that the earlier service recorded changes nothing
      When CAS3 records
        | What happened | Booking | Date       | Notes        |
        | arrival       | BK-1001 | 05/03/2026 | Has two keys |
      Then the notes of the arrival contact read
        """
        Arrival date: 05/03/2026
        Has two keys
        """
      And Alex's addresses are
        | Status | Street      | From       | To |
        | Main   | 12 Ash Road | 05/03/2026 |    |
      And no other service is notified

    Scenario: The message about an update whose lines stand in the notes already changes nothing
      Given the earlier service recorded the cancellation of BK-1002 at 06/03/2026 00:00:
        """
        Person’s wish
        Told by phone
        """
      When CAS3 records
        | What happened       | Booking | Date       | Reason        | Notes         |
        | cancellation update | BK-1002 | 06/03/2026 | Person’s wish | Told by phone |
      Then the notes of the cancellation contact read
        """
        Person’s wish
        Told by phone
        """
      And those who run the service are told that the event had been recorded before

    Scenario: An update whose lines the earlier service wrote a little differently changes nothing
      Given the earlier service recorded the arrival of BK-1002 at 16/04/2026 00:00:
        """
        Arrival date: 16/04/2026
        Arrival address: 9 Elm Grove   WF1 1AA Wakefield Yorkshire and the Humber
        Has two keys
        """
      When CAS3 records
        | What happened  | Booking | Date       | Premises                        | Expected departure | Notes        |
        | arrival update | BK-1002 | 16/04/2026 | 9 Elm Grove, Wakefield, WF1 1AA | 11/06/2026         | Has two keys |
      Then those who run the service are told that the event had been recorded before
      And no other service is notified

    Scenario: An update older than the newest one that the earlier service recorded changes nothing
      Given the earlier service recorded the arrival of BK-1002 at 12/03/2026 00:00:
        """
        Arrival date: 10/03/2026
        Address details were updated: 16/03/2026 09:30:00
        Arrival date: 12/03/2026
        """
      When CAS3 records
        | What happened  | Booking | Recorded at      | Date       | Notes        |
        | arrival update | BK-1002 | 13/03/2026 10:00 | 11/03/2026 | Lost one key |
      Then Alex's diary shows
        | External reference                    | Date       |
        | urn:hmpps:cas3:person-arrived:BK-1001 | 05/03/2026 |
        | urn:hmpps:cas3:person-arrived:BK-1002 | 12/03/2026 |
      And those who run the service are told that the event had been recorded before
      And no other service is notified

    Scenario: An update that says something new is added to the contact
      Given the earlier service recorded the cancellation of BK-1002 at 06/03/2026 00:00:
        """
        Person’s wish
        """
      When CAS3 records
        | What happened       | Booking | Recorded at      | Date       | Reason             |
        | cancellation update | BK-1002 | 07/03/2026 09:00 | 07/03/2026 | Recalled to prison |
      Then the notes of the cancellation contact read
        """
        Person’s wish
        Updated in CAS3 on 07/03/2026 09:00:00:
        Cancellation date: 07/03/2026
        Recalled to prison
        """
      And Alex's diary shows
        | External reference                       | Date       |
        | urn:hmpps:cas3:person-arrived:BK-1001    | 05/03/2026 |
        | urn:hmpps:cas3:booking-cancelled:BK-1002 | 07/03/2026 |

  Rule: An address that the earlier service recorded is carried on

    Scenario: An update of the arrival puts the address right
      When CAS3 records
        | What happened  | Booking | Date       |
        | arrival update | BK-1001 | 04/03/2026 |
      Then Alex's addresses are
        | Status | Street      | From       | To |
        | Main   | 12 Ash Road | 04/03/2026 |    |
      And other services are notified
        | Notification    | Address     | Status       |
        | address changed | 12 Ash Road | Main Address |

    Scenario: A departure from the same postcode ends the address
      When CAS3 records
        | What happened | Booking | Date       |
        | departure     | BK-1001 | 28/05/2026 |
      Then Alex's addresses are
        | Status   | Street      | From       | To         |
        | Previous | 12 Ash Road | 05/03/2026 | 28/05/2026 |
      And other services are notified
        | Notification    | Address     | Status           |
        | address changed | 12 Ash Road | Previous Address |

    Scenario: A departure that does not say from where ends the address
      When CAS3 records
        | What happened | Booking | Date       | Premises |
        | departure     | BK-1001 | 28/05/2026 |          |
      Then Alex's addresses are
        | Status   | Street      | From       | To         |
        | Previous | 12 Ash Road | 05/03/2026 | 28/05/2026 |

    Scenario: Where the address could be one of two, the departure is only written in the diary
      Given Alex also has this main address by now
        | Type | Street      | Postcode | From       |
        | A17  | 9 Elm Grove | WF1 1AA  | 16/04/2026 |
      When CAS3 records
        | What happened | Booking | Date       |
        | departure     | BK-1001 | 28/05/2026 |
      Then Alex's addresses are
        | Status | Street      |
        | Main   | 12 Ash Road |
        | Main   | 9 Elm Grove |
      And no other service is notified

    Scenario: A departure from another postcode is only written in the diary
      When CAS3 records
        | What happened | Booking | Date       | Premises                        |
        | departure     | BK-1001 | 28/05/2026 | 9 Elm Grove, Wakefield, WF1 1AA |
      Then Alex's addresses are
        | Status | Street      | From       | To |
        | Main   | 12 Ash Road | 05/03/2026 |    |
      And the notes of the departure contact say once each
        | Line                       |
        | Departure date: 28/05/2026 |
      And no other service is notified
      And those who run the service are told that no address fits the arrival that the earlier service recorded

    Scenario: A departure does not end the address of the next booking in the same house
      Given the earlier service recorded the arrival of BK-0999 at 01/12/2025 00:00:
        """
        Arrival date: 01/12/2025
        """
      When CAS3 records
        | What happened | Booking | Date       | Premises                    |
        | departure     | BK-0999 | 05/03/2026 | 12 Ash Road, Leeds, LS1 4DT |
      Then Alex's addresses are
        | Status | Street      | From       | To |
        | Main   | 12 Ash Road | 05/03/2026 |    |
      And no other service is notified
      And those who run the service are told that no address fits the arrival that the earlier service recorded

    Scenario: An update of an arrival is only written in the diary if the departure stands there, too
      Given the earlier service recorded the departure of BK-1001 at 28/05/2026 00:00:
        """
        Departure date: 28/05/2026
        """
      When CAS3 records
        | What happened  | Booking | Date       | Notes        |
        | arrival update | BK-1001 | 04/03/2026 | Lost one key |
      Then Alex's addresses are
        | Status | Street      | From       | To |
        | Main   | 12 Ash Road | 05/03/2026 |    |
      And the notes of the arrival contact say once each
        | Line         |
        | Lost one key |
      And no other service is notified

    Scenario: A booking that is cancelled after its arrival leaves the address as it is
      When CAS3 records
        | What happened | Booking | Date       |
        | cancellation  | BK-1001 | 06/03/2026 |
      Then Alex's addresses are
        | Status | Street      | From       | To |
        | Main   | 12 Ash Road | 05/03/2026 |    |
      And those who run the service are told that the booking was cancelled, but the person arrived
