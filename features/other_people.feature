Feature: Each person's records are their own
  Many people are in transitional accommodation at once. What happens to one of them touches nobody else's records.

  Background:
    Given Alex has the CRN X320741 and is managed by officer N07B002 of team N07T01
    And Sam has the CRN X555111 and is managed by officer N07C003 of team N07T01
    And officer N54A123 of team N54HPT records at CAS3 what happens
    And Alex's booking BK-1001 is for 12 Ash Road, Leeds, LS1 4DT (region Yorkshire and the Humber)
    And Sam's booking BK-1002 is for 12 Ash Road, Leeds, LS1 4DT (region Yorkshire and the Humber)

  Rule: An event is recorded for the person whom it is about, and for nobody else

    Scenario: One person's arrival leaves the other's diary and address as they are
      Given Sam's main address is
        | Street        | Postcode | From       |
        | 3 Birch Close | LS8 2AA  | 01/02/2020 |
      When CAS3 records
        | What happened | Person | Booking | Date       |
        | arrival       | Alex   | BK-1001 | 05/03/2026 |
      Then Sam's diary is empty
      And Sam's addresses are
        | Status | Street        | From       | To |
        | Main   | 3 Birch Close | 01/02/2020 |    |
      And other services are notified
        | Notification  | CRN     | Address     | Status       |
        | address added | X320741 | 12 Ash Road | Main Address |

    Scenario: Two people at the same premises each have an address of their own
      Given CAS3 has recorded
        | What happened  | Person | Booking | Date       |
        | first arrival  | Alex   | BK-1001 | 05/03/2026 |
        | second arrival | Sam    | BK-1002 | 06/03/2026 |
      When CAS3 records
        | What happened | Person | Booking | Date       |
        | departure     | Alex   | BK-1001 | 28/05/2026 |
      Then Alex's addresses are
        | Status   | Street      | From       | To         |
        | Previous | 12 Ash Road | 05/03/2026 | 28/05/2026 |
      And Sam's addresses are
        | Status | Street      | From       | To |
        | Main   | 12 Ash Road | 06/03/2026 |    |

    Scenario: A CRN that CAS3 has in small letters is that of the same person
      Given CAS3 has recorded the CRN of Alex as x320741
      When CAS3 records
        | What happened | Person | Booking | Date       |
        | arrival       | Alex   | BK-1001 | 05/03/2026 |
      Then Alex's diary shows
        | External reference                    |
        | urn:hmpps:cas3:person-arrived:BK-1001 |
      And other services are notified
        | Notification  | CRN     | Address     | Status       |
        | address added | X320741 | 12 Ash Road | Main Address |

  Rule: Nobody's event waits for that of another person

    Scenario: One person's event that has to be tried again later does not delay the other's
      Given CAS3 has recorded, but does not have the details yet
        | What happened | Person | Booking | Date       |
        | first arrival | Alex   | BK-1001 | 05/03/2026 |
      When CAS3 records
        | What happened  | Person | Booking | Date       |
        | second arrival | Sam    | BK-1002 | 06/03/2026 |
      Then Sam's diary shows
        | External reference                    |
        | urn:hmpps:cas3:person-arrived:BK-1002 |
      And Alex's diary is empty

    Scenario: One person's event that cannot be recorded does not stop the other's
      Given Alex's record has been deleted
      When CAS3 records
        | What happened  | Person | Booking | Date       |
        | first arrival  | Alex   | BK-1001 | 05/03/2026 |
        | second arrival | Sam    | BK-1002 | 06/03/2026 |
      Then Sam's diary shows
        | External reference                    |
        | urn:hmpps:cas3:person-arrived:BK-1002 |
