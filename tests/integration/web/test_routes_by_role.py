"""Every route by every role by every relation to a case: who is answered, who is asked to sign in, and for whom it does not exist.

A new route or act fails here until it stands in ROUTES or ACTS: say there who may, in the words of the roles.
"""

import uuid
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal import create_app
from portal.access.roles import CATALOGUE
from portal.casework.intake.entered import start
from portal.casework.letters.letter import write
from portal.settings import Settings
from portal.store.database import Database
from portal.store.models import User
from portal.web.staff.acts import ACTS as DECLARED_ACTS
from tests import factories
from tests.sizes import IS_SOAK

TEAM = {"complaints_manager", "complaints_officer"}
LOOKS = TEAM | {"senior"}
LET_IN = {"service_manager", "investigating_officer", "independent_person", "adjudicating_officer", "panel_clerk", "panel_member", "responder"}
QUEUE = LOOKS | (LET_IN - {"responder"})
DUTY = TEAM | {"duty_worker"}
ANSWERS = TEAM | {"service_manager", "adjudicating_officer", "responder"}
WRITES = TEAM | {"service_manager", "investigating_officer", "independent_person", "adjudicating_officer", "panel_clerk"}

RELATIONS = {
    "not sorted": TEAM,
    "open": LOOKS,
    "granted": LOOKS | LET_IN,
    "complained about": set(),
    "restricted": set(),
    "restricted, let in": LOOKS | LET_IN,
}
"""How a case stands to somebody, and who may read it then."""

URGENT_SHUT = {"complained about", "restricted"}


@dataclass(frozen=True)
class Who:
    """roles: who may at all. of_case: whether the case must be theirs to read too. shut: relations in which nobody may."""

    roles: set[str]
    of_case: bool = False
    shut: frozenset[str] = frozenset()

    def may(self, role: str, relation: str) -> bool:
        return role in self.roles and relation not in self.shut and (not self.of_case or role in RELATIONS[relation])


EVERYBODY, NOBODY, LEAVES = "everybody", "nobody", "leaves"
"""NOBODY: a link that was never given; the demo's, where there is none. LEAVES: everybody signed in, who then signs in again."""

SIGNED_IN = Who(set(CATALOGUE))
READS = Who(LOOKS | LET_IN, of_case=True)
SAFETY_OF = Who(DUTY, shut=frozenset(URGENT_SHUT))
SORTS = Who(TEAM, of_case=True)
SECOND = Who(TEAM, of_case=True, shut=frozenset(RELATIONS.keys() - {"not sorted"}))
"""Only the case that is not sorted has a proposal that waits."""

ROUTES: dict[str, Who | str] = {
    **dict.fromkeys(
        """GET /|GET /back|POST /back|GET /back/first|POST /back/first|GET /come-back|POST /come-back|GET /done|POST /done|GET /exit|POST /exit
        |GET /f/<int:n>|POST /f/<int:n>
        |GET /livez|GET /look/<name>|GET /y|GET /y/paper
        |GET /accessibility|GET /contact|GET /how|GET /privacy|GET /privacy/young|GET /what-happens|GET /.well-known/security.txt
        |POST /easy|GET /equality|POST /equality|GET /equality/<letter>/<int:n>|POST /equality/<letter>/<int:n>
        |GET /files|POST /files|POST /files/remove|GET /files/drawing|GET /files/voice|GET /place|POST /place
        |GET /paper|POST /paper|GET /print|GET /print/<sheet>.pdf
        |GET /languages|GET /languages/<code>|GET /card|GET /code.png|GET /readyz|GET /showing|POST /showing
        |GET /saved|POST /saved|GET /static/<path:filename>|GET /talk|POST /talk|GET /talk/done
        |GET /account/sign-in|POST /account/sign-in""".replace("\n        ", "").split("|"),
        EVERYBODY,
    ),
    **dict.fromkeys(
        """GET /account/demo/<token>|POST /account/demo/<token>|GET /account/enrol/<token>|POST /account/enrol/<token>/factor
        |POST /account/enrol/<token>/password""".replace("\n        ", "").split("|"),
        NOBODY,
    ),
    **dict.fromkeys(
        """GET /account/|GET /account/factor|POST /account/factor|POST /account/keep|GET /account/password|POST /account/password|GET /account/roles
        |POST /account/sessions/end|GET /account/stay""".replace("\n        ", "").split("|"),
        SIGNED_IN,
    ),
    "POST /account/sessions/end-all": LEAVES,
    "POST /account/sign-out": LEAVES,
    **dict.fromkeys(
        """GET /enter|POST /enter|GET /enter/<uuid:script>|POST /enter/<uuid:script>|GET /enter/<uuid:script>/read-back
        |POST /enter/<uuid:script>/read-back|GET /enter/<uuid:script>/given|POST /enter/<uuid:script>/given
        |GET /enter/<uuid:script>/throw-away|POST /enter/<uuid:script>/throw-away
        |GET /paper-asked|POST /paper-asked|POST /paper-asked/sent""".replace("\n        ", "").split("|"),
        Who(TEAM),
    ),
    **dict.fromkeys(("GET /enter/<uuid:script>/files", "POST /enter/<uuid:script>/files"), Who(TEAM)),
    **dict.fromkeys(("GET /cases/<reference>/files", "POST /cases/<reference>/files"), SORTS),
    **dict.fromkeys(
        """GET /cases/<reference>/files/<uuid:file>|GET /cases/<reference>/files/<uuid:file>/original
        |POST /cases/<reference>/files/<uuid:file>/original|GET /cases/<reference>/files/<uuid:file>/open
        |POST /cases/<reference>/files/<uuid:file>/open|GET /cases/<reference>/files/<uuid:file>/shown""".replace("\n        ", "").split("|"),
        Who(set()),  # no file has this id: whose they are is tried in tests/integration/evidence
    ),
    "GET /cases": Who(QUEUE),
    "GET /shown": Who(LOOKS | LET_IN),
    "POST /cases/words": Who(QUEUE),
    "GET /cases/<reference>": READS,
    "GET /cases/<reference>/sent": READS,
    "POST /cases/<reference>/why": READS,
    "GET /cases/<reference>/letters/<int:number>": Who(WRITES, of_case=True),
    "GET /cases/<reference>/triage": SORTS,
    "POST /cases/<reference>/triage": SORTS,
    "GET /cases/<reference>/proposal": SECOND,
    "POST /cases/<reference>/proposal": SORTS,  # whoever decides second is told so, their words kept
    "POST /cases/<reference>/new_code": Who(TEAM, of_case=True),
    "GET /cases/<reference>/code": Who(TEAM, of_case=True),
    "POST /cases/<reference>/code": Who(TEAM, of_case=True),
    "GET /cases/<reference>/slip": SORTS,
    "POST /cases/<reference>/slip": SORTS,
    **dict.fromkeys(("GET /equality/slip", "POST /equality/slip", "GET /equality/record", "POST /equality/record"), Who({"equality_recorder"})),
    "GET /stumbles": Who(LOOKS | {"service_manager", "auditor"}),
    "GET /advocate/": Who({"advocate", "advocacy_manager"}),
    **dict.fromkeys(("GET /advocate/service", "GET /advocate/service/new", "POST /advocate/service/new"), Who({"advocacy_manager"})),
    **dict.fromkeys(
        """GET /advocate/<known_as>|POST /advocate/<known_as>|GET /advocate/<known_as>/letters/<int:number>
        |GET /advocate/<known_as>/first|POST /advocate/<known_as>/first
        |GET /advocate/<known_as>/files|POST /advocate/<known_as>/files|GET /advocate/service/<uuid:who>
        |GET /advocate/service/<uuid:who>/<act>|POST /advocate/service/<uuid:who>/<act>
        |GET /advocate/referrals/<uuid:which>|POST /advocate/referrals/<uuid:which>""".replace("\n        ", "").split("|"),
        Who(set()),  # nobody's young person and nobody's advocate: whose they are is tried in tests/integration/advocate
    ),
    "GET /safety": Who(DUTY),
    "GET /safety/<reference>": SAFETY_OF,
    "POST /safety/<reference>": SAFETY_OF,
}

ACTS: dict[str, set[str]] = {
    "draft": ANSWERS,
    **dict.fromkeys(("call", "note", "tasks"), WRITES),
    **dict.fromkeys(("acknowledge", "answer", "assign", "close", "extend", "hold", "holder"), TEAM),
    **dict.fromkeys(("pass_on", "reopen", "resume", "subject", "wait", "wait_day"), TEAM),
    **dict.fromkeys(("advocate", "advocate_end", "advocate_offer", "consent", "consent_back"), TEAM),
    **dict.fromkeys(("ask_child", "child_said"), TEAM),
    "agreed_who": {"complaints_manager"},
    "override": {"complaints_manager"},
    **dict.fromkeys(("message", "new_code", "safe_ways", "withdraw"), TEAM),
    **dict.fromkeys(("ask_translation", "translation", "checked"), TEAM),
}
"""The last part of /cases/<reference>/<act>, and whose role carries it."""

FILES_OF_NOBODY = tuple(f"files/<uuid:file>{end}" for end in ("", "/original", "/open", "/shown"))

FILLED = {
    "<uuid:script>": str(uuid.UUID(int=0)),
    "<sheet>": "w",
    "<known_as>": "H-256789",
    "<uuid:which>": "00000000-0000-4000-8000-000000000000",
    "<uuid:who>": "00000000-0000-4000-8000-000000000000",
    "<uuid:file>": "00000000-0000-4000-8000-000000000000",
    "<act>": "end",
    "<letter>": "a",
    "<token>": "x",
    "<code>": "en",
    "<int:n>": "1",
    "<name>": "staff.css",
    "<path:filename>": "staff.css",
    "<int:number>": "1",
}


def routes(app: Flask) -> set[str]:
    """'METHOD rule' of every route."""
    return {f"{method} {rule.rule}" for rule in app.url_map.iter_rules() for method in rule.methods or () if method not in ("HEAD", "OPTIONS")}


def cells() -> Iterator[tuple[str, str, Who | str]]:
    """Every method and address, with the acts one by one."""
    yield from ((*route.split(" ", 1), who) for route, who in ROUTES.items())  # type: ignore[misc]
    for act, roles in ACTS.items():
        for method in ("GET", "POST"):
            yield method, f"/cases/<reference>/{act}", Who(roles, of_case=True)


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """The rules as a select run on both databases in tests/integration/staff."""
    return sqlite_url


@pytest.fixture
def app(settings: Settings, clock: Callable[[], datetime], monkeypatch: pytest.MonkeyPatch) -> Iterator[Flask]:
    """The application as it is, without the views that other tests of the edge add; paper is drawn elsewhere."""
    monkeypatch.setattr("portal.paper.pdf.pdf", lambda _html, _seconds: b"%PDF-")
    made = create_app(settings, clock)
    yield made
    made.extensions["council"].database.close()


def test_every_route_and_every_act_stands_in_the_table(app: Flask) -> None:
    assert routes(app) - {"GET /cases/<reference>/<act>", "POST /cases/<reference>/<act>"} == set(ROUTES)
    assert set(DECLARED_ACTS) == set(ACTS)


@pytest.mark.parametrize("role", [None, *CATALOGUE])
def test_each_route_answers_each_role_as_the_table_says(app: Flask, database: Database, settings: Settings, now: datetime, role: str | None) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    with factories.a_desk(database, settings, now) as desk:
        factories.the_lists(desk)
        officer = factories.a_user(desk, name="Olu Officer")
        user = factories.a_user(desk, role) if role else None
    with factories.a_desk(database, settings, now, officer) as desk:
        references = {relation: case_as(desk, relation, user) for relation in RELATIONS}
    wrong = []
    client = browser(app, user, now)
    for method, rule, who in cells():
        client = client if "<reference>" in rule else browser(app, user, now)  # several of the others end the session
        for relation, reference in asked_of(method, rule, references):
            answer = client.open(address(with_a_script(rule, database, settings, now, user), reference), method=method)
            found = kind_of(answer.status_code, answer.headers.get("Location", ""))
            if found != wanted(who, role, relation):
                wrong.append(f"{method} {rule} as {role}, {relation}: {found} ({answer.status_code})")
    assert not wrong, "\n".join(wrong)


def asked_of(method: str, rule: str, references: dict[str, str]) -> Iterable[tuple[str, str]]:
    """(relation, reference) of the cases a route is asked about: all of them, `make test` of each act in turn one (its page) or two.

    Every act stands behind the same gate, so that between them they still try every relation about nine times for each role.
    So do the addresses of a file that is not there, which answers nobody however the case stands.
    """
    if "<reference>" not in rule:
        return [("open", "")]
    act, every = rule.removeprefix("/cases/<reference>/"), list(references.items())
    in_turn = (*ACTS, *FILES_OF_NOBODY)
    if act not in in_turn or IS_SOAK:
        return every
    turn = in_turn.index(act)
    return [every[(turn + step) % len(every)] for step in ((0,) if method == "GET" else (0, len(every) // 2))]


def wanted(who: Who | str, role: str | None, relation: str) -> str:
    """answered, not there, or sign in."""
    if who in (EVERYBODY, NOBODY):
        return "answered" if who == EVERYBODY else "not there"
    if role is None or not isinstance(who, Who):
        return "sign in"
    return "answered" if who.may(role, relation) else "not there"


def kind_of(status: int, location: str) -> str:
    assert status < 500 or status == 503
    if status in (301, 302, 303) and location.startswith("/account/sign-in"):
        return "sign in"
    return "not there" if status == 404 else "answered"


def address(rule: str, reference: str) -> str:
    for part, value in FILLED.items():
        rule = rule.replace(part, value)
    return rule.replace("<reference>", reference)


def browser(app: Flask, user: User | None, now: datetime) -> FlaskClient:
    return factories.signed_in(app, user, now) if user else app.test_client()


def with_a_script(rule: str, database: Database, settings: Settings, now: datetime, user: User | None) -> str:
    """The address with a script of whoever asks: they see it if they may write down what somebody told them."""
    if "<uuid:script>" not in rule or user is None:
        return rule
    with factories.a_desk(database, settings, now, user) as desk:
        return rule.replace("<uuid:script>", str(start(desk, "parent", "phone", desk.today).id))


def case_as(desk: factories.Desk, relation: str, user: User | None) -> str:
    """An urgent complaint with a letter that stands like this to somebody; the one not sorted waits for a second person."""
    danger = {"in_danger": "yes", "now_what": "He has locked her in."}
    if relation == "not sorted":
        route = {"procedure": "signposted", "points": (), "reason": "other_body", "letter": "This is who can help."}
        case = factories.a_triaged_case(desk, said=danger, **route)
    else:
        case = factories.a_triaged_case(desk, said=danger)
    write(desk, case, "answer", "Dear Ada")
    if user and relation in ("granted", "complained about", "restricted, let in", "not sorted"):
        factories.a_grant(desk, case, user)
    if user and relation == "complained about":
        factories.a_subject(desk, case, user)
    if "restricted" in relation:
        factories.restricted(desk, case)
    return case.reference
