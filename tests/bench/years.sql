-- A council's five years, made up by hashes: the same every time. Each view rows_TABLE is what is written into that table.
-- @cases, @first (day), @days and @each (milliseconds from one case to the next) are put in by years.py.

CREATE MACRO an_id(ms, kind, n) AS
    lower(lpad(hex(CAST(ms AS BIGINT)), 12, '0')) || '7' || kind || '8' || lower(lpad(hex(CAST(n AS BIGINT)), 15, '0'));
-- Of two the lesser: some codes are common and some are rare.
CREATE MACRO one_of(codes, h) AS codes[1 + CAST(least(h % len(codes), h // 64 % len(codes)) AS INTEGER)];
CREATE MACRO channels() AS ['web', 'email', 'phone', 'letter', 'in_person', 'paper_form', 'other'];
CREATE MACRO who() AS ['parent', 'grandparent', 'young_person', 'carer', 'other_family_friend', 'other', 'other_agency'];
CREATE MACRO findings() AS ['not_upheld', 'partly_upheld', 'upheld', 'undetermined'];
CREATE MACRO categories() AS [
    'communication', 'attitude-conduct', 'lack-of-services', 'disputed-decision', 'delay', 'lack-of-involvement', 'content-of-report',
    'practice-issues', 'assessment-process', 'data-breach', 'contact-with-family', 'safeguarding', 'inaccurate-recording',
    'discriminatory-behaviour', 'concerns-not-acted-on', 'placement', 'ehcp-process', 'finance', 'disproportionate-intervention', 'policy',
    'ehcp-outcome', 'transition', 'subject-access'];
CREATE MACRO a_key() AS '00000000000070008000000000000000';

-- Every sixth is a compliment.
CREATE TABLE made AS
WITH chance AS (SELECT n, [hash(n * 64 + k) % 1000 FOR k IN range(16)] AS r FROM range(@cases * 6 // 5) AS numbers(n))
SELECT n, n % 6 = 5 AS is_compliment, r,
       DATE '@first' + CAST(n * @days // (@cases * 6 // 5) AS INTEGER) AS received_on,
       CASE WHEN r[1] < 600 THEN 'social-care' WHEN r[1] < 680 THEN 'quality-commissioning'
            WHEN r[1] < 880 THEN 'inclusion-family' ELSE 'child-health-disability' END AS service,
       CASE WHEN n % 6 = 5 THEN 'compliment' WHEN r[1] BETWEEN 600 AND 879 THEN 'corporate' ELSE 'statutory' END AS procedure,
       CASE WHEN r[4] < 880 THEN 'closed' WHEN r[4] < 920 THEN 'open' WHEN r[4] < 945 THEN 'withdrawn'
            WHEN r[4] < 965 THEN 'not_pursued' WHEN r[4] < 985 THEN 'not_accepted' ELSE 'held' END AS status,
       received_on + CAST(CASE WHEN r[3] < 700 THEN 5 + r[3] % 22 ELSE 26 + r[3] % 70 END AS INTEGER) AS answered_on,
       NOT is_compliment AND (r[4] < 880 OR r[5] < 300) AS is_answered,
       is_answered AND r[6] < 80 AS has_stage_2,
       has_stage_2 AND r[8] < 200 AS has_stage_3,
       answered_on + 10 AS requested_2,
       answered_on + 30 AS agreed_2,
       CAST(answered_on + 45 + CAST(r[7] % 120 AS INTEGER) AS DATE) AS answered_2,
       1430000000000 + n * @each AS ms
FROM chance;

CREATE TABLE point AS
SELECT n, i, hash(n * 8 + i) AS h, m.* EXCLUDE (n) FROM made m, range(4) AS numbers(i) WHERE NOT is_compliment AND i <= r[9] % 4;

CREATE VIEW rows_contact AS
SELECT an_id(ms, '001', n) AS id, a_key() AS key_id, 'once ' || n AS sent_once, 'C' || n AS reference, 'parent' AS audience,
       if(is_compliment, 'compliment', 'complaint') AS kind, one_of(channels(), r[10]) AS channel, 'en' AS language,
       received_on || ' 10:00:00.000000' AS received_at, received_on, 0 AS is_urgent, 0 AS wants_wait, 0 AS wants_call
FROM made;

CREATE VIEW rows_case AS
SELECT an_id(ms, '002', n) AS id, a_key() AS key_id, an_id(ms, '001', n) AS contact_id, 'R' || n AS reference, 1 AS version,
       if(is_compliment, 'compliment', 'complaint') AS kind, procedure, service, '[]' AS other_services,
       if(r[11] < 150, '["send"]', '[]') AS tags, one_of(who(), r[12]) AS from_whom, if(r[13] < 900, 'self', 'advocate') AS raised_by,
       if(r[14] < 950, 1, 0) AS is_subject_identified, received_on, 0 AS is_restricted,
       CASE WHEN has_stage_3 THEN 'stage3' WHEN has_stage_2 THEN 'stage2' ELSE 'stage1' END AS stage,
       CASE WHEN is_compliment THEN 'closed' WHEN status IN ('open', 'held') THEN status ELSE 'closed' END AS state,
       '9999-12-31' AS due_on, 4 AS rank,
       CASE WHEN NOT is_compliment AND status IN ('open', 'held') THEN NULL ELSE answered_on END AS closed_on
FROM made;

CREATE VIEW rows_party AS
SELECT an_id(ms, '003', n) AS id, a_key() AS key_id, an_id(ms, '002', n) AS case_id, 'complainant' AS role,
       one_of(who(), r[12]) AS relation, received_on AS from_on
FROM made
UNION ALL SELECT an_id(ms, '004', n), a_key(), an_id(ms, '002', n), 'child', NULL, received_on FROM made WHERE NOT is_compliment;

CREATE VIEW rows_stage_run AS
SELECT an_id(ms, '005', n) AS id, an_id(ms, '002', n) AS case_id, 'stage1' AS stage, NULL AS requested_on, received_on AS started_on,
       NULL AS statement_agreed_on, if(is_answered, answered_on, NULL) AS first_response_on, if(is_answered, answered_on, NULL) AS concluded_on,
       if(r[15] < 100, 'service-delay', NULL) AS late_reason
FROM made WHERE NOT is_compliment
UNION ALL SELECT an_id(ms, '006', n), an_id(ms, '002', n), 'stage2', requested_2, NULL, agreed_2, answered_2, answered_2, NULL
FROM made WHERE has_stage_2
UNION ALL SELECT an_id(ms, '007', n), an_id(ms, '002', n), 'stage3', answered_2 + 10, NULL, NULL, answered_2 + 60, answered_2 + 60, NULL
FROM made WHERE has_stage_3;

CREATE VIEW rows_issue AS
SELECT an_id(ms, '01' || i, n) AS id, a_key() AS key_id, an_id(ms, '002', n) AS case_id, i + 1 AS number,
       one_of(categories(), h) AS category, 'null' AS unfair
FROM point;

CREATE VIEW rows_finding AS
SELECT an_id(ms, '02' || i, n) AS id, an_id(ms, '01' || i, n) AS issue_id, 'stage1' AS stage, one_of(findings(), h // 7) AS result,
       answered_on AS found_on
FROM point WHERE is_answered
UNION ALL SELECT an_id(ms, '03' || i, n), an_id(ms, '01' || i, n), 'stage2', one_of(findings(), h // 11), answered_2
FROM point WHERE has_stage_2
UNION ALL SELECT an_id(ms, '04' || i, n), an_id(ms, '01' || i, n), 'stage3', one_of(findings(), h // 13), answered_2 + 60
FROM point WHERE has_stage_3;

-- Three of the dozen that a case has: when it came, when it was answered, how it ended.
CREATE VIEW rows_event AS
SELECT an_id(ms + which, '05' || which, n) AS id, a_key() AS key_id, an_id(ms, '002', n) AS case_id, which AS number,
       CASE which WHEN 1 THEN 'received' WHEN 2 THEN if(is_compliment, 'passed_on', 'answered') ELSE if(is_compliment, 'closed', status) END AS event,
       if(which = 1, received_on, answered_on) AS on, received_on || ' 10:00:00.000000' AS at,
       CASE WHEN which = 3 AND status = 'held' THEN '{"ground": "agreed"}'
            WHEN which = 3 AND status = 'not_accepted' THEN '{"reason": "court"}' ELSE '{}' END AS details,
       '' AS previous, '' AS hash
FROM made, range(1, 4) AS numbers(which)
WHERE which = 1 OR (which = 2 AND (is_answered OR is_compliment)) OR (which = 3 AND (status <> 'open' OR is_compliment));

CREATE VIEW rows_remedy AS
SELECT an_id(ms, '061', n) AS id, a_key() AS key_id, an_id(ms, '002', n) AS case_id, 'stage_1' AS decided_by, 'financial' AS kind,
       (r[7] + 1) * 100 AS amount_pence, answered_on AS agreed_on
FROM made WHERE is_answered AND r[7] < 10;

CREATE VIEW rows_ombudsman_case AS
SELECT an_id(ms, '062', n) AS id, a_key() AS key_id, an_id(ms, '002', n) AS case_id, 'LGSCO-' || n AS reference, service,
       answered_on AS received_on, answered_on + 120 AS decided_on, 'upheld' AS decision
FROM made WHERE is_answered AND r[7] >= 995;

CREATE VIEW rows_learning AS
SELECT an_id(ms, '063', n) AS id, service, 'They said' AS you_said, 'We did' AS we_did, 'training' AS shared_by, answered_on AS agreed_on, '[]' AS tags
FROM made WHERE is_answered AND r[7] BETWEEN 20 AND 24;

CREATE VIEW rows_training AS
SELECT an_id(ms, '064', n) AS id, received_on AS held_on, 'Children Act complaints procedure' AS course,
       if(r[7] % 2 = 0, 'staff', 'managers') AS audience, 1 + r[7] % 40 AS attended
FROM made WHERE n % 5000 = 0;

-- What the record says of seven in ten who complained; kept under tokens by years.py.
CREATE VIEW answers AS
SELECT an_id(ms, '003', n) AS party, ['female', 'male', 'transgender'][1 + CAST(r[2] % 3 AS INTEGER)] AS sex,
       if(r[16] < 100, 'yes', 'no') AS disabled, if(r[10] < 800, 'white_british', 'asian_indian') AS ethnic
FROM made WHERE NOT is_compliment AND r[2] < 700;
