"""Which code a report counts for what a record holds: the public's pages have finer words than an annual report."""

from collections.abc import Mapping

CHANNELS: Mapping[str, str] = {"web": "online_form", "phone": "telephone", "paper": "paper_form"}
"""How it came. A channel that is not here is its own code."""

COMPLAINANTS: Mapping[str, str] = {
    "child": "young_person",
    "care_leaver": "young_person",
    "advocate": "young_person",
    "representative": "young_person",
    "step_parent": "parent",
    "adopter": "parent",
    "foster_carer": "carer",
    "special_guardian": "carer",
    "family": "other_family_friend",
    "friend": "other_family_friend",
    "professional": "other_agency",
    "worker": "other_agency",
    "adult": "other",
    "not_said": "",
}
"""Whose complaint it is: somebody who speaks for a child makes the child's. A code that is not here, such as a council's own, stays."""

GIVEN_BY: Mapping[str, str] = {"child": "young_person", "not_said": ""}
"""Who gave thanks; any other code stays."""

HEARD = "passed_on"
"""A worker passed on what they heard: it is the complaint of whoever they heard."""

YOUNG_PERSON = "young_person"

HOLDS: Mapping[str, str] = {"proceedings": "court", "agreed": "complainant_request"}
"""Why a case is on hold, where the hold names a ground and no reason; any other ground is OTHER."""

OTHER = "other"
