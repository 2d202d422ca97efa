-- The tables of tests/acceptance/bcp-2019-20/council.toml as somebody who knows DuckDB would write them over the same facts: a line that
-- begins with "-- #" names the table. Those about people are not here: their answers are kept apart. $start, $end: the year.

-- # received-by-group
SELECT 'Compliments' AS line, grp, count(*) AS n FROM compliment JOIN service_group USING (service)
WHERE received_on BETWEEN $start AND $end GROUP BY ALL
UNION ALL
SELECT 'Complaints', grp, count(*) FROM complaint JOIN service_group USING (service)
WHERE is_complaint AND received_on BETWEEN $start AND $end GROUP BY ALL

-- # complainants-by-group
SELECT complainant, grp, count(*) AS n FROM complaint JOIN service_group USING (service)
WHERE is_complaint AND received_on BETWEEN $start AND $end GROUP BY ALL

-- # stage-1-categories-by-group
SELECT category, grp, finding, count(*) AS n FROM finding JOIN service_group USING (service)
WHERE stage = '1' AND concluded_on BETWEEN $start AND $end AND finding IN ('upheld', 'partly_upheld', 'not_upheld') GROUP BY ALL

-- # stage-1-timescales-by-group
SELECT grp, CASE WHEN response_days <= 10 THEN '0-10' WHEN response_days <= 20 THEN '11-20' ELSE 'Over 20' END AS band, count(*) AS n
FROM stage JOIN service_group USING (service) WHERE stage = '1' AND response_on BETWEEN $start AND $end GROUP BY ALL

-- # stage-1-not-answered
SELECT CASE WHEN status = 'not_pursued' THEN 'withdrawn' ELSE status END AS line, count(*) AS n FROM complaint
WHERE is_complaint AND received_on BETWEEN $start AND $end AND (first_response_on IS NULL OR first_response_on > $end)
  AND (status IN ('open', 'not_pursued', 'withdrawn', 'on_hold') OR (status = 'not_accepted' AND status_reason = 'court')) GROUP BY ALL

-- # progression-to-stage-2
SELECT grp, count(*) AS base, count(*) FILTER (gone_on_2 <= $end) AS n FROM complaint JOIN service_group USING (service)
WHERE is_complaint AND received_on BETWEEN $start AND $end GROUP BY ALL

-- # stage-2-categories-by-group
SELECT category, grp, finding, count(*) AS n FROM finding JOIN service_group USING (service)
WHERE stage = '2' AND concluded_on BETWEEN $start AND $end AND finding IN ('upheld', 'partly_upheld', 'not_upheld') GROUP BY ALL

-- # stage-2-undetermined
SELECT count(*) AS n FROM finding WHERE stage = '2' AND concluded_on BETWEEN $start AND $end AND finding = 'undetermined'

-- # stage-2-timescales-by-group
SELECT grp, CASE WHEN conclusion_days <= 28 THEN '0-28' WHEN conclusion_days <= 65 THEN '29-65' WHEN conclusion_days <= 86 THEN '66-86'
                 ELSE 'Over 86' END AS band, count(*) AS n
FROM stage JOIN service_group USING (service) WHERE stage = '2' AND concluded_on BETWEEN $start AND $end GROUP BY ALL

-- # stage-3-panels-by-service
SELECT service, count(*) AS n FROM stage WHERE stage = '3' AND concluded_on BETWEEN $start AND $end GROUP BY ALL

-- # stage-3-categories
SELECT category, finding, count(*) AS n FROM finding
WHERE stage = '3' AND concluded_on BETWEEN $start AND $end AND finding IN ('upheld', 'partly_upheld', 'not_upheld') GROUP BY ALL

-- # stage-3-undetermined
SELECT count(*) AS n FROM finding WHERE stage = '3' AND concluded_on BETWEEN $start AND $end AND finding = 'undetermined'

-- # ombudsman
SELECT count(*) AS n FROM ombudsman WHERE decided_on BETWEEN $start AND $end

-- # redress
SELECT decided_by, count(*) + sum(pence) / 100 AS n FROM remedy WHERE pence IS NOT NULL AND agreed_on BETWEEN $start AND $end GROUP BY ALL

-- # learning
SELECT service, count(*) AS n FROM learning WHERE agreed_on BETWEEN $start AND $end GROUP BY ALL

-- # training
SELECT audience, sum(attended) AS n FROM training WHERE held_on BETWEEN $start AND $end GROUP BY ALL

-- # send:received
SELECT 'Compliments' AS line, count(*) AS n FROM compliment WHERE list_contains(tags, 'send') AND received_on BETWEEN $start AND $end
UNION ALL
SELECT 'Complaints', count(*) FROM complaint WHERE is_complaint AND list_contains(tags, 'send') AND received_on BETWEEN $start AND $end

-- # send:complainants
SELECT complainant, count(*) AS n FROM complaint WHERE is_complaint AND list_contains(tags, 'send') AND received_on BETWEEN $start AND $end GROUP BY ALL

-- # send:stage-1-categories
SELECT category, finding, count(*) AS n FROM finding
WHERE stage = '1' AND list_contains(tags, 'send') AND concluded_on BETWEEN $start AND $end AND finding IN ('upheld', 'partly_upheld', 'not_upheld')
GROUP BY ALL

-- # send:stage-1-timescales
SELECT CASE WHEN response_days <= 10 THEN '0-10' WHEN response_days <= 20 THEN '11-20' ELSE 'Over 20' END AS band, count(*) AS n
FROM stage WHERE stage = '1' AND list_contains(tags, 'send') AND response_on BETWEEN $start AND $end GROUP BY ALL

-- # send:progression-to-stage-2
SELECT count(*) AS base, count(*) FILTER (gone_on_2 <= $end) AS n FROM complaint
WHERE is_complaint AND list_contains(tags, 'send') AND received_on BETWEEN $start AND $end

-- # send:stage-2-categories
SELECT category, finding, count(*) AS n FROM finding
WHERE stage = '2' AND list_contains(tags, 'send') AND concluded_on BETWEEN $start AND $end AND finding IN ('upheld', 'partly_upheld', 'not_upheld')
GROUP BY ALL

-- # send:stage-2-timescales
SELECT CASE WHEN conclusion_days <= 28 THEN '0-28' WHEN conclusion_days <= 65 THEN '29-65' WHEN conclusion_days <= 86 THEN '66-86'
            ELSE 'Over 86' END AS band, count(*) AS n
FROM stage WHERE stage = '2' AND list_contains(tags, 'send') AND concluded_on BETWEEN $start AND $end GROUP BY ALL
