"""Every dimension: what a fact can be asked, where the answer stands, and which codes there can be."""

from portal.reports.model import Dimension, Reading

COMPLAINT, STAGE, ISSUE, FINDING = "complaint", "stage", "issue", "finding"
MEETING, REMEDY, OMBUDSMAN, THANKS = "conciliation", "remedy", "ombudsman", "compliment"
LEARNING, TRAINING, OUTSIDE = "learning", "training", "context"
OF_CASE = (COMPLAINT, STAGE, ISSUE, FINDING, MEETING)

FINDINGS = ("upheld", "partly_upheld", "not_upheld", "undetermined")
SEXES = ("female", "male", "transgender")
YES_NO_UNKNOWN = ("yes", "no", "unknown")


def _in(facts: tuple[str, ...], *columns: str) -> dict[str, tuple[str, ...]]:
    return dict.fromkeys(facts, columns)


SERVICE = {**_in((*OF_CASE, REMEDY, OMBUDSMAN, THANKS, LEARNING), "service"), **_in((ISSUE,), "issue_service")}
TAGS = _in((*OF_CASE, REMEDY, OMBUDSMAN, THANKS, LEARNING), "tags")
ON = _in((*OF_CASE, REMEDY, OMBUDSMAN, THANKS, LEARNING, TRAINING))

_EVERY = (
    Dimension("service", "the service; an issue's own where it has one", SERVICE, listed="service"),
    Dimension("group", "the group of services, as council.toml has them; an issue's own service brings its group", SERVICE, Reading.GROUP, listed="group"),
    Dimension("procedure", "the procedure the complaint follows", _in((*OF_CASE, REMEDY, OMBUDSMAN), "procedure"), listed="procedure"),
    Dimension("stage", "stage 1, 2 or 3", _in((STAGE, FINDING), "stage"), codes=("1", "2", "3"), listed="stage"),
    Dimension("category", "what an issue is about", _in((ISSUE, FINDING), "category"), listed="category"),
    Dimension("finding", "what was found on an issue", _in((FINDING,), "finding"), codes=FINDINGS),
    Dimension(
        "outcome",
        "the outcome of a stage, which follows from the findings on its issues",
        _in((STAGE,), "outcome", "is_several"),
        Reading.OUTCOME,
        codes=FINDINGS,
        listed="outcome",
    ),
    Dimension(
        "complainant",
        "who complained",
        _in(OF_CASE, "complainant"),
        codes=("parent", "young_person", "grandparent", "carer", "other_family_friend", "other_agency", "other"),
        listed="complainant",
    ),
    Dimension(
        "raised_by",
        "who brought it to the council",
        _in(OF_CASE, "raised_by"),
        codes=("self", "advocate", "family_representative", "professional", "other"),
    ),
    Dimension(
        "channel",
        "how it came",
        _in(OF_CASE, "channel"),
        codes=("email", "letter", "telephone", "in_person", "online_form", "paper_form", "other"),
        listed="channel",
    ),
    Dimension(
        "status",
        "where the complaint stands today, not at the period's end",
        _in(OF_CASE, "status"),
        codes=("open", "closed", "withdrawn", "not_pursued", "not_accepted", "on_hold"),
        listed="status",
    ),
    Dimension(
        "status_reason",
        "why it was withdrawn, not pursued, not accepted or put on hold",
        _in(OF_CASE, "status_reason"),
        codes=("court", "complainant_choice", "complainant_request", "complainant_withdrew", "out_of_time", "not_eligible", "other"),
    ),
    Dimension("late_reason", "why a stage took longer", _in((STAGE,), "late_reason"), listed="late_reason"),
    Dimension("response_band", "working days from the clock's start to the first response", _in((STAGE,), "stage", "response_days"), Reading.BAND),
    Dimension("conclusion_band", "working days from the clock's start to the conclusion", _in((STAGE,), "stage", "conclusion_days"), Reading.BAND),
    Dimension("in_time", "whether the first response came in time", _in((STAGE,), "in_time"), Reading.YES_NO, codes=("yes", "no")),
    Dimension(
        "received",
        "received in the period or earlier",
        _in((*OF_CASE, OMBUDSMAN, THANKS), "received_on"),
        Reading.RECEIVED,
        codes=("this", "earlier"),
    ),
    Dimension("gone_on_to_stage_2", "gone on to stage 2 by the period's end", _in(OF_CASE, "gone_on_2"), Reading.GONE_ON, codes=("yes", "no")),
    Dimension("gone_on_to_stage_3", "gone on to stage 3 by the period's end", _in(OF_CASE, "gone_on_3"), Reading.GONE_ON, codes=("yes", "no")),
    Dimension("tag", "each tag; what has two is in two rows and once in the total", TAGS, Reading.TAGS, listed="tag"),
    Dimension("month", "the month of the day that is counted", ON, Reading.MONTH),
    Dimension("quarter", "the quarter of the day that is counted; Q1 is April to June", ON, Reading.QUARTER, codes=("Q1", "Q2", "Q3", "Q4")),
    Dimension("year", "the year of the day that is counted, April to March", ON, Reading.YEAR),
    Dimension("remedy", "what puts it right", _in((REMEDY,), "remedy"), is_open=True),
    Dimension(
        "decided_by",
        "at which stage, or by whom, the remedy was decided",
        _in((REMEDY,), "decided_by"),
        codes=("stage_1", "stage_2", "stage_3", "ombudsman"),
    ),
    Dimension(
        "ombudsman_decision",
        "what the ombudsman decided",
        _in((OMBUDSMAN,), "ombudsman_decision"),
        codes=("upheld", "not_upheld", "closed_after_initial_enquiries", "outside_jurisdiction", "premature", "referred_back"),
    ),
    Dimension("result", "what came of the meeting", _in((MEETING,), "result"), codes=("resolved", "unresolved", "declined")),
    Dimension("shared_by", "how learning was shared", _in((LEARNING,), "shared_by"), is_open=True),
    Dimension("given_by", "who gave the compliment", _in((THANKS,), "given_by"), is_open=True),
    Dimension("audience", "who was trained", _in((TRAINING,), "audience"), is_open=True),
    Dimension("subject_sex", "the sex of the child or young person", _in(OF_CASE, "child_id"), Reading.ANSWER, codes=(*SEXES, "unknown")),
    Dimension("subject_ethnicity", "their ethnic group", _in(OF_CASE, "child_id"), Reading.ANSWER, is_open=True),
    Dimension("subject_disabled", "whether they are disabled", _in(OF_CASE, "child_id"), Reading.ANSWER, codes=YES_NO_UNKNOWN),
    Dimension(
        "subject_age_band",
        "their age",
        _in(OF_CASE, "child_id"),
        Reading.ANSWER,
        codes=("under_18", "18_and_over", "unknown", "not_identified"),
    ),
    Dimension(
        "complainant_sex",
        "the sex of who complained; couple is a complaint by two",
        _in(OF_CASE, "complainant_id"),
        Reading.ANSWER,
        codes=(*SEXES, "couple", "unknown"),
    ),
    Dimension("complainant_ethnicity", "the ethnic group of who complained", _in(OF_CASE, "complainant_id"), Reading.ANSWER, is_open=True),
    Dimension("complainant_disabled", "whether who complained is disabled", _in(OF_CASE, "complainant_id"), Reading.ANSWER, codes=YES_NO_UNKNOWN),
)
DIMENSIONS = {one.key: one for one in _EVERY}
"""A figure from outside can be asked every dimension: it has the figures it has."""
