Feature: Transitional accommodation referral application
  A probation practitioner sees in Delius that a referral application was made, without looking into CAS3.

  Background:
    Given Alex has the CRN X320741 and is managed by officer N07B002 of team N07T01

  Rule: A submitted referral application becomes a contact of Alex's community manager

    Scenario: Submission of a referral application
      When CAS3 records
        | What happened | Application | Recorded at         |
        | referral      | APP-2001    | 02/03/2026 09:41:17 |
      Then Alex's diary shows
        | External reference                            | Type                    | Date       | Time     | Provider | Team   | Officer |
        | urn:hmpps:cas3:application-submitted:APP-2001 | EARS referral submitted | 02/03/2026 | 09:41:17 | N07      | N07T01 | N07B002 |
      And the referral contact has no notes

    Scenario: A referral application changes no address
      Given Alex's main address is
        | Street        | Postcode | From       |
        | 3 Birch Close | LS8 2AA  | 01/02/2020 |
      When CAS3 records
        | What happened |
        | referral      |
      Then Alex's addresses are
        | Status | Street        | From       | To |
        | Main   | 3 Birch Close | 01/02/2020 |    |
      And no other service is notified

    Scenario: A second referral application has a contact of its own
      Given CAS3 has recorded
        | What happened | Application | Recorded at      |
        | referral      | APP-2001    | 02/03/2026 09:41 |
      When CAS3 records
        | What happened   | Application | Recorded at      |
        | second referral | APP-2002    | 16/03/2026 15:05 |
      Then Alex's diary shows
        | External reference                            | Date       | Time  |
        | urn:hmpps:cas3:application-submitted:APP-2001 | 02/03/2026 | 09:41 |
        | urn:hmpps:cas3:application-submitted:APP-2002 | 16/03/2026 | 15:05 |
