"""Believable complaints, compliments and ideas, made up for the demonstration, the tests and the measurements."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

SEED = 20261125


@dataclass(frozen=True)
class Tale:
    """A story with what triage makes of it: a title, a service, and the points with their categories."""

    service: str
    title: str
    story: str
    put_right: str
    points: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Telling:
    """One contact: what the person said, and the tale behind it."""

    said: dict[str, Any]
    tale: Tale


FIRST = "Amira Ben Carol Dev Ewa Farah Grace Hamid Iris Joana Kieran Lena Marek Nadia Owen Priya Rosa Sam Tariq Una Violet Will Yusuf Zofia".split()
LAST = "Adeyemi Barker Clarke Dunn Evans Farouk Gill Hughes Iqbal Jones Kowalska Lee Mensah Novak Okafor Patel Quinn Reid Singh Turner".split()
CHILDREN = "Alfie Bea Callum Dina Ellis Freya George Hana Isaac Jess Kofi Lily Mason Nia Oscar Poppy Ravi Sofia Theo Zara".split()
RELATIONS = ("parent", "parent", "parent", "parent", "foster_carer", "grandparent", "family", "other")
TIMES = ("weekdays before 3 pm", "any evening after 6", "mornings only", "Saturdays", "")

TALES = (
    Tale(
        "child_in_need",
        "Meeting moved and held without her",
        "On {day} the social worker said the meeting would be moved so that I could come. Nobody rang me and it went ahead "
        "without me. I found out from the school. Now there is a plan for {child} that I have not seen.",
        "I want to see the plan and I want the meeting held again with me there.",
        (("The meeting was held without telling the mother", "communication"), ("The plan was not shared", "not_involved")),
    ),
    Tale(
        "looked_after",
        "Visits stopped without a reason",
        "I used to see {child} every second Saturday. Since {day} the visits have stopped and nobody tells me why. I rang four times.",
        "Tell me why. Start the visits again.",
        (("Nobody said why visits stopped", "communication"), ("Calls were not returned", "delay"), ("The visits themselves", "family_contact")),
    ),
    Tale(
        "child_in_need",
        "Assessment has wrong facts in it",
        "The assessment says I lost my job and that {child} missed six weeks of school. Neither is true. I asked for it to be put "
        "right on {day} and had no answer.",
        "Put the facts right and send the right copy to everyone who got the wrong one.",
        (("The assessment has wrong facts", "report_content"), ("A correction was asked for and not answered", "delay")),
    ),
    Tale(
        "fostering",
        "Allowance paid late three months running",
        "We foster {child} for you. The allowance has come late three months running, last on {day}. I have had to borrow.",
        "Pay on the day. Pay back my bank charges.",
        (("The allowance came late three times", "money"),),
    ),
    Tale(
        "disabled_children",
        "Short breaks promised and not started",
        "We were promised short breaks for {child} from {day}. It has not started. I have not slept through a night since.",
        "Start the short breaks and tell me who to ring.",
        (("Short breaks were agreed and have not started", "delay"), ("No one to ask", "communication")),
    ),
    Tale(
        "leaving_care",
        "No help with a flat",
        "My pathway plan says I get help to find a flat. My worker left on {day} and I have had nobody since. I sleep on a friend's sofa.",
        "Give me a worker and help me find somewhere.",
        (("No worker since the last one left", "service_missing"), ("Help with a flat was not given", "delay")),
    ),
    Tale(
        "child_in_need",
        "The way a worker spoke to him",
        "The worker who came on {day} talked to me as if I was stupid, in front of {child}. She said fathers like me always say that.",
        "I want her to say sorry and I want somebody else.",
        (("The worker was rude in front of the child", "conduct"),),
    ),
    Tale(
        "looked_after",
        "Moved school without being asked",
        "They moved {child} to a new school on {day}. Nobody asked me. I still have parental responsibility. {child} cries every morning.",
        "I want to be asked. I want {child} back at the old school if that can be done.",
        (("A decision was taken without asking the parent", "not_involved"), ("The choice of school", "decision")),
    ),
    Tale(
        "special_guardianship",
        "Support plan was never reviewed",
        "I am special guardian to my grandchild {child}. The plan says it is looked at every year. The last time was three years before {day}.",
        "Look at the plan now and pay what we should have had.",
        (("The support plan was not reviewed", "delay"), ("Support that should have been paid", "money")),
    ),
    Tale(
        "adoption_support",
        "Letters to birth family not passed on",
        "I write to {child} every year through your office. On {day} I learned that the last two letters were still in a drawer.",
        "Pass the letters on and tell me it will not happen again.",
        (("Two letters were not passed on", "practice"),),
    ),
    Tale(
        "send",
        "Plan for school is four months late",
        "{child} has waited since {day} for the plan that says what help school must give. I was told it takes twenty weeks. It is over thirty.",
        "Finish the plan. Put the help in now.",
        (("The plan is late", "delay"),),
    ),
    Tale(
        "early_help",
        "Parenting course full three times",
        "The early help worker keeps giving me a course that is full. Three times now, last on {day}.",
        "Find me a place or say there is none.",
        (("No place on the course that was offered", "service_missing"),),
    ),
    Tale(
        "child_in_need",
        "Letter sent to the wrong house",
        "A letter about {child} went to my old address on {day}. My ex lives there. He now knows where we live.",
        "I want to know who did this and what you do to keep us safe.",
        (("A letter with the new address went to the old one", "data_breach"), ("What was done afterwards", "safeguarding")),
    ),
    Tale(
        "school_transport",
        "School taxi did not come",
        "The taxi that takes {child} to school did not come on {day} and two more days. No one answers the phone.",
        "A taxi that comes, and a number that answers.",
        (("The taxi did not come", "service_missing"), ("No answer on the phone", "communication")),
    ),
)

THANKS = (
    Tale(
        "fostering",
        "Thank you to the fostering team",
        "I want to thank Jo from the fostering team. On {day} she stayed two hours after her shift until {child} had settled.",
        "",
        (),
    ),
    Tale("child_in_need", "Worker who listened", "Our worker listened to {child} and to me. It is the first time in years. Thank you.", "", ()),
    Tale("looked_after", "Good help with contact visits", "The staff at the family centre made our visits with {child} feel normal. Please tell them.", "", ()),
)

IDEAS = (Tale("early_help", "Toys in the waiting room", "The waiting room has nothing for small children. A box of toys would help.", "A box of toys.", ()),)


def tellings(random: Random, first_day: str = "3 November") -> Iterator[Telling]:
    """Contacts without end, the same for the same seed: mostly complaints, some thanks, a few ideas."""
    while True:
        kind, tale = _pick(random)
        child = random.choice(CHILDREN)
        said: dict[str, Any] = {"kind": kind, "story": tale.story.format(day=first_day, child=child)}
        if tale.put_right:
            said["put_right"] = tale.put_right.format(child=child)
        yield Telling({**said, **_person(random, child)}, tale)


def _pick(random: Random) -> tuple[str, Tale]:
    roll = random.random()
    if roll < 0.1:
        return "compliment", random.choice(THANKS)
    if roll < 0.14:
        return "comment", random.choice(IDEAS)
    return ("complaint" if roll < 0.9 else "not_sure"), random.choice(TALES)


def _person(random: Random, child: str) -> dict[str, Any]:
    first, last = random.choice(FIRST), random.choice(LAST)
    person: dict[str, Any] = {
        "relation": random.choice(RELATIONS),
        "name": f"{first} {last}",
        "responsible": random.choice(("yes", "yes", "yes", "not_sure", "no")),
        "child_name": f"{child} {last}",
        "child_age": str(random.randint(1, 17)),
        "phone": f"01632 960{random.randint(100, 999)}",
        "safe_phone": random.choice((["ring"], ["ring", "voicemail"], ["ring", "text"], ["text"])),
        "best_times": random.choice(TIMES),
    }
    if random.random() < 0.7:
        person["email"] = f"{first}.{last}{random.randint(1, 99)}@example.org".lower()
        person["safe_email"] = random.choice((["email"], ["email", "email_letters"], []))
    if random.random() < 0.3:
        person["address"] = f"{random.randint(1, 99)} Mill Lane\nAnytown\nAN1 2TN"
        person["safe_post"] = ["post"]
    return {key: value for key, value in person.items() if value}
