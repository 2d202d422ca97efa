"""Every table, by subject; docs/data.md lists each column: sealed or coded, kept how long, used where."""

from portal.store.models.apart import Equality, EqualitySlip, PaperRequest, Tally
from portal.store.models.case import NOTHING_DUE, Case, CaseIssue, CaseStage, Finding, Letter, Proposal, Risk, Task
from portal.store.models.choice import Choice
from portal.store.models.contact import Contact, Draft
from portal.store.models.event import CaseEvent
from portal.store.models.file import File, Transcript
from portal.store.models.key import DataKey, new_key
from portal.store.models.log import AccessLog, Attempt, LogHead, LogSignature, Opening
from portal.store.models.outbox import Alarm, Heartbeat, Outbox
from portal.store.models.outcome import Conciliation, OmbudsmanCase, Remedy, StageRun
from portal.store.models.party import Agreement, Grant, Party, Referral, SafeContact
from portal.store.models.row import Row
from portal.store.models.staff import KeptText, SignInLink, StaffSession, User
from portal.store.models.thread import Consent, Message, Statement, Translation, Visit
from portal.store.models.year import BroughtIn, ContextFigure, Learning, PublishedFigure, Training

__all__ = [
    "NOTHING_DUE",
    "AccessLog",
    "Agreement",
    "Alarm",
    "Attempt",
    "BroughtIn",
    "Case",
    "CaseEvent",
    "CaseIssue",
    "CaseStage",
    "Choice",
    "Conciliation",
    "Consent",
    "Contact",
    "ContextFigure",
    "DataKey",
    "Draft",
    "Equality",
    "EqualitySlip",
    "File",
    "Finding",
    "Grant",
    "Heartbeat",
    "KeptText",
    "Learning",
    "Letter",
    "LogHead",
    "LogSignature",
    "Message",
    "OmbudsmanCase",
    "Opening",
    "Outbox",
    "PaperRequest",
    "Party",
    "Proposal",
    "PublishedFigure",
    "Referral",
    "Remedy",
    "Risk",
    "Row",
    "SafeContact",
    "SignInLink",
    "StaffSession",
    "StageRun",
    "Statement",
    "Tally",
    "Task",
    "Training",
    "Transcript",
    "Translation",
    "User",
    "Visit",
    "new_key",
]
