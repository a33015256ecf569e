Feature: Who owns a contact
  A contact belongs to the officer who recorded the event at CAS3, in the homelessness prevention team of their
  region, or else to the community manager, so that somebody feels responsible for it.

  Codes begin with the region, which Delius calls the provider: N03 Wales, N07 London, N08 a region of former years,
  N54 North East, N56 East of England, N58 South West, N59 South Central. A team has three characters more: HPT is the
  homelessness prevention team of the region (that of the South West is N58XXX, that of South Central N59N59). An
  officer has a letter and a number more, as N54A123.

  Background:
    Given Alex has the CRN X320741 and is managed by officer N07B002 of team N07T01

  Rule: The officer who recorded the event owns the contact

    Scenario: The officer works in the homelessness prevention team
      Given officer N54A123 works in team N54HPT
      When CAS3 records
        | What happened     | Expected arrival | Recorded by |
        | confirmed booking | 16/03/2026       | N54A123     |
      Then Alex's diary shows
        | Provider | Team   | Officer |
        | N54      | N54HPT | N54A123 |
      And those who run the service are not told that the officer does not work in that team

    Scenario: The officer works in another team of the region
      Given officer N54B777 works in team N54HPT
      And officer N54A123 works in team N54OTH
      When CAS3 records
        | What happened     | Expected arrival | Recorded by |
        | confirmed booking | 16/03/2026       | N54A123     |
      Then Alex's diary shows
        | Provider | Team   | Officer |
        | N54      | N54HPT | N54A123 |
      And those who run the service are told that the officer does not work in that team

    Scenario Outline: The homelessness prevention team of region <region>
      Given officer <officer> works in team <team>
      When CAS3 records
        | What happened     | Expected arrival | Recorded by |
        | confirmed booking | 16/03/2026       | <officer>   |
      Then Alex's diary shows
        | Provider | Team   | Officer   |
        | <region> | <team> | <officer> |

      Examples:
        | region | team   | officer |
        | N03    | N03HPT | N03A001 |
        | N56    | N56HPT | N56A001 |
        | N58    | N58XXX | N58A001 |
        | N59    | N59N59 | N59A001 |

    Scenario: Of two officers with one code, the one who has left does not count
      Given officer N54A123 works in team N54HPT
      And another officer N54A123 has since joined team N54OTH, and left
      When CAS3 records
        | What happened     | Expected arrival | Recorded by |
        | confirmed booking | 16/03/2026       | N54A123     |
      Then Alex's diary shows
        | Provider | Team   | Officer |
        | N54      | N54HPT | N54A123 |
      And those who run the service are not told that the officer does not work in that team

    Scenario: Of two officers with one code, the one who joined later owns the contact
      Given officer N54A123 works in team N54OTH
      And another officer N54A123 has since joined team N54HPT
      When CAS3 records
        | What happened     | Expected arrival | Recorded by |
        | confirmed booking | 16/03/2026       | N54A123     |
      Then Alex's diary shows
        | Provider | Team   | Officer |
        | N54      | N54HPT | N54A123 |
      And those who run the service are not told that the officer does not work in that team

    Scenario: An update that another officer records does not change the owner
      Given officer N54A123 works in team N54HPT
      And officer N54B777 works in team N54HPT
      And CAS3 has recorded
        | What happened | Date       | Recorded by |
        | arrival       | 05/03/2026 | N54A123     |
      When CAS3 records
        | What happened  | Date       | Recorded by |
        | arrival update | 04/03/2026 | N54B777     |
      Then Alex's diary shows
        | Provider | Team   | Officer |
        | N54      | N54HPT | N54A123 |

  Rule: Where there is no such officer, the community manager owns the contact

    Scenario: The event does not say who recorded it
      Given officer N54A123 works in team N54HPT
      When CAS3 records
        | What happened     | Expected arrival | Recorded by |
        | confirmed booking | 16/03/2026       |             |
      Then Alex's diary shows
        | Provider | Team   | Officer |
        | N07      | N07T01 | N07B002 |
      And those who run the service are not told that the officer is unknown to Delius

    Scenario: Delius does not know the officer
      Given officer N54A123 works in team N54HPT
      When CAS3 records
        | What happened     | Expected arrival | Recorded by |
        | confirmed booking | 16/03/2026       | N54Z999     |
      Then Alex's diary shows
        | Provider | Team   | Officer |
        | N07      | N07T01 | N07B002 |
      And those who run the service are told that the officer is unknown to Delius

    Scenario: Delius does not know the team
      Given officer N54A123 works in team N54OTH
      When CAS3 records
        | What happened     | Expected arrival | Recorded by |
        | confirmed booking | 16/03/2026       | N54A123     |
      Then Alex's diary shows
        | Provider | Team   | Officer |
        | N07      | N07T01 | N07B002 |
      And those who run the service are told that the officer is unknown to Delius

    Scenario: Of several community managers the newest owns the contact
      Given officer N08C003 of team N08T02 has since become Alex's manager too
      When CAS3 records
        | What happened     | Expected arrival | Recorded by |
        | confirmed booking | 16/03/2026       |             |
      Then Alex's diary shows
        | Provider | Team   | Officer |
        | N08      | N08T02 | N08C003 |

    Scenario: A team that has not named its community manager yet does not count
      Given team N08T02 has since taken Alex over, but has not named an officer yet
      When CAS3 records
        | What happened     | Expected arrival | Recorded by |
        | confirmed booking | 16/03/2026       |             |
      Then Alex's diary shows
        | Provider | Team   | Officer |
        | N07      | N07T01 | N07B002 |
