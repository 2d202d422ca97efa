"""What somebody said with their thanks: whom they are for, who gives them, and whether they may be passed on and published."""

from dataclasses import dataclass

from portal.casework.reading.names import Black
from portal.store.models import Contact

WITH_NAME, WITHOUT_NAME, NO = "with_name", "without_name", "no"


@dataclass(frozen=True)
class Thanks:
    """whom: as written; giver, may_pass_on, may_publish: codes, "" where nothing was said. Publishing never means a name."""

    whom: str
    giver: str
    may_pass_on: str
    may_publish: str


def may_pass_on(contact: Contact) -> str:
    """with_name, without_name or no. Nothing said is no leave to name anybody."""
    return str((contact.answers or {}).get("may_pass_on") or WITHOUT_NAME)


def thanks(contact: Contact, black: Black) -> Thanks | None:
    """None for a contact that gives no thanks."""
    if contact.kind != "compliment":
        return None
    said = contact.answers or {}
    whom = str(black.over(str(said.get("praise_for") or "")))
    return Thanks(whom, *(str(said.get(key) or "") for key in ("praise_from", "may_pass_on", "may_publish")))
