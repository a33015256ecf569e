Feature: Transitional accommodation booking
  A probation practitioner follows the progress of a booking in Delius, one contact for each of its steps.

  Background:
    Given Alex has the CRN X320741 and is managed by officer N07B002 of team N07T01
    And officer N54A123 of team N54HPT records at CAS3 what happens
    And Alex's booking BK-1001 is for 12 Ash Road, Leeds, LS1 4DT (region Yorkshire and the Humber)

  Rule: A provisional booking becomes a contact

    Scenario: Creation of a provisional booking
      When CAS3 records
        | What happened       | Booking | Recorded at      | Expected arrival | Notes             | Recorded by |
        | provisional booking | BK-1001 | 03/03/2026 10:12 | 16/03/2026       | Ground floor only | N54A123     |
      Then Alex's diary shows
        | External reference                                | Type                            | Date       | Time  | Provider | Team   | Officer |
        | urn:hmpps:cas3:booking-provisionally-made:BK-1001 | EABP booking provisionally made | 03/03/2026 | 10:12 | N54      | N54HPT | N54A123 |
      And the notes of the provisional booking contact read
        """
        Expected arrival date: 16/03/2026
        Ground floor only
        """
      And Alex has no address
      And no other service is notified

    Scenario: A provisional booking without notes
      When CAS3 records
        | What happened       | Expected arrival | Notes |
        | provisional booking | 16/03/2026       |       |
      Then the notes of the provisional booking contact read
        """
        Expected arrival date: 16/03/2026
        """

    Scenario: Notes of several lines keep their lines
      When CAS3 records
        | What happened       | Expected arrival | Notes                                   |
        | provisional booking | 16/03/2026       | Ground floor only\nNeeds a smoke alarm |
      Then the notes of the provisional booking contact read
        """
        Expected arrival date: 16/03/2026
        Ground floor only
        Needs a smoke alarm
        """

    Scenario: A booking without a referral application, as in Wales, is recorded all the same
      When CAS3 records
        | What happened       | Booking | Application | Expected arrival |
        | provisional booking | BK-1001 |             | 16/03/2026       |
      Then Alex's diary shows
        | External reference                                | Type                            |
        | urn:hmpps:cas3:booking-provisionally-made:BK-1001 | EABP booking provisionally made |
      And nothing is set aside

  Rule: A confirmed booking becomes a contact

    Scenario: Confirmation of a booking
      When CAS3 records
        | What happened     | Booking | Recorded at      | Expected arrival | Notes               | Recorded by |
        | confirmed booking | BK-1001 | 05/03/2026 16:30 | 17/03/2026       | Collect keys by 3pm | N54A123     |
      Then Alex's diary shows
        | External reference                       | Type                   | Date       | Time  | Provider | Team   | Officer |
        | urn:hmpps:cas3:booking-confirmed:BK-1001 | EACO booking confirmed | 05/03/2026 | 16:30 | N54      | N54HPT | N54A123 |
      And the notes of the confirmed booking contact read
        """
        Expected arrival date: 17/03/2026
        Collect keys by 3pm
        """
      And Alex has no address
      And no other service is notified

    Scenario: Each step of a booking has a contact of its own
      Given CAS3 has recorded
        | What happened       | Booking | Recorded at      | Expected arrival |
        | provisional booking | BK-1001 | 03/03/2026 10:12 | 16/03/2026       |
      When CAS3 records
        | What happened     | Booking | Recorded at      | Expected arrival |
        | confirmed booking | BK-1001 | 05/03/2026 16:30 | 17/03/2026       |
      Then Alex's diary shows
        | External reference                                | Date       | Time  |
        | urn:hmpps:cas3:booking-provisionally-made:BK-1001 | 03/03/2026 | 10:12 |
        | urn:hmpps:cas3:booking-confirmed:BK-1001          | 05/03/2026 | 16:30 |

  Rule: A cancelled booking becomes a contact on the day of its cancellation

    Scenario: Cancellation of a booking
      When CAS3 records
        | What happened | Booking | Recorded at      | Date       | Reason        | Details               | Notes          | Recorded by |
        | cancellation  | BK-1001 | 09/03/2026 11:45 | 06/03/2026 | Person’s wish | Staying with a sister | Told by e-mail | N54A123     |
      Then Alex's diary shows
        | External reference                       | Type                   | Date       | Time  | Provider | Team   | Officer |
        | urn:hmpps:cas3:booking-cancelled:BK-1001 | EACA booking cancelled | 06/03/2026 | 00:00 | N54      | N54HPT | N54A123 |
      And the notes of the cancellation contact read
        """
        Cancellation date: 06/03/2026
        Person’s wish
        Staying with a sister
        Told by e-mail
        """
      And Alex has no address
      And no other service is notified

    Scenario: A cancellation without a date is entered at the time at which it was recorded at CAS3
      When CAS3 records
        | What happened | Recorded at      | Date | Reason        |
        | cancellation  | 09/03/2026 11:45 |      | Person’s wish |
      Then Alex's diary shows
        | Type                   | Date       | Time  |
        | EACA booking cancelled | 09/03/2026 | 11:45 |
      And the notes of the cancellation contact read
        """
        Person’s wish
        """

    Scenario: A booking that is cancelled after the arrival leaves the address as it is
      Given CAS3 has recorded
        | What happened | Booking | Date       |
        | arrival       | BK-1001 | 05/03/2026 |
      When CAS3 records
        | What happened | Booking | Date       |
        | cancellation  | BK-1001 | 06/03/2026 |
      Then Alex's addresses are
        | Status | Street      | From       | To |
        | Main   | 12 Ash Road | 05/03/2026 |    |
      And no other service is notified
      And those who run the service are told that the booking was cancelled, but the person arrived

    Scenario: An arrival after the cancellation of its booking is recorded all the same
      Given CAS3 has recorded
        | What happened | Booking | Date       |
        | cancellation  | BK-1001 | 03/03/2026 |
      When CAS3 records
        | What happened | Booking | Date       |
        | arrival       | BK-1001 | 05/03/2026 |
      Then Alex's addresses are
        | Status | Street      | From       | To |
        | Main   | 12 Ash Road | 05/03/2026 |    |
      And those who run the service are told that the booking was cancelled, but the person arrived

  Rule: After a cancellation a new booking has contacts of its own

    Scenario: Alex is booked in again
      Given CAS3 has recorded
        | What happened | Booking | Date       |
        | cancellation  | BK-1001 | 06/03/2026 |
      When CAS3 records
        | What happened     | Booking | Recorded at      | Expected arrival |
        | confirmed booking | BK-1002 | 10/03/2026 09:30 | 23/03/2026       |
      Then Alex's diary shows
        | External reference                       | Type                   | Date       | Time  |
        | urn:hmpps:cas3:booking-cancelled:BK-1001 | EACA booking cancelled | 06/03/2026 | 00:00 |
        | urn:hmpps:cas3:booking-confirmed:BK-1002 | EACO booking confirmed | 10/03/2026 | 09:30 |

    Scenario: Alex moves in under the new booking
      Given CAS3 has recorded
        | What happened     | Booking | Date       |
        | cancellation      | BK-1001 | 06/03/2026 |
        | confirmed booking | BK-1002 | 23/03/2026 |
      When CAS3 records
        | What happened | Booking | Date       | Premises                        |
        | arrival       | BK-1002 | 23/03/2026 | 9 Elm Grove, Wakefield, WF1 1AA |
      Then Alex's addresses are
        | Status | Street      | From       | To |
        | Main   | 9 Elm Grove | 23/03/2026 |    |
