"""The way through a form: one walk over the answers says what comes next, what came before and what may be opened."""

from portal.forms.model import Answers, Form, Kind, Page, Question


def path(form: Form, answers: Answers) -> tuple[Page, ...]:
    """The pages of this person's way, as far as they may go: it ends at the first page with a question that must be answered."""
    given = {**form.says, **answers}
    walked: list[Page] = []
    for page in form.pages:
        if not page.when(given):
            continue
        walked.append(page)
        if not all(given.get(key) for key in page.must):
            break
    return tuple(walked)


def next_page(form: Form, answers: Answers, page: Page) -> Page | None:
    """The page after this one, or None when there is none yet."""
    walked = path(form, answers)
    after = [other for other in walked if form.pages.index(other) > form.pages.index(page)]
    return after[0] if after else None


def previous_page(form: Form, answers: Answers, page: Page) -> Page | None:
    """The page before this one, or None on the first."""
    before = [other for other in path(form, answers) if form.pages.index(other) < form.pages.index(page)]
    return before[-1] if before else None


def may_visit(form: Form, answers: Answers, page: Page) -> bool:
    """Whether the page lies on the path."""
    return page in path(form, answers)


def minutes_left(form: Form, answers: Answers, page: Page) -> int:
    """Whole minutes most people need from this page to the end, at least 1."""
    rest = (other.seconds for other in form.pages[form.pages.index(page) :] if other.when(answers))
    return max(1, round(sum(rest) / 60))


def where_to_go_on(form: Form, answers: Answers) -> Page:
    """The page after the last one with an answer, for somebody who comes back."""
    walked = path(form, answers)
    begun = [number for number, page in enumerate(walked, 1) if any(answers.get(asked.key) for asked in page.asked())]
    return walked[min(begun[-1] if begun else 0, len(walked) - 1)]


def sendable(form: Form, answers: Answers) -> dict[str, str | list[str]]:
    """What is sent: the answers on the path, in the order asked, and what choosing the form said by itself.

    What another answer took back is left out: a name that was typed before 'I will not give my name' is not sent.
    """
    on_the_way = {question.key: question for page in path(form, answers) for question in page.asked()}
    given: Answers = {key: answers.get(key) or "" for key in on_the_way}
    kept = {key: said for key, said in given.items() if said and not _is_taken_back(on_the_way[key], given)}
    return {**form.says, **kept}


def _is_taken_back(question: Question, given: Answers) -> bool:
    if question.unless and given.get(question.unless[0]) == question.unless[1]:
        return True
    if not question.only_with or question.only_with[0] not in given:
        return False
    chosen = given[question.only_with[0]]
    return question.only_with[1] not in chosen if chosen else question.kind is Kind.ANY_OF  # nothing ticked: words stay, no tick does


def is_complete(form: Form, answers: Answers) -> bool:
    """Whether nothing that must be answered is missing."""
    given = {**form.says, **answers}
    return all(given.get(key) for page in form.pages if page.when(given) for key in page.must)
