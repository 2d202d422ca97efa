"""Who hears from us on a case: one letter each, and nobody who complained is forgotten (practice F-12)."""

from collections.abc import Sequence
from dataclasses import dataclass

from portal.casework.desk import Desk, NotAllowed
from portal.casework.letters.letter import send, write
from portal.casework.people.consent import may_have_answer, stopped_on
from portal.casework.people.who import has_stopped, is_here
from portal.procedure.model import Sentence
from portal.store.models import Case, Letter, Party
from portal.text import N_

SPEAK, ANSWER = ("representative", "advocate"), "answer"


@dataclass(frozen=True)
class Writing:
    """A letter to one more person on the case: the party's id, the words, and how it goes. No words: that person gets none."""

    party_id: str
    body: str
    channel: str = "post"


def readers(desk: Desk, case: Case, kind: str = "") -> list[Party]:
    """Everybody a letter of this kind may go to: those who complained, those who speak for somebody, and a child who is spoken for.

    Whoever speaks for a child hears nothing once consent was taken back, and gets the answer only where the child agreed to that.
    Whoever stopped while another goes on comes last.
    """
    here = [one for one in case.parties if is_here(one, desk.today)]
    speak = [one for one in here if one.role in SPEAK]
    spoken_for = {one.speaks_for_id for one in speak}
    children = [one for one in here if one.role == "child" and one.id in spoken_for]
    complain = [one for one in here if one.role == "complainant"]
    go_on, stopped = [one for one in complain if not has_stopped(case, one)], [one for one in complain if has_stopped(case, one)]
    return [*go_on, *(one for one in speak if _may_hear(desk, one, kind)), *children, *stopped]


def _may_hear(desk: Desk, party: Party, kind: str) -> bool:
    if kind == ANSWER:
        return may_have_answer(desk.session, party, desk.today)
    return party.speaks_for_id is None or stopped_on(desk.session, party.id, desk.today) is None


def left_out(desk: Desk, case: Case, kind: str = "") -> list[Party]:
    """Those who speak for somebody and get no letter of this kind, since the consent for it is not there or is over."""
    return [one for one in case.parties if one.role in SPEAK and is_here(one, desk.today) and not _may_hear(desk, one, kind)]


def first_reader(desk: Desk, case: Case, kind: str = "") -> Party | None:
    """Whom the first letter goes to; None where nobody can be written to."""
    return next(iter(readers(desk, case, kind)), None)


def must_be_told(desk: Desk, case: Case, kind: str = "") -> list[Party]:
    """Those whom no letter may leave out: everybody who complains; where a child complains through somebody, whoever speaks, or else the child."""
    found = readers(desk, case, kind)
    return [one for one in found if one.role == "complainant" and not has_stopped(case, one)] or [one for one in found if one.role in SPEAK] or found[:1]


def complain_together(desk: Desk, case: Case) -> bool:
    """Whether two complain on this case: they share its points and nothing else."""
    return sum(one.role == "complainant" for one in readers(desk, case)) > 1


def check_everybody(desk: Desk, case: Case, also: Sequence[Writing], kind: str = "") -> None:
    """Raises NotAllowed while somebody who must be told would hear nothing, or a letter would go to somebody who may not have it."""
    first, known = first_reader(desk, case, kind), {str(one.id) for one in readers(desk, case, kind)}
    if any(one.party_id not in known for one in also):
        raise NotAllowed(N_("Choose somebody who is on this case."))
    written = {one.party_id for one in also if one.body.strip()}
    for party in must_be_told(desk, case, kind):
        if party is not first and str(party.id) not in written:
            raise NotAllowed(Sentence(N_("Write a letter to %(name)s too: each of them is told, in a letter of their own."), {"name": party.name or "…"}))


def write_first(desk: Desk, case: Case, kind: str, body: str) -> Letter:
    """The letter to the first reader, not sent yet."""
    return write(desk, case, kind, body, first_reader(desk, case, kind))


def send_each(desk: Desk, case: Case, first: Letter, channel: str, also: Sequence[Writing] = ()) -> Letter:
    """Send the first letter, and one of the same kind to each of the others. Raises NotAllowed while one of two would hear nothing."""
    check_everybody(desk, case, also, first.kind)
    sent = send(desk, case, first, channel)
    parties = {str(one.id): one for one in readers(desk, case, first.kind)}
    for one in also:
        if one.body.strip():
            send(desk, case, write(desk, case, first.kind, one.body, parties[one.party_id]), one.channel)
    return sent
