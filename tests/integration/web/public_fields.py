"""The text fields of each page of each form of the public. A new question fails test_bad_input until it is listed here, and is then tried with everything."""

from portal.forms.ways import WAYS

YOUNG = {
    "help_first": "now_what now_where now_how",
    "story": "story",
    "safety": "wait_what wait_when",
    "help_now": "now_what now_where now_how",
    "better": "put_right",
    "side": "advocate_name",
    "side_more": "advocate_name",
    "reach": "name phone best_times email trusted must_not_see",
}
FIELDS: dict[str, dict[str, str]] = {
    "p": {
        "story": "story",
        "put_right": "when_happened put_right",
        **{f"point{n}": f"point{n}_what point{n}_when point{n}_put_right" for n in (2, 3, 4, 5)},
        "safety": "wait_what wait_who wait_when",
        "help_now": "now_what now_where now_how",
        "around": "told_whom told_said court_what year_why",
        "unfair": "unfair_how",
        "you": "name",
        "together": "with_name",
        "with_reach": "with_phone with_best_times with_email with_address",
        "child": "child_name child_age",
        **{f"child{n}": f"child{n}_name child{n}_age" for n in (2, 3, 4)},
        "thanks": "praise_for name",
        "reach": "phone best_times email address",
        "needs": "language adjust_how",
    },
    "a": {
        "story": "story own_words put_right",
        "safety": "wait_what wait_who wait_when",
        "help_now": "now_what now_where now_how",
        "you": "adv_name adv_organisation",
        "child": "child_name child_age child_reach must_not_see",
        **{f"child{n}": f"child{n}_name child{n}_age" for n in (2, 3, 4)},
        "reach": "phone best_times email address",
        "needs": "language adjust_how",
    },
    "w": {
        "heard": "said wait_what wait_who wait_when",
        "help_now": "now_what now_where now_how",
        "worker": "person_name person_reach child_name worker_name worker_team worker_phone worker_email",
    },
    **{way.letter: YOUNG for way in WAYS},
}
"""The text fields of each page of each form. A new question fails here until it is listed, and is then tried with everything."""
