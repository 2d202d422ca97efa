"""What stands on paper of a form: what a page says by a function is said in words, and what is asked of each next one stands once."""

from portal.forms.catalogue import CATALOGUE
from portal.forms.model import Answers, Audience, Form, Kind, Page, Question, Wording
from portal.forms.paper import MOST, ROOM, Part, lines_for, parts


def asked(key: str, *options: str, kind: Kind = Kind.ONE_OF, limit: int = 200) -> Question:
    return Question(key, kind, {Audience.PARENT: Wording(key, options={one: one for one in options})}, limit=limit, options=options)


WHO, SPEAKS, MORE = asked("who", "parent", "friend"), asked("speaks_for", "self", "child"), asked("more", "yes", "no")


def speaks_for_a_child(answers: Answers) -> bool:
    return answers.get("who") == "friend" and answers.get("speaks_for") == "child"


FORM = Form(
    "made_up",
    Audience.PARENT,
    (
        Page("who", (WHO, MORE)),
        Page("speaks", (SPEAKS,), when=lambda answers: answers.get("who") == "friend"),
        Page("agrees", (asked("agrees", "yes"),), when=speaks_for_a_child),
        Page("child", (asked("child_age", kind=Kind.LINE),), when=lambda answers: answers.get("who") != "parent"),
        Page("second", (asked("child2_age", kind=Kind.LINE), asked("child3_age", kind=Kind.LINE)), when=lambda answers: answers.get("more") == "yes"),
        Page("check"),
    ),
)


def said(part: Part) -> tuple[str, list[str], list[str], bool]:
    only = [f"{one.question.key}={one.option}" for one in part.only]
    never = [f"{one.question.key}={one.option}" for one in part.never]
    return part.page.key, only, never, part.again


def test_what_a_page_says_by_a_function_is_said_in_words() -> None:
    assert [said(part) for part in parts(FORM)] == [
        ("who", [], [], False),
        ("speaks", ["who=friend"], [], False),
        ("agrees", ["speaks_for=child"], [], False),
        ("child", [], ["who=parent"], False),
        ("second", ["more=yes"], [], True),
    ]
    assert [question.key for question in parts(FORM)[-1].questions] == ["child2_age"]


def test_every_part_of_every_form_that_is_not_for_all_says_for_whom() -> None:
    for form in CATALOGUE.values():
        for part in parts(form):
            is_for_all = part.page.when(form.says)
            assert is_for_all or part.only, part.page.key


def test_there_is_room_in_proportion_to_what_is_kept() -> None:
    room = [lines_for(asked("x", kind=Kind.TEXT, limit=limit)) for limit in (*(most for most, _lines in ROOM), 50_000)]
    assert room == sorted(set(room)) and room[-1] == MOST
    assert lines_for(asked("x", kind=Kind.LINE)) == 1 and lines_for(asked("x", "yes")) == lines_for(asked("x", kind=Kind.DATE)) == 0
