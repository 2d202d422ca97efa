"""What people and staff send each other in the demonstration: a photo, messages both ways, and 'Is this what you told us?'."""

from contextlib import suppress
from dataclasses import replace
from io import BytesIO

from portal.casework.desk import Desk
from portal.casework.evidence.receive import NoRoom, receive
from portal.casework.thread import statement
from portal.casework.thread.message import write_in, write_out
from portal.commands.demo.stories import Tale
from portal.store.models import Case, Party

TOLD_AND_ASKED = "Thank you for ringing. Can my sister come with me to the meeting?"
ANSWERED = "Yes, she can. It is on Thursday at 2 pm, and there is a room where you can wait."
ASKED_AGAIN = "Thank you. Is there somewhere to park?"
LETTER = ("Dear parent,", "The visits on Saturday", "stop from next week.", "", "We ring you to explain.")
"""What stands on the photographed letter."""


def sent_a_photo(desk: Desk, case: Case, tale: Tale) -> None:
    """The person adds a photo on their own page; on a disk without room there is none."""
    with suppress(NoRoom):
        receive(replace(desk, by=None), [_photo()], "the letter.png", case=case, party=_person(case))


def wrote(desk: Desk, case: Case, tale: Tale) -> None:
    """The person writes on their own page."""
    write_in(replace(desk, by=None), _person(case), TOLD_AND_ASKED, "first")


def was_answered(desk: Desk, case: Case, tale: Tale) -> None:
    """Staff write back."""
    write_out(desk, _person(case), ANSWERED)


def wrote_again(desk: Desk, case: Case, tale: Tale) -> None:
    """The person writes once more: it waits to be read."""
    write_in(replace(desk, by=None), _person(case), ASKED_AGAIN, "second")


def asked_to_check(desk: Desk, case: Case, tale: Tale) -> None:
    """What was written down from a call waits on the person's page for them to say whether it is right."""
    statement.send_to_check(desk, case, _person(case), f"{tale.story}\n\n{tale.put_right}", statement.PAGE)


def _person(case: Case) -> Party:
    return next(party for party in case.parties if party.role == "complainant")


def _photo() -> bytes:
    """A letter on a table, drawn here: nobody's picture."""
    from PIL import Image, ImageDraw

    picture = Image.new("RGB", (480, 360), "#8a6f52")
    pen = ImageDraw.Draw(picture)
    pen.polygon([(70, 40), (410, 25), (425, 325), (60, 335)], fill="#f6f2e7")
    for number, line in enumerate(LETTER):
        pen.text((110, 90 + 32 * number), line, fill="#232a38", font_size=20)
    kept = BytesIO()
    picture.save(kept, "PNG")
    return kept.getvalue()
