Feature: Homes that practitioners have entered
  Delius holds main addresses that practitioners have entered, beside those of residences. All of them stand in one
  timeline: each ends when the next begins, whatever was received first and whatever is put right later. What a
  practitioner has decided stays, even where the person has two main addresses then.

  Background:
    Given Alex has the CRN X320741 and is managed by officer N07B002 of team N07T01
    And officer N54A123 of team N54HPT records at CAS3 what happens
    And Alex's booking BK-1001 is for 12 Ash Road, Leeds, LS1 4DT (region Yorkshire and the Humber)
    And Alex's booking BK-1002 is for 9 Elm Grove, Wakefield, WF1 1AA (region Yorkshire and the Humber)

  Rule: A home that began before the arrival, or on its day, ends on the day of the arrival

    Scenario Outline: The home began <when>
      Given Alex's main address is
        | Street        | Postcode | From    |
        | 3 Birch Close | LS8 2AA  | <began> |
      When CAS3 records
        | What happened | Date       |
        | arrival       | 05/03/2026 |
      Then Alex's addresses are
        | Status   | Street        | From       | To         |
        | Previous | 3 Birch Close | <began>    | 05/03/2026 |
        | Main     | 12 Ash Road   | 05/03/2026 |            |

      Examples:
        | when                                        | began            |
        | long ago                                    | 01/02/2020       |
        | on the day of the arrival                   | 05/03/2026       |
        | on the day of the arrival, in the afternoon | 05/03/2026 14:30 |

    Scenario: A home without a type ends, too
      Given Alex's main address is
        | Type | Street        | Postcode | From       |
        |      | 3 Birch Close | LS8 2AA  | 01/02/2020 |
      When CAS3 records
        | What happened | Date       |
        | arrival       | 05/03/2026 |
      Then Alex's addresses are
        | Status   | Type     | Street        | To         |
        | Previous |          | 3 Birch Close | 05/03/2026 |
        | Main     | A17 CAS3 | 12 Ash Road   |            |

    Scenario: The same place, which a practitioner also entered, with a later date, ends on its own first day
      Given Alex's main address is
        | Street    | Postcode | From       |
        | 12 Ash Rd | ls14dt   | 09/03/2026 |
      When CAS3 records
        | What happened | Date       |
        | arrival       | 05/03/2026 |
      Then Alex's addresses are
        | Status   | Street      | From       | To         |
        | Main     | 12 Ash Road | 05/03/2026 |            |
        | Previous | 12 Ash Rd   | 09/03/2026 | 09/03/2026 |

    Scenario: Of several main addresses at once each ends
      Given Alex's main address is
        | Street        | Postcode | From       |
        | 3 Birch Close | LS8 2AA  | 01/02/2020 |
        | 7 Oak Lane    | LS9 3BB  | 01/06/2024 |
      When CAS3 records
        | What happened | Date       |
        | arrival       | 05/03/2026 |
      Then Alex's addresses are
        | Status   | Street        | To         |
        | Previous | 3 Birch Close | 05/03/2026 |
        | Previous | 7 Oak Lane    | 05/03/2026 |
        | Main     | 12 Ash Road   |            |

    Scenario: The home ends on the day of the arrival even if the departure is received first
      Given Alex's main address is
        | Street        | Postcode | From       |
        | 3 Birch Close | LS8 2AA  | 01/02/2020 |
      And CAS3 has recorded, but its messages are delayed
        | What happened | Date       |
        | arrival       | 05/03/2026 |
        | departure     | 28/05/2026 |
      When the messages are received in this order: departure, arrival
      Then Alex's addresses are
        | Status   | Street        | From       | To         |
        | Previous | 3 Birch Close | 01/02/2020 | 05/03/2026 |
        | Previous | 12 Ash Road   | 05/03/2026 | 28/05/2026 |

    Scenario: A departure does not make the earlier home the main address again
      Given Alex's main address is
        | Street        | Postcode | From       |
        | 3 Birch Close | LS8 2AA  | 01/02/2020 |
      And CAS3 has recorded
        | What happened | Date       |
        | arrival       | 05/03/2026 |
      When CAS3 records
        | What happened | Date       |
        | departure     | 28/05/2026 |
      Then Alex's addresses are
        | Status   | Street        | From       | To         |
        | Previous | 3 Birch Close | 01/02/2020 | 05/03/2026 |
        | Previous | 12 Ash Road   | 05/03/2026 | 28/05/2026 |

    Scenario: A new date of the arrival also moves the end of the earlier home
      Given Alex's main address is
        | Street        | Postcode | From       |
        | 3 Birch Close | LS8 2AA  | 01/02/2020 |
      And CAS3 has recorded
        | What happened | Date       |
        | arrival       | 05/03/2026 |
      When CAS3 records
        | What happened  | Date       |
        | arrival update | 07/03/2026 |
      Then Alex's addresses are
        | Status   | Street        | From       | To         |
        | Previous | 3 Birch Close | 01/02/2020 | 07/03/2026 |
        | Main     | 12 Ash Road   | 07/03/2026 |            |
      And other services are notified
        | Notification    | Address       | Status           |
        | address changed | 3 Birch Close | Previous Address |
        | address changed | 12 Ash Road   | Main Address     |

    Scenario: After an arrival by mistake, with a departure on the same day, the home is the main address again
      Given Alex's main address is
        | Street        | Postcode | From       |
        | 3 Birch Close | LS8 2AA  | 01/02/2020 |
      And CAS3 has recorded
        | What happened | Date       |
        | arrival       | 05/03/2026 |
      When CAS3 records
        | What happened | Date       |
        | departure     | 05/03/2026 |
      Then Alex's addresses are
        | Status   | Street        | From       | To         |
        | Main     | 3 Birch Close | 01/02/2020 |            |
        | Previous | 12 Ash Road   | 05/03/2026 | 05/03/2026 |

    Scenario: A home without a first day ends, too
      Given Alex's main address is
        | Street        | Postcode | From |
        | 3 Birch Close | LS8 2AA  |      |
      When CAS3 records
        | What happened | Date       |
        | arrival       | 05/03/2026 |
      Then Alex's addresses are
        | Status   | Street        | From       | To         |
        | Previous | 3 Birch Close |            | 05/03/2026 |
        | Main     | 12 Ash Road   | 05/03/2026 |            |

    Scenario: A home that a practitioner has ended keeps its end
      Given Alex's main address is
        | Street        | Postcode | From       |
        | 3 Birch Close | LS8 2AA  | 01/02/2020 |
      And CAS3 has recorded
        | What happened | Date       |
        | arrival       | 05/03/2026 |
      And a practitioner has ended the address 3 Birch Close on 01/03/2026
      When CAS3 records
        | What happened  | Date       |
        | arrival update | 07/03/2026 |
      Then Alex's addresses are
        | Status   | Street        | From       | To         |
        | Previous | 3 Birch Close | 01/02/2020 | 01/03/2026 |
        | Main     | 12 Ash Road   | 07/03/2026 |            |

    Scenario: A home that a practitioner enters after the arrival has been recorded is not ended by an update
      Given CAS3 has recorded
        | What happened | Date       | Notes        |
        | arrival       | 05/03/2026 | Has two keys |
      And Alex also has this main address by now
        | Street        | Postcode | From       |
        | 3 Birch Close | LS8 2AA  | 01/02/2020 |
      When CAS3 records
        | What happened  | Date       | Notes        |
        | arrival update | 05/03/2026 | Lost one key |
      Then Alex's addresses are
        | Status | Street        | From       | To |
        | Main   | 3 Birch Close | 01/02/2020 |    |
        | Main   | 12 Ash Road   | 05/03/2026 |    |
      And no other service is notified

    Scenario: A home that a practitioner has made the main address again is not ended by an update
      Given Alex's main address is
        | Street        | Postcode | From       |
        | 3 Birch Close | LS8 2AA  | 01/02/2020 |
      And CAS3 has recorded
        | What happened | Date       | Notes        |
        | arrival       | 05/03/2026 | Has two keys |
      And a practitioner has made the address 3 Birch Close the main one again
      When CAS3 records
        | What happened  | Date       | Notes        |
        | arrival update | 05/03/2026 | Lost one key |
      Then Alex's addresses are
        | Status | Street        | From       | To |
        | Main   | 3 Birch Close | 01/02/2020 |    |
        | Main   | 12 Ash Road   | 05/03/2026 |    |

  Rule: A home elsewhere that began after the arrival ends the residence, and stays

    Scenario: Alex had moved on to the home before the message about the arrival was received
      Given Alex's main address is
        | Street        | Postcode | From       |
        | 3 Birch Close | LS8 2AA  | 20/03/2026 |
      When CAS3 records
        | What happened | Date       |
        | arrival       | 05/03/2026 |
      Then Alex's addresses are
        | Status   | Street        | From       | To         |
        | Previous | 12 Ash Road   | 05/03/2026 | 20/03/2026 |
        | Main     | 3 Birch Close | 20/03/2026 |            |
      And other services are notified
        | Notification  | Address     | Status           |
        | address added | 12 Ash Road | Previous Address |

    Scenario: Another service of probation has entered the first day of the home with a time of day
      Given Alex's main address is
        | Street        | Postcode | From             |
        | 3 Birch Close | LS8 2AA  | 20/03/2026 17:45 |
      When CAS3 records
        | What happened | Date       |
        | arrival       | 05/03/2026 |
      Then Alex's addresses are
        | Status   | Street        | From             | To         |
        | Previous | 12 Ash Road   | 05/03/2026       | 20/03/2026 |
        | Main     | 3 Birch Close | 20/03/2026 17:45 |            |

    Scenario: A practitioner enters the home, and then an update of the arrival is received
      Given CAS3 has recorded
        | What happened | Date       | Notes        |
        | arrival       | 05/03/2026 | Has two keys |
      And Alex also has this main address by now
        | Street        | Postcode | From       |
        | 3 Birch Close | LS8 2AA  | 20/03/2026 |
      When CAS3 records
        | What happened  | Date       | Notes        |
        | arrival update | 05/03/2026 | Lost one key |
      Then Alex's addresses are
        | Status   | Street        | From       | To         |
        | Previous | 12 Ash Road   | 05/03/2026 | 20/03/2026 |
        | Main     | 3 Birch Close | 20/03/2026 |            |

    Scenario: An arrival that turns out to be later than the home ends it
      Given Alex's main address is
        | Street        | Postcode | From       |
        | 3 Birch Close | LS8 2AA  | 20/03/2026 |
      And CAS3 has recorded
        | What happened | Date       |
        | arrival       | 05/03/2026 |
      When CAS3 records
        | What happened  | Date       |
        | arrival update | 25/03/2026 |
      Then Alex's addresses are
        | Status   | Street        | From       | To         |
        | Previous | 3 Birch Close | 20/03/2026 | 25/03/2026 |
        | Main     | 12 Ash Road   | 25/03/2026 |            |

  Rule: A home at the postcode of the residence, entered by a practitioner during the stay, is the same place

    Background:
      Given CAS3 has recorded
        | What happened | Booking | Date       |
        | arrival       | BK-1001 | 05/03/2026 |

    Scenario: The practitioner ended the address of the booking, and the home ends with the residence instead
      Given a practitioner has ended the address 12 Ash Road on 06/03/2026
      And Alex also has this main address by now
        | Street    | Postcode | From       |
        | 12 Ash Rd | ls14dt   | 06/03/2026 |
      When CAS3 records
        | What happened | Booking | Date       |
        | departure     | BK-1001 | 28/05/2026 |
      Then Alex's addresses are
        | Status   | Street      | From       | To         |
        | Previous | 12 Ash Road | 05/03/2026 | 06/03/2026 |
        | Previous | 12 Ash Rd   | 06/03/2026 | 28/05/2026 |
      And other services are notified
        | Notification    | Address   | Status           |
        | address changed | 12 Ash Rd | Previous Address |

    Scenario: The practitioner deleted the address of the booking, and the home ends with the residence instead
      Given a practitioner has deleted the address 12 Ash Road
      And Alex also has this main address by now
        | Street    | Postcode | From       |
        | 12 Ash Rd | LS1 4DT  | 06/03/2026 |
      When CAS3 records
        | What happened  | Booking | Date       |
        | second arrival | BK-1002 | 16/04/2026 |
      Then Alex's addresses are
        | Status   | Street      | From       | To         |
        | Previous | 12 Ash Rd   | 06/03/2026 | 16/04/2026 |
        | Main     | 9 Elm Grove | 16/04/2026 |            |

    Scenario: While the address of the booking is still the main one, the home ends on its own first day
      Given Alex also has this main address by now
        | Street    | Postcode | From       |
        | 12 Ash Rd | LS1 4DT  | 06/03/2026 |
      When CAS3 records
        | What happened  | Booking | Date       | Notes        |
        | arrival update | BK-1001 | 05/03/2026 | Lost one key |
      Then Alex's addresses are
        | Status   | Street      | From       | To         |
        | Main     | 12 Ash Road | 05/03/2026 |            |
        | Previous | 12 Ash Rd   | 06/03/2026 | 06/03/2026 |

    Scenario: A home at the same postcode that began before the residence stays, and somebody is told
      Given Alex also has this main address by now
        | Street    | Postcode | From       |
        | 12 Ash Rd | LS1 4DT  | 01/02/2020 |
      When CAS3 records
        | What happened | Booking | Date       |
        | departure     | BK-1001 | 28/05/2026 |
      Then Alex's addresses are
        | Status   | Street      | From       | To         |
        | Main     | 12 Ash Rd   | 01/02/2020 |            |
        | Previous | 12 Ash Road | 05/03/2026 | 28/05/2026 |
      And those who run the service are told that the place that was left is still a main address
