Feature: How an address is laid out
  CAS3 holds an address as free text of any length; Delius has short lines for it. The whole of it stands in the
  contact's notes.

  Background:
    Given Alex has the CRN X320741 and is managed by officer N07B002 of team N07T01
    And officer N54A123 works in team N54HPT

  Rule: One or two lines are the street and the district, of more the first is the building

    Scenario: One line
      When CAS3 records
        | What happened | Date       | First line  | Second line | Postcode |
        | arrival       | 05/03/2026 | 12 Ash Road |             | LS1 4DT  |
      Then Alex's addresses are
        | Building | Street      | District | Postcode |
        |          | 12 Ash Road |          | LS1 4DT  |

    Scenario: Two lines
      When CAS3 records
        | What happened | Date       | First line  | Second line | Postcode |
        | arrival       | 05/03/2026 | 12 Ash Road | Holbeck     | LS1 4DT  |
      Then Alex's addresses are
        | Building | Street      | District |
        |          | 12 Ash Road | Holbeck  |

    Scenario: A long line is broken between its words
      When CAS3 records
        | What happened | Date       | First line                                               | Second line | Postcode |
        | arrival       | 05/03/2026 | The Old Sorting Office, Flat 12, 148 North Church Street | Holbeck     | LS1 4DT  |
      Then Alex's addresses are
        | Building                         | Street                  | District |
        | The Old Sorting Office, Flat 12, | 148 North Church Street | Holbeck  |

    Scenario: A line that is one long word is cut
      When CAS3 records
        | What happened | Date       | First line                                         | Second line | Postcode |
        | arrival       | 05/03/2026 | Llanfairpwllgwyngyllgogerychwyrndrobwllllantysilio |             | LS1 4DT  |
      Then Alex's addresses are
        | Building | Street                              | District        |
        |          | Llanfairpwllgwyngyllgogerychwyrndro | bwllllantysilio |

    Scenario: What finds no line stands in the notes
      When CAS3 records
        | What happened | Date       | First line                                               | Second line                                           | Postcode | Town  | Region                   |
        | arrival       | 05/03/2026 | The Old Sorting Office, Flat 12, 148 North Church Street | Behind the former railway station, next to the bridge | LS1 4DT  | Leeds | Yorkshire and the Humber |
      Then Alex's addresses are
        | Building                         | Street                  | District                           |
        | The Old Sorting Office, Flat 12, | 148 North Church Street | Behind the former railway station, |
      And the notes of the arrival contact say once each
        | Line                                                                                                                                                                   |
        | Arrival address: The Old Sorting Office, Flat 12, 148 North Church Street Behind the former railway station, next to the bridge LS1 4DT Leeds Yorkshire and the Humber |

  Rule: The rest is put in its place

    Scenario: Town, region and postcode
      When CAS3 records
        | What happened | Date       | First line  | Town  | Postcode | Region                   |
        | arrival       | 05/03/2026 | 12 Ash Road | Leeds | ls1 4dt  | Yorkshire and the Humber |
      Then Alex's addresses are
        | Town  | County                   | Postcode |
        | Leeds | Yorkshire and the Humber | LS1 4DT  |

    Scenario: An address without lines
      When CAS3 records
        | What happened | Date       | First line | Second line | Town  | Postcode | Region                   |
        | arrival       | 05/03/2026 |            |             | Leeds | LS1 4DT  | Yorkshire and the Humber |
      Then Alex's addresses are
        | Status | Building | Street | District | Town  | Postcode |
        | Main   |          |        |          | Leeds | LS1 4DT  |
      And the notes of the arrival contact say once each
        | Line                                                    |
        | Arrival address: LS1 4DT Leeds Yorkshire and the Humber |

    Scenario: A town longer than its line
      When CAS3 records
        | What happened | Date       | First line  | Town                                            | Postcode |
        | arrival       | 05/03/2026 | 12 Ash Road | Kingston upon Hull, opposite the old ferry port | HU1 1AA  |
      Then Alex's addresses are
        | Street      | Town                                |
        | 12 Ash Road | Kingston upon Hull, opposite the ol |
