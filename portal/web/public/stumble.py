"""Where people stumble: counts each answer a page did not take, by form, page, question and what was wrong; never what was typed."""

from portal.casework import tally
from portal.forms.model import Form
from portal.web.page_form import PageForm
from portal.web.unit_of_work import desk


def count_stumbles(form: Form, filled: PageForm) -> None:
    """Count what is wrong on a page, in the transaction that keeps its other answers."""
    at = desk()
    for field, problem in filled.wrong():
        tally.count(at.session, tally.month_of(at.today), "stumble", form.key, filled.page.key, field.name, problem.code)
