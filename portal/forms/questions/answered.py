"""Answers that many questions share, in the words people read."""

from portal.text import N_

YES_NO = {"yes": N_("Yes"), "no": N_("No")}
YES_NO_NOT_SURE = {**YES_NO, "not_sure": N_("I am not sure")}
