"""Every measure: what is counted, in which unit, and which of it belongs to the period."""

from collections.abc import Iterator

from portal.reports.model import Measure, Way

STAGES = ("1", "2", "3")
CONTEXT = "context:"
NTH = {"1": "stage 1", "2": "stage 2", "3": "stage 3"}
COMPLAINTS, STAGES_UNIT, DAYS = "complaints", "complaints at a stage", "working days"
ANSWERED = "first answered in the period"

GOING_ON = "CASE WHEN closed_on IS NULL THEN status IN ('open', 'on_hold') ELSE closed_on > $end END"

RECEIVED = Measure("complaints_received", COMPLAINTS, "received in the period", "complaint", on="received_on", holds=("is_complaint",))

OF_CASES = (
    RECEIVED,
    Measure(
        "unanswered_at_end",
        COMPLAINTS,
        "received in the period and without a first response by its last day",
        "complaint",
        on="received_on",
        holds=("is_complaint", "(first_response_on IS NULL OR first_response_on > $end)"),
    ),
    Measure(
        "open_at_end",
        COMPLAINTS,
        "received by the period's last day and not closed by then",
        "complaint",
        holds=("is_complaint", "received_on <= $end", GOING_ON),
    ),
    Measure(
        "withdrawn",
        COMPLAINTS,
        "received in the period and withdrawn",
        "complaint",
        on="received_on",
        holds=("is_complaint", "status = 'withdrawn'"),
        same_as="complaints_received",
        under=(("status", "withdrawn"),),
    ),
)

OF_STAGES = (
    Measure("stages_started", STAGES_UNIT, "begun in the period, or asked for where no beginning is dated", "stage", on="coalesce(started_on, requested_on)"),
    Measure("stages_answered", STAGES_UNIT, ANSWERED, "stage", on="response_on"),
    Measure("stages_concluded", STAGES_UNIT, "concluded in the period", "stage", on="concluded_on"),
)

UNANSWERED = "(response_on IS NULL OR response_on > $end)"
DUE = (
    Measure("stages_due", STAGES_UNIT, "due in the period and not answered by its end", "stage", on="due_on", holds=(UNANSWERED, GOING_ON)),
    Measure(
        "stages_due_next",
        STAGES_UNIT,
        "due in the seven days after the period and not answered by its end",
        "stage",
        holds=("due_on > $end", "due_on <= $end + INTERVAL 7 DAY", UNANSWERED, GOING_ON),
    ),
    Measure("stages_overdue_at_end", STAGES_UNIT, "due before the period's end and not answered by it", "stage", holds=("due_on < $end", UNANSWERED, GOING_ON)),
)

ISSUES = (
    Measure("issues_received", "issues", "of complaints received in the period", "issue", on="received_on"),
    Measure("issues_decided", "issues", "with a finding made at a stage concluded in the period", "finding", on="concluded_on", holds=("finding <> ''",)),
)

TIMES = (
    ("response_days", "response_on", "days_to_first_response", "to the first response", ANSWERED),
    ("conclusion_days", "concluded_on", "days_to_conclusion", "to the conclusion", "concluded in the period"),
)
HOW_LONG = ((Way.AVERAGE, "on average"), (Way.MEDIAN, "half took no longer"), (Way.LONGEST, "the longest"))

BESIDE = (
    Measure("compliments_received", "compliments", "received in the period", "compliment", on="received_on"),
    Measure("conciliations_offered", "conciliation meetings", "offered in the period", "conciliation", on="offered_on"),
    Measure("conciliations_held", "conciliation meetings", "held in the period", "conciliation", on="held_on"),
    Measure("ombudsman_received", "ombudsman cases", "received in the period", "ombudsman", on="received_on"),
    Measure("ombudsman_decided", "ombudsman cases", "decided in the period", "ombudsman", on="decided_on"),
    Measure("remedies_agreed", "remedies", "agreed in the period", "remedy", on="agreed_on"),
    Measure("payments", "payments", "agreed in the period; a remedy with an amount", "remedy", on="agreed_on", holds=("pence IS NOT NULL",)),
    Measure("pounds", "pounds", "agreed in the period", "remedy", on="agreed_on", way=Way.SUM, of="pence", holds=("pence IS NOT NULL",)),
    Measure("learning_actions", "actions", "agreed in the period", "learning", on="agreed_on"),
    Measure("people_trained", "people", "trained in the period", "training", on="held_on", way=Way.SUM, of="attended"),
)


def _of_one_stage(stage: str) -> Iterator[Measure]:
    """stage_1_started and so on: the same as stages_started at that stage."""
    for every in OF_STAGES:
        key = every.key.replace("stages_", f"stage_{stage}_")
        fixed = (("stage", stage),)
        yield Measure(key, f"complaints at {NTH[stage]}", every.cohort, "stage", every.on, (f"stage = '{stage}'",), same_as=every.key, under=fixed, stage=stage)
    decided, fixed = ISSUES[1], (("stage", stage),)
    cohort = f"with a finding at {NTH[stage]}, concluded in the period"
    holds = (*decided.holds, f"stage = '{stage}'")
    yield Measure(f"issues_decided_stage_{stage}", "issues", cohort, "finding", decided.on, holds, same_as=decided.key, under=fixed, stage=stage)


def _gone_on(stage: str) -> Iterator[Measure]:
    """In-year escalation and escalation by cohort of conclusion are two measures."""
    before = str(int(stage) - 1)
    gone, key = f"gone_on_{stage} <= $end", f"gone_on_to_stage_{stage}"
    holds = ("is_complaint", gone)
    cohort = f"received in the period and gone on to {NTH[stage]} by its end"
    yield Measure(key, COMPLAINTS, cohort, "complaint", "received_on", holds, same_as=RECEIVED.key, under=((key, "yes"),))
    cohort = f"concluded at {NTH[before]} in the period, whenever received, and gone on to {NTH[stage]} by its end"
    yield Measure(f"{key}_of_concluded", COMPLAINTS, cohort, "complaint", f"concluded_{before}", holds)


def _times() -> Iterator[Measure]:
    for column, on, name, to, cohort in TIMES:
        for way, how in HOW_LONG:
            yield Measure(f"{way}_{name}", f"{DAYS} {to}, {how}", f"of stages {cohort}", "stage", on, way=way, of=column)
    yield Measure("share_in_time", "% in time", f"of stages {ANSWERED}, where a limit is known", "stage", "response_on", way=Way.SHARE, of="in_time")


_EVERY = (
    *OF_CASES,
    *OF_STAGES,
    *DUE,
    *(one for stage in STAGES for one in _of_one_stage(stage)),
    *ISSUES,
    *(one for stage in STAGES[1:] for one in _gone_on(stage)),
    *_times(),
    *BESIDE,
)
MEASURES = {one.key: one for one in _EVERY}


def measure_named(key: str) -> Measure | None:
    """The measure of a key; context:NAME is a figure from outside."""
    if key.startswith(CONTEXT) and key != CONTEXT:
        name = key.removeprefix(CONTEXT).replace("_", " ")
        return Measure(key, name, "from outside, of the period", "context", way=Way.OUTSIDE)
    return MEASURES.get(key)
