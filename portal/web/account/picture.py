"""A second factor as a picture for the phone's app, and as letters for a person without a camera."""

from typing import NamedTuple

import segno
from flask_babel import gettext as _
from markupsafe import Markup

from portal.access.factor import address
from portal.web.unit_of_work import council


class Shown(NamedTuple):
    """svg: drawn without style attributes, which the policy refuses. letters: in fours, as they are typed."""

    svg: Markup
    letters: str


def picture(secret: str, email: str) -> Shown:
    """What the page shows of a secret."""
    code = segno.make(address(secret, email, council().settings.council.name), error="m", micro=False)
    title = _("A square picture to scan with the app on your phone")
    svg = code.svg_inline(scale=5, border=4, dark="#000", light="#fff", title=title, svgclass=None, lineclass=None)
    return Shown(Markup(svg.replace("<svg ", '<svg role="img" ', 1)), " ".join(secret[i : i + 4] for i in range(0, len(secret), 4)))  # noqa: S704
