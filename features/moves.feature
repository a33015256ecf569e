Feature: Moves from one residence to the next
  People move on from one residence to the next, often on one day, and departure or arrival may be recorded first.
  This service never gives a person a second main address.

  Background:
    Given Alex has the CRN X320741 and is managed by officer N07B002 of team N07T01
    And officer N54A123 of team N54HPT records at CAS3 what happens
    And Alex's booking BK-1001 is for 12 Ash Road, Leeds, LS1 4DT (region Yorkshire and the Humber)
    And Alex's booking BK-1002 is for 9 Elm Grove, Wakefield, WF1 1AA (region Yorkshire and the Humber)

  Rule: The next arrival ends the residence before it

    Scenario: The next arrival is recorded, and no departure from the first premises yet
      Given CAS3 has recorded
        | What happened | Booking | Date       |
        | first arrival | BK-1001 | 05/03/2026 |
      When CAS3 records
        | What happened  | Booking | Date       |
        | second arrival | BK-1002 | 16/04/2026 |
      Then Alex's addresses are
        | Status   | Street      | From       | To         |
        | Previous | 12 Ash Road | 05/03/2026 | 16/04/2026 |
        | Main     | 9 Elm Grove | 16/04/2026 |            |
      And other services are notified
        | Notification    | Address     | Status           |
        | address added   | 9 Elm Grove | Main Address     |
        | address changed | 12 Ash Road | Previous Address |

    Scenario: A departure that is recorded later says when the residence really ended
      Given CAS3 has recorded
        | What happened  | Booking | Date       |
        | first arrival  | BK-1001 | 05/03/2026 |
        | second arrival | BK-1002 | 16/04/2026 |
      When CAS3 records
        | What happened | Booking | Date       |
        | departure     | BK-1001 | 14/04/2026 |
      Then Alex's addresses are
        | Status   | Street      | From       | To         |
        | Previous | 12 Ash Road | 05/03/2026 | 14/04/2026 |
        | Main     | 9 Elm Grove | 16/04/2026 |            |

    Scenario: The message about the first arrival is received after that about the second
      Given CAS3 has recorded, but its messages are delayed
        | What happened  | Booking | Date       |
        | first arrival  | BK-1001 | 05/03/2026 |
        | second arrival | BK-1002 | 16/04/2026 |
      And the message about the second arrival has been received
      When the message about the first arrival is received
      Then Alex's addresses are
        | Status   | Street      | From       | To         |
        | Previous | 12 Ash Road | 05/03/2026 | 16/04/2026 |
        | Main     | 9 Elm Grove | 16/04/2026 |            |
      And other services are notified
        | Notification  | Address     | Status           |
        | address added | 12 Ash Road | Previous Address |

    Scenario: A new date of the next arrival also moves the end of the residence before it
      Given CAS3 has recorded
        | What happened  | Booking | Date       |
        | first arrival  | BK-1001 | 05/03/2026 |
        | second arrival | BK-1002 | 16/04/2026 |
      When CAS3 records
        | What happened  | Booking | Date       |
        | arrival update | BK-1002 | 17/04/2026 |
      Then Alex's addresses are
        | Status   | Street      | From       | To         |
        | Previous | 12 Ash Road | 05/03/2026 | 17/04/2026 |
        | Main     | 9 Elm Grove | 17/04/2026 |            |

  Rule: A move on one day comes out the same, whether departure or arrival is received first

    Scenario Outline: The message about the <first> is received before the one about the <then>
      Given CAS3 has recorded
        | What happened | Booking | Date       |
        | first arrival | BK-1001 | 05/03/2026 |
      And CAS3 has recorded, but its messages are delayed
        | What happened  | Booking | Date       |
        | departure      | BK-1001 | 16/04/2026 |
        | second arrival | BK-1002 | 16/04/2026 |
      When the messages are received in this order: <first>, <then>
      Then Alex's addresses are
        | Status   | Street      | From       | To         |
        | Previous | 12 Ash Road | 05/03/2026 | 16/04/2026 |
        | Main     | 9 Elm Grove | 16/04/2026 |            |
      And Alex's diary shows
        | External reference                     | Date       |
        | urn:hmpps:cas3:person-arrived:BK-1001  | 05/03/2026 |
        | urn:hmpps:cas3:person-arrived:BK-1002  | 16/04/2026 |
        | urn:hmpps:cas3:person-departed:BK-1001 | 16/04/2026 |

      Examples:
        | first          | then           |
        | departure      | second arrival |
        | second arrival | departure      |

  Rule: Of two arrivals on one day, the one that was recorded later at CAS3 is the later one

    Scenario Outline: The message about the <first> is received first, and that about the <then> next
      Given CAS3 has recorded, but its messages are delayed
        | What happened  | Booking | Recorded at      | Date       |
        | first arrival  | BK-1001 | 16/04/2026 11:00 | 16/04/2026 |
        | second arrival | BK-1002 | 16/04/2026 15:00 | 16/04/2026 |
      When the messages are received in this order: <first>, <then>
      Then Alex's addresses are
        | Status   | Street      | From       | To         |
        | Previous | 12 Ash Road | 16/04/2026 | 16/04/2026 |
        | Main     | 9 Elm Grove | 16/04/2026 |            |

      Examples:
        | first          | then           |
        | first arrival  | second arrival |
        | second arrival | first arrival  |

  Rule: A residence that ended on its first day, as where an arrival was recorded by mistake, ends no other

    Scenario: A departure on the day of the arrival ends the address that day
      Given CAS3 has recorded
        | What happened | Booking | Date       |
        | arrival       | BK-1001 | 05/03/2026 |
      When CAS3 records
        | What happened | Booking | Date       |
        | departure     | BK-1001 | 05/03/2026 |
      Then Alex's addresses are
        | Status   | Street      | From       | To         |
        | Previous | 12 Ash Road | 05/03/2026 | 05/03/2026 |

    Scenario: The residence before it becomes the main address again
      Given CAS3 has recorded
        | What happened  | Booking | Date       |
        | first arrival  | BK-1001 | 05/03/2026 |
        | second arrival | BK-1002 | 16/04/2026 |
      When CAS3 records
        | What happened | Booking | Date       |
        | departure     | BK-1002 | 16/04/2026 |
      Then Alex's addresses are
        | Status   | Street      | From       | To         |
        | Main     | 12 Ash Road | 05/03/2026 |            |
        | Previous | 9 Elm Grove | 16/04/2026 | 16/04/2026 |

    Scenario: The residence before it does not become the main address again while Alex has another
      Given CAS3 has recorded
        | What happened  | Booking | Date       |
        | first arrival  | BK-1001 | 05/03/2026 |
        | second arrival | BK-1002 | 16/04/2026 |
      And Alex also has this main address by now
        | Street        | Postcode | From       |
        | 3 Birch Close | LS8 2AA  | 01/02/2020 |
      When CAS3 records
        | What happened | Booking | Date       |
        | departure     | BK-1002 | 16/04/2026 |
      Then Alex's addresses are
        | Status   | Street        | From       |
        | Main     | 3 Birch Close | 01/02/2020 |
        | Previous | 12 Ash Road   | 05/03/2026 |
        | Previous | 9 Elm Grove   | 16/04/2026 |

    Scenario: A departure dated before the arrival ends the address on its first day
      Given CAS3 has recorded
        | What happened | Booking | Date       |
        | arrival       | BK-1001 | 05/03/2026 |
      When CAS3 records
        | What happened | Booking | Date       |
        | departure     | BK-1001 | 03/03/2026 |
      Then Alex's addresses are
        | Status   | Street      | From       | To         |
        | Previous | 12 Ash Road | 05/03/2026 | 05/03/2026 |
      And those who run the service are told that the departure is dated before the arrival
      And Alex's diary shows
        | External reference                     | Date       |
        | urn:hmpps:cas3:person-departed:BK-1001 | 03/03/2026 |
        | urn:hmpps:cas3:person-arrived:BK-1001  | 05/03/2026 |
