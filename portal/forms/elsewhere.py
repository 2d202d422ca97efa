"""Where else somebody may want to go, in plain words (domain 2.1): read if they like, never a way out of the form (practice F-20)."""

from collections.abc import Mapping
from dataclasses import dataclass

from portal.text import N_


@dataclass(frozen=True)
class Elsewhere:
    """One other place. what: what it is about; where: who can help, and what we can still look at.

    numbers: settings of the council whose numbers or addresses stand beside it, as section.name.
    """

    what: str
    where: str
    numbers: tuple[str, ...] = ()


PLACES: Mapping[str, Elsewhere] = {
    "danger": Elsewhere(
        N_("A child is not safe"),
        N_("Do not wait for us to read this. Ring the team that keeps children safe. You can tell us too."),
        ("safety.worried_about_a_child", "safety.out_of_hours"),
    ),
    "court": Elsewhere(
        N_("What a court decided, or a report for a court"),
        N_("Only the court can change that. A solicitor can tell you how to ask. We can look at how our workers treated you."),
    ),
    "send": Elsewhere(
        N_("What is in a plan for special needs (an EHC plan)"),
        N_("The SEND Tribunal can change a plan. There is a last day for asking, so ask soon. We can look at delays and at how you were treated."),
    ),
    "school": Elsewhere(
        N_("A school, a nursery or a teacher"),
        N_("Each school has its own way to complain. Ask the school for it."),
    ),
    "health": Elsewhere(
        N_("A doctor, a nurse or a hospital"),
        N_("Ask for the complaints team of the hospital or surgery. If we and they are both part of it, tell us: we can ask them to answer with us."),
    ),
    "police": Elsewhere(
        N_("A crime, or the police"),
        N_("Ring 101, or 999 if it is happening now. The police look at complaints about the police."),
    ),
    "records": Elsewhere(
        N_("Seeing what is written about you, or what was done with it"),
        N_("You can ask the council for a copy of your records, and to put mistakes right."),
        ("privacy.officer", "privacy.officer_email"),
    ),
    "social_worker": Elsewhere(
        N_("Whether somebody should work as a social worker at all"),
        N_("Social Work England decides that. We can look at what the social worker did."),
    ),
    "suitability": Elsewhere(
        N_("Being told that you cannot foster or adopt"),
        N_("You can ask the IRM to look at it again. That is a review service for the whole country."),
    ),
    "allegation": Elsewhere(
        N_("Somebody who works with children and may have hurt a child"),
        N_("Ring us now, or tell us here. We tell the person who must look at it."),
        ("safety.worried_about_a_child",),
    ),
    "other_service": Elsewhere(
        N_("Housing, council tax or another part of the council"),
        N_("Ring the complaints team. They tell you whom to ask."),
        ("team.phone",),
    ),
    "ombudsman": Elsewhere(
        N_("An answer of ours that you do not agree with"),
        N_("Tell us here: there may be a next step with us. You can also ask the ombudsman, at any time."),
        ("ombudsman.phone", "ombudsman.site"),
    ),
    "staff": Elsewhere(
        N_("Something wrong at work, and you work for us"),
        N_("The council has its own way for staff to speak up. You can also pass on here what a child or a family told you."),
    ),
}
"""By a code that is counted and never renamed."""

NOT_SAID = "not_said"
