"""Reads the triage form into choices, and says which field is still wanted."""

from collections.abc import Sequence

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from portal.casework.desk import Desk
from portal.casework.intake.triage import AT_RISK, CHARACTERISTICS, Choices, Point, ToldRisk
from portal.casework.letters.readers import complain_together
from portal.casework.people.assign import holders
from portal.casework.reading.told_points import ToldPoint
from portal.store.models import Case
from portal.web.staff.asked import Given, Missing, Wrong
from portal.web.staff.choosing import lines, responder_given, subjects_given
from portal.web.staff.letters_asked import letters_given

KINDS = ("complaint", "compliment", "comment", "enquiry")
ADVOCACY = ("offered", "has_one", "own_complaint", "later")
MOST_ROWS = 12


def rows(given: Given | None, name: str, least: int) -> int:
    """How many rows of a repeated field the form shows; 'one more' adds one."""
    shown = given.fields.get(f"{name}-rows", "") if given else ""
    number = int(shown) if shown.isascii() and shown.isdigit() and len(shown) < 3 else least
    more = 1 if given and given.fields.get("then") == f"more-{name}" else 0
    return max(least, min(MOST_ROWS, number + more))


def with_copied(given: Given, told: Sequence[ToldPoint]) -> Given:
    """The form with the person's own points put into empty rows: one ('copy-2') or all ('copy-all'). From there on they are staff's words."""
    wanted = given.fields.get("then", "").removeprefix("copy-")
    fields: MultiDict[str, str] = MultiDict(given.fields)
    number = rows(given, "point", 3)
    standing = {fields.get(f"point-{n}", "").strip() for n in range(1, number + 1)}
    for one in told:
        words = one.what.strip()
        if wanted not in ("all", str(one.number)) or words in standing:
            continue
        row = next((n for n in range(1, MOST_ROWS + 1) if not fields.get(f"point-{n}", "").strip()), None)
        if row is None:
            break
        fields[f"point-{row}"], number = words, max(number, row)
    fields["point-rows"] = str(number)
    return Given(fields)


def read_choices(desk: Desk, case: Case, given: Given) -> Choices:
    """The choices as posted. Raises Wrong, naming the field."""
    is_couple = complain_together(desk, case)
    _refuse_empty(given, is_couple)
    letter, channel, also = letters_given(desk, case, given, "route")
    sends = given.fields.get("send_letter") == "yes"
    service = given.one("service", lines(desk, "service"))
    return Choices(
        kind=_chosen(given, "kind", KINDS),
        procedure=given.one("procedure", [(key, "") for key in desk.procedures if key != "intake"]),
        title=_title(given),
        service=service,
        points=_points(desk, given, service),
        risks=_risks(desk, given),
        no_risks=given.fields.get("no_risks") == "yes",
        advocacy=_chosen(given, "advocacy", ADVOCACY),
        subjects=subjects_given(desk, given, rows(given, "subject", 1)),
        responder=responder_given(given) if given.text("responder") else None,
        holder_id=_holder(desk, given),
        reason=given.one("reason", lines(desk, "route_reason")) or None,
        letter=letter if sends else "",
        channel=channel,
        also=also if sends else (),
        at_risk=_chosen(given, "at_risk", AT_RISK) if is_couple else "",
    )


def _refuse_empty(given: Given, is_couple: bool) -> None:
    """Everything that is still wanted, in the order of the page."""
    needs_points = given.text("procedure") in ("statutory", "corporate")
    wanted = (
        ("title", given.text("title").strip(), _("Give it a title: a few words that say what it is about.")),
        ("kind", given.text("kind"), _("Choose what it is.")),
        ("service", given.text("service"), _("Choose the service it is most about.")),
        ("procedure", given.text("procedure"), _("Choose how it will be dealt with.")),
        ("point-1", not needs_points or _has_points(given), _("Write at least one point of the complaint.")),
        ("risks", given.text("risks") or given.text("no_risks"), _("Say which risks you see and who was told, or say that you see none.")),
        ("at_risk", not is_couple or given.text("at_risk"), _("Say whether either could be at risk from the other.")),
        ("advocacy", given.text("advocacy"), _("Say what was done about an advocate.")),
    )
    if empty := [(name, sentence) for name, said, sentence in wanted if not said]:
        raise Missing(empty)


def _has_points(given: Given) -> bool:
    numbers = range(1, rows(given, "point", 3) + 1)
    return any(given.text(f"point-{n}").strip() or given.text(f"point-{n}-category") for n in numbers)


def _chosen(given: Given, name: str, known: tuple[str, ...]) -> str:
    return given.one(name, [(key, "") for key in known])


def _title(given: Given) -> str:
    title = " ".join(given.text("title").split())
    if len(title) > 200:
        raise Wrong("title", _("Make the title shorter: 200 characters at most."))
    return title


def _points(desk: Desk, given: Given, service: str) -> tuple[Point, ...]:
    categories, services = lines(desk, "category"), lines(desk, "service")
    found = []
    for n in range(1, rows(given, "point", 3) + 1):
        words = given.text(f"point-{n}").strip()
        category = given.one(f"point-{n}-category", categories)
        if words and not category:
            raise Wrong(f"point-{n}-category", _("Choose a category for point %(n)s.", n=n))
        if category and not words:
            raise Wrong(f"point-{n}", _("Write point %(n)s in a few words.", n=n))
        if words:
            unfair = given.many(f"point-{n}-unfair", [(key, "") for key in CHARACTERISTICS])
            found.append(Point(words, category, given.one(f"point-{n}-service", services) or service, unfair))
    return tuple(found)


def _risks(desk: Desk, given: Given) -> tuple[ToldRisk, ...]:
    found = []
    for kind in given.many("risks", lines(desk, "risk")):
        told = given.text(f"told-{kind}").strip()
        if not told:
            raise Wrong(f"told-{kind}", _("Write who was told, when, and what they said."))
        found.append(ToldRisk(kind, told, ""))
    if found and given.fields.get("no_risks") == "yes":
        raise Wrong("no_risks", _("You ticked a risk and also that you see none. Take one of them out."))
    return tuple(found)


def _holder(desk: Desk, given: Given) -> str | None:
    chosen = given.text("holder")
    known = {str(user.id) for user in holders(desk)}
    if chosen and chosen not in known:
        raise Wrong("holder", _("Choose from the list."))
    return chosen or None
