Feature: Transitional accommodation residence update
  Details of an arrival or a departure are often put right later; the contact and the address in Delius follow.

  Background:
    Given Alex has the CRN X320741 and is managed by officer N07B002 of team N07T01
    And officer N54A123 of team N54HPT records at CAS3 what happens
    And Alex's booking BK-1001 is for 12 Ash Road, Leeds, LS1 4DT (region Yorkshire and the Humber)
    And CAS3 has recorded
      | What happened | Booking | Recorded at      | Date       | Notes        |
      | arrival       | BK-1001 | 05/03/2026 11:20 | 05/03/2026 | Has two keys |

  Rule: An update of an arrival adds to its contact, under a line that says when

    Scenario: The notes of an arrival change
      When CAS3 records
        | What happened  | Booking | Recorded at         | Date       | Notes        |
        | arrival update | BK-1001 | 06/03/2026 09:15:30 | 05/03/2026 | Lost one key |
      Then the notes of the arrival contact read
        """
        Arrival date: 05/03/2026
        Arrival address: 12 Ash Road LS1 4DT Leeds Yorkshire and the Humber
        Has two keys
        Updated in CAS3 on 06/03/2026 09:15:30:
        Arrival date: 05/03/2026
        Arrival address: 12 Ash Road LS1 4DT Leeds Yorkshire and the Humber
        Lost one key
        """
      And Alex's diary shows
        | External reference                    | Type                | Date       | Time  |
        | urn:hmpps:cas3:person-arrived:BK-1001 | EAAR person arrived | 05/03/2026 | 00:00 |
      And no other service is notified

    Scenario: A stay that is extended shows its new end in the notes, and the address stays
      When CAS3 records
        | What happened  | Booking | Recorded at         | Date       | Expected departure |
        | arrival update | BK-1001 | 20/05/2026 14:00:00 | 05/03/2026 | 11/06/2026         |
      Then the notes of the arrival contact read
        """
        Arrival date: 05/03/2026
        Arrival address: 12 Ash Road LS1 4DT Leeds Yorkshire and the Humber
        Has two keys
        Updated in CAS3 on 20/05/2026 14:00:00:
        Arrival date: 05/03/2026
        Arrival address: 12 Ash Road LS1 4DT Leeds Yorkshire and the Humber
        Expected departure date: 11/06/2026
        """
      And Alex's addresses are
        | Status | Street      | From       | To |
        | Main   | 12 Ash Road | 05/03/2026 |    |
      And no other service is notified

  Rule: An update of an arrival puts its date and the address right

    Scenario: The arrival was on another day
      When CAS3 records
        | What happened  | Booking | Date       |
        | arrival update | BK-1001 | 04/03/2026 |
      Then Alex's diary shows
        | External reference                    | Date       | Time  |
        | urn:hmpps:cas3:person-arrived:BK-1001 | 04/03/2026 | 00:00 |
      And Alex's addresses are
        | Status | Street      | From       | To |
        | Main   | 12 Ash Road | 04/03/2026 |    |
      And other services are notified
        | Notification    | Address     | Status       |
        | address changed | 12 Ash Road | Main Address |

    Scenario: The arrival was at other premises
      When CAS3 records
        | What happened  | Booking | Date       | Premises                        |
        | arrival update | BK-1001 | 05/03/2026 | 9 Elm Grove, Wakefield, WF1 1AA |
      Then Alex's addresses are
        | Status | Street      | Town      | Postcode | From       | To |
        | Main   | 9 Elm Grove | Wakefield | WF1 1AA  | 05/03/2026 |    |
      And other services are notified
        | Notification    | Address     | Status       |
        | address changed | 9 Elm Grove | Main Address |

  Rule: An update of a departure adds to its contact, under a line that says when, and puts the end of the address right

    Background:
      Given CAS3 has recorded
        | What happened | Booking | Recorded at      | Date       | Reason          | Notes         |
        | departure     | BK-1001 | 28/05/2026 17:00 | 28/05/2026 | Planned move-on | Keys returned |

    Scenario: The reason of a departure changes
      When CAS3 records
        | What happened    | Booking | Recorded at      | Date       | Reason    | Details             | Notes      |
        | departure update | BK-1001 | 01/06/2026 10:00 | 28/05/2026 | Abandoned | Whereabouts unknown | Room empty |
      Then the notes of the departure contact read
        """
        Departure date: 28/05/2026
        Planned move-on
        Keys returned
        Updated in CAS3 on 01/06/2026 10:00:00:
        Departure date: 28/05/2026
        Abandoned
        Whereabouts unknown
        Room empty
        """
      And no other service is notified

    Scenario: The departure was on another day
      When CAS3 records
        | What happened    | Booking | Date       |
        | departure update | BK-1001 | 26/05/2026 |
      Then Alex's diary shows
        | External reference                     | Date       | Time  |
        | urn:hmpps:cas3:person-arrived:BK-1001  | 05/03/2026 | 00:00 |
        | urn:hmpps:cas3:person-departed:BK-1001 | 26/05/2026 | 00:00 |
      And Alex's addresses are
        | Status   | Street      | From       | To         |
        | Previous | 12 Ash Road | 05/03/2026 | 26/05/2026 |
      And other services are notified
        | Notification    | Address     | Status           |
        | address changed | 12 Ash Road | Previous Address |

    Scenario: The day of the arrival changes after the departure
      When CAS3 records
        | What happened  | Booking | Date       |
        | arrival update | BK-1001 | 04/03/2026 |
      Then Alex's addresses are
        | Status   | Street      | From       | To         |
        | Previous | 12 Ash Road | 04/03/2026 | 28/05/2026 |
