"""Every table, by subject; docs/data.md lists each column: sealed or coded, kept how long, used where."""

from portal.store.models.case import NOTHING_DUE, Case, CaseIssue, CaseStage, Finding, Letter, Proposal, Risk, Task
from portal.store.models.choice import Choice
from portal.store.models.contact import Contact, Draft
from portal.store.models.event import CaseEvent
from portal.store.models.key import DataKey, new_key
from portal.store.models.log import AccessLog, Attempt, LogHead, LogSignature, Opening
from portal.store.models.outbox import Alarm, Heartbeat, Outbox
from portal.store.models.party import Grant, Party, SafeContact
from portal.store.models.row import Row
from portal.store.models.staff import KeptText, SignInLink, StaffSession, User

__all__ = [
    "NOTHING_DUE",
    "AccessLog",
    "Alarm",
    "Attempt",
    "Case",
    "CaseEvent",
    "CaseIssue",
    "CaseStage",
    "Choice",
    "Contact",
    "DataKey",
    "Draft",
    "Finding",
    "Grant",
    "Heartbeat",
    "KeptText",
    "Letter",
    "LogHead",
    "LogSignature",
    "Opening",
    "Outbox",
    "Party",
    "Proposal",
    "Risk",
    "Row",
    "SafeContact",
    "SignInLink",
    "StaffSession",
    "Task",
    "User",
    "new_key",
]
