Feature: Transitional accommodation booking update
  Details of a cancellation change now and then; the practitioner finds the change in the contact of the cancellation.

  Background:
    Given Alex has the CRN X320741 and is managed by officer N07B002 of team N07T01
    And officer N54A123 of team N54HPT records at CAS3 what happens
    And Alex's booking BK-1001 is for 12 Ash Road, Leeds, LS1 4DT (region Yorkshire and the Humber)
    And CAS3 has recorded
      | What happened | Booking | Recorded at      | Date       | Reason        | Notes          | Recorded by |
      | cancellation  | BK-1001 | 09/03/2026 11:45 | 06/03/2026 | Person’s wish | Told by e-mail | N54A123     |

  Rule: An update adds to the contact of the cancellation, under a line that says when, and never erases

    Scenario: The reason of a cancellation changes
      When CAS3 records
        | What happened       | Booking | Recorded at      | Date       | Reason             | Notes          |
        | cancellation update | BK-1001 | 10/03/2026 08:20 | 06/03/2026 | Recalled to prison | Told in person |
      Then the notes of the cancellation contact read
        """
        Cancellation date: 06/03/2026
        Person’s wish
        Told by e-mail
        Updated in CAS3 on 10/03/2026 08:20:00:
        Cancellation date: 06/03/2026
        Recalled to prison
        Told in person
        """
      And Alex's diary shows
        | External reference                       | Type                   | Date       | Time  |
        | urn:hmpps:cas3:booking-cancelled:BK-1001 | EACA booking cancelled | 06/03/2026 | 00:00 |
      And no other service is notified

    Scenario: The date of a cancellation changes, and the contact moves there
      When CAS3 records
        | What happened       | Booking | Recorded at      | Date       |
        | cancellation update | BK-1001 | 10/03/2026 08:20 | 04/03/2026 |
      Then Alex's diary shows
        | External reference                       | Date       | Time  |
        | urn:hmpps:cas3:booking-cancelled:BK-1001 | 04/03/2026 | 00:00 |

    Scenario: Another officer changes the cancellation, and the contact stays with its owner
      Given officer N54B777 works in team N54HPT
      When CAS3 records
        | What happened       | Booking | Date       | Recorded by |
        | cancellation update | BK-1001 | 06/03/2026 | N54B777     |
      Then Alex's diary shows
        | External reference                       | Officer |
        | urn:hmpps:cas3:booking-cancelled:BK-1001 | N54A123 |

    Scenario: The cancellation of another booking is another contact
      When CAS3 records
        | What happened       | Booking | Date       |
        | second cancellation | BK-1002 | 20/03/2026 |
      Then Alex's diary shows
        | External reference                       | Date       |
        | urn:hmpps:cas3:booking-cancelled:BK-1001 | 06/03/2026 |
        | urn:hmpps:cas3:booking-cancelled:BK-1002 | 20/03/2026 |
