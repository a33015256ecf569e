Feature: How an address is laid out
  CAS3 holds an address as two lines of any length; Delius has several short ones for it. What does not fit there is
  not lost: the whole address stands in the contact's notes.

  Background:
    Given Alex has the CRN X320741 and is managed by officer N07B002 of team N07T01
    And officer N54A123 of team N54HPT records at CAS3 what happens
    And Alex's booking BK-1001 is for 12 Ash Road, Leeds, LS1 4DT (region Yorkshire and the Humber)

  Rule: One or two lines become street and district; three or more become building, street and district

    Scenario: A single line becomes the street
      When CAS3 records
        | What happened | Date       | First line  | Second line | Postcode |
        | arrival       | 05/03/2026 | 12 Ash Road |             | LS1 4DT  |
      Then Alex's addresses are
        | Building | Street      | District | Postcode |
        |          | 12 Ash Road |          | LS1 4DT  |

    Scenario: Two lines become street and district
      When CAS3 records
        | What happened | Date       | First line  | Second line | Postcode |
        | arrival       | 05/03/2026 | 12 Ash Road | Holbeck     | LS1 4DT  |
      Then Alex's addresses are
        | Building | Street      | District |
        |          | 12 Ash Road | Holbeck  |

    Scenario: A line of more than 35 characters is broken between its words, and then there are three
      When CAS3 records
        | What happened | Date       | First line                                               | Second line | Postcode |
        | arrival       | 05/03/2026 | The Old Sorting Office, Flat 12, 148 North Church Street | Holbeck     | LS1 4DT  |
      Then Alex's addresses are
        | Building                         | Street                  | District |
        | The Old Sorting Office, Flat 12, | 148 North Church Street | Holbeck  |

    Scenario: A single word of more than 35 characters is cut
      When CAS3 records
        | What happened | Date       | First line                                         | Second line | Postcode |
        | arrival       | 05/03/2026 | Llanfairpwllgwyngyllgogerychwyrndrobwllllantysilio |             | LS1 4DT  |
      Then Alex's addresses are
        | Building | Street                              | District        |
        |          | Llanfairpwllgwyngyllgogerychwyrndro | bwllllantysilio |

    Scenario: A fourth line is left out of the address, and stands in the notes
      When CAS3 records
        | What happened | Date       | First line                                               | Second line                                           | Postcode | Town  | Region                   |
        | arrival       | 05/03/2026 | The Old Sorting Office, Flat 12, 148 North Church Street | Behind the former railway station, next to the bridge | LS1 4DT  | Leeds | Yorkshire and the Humber |
      Then Alex's addresses are
        | Building                         | Street                  | District                           |
        | The Old Sorting Office, Flat 12, | 148 North Church Street | Behind the former railway station, |
      And the notes of the arrival contact say once each
        | Line                                                                                                                                                                   |
        | Arrival address: The Old Sorting Office, Flat 12, 148 North Church Street Behind the former railway station, next to the bridge LS1 4DT Leeds Yorkshire and the Humber |

  Rule: Town, region and postcode have places of their own

    Scenario: The region becomes the county, and the postcode is written in capital letters
      When CAS3 records
        | What happened | Date       | First line  | Town  | Postcode | Region                   |
        | arrival       | 05/03/2026 | 12 Ash Road | Leeds | ls1 4dt  | Yorkshire and the Humber |
      Then Alex's addresses are
        | Town  | County                   | Postcode |
        | Leeds | Yorkshire and the Humber | LS1 4DT  |

    Scenario: An address without any line is recorded all the same
      When CAS3 records
        | What happened | Date       | First line | Second line | Town  | Postcode | Region                   |
        | arrival       | 05/03/2026 |            |             | Leeds | LS1 4DT  | Yorkshire and the Humber |
      Then Alex's addresses are
        | Status | Building | Street | District | Town  | Postcode |
        | Main   |          |        |          | Leeds | LS1 4DT  |
      And the notes of the arrival contact say once each
        | Line                                                    |
        | Arrival address: LS1 4DT Leeds Yorkshire and the Humber |

    Scenario: A town of more than 35 characters is cut
      When CAS3 records
        | What happened | Date       | First line  | Town                                            | Postcode |
        | arrival       | 05/03/2026 | 12 Ash Road | Kingston upon Hull, opposite the old ferry port | HU1 1AA  |
      Then Alex's addresses are
        | Street      | Town                                |
        | 12 Ash Road | Kingston upon Hull, opposite the ol |

  Rule: What nobody can see does not become part of an address

    Scenario: A line break inside a line becomes a blank
      When CAS3 records
        | What happened | Date       | First line           | Postcode |
        | arrival       | 05/03/2026 | Flat 2\n12 Ash Road | LS1 4DT  |
      Then Alex's addresses are
        | Street             | District |
        | Flat 2 12 Ash Road |          |

    Scenario: Invisible characters in a postcode are left out
      Given CAS3 has recorded, but its messages are delayed
        | What happened | Date       |
        | arrival       | 05/03/2026 |
      When CAS3 sends a message about the arrival whose postcode has invisible characters in it
      Then Alex's addresses are
        | Street      | Postcode |
        | 12 Ash Road | LS1 4DT  |
