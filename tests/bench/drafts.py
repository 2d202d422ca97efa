"""Drafts of the bench, filled in to the last page and ready to be sent."""

from itertools import islice
from random import Random

from portal.casework.intake import draft as drafts
from portal.commands.demo.stories import SEED, tellings
from portal.settings import Settings
from tests.bench.council import desk_of, open_database
from tests.bench.visitor import CHECK, Visitor


def filled_in(settings: Settings, count: int) -> list[str]:
    """So many drafts, each with a made-up story; returns the tokens for a browser's cookie."""
    database = open_database(settings)
    tokens = []
    with database.transaction() as session:
        desk = desk_of(settings, session)
        for telling in islice(tellings(Random(SEED)), count):
            draft, token = drafts.start(desk, "parent")
            drafts.keep(desk, draft, {**telling.said, "in_danger": "no"})
            tokens.append(token)
    database.close()
    return tokens


def send(visitor: Visitor, token: str) -> None:
    """'Check your answers': the button that sends."""
    visitor.cookies["draft"] = token
    visitor.page(CHECK, then="send")
