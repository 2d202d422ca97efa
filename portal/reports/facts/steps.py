"""How facts follow from coded records: the selects, in their order. Each name stands in `records`, `schema` or above in this file."""

from portal.reports.facts.codes import HEARD, OTHER, YOUNG_PERSON
from portal.reports.facts.records import BROUGHT_IN
from portal.reports.facts.schema import OF_CASE

PEOPLE = """
CREATE OR REPLACE TEMP TABLE people AS
SELECT case_id,
       count(*) FILTER (role = 'complainant') AS complainants,
       min(id) FILTER (role = 'complainant') AS complainant,
       arg_min(relation, id) FILTER (role = 'complainant') AS relation,
       min(id) FILTER (role = 'child') AS child,
       min(id) FILTER (role <> 'subject') AS anybody
FROM coded_party GROUP BY case_id
"""
"""Who complains, and about which child: the first of each on the case. A subject is the staff it is about."""

PLACED = """
CREATE OR REPLACE TEMP TABLE placed AS
SELECT e.*, k.kind, row_number() OVER (PARTITION BY case_id ORDER BY on_day, k.place, id) AS turn
FROM coded_event e JOIN event_kind k USING (event)
"""
"""The events that make a status, in the order in which they happened (portal/procedure/history.py)."""

CLOSING = """
CREATE OR REPLACE TEMP TABLE closing AS
WITH opened AS (SELECT case_id, max(turn) AS turn FROM placed WHERE kind = 'opening' GROUP BY case_id)
SELECT p.case_id, p.event, p.reason, p.is_day_known
FROM placed p LEFT JOIN opened o USING (case_id)
WHERE p.kind = 'closing' AND p.turn > coalesce(o.turn, 0)
QUALIFY row_number() OVER (PARTITION BY p.case_id ORDER BY p.turn) = 1
"""
"""By what a case is closed: the first closing since it was last opened."""

HOLD = """
CREATE OR REPLACE TEMP TABLE hold AS
SELECT case_id, coalesce(reason, CASE WHEN is_earlier THEN '' ELSE coalesce(w.code, '{OTHER}') END) AS reason
FROM placed p LEFT JOIN word w ON w.list = 'hold' AND w.said = p.ground
WHERE kind = 'hold' QUALIFY row_number() OVER (PARTITION BY case_id ORDER BY turn DESC) = 1
""".replace("{OTHER}", OTHER)

SAID = """
CREATE OR REPLACE TEMP TABLE said AS
WITH newest AS (
    SELECT case_id, max(number) AS number, arg_max(status, number) AS status, arg_max(status_reason, number) FILTER (status IS NOT NULL) AS reason,
           coalesce(bool_or(NOT is_day_known), false) AS is_day_unknown
    FROM coded_event WHERE event = '{BROUGHT_IN}' GROUP BY case_id
)
SELECT * FROM newest n
WHERE NOT EXISTS (FROM placed p WHERE p.case_id = n.case_id AND p.number > n.number AND NOT coalesce(p.is_earlier, false))
""".replace("{BROUGHT_IN}", BROUGHT_IN)
"""What an earlier system said of a case; it stands until the case is closed, held or opened here."""

CASE = (
    (
        """
CREATE OR REPLACE TEMP TABLE of_case AS
WITH run AS (
    SELECT case_id, min(first_response_on) AS first_response_on,
           max(coalesce(requested_on, started_on)) FILTER (stage = 'stage2') AS gone_on_2,
           max(coalesce(requested_on, started_on)) FILTER (stage = 'stage3') AS gone_on_3,
           max(concluded_on) FILTER (stage = 'stage1') AS concluded_1,
           max(concluded_on) FILTER (stage = 'stage2') AS concluded_2,
           max(concluded_on) FILTER (stage = 'stage3') AS concluded_3
    FROM coded_stage GROUP BY case_id
), told AS (SELECT case_id, max(from_whom) AS from_whom FROM coded_event WHERE event = '{BROUGHT_IN}' GROUP BY case_id)
SELECT c.id, coalesce(k.is_compliment, false) AS is_compliment, c.from_whom, told.from_whom AS told,
       replace(CAST(c.id AS VARCHAR), '-', '') AS case_id,
       c.received_on,
       CASE WHEN s.is_day_unknown OR NOT e.is_day_known THEN NULL ELSE c.closed_on END AS closed_on,
       c.procedure,
       coalesce(c.service, '') AS service,
       coalesce(way.code, c.channel) AS channel,
       coalesce(told.from_whom, who.code, CASE WHEN c.from_whom = '{HEARD}' THEN p.relation ELSE c.from_whom END, '') AS complainant,
       c.raised_by,
       greatest(coalesce(p.complainants, 0), 1) AS complainants,
       CASE WHEN s.status IS NOT NULL THEN s.status
            WHEN c.state = 'closed' THEN coalesce(e.event, 'closed') WHEN c.state = 'held' THEN 'on_hold' ELSE 'open' END AS status,
       coalesce(CASE WHEN s.status IS NOT NULL THEN s.reason
                     WHEN c.state = 'closed' THEN e.reason WHEN c.state = 'held' THEN h.reason END, '') AS status_reason,
       coalesce(from_json(c.tags, '["VARCHAR"]'), []) AS tags,
       coalesce(k.counts, true) AS is_complaint,
       run.* EXCLUDE (case_id),
       c.is_subject_identified,
       told.case_id IS NOT NULL AS is_earlier,
       replace(CAST(coalesce(p.complainant, p.child, p.anybody) AS VARCHAR), '-', '') AS complainant_id,
       replace(CAST(p.child AS VARCHAR), '-', '') AS child_id
FROM coded_case c
LEFT JOIN people p ON p.case_id = c.id
LEFT JOIN run ON run.case_id = c.id
LEFT JOIN closing e ON e.case_id = c.id
LEFT JOIN hold h ON h.case_id = c.id
LEFT JOIN said s ON s.case_id = c.id
LEFT JOIN told ON told.case_id = c.id
LEFT JOIN procedure_kind k ON k.procedure = c.procedure
LEFT JOIN word way ON way.list = 'channel' AND way.said = c.channel
LEFT JOIN word who ON who.list = 'complainant' AND who.said = CASE WHEN c.from_whom = '{HEARD}' THEN p.relation ELSE c.from_whom END
"""
    )
    .replace("{HEARD}", HEARD)
    .replace("{BROUGHT_IN}", BROUGHT_IN)
)

FOUND = """
CREATE OR REPLACE TEMP TABLE found AS
SELECT i.case_id, f.stage,
       CASE WHEN bool_and(result = 'upheld') THEN 'upheld'
            WHEN bool_and(result = 'undetermined') THEN 'undetermined'
            WHEN bool_or(result IN ('upheld', 'partly_upheld')) THEN 'partly_upheld'
            ELSE 'not_upheld' END AS outcome,
       min(result) <> max(result) AS is_unlike
FROM coded_finding f JOIN coded_issue i ON i.id = f.issue_id GROUP BY i.case_id, f.stage
"""
"""A case's outcome at a stage follows from its points."""

STEPS = (PEOPLE, PLACED, CLOSING, HOLD, SAID, CASE, FOUND)

_IS_YOUNG = f"c.complainant = '{YOUNG_PERSON}' AND NOT c.is_earlier AS is_child_complainant"
"""An earlier system's records say of the child apart from what they say of who complained."""

_COLUMNS = tuple(_IS_YOUNG if name == "is_child_complainant" else f"c.{name}" for name, _type in OF_CASE)
_OF_CASE = ", ".join(_COLUMNS)
_OF_POINT = ", ".join("coalesce(i.service, c.service) AS service" if name == "c.service" else name for name in _COLUMNS)

_STAGE = """
WITH started AS (
    SELECT r.*, k.days,
           coalesce(CASE k.starts WHEN 'received' THEN c.received_on WHEN 'requested' THEN r.requested_on
                                  WHEN 'statement_agreed' THEN r.statement_agreed_on WHEN 'acknowledged' THEN r.acknowledged_on END,
                    r.started_on, r.requested_on, CASE r.stage WHEN 'stage1' THEN c.received_on END) AS clock_on
    FROM coded_stage r JOIN of_case c ON c.id = r.case_id
    LEFT JOIN clock k ON k.procedure = c.procedure AND k.stage = r.stage
), taken AS (
    SELECT r.*, answered.passed - first.passed AS response_days, concluded.passed - first.passed AS conclusion_days,
           coalesce(r.extended_to, r.due_on, limited.day) AS must_answer_on
    FROM started r
    LEFT JOIN working first ON first.day = r.clock_on
    LEFT JOIN working answered ON answered.day = r.first_response_on
    LEFT JOIN working concluded ON concluded.day = r.concluded_on
    LEFT JOIN working limited ON limited.passed = first.passed + r.days AND limited.is_working
)
SELECT {of_case}, right(r.stage, 1), r.requested_on, r.started_on, r.clock_on, r.first_response_on, r.concluded_on, r.response_days, r.conclusion_days,
       r.must_answer_on, coalesce(r.first_response_on <= coalesce(r.extended_to, r.due_on), r.response_days <= r.days),
       coalesce(r.late_reason, ''), coalesce(f.outcome, r.outcome, ''), coalesce(f.outcome = 'partly_upheld' AND f.is_unlike, false)
FROM taken r JOIN of_case c ON c.id = r.case_id
LEFT JOIN found f ON f.case_id = r.case_id AND f.stage = r.stage
WHERE NOT c.is_compliment AND r.stage IN ('stage1', 'stage2', 'stage3')
"""

_FINDING = """
SELECT {of_point}, i.category, right(f.stage, 1), f.result, r.concluded_on
FROM coded_finding f JOIN coded_issue i ON i.id = f.issue_id JOIN of_case c ON c.id = i.case_id
LEFT JOIN coded_stage r ON r.case_id = i.case_id AND r.stage = f.stage
WHERE NOT c.is_compliment
"""

_COMPLIMENT = """
SELECT c.case_id, c.received_on, c.service, c.procedure, c.channel, coalesce(c.told, w.code, c.from_whom), c.tags
FROM of_case c LEFT JOIN word w ON w.list = 'given_by' AND w.said = c.from_whom WHERE c.is_compliment
"""

_SELECTS = {
    "complaint": "SELECT {of_case} FROM of_case c WHERE NOT c.is_compliment",
    "stage": _STAGE,
    "issue": "SELECT {of_case}, i.category, coalesce(i.service, c.service) FROM coded_issue i JOIN of_case c ON c.id = i.case_id WHERE NOT c.is_compliment",
    "finding": _FINDING,
    "compliment": _COMPLIMENT,
    "conciliation": "SELECT {of_case}, m.offered_on, m.held_on, coalesce(m.result, '') FROM coded_conciliation m JOIN of_case c ON c.id = m.case_id",
}
FACT_OF_CASE = {fact: select.format(of_case=_OF_CASE, of_point=_OF_POINT) for fact, select in _SELECTS.items()}
"""The facts of cases: the select that fills each, its columns in the order of `schema`."""
