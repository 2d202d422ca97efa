"""Who hears from us on a case: one letter each, and nobody who complained is forgotten (practice F-12)."""

from collections.abc import Sequence
from dataclasses import dataclass

from portal.casework.desk import Desk, NotAllowed
from portal.casework.letters.letter import complainant, send, write
from portal.procedure.model import Sentence
from portal.store.models import Case, Letter, Party
from portal.text import N_

SPEAK = ("representative", "advocate")


@dataclass(frozen=True)
class Writing:
    """A letter to one more person on the case: the party's id, the words, and how it goes. No words: that person gets none."""

    party_id: str
    body: str
    channel: str = "post"


def readers(desk: Desk, case: Case) -> list[Party]:
    """Everybody a letter may go to: those who complained, those who speak for them, and a child who is spoken for; the first comes first."""
    here = [one for one in case.parties if one.to_on is None or one.to_on > desk.today]
    spoken_for = {one.speaks_for_id for one in here if one.role in SPEAK}
    speak = [one for one in here if one.role in SPEAK]
    children = [one for one in here if one.role == "child" and one.id in spoken_for]
    return [*(one for one in here if one.role == "complainant"), *speak, *children]


def must_be_told(desk: Desk, case: Case) -> list[Party]:
    """Those whom no letter may leave out: everybody who complained, or, where a child complains through somebody, whoever speaks for them."""
    found = readers(desk, case)
    return [one for one in found if one.role == "complainant"] or [one for one in found if one.role in SPEAK]


def complain_together(desk: Desk, case: Case) -> bool:
    """Whether two complain on this case: they share its points and nothing else."""
    return sum(one.role == "complainant" for one in readers(desk, case)) > 1


def check_everybody(desk: Desk, case: Case, also: Sequence[Writing]) -> None:
    """Raises NotAllowed while somebody who must be told would hear nothing, or a letter would go to somebody who is not on the case."""
    first, known = complainant(desk, case), {str(one.id) for one in readers(desk, case)}
    if any(one.party_id not in known for one in also):
        raise NotAllowed(N_("Choose somebody who is on this case."))
    written = {one.party_id for one in also if one.body.strip()}
    for party in must_be_told(desk, case):
        if party is not first and str(party.id) not in written:
            raise NotAllowed(Sentence(N_("Write a letter to %(name)s too: each of them is told, in a letter of their own."), {"name": party.name or "…"}))


def send_each(desk: Desk, case: Case, first: Letter, channel: str, also: Sequence[Writing] = ()) -> Letter:
    """Send the first letter, and one of the same kind to each of the others. Raises NotAllowed while one of two would hear nothing."""
    check_everybody(desk, case, also)
    sent = send(desk, case, first, channel)
    parties = {str(one.id): one for one in readers(desk, case)}
    for one in also:
        if one.body.strip():
            send(desk, case, write(desk, case, first.kind, one.body, parties[one.party_id]), one.channel)
    return sent
