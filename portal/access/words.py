"""Permissions and reaches in words, for the page 'what each role may do'."""

from collections.abc import Mapping

from portal.access.roles import Permission, Reach, Role
from portal.text import N_

WORDS: Mapping[Permission, str] = {
    Permission.ACCOUNTS_APPROVE: N_("agree to new accounts and roles"),
    Permission.ACCOUNTS_PROPOSE: N_("propose new accounts and roles"),
    Permission.ADVOCATES: N_("look after the advocates of their own service"),
    Permission.ANSWER: N_("answer a complaint"),
    Permission.ASSIGN: N_("say who works a case"),
    Permission.CASE_READ: N_("read what people wrote"),
    Permission.CLOCK_CHANGE: N_("extend or hold a date, with a reason"),
    Permission.CLOSE: N_("close a case"),
    Permission.CODE_REPLACE: N_("give somebody a new code after checking who they are"),
    Permission.CONTACT_DETAILS: N_("see how to reach somebody"),
    Permission.ENTER: N_("write down what somebody told us by phone, letter, e-mail or in person"),
    Permission.EQUALITY_RECORD: N_("record equality answers, never read them"),
    Permission.FILE_ORIGINAL: N_("download a file exactly as it was sent"),
    Permission.FIND: N_("record findings"),
    Permission.GRANT: N_("give somebody access to a case"),
    Permission.HEALTH: N_("see whether Heard itself is well"),
    Permission.IDENTITY: N_("see who somebody is"),
    Permission.INTAKE: N_("read what arrived before it is triaged"),
    Permission.LETTER_SEND: N_("send letters and messages"),
    Permission.LETTER_WRITE: N_("write letters and messages"),
    Permission.LOG_READ: N_("read who opened what"),
    Permission.NOTE: N_("write notes on a case"),
    Permission.OWN_YOUNG_PEOPLE: N_("see how things stand for the young people they speak for"),
    Permission.PAPER_SEND: N_("send the paper forms people ask for"),
    Permission.QUEUE: N_("see the queue"),
    Permission.REPORTS: N_("see reports, with small numbers hidden"),
    Permission.RESTRICT: N_("restrict a case to named people"),
    Permission.ROLES_READ: N_("see this page"),
    Permission.SAFETY_PAGE: N_("open the safety page of urgent contacts"),
    Permission.SECOND: N_("be the second person for a decision"),
    Permission.TRIAGE: N_("triage"),
}

REACHES: Mapping[Reach | None, str] = {
    Reach.ALL: N_("In every case that is not restricted"),
    Reach.GRANTED: N_("Only in cases given to them"),
    Reach.NUMBERS: N_("Numbers only"),
    None: N_("Besides"),
}

OF_A_CASE = ("case.", "letter.")  # what a permission about one case begins with


def grouped(role: Role) -> Mapping[str, list[str]]:
    """What a role may do, in words, under how far it goes; empty groups are left out."""
    groups: dict[str, list[str]] = {words: [] for words in REACHES.values()}
    for permission, reach in role.may.items():
        groups[REACHES[reach if permission.value.startswith(OF_A_CASE) else None]].append(WORDS[permission])
    return {words: can for words, can in groups.items() if can}
