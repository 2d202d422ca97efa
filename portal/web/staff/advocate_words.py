"""What the codes of advocates and consents are called on the staff's screens."""

from collections.abc import Mapping

from portal.text import N_

ADVOCATE_WORDS: Mapping[str, Mapping[str, str]] = {
    "consent": {
        "complain": N_("To make the complaint"),
        "receive": N_("That they get the answer"),
        "records": N_("That they see records"),
    },
    "consent_is": {
        "yes": N_("Yes"),
        "no": N_("No"),
        "not_yet": N_("Not yet"),
        "over": N_("Has run out"),
        "taken_back": N_("Taken back"),
        "not_asked": N_("Not asked"),
    },
    "consent_how": {
        "written": N_("In writing"),
        "spoken": N_("They said so"),
        "recorded": N_("Recorded"),
        "other": N_("Another way"),
    },
    "told": {
        "in_person": N_("Face to face"),
        "phone": N_("By phone"),
        "letter": N_("In a letter or message"),
        "other": N_("Another way"),
    },
}
