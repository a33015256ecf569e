Feature: What practitioners have edited survives
  Practitioners correct the time of a contact, add to its notes, end or delete an address. What is received from CAS3
  later must not undo their work.

  Background:
    Given Alex has the CRN X320741 and is managed by officer N07B002 of team N07T01
    And officer N54A123 of team N54HPT records at CAS3 what happens
    And Alex's booking BK-1001 is for 12 Ash Road, Leeds, LS1 4DT (region Yorkshire and the Humber)
    And Alex's booking BK-1002 is for 9 Elm Grove, Wakefield, WF1 1AA (region Yorkshire and the Humber)
    And CAS3 has recorded
      | What happened | Booking | Recorded at      | Date       | Notes        |
      | arrival       | BK-1001 | 05/03/2026 11:20 | 05/03/2026 | Has two keys |

  Rule: The contact keeps what a practitioner wrote there

    Scenario: A time that a practitioner has corrected survives an update that has the same date
      Given a practitioner has moved the arrival contact to 05/03/2026 14:30
      When CAS3 records
        | What happened  | Date       | Notes        |
        | arrival update | 05/03/2026 | Lost one key |
      Then Alex's diary shows
        | External reference                    | Date       | Time  |
        | urn:hmpps:cas3:person-arrived:BK-1001 | 05/03/2026 | 14:30 |

    Scenario: An update that has another date moves the contact all the same
      Given a practitioner has moved the arrival contact to 05/03/2026 14:30
      When CAS3 records
        | What happened  | Date       |
        | arrival update | 04/03/2026 |
      Then Alex's diary shows
        | External reference                    | Date       | Time  |
        | urn:hmpps:cas3:person-arrived:BK-1001 | 04/03/2026 | 00:00 |

    Scenario: What a practitioner wrote survives an update
      Given a practitioner has changed the notes of the arrival contact to
        """
        Has two keys. I have met Alex at the door.
        """
      When CAS3 records
        | What happened  | Recorded at      | Date       | Notes        |
        | arrival update | 06/03/2026 09:15 | 05/03/2026 | Lost one key |
      Then the notes of the arrival contact read
        """
        Has two keys. I have met Alex at the door.
        Updated in CAS3 on 06/03/2026 09:15:00:
        Arrival date: 05/03/2026
        Arrival address: 12 Ash Road LS1 4DT Leeds Yorkshire and the Humber
        Lost one key
        """

    Scenario: An update of an arrival whose contact was deleted makes a new contact
      Given a practitioner has deleted the arrival contact
      When CAS3 records
        | What happened  | Date       | Notes        |
        | arrival update | 05/03/2026 | Lost one key |
      Then the notes of the arrival contact read
        """
        Arrival date: 05/03/2026
        Arrival address: 12 Ash Road LS1 4DT Leeds Yorkshire and the Humber
        Lost one key
        """

    Scenario: A message that is received twice does not bring back a deleted contact
      Given a practitioner has deleted the arrival contact
      When the message about the arrival is received again
      Then Alex's diary is empty

  Rule: An address that a practitioner has ended keeps its end, unless its own departure or arrival says otherwise

    Scenario: An update of the arrival does not open it again
      Given a practitioner has ended the address 12 Ash Road on 10/03/2026
      When CAS3 records
        | What happened  | Date       | Notes        |
        | arrival update | 05/03/2026 | Lost one key |
      Then Alex's addresses are
        | Status   | Street      | From       | To         |
        | Previous | 12 Ash Road | 05/03/2026 | 10/03/2026 |
      And no other service is notified

    Scenario: The next arrival does not move its end
      Given a practitioner has ended the address 12 Ash Road on 10/03/2026
      When CAS3 records
        | What happened  | Booking | Date       |
        | second arrival | BK-1002 | 16/04/2026 |
      Then Alex's addresses are
        | Status   | Street      | From       | To         |
        | Previous | 12 Ash Road | 05/03/2026 | 10/03/2026 |
        | Main     | 9 Elm Grove | 16/04/2026 |            |

    Scenario: Its own departure says when it really ended
      Given a practitioner has ended the address 12 Ash Road on 10/03/2026
      When CAS3 records
        | What happened | Booking | Date       |
        | departure     | BK-1001 | 12/03/2026 |
      Then Alex's addresses are
        | Status   | Street      | From       | To         |
        | Previous | 12 Ash Road | 05/03/2026 | 12/03/2026 |
      And other services are notified
        | Notification    | Address     | Status           |
        | address changed | 12 Ash Road | Previous Address |

    Scenario: An arrival that was really later moves an end that would come before it
      Given a practitioner has ended the address 12 Ash Road on 10/03/2026
      When CAS3 records
        | What happened  | Date       |
        | arrival update | 12/03/2026 |
      Then Alex's addresses are
        | Status   | Street      | From       | To         |
        | Previous | 12 Ash Road | 12/03/2026 | 12/03/2026 |

  Rule: What a practitioner has corrected in an address stays until CAS3 changes the same thing

    Scenario: A street that a practitioner has corrected survives an update that has the same premises
      Given a practitioner has changed the street of 12 Ash Road to "Flat 2, 12 Ash Road"
      When CAS3 records
        | What happened  | Date       | Notes        |
        | arrival update | 05/03/2026 | Lost one key |
      Then Alex's addresses are
        | Status | Street              | From       |
        | Main   | Flat 2, 12 Ash Road | 05/03/2026 |

    Scenario: A street that a practitioner has corrected gives way to other premises
      Given a practitioner has changed the street of 12 Ash Road to "Flat 2, 12 Ash Road"
      When CAS3 records
        | What happened  | Date       | Premises                        |
        | arrival update | 05/03/2026 | 9 Elm Grove, Wakefield, WF1 1AA |
      Then Alex's addresses are
        | Status | Street      | From       |
        | Main   | 9 Elm Grove | 05/03/2026 |

    Scenario: A first day that a practitioner has corrected survives an update that has the same date
      Given a practitioner has let the address 12 Ash Road begin on 06/03/2026
      When CAS3 records
        | What happened  | Date       | Notes        |
        | arrival update | 05/03/2026 | Lost one key |
      Then Alex's addresses are
        | Status | Street      | From       | To |
        | Main   | 12 Ash Road | 06/03/2026 |    |

    Scenario: An address that a practitioner has made the main one again is ended by the next arrival
      Given CAS3 has recorded
        | What happened | Booking | Date       |
        | departure     | BK-1001 | 28/05/2026 |
      And a practitioner has made the address 12 Ash Road the main one again
      When CAS3 records
        | What happened  | Booking | Date       |
        | second arrival | BK-1002 | 16/06/2026 |
      Then Alex's addresses are
        | Status   | Street      |
        | Previous | 12 Ash Road |
        | Main     | 9 Elm Grove |

    Scenario: An address that a practitioner has corrected is ended by its departure like any other
      Given a practitioner has changed the street of 12 Ash Road to "Flat 2, 12 Ash Road"
      When CAS3 records
        | What happened | Booking | Date       |
        | departure     | BK-1001 | 28/05/2026 |
      Then Alex's addresses are
        | Status   | Street              | From       | To         |
        | Previous | Flat 2, 12 Ash Road | 05/03/2026 | 28/05/2026 |

  Rule: A deleted address stays deleted

    Scenario Outline: A deleted address is not brought back by the <what>
      Given a practitioner has deleted the address 12 Ash Road
      When CAS3 records
        | What happened | Booking | Date       |
        | <what>        | BK-1001 | 12/03/2026 |
      Then Alex has no address
      And no other service is notified
      And those who run the service are told that a practitioner has deleted the address

      Examples:
        | what           |
        | arrival update |
        | departure      |

    Scenario: An address that another service has removed altogether is not brought back either
      Given another service has removed the address 12 Ash Road
      When CAS3 records
        | What happened | Booking | Date       |
        | departure     | BK-1001 | 12/03/2026 |
      Then Alex has no address
      And no other service is notified

  Rule: A practitioner's edit at the very moment at which an update is recorded survives, and so does the update

    Scenario: A practitioner adds to the notes while the update is being recorded
      Given a practitioner adds "I have met Alex at the door." to the arrival contact during the next update
      When CAS3 records
        | What happened  | Date       | Notes        |
        | arrival update | 04/03/2026 | Lost one key |
      Then the notes of the arrival contact say once each
        | Line                         |
        | I have met Alex at the door. |
        | Lost one key                 |
      And Alex's addresses are
        | Status | Street      | From       |
        | Main   | 12 Ash Road | 04/03/2026 |
