"""The files of an earlier system's records and their columns: what each cell may hold, as a complaints officer can read it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from portal.casework.lists import CHANNELS, STATUSES
from portal.casework.ombudsman.ombudsman import DECISIONS
from portal.casework.remedy import conciliation
from portal.casework.remedy.remedy import DECIDED_BY
from portal.casework.stage import find, withdraw


class Kind(StrEnum):
    """What a cell may hold; empty always means 'not known'."""

    TEXT = "a text"
    DATE = "a date like 2024-05-31"
    DUE = "a date like 2024-05-31, in the future too"
    YES_NO = "yes or no"
    WHOLE = "a whole number"
    POUNDS = "pounds like 250 or 99.50"
    NUMBER = "a number"
    CODE = "one of the fixed codes"
    FREE_CODE = "a code of your own: letters, digits, - and _"
    LISTED = "a code of a list"
    LISTED_MANY = "codes of a list, with ; between them"
    PROCEDURE = "a procedure of council.toml"
    ETHNIC = "an ethnic group as in the Census of 2021"
    PERIOD = "a year like 2024-25"
    REF = "the ref of another file"
    OWN_REF = "a ref of at most 40 signs"


@dataclass(frozen=True)
class Column:
    """of: the list or the file a cell names one of. codes: the fixed ones. least, most: of a whole number. is_needed: never empty."""

    name: str
    kind: Kind = Kind.TEXT
    of: str = ""
    codes: tuple[str, ...] = ()
    least: int = 0
    most: int = 0
    is_needed: bool = False

    @property
    def holds(self) -> str:
        return ", ".join(self.codes) or str(self.kind)


@dataclass(frozen=True)
class File:
    """key: the columns by which a line is known again; without them it is known by all it says. orders: this day is never after that one.

    A day written `case.NAME` is that of the case a line names.
    """

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    orders: tuple[tuple[str, str], ...] = ()

    @property
    def by_name(self) -> Mapping[str, Column]:
        return {column.name: column for column in self.columns}


RAISED_BY = ("self", "advocate", "family_representative", "professional", "other")
COMPLAINANTS = ("parent", "young_person", "grandparent", "carer", "other_family_friend", "other_agency", "other")
SEXES = ("female", "male", "transgender")
OLDEST_PERSON = 120
MOST_TOGETHER = 100


def _needed(name: str, kind: Kind = Kind.TEXT) -> Column:
    return Column(name, kind, is_needed=True)


def _coded(name: str, codes: tuple[str, ...], is_needed: bool = False) -> Column:
    return Column(name, Kind.CODE, codes=codes, is_needed=is_needed)


def _listed(name: str, of: str, codes: tuple[str, ...] = (), is_needed: bool = False) -> Column:
    return Column(name, Kind.LISTED, of, codes, is_needed=is_needed)


CASE_REF = Column("case_ref", Kind.REF, "cases")
NEEDED_CASE_REF = Column("case_ref", Kind.REF, "cases", is_needed=True)
SERVICE = _listed("service", "service")
TAGS = Column("tags", Kind.LISTED_MANY, "tag")

CASES = File(
    "cases",
    (
        _needed("ref", Kind.OWN_REF),
        _needed("received_on", Kind.DATE),
        _coded("channel", CHANNELS),
        Column("procedure", Kind.PROCEDURE),
        SERVICE,
        Column("other_services", Kind.LISTED_MANY, "service"),
        _listed("complainant", "complainant", COMPLAINANTS),
        _coded("raised_by", RAISED_BY),
        Column("complainants", Kind.WHOLE, least=1, most=MOST_TOGETHER),
        Column("person_key"),
        _coded("status", STATUSES),
        _coded("status_reason", withdraw.REASONS),
        Column("closed_on", Kind.DATE),
        TAGS,
        Column("subject_identified", Kind.YES_NO),
        Column("subject_age", Kind.WHOLE, most=OLDEST_PERSON),
        _coded("subject_sex", SEXES),
        Column("subject_ethnicity", Kind.ETHNIC),
        Column("subject_disabled", Kind.YES_NO),
        _coded("complainant_sex", SEXES),
        Column("complainant_ethnicity", Kind.ETHNIC),
        Column("complainant_disabled", Kind.YES_NO),
    ),
    key=("ref",),
    orders=(("received_on", "closed_on"),),
)

STAGE_DAYS = ("requested_on", "started_on", "statement_agreed_on", "first_response_on", "concluded_on")
"""What happened at a stage, in the only order in which it can have happened."""

STAGES = File(
    "stages",
    (
        NEEDED_CASE_REF,
        _coded("stage", ("1", "2", "3"), is_needed=True),
        Column("requested_on", Kind.DATE),
        Column("started_on", Kind.DATE),
        Column("statement_agreed_on", Kind.DATE),
        Column("due_on", Kind.DUE),
        Column("extended_to", Kind.DUE),
        Column("first_response_on", Kind.DATE),
        Column("concluded_on", Kind.DATE),
        _listed("late_reason", "delay_reason"),
        _coded("outcome", find.RESULTS),
    ),
    key=("case_ref", "stage"),
    orders=(
        *(("case.received_on", day) for day in (*STAGE_DAYS, "due_on", "extended_to")),
        ("requested_on", "started_on"),
        ("requested_on", "statement_agreed_on"),
        *((day, "first_response_on") for day in ("requested_on", "started_on", "statement_agreed_on")),
        *((day, "concluded_on") for day in STAGE_DAYS[:-1]),
        *((day, "case.closed_on") for day in STAGE_DAYS),
    ),
)

ISSUES = File(
    "issues",
    (
        NEEDED_CASE_REF,
        _listed("category", "category", is_needed=True),
        SERVICE,
        *(_coded(f"stage_{stage}_finding", find.RESULTS) for stage in (1, 2, 3)),
    ),
)

CONCILIATIONS = File(
    "conciliations",
    (NEEDED_CASE_REF, Column("offered_on", Kind.DATE), Column("held_on", Kind.DATE), _coded("result", conciliation.RESULTS)),
    orders=(("offered_on", "held_on"), ("case.received_on", "offered_on"), ("case.received_on", "held_on")),
)

OMBUDSMAN = File(
    "ombudsman",
    (
        _needed("ref", Kind.OWN_REF),
        CASE_REF,
        Column("person_key"),
        SERVICE,
        _needed("received_on", Kind.DATE),
        Column("decided_on", Kind.DATE),
        Column("issue"),
        _coded("decision", DECISIONS),
        Column("decision_text"),
        Column("recommended_amount", Kind.POUNDS),
    ),
    key=("ref",),
    orders=(("received_on", "decided_on"),),
)

REMEDIES = File(
    "remedies",
    (
        CASE_REF,
        Column("ombudsman_ref", Kind.REF, "ombudsman"),
        _coded("decided_by", DECIDED_BY),
        Column("kind", Kind.FREE_CODE),
        Column("amount", Kind.POUNDS),
        _needed("agreed_on", Kind.DATE),
        Column("text"),
    ),
)

COMPLIMENTS = File(
    "compliments",
    (
        _needed("ref", Kind.OWN_REF),
        _needed("received_on", Kind.DATE),
        SERVICE,
        Column("given_by", Kind.FREE_CODE),
        Column("text"),
        Column("may_publish", Kind.YES_NO),
        TAGS,
    ),
    key=("ref",),
)

LEARNING = File(
    "learning",
    (
        CASE_REF,
        SERVICE,
        Column("you_said"),
        Column("we_did"),
        Column("shared_by", Kind.FREE_CODE),
        _needed("agreed_on", Kind.DATE),
        Column("done_on", Kind.DATE),
        TAGS,
    ),
    orders=(("agreed_on", "done_on"),),
)

TRAINING = File(
    "training",
    (_needed("held_on", Kind.DATE), Column("course"), Column("audience", Kind.FREE_CODE), Column("attended", Kind.WHOLE, most=100_000, is_needed=True)),
)

CONTEXT = File(
    "context",
    (
        _needed("period", Kind.PERIOD),
        Column("measure", Kind.FREE_CODE, is_needed=True),
        Column("dimension", Kind.FREE_CODE),
        Column("value"),
        _needed("number", Kind.NUMBER),
    ),
    key=("period", "measure", "dimension", "value"),
)

PUBLISHED = File(
    "published",
    (_needed("period", Kind.PERIOD), _needed("table"), _needed("row"), Column("column"), Column("number", Kind.NUMBER)),
    key=("period", "table", "row", "column"),
)

FILES: Mapping[str, File] = {
    file.name: file for file in (CASES, STAGES, ISSUES, CONCILIATIONS, OMBUDSMAN, REMEDIES, COMPLIMENTS, LEARNING, TRAINING, CONTEXT, PUBLISHED)
}
"""Every file there can be; cases.csv alone must be there."""
