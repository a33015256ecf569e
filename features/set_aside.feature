Feature: Events that cannot be recorded
  No event is lost without anybody knowing. One that cannot be recorded is set aside, just as it came and with the
  reason, for those who run the service to look at. The reasons below are those that they read.

  Rule: An event with something wrong that does not pass is set aside at once, with the reason

    Background:
      Given Alex has the CRN X320741 and is managed by officer N07B002 of team N07T01
      And CAS3 has recorded, but its messages are delayed
        | What happened | Booking | Date       |
        | arrival       | BK-1001 | 05/03/2026 |

    Scenario Outline: The message about an arrival <flaw>
      When CAS3 sends a message about the arrival <flaw>
      Then one event is set aside, just as it came, because <reason>
      And nothing is recorded of Alex

      Examples:
        | flaw                                       | reason                                                                        |
        | that does not say whom it is about         | "the message has no CRN"                                                      |
        | of a type that this service does not know  | "the message has an eventType that is none of the nine"                       |
        | that does not say where its details are    | "the message has no detailUrl"                                                |
        | whose details are not at CAS3              | "the detailUrl of the message is not at the CAS3 API"                         |
        | that cannot be read                        | "the message is not JSON"                                                     |
        | whose details are about another person     | "the message is about X320741, its details are about X999999"                 |
        | whose details are about another booking    | "the message is about booking BK-1001, its details are about booking BK-9999" |
        | whose details lack the date of the arrival | "the details do not validate: eventDetails.arrivedAt: Field required"         |

    Scenario: CAS3 refuses to give the details
      Given CAS3 refuses to give the details
      When CAS3 records
        | What happened | Application |
        | referral      | APP-2001    |
      Then one event is set aside, just as it came, because "the CAS3 API answered 400"
      And nothing is recorded of Alex

    Scenario: One event that is set aside does not stop the next
      When CAS3 sends a message about the arrival that cannot be read
      And CAS3 records
        | What happened | Application |
        | referral      | APP-2001    |
      Then Alex's diary shows
        | External reference                            |
        | urn:hmpps:cas3:application-submitted:APP-2001 |

  Rule: An event is set aside if Delius lacks the person, somebody to own the contact, or the type of contact

    Scenario: Delius has nobody with the CRN
      Given CAS3 has recorded the CRN of Alex as X777777
      When CAS3 records
        | What happened | Date       |
        | arrival       | 05/03/2026 |
      Then one event is set aside, just as it came, because "Delius has no person with the CRN X777777"

    Scenario: Neither an officer nor a community manager can own the contact
      Given Alex has the CRN X320741 and no community manager
      When CAS3 records
        | What happened | Date       | Recorded by |
        | arrival       | 05/03/2026 |             |
      Then one event is set aside, just as it came, because "the person has no active manager with a team and a member of staff"
      And nothing is recorded of Alex

    Scenario: Delius does not have the type of contact
      Given Delius has no type of contact for an arrival
      And Alex has the CRN X320741 and is managed by officer N07B002 of team N07T01
      When CAS3 records
        | What happened | Date       |
        | arrival       | 05/03/2026 |
      Then one event is set aside, just as it came, because "Delius does not know the contact type EAAR"
      And nothing is recorded of Alex

  Rule: A detail that only the notes would show is left out if it cannot be read, and the rest is recorded

    Background:
      Given Alex has the CRN X320741 and is managed by officer N07B002 of team N07T01
      And Alex's booking BK-1001 is for 12 Ash Road, Leeds, LS1 4DT (region Yorkshire and the Humber)
      And CAS3 has recorded, but its messages are delayed
        | What happened | Booking | Date       | Expected departure |
        | arrival       | BK-1001 | 05/03/2026 | 28/05/2026         |

    Scenario: An arrival whose expected departure is not a date
      When CAS3 sends a message about the arrival whose expected departure is not a date
      Then the notes of the arrival contact read
        """
        Arrival date: 05/03/2026
        Arrival address: 12 Ash Road LS1 4DT Leeds Yorkshire and the Humber
        """
      And Alex's addresses are
        | Status | Street      | From       |
        | Main   | 12 Ash Road | 05/03/2026 |
      And those who run the service are told that a detail was left out

    Scenario: A provisional booking whose expected arrival is not a date
      Given CAS3 has recorded, but its messages are delayed
        | What happened       | Booking | Expected arrival | Notes             |
        | provisional booking | BK-1001 | 02/03/2026       | Ground floor only |
      When CAS3 sends a message about the provisional booking whose expected arrival is not a date
      Then the notes of the provisional booking contact read
        """
        Ground floor only
        """
      And those who run the service are told that a detail was left out
