"""The procedure the law points to, as text with its reasons and their sources; nothing is chosen for anybody (practice F-21)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from portal.forms.ways import YOUNG_ONES
from portal.procedure.model import Sentence
from portal.text import N_

STATUTORY, CORPORATE, COMPLIMENT, SIGNPOSTED = "statutory", "corporate", "compliment", "signposted"

NO_STORY = frozenset({"talk", "danger"})


@dataclass(frozen=True)
class Recommendation:
    """A procedure's key and why; None where a person must look first."""

    procedure: str | None
    reasons: tuple[Sentence, ...]


@dataclass(frozen=True)
class Facts:
    """What is known when somebody sorts a contact: which form it came by, its kind, who it is from, and what was said."""

    audience: str
    kind: str
    relation: str
    said: Mapping[str, Any]

    @property
    def names_a_child(self) -> bool:
        """An individual child is meant, named or not: whoever speaks for a child speaks of one."""
        keys = ("child_name", "child_age", "child2_name", "child_status")
        return self.audience == "advocate" or self.audience in YOUNG_ONES or self.said.get("person_is") == "child" or any(self.said.get(key) for key in keys)


OWN_RIGHT = {
    "parent": N_("A parent may complain in their own right, and needs no agreement from the child (Children Act 1989, s26(3)(b))."),
    "step_parent": N_(
        "A step-parent may complain in their own right where they have parental responsibility. Otherwise decide whether they have sufficient interest in "
        "the child's welfare, and write down why (Children Act 1989, s26(3)(c) and (e))."
    ),
    "foster_carer": N_(
        "A foster carer of the council, through an agency too, may complain in their own right (Children Act 1989, s26(3)(d)). "
        "Whether somebody is approved as a carer is for the Independent Review Mechanism."
    ),
    "special_guardian": N_("A special guardian may complain in their own right about support for special guardianship (Children Act 1989, s26(3C))."),
    "adopter": N_(
        "Somebody who adopts, wants to adopt or was adopted may complain in their own right about adoption support "
        "(Children Act 1989, s26(3B)). Whether somebody is approved to adopt is for the Independent Review Mechanism."
    ),
    "care_leaver": N_(
        "A care leaver may complain in their own right (Children Act 1989, s24D), and an adult about their own time in care. "
        "How long ago it was is weighed, not a bar (SI 2006/1738, reg 9)."
    ),
    "child": N_("A child may complain in their own right, through anybody they choose. Offer an advocate (Children Act 1989, s26(3)(a) and s26A)."),
}
"""Who is on the law's list, with the place (domain.md 1.2)."""

INTEREST = N_(
    "Decide whether this person has sufficient interest in the child's welfare, and write down who decided, when and why "
    "(Children Act 1989, s26(3)(e)). If not, they are told in writing why, and how to reach the ombudsman."
)
UNKNOWN = N_("We do not know yet who this is to the child. Not knowing is no reason to refuse.")


def recommend(facts: Facts, service_default: str | None = None) -> Recommendation:
    """From what the person said and, once known, the service's default procedure.

    Source of the test: Children Act 1989 s26(3) and the 2006 Regulations - is it about an individual child?
    """
    if facts.kind == "compliment":
        return Recommendation(COMPLIMENT, (Sentence(N_("The person calls it a compliment.")),))
    reasons = (_about_a_child(facts), *_who(facts), *_limits(facts.said))
    if facts.kind in NO_STORY:
        return Recommendation(None, (Sentence(N_("There is no story yet: ring first, then choose.")), *reasons))
    mixed = Sentence(N_("Where social work is part of a mixed complaint, the Children Act procedure takes all of it unless the person agrees otherwise."))
    if service_default == CORPORATE:
        return Recommendation(CORPORATE, (Sentence(N_("The service chosen works under the corporate procedure.")), *reasons, mixed))
    if service_default == STATUTORY:
        return Recommendation(STATUTORY, (Sentence(N_("The service chosen works under the Children Act procedure.")), *reasons))
    return Recommendation(STATUTORY if facts.names_a_child else None, (*reasons, mixed))


def _about_a_child(facts: Facts) -> Sentence:
    if facts.names_a_child:
        return Sentence(N_("Is it about an individual child? A child is named or described."))
    return Sentence(N_("Is it about an individual child? No child is named: read the story, or ask."))


def _who(facts: Facts) -> tuple[Sentence, ...]:
    """Whether the law lets this person complain, and what has to be decided."""
    by_form = {"advocate": _through_somebody, "pass_on": _passed_on}
    found = by_form.get(facts.audience, _for_themselves)(facts)
    if facts.said.get("stay_anonymous") == "yes":
        found += (
            N_(
                "They want to stay unnamed. Guidance puts this outside the statutory procedure; it is still recorded, looked at by the complaints manager, "
                "and acted on where a child may be at risk (Getting the Best from Complaints, 2006)."
            ),
        )
    return tuple(Sentence(one) for one in found)


def _for_themselves(facts: Facts) -> tuple[str, ...]:
    relation, said = facts.relation, facts.said
    if relation == "not_said":
        return (UNKNOWN,)
    found: tuple[str, ...] = (OWN_RIGHT.get(relation, INTEREST),)
    if said.get("responsible") == "yes" and relation not in OWN_RIGHT:
        found = (N_("They say that they have parental responsibility: then they may complain in their own right (Children Act 1989, s26(3)(c))."),)
    if relation == "professional":
        found += (
            N_(
                "Somebody who works for another agency and disagrees with a decision uses the escalation policy of the safeguarding partners. "
                "If they speak for a child, it is the child's complaint."
            ),
        )
    return found + _for_the_child(said)


def _for_the_child(said: Mapping[str, Any]) -> tuple[str, ...]:
    if said.get("speaks_for") not in ("child", "both"):
        return ()
    if said.get("child_agrees") == "yes":
        return (N_("They speak for the child and say that the child agrees. Confirm with the child where you can that these are the child's views."),)
    return (
        N_(
            "They speak for the child, and we do not know that the child agrees. Ask the child where that is safe; a young child may not be able to say. "
            "Missing agreement is asked for and is never a refusal."
        ),
    )


def _through_somebody(facts: Facts) -> tuple[str, ...]:
    found: tuple[str, ...] = (OWN_RIGHT["child"],)
    if facts.said.get("consent_complain") != "yes":
        found += (N_("The young person's consent is still to come: say that we have it, ask for it, and act on any risk meanwhile. It is never a refusal."),)
    if any(bar != "none" for bar in facts.said.get("bars") or ()):
        found += (
            N_(
                "Something stands against this person acting as the advocate. The complaint is heard all the same: offer another advocate "
                "(Advocacy Services and Representations Procedure (Children) (Amendment) Regulations 2004)."
            ),
        )
    return found


def _passed_on(facts: Facts) -> tuple[str, ...]:
    found: tuple[str, ...] = (OWN_RIGHT.get(str(facts.said.get("person_is")), INTEREST if facts.said.get("person_is") else UNKNOWN),)
    if facts.said.get("person_knows") != "yes":
        found += (N_("They may not know that we were told. Reach them only in the way the worker wrote down, and ask what they want."),)
    return found


def _limits(said: Mapping[str, Any]) -> tuple[Sentence, ...]:
    found = []
    if said.get("over_a_year") in ("yes", "not_sure"):
        found.append(
            N_(
                "It may be more than a year ago. Weigh it, case by case: was it reasonable to expect it sooner, and can it still be looked into "
                "effectively and fairly? Write down both (SI 2006/1738, reg 9)."
            )
        )
    if said.get("court"):
        found.append(
            N_(
                "Court, tribunal, police or disciplinary proceedings are going on. Only what would prejudice them may wait; the other points are answered now, "
                "and the person is told in writing which and why (SI 2006/1738, reg 8)."
            )
        )
    if said.get("unfair") in ("yes", "not_sure"):
        found.append(N_("They may have been treated unfairly because of who they are: confirm it point by point (Equality Act 2010)."))
    return tuple(Sentence(one) for one in found)


def needs_second_person(said_kind: str, kind: str, procedure: str, service_default: str | None) -> bool:
    """Whether a choice takes a complaint out of its statutory route, so that it needs a reason, a second person and a letter (F-21)."""
    if procedure == SIGNPOSTED or kind == "enquiry":
        return True
    if procedure == STATUTORY or (procedure == COMPLIMENT and said_kind == "compliment"):
        return False
    if procedure == COMPLIMENT and said_kind != "comment":
        return True
    return service_default is None or service_default == STATUTORY
