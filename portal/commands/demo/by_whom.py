"""Who else tells us in the demonstration: a couple, an advocate, a worker who passes on what they heard, somebody unnamed, other languages."""

from collections.abc import Mapping
from typing import Any

from portal.commands.demo.stories import Tale

COUPLE: Mapping[str, Any] = {
    "relation": "parent",
    "together": "yes",
    "with_name": "Marek Dunn",
    "with_relation": "parent",
    "with_responsible": "yes",
    "with_phone": "01632 960207",
    "with_safe_phone": ["text"],
    "with_email": "marek.dunn@example.org",
    "with_safe_email": ["email", "email_letters"],
    "with_code": "later",
}

SEVERAL_POINTS: Mapping[str, Any] = {
    "when_happened": "Since the summer holidays",
    "more_points": "yes",
    "point2_what": "The worker said in front of my son that people like us always complain. We are Roma.",
    "point2_when": "On her second visit",
    "point2_put_right": "I want her to say sorry to him.",
    "point2_more": "yes",
    "point3_what": "Nobody told us that we could have somebody with us at the meeting.",
    "unfair": "yes",
    "unfair_because": ["race"],
    "unfair_how": "She only spoke like this to us, not to the other family.",
    "told_before": "yes",
    "told_whom": "The team manager, by phone",
    "told_said": "That she would look into it.",
    "adjustments": ["large_print", "help_writing"],
    "more_children": "yes",
    "child2_name": "Lena",
    "child2_age": "4",
    "child2_lives": "at_home",
}

UNNAMED: Mapping[str, Any] = {
    **{"kind": "complaint", "relation": "family", "stay_anonymous": "yes", "over_a_year": "not_sure"},
    "story": "My sister's children are left with a neighbour whenever the worker is due. The worker knows and writes that all is well.",
    "put_right": "Look properly.",
}

POLISH: Mapping[str, Any] = {
    "story": "Od trzech tygodni nikt nie oddzwania. Nie rozumiem listu, który dostałam.",
    "put_right": "Proszę wyjaśnić mi to po polsku.",
    "language": "Polish",
    "interpreter": "yes",
}

ARABIC: Mapping[str, Any] = {
    "story": "لا أحد يرد على الهاتف منذ ثلاثة أسابيع. لا أعرف متى سأرى ابنتي مرة أخرى.",
    "put_right": "أريد أن يشرح لي أحد ما يحدث.",
    "interpreter": "yes",
}

ADVOCATE: Mapping[str, Any] = {
    "kind": "complaint",
    "story": "Nell has not seen her brother since the move. She asked her worker three times and was told it is being looked into.",
    "own_words": "I want to see Kit. Nobody says when.",
    "put_right": "A date for the first visit, and somebody who tells her.",
    "adv_name": "Imogen Speakwell",
    "adv_organisation": "Clear Voice",
    "adv_role": "advocate",
    "bars": ["none"],
    "instructed": "yes",
    "child_name": "Nell Ashgrove",
    "child_age": "14",
    "child_lives": "foster",
    "child_status": "looked_after",
    "child_reach": "Through me, or at school in the lunch break. Not at the foster home.",
    "must_not_see": "Her foster carer, until she has talked to her social worker.",
    "consent_complain": "yes",
    "consent_how": "spoken",
    "answer_how": ["letter", "meeting"],
    "phone": "01632 960208",
    "safe_phone": ["ring", "voicemail", "say_who"],
    "email": "imogen@clearvoice.example",
    "safe_email": ["email", "email_letters"],
}

BARRED: Mapping[str, Any] = {
    **ADVOCATE,
    "adv_name": "Gerald Quinn",
    "adv_organisation": "Hillside children's home",
    "adv_role": "carer",
    "bars": ["manages_service"],
    "consent_complain": "not_yet",
    "child_name": "Theo Reid",
    "child_age": "12",
    "child_lives": "children_home",
    "child_reach": "At school, through his form teacher.",
    "must_not_see": "",
    "answer_how": ["letter"],
    "own_words": "It is my money.",
    "put_right": "Give it back and say why it was kept.",
    "story": "Theo says that his pocket money is kept back at Hillside and that nobody tells him why.",
    "email": "gerald.quinn@example.org",
}

PASSED_ON: Mapping[str, Any] = {
    "said": "He told me at lunch that he is being moved on Friday, that nobody asked him, and that he wants to stay at this school.",
    "in_danger": "no",
    "wait": "yes",
    "wait_what": "He is being moved to another home.",
    "wait_when": "Friday",
    "person_name": "Ravi Patel",
    "person_is": "child",
    "person_knows": "yes",
    "person_reach": "At school. He does not want his foster carer to know yet.",
    "worker_name": "Joan Barker",
    "worker_role": "school",
    "worker_team": "Mill Lane School",
    "worker_phone": "01632 960209",
}

YOUNG: Mapping[str, Any] = {
    "kind": "complaint",
    "story": "I was moved and nobody told my school. Now I miss football and my friends think I left on purpose.",
    "in_danger": "no",
    "put_right": "Let me go back on Tuesdays.",
    "advocate_wanted": "yes",
    "name": "Kit",
    "phone": "01632 960210",
    "safe_phone": ["text"],
    "best_times": "After school, not at weekends",
}

THANKS: Mapping[str, Any] = {"praise_for": "Jo in the fostering team", "praise_from": "family", "may_pass_on": "with_name", "may_publish": "yes"}
THANKS_APART: Mapping[str, Any] = {"praise_for": "Our worker", "praise_from": "family", "may_pass_on": "no", "may_publish": "no"}

NELL = Tale(
    "looked_after",
    "Not told when she sees her brother",
    str(ADVOCATE["story"]),
    str(ADVOCATE["put_right"]),
    (("No visits with her brother since the move", "family_contact"), ("Her questions were not answered", "communication")),
)
