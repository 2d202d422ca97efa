"""Whom a letter names: nobody but its reader, the children and staff (practice F-12)."""

import re

from portal.casework.desk import NotAllowed
from portal.procedure.model import Sentence
from portal.store.models import Case, Party
from portal.text import N_

NEVER_NAMED = frozenset({"complainant", "representative", "advocate", "passed_on_by"})
"""Roles of people whose names stand in their own letters only."""

ALSO_WORDS = frozenset(
    "April Art August Autumn Bell Bill Brown Chance Church Cook Dale Dawn Day Dean Drew Eve Faith Field Frank Gene Good Grace Grant Green Guy Hall Heath "
    "Hill Hope House Jack Joy June King Law Long Major Mark May Miles Mills Norm Park Pat Price Rich Rob Rose Ruth Sky Sue Summer Trust Victor Ward Way "
    "White Will Wood Wright Young".split()
)
"""Names that are everyday words too: alone they name nobody, only as part of the whole name."""

SHORTEST = 3


def check_names_nobody(case: Case, reader: Party, body: str) -> None:
    """Raises NotAllowed where a letter to `reader` names somebody else on the case, but for the children and whoever speaks for or with them."""
    if name := named(case, reader, body):
        sentence = N_("This letter names %(name)s. A letter names nobody but its reader and the child. Write it without that name.")
        raise NotAllowed(Sentence(sentence, {"name": name}))


def named(case: Case, reader: Party, body: str) -> str | None:
    """The name of somebody that `body` may not name, as it stands there."""
    mine = [one for one in case.parties if one.id == reader.id or one.role not in NEVER_NAMED or _speak_for_each_other(one, reader)]
    free = {part.casefold() for one in mine for part in _parts(one)}
    for other in case.parties:
        if other not in mine and (found := _found(other, free, body)):
            return found
    return None


def _speak_for_each_other(one: Party, other: Party) -> bool:
    return one.id == other.speaks_for_id or other.id == one.speaks_for_id


def _parts(party: Party) -> list[str]:
    return re.findall(r"\w+", str(party.name or ""))


def _found(other: Party, free: set[str], body: str) -> str | None:
    """The whole name in any letters, or a part of it written as a name that is nobody else's here and no everyday word."""
    parts = _parts(other)
    if len(parts) > 1 and (whole := re.search(r"\b" + r"\W+".join(map(re.escape, parts)) + r"\b", body, re.IGNORECASE)):
        return whole.group()
    telling = [part for part in parts if len(part) >= SHORTEST and part.casefold() not in free and part.title() not in ALSO_WORDS]
    written = {form for part in telling for form in (part.title(), part.upper())} | {part for part in telling if not part.islower()}
    if written and (one := re.search(r"\b(?:" + "|".join(map(re.escape, sorted(written))) + r")\b", body)):
        return one.group()
    return None
