"""Roles and what each may do: reliability-security section 6 with the changes of practice F-01, F-22, F-28, F-30, F-31, F-33, F-41."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from portal.text import N_


class Permission(StrEnum):
    """One word for each thing somebody may do; named after the act, in alphabetical order."""

    ACCOUNTS_APPROVE = "accounts.approve"
    ACCOUNTS_PROPOSE = "accounts.propose"
    ADVOCATES = "advocates.manage"
    ANSWER = "case.answer"
    ASSIGN = "case.assign"
    CASE_READ = "case.read"
    CLOCK_CHANGE = "case.clock"
    CLOSE = "case.close"
    CODE_REPLACE = "case.code"
    CONTACT_DETAILS = "case.contact_details"
    ENTER = "contact.enter"
    EQUALITY_RECORD = "equality.record"
    FILE_ORIGINAL = "file.original"
    FIND = "case.find"
    GRANT = "case.grant"
    HEALTH = "health.read"
    IDENTITY = "case.identity"
    INTAKE = "intake.read"
    LETTER_SEND = "letter.send"
    LETTER_WRITE = "letter.write"
    LOG_READ = "log.read"
    NOTE = "case.note"
    OWN_YOUNG_PEOPLE = "advocate.own"
    PAPER_SEND = "paper.send"
    QUEUE = "queue.read"
    REPORTS = "reports.read"
    RESTRICT = "case.restrict"
    ROLES_READ = "roles.read"
    SAFETY_PAGE = "safety.read"
    SECOND = "case.second"
    TRIAGE = "case.triage"


class Reach(StrEnum):
    """How far a permission goes: every case that is not shut, granted cases only, or numbers only."""

    ALL = "all"
    GRANTED = "granted"
    NUMBERS = "numbers"


@dataclass(frozen=True)
class Role:
    """A role: its name and its permissions with their reach. External accounts must have an end date (A-1)."""

    key: str
    name: str
    may: Mapping[Permission, Reach] = field(default_factory=dict)
    is_external: bool = False
    says_why: bool = False

    @property
    def is_of_advocacy_service(self) -> bool:
        """Whether its accounts belong to an advocacy service, which is not the council's (practice F-30)."""
        return Permission.OWN_YOUNG_PEOPLE in self.may


def _role(key: str, name: str, everything: str = "", granted: str = "", *, external: bool = False, says_why: bool = False) -> Role:
    may = {Permission[word]: Reach.ALL for word in everything.split()} | {Permission[word]: Reach.GRANTED for word in granted.split()}
    return Role(key, name, {**may, Permission.ROLES_READ: Reach.ALL}, external, says_why)


CATALOGUE: Mapping[str, Role] = {
    role.key: role
    for role in (
        _role(
            "complaints_manager",
            N_("Complaints manager"),
            "ACCOUNTS_APPROVE ANSWER ASSIGN CASE_READ CLOCK_CHANGE CLOSE CODE_REPLACE CONTACT_DETAILS ENTER FILE_ORIGINAL FIND GRANT HEALTH "
            "IDENTITY INTAKE LETTER_SEND LETTER_WRITE LOG_READ NOTE PAPER_SEND QUEUE REPORTS RESTRICT SAFETY_PAGE SECOND TRIAGE",
        ),
        _role(
            "complaints_officer",
            N_("Complaints officer"),
            "ANSWER ASSIGN CASE_READ CLOCK_CHANGE CLOSE CODE_REPLACE CONTACT_DETAILS ENTER FILE_ORIGINAL FIND GRANT IDENTITY INTAKE "
            "LETTER_SEND LETTER_WRITE NOTE PAPER_SEND QUEUE REPORTS SAFETY_PAGE SECOND TRIAGE",
        ),
        _role("service_manager", N_("Service manager"), "QUEUE REPORTS", "ANSWER CASE_READ FIND IDENTITY LETTER_WRITE NOTE"),
        _role("senior", N_("Senior manager, read only"), "CASE_READ QUEUE REPORTS", says_why=True),
        _role("duty_worker", N_("Duty worker"), "SAFETY_PAGE"),
        _role("investigating_officer", N_("Investigating officer"), "QUEUE", "CASE_READ FIND IDENTITY NOTE", external=True),
        _role("independent_person", N_("Independent person"), "QUEUE", "CASE_READ IDENTITY NOTE", external=True),
        _role("adjudicating_officer", N_("Adjudicating officer"), "QUEUE", "ANSWER CASE_READ FIND IDENTITY LETTER_WRITE NOTE"),
        _role("panel_clerk", N_("Panel clerk"), "QUEUE", "CASE_READ IDENTITY LETTER_WRITE NOTE", external=True),
        _role("panel_member", N_("Panel member"), "QUEUE", "CASE_READ", external=True),
        _role("responder", N_("Responder for one case"), "", "ANSWER CASE_READ FIND"),
        _role("advocate", N_("Advocate"), "OWN_YOUNG_PEOPLE", external=True),
        _role("advocacy_manager", N_("Advocacy service manager"), "ADVOCATES OWN_YOUNG_PEOPLE", external=True),
        _role("equality_recorder", N_("Equality recorder"), "EQUALITY_RECORD"),
        _role("administrator", N_("System administrator"), "ACCOUNTS_PROPOSE HEALTH"),
        _role("auditor", N_("Auditor"), "LOG_READ REPORTS"),
    )
}
