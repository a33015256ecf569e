Feature: Messages that are received twice, late or out of order
  Messages from CAS3 can be received twice, late, or in another order than things happened. The practitioner finds
  everything once, and the newest dates and address, whatever the order.

  Background:
    Given Alex has the CRN X320741 and is managed by officer N07B002 of team N07T01
    And officer N54A123 of team N54HPT records at CAS3 what happens
    And Alex's booking BK-1001 is for 12 Ash Road, Leeds, LS1 4DT (region Yorkshire and the Humber)

  Rule: An event whose message is received twice is recorded once

    Scenario Outline: The message about a <what> is received twice
      Given CAS3 has recorded
        | What happened | Booking | Date       | Notes      |
        | <what>        | BK-1001 | 05/03/2026 | Some notes |
      When the message about the <what> is received again
      Then Alex's diary shows
        | External reference         |
        | urn:hmpps:cas3:<reference> |
      And the notes of the <what> contact say once each
        | Line       |
        | Some notes |
      And no other service is notified

      Examples:
        | what                | reference                          |
        | provisional booking | booking-provisionally-made:BK-1001 |
        | confirmed booking   | booking-confirmed:BK-1001          |
        | cancellation        | booking-cancelled:BK-1001          |
        | arrival             | person-arrived:BK-1001             |
        | departure           | person-departed:BK-1001            |

    Scenario: The message about a referral application is received twice
      Given CAS3 has recorded
        | What happened | Application |
        | referral      | APP-2001    |
      When the message about the referral is received again
      Then Alex's diary shows
        | External reference                            |
        | urn:hmpps:cas3:application-submitted:APP-2001 |

    Scenario: The message about an arrival is received again after its update
      Given CAS3 has recorded
        | What happened  | Date       | Notes        |
        | arrival        | 05/03/2026 | Has two keys |
        | arrival update | 04/03/2026 | Lost one key |
      When the message about the arrival is received again
      Then Alex's addresses are
        | Status | Street      | From       | To |
        | Main   | 12 Ash Road | 04/03/2026 |    |
      And the notes of the arrival contact say once each
        | Line         |
        | Has two keys |
        | Lost one key |
      And those who run the service are told that the event had been recorded before

  Rule: An update that is received first creates what it should have updated

    Scenario: The update of an arrival is received without the arrival
      Given CAS3 has recorded, but its messages are delayed
        | What happened  | Date       | Notes        |
        | arrival        | 05/03/2026 | Has two keys |
        | arrival update | 04/03/2026 | Lost one key |
      When the message about the arrival update is received
      Then the notes of the arrival contact read
        """
        Arrival date: 04/03/2026
        Arrival address: 12 Ash Road LS1 4DT Leeds Yorkshire and the Humber
        Lost one key
        """
      And Alex's addresses are
        | Status | Street      | From       | To |
        | Main   | 12 Ash Road | 04/03/2026 |    |
      And other services are notified
        | Notification  | Address     | Status       |
        | address added | 12 Ash Road | Main Address |

    Scenario: The update of a cancellation is received without the cancellation
      When CAS3 records
        | What happened       | Booking | Date       |
        | cancellation update | BK-1001 | 06/03/2026 |
      Then Alex's diary shows
        | External reference                       | Type                   | Date       | Time  |
        | urn:hmpps:cas3:booking-cancelled:BK-1001 | EACA booking cancelled | 06/03/2026 | 00:00 |

  Rule: An event received after a newer one only adds what the notes lack, under a line that says so

    Scenario: The arrival is received after its update
      Given CAS3 has recorded, but its messages are delayed
        | What happened  | Recorded at         | Date       | Notes        |
        | arrival        | 05/03/2026 11:20:15 | 05/03/2026 | Has two keys |
        | arrival update | 06/03/2026 09:15:30 | 04/03/2026 | Lost one key |
      And the message about the arrival update has been received
      When the message about the arrival is received
      Then the notes of the arrival contact read
        """
        Arrival date: 04/03/2026
        Arrival address: 12 Ash Road LS1 4DT Leeds Yorkshire and the Humber
        Lost one key
        Earlier entry, recorded in CAS3 on 05/03/2026 11:20:15 (received late):
        Arrival date: 05/03/2026
        Has two keys
        """

    Scenario: The date and the address stay as the newer event has them
      Given CAS3 has recorded, but its messages are delayed
        | What happened  | Date       | Premises                        |
        | arrival        | 05/03/2026 | 12 Ash Road, Leeds, LS1 4DT     |
        | arrival update | 04/03/2026 | 9 Elm Grove, Wakefield, WF1 1AA |
      And the message about the arrival update has been received
      When the message about the arrival is received
      Then Alex's diary shows
        | External reference                    | Date       | Time  |
        | urn:hmpps:cas3:person-arrived:BK-1001 | 04/03/2026 | 00:00 |
      And Alex's addresses are
        | Status | Street      | From       | To |
        | Main   | 9 Elm Grove | 04/03/2026 |    |

    Scenario: Other services are not notified of an event received late
      Given CAS3 has recorded, but its messages are delayed
        | What happened  | Date       | Premises                        |
        | arrival        | 05/03/2026 | 12 Ash Road, Leeds, LS1 4DT     |
        | arrival update | 04/03/2026 | 9 Elm Grove, Wakefield, WF1 1AA |
      And the message about the arrival update has been received
      When the message about the arrival is received
      Then no other service is notified
      And those who run the service are told that a newer event had been recorded before

    Scenario: The older of two updates is received last
      Given CAS3 has recorded, but its messages are delayed
        | What happened              | Recorded at      | Date       | Reason        | Notes          |
        | cancellation               | 06/03/2026 09:00 | 06/03/2026 | Person’s wish | Told by e-mail |
        | first cancellation update  | 07/03/2026 09:00 | 07/03/2026 | Person’s wish | Told by phone  |
        | second cancellation update | 08/03/2026 09:00 | 08/03/2026 | Person’s wish | Told in person |
      When the messages are received in this order: cancellation, second cancellation update, first cancellation update
      Then Alex's diary shows
        | External reference                       | Date       | Time  |
        | urn:hmpps:cas3:booking-cancelled:BK-1001 | 08/03/2026 | 00:00 |
      And the notes of the cancellation contact read
        """
        Cancellation date: 06/03/2026
        Person’s wish
        Told by e-mail
        Updated in CAS3 on 08/03/2026 09:00:00:
        Cancellation date: 08/03/2026
        Person’s wish
        Told in person
        Earlier entry, recorded in CAS3 on 07/03/2026 09:00:00 (received late):
        Cancellation date: 07/03/2026
        Told by phone
        """

    Scenario: An event received late that says nothing new changes nothing
      Given CAS3 has recorded, but its messages are delayed
        | What happened       | Date       | Reason        | Notes          |
        | cancellation        | 06/03/2026 | Person’s wish | Told by e-mail |
        | cancellation update | 06/03/2026 | Person’s wish | Told by e-mail |
      And the message about the cancellation update has been received
      When the message about the cancellation is received
      Then the notes of the cancellation contact read
        """
        Cancellation date: 06/03/2026
        Person’s wish
        Told by e-mail
        """

    Scenario: Of an event and its update, recorded at the same moment, the update counts as the newer
      Given CAS3 has recorded, but its messages are delayed
        | What happened       | Recorded at      | Date       |
        | cancellation        | 09/03/2026 11:45 | 06/03/2026 |
        | cancellation update | 09/03/2026 11:45 | 04/03/2026 |
      When the messages are received in this order: cancellation update, cancellation
      Then Alex's diary shows
        | External reference                       | Date       |
        | urn:hmpps:cas3:booking-cancelled:BK-1001 | 04/03/2026 |

  Rule: A departure may be received before its arrival

    Scenario: A departure is received without the arrival
      When CAS3 records
        | What happened | Booking | Date       |
        | departure     | BK-1001 | 28/05/2026 |
      Then Alex's diary shows
        | External reference                     | Date       | Time  |
        | urn:hmpps:cas3:person-departed:BK-1001 | 28/05/2026 | 00:00 |
      And Alex has no address
      And no other service is notified
      And those who run the service are told that no arrival is known of the booking

    Scenario: The address of an arrival that is received after its departure is a previous one at once
      Given CAS3 has recorded, but its messages are delayed
        | What happened | Date       |
        | arrival       | 05/03/2026 |
        | departure     | 28/05/2026 |
      When the messages are received in this order: departure, arrival
      Then Alex's addresses are
        | Status   | Type     | Street      | From       | To         |
        | Previous | A17 CAS3 | 12 Ash Road | 05/03/2026 | 28/05/2026 |
      And other services are notified
        | Notification  | Address     | Status           |
        | address added | 12 Ash Road | Previous Address |

    Scenario Outline: Arrival, its update and departure in any order: <first>, <second>, <third>
      Given CAS3 has recorded, but its messages are delayed
        | What happened  | Date       | Notes         |
        | arrival        | 05/03/2026 | Has two keys  |
        | arrival update | 04/03/2026 | Lost one key  |
        | departure      | 28/05/2026 | Keys returned |
      When the messages are received in this order: <first>, <second>, <third>
      Then Alex's diary shows
        | External reference                     | Date       |
        | urn:hmpps:cas3:person-arrived:BK-1001  | 04/03/2026 |
        | urn:hmpps:cas3:person-departed:BK-1001 | 28/05/2026 |
      And the notes of the arrival contact say once each
        | Line         |
        | Has two keys |
        | Lost one key |
      And Alex's addresses are
        | Status   | Street      | From       | To         |
        | Previous | 12 Ash Road | 04/03/2026 | 28/05/2026 |

      Examples:
        | first          | second         | third          |
        | arrival        | arrival update | departure      |
        | arrival        | departure      | arrival update |
        | arrival update | arrival        | departure      |
        | arrival update | departure      | arrival        |
        | departure      | arrival        | arrival update |
        | departure      | arrival update | arrival        |
