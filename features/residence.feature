Feature: Transitional accommodation residence
  After an arrival or a departure the diary and the main address in Delius tell where the person lives, so that nobody
  has to enter it by hand.

  Background:
    Given Alex has the CRN X320741 and is managed by officer N07B002 of team N07T01
    And officer N54A123 of team N54HPT records at CAS3 what happens
    And Alex's booking BK-1001 is for 12 Ash Road, Leeds, LS1 4DT (region Yorkshire and the Humber)

  Rule: An arrival becomes a contact on the day of the arrival

    Scenario: Arrival at the premises
      When CAS3 records
        | What happened | Booking | Recorded at      | Date       | Expected departure | Notes        | Recorded by |
        | arrival       | BK-1001 | 05/03/2026 11:20 | 05/03/2026 | 28/05/2026         | Has two keys | N54A123     |
      Then Alex's diary shows
        | External reference                    | Type                | Date       | Time  | Provider | Team   | Officer |
        | urn:hmpps:cas3:person-arrived:BK-1001 | EAAR person arrived | 05/03/2026 | 00:00 | N54      | N54HPT | N54A123 |
      And the notes of the arrival contact read
        """
        Arrival date: 05/03/2026
        Arrival address: 12 Ash Road LS1 4DT Leeds Yorkshire and the Humber
        Expected departure date: 28/05/2026
        Has two keys
        """

    Scenario: What CAS3 does not say about an arrival is left out of the notes
      When CAS3 records
        | What happened | Date       | Expected departure | Notes |
        | arrival       | 05/03/2026 |                    |       |
      Then the notes of the arrival contact read
        """
        Arrival date: 05/03/2026
        Arrival address: 12 Ash Road LS1 4DT Leeds Yorkshire and the Humber
        """

    Scenario: An arrival without a referral application, as in Wales, is recorded all the same
      When CAS3 records
        | What happened | Booking | Application | Date       |
        | arrival       | BK-1001 |             | 05/03/2026 |
      Then Alex's diary shows
        | External reference                    | Type                |
        | urn:hmpps:cas3:person-arrived:BK-1001 | EAAR person arrived |
      And Alex's addresses are
        | Status | Street      |
        | Main   | 12 Ash Road |

  Rule: An arrival makes the premises the main address

    Scenario: Arrival of somebody without a main address
      When CAS3 records
        | What happened | Date       | First line  | Second line | Town  | Postcode | Region                   |
        | arrival       | 05/03/2026 | 12 Ash Road | Holbeck     | Leeds | LS1 4DT  | Yorkshire and the Humber |
      Then Alex's addresses are
        | Status | Type     | Street      | District | Town  | County                   | Postcode | From       |
        | Main   | A17 CAS3 | 12 Ash Road | Holbeck  | Leeds | Yorkshire and the Humber | LS1 4DT  | 05/03/2026 |
      And other services are notified
        | Notification  | CRN     | Address     | Status       |
        | address added | X320741 | 12 Ash Road | Main Address |

    Scenario: Arrival of somebody who lived elsewhere
      Given Alex's main address is
        | Street        | Postcode | From       |
        | 3 Birch Close | LS8 2AA  | 01/02/2020 |
      When CAS3 records
        | What happened | Date       |
        | arrival       | 05/03/2026 |
      Then Alex's addresses are
        | Status   | Street        | From       | To         |
        | Previous | 3 Birch Close | 01/02/2020 | 05/03/2026 |
        | Main     | 12 Ash Road   | 05/03/2026 |            |
      And other services are notified
        | Notification    | Address       | Status           |
        | address added   | 12 Ash Road   | Main Address     |
        | address changed | 3 Birch Close | Previous Address |

  Rule: A departure becomes a contact on the day of the departure, and ends the address

    Background:
      Given CAS3 has recorded
        | What happened | Booking | Date       |
        | arrival       | BK-1001 | 05/03/2026 |

    Scenario: Departure from the premises
      When CAS3 records
        | What happened | Booking | Recorded at      | Date       | Reason          | Details         | Notes         | Recorded by |
        | departure     | BK-1001 | 29/05/2026 09:05 | 28/05/2026 | Planned move-on | Council tenancy | Keys returned | N54A123     |
      Then Alex's diary shows
        | External reference                     | Type                 | Date       | Time  | Provider | Team   | Officer |
        | urn:hmpps:cas3:person-arrived:BK-1001  | EAAR person arrived  | 05/03/2026 | 00:00 | N54      | N54HPT | N54A123 |
        | urn:hmpps:cas3:person-departed:BK-1001 | EADP person departed | 28/05/2026 | 00:00 | N54      | N54HPT | N54A123 |
      And the notes of the departure contact read
        """
        Departure date: 28/05/2026
        Planned move-on
        Council tenancy
        Keys returned
        """

    Scenario: What CAS3 does not say about a departure is left out of the notes
      When CAS3 records
        | What happened | Booking | Date       | Premises | Reason    |
        | departure     | BK-1001 | 28/05/2026 |          | Abandoned |
      Then the notes of the departure contact read
        """
        Departure date: 28/05/2026
        Abandoned
        """

    Scenario: The main address becomes a previous one
      When CAS3 records
        | What happened | Booking | Date       |
        | departure     | BK-1001 | 28/05/2026 |
      Then Alex's addresses are
        | Status   | Type     | Street      | From       | To         |
        | Previous | A17 CAS3 | 12 Ash Road | 05/03/2026 | 28/05/2026 |
      And other services are notified
        | Notification    | CRN     | Address     | Status           |
        | address changed | X320741 | 12 Ash Road | Previous Address |
