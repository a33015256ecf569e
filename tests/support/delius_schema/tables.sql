-- Delius' own tables as far as the service reads or writes them, and three that these refer to: every column,
-- NOT NULL, check and key, from the DDL that is public in ministryofjustice/community-api (MIT, Crown
-- copyright), and three columns that came later. Not there: references to other tables, and in tables that
-- the service only reads those of single columns. What must not be NULL in these has a default, so that tests
-- may leave it out.

CREATE TABLE partition_area (
    partition_area_id NUMBER NOT NULL PRIMARY KEY,
    area VARCHAR2(30) DEFAULT '-' NOT NULL,
    row_version NUMBER DEFAULT 0 NOT NULL,
    training_session_id NUMBER
);

CREATE TABLE probation_area (
    probation_area_id NUMBER NOT NULL PRIMARY KEY,
    code VARCHAR2(3) DEFAULT '-' NOT NULL,
    description VARCHAR2(60) DEFAULT '-' NOT NULL,
    selectable CHAR(1) DEFAULT 'N' NOT NULL CHECK (selectable in ('N', 'Y')),
    row_version NUMBER DEFAULT 0 NOT NULL,
    form_20_code VARCHAR2(20),
    migrated_date DATE,
    ho_area_code VARCHAR2(20),
    created_by_user_id NUMBER DEFAULT 0 NOT NULL,
    created_datetime DATE DEFAULT DATE '2000-01-01' NOT NULL,
    last_updated_user_id NUMBER DEFAULT 0 NOT NULL,
    last_updated_datetime DATE DEFAULT DATE '2000-01-01' NOT NULL,
    training_session_id NUMBER,
    trust_code VARCHAR2(3),
    trust_division_id NUMBER,
    trust_cpa_id NUMBER,
    private NUMBER DEFAULT 0 NOT NULL CHECK (private in (0, 1)),
    division_id NUMBER,
    organisation_id NUMBER DEFAULT 0 NOT NULL,
    contact_name VARCHAR2(200),
    address_id NUMBER DEFAULT 0 NOT NULL,
    start_date DATE DEFAULT DATE '2000-01-01' NOT NULL,
    end_date DATE,
    spg_active_id NUMBER DEFAULT 0 NOT NULL,
    institution_id NUMBER,
    establishment CHAR(1),
    broadcast_ref_data NUMBER,
    broadcast_offender_data NUMBER,
    default_transfer_team_id NUMBER,
    allocate_document_list NUMBER DEFAULT 0 NOT NULL CHECK (allocate_document_list in (0, 1)),
    queue_spg_transfer_request NUMBER DEFAULT 1 NOT NULL CHECK (queue_spg_transfer_request in (0, 1)),
    transition_transfer_messages NUMBER DEFAULT 1 NOT NULL CHECK (transition_transfer_messages in (0, 1)),
    default_court_team_id NUMBER,
    default_postcode_team_id NUMBER,
    CONSTRAINT xak1probation_area UNIQUE (code, training_session_id, probation_area_id),
    CONSTRAINT xak2probation_area UNIQUE (ho_area_code, training_session_id, probation_area_id),
    CONSTRAINT xak3probation_area UNIQUE (form_20_code, training_session_id, probation_area_id),
    CONSTRAINT private_division_id_1805490531 CHECK ((private = 0 AND division_id IS NULL) OR (private = 1 AND
        division_id IS NOT NULL))
);

CREATE TABLE team (
    team_id NUMBER NOT NULL PRIMARY KEY,
    code VARCHAR2(6) DEFAULT '-' NOT NULL,
    description VARCHAR2(50) DEFAULT '-' NOT NULL,
    district_id NUMBER DEFAULT 0 NOT NULL,
    local_delivery_unit_id NUMBER DEFAULT 0 NOT NULL,
    telephone VARCHAR2(35),
    email_address VARCHAR2(255),
    unpaid_work_team CHAR(1) DEFAULT 'N' NOT NULL CHECK (unpaid_work_team in ('N', 'Y', 'U')),
    row_version NUMBER DEFAULT 0 NOT NULL,
    fax_number VARCHAR2(35),
    contact_name VARCHAR2(200),
    start_date DATE DEFAULT DATE '2000-01-01' NOT NULL,
    end_date DATE,
    created_datetime DATE DEFAULT DATE '2000-01-01' NOT NULL,
    created_by_user_id NUMBER DEFAULT 0 NOT NULL,
    last_updated_datetime DATE DEFAULT DATE '2000-01-01' NOT NULL,
    last_updated_user_id NUMBER DEFAULT 0 NOT NULL,
    training_session_id NUMBER,
    probation_area_id NUMBER DEFAULT 0 NOT NULL,
    private NUMBER DEFAULT 0 NOT NULL CHECK (private in (0, 1)),
    sc_provider_id NUMBER,
    designated_transfer_team NUMBER DEFAULT 0 CHECK (designated_transfer_team in (0, 1)),
    CONSTRAINT xak2team UNIQUE (code, training_session_id, team_id),
    CONSTRAINT provider_location_date_valid8 CHECK (((start_date <= end_date) OR (end_date IS NULL)))
);

CREATE TABLE staff (
    staff_id NUMBER NOT NULL PRIMARY KEY,
    start_date DATE DEFAULT DATE '2000-01-01' NOT NULL,
    surname VARCHAR2(35) DEFAULT '-' NOT NULL,
    end_date DATE,
    forename VARCHAR2(35) DEFAULT '-' NOT NULL,
    row_version NUMBER DEFAULT 0 NOT NULL,
    forename2 VARCHAR2(35),
    staff_grade_id NUMBER,
    title_id NUMBER,
    officer_code VARCHAR2(7),
    created_by_user_id NUMBER DEFAULT 0 NOT NULL,
    last_updated_user_id NUMBER DEFAULT 0 NOT NULL,
    created_datetime DATE DEFAULT DATE '2000-01-01' NOT NULL,
    last_updated_datetime DATE DEFAULT DATE '2000-01-01' NOT NULL,
    training_session_id NUMBER,
    private NUMBER DEFAULT 0 NOT NULL CHECK (private in (0, 1)),
    sc_provider_id NUMBER,
    probation_area_id NUMBER DEFAULT 0 NOT NULL,
    CONSTRAINT xak1staff UNIQUE (officer_code, training_session_id, staff_id),
    CONSTRAINT provider_location_date_valid7 CHECK (((start_date <= end_date) OR (end_date IS NULL)))
);

CREATE TABLE user_ (
    user_id NUMBER NOT NULL PRIMARY KEY,
    staff_id NUMBER REFERENCES staff,
    provider_employee_id NUMBER,
    surname VARCHAR2(35) DEFAULT '-' NOT NULL,
    forename VARCHAR2(35) DEFAULT '-' NOT NULL,
    forename2 VARCHAR2(35),
    end_date DATE,
    notes CLOB,
    row_version NUMBER DEFAULT 0 NOT NULL,
    distinguished_name VARCHAR2(500) DEFAULT '-' NOT NULL,
    external_provider_employeeflag CHAR(1) CHECK (external_provider_employeeflag in ('Y', 'N')),
    external_provider_id NUMBER,
    training_session_id NUMBER,
    private NUMBER DEFAULT 0 NOT NULL CHECK (private in (0, 1)),
    organisation_id NUMBER DEFAULT 0 NOT NULL,
    sc_provider_id NUMBER,
    created_by_user_id NUMBER,
    created_datetime DATE,
    last_updated_user_id NUMBER,
    last_updated_datetime DATE,
    CONSTRAINT xak1user_ UNIQUE (user_id, distinguished_name, training_session_id)
);

CREATE TABLE staff_team (
    staff_id NUMBER NOT NULL REFERENCES staff,
    team_id NUMBER NOT NULL REFERENCES team,
    row_version NUMBER DEFAULT 0 NOT NULL,
    created_by_user_id NUMBER DEFAULT 0 NOT NULL,
    created_datetime DATE DEFAULT DATE '2000-01-01' NOT NULL,
    last_updated_user_id NUMBER DEFAULT 0 NOT NULL,
    last_updated_datetime DATE DEFAULT DATE '2000-01-01' NOT NULL,
    training_session_id NUMBER,
    CONSTRAINT xpkstaff_team PRIMARY KEY (staff_id, team_id)
);

CREATE TABLE officer (
    trust_provider_flag NUMBER NOT NULL CHECK (trust_provider_flag in (0, 1)),
    staff_employee_id NUMBER NOT NULL,
    surname VARCHAR2(35) DEFAULT '-' NOT NULL,
    forename VARCHAR2(35) DEFAULT '-' NOT NULL,
    forename2 VARCHAR2(35),
    row_version NUMBER DEFAULT 0 NOT NULL,
    training_session_id NUMBER,
    staff_grade_id NUMBER,
    start_date DATE DEFAULT DATE '2000-01-01' NOT NULL,
    end_date DATE DEFAULT DATE '2000-01-01' NOT NULL,
    CONSTRAINT xpkofficer PRIMARY KEY (trust_provider_flag, staff_employee_id)
);

CREATE TABLE all_team (
    trust_provider_flag NUMBER NOT NULL CHECK (trust_provider_flag in (0, 1)),
    trust_provider_team_id NUMBER NOT NULL,
    probation_area_id NUMBER,
    row_version NUMBER DEFAULT 0 NOT NULL,
    training_session_id NUMBER,
    description VARCHAR2(500),
    telephone VARCHAR2(35),
    district_id NUMBER,
    start_date DATE DEFAULT DATE '2000-01-01' NOT NULL,
    end_date DATE DEFAULT DATE '2000-01-01' NOT NULL,
    CONSTRAINT xpkall_team PRIMARY KEY (trust_provider_flag, trust_provider_team_id)
);

CREATE TABLE r_reference_data_master (
    reference_data_master_id NUMBER NOT NULL PRIMARY KEY,
    code_set_name VARCHAR2(100) DEFAULT '-' NOT NULL,
    description VARCHAR2(500) DEFAULT '-' NOT NULL,
    list_sequence CHAR(1) DEFAULT 'N' NOT NULL,
    row_version NUMBER DEFAULT 0 NOT NULL,
    training_session_id NUMBER,
    CONSTRAINT xak1r_reference_data_master UNIQUE (code_set_name, training_session_id,
        reference_data_master_id)
);

CREATE TABLE r_standard_reference_list (
    standard_reference_list_id NUMBER NOT NULL PRIMARY KEY,
    code_value VARCHAR2(100) DEFAULT '-' NOT NULL,
    code_description VARCHAR2(500) DEFAULT '-' NOT NULL,
    selectable CHAR(1) DEFAULT 'N' NOT NULL CHECK (selectable in ('N', 'Y')),
    created_by_user_id NUMBER DEFAULT 0 NOT NULL,
    created_datetime DATE DEFAULT DATE '2000-01-01' NOT NULL,
    last_updated_user_id NUMBER DEFAULT 0 NOT NULL,
    last_updated_datetime DATE DEFAULT DATE '2000-01-01' NOT NULL,
    reference_data_master_id NUMBER DEFAULT 0 NOT NULL,
    row_version NUMBER DEFAULT 0 NOT NULL,
    training_session_id NUMBER,
    spg_interest NUMBER CHECK (spg_interest in (0, 1)),
    spg_override NUMBER CHECK (spg_override in (0, 1)),
    CONSTRAINT xak1r_standard_reference_list UNIQUE (code_value, reference_data_master_id,
        standard_reference_list_id)
);

CREATE TABLE r_contact_type (
    contact_type_id NUMBER NOT NULL PRIMARY KEY,
    code VARCHAR2(10) DEFAULT '-' NOT NULL,
    description VARCHAR2(4000) DEFAULT '-' NOT NULL,
    short_description VARCHAR2(500),
    selectable CHAR(1) DEFAULT 'N' NOT NULL CHECK (selectable in ('N', 'Y')),
    national_standards_contact CHAR(1) CHECK (national_standards_contact in ('Y', 'N')),
    attendance_contact CHAR(1) CHECK (attendance_contact in ('Y', 'N')),
    recorded_hours_credited CHAR(1) CHECK (recorded_hours_credited in ('Y', 'N')),
    sensitive_contact CHAR(1) CHECK (sensitive_contact in ('Y', 'N')),
    offender_level_contact CHAR(1) CHECK (offender_level_contact in ('Y', 'N')),
    row_version NUMBER DEFAULT 0 NOT NULL,
    created_datetime DATE DEFAULT DATE '2000-01-01' NOT NULL,
    appears_in_list_of_contacts CHAR(1),
    sms_message_text CHAR(1) CHECK (sms_message_text in ('Y', 'N')),
    offender_event_0 CHAR(1) CHECK (offender_event_0 in ('Y', 'N')),
    legacy_orders CHAR(1) CHECK (legacy_orders in ('Y', 'N')),
    last_updated_datetime DATE DEFAULT DATE '2000-01-01' NOT NULL,
    cja_orders CHAR(1) CHECK (cja_orders in ('Y', 'N')),
    dpa_exclude CHAR(1) CHECK (dpa_exclude in ('Y', 'N')),
    training_session_id NUMBER,
    contact_outcome_flag CHAR(1) DEFAULT 'N' NOT NULL CHECK (contact_outcome_flag in ('Y', 'N', 'B')),
    contact_location_flag CHAR(1) DEFAULT 'N' NOT NULL CHECK (contact_location_flag in ('Y', 'N', 'B')),
    created_by_user_id NUMBER DEFAULT 0 NOT NULL,
    contact_alert_flag CHAR(1) DEFAULT 'N' NOT NULL,
    last_updated_user_id NUMBER DEFAULT 0 NOT NULL,
    future_scheduled_contacts_flag CHAR(1),
    contact_type_icon_id NUMBER,
    editable CHAR(1),
    default_headings CLOB,
    pss_rqmnt CHAR(1) CHECK (pss_rqmnt in ('Y', 'N')),
    rar_activity CHAR(1) CHECK (rar_activity in ('Y', 'N')),
    spg_override NUMBER CHECK (spg_override in (0, 1)),
    nomis_contact_type VARCHAR2(4000),
    spg_interest NUMBER DEFAULT 1 CHECK (spg_interest in (0, 1)),
    sgc_flag NUMBER DEFAULT 0 CHECK (sgc_flag in (0, 1)),
    CONSTRAINT xak1r_contact_type UNIQUE (code, training_session_id, contact_type_id)
);

CREATE TABLE business_interaction (
    business_interaction_id NUMBER NOT NULL PRIMARY KEY,
    business_interaction_code VARCHAR2(20) DEFAULT '-' NOT NULL,
    description VARCHAR2(500) DEFAULT '-' NOT NULL,
    enabled_date DATE,
    audit_interaction_parameter DATE,
    row_version NUMBER DEFAULT 0 NOT NULL
);

CREATE TABLE audited_interaction (
    date_time DATE NOT NULL,
    outcome CHAR(1) NOT NULL,
    interaction_parameters VARCHAR2(4000),
    user_id NUMBER NOT NULL,
    business_interaction_id NUMBER NOT NULL,
    spg_username VARCHAR2(80)
);

CREATE TABLE offender (
    offender_id NUMBER NOT NULL PRIMARY KEY,
    first_name VARCHAR2(35) DEFAULT '-' NOT NULL,
    crn VARCHAR2(7) DEFAULT '-' NOT NULL,
    second_name VARCHAR2(35),
    pnc_number VARCHAR2(13),
    third_name VARCHAR2(35),
    cro_number VARCHAR2(12),
    surname VARCHAR2(35) DEFAULT '-' NOT NULL,
    noms_number VARCHAR2(7),
    previous_surname VARCHAR2(35),
    allow_sms CHAR(1) CHECK (allow_sms in ('N', 'Y', 'U')),
    date_of_birth_date DATE DEFAULT DATE '2000-01-01' NOT NULL,
    ni_number VARCHAR2(9),
    notes CLOB,
    language_concerns VARCHAR2(4000),
    deceased_date DATE,
    interpreter_required CHAR(1) CHECK (interpreter_required in ('N', 'Y', 'U')),
    immigration_number VARCHAR2(20),
    exclusion_message VARCHAR2(200),
    restriction_message VARCHAR2(200),
    telephone_number VARCHAR2(35),
    mobile_number VARCHAR2(35),
    e_mail_address VARCHAR2(255),
    partition_area_id NUMBER DEFAULT 0 NOT NULL,
    soft_deleted NUMBER DEFAULT 0 NOT NULL CHECK (soft_deleted in (0, 1)),
    row_version NUMBER DEFAULT 0 NOT NULL,
    title_id NUMBER,
    gender_id NUMBER DEFAULT 0 NOT NULL,
    ethnicity_id NUMBER,
    nationality_id NUMBER,
    immigration_status_id NUMBER,
    language_id NUMBER,
    religion_id NUMBER,
    surname_soundex VARCHAR2(50) DEFAULT '-' NOT NULL,
    created_datetime DATE DEFAULT DATE '2000-01-01' NOT NULL,
    most_recent_prisoner_number VARCHAR2(10),
    last_updated_datetime DATE DEFAULT DATE '2000-01-01' NOT NULL,
    last_updated_datetime_diversit DATE,
    second_nationality_id NUMBER,
    sexual_orientation_id NUMBER,
    current_exclusion NUMBER DEFAULT 0 NOT NULL CHECK (current_exclusion in (0, 1)),
    created_by_user_id NUMBER DEFAULT 0 NOT NULL,
    last_updated_user_id NUMBER DEFAULT 0 NOT NULL,
    training_session_id NUMBER,
    first_name_soundex VARCHAR2(50) DEFAULT '-' NOT NULL,
    middle_name_soundex VARCHAR2(50),
    last_updated_user_id_diversity NUMBER DEFAULT 0 NOT NULL,
    current_disposal NUMBER DEFAULT 0 NOT NULL CHECK (current_disposal in (0, 1)),
    current_highest_risk_colour VARCHAR2(10),
    current_restriction NUMBER DEFAULT 0 NOT NULL CHECK (current_restriction in (0, 1)),
    institution_id NUMBER,
    establishment CHAR(1) CHECK (establishment in ('Y', 'N')),
    organisations VARCHAR2(512),
    current_tier NUMBER,
    pending_transfer NUMBER DEFAULT 0 NOT NULL CHECK (pending_transfer in (0, 1)),
    offender_details CLOB,
    previous_conviction_date DATE,
    previous_conviction_document BLOB,
    prev_conviction_document_name VARCHAR2(200),
    current_remand_status VARCHAR2(200),
    om_allocation_decision_id NUMBER,
    prev_con_last_updated_user_id NUMBER,
    prev_con_last_upd_auth_prov_id NUMBER,
    prev_con_created_provider_id NUMBER,
    prev_con_created_by_user_id NUMBER,
    prev_con_created_datetime DATE,
    prev_con_alfresco_document_id VARCHAR2(36),
    transgender_consent_disclose CHAR(1) CHECK (transgender_consent_disclose in ('Y', 'N')),
    transgender_process_id NUMBER,
    iom_nominal CHAR(1) CHECK (iom_nominal in ('Y', 'N')),
    safeguarding_issue CHAR(1) CHECK (safeguarding_issue in ('Y', 'N')),
    vulnerability_issue CHAR(1) CHECK (vulnerability_issue in ('Y', 'N')),
    disability CHAR(1) CHECK (disability in ('Y', 'N')),
    learning CHAR(1) CHECK (learning in ('Y', 'N')),
    mental_health CHAR(1) CHECK (mental_health in ('Y', 'N')),
    cdc_custody_start_date DATE,
    dynamic_rsr_score NUMBER(5,2),
    preferred_name VARCHAR2(35),
    gender_identity_id NUMBER,
    gender_identity_description VARCHAR2(50)
);

CREATE TABLE additional_identifier (
    additional_identifier_id NUMBER NOT NULL PRIMARY KEY,
    identifier VARCHAR2(30) DEFAULT '-' NOT NULL,
    offender_id NUMBER DEFAULT 0 NOT NULL REFERENCES offender,
    soft_deleted NUMBER DEFAULT 0 NOT NULL CHECK (soft_deleted in (0, 1)),
    partition_area_id NUMBER,
    row_version NUMBER DEFAULT 0 NOT NULL,
    identifier_name_id NUMBER DEFAULT 0 NOT NULL,
    training_session_id NUMBER,
    organisations VARCHAR2(512),
    created_by_user_id NUMBER(22) DEFAULT 0 NOT NULL,
    created_datetime DATE DEFAULT DATE '2000-01-01' NOT NULL,
    last_updated_user_id NUMBER(22) DEFAULT 0 NOT NULL,
    last_updated_datetime DATE DEFAULT DATE '2000-01-01' NOT NULL,
    CONSTRAINT xak1additional_identifier UNIQUE (identifier, identifier_name_id, offender_id,
        training_session_id, additional_identifier_id)
);

CREATE TABLE offender_manager (
    offender_manager_id NUMBER NOT NULL PRIMARY KEY,
    allocation_date DATE DEFAULT DATE '2000-01-01' NOT NULL,
    end_date DATE,
    team_id NUMBER REFERENCES team,
    allocation_staff_id NUMBER REFERENCES staff,
    partition_area_id NUMBER DEFAULT 0 NOT NULL,
    offender_id NUMBER DEFAULT 0 NOT NULL REFERENCES offender,
    soft_deleted NUMBER DEFAULT 0 NOT NULL CHECK (soft_deleted in (0, 1)),
    row_version NUMBER DEFAULT 0 NOT NULL,
    allocation_reason_id NUMBER DEFAULT 0 NOT NULL,
    provider_employee_id NUMBER,
    offender_transfer_id NUMBER,
    provider_team_id NUMBER,
    training_session_id NUMBER,
    trust_provider_flag NUMBER DEFAULT 0 NOT NULL CHECK (trust_provider_flag in (0, 1)),
    staff_employee_id NUMBER DEFAULT 0 NOT NULL,
    probation_area_id NUMBER DEFAULT 0 NOT NULL,
    trust_provider_team_id NUMBER DEFAULT 0 NOT NULL,
    active_flag NUMBER DEFAULT 0 NOT NULL,
    created_by_user_id NUMBER DEFAULT 0 NOT NULL,
    created_datetime DATE DEFAULT DATE '2000-01-01' NOT NULL,
    last_updated_user_id NUMBER DEFAULT 0 NOT NULL,
    last_updated_datetime DATE DEFAULT DATE '2000-01-01' NOT NULL,
    CONSTRAINT offender_manager_officer FOREIGN KEY (trust_provider_flag, staff_employee_id) REFERENCES
        officer (trust_provider_flag, staff_employee_id),
    CONSTRAINT offender_manager_all_team FOREIGN KEY (trust_provider_flag, trust_provider_team_id) REFERENCES
        all_team (trust_provider_flag, trust_provider_team_id),
    CONSTRAINT active_flag_end_date4 CHECK ((active_flag = 0 AND end_date IS NOT NULL) OR (active_flag = 1 AND
        end_date IS NULL)),
    CONSTRAINT offender_manager_team_xor5 CHECK (((team_id IS NOT NULL AND provider_team_id IS NULL) OR
        (team_id IS NULL AND provider_team_id IS NOT NULL))),
    CONSTRAINT offender_manager_xor CHECK (((provider_employee_id IS NOT NULL AND allocation_staff_id IS NULL)
        OR (provider_employee_id IS NULL AND allocation_staff_id IS NOT NULL))),
    CONSTRAINT staff_or_team21 CHECK ((staff_employee_id = allocation_staff_id OR staff_employee_id =
        provider_employee_id)),
    CONSTRAINT trust_or_provider5 CHECK ((trust_provider_team_id = team_id OR trust_provider_team_id =
        provider_team_id))
);

CREATE TABLE offender_address (
    offender_address_id NUMBER NOT NULL PRIMARY KEY,
    start_date DATE NOT NULL,
    end_date DATE,
    partition_area_id NUMBER NOT NULL REFERENCES partition_area,
    soft_deleted NUMBER NOT NULL CHECK (soft_deleted in (0, 1)),
    row_version NUMBER DEFAULT 0 NOT NULL,
    address_status_id NUMBER NOT NULL REFERENCES r_standard_reference_list,
    no_fixed_abode CHAR(1) CHECK (no_fixed_abode in ('Y', 'N')),
    offender_id NUMBER NOT NULL REFERENCES offender,
    notes CLOB,
    address_number VARCHAR2(35),
    street_name VARCHAR2(35),
    district VARCHAR2(35),
    town_city VARCHAR2(35),
    created_datetime DATE NOT NULL,
    county VARCHAR2(35),
    last_updated_datetime DATE NOT NULL,
    building_name VARCHAR2(35),
    postcode VARCHAR2(35),
    created_by_user_id NUMBER NOT NULL,
    telephone_number VARCHAR2(35),
    last_updated_user_id NUMBER NOT NULL,
    training_session_id NUMBER,
    organisations VARCHAR2(512),
    awaiting_assessment NUMBER DEFAULT 0 CHECK (awaiting_assessment in (0, 1)),
    address_type_id NUMBER REFERENCES r_standard_reference_list,
    type_verified CHAR(1) CHECK (type_verified in ('Y', 'N')),
    CONSTRAINT offender_address_start_lt_end CHECK (((start_date <= end_date) OR (end_date IS NULL)))
);

CREATE TABLE contact (
    contact_id NUMBER NOT NULL PRIMARY KEY,
    linked_contact_id NUMBER,
    contact_date DATE NOT NULL,
    offender_id NUMBER NOT NULL REFERENCES offender,
    contact_start_time DATE,
    contact_end_time DATE,
    rqmnt_id NUMBER,
    lic_condition_id NUMBER,
    provider_location_id NUMBER,
    provider_employee_id NUMBER,
    hours_credited NUMBER(10,2) CHECK (hours_credited > 0),
    notes CLOB,
    visor_contact CHAR(1),
    staff_id NUMBER REFERENCES staff,
    team_id NUMBER REFERENCES team,
    soft_deleted NUMBER NOT NULL CHECK (soft_deleted in (0, 1)),
    visor_exported CHAR(1) CHECK (visor_exported in ('Y', 'N')),
    partition_area_id NUMBER NOT NULL REFERENCES partition_area,
    office_location_id NUMBER,
    row_version NUMBER DEFAULT 0 NOT NULL,
    alert_active CHAR(1),
    attended CHAR(1) CHECK (attended in ('Y', 'N')),
    created_datetime DATE NOT NULL,
    complied CHAR(1) CHECK (complied in ('Y', 'N')),
    sensitive CHAR(1) CHECK (sensitive in ('Y', 'N')),
    last_updated_datetime DATE NOT NULL,
    event_id NUMBER,
    contact_type_id NUMBER NOT NULL REFERENCES r_contact_type,
    provider_team_id NUMBER,
    contact_outcome_type_id NUMBER,
    created_by_user_id NUMBER NOT NULL,
    explanation_id NUMBER,
    last_updated_user_id NUMBER NOT NULL,
    training_session_id NUMBER,
    trust_provider_flag NUMBER NOT NULL CHECK (trust_provider_flag in (0, 1)),
    staff_employee_id NUMBER NOT NULL,
    probation_area_id NUMBER NOT NULL REFERENCES probation_area,
    trust_provider_team_id NUMBER NOT NULL,
    enforcement NUMBER CHECK (enforcement = 1 or enforcement is null),
    document_linked CHAR(1),
    upload_linked CHAR(1),
    latest_enforcement_action_id NUMBER,
    nsi_id NUMBER,
    table_name VARCHAR2(30) CHECK (table_name in ('APPROVED_PREMISES_REFERRAL', 'APPROVED_PREMISES_RESIDENCE', 'COURT_REPORT', 'INSTITUTIONAL_REPORT')),
    primary_key_id NUMBER(22),
    pss_rqmnt_id NUMBER(22),
    rar_activity CHAR(1) CHECK (rar_activity in ('Y', 'N')),
    nomis_case_note_id NUMBER,
    linked_document_contact_id NUMBER,
    external_reference VARCHAR2(200),
    CONSTRAINT r_1718 FOREIGN KEY
        (trust_provider_flag, staff_employee_id) REFERENCES officer (trust_provider_flag, staff_employee_id),
    CONSTRAINT r_all_team FOREIGN KEY
        (trust_provider_flag, trust_provider_team_id) REFERENCES all_team (trust_provider_flag, trust_provider_team_id),
    CONSTRAINT contact_type CHECK (((event_id IS NOT NULL AND rqmnt_id IS NULL AND lic_condition_id IS NULL AND nsi_id IS NULL AND pss_rqmnt_id IS NULL)
        OR (event_id IS NOT NULL AND rqmnt_id IS NOT NULL AND lic_condition_id IS NULL AND nsi_id IS NULL AND pss_rqmnt_id IS NULL)
        OR (event_id IS NOT NULL AND rqmnt_id IS NULL AND lic_condition_id IS NOT NULL AND nsi_id IS NULL AND pss_rqmnt_id IS NULL)
        OR (event_id IS NOT NULL AND rqmnt_id IS NULL AND lic_condition_id IS NULL AND nsi_id IS NOT NULL AND pss_rqmnt_id IS NULL)
        OR (event_id IS NOT NULL AND rqmnt_id IS NULL AND lic_condition_id IS NULL AND nsi_id IS NULL AND pss_rqmnt_id IS NOT NULL)
        OR (event_id IS NULL AND rqmnt_id IS NULL AND lic_condition_id IS NULL AND nsi_id IS NOT NULL AND pss_rqmnt_id IS NULL)
        OR (event_id IS NULL AND rqmnt_id IS NULL AND lic_condition_id IS NULL AND nsi_id IS NULL AND pss_rqmnt_id IS NULL))),
    CONSTRAINT offender_manager_team_xor CHECK (((team_id IS NOT NULL AND provider_team_id IS NULL)
        OR (team_id IS NULL AND provider_team_id IS NOT NULL))),
    CONSTRAINT provider_employee_or_staff CHECK (((provider_employee_id IS NOT NULL AND staff_id IS NULL)
        OR (provider_employee_id IS NULL AND staff_id IS NOT NULL))),
    CONSTRAINT staff_or_team1 CHECK
        ((staff_employee_id = staff_id OR staff_employee_id = provider_employee_id)),
    CONSTRAINT trust_or_provider1 CHECK
        ((trust_provider_team_id = team_id OR trust_provider_team_id = provider_team_id))
);

CREATE SEQUENCE contact_id_seq START WITH 2500000000 MINVALUE 2500000000 CACHE 500;
CREATE SEQUENCE offender_address_id_seq START WITH 2500000000 MINVALUE 2500000000 CACHE 500;

CREATE INDEX ix_offender ON offender (crn);
CREATE INDEX ix_additional_identifier ON additional_identifier (offender_id);
CREATE INDEX ix_offender_manager ON offender_manager (offender_id);
CREATE INDEX ix_offender_address ON offender_address (offender_id);
CREATE INDEX ix_contact ON contact (offender_id);
