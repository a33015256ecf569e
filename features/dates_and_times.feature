Feature: Dates and times
  The diary shows London's dates and times, in summer as in winter, and no date is a day early or late.

  Background:
    Given Alex has the CRN X320741 and is managed by officer N07B002 of team N07T01
    And officer N54A123 of team N54HPT records at CAS3 what happens

  Rule: A date without a time of day stays that date, and is shown at 00:00

    Scenario Outline: Alex arrives in <season>
      When CAS3 records
        | What happened | Recorded at  | Date   |
        | arrival       | <date> 11:20 | <date> |
      Then Alex's diary shows
        | Type                | Date   | Time  |
        | EAAR person arrived | <date> | 00:00 |
      And Alex's addresses are
        | Status | From   | To |
        | Main   | <date> |    |

      Examples:
        | season | date       |
        | winter | 14/01/2026 |
        | summer | 15/07/2026 |

    Scenario: Alex departs in summer
      Given CAS3 has recorded
        | What happened | Recorded at      | Date       |
        | arrival       | 05/03/2026 11:20 | 05/03/2026 |
      When CAS3 records
        | What happened | Recorded at      | Date       |
        | departure     | 15/07/2026 16:00 | 15/07/2026 |
      Then Alex's addresses are
        | Status   | From       | To         |
        | Previous | 05/03/2026 | 15/07/2026 |
      And the notes of the departure contact say once each
        | Line                       |
        | Departure date: 15/07/2026 |

    Scenario: Alex is expected in summer
      When CAS3 records
        | What happened     | Expected arrival |
        | confirmed booking | 15/07/2026       |
      Then the notes of the confirmed booking contact read
        """
        Expected arrival date: 15/07/2026
        """

    Scenario: An arrival of former years, which CAS3 recorded with its time of day, keeps it
      When CAS3 records
        | What happened | Recorded at         | Date             |
        | arrival       | 30/06/2022 14:53:44 | 30/06/2022 12:00 |
      Then Alex's diary shows
        | Type                | Date       | Time  |
        | EAAR person arrived | 30/06/2022 | 12:00 |

  Rule: A time is that of London, without parts of a second

    Scenario Outline: A referral application is submitted at <recorded>
      When CAS3 records
        | What happened | Recorded at |
        | referral      | <recorded>  |
      Then Alex's diary shows
        | Type                    | Date   | Time   |
        | EARS referral submitted | <date> | <time> |

      Examples:
        | recorded              | date       | time     |
        | 14/01/2026 00:15      | 14/01/2026 | 00:15    |
        | 15/07/2026 00:15      | 15/07/2026 | 00:15    |
        | 15/07/2026 23:59:59.9 | 15/07/2026 | 23:59:59 |

    Scenario: The line above an update tells London's time, in summer, too
      Given CAS3 has recorded
        | What happened | Recorded at      | Date       |
        | arrival       | 15/07/2026 11:20 | 15/07/2026 |
      When CAS3 records
        | What happened  | Recorded at         | Date       |
        | arrival update | 16/07/2026 00:30:05 | 15/07/2026 |
      Then the notes of the arrival contact say once each
        | Line                                    |
        | Updated in CAS3 on 16/07/2026 00:30:05: |

  Rule: When the clocks change, every time and the order of events stay right

    Scenario: Two referral applications in autumn, an hour apart but at the same time by the clock
      When CAS3 records
        | What happened   | Application | Recorded at          |
        | first referral  | APP-2001    | 25/10/2026 01:30 BST |
        | second referral | APP-2002    | 25/10/2026 01:30 GMT |
      Then Alex's diary shows
        | External reference                            | Date       | Time  |
        | urn:hmpps:cas3:application-submitted:APP-2001 | 25/10/2026 | 01:30 |
        | urn:hmpps:cas3:application-submitted:APP-2002 | 25/10/2026 | 01:30 |

    Scenario: In autumn, an update of the second hour is newer than one of the first, whatever the clock showed
      Given CAS3 has recorded, but its messages are delayed
        | What happened              | Recorded at          | Date       |
        | first cancellation update  | 25/10/2026 01:40 BST | 22/10/2026 |
        | second cancellation update | 25/10/2026 01:20 GMT | 24/10/2026 |
      When the messages are received in this order: second cancellation update, first cancellation update
      Then Alex's diary shows
        | Type                   | Date       |
        | EACA booking cancelled | 24/10/2026 |
      And those who run the service are told that a newer event had been recorded before

    Scenario: A time in the hour that London's clocks leave out in spring is shown an hour later
      When CAS3 records
        | What happened | Recorded at      |
        | referral      | 29/03/2026 01:30 |
      Then Alex's diary shows
        | Type                    | Date       | Time  |
        | EARS referral submitted | 29/03/2026 | 02:30 |

  Rule: A date far away is recorded as it is, and those who run the service are told

    Scenario: An arrival that is dated a year too late
      When CAS3 records
        | What happened | Recorded at      | Date       |
        | arrival       | 05/03/2026 11:20 | 06/03/2027 |
      Then Alex's diary shows
        | Type                | Date       |
        | EAAR person arrived | 06/03/2027 |
      And those who run the service are told that the date is more than a year away
