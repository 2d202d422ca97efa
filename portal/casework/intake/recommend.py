"""The procedure the law points to, as text with its reasons; nothing is chosen for anybody (practice F-21)."""

from dataclasses import dataclass

from portal.procedure.model import Sentence
from portal.text import N_

STATUTORY, CORPORATE, COMPLIMENT, SIGNPOSTED = "statutory", "corporate", "compliment", "signposted"


@dataclass(frozen=True)
class Recommendation:
    """A procedure's key and why; None where a person must look first."""

    procedure: str | None
    reasons: tuple[Sentence, ...]


def recommend(kind: str, relation: str, names_a_child: bool, service_default: str | None = None) -> Recommendation:
    """From what the person said (kind, relation to the child) and, once known, the service's default procedure.

    Source of the test: Children Act 1989 s26(3) and the 2006 Regulations - is it about an individual child?
    """
    if kind == "compliment":
        return Recommendation(COMPLIMENT, (Sentence(N_("The person calls it a compliment.")),))
    reasons = [_about_a_child(names_a_child), _relation(relation)]
    if kind in ("talk", "danger"):
        return Recommendation(None, (Sentence(N_("There is no story yet: ring first, then choose.")), *reasons))
    mixed = Sentence(N_("Where social work is part of a mixed complaint, the Children Act procedure takes all of it unless the person agrees otherwise."))
    if service_default == CORPORATE:
        return Recommendation(CORPORATE, (Sentence(N_("The service chosen works under the corporate procedure.")), *reasons, mixed))
    if service_default == STATUTORY:
        return Recommendation(STATUTORY, (Sentence(N_("The service chosen works under the Children Act procedure.")), *reasons))
    return Recommendation(STATUTORY if names_a_child else None, (*reasons, mixed))


def _about_a_child(names_a_child: bool) -> Sentence:
    if names_a_child:
        return Sentence(N_("Is it about an individual child? A child is named."))
    return Sentence(N_("Is it about an individual child? No child is named: read the story, or ask."))


def _relation(relation: str) -> Sentence:
    if relation in ("parent", "foster_carer"):
        return Sentence(N_("A parent or a foster carer may complain in their own right (Children Act 1989, s26(3))."))
    if relation == "not_said":
        return Sentence(N_("We do not know yet who this is to the child. Not knowing is no reason to refuse."))
    return Sentence(N_("Anyone else may complain if they have sufficient interest in the child's welfare: decide that and write down why."))


def needs_second_person(said_kind: str, kind: str, procedure: str, service_default: str | None) -> bool:
    """Whether a choice takes a complaint out of its statutory route, so that it needs a reason, a second person and a letter (F-21)."""
    if procedure == SIGNPOSTED or kind == "enquiry":
        return True
    if procedure == STATUTORY or (procedure == COMPLIMENT and said_kind == "compliment"):
        return False
    if procedure == COMPLIMENT and said_kind != "comment":
        return True
    return service_default is None or service_default == STATUTORY
