"""The page of what can be printed, and each sheet as a PDF in every language that is on."""

import logging

import flask_babel
from flask import Response, abort, current_app, g, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.forms.paper import PAPERS
from portal.paper.pdf import AnotherFirst, NoPaper, kept
from portal.web import look
from portal.web.guard import open_to_all
from portal.web.language import chosen
from portal.web.public import public
from portal.web.public.sheets import FORMS, OTHERS, SHEETS, YOUNG, Sheet, pictures_of
from portal.web.unit_of_work import council

LOG = logging.getLogger("portal.paper")


@public.get("/print")
@open_to_all
def prints() -> ResponseReturnValue:
    """What there is to print, in the reader's language or, for somebody who prints it for others, in another."""
    wanted = request.args.get("language") or chosen()
    if wanted not in current_app.config["LANGUAGES"]:
        abort(404)
    return look.once(("prints", wanted), lambda: render_template("public/print.html", forms=FORMS, young=YOUNG, others=OTHERS, wanted=wanted))


@public.get("/print/<sheet>.pdf")
@open_to_all
def printed(sheet: str) -> ResponseReturnValue:
    """One of them, in the reader's language or in another that is on."""
    if sheet not in SHEETS:
        abort(404)
    speak(request.args.get("language", ""))
    try:
        made = kept(council().settings.instance / "print", html_of(SHEETS[sheet]))
    except AnotherFirst:
        return render_template("public/drawing.html", again=request.full_path.rstrip("?")), 202
    except NoPaper as error:
        LOG.error("paper", extra={"facts": {"sheet": sheet, "why": str(error)}})
        return render_template("public/no_paper.html"), 503
    return Response(made, mimetype="application/pdf", headers={"Content-Disposition": f'inline; filename="{sheet}.pdf"'})


def address_of(form: str, format: str, language: str) -> str:
    """Where the sheet is that somebody asked for (PaperRequest): for whoever prints and posts it; "" where there is none."""
    letter = next((paper.letter for paper in PAPERS if paper.audience == form), "")
    name = f"{letter}-large" if format == "large" else letter
    return url_for("public.printed", sheet=name, language=language) if name in SHEETS and language in current_app.config["LANGUAGES"] else ""


def html_of(sheet: Sheet) -> str:
    """The page that is drawn as a PDF, with the council's colour, in the language of this request, or in English where it has no other."""
    mine = chosen()
    speak("en" if sheet.is_english else "")
    drawn = sheet.draw()
    speak(mine if sheet.is_english else "")
    style = f":root{{--council:{council().settings.council.colour}}}{pictures_of(drawn)}"
    return drawn.replace("</head>", f"<style>{style}</style></head>", 1)


def speak(language: str) -> None:
    """Answer in this language from here on, if it is on."""
    if not language:
        return
    if language not in current_app.config["LANGUAGES"]:
        abort(404)
    g.language = language
    g.pop("translations", None)
    flask_babel.refresh()
