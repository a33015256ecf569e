Feature: The nine business events
  CAS3 sends a message for each business event. This service records it as a contact in the person's diary in Delius,
  found again by its external reference. The other features say what the contact holds and what becomes of the address.

  All features tell of Alex, a person on probation who has been found transitional accommodation; some of Sam, too.
  What is the same in all scenarios of a feature or a rule is said once, ahead of them. "Who owns a contact" explains
  codes such as N54 and N54HPT.

  Background:
    Given Alex has the CRN X320741 and is managed by officer N07B002 of team N07T01
    And officer N54A123 of team N54HPT records at CAS3 what happens

  Rule: Each business event has one message event type, and is recorded as one type of contact

    Scenario Outline: <business event> becomes a contact
      When CAS3 sends a message of the type <message event type> about booking BK-1001 of application APP-2001
      Then Alex's diary shows
        | External reference         | Type           |
        | urn:hmpps:cas3:<reference> | <contact type> |

      Examples: Transitional accommodation referral application
        | business event                                      | message event type                    | contact type            | reference                      |
        | Submission of an accommodation referral application | accommodation.cas3.referral.submitted | EARS referral submitted | application-submitted:APP-2001 |

      Examples: Transitional accommodation booking
        | business event                                  | message event type                            | contact type                    | reference                          |
        | Creation of a provisional accommodation booking | accommodation.cas3.booking.provisionally-made | EABP booking provisionally made | booking-provisionally-made:BK-1001 |
        | Confirmation of an accommodation booking        | accommodation.cas3.booking.confirmed          | EACO booking confirmed          | booking-confirmed:BK-1001          |
        | Cancellation of an accommodation booking        | accommodation.cas3.booking.cancelled          | EACA booking cancelled          | booking-cancelled:BK-1001          |

      Examples: Transitional accommodation booking update
        | business event                                                    | message event type                           | contact type           | reference                 |
        | An update to the details of an accommodation booking cancellation | accommodation.cas3.booking.cancelled.updated | EACA booking cancelled | booking-cancelled:BK-1001 |

      Examples: Transitional accommodation residence
        | business event                            | message event type                 | contact type         | reference               |
        | Arrival at transitional accommodation     | accommodation.cas3.person.arrived  | EAAR person arrived  | person-arrived:BK-1001  |
        | Departure from transitional accommodation | accommodation.cas3.person.departed | EADP person departed | person-departed:BK-1001 |

      Examples: Transitional accommodation residence update
        | business event                                         | message event type                         | contact type         | reference               |
        | Update to transitional accommodation arrival details   | accommodation.cas3.person.arrived.updated  | EAAR person arrived  | person-arrived:BK-1001  |
        | Update to transitional accommodation departure details | accommodation.cas3.person.departed.updated | EADP person departed | person-departed:BK-1001 |
