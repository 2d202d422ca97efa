"""What a letter says before anybody typed over it: one plain template for each kind."""

from typing import Any

from portal.casework.desk import Desk
from portal.casework.letters.letter import complainant
from portal.casework.letters.words import WHICH_WAY, long_date, render, template_of
from portal.casework.people.who import is_child
from portal.casework.stage.find import issues
from portal.casework.stage.projection import standing_of
from portal.store.models import Case, Party
from portal.text import N_

KINDS = ("route", "extension", "hold", "answer", "withdrawn")


def first_words(desk: Desk, case: Case, kind: str, language: str = "en", party: Party | None = None) -> str:
    """The template of a kind with the case's own facts, to a person on it; gaps for staff stand in [brackets].

    A child or young person gets the one that speaks to them, where there is one.
    """
    party = party or complainant(desk, case)
    young = party is not None and is_child(party)
    return render(template_of(kind, young), language, **_facts(desk, case, language, party), **({"first_name": _first_name(party)} if young else {}))


def _first_name(party: Party | None) -> str:
    """What a young person called themselves, without a family name."""
    return " ".join(str(party.name or "").split()[:1]) if party else ""


def _facts(desk: Desk, case: Case, language: str, party: Party | None) -> dict[str, Any]:
    due = standing_of(desk, case).main
    ombudsman = desk.settings.ombudsman
    return {
        "name": (party.name if party else "") or N_("Sir or Madam"),
        "received": long_date(case.received_on, language),
        "reference": (party.reference if party else None) or case.reference,
        "procedure": WHICH_WAY if case.procedure == "intake" else desk.procedures[case.procedure].name,
        "due": long_date(due.due_on, language) if due and due.due_on else "",
        "points": [{"number": issue.number, "words": issue.words} for issue in issues(desk, case)],
        "team": f"{desk.settings.council.name}",
        "phone": desk.settings.team.phone,
        "ombudsman_phone": ombudsman.phone,
        "ombudsman_site": ombudsman.site,
    }
