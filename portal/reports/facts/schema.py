"""The facts that are counted: each table, its columns, and what one row of it is."""

from dataclasses import dataclass

VERSION = 4
"""Grows when the same records would give other facts; a file of another version is made anew."""

CODE, DAY, WHOLE, YES_NO, CODES, NUMBER = "VARCHAR", "DATE", "BIGINT", "BOOLEAN", "VARCHAR[]", "DOUBLE"
"""A code is never NULL: "" is no value. A day, a number and a yes or no are NULL where they are not known."""


@dataclass(frozen=True)
class Fact:
    """A table of facts: its columns with their types as DuckDB names them, and in words what one row is.

    is_of_case: its rows belong to cases, are found by case_id, and are read again only when the case changed.
    """

    key: str
    is_a: str
    columns: tuple[tuple[str, str], ...]
    is_of_case: bool = True

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(name for name, _type in self.columns)

    @property
    def made(self) -> str:
        """CREATE TABLE; every name stands in this file."""
        return f"CREATE TABLE {self.key} ({', '.join(f'{name} {type}' for name, type in self.columns)})"


OF_CASE = (
    ("case_id", CODE),
    ("received_on", DAY),
    ("closed_on", DAY),
    ("procedure", CODE),
    ("service", CODE),
    ("channel", CODE),
    ("complainant", CODE),
    ("raised_by", CODE),
    ("complainants", WHOLE),
    ("status", CODE),
    ("status_reason", CODE),
    ("tags", CODES),
    ("is_complaint", YES_NO),
    ("first_response_on", DAY),
    ("gone_on_2", DAY),
    ("gone_on_3", DAY),
    ("concluded_1", DAY),
    ("concluded_2", DAY),
    ("concluded_3", DAY),
    ("is_subject_identified", YES_NO),
    ("complainant_id", CODE),
    ("child_id", CODE),
    ("is_child_complainant", YES_NO),
)
"""What every fact of a case says of its case.

closed_on: NULL also where the day is not known. is_complaint: sorted onto a procedure that counts. first_response_on: the first of
any stage. gone_on_N: the day stage N was asked for, or began where no request is dated. complainant_id, child_id: party ids, 32 hex
digits; child_id is NULL where the case names no child.
"""

COMPLAINT = Fact("complaint", "a case that is no compliment, sorted or not", OF_CASE)

STAGE = Fact(
    "stage",
    "a stage of a case",
    (
        *OF_CASE,
        ("stage", CODE),
        ("requested_on", DAY),
        ("started_on", DAY),
        ("clock_on", DAY),
        ("response_on", DAY),
        ("concluded_on", DAY),
        ("response_days", WHOLE),
        ("conclusion_days", WHOLE),
        ("due_on", DAY),
        ("in_time", YES_NO),
        ("late_reason", CODE),
        ("outcome", CODE),
        ("is_several", YES_NO),
    ),
)
"""stage: 1, 2 or 3. clock_on: the day its clock starts; the two numbers are working days from there. response_on: the first answer
of this stage. due_on: as extended, else as said, else as many working days after clock_on as the limit has. in_time: NULL without an
answer or a limit. outcome: from its points, else as an earlier system said. is_several: partly upheld only because the points were
not all found alike."""

ISSUE = Fact("issue", "a point of complaint; issue_service: its own, else the case's", (*OF_CASE, ("category", CODE), ("issue_service", CODE)))

FINDING = Fact(
    "finding",
    "what was found on a point at a stage; service: the point's own, else the case's",
    (*OF_CASE, ("category", CODE), ("stage", CODE), ("finding", CODE), ("concluded_on", DAY)),
)
"""concluded_on: the day the stage was concluded."""

COMPLIMENT = Fact(
    "compliment",
    "a compliment",
    (("case_id", CODE), ("received_on", DAY), ("service", CODE), ("procedure", CODE), ("channel", CODE), ("given_by", CODE), ("tags", CODES)),
)

CONCILIATION = Fact("conciliation", "a meeting to settle it, offered or held", (*OF_CASE, ("offered_on", DAY), ("held_on", DAY), ("result", CODE)))

REMEDY = Fact(
    "remedy",
    "something agreed to put it right; pence where it is money",
    (
        ("service", CODE),
        ("procedure", CODE),
        ("tags", CODES),
        ("decided_by", CODE),
        ("remedy", CODE),
        ("agreed_on", DAY),
        ("pence", WHOLE),
    ),
    is_of_case=False,
)

OMBUDSMAN = Fact(
    "ombudsman",
    "a complaint as the ombudsman has it",
    (("service", CODE), ("procedure", CODE), ("tags", CODES), ("received_on", DAY), ("decided_on", DAY), ("ombudsman_decision", CODE)),
    is_of_case=False,
)

LEARNING = Fact("learning", "you said, we did", (("service", CODE), ("tags", CODES), ("shared_by", CODE), ("agreed_on", DAY)), is_of_case=False)

TRAINING = Fact("training", "a course; attended: how many people", (("audience", CODE), ("held_on", DAY), ("attended", WHOLE)), is_of_case=False)

CONTEXT = Fact(
    "context",
    "a figure from outside, of a year such as 2019-20",
    (("period", CODE), ("measure", CODE), ("dimension", CODE), ("value", CODE), ("number", NUMBER)),
    is_of_case=False,
)

PUBLISHED = Fact(
    "published",
    'a cell of a report as it was printed; column_label is "" where the year is the column',
    (("period", CODE), ("table_id", CODE), ("row_label", CODE), ("column_label", CODE), ("number", NUMBER)),
    is_of_case=False,
)

FACTS = (COMPLAINT, STAGE, ISSUE, FINDING, COMPLIMENT, CONCILIATION, REMEDY, OMBUDSMAN, LEARNING, TRAINING, CONTEXT, PUBLISHED)
