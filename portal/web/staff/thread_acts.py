"""The acts about one person: write to them, a new code, how to reach them, and stopping. Which person: `?to=` their reference."""

from collections.abc import Mapping

import sqlalchemy as sa
from flask import g, request
from flask_babel import gettext as _

from portal.access.roles import Permission
from portal.casework.account import kept_text
from portal.casework.desk import Desk, NotAllowed
from portal.casework.letters.first_words import first_words
from portal.casework.letters.letter import channels
from portal.casework.people.parties import CHANNELS
from portal.casework.people.safe_contact import current
from portal.casework.reading.threads import safe_of, speaking
from portal.casework.thread.message import WITHDRAWAL, write_out
from portal.casework.thread.new_code import DOUBT, SURE, Check, give_new_code
from portal.casework.thread.safe_way import WAYS, change, ways_for_code
from portal.casework.thread.withdrawal import PUSHED, TASK, Stop, withdraw
from portal.store.models import Case, Message, Party, Task
from portal.text import N_
from portal.web.staff.asked import Act, Asked, Given, Options
from portal.web.staff.choosing import yes_no
from portal.web.staff.letters_asked import most_for
from portal.web.staff.word_acts import languages
from portal.web.staff.words import word

CODE = "code"
NOBODY = N_("Nobody on this case has a page of their own.")


def _named(party: Party) -> str:
    return party.name or word("party", party.role)


def _chosen(desk: Desk, case: Case) -> Party:
    """Whom the page is about: the person whose reference stands in the address, else the first."""
    people = speaking(desk, case)
    if not people:
        raise NotAllowed(NOBODY)
    return next((one for one in people if one.reference and one.reference == request.args.get("to")), people[0])


def _party(desk: Desk, case: Case, given: Given) -> Party:
    people = {str(one.id): one for one in speaking(desk, case)}
    found = people.get(given.one("party", [(key, "") for key in people]))
    if found is None:
        raise NotAllowed(NOBODY)
    return found


def _only(party: Party, ask: str) -> Asked:
    """What is filled in is one person's: another cannot be chosen on the same page."""
    return Asked("party", "one_of", ask, options=[(str(party.id), _named(party))], value=str(party.id))


def _ask_message(desk: Desk, case: Case) -> list[Asked]:
    party = _chosen(desk, case)
    people = [(str(one.id), _with_ways(desk, one)) for one in speaking(desk, case)]
    hint = _("It waits on their page. Where they called e-mail safe, a short e-mail says that there is something new, and no more.")
    return [
        Asked("party", "one_of", _("To whom?"), _("What they called safe stands beside the name."), people, str(party.id)),
        Asked("words", "text", _("The message"), hint),
    ]


def _with_ways(desk: Desk, party: Party) -> str:
    safe = safe_of(desk, party)
    ways = ", ".join(word("channel", one) for one in safe) if safe else _("nothing was called safe")
    return _("%(name)s (%(ways)s)", name=_named(party), ways=ways)


def _ask_code(desk: Desk, case: Case) -> list[Asked]:
    party = _chosen(desk, case)
    if party.user_id is not None:
        raise NotAllowed(N_("They sign in, and need no code."))
    given_by = {"phone": _("I ring them"), "text": _("By text"), "letter": _("By post"), "in_person": _("In person")}
    options = [(way, given_by[way]) for way in ways_for_code(desk, party)]
    return [
        _only(party, _("Whose code?")),
        Asked(
            "asked",
            "text",
            _("What did you ask to know who it is, and what did they say?"),
            _("Ask what only they know from this case. Never read out the old code."),
        ),
        Asked("sure", "one_of", _("How sure are you?"), options=[(SURE, _("Sure")), (DOUBT, _("In doubt: no code"))]),
        Asked("way", "one_of", _("How do they get the new code?"), _("Only what they called safe before today, or in person."), options),
    ]


def _do_code(desk: Desk, case: Case, given: Given) -> None:
    """The words are kept sealed for whoever made them until they are handed over, 8 hours at most."""
    party = _party(desk, case, given)
    check = Check(given.text("asked"), given.one("sure", [(SURE, ""), (DOUBT, "")]), given.one("way", [(way, "") for way in WAYS]))
    reference = give_new_code(desk, party, g.fresh_code, check)
    fields = [("reference", reference), ("words", g.fresh_code.words), ("way", check.way), ("name", _named(party))]
    kept_text.keep(desk.session, desk.actor.id, code_form(case), fields, desk.now)


def code_form(case: Case) -> str:
    """Under which name the words of a new code are kept until they are handed over."""
    return f"{CODE}:{case.reference}"


def _ticks(question: str) -> Options:
    return [(option, word("channel", column)) for column, (asked, option) in CHANNELS.items() if asked == question]


def _ask_ways(desk: Desk, case: Case) -> list[Asked]:
    party = _chosen(desk, case)
    record = current(desk.session, party.id, desk.today)
    known = (record.details or {}) if record else {}
    safe = {question: [option for column, (asked, option) in CHANNELS.items() if asked == question and getattr(record, column, False)] for question in TICKED}
    ticked = _("What is not ticked is not used.")
    return [
        _only(party, _("Who?")),
        Asked("phone", "line", word("detail", "phone"), value=known.get("phone", ""), optional=True),
        Asked("safe_phone", "any_of", _("On this number, what is safe?"), ticked, _ticks("safe_phone"), safe["safe_phone"], optional=True),
        Asked("best_times", "line", word("detail", "best_times"), value=known.get("best_times", ""), optional=True),
        Asked("email", "line", word("detail", "email"), value=known.get("email", ""), optional=True),
        Asked("safe_email", "any_of", _("At this e-mail address, what is safe?"), ticked, _ticks("safe_email"), safe["safe_email"], optional=True),
        Asked("address", "text", word("detail", "address"), value=known.get("address", ""), optional=True),
        Asked("safe_post", "any_of", _("At this address, what is safe?"), ticked, _ticks("safe_post"), safe["safe_post"], optional=True),
        Asked("language", "select", _("In which language do we write to them?"), options=languages(), value=party.language),
        Asked("how", "text", _("How do you know?"), _("Who told you, when and how. The number or address before is told nothing.")),
    ]


TICKED = ("safe_phone", "safe_email", "safe_post")
WRITTEN = ("phone", "best_times", "email", "address")


def _do_ways(desk: Desk, case: Case, given: Given) -> None:
    said = {**{key: given.text(key).strip() for key in WRITTEN}, **{key: list(given.many(key, _ticks(key))) for key in TICKED}}
    change(desk, _party(desk, case, given), said, given.text("how"), given.one("language", languages()))


def _stopping(desk: Desk, case: Case) -> Party:
    """Who asked us to stop, unless the address names somebody."""
    asked = sa.select(Task.party_id).where(Task.case_id == case.id, Task.kind == TASK, Task.done_at.is_(None)).limit(1)
    party_id = None if request.args.get("to") else desk.session.scalar(asked)
    return next((one for one in speaking(desk, case) if one.id == party_id), None) or _chosen(desk, case)


def _ask_withdraw(desk: Desk, case: Case) -> list[Asked]:
    party = _stopping(desk, case)
    own = sa.select(Message).where(Message.party_id == party.id, Message.kind == WITHDRAWAL).order_by(Message.at.desc()).limit(1)
    said = desk.session.scalar(own)
    pushed = {"yes": _("Yes"), "no": _("No"), "could_not_ask": _("I could not ask")}
    by_whom = _("Ask by a way that is safe. Ask a child through somebody other than their worker.")
    anyway = _("Ask a manager. Keeping somebody safe goes on whatever you choose here.")
    return [
        _only(party, _("Who wants to stop?")),
        Asked("words", "text", _("What they said, in their own words"), value=(said.body or "") if said else ""),
        Asked("pushed", "one_of", _("Did anyone ask them to stop?"), by_whom, [(key, pushed[key]) for key in PUSHED]),
        Asked("goes_on", "one_of", _("Should the council look at it anyway?"), anyway, yes_no()),
        Asked("why", "text", _("Which manager did you ask, and why did they decide so?")),
        *_letter_to(desk, case, party),
    ]


def _letter_to(desk: Desk, case: Case, party: Party) -> tuple[Asked, Asked]:
    """The letter that says that we stop, to the one who asked for it."""
    ways = {"post": _("Print it"), "email": _("By e-mail to the address they called safe for letters")}
    options = [(way, ways[way]) for way in channels(desk, case, party)]
    hint = _("What stands in [brackets] is yours to write. Type over all of it as you like.")
    return (
        Asked("letter", "letter", _("The letter"), hint, value=first_words(desk, case, "withdrawn", party=party), most=most_for(party)),
        Asked("channel", "one_of", _("How does it go?"), _("Post it only where they said that post is safe."), options, options[0][0]),
    )


def _do_withdraw(desk: Desk, case: Case, given: Given) -> None:
    stop = Stop(given.text("words"), given.one("pushed", [(one, "") for one in PUSHED]), given.is_yes("goes_on"), given.text("why"))
    withdraw(desk, _party(desk, case, given), stop, given.text("letter"), given.text("channel"))


def _do_message(desk: Desk, case: Case, given: Given) -> None:
    write_out(desk, _party(desk, case, given), given.text("words"))


THREAD_ACTS: Mapping[str, Act] = {
    "message": Act(N_("Write to somebody on this case"), N_("Send the message"), Permission.LETTER_SEND, _ask_message, _do_message),
    "new_code": Act(N_("A new code"), N_("Make a new code"), Permission.CODE_REPLACE, _ask_code, _do_code),
    "safe_ways": Act(N_("Change how it is safe to reach somebody"), N_("Keep this from today"), Permission.CONTACT_DETAILS, _ask_ways, _do_ways),
    "withdraw": Act(N_("They want to stop"), N_("Send the letter and stop"), Permission.CLOSE, _ask_withdraw, _do_withdraw),
}
