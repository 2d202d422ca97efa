"""What the codes of how a case ended are called on the staff's screens."""

from collections.abc import Mapping

from portal.text import N_

OUTCOME_WORDS: Mapping[str, Mapping[str, str]] = {
    "why_ended": {
        "court": N_("A court or other proceedings"),
        "complainant_choice": N_("The person chose another way"),
        "complainant_request": N_("The person asked for it"),
        "complainant_withdrew": N_("The person took it back"),
        "out_of_time": N_("It came too late"),
        "not_eligible": N_("This procedure is not for it"),
        "other": N_("Another reason"),
    },
    "meeting": {
        "resolved": N_("It was settled"),
        "unresolved": N_("It was not settled"),
        "declined": N_("They did not want it"),
    },
    "decision": {
        "upheld": N_("Upheld"),
        "not_upheld": N_("Not upheld"),
        "closed_after_initial_enquiries": N_("Closed after first enquiries"),
        "outside_jurisdiction": N_("Not for the ombudsman"),
        "premature": N_("Too early"),
        "referred_back": N_("Referred back to the council"),
    },
}
