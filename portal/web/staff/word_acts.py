"""The acts about a person's words: a translation asked for or added, and 'Is this what you told us?' answered later."""

from collections.abc import Mapping

from babel import Locale
from flask_babel import get_locale
from flask_babel import gettext as _

from portal.access.roles import Permission
from portal.casework.desk import Desk, NotAllowed
from portal.casework.thread import statement, translation
from portal.casework.thread.translation import Made, Original
from portal.store.models import Case, Party, Statement
from portal.text import N_
from portal.web.language import write_date
from portal.web.staff import staff
from portal.web.staff.asked import Act, Asked, Given, Options, Wrong
from portal.web.staff.choosing import yes_no
from portal.web.staff.words import word

LONGEST_WORK = 60_000
"""Minutes, and pounds: more is a slip of the pen."""


def languages() -> Options:
    """Every language with a short code, by the name the reader gives it."""
    names = Locale.parse(str(get_locale() or "en")).languages
    return sorted(((code, name) for code, name in names.items() if len(code) == 2), key=lambda one: str(one[1]).casefold())


@staff.app_template_global()
def language_name(code: str) -> str:
    """What the reader calls a language; a code nobody named is shown as it is."""
    return str(Locale.parse(str(get_locale() or "en")).languages.get(code.partition("-")[0], code))


@staff.app_template_global()
def original_name(of: str, number: int = 0) -> str:
    """What a text that can be translated is called."""
    return _("Letter %(number)s", number=number) if of == translation.LETTER else word("original", of)


def _originals(desk: Desk, case: Case) -> Options:
    return [(one.key, _("%(what)s, %(on)s", what=original_name(one.of, one.number), on=write_date(one.on))) for one in translation.originals(desk, case)]


def _chosen(desk: Desk, case: Case, given: Given) -> Original:
    key = given.one("original", _originals(desk, case))
    return next(one for one in translation.originals(desk, case) if one.key == key)


def _ask_translation(desk: Desk, case: Case) -> list[Asked]:
    return [
        Asked("original", "select", _("Which text?"), options=_originals(desk, case)),
        Asked("language", "select", _("Into which language?"), options=languages(), value="en"),
        Asked("who", "line", _("Who is booked?"), _("A named translator or interpreter, when you have one."), optional=True),
        Asked("on", "date", _("For which day?"), optional=True),
    ]


def _do_ask_translation(desk: Desk, case: Case, given: Given) -> None:
    original, language = _chosen(desk, case, given), given.one("language", languages())
    translation.ask_for(desk, case, original, language, given.text("who"), given.day("on", optional=True))


def _add_translation(desk: Desk, case: Case) -> list[Asked]:
    return [
        Asked("original", "select", _("Which text?"), _("The original stays as it is. The translation stands beside it."), _originals(desk, case)),
        Asked("language", "select", _("Into which language?"), options=languages(), value="en"),
        Asked("who", "line", _("Who translated it?")),
        Asked("on", "date", _("On which day?"), value=desk.today),
        Asked("text", "letter", _("The translation")),
        Asked("read_back", "one_of", _("Was it read back to the person?"), options=yes_no()),
        Asked("minutes", "number", _("How many minutes did it take?"), optional=True),
        Asked("cost", "number", _("What did it cost, in pounds?"), _("Like 42.50"), optional=True),
    ]


def _do_add_translation(desk: Desk, case: Case, given: Given) -> None:
    made = Made(
        given.text("who"),
        given.a_day("on"),
        given.one("language", languages()),
        given.text("text"),
        given.is_yes("read_back"),
        _number(given, "minutes"),
        _pence(given),
    )
    translation.add(desk, case, _chosen(desk, case, given), made)


def _number(given: Given, name: str) -> int | None:
    written = given.text(name).strip()
    if not written:
        return None
    if not (written.isascii() and written.isdigit() and len(written) <= 5 and int(written) <= LONGEST_WORK):
        raise Wrong(name, _("Write a whole number, like 90."))
    return int(written)


def _pence(given: Given) -> int | None:
    written = given.text("cost").strip().removeprefix("£").strip()
    if not written:
        return None
    pounds, _dot, rest = written.partition(".")
    digits = pounds + rest
    if not (digits.isascii() and digits.isdigit() and pounds and len(rest) in (0, 2) and len(pounds) <= 5 and int(pounds) <= LONGEST_WORK):
        raise Wrong("cost", _("Write an amount in pounds, like 42 or 42.50."))
    return int(pounds) * 100 + int(rest or 0)


def waiting(desk: Desk, case: Case) -> list[tuple[Statement, Party]]:
    """What somebody on the case still has to check, and who it is."""
    open_ones = [one for one in statement.of_case(desk.session, case) if one.answer == statement.ASKED]
    return [(one, desk.session.get_one(Party, one.party_id)) for one in open_ones]


def _ask_checked(desk: Desk, case: Case) -> list[Asked]:
    found = waiting(desk, case)
    if not found:
        raise NotAllowed(N_("Nothing waits to be checked."))
    ways = {statement.READ_BACK: _("I read it to them"), statement.LETTER: _("By letter"), statement.EMAIL: _("By e-mail")}
    people = [(str(one.id), party.name or _("Gave no name")) for one, party in found]
    return [
        Asked("statement", "select", _("Whose words?"), options=people, value=people[0][0]),
        Asked("how", "one_of", _("How did they tell you?"), options=list(ways.items())),
        Asked("said", "one_of", _("Is this what they told us?"), options=[(statement.YES, _("Yes")), (statement.CHANGED, _("They changed it"))]),
        Asked("text", "letter", _("The text as they want it"), _("Only where they changed it. What was written first is kept too."), value=found[0][0].body),
        Asked("on", "date", _("On which day did they say so?"), value=desk.today),
    ]


def _do_checked(desk: Desk, case: Case, given: Given) -> None:
    people = {str(one.id): party for one, party in waiting(desk, case)}
    party = people.get(given.text("statement"))
    if party is None:
        raise NotAllowed(N_("Nothing waits to be checked."))
    said = given.one("said", [(statement.YES, ""), (statement.CHANGED, "")])
    how = given.one("how", [(way, "") for way in statement.HOW])
    statement.answer(desk, case, party, said, given.text("text"), how, given.a_day("on"))


WORD_ACTS: Mapping[str, Act] = {
    "ask_translation": Act(N_("Ask for a translation"), N_("Ask for it"), Permission.ENTER, _ask_translation, _do_ask_translation),
    "translation": Act(N_("Add a translation"), N_("Keep it beside the original"), Permission.ENTER, _add_translation, _do_add_translation),
    "checked": Act(N_("Is this what they told us?"), N_("Write down what they said"), Permission.ENTER, _ask_checked, _do_checked),
}
