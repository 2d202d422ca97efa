"""What cases.csv says of people's age, sex, ethnic group and disability: it goes to the equality store, not to the case."""

from collections.abc import Mapping

from portal.casework.desk import Desk
from portal.casework.intake.bring_in.table import Row
from portal.equality import store
from portal.forms.equality import DISABLED
from portal.forms.model import Audience
from portal.forms.recorded import age_code, ethnic_code
from portal.store.models import Case

SOURCE = "record"
"""Whose word it is: not the person's, and it never takes the place of theirs."""

ABOUT: Mapping[Audience, str] = {Audience.SELF: "complainant", Audience.CHILD: "subject"}
"""About whom a column is, by how it begins; both are kept under the token of the first who complained."""


def keep_counted(desk: Desk, case: Case, row: Row) -> None:
    """Keep what the line says of the person and of the child, as the word of a record."""
    for about, prefix in ABOUT.items():
        answers = _answers(row, prefix, about)
        if answers:
            store(desk.session, desk.session.info["keys"], case.parties[0].id, about, SOURCE, answers)


def _answers(row: Row, prefix: str, about: Audience) -> dict[str, str]:
    age, ethnic = row.whole(f"{prefix}_age"), row.text(f"{prefix}_ethnicity")
    said = {
        "age": "" if age is None else age_code(about, age),
        "sex": row.text(f"{prefix}_sex"),
        "ethnic": ethnic_code(ethnic) or "",
        DISABLED: row.text(f"{prefix}_disabled"),
    }
    return {question: code for question, code in said.items() if code}
