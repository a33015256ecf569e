Feature: Trouble that passes
  CAS3 or Delius may be in trouble for a while: slow, in error or out of reach. Events are tried again until they are
  recorded.

  Background:
    Given Alex has the CRN X320741 and is managed by officer N07B002 of team N07T01
    And officer N54A123 of team N54HPT records at CAS3 what happens
    And Alex's booking BK-1001 is for 12 Ash Road, Leeds, LS1 4DT (region Yorkshire and the Humber)

  Rule: An event that CAS3 cannot give the details of is tried again, a few times

    Scenario Outline: CAS3 <trouble> for a while
      Given CAS3 <trouble>
      And CAS3 has recorded
        | What happened | Booking | Date       |
        | arrival       | BK-1001 | 05/03/2026 |
      When CAS3 works again and the delayed messages are tried again
      Then Alex's diary shows
        | External reference                    |
        | urn:hmpps:cas3:person-arrived:BK-1001 |
      And other services are notified
        | Notification  | Address     | Status       |
        | address added | 12 Ash Road | Main Address |

      Examples:
        | trouble                                 |
        | does not have the details yet           |
        | answers with an error                   |
        | breaks off in the middle of the details |

    Scenario: Meanwhile nothing is recorded, not even in part
      Given CAS3 answers with an error
      When CAS3 records
        | What happened | Date       |
        | arrival       | 05/03/2026 |
      Then nothing is recorded of Alex
      And nothing is set aside

    Scenario Outline: CAS3 <trouble> for good, and the event is set aside after its last try
      Given CAS3 <trouble>
      And CAS3 has recorded
        | What happened | Date       |
        | arrival       | 05/03/2026 |
      When it has been tried for the last time
      Then one event is set aside, just as it came, because <reason>
      And nothing is recorded of Alex

      Examples:
        | trouble                                 | reason                                   |
        | does not have the details yet           | "the CAS3 API answered 404"              |
        | answers with an error                   | "the CAS3 API answered 500"              |
        | breaks off in the middle of the details | "the answer of the CAS3 API is not JSON" |

  Rule: If the events of ten people, one after the other, meet an error, CAS3 itself may be at fault, and none is set aside for it

    Background:
      Given CAS3 answers with an error about the arrivals of ten other people

    Scenario: Those who run the service are told, and the events are kept, however often they are tried
      When they have been tried ten times
      Then those who run the service are told that CAS3 itself may be at fault
      And nothing is set aside

    Scenario: The event of somebody else, about which CAS3 answers well, is recorded meanwhile
      Given Sam has the CRN X555111 and is managed by officer N07C003 of team N07T01
      When CAS3 records
        | What happened | Person | Booking | Date       |
        | arrival       | Sam    | BK-1003 | 06/03/2026 |
      Then Sam's diary shows
        | External reference                    |
        | urn:hmpps:cas3:person-arrived:BK-1003 |
      And those who run the service are told that CAS3 is not at fault after all

  Rule: While CAS3 or Delius is out of reach events wait, however long, and then all of them are recorded in order

    Scenario Outline: CAS3 <trouble> for <how long>
      Given CAS3 <trouble>
      And CAS3 has recorded
        | What happened | Booking | Date       |
        | arrival       | BK-1001 | 05/03/2026 |
        | departure     | BK-1001 | 28/05/2026 |
      And that has lasted for <how long>
      When CAS3 works again and the delayed messages are tried again
      Then Alex's addresses are
        | Status   | Street      | From       | To         |
        | Previous | 12 Ash Road | 05/03/2026 | 28/05/2026 |

      Examples:
        | trouble                      | how long |
        | is out of reach              | an hour  |
        | is out of reach              | two days |
        | does not let this service in | two days |

    Scenario Outline: Delius is out of reach for <how long>
      Given Delius is out of reach
      And CAS3 has recorded
        | What happened | Booking | Date       |
        | arrival       | BK-1001 | 05/03/2026 |
        | departure     | BK-1001 | 28/05/2026 |
      And that has lasted for <how long>
      When Delius works again and the delayed messages are tried again
      Then Alex's addresses are
        | Status   | Street      | From       | To         |
        | Previous | 12 Ash Road | 05/03/2026 | 28/05/2026 |

      Examples:
        | how long |
        | an hour  |
        | two days |
