"""Reads the triage form into choices, and says which field is still wanted."""

from flask_babel import gettext as _

from portal.casework.desk import Desk
from portal.casework.intake.triage import Choices, Point, ToldRisk
from portal.casework.people.assign import holders
from portal.web.staff.asked import Given, Missing, Wrong
from portal.web.staff.choosing import lines, responder_given, subjects_given

KINDS = ("complaint", "compliment", "comment", "enquiry")
ADVOCACY = ("offered", "has_one", "own_complaint", "later")
MOST_ROWS = 12


def rows(given: Given | None, name: str, least: int) -> int:
    """How many rows of a repeated field the form shows; 'one more' adds one."""
    shown = given.fields.get(f"{name}-rows", "") if given else ""
    number = int(shown) if shown.isascii() and shown.isdigit() and len(shown) < 3 else least
    more = 1 if given and given.fields.get("then") == f"more-{name}" else 0
    return max(least, min(MOST_ROWS, number + more))


def read_choices(desk: Desk, given: Given) -> Choices:
    """The choices as posted. Raises Wrong, naming the field."""
    _refuse_empty(given)
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
        letter=given.text("letter") if given.fields.get("send_letter") == "yes" else "",
        channel=given.text("channel") or "post",
    )


def _refuse_empty(given: Given) -> None:
    """Everything that is still wanted, in the order of the page."""
    needs_points = given.text("procedure") in ("statutory", "corporate")
    wanted = (
        ("title", given.text("title").strip(), _("Give it a title: a few words that say what it is about.")),
        ("kind", given.text("kind"), _("Choose what it is.")),
        ("service", given.text("service"), _("Choose the service it is most about.")),
        ("procedure", given.text("procedure"), _("Choose how it will be dealt with.")),
        ("point-1", not needs_points or _has_points(given), _("Write at least one point of the complaint.")),
        ("risks", given.text("risks") or given.text("no_risks"), _("Say which risks you see and who was told, or say that you see none.")),
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
            found.append(Point(words, category, given.one(f"point-{n}-service", services) or service))
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
