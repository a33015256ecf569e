Feature: Trouble that passes
  CAS3 is now and then slow, in error or out of reach. Its messages are tried again until they are recorded.

  Background:
    Given Alex has the CRN X320741 and is managed by officer N07B002 of team N07T01
    And officer N54A123 works in team N54HPT

  Rule: An event waits until the trouble is over

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
        | trouble                       |
        | does not have the details yet |
        | answers with an error         |
        | is out of reach               |

    Scenario: Nothing is recorded by halves meanwhile
      Given CAS3 answers with an error
      When CAS3 records
        | What happened | Date       |
        | arrival       | 05/03/2026 |
      Then nothing is recorded of Alex
      And nothing is set aside

  Rule: An event whose trouble does not pass is set aside in the end

    Scenario Outline: CAS3 <trouble> for good
      Given CAS3 <trouble>
      And CAS3 has recorded
        | What happened | Date       |
        | arrival       | 05/03/2026 |
      When it is tried as often as it may be
      Then one event is set aside, just as it came, because <reason>
      And nothing is recorded of Alex

      Examples:
        | trouble                       | reason                      |
        | does not have the details yet | "the CAS3 API answered 404" |
        | answers with an error         | "the CAS3 API answered 500" |

  Rule: After an outage everything is recorded, in the order in which it happened

    Scenario: An arrival and a departure during an outage of CAS3
      Given CAS3 is out of reach
      And CAS3 has recorded
        | What happened | Booking | Date       |
        | arrival       | BK-1001 | 05/03/2026 |
        | departure     | BK-1001 | 28/05/2026 |
      When CAS3 works again and the delayed messages are tried again
      Then Alex's addresses are
        | Status   | Street      | From       | To         |
        | Previous | 12 Ash Road | 05/03/2026 | 28/05/2026 |
