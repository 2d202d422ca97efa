"""The acts about who speaks for whom: link an advocate, end their part, write down consent and that it was taken back."""

import uuid
from collections.abc import Mapping

import sqlalchemy as sa
from flask import request
from flask_babel import gettext as _

from portal.access.roles import Permission
from portal.casework.choices import names
from portal.casework.desk import Desk, NotAllowed
from portal.casework.people import consent
from portal.casework.people.advocacy import ADVOCATE, BARS, REPRESENTATIVE, Speaker, add, end, link
from portal.casework.people.who import is_here
from portal.casework.reading.speakers import accounts
from portal.store.models import Case, Consent, File, Party
from portal.text import N_
from portal.web.language import write_date
from portal.web.staff.asked import Act, Asked, Given, Options
from portal.web.staff.choosing import yes_no
from portal.web.staff.offer_act import OFFER
from portal.web.staff.words import word

SPOKEN_FOR = ("child", "complainant")
NEW = ""


def _name(party: Party) -> str:
    return f"{party.name}, {word('party', party.role)}" if party.name else word("party", party.role)


def _people(desk: Desk, case: Case, roles: tuple[str, ...]) -> Options:
    return [(str(one.id), _name(one)) for one in case.parties if one.role in roles and is_here(one, desk.today)]


def _speakers(desk: Desk, case: Case) -> Options:
    """Those who speak for somebody here; the one whose reference stands in the address first."""
    speaking = [one for one in case.parties if one.role in consent.SPEAKERS and is_here(one, desk.today)]
    if not speaking:
        raise NotAllowed(N_("Nobody speaks for anybody on this case. Link an advocate first."))
    speaking.sort(key=lambda one: one.reference != request.args.get("to"))
    return [(str(one.id), _name(one)) for one in speaking]


def _party(case: Case, given: Given, name: str, options: Options) -> Party:
    chosen = given.one(name, options)
    found = next((one for one in case.parties if str(one.id) == chosen), None)
    if found is None:
        raise NotAllowed(N_("Choose somebody who is on this case."))
    return found


def _accounts(desk: Desk) -> Options:
    services = names(desk.session, "advocacy_service")
    return [(str(one.id), f"{one.name}, {services.get(one.organisation or '', one.organisation)}") for one in accounts(desk)]


def _with_code(desk: Desk, case: Case) -> Options:
    here = (one for one in case.parties if one.role in consent.SPEAKERS and one.user_id is None and is_here(one, desk.today))
    return [(str(one.id), _("%(name)s, who is on this case already", name=_name(one))) for one in here]


def _roles() -> Options:
    return [(ADVOCATE, word("party", ADVOCATE)), (REPRESENTATIVE, _("Somebody else who speaks for them"))]


def _ask_link(desk: Desk, case: Case) -> list[Asked]:
    spoken_for, known = _people(desk, case, SPOKEN_FOR), _with_code(desk, case)
    if not spoken_for:
        raise NotAllowed(N_("Nobody is named for whom they could speak."))
    not_to_see = [str(one.about["must_not_see"]) for one in case.parties if one.role == "child" and (one.about or {}).get("must_not_see")]
    said = [_("The young person said who must not see it: %(words)s", words=words) for words in not_to_see]
    told = " ".join([_("They are told before anybody else reads their words, and can say no."), *said])
    return [
        *([Asked("who", "select", _("Who is it?"), options=[(NEW, _("Somebody new")), *known], optional=True)] if known else []),
        Asked("account", "select", _("Their account"), "", [(NEW, _("No account: they keep a code")), *_accounts(desk)], optional=True),
        Asked("name", "line", _("Their name, if they have no account"), optional=True),
        Asked("role", "one_of", _("What are they?"), options=_roles(), value=ADVOCATE),
        Asked("for", "one_of", _("For whom do they speak?"), options=spoken_for, value=spoken_for[0][0]),
        Asked("bars", "any_of", _("Does any of this stand in the way?"), _("You can go on. Speak to the complaints manager first."), _bars(), optional=True),
        Asked("told", "text", _("How was the young person told who it is, and what they will read?"), told),
    ]


def _bars() -> Options:
    return [(bar, word("bar", bar)) for bar in BARS]


def _do_link(desk: Desk, case: Case, given: Given) -> None:
    known, services = _with_code(desk, case), _accounts(desk)
    chosen, account = given.one("who", known), given.one("account", services)
    user = next((one for one in accounts(desk) if str(one.id) == account), None)
    if chosen:
        if user is None:
            raise NotAllowed(N_("Choose the account with which they will sign in."))
        link(desk, case, _party(case, given, "who", known), user, given.text("told"))
        return
    spoken_for = _party(case, given, "for", _people(desk, case, SPOKEN_FOR))
    role = given.one("role", _roles()) or ADVOCATE
    add(desk, case, Speaker(spoken_for, given.text("told"), given.text("name"), user, role, given.many("bars", _bars())))


def _do_end(desk: Desk, case: Case, given: Given) -> None:
    party = _party(case, given, "party", _speakers(desk, case))
    spoken_for = next((one for one in case.parties if one.id == party.speaks_for_id), None)
    end(desk, case, party, given.text("why"), spoken_for if given.is_yes("wish") else None)


def _kinds() -> Options:
    return [(kind, word("consent", kind)) for kind in consent.KINDS]


def _answers() -> Options:
    return [(answer, word("consent_is", answer)) for answer in (consent.YES, consent.NO, consent.NOT_YET)]


def _hows() -> Options:
    return [(how, word("consent_how", how)) for how in consent.HOWS]


def _files(desk: Desk, case: Case) -> Options:
    rows = desk.session.scalars(sa.select(File).where(File.case_id == case.id).order_by(File.id))
    return [(str(row.id), str((row.details or {}).get("name") or row.kind)) for row in rows]


def _ask_consent(desk: Desk, case: Case) -> list[Asked]:
    speakers, files = _speakers(desk, case), _files(desk, case)
    after = _("Missing consent stops nothing: go on with the complaint, and ask again.")
    return [
        Asked("party", "one_of", _("Who speaks for the young person?"), options=speakers, value=speakers[0][0]),
        Asked("kind", "one_of", _("To what?"), options=_kinds()),
        Asked("answer", "one_of", _("Does the young person agree?"), after, _answers()),
        Asked("how", "one_of", _("How did they say so?"), options=_hows(), optional=True),
        Asked("on", "date", _("When?"), optional=True),
        Asked("until", "date", _("Until when does it hold?"), _("Nothing written: until they take it back."), optional=True),
        *([Asked("file", "select", _("Which file shows it?"), options=[(NEW, _("None")), *files], optional=True)] if files else []),
        Asked("note", "text", _("What was said"), optional=True),
    ]


def _do_consent(desk: Desk, case: Case, given: Given) -> None:
    file = given.one("file", _files(desk, case))
    consent.give(
        desk,
        case,
        _party(case, given, "party", _speakers(desk, case)),
        given.one("kind", _kinds()),
        given.one("answer", _answers()),
        given.one("how", _hows()),
        given.day("on", True),
        given.day("until", True),
        uuid.UUID(file) if file else None,
        given.text("note"),
    )


def _standing(desk: Desk, case: Case) -> dict[str, tuple[Consent, str]]:
    """Each consent that was given and still stands, with what it is called on the form."""
    found: dict[str, tuple[Consent, str]] = {}
    for party in case.parties:
        for one in consent.standing(desk.session, party.id, desk.today).values():
            if one.row is not None and one.row.answer == consent.YES and one.row.withdrawn_on is None:
                said = one.row.given_on or one.row.at
                words = _("%(what)s, %(name)s, %(day)s", what=word("consent", one.kind), name=_name(party), day=write_date(said))
                found[str(one.row.id)] = (one.row, words)
    if not found:
        raise NotAllowed(N_("There is no consent on this case that could be taken back."))
    return found


def _ask_back(desk: Desk, case: Case) -> list[Asked]:
    options = [(key, words) for key, (_row, words) in _standing(desk, case).items()]
    hint = _("From that day nothing more goes to whoever speaks for them.")
    return [
        Asked("consent", "one_of", _("Which consent?"), options=options, value=options[0][0] if len(options) == 1 else ""),
        Asked("on", "date", _("On which day did they take it back?"), hint, value=desk.today),
    ]


def _do_back(desk: Desk, case: Case, given: Given) -> None:
    rows = _standing(desk, case)
    chosen = given.one("consent", [(key, "") for key in rows])
    consent.withdraw(desk, case, rows[chosen][0], given.a_day("on"))


ADVOCATE_ACTS: Mapping[str, Act] = {
    "advocate": Act(N_("Link an advocate"), N_("Let them speak for the young person"), Permission.TRIAGE, _ask_link, _do_link),
    "advocate_end": Act(
        N_("End somebody’s part"),
        N_("End it now"),
        Permission.TRIAGE,
        lambda desk, case: [
            Asked("party", "one_of", _("Who speaks for the young person no longer?"), _("They can see nothing more, from now on."), _speakers(desk, case)),
            Asked("wish", "one_of", _("Is this what the young person wants?"), options=yes_no()),
            Asked("why", "text", _("Why, and what did the young person say?")),
        ],
        _do_end,
    ),
    "advocate_offer": OFFER,
    "consent": Act(N_("Consent"), N_("Write it down"), Permission.TRIAGE, _ask_consent, _do_consent),
    "consent_back": Act(N_("Consent taken back"), N_("Write it down"), Permission.TRIAGE, _ask_back, _do_back),
}
