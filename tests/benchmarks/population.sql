-- CRNs begin with G, so that people who register later have others.
INSERT INTO offender (offender_id, crn, soft_deleted)
SELECT 1000 + n, 'G' || lpad(n::text, 6, '0'), 0
FROM generate_series(1, :people) n;

INSERT INTO offender_manager
    (offender_manager_id, offender_id, probation_area_id, team_id, allocation_staff_id, active_flag, soft_deleted)
SELECT 1000 + n, 1000 + n, 1, 1, 1, 1, 0
FROM generate_series(1, :people) n;

-- Person after person and round again: the contacts of one are spread over the whole table.
INSERT INTO contact
    (contact_id, external_reference, offender_id, contact_type_id, notes, contact_date, contact_start_time,
     staff_id, team_id, probation_area_id, sensitive, trust_provider_team_id, trust_provider_flag,
     created_datetime, created_by_user_id, last_updated_datetime, last_updated_user_id, row_version,
     partition_area_id, soft_deleted)
SELECT nextval('contact_id_seq'),
    CASE WHEN n % 4 = 0 THEN 'urn:hmpps:cas3:person-arrived:old-' || n END,
    1001 + n % :people, 1, repeat('Kept the appointment. ', 10), d, d, 1, 1, 1, 'N', 1, 0, d, 1, d, 1, 0, 0, 0
FROM generate_series(1, :contacts) n, LATERAL (SELECT date '2020-01-01' + n % 2000 AS d) day;

INSERT INTO offender_address
    (offender_address_id, offender_id, address_type_id, address_status_id, street_name, postcode, no_fixed_abode,
     type_verified, start_date, end_date, created_datetime, created_by_user_id, last_updated_datetime,
     last_updated_user_id, row_version, partition_area_id, soft_deleted)
SELECT nextval('offender_address_id_seq'), 1001 + n % :people, 3, 2, 'Old Street', 'ZZ9 9ZZ', 'N',
    'N', d, d + 30, d, 1, d, 1, 0, 0, 0
FROM generate_series(1, :stays) n, LATERAL (SELECT date '2020-01-01' + n % 2000 AS d) day;

INSERT INTO cas3_stay
    (booking_id, revision, offender_id, arrival_date, arrival_timestamp, departure_date, departure_timestamp,
     offender_address_id, start_date, end_date, status)
SELECT 'old-' || offender_address_id, 0, offender_id, start_date, start_date, end_date, end_date,
    offender_address_id, start_date, end_date, 'P'
FROM offender_address;

INSERT INTO cas3_stay
    (booking_id, revision, offender_id, event_id, event_timestamp, is_update, contact_time)
SELECT external_reference, 0, offender_id, 'event-' || contact_id, contact_date, 0, contact_start_time
FROM contact
WHERE external_reference IS NOT NULL;

ANALYZE
