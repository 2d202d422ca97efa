"""A whole report: which tables it has, counted for its period, and as everybody may see it."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from typing import Literal

import sqlalchemy as sa

from portal.equality import Figures
from portal.procedure.calendar import Calendar
from portal.procedure.model import Procedure
from portal.reports import declare
from portal.reports.count import count_report
from portal.reports.counting import Counting
from portal.reports.declare import standard_tables, tables_of
from portal.reports.facts.snapshot import facts
from portal.reports.labels import council_words
from portal.reports.model import Counted, Table
from portal.reports.people import QUESTIONS
from portal.reports.period import Period
from portal.reports.suppress.hide import hide_small_numbers
from portal.settings import Settings
from portal.store.database import Database
from portal.store.models import Choice

Kind = Literal["annual", "quarterly", "weekly"]


@contextmanager
def open_counting(settings: Settings, database: Database, procedures: Mapping[str, Procedure], calendar: Calendar) -> Iterator[Counting]:
    """Everything counting needs, as the records stand now. Raises UnknownSetting for a [report] that cannot be, Busy."""
    with database.reading() as session:
        lists = session.scalars(sa.select(Choice).order_by(Choice.list, Choice.position, Choice.code)).all()
        words = council_words(settings, lists, procedures)
        with facts(settings, database, procedures, calendar) as connection, closing(Figures(session, database.keys, connection, QUESTIONS)) as people:
            yield Counting(connection, words, people)


def tables_for(kind: Kind, settings: Settings, counting: Counting) -> tuple[Table, ...]:
    """The council's own tables make its annual report; where it declares none, and for the others, the standard ones. Raises UnknownSetting."""
    own = tables_of(settings.report, counting.words)
    return own if own and kind == "annual" else standard_tables(kind, counting.words)


def counted(counting: Counting, tables: Sequence[Table], period: Period) -> tuple[Counted, ...]:
    """The tables as whoever may see everything reads them."""
    return count_report(counting, tables, period)


def counted_for_all(counting: Counting, tables: Sequence[Table], period: Period, below: int) -> tuple[Counted, ...]:
    """The tables with small numbers hidden, so that neither they nor last year's tables beside them give one away."""
    now, before = counted(counting, tables, period), counted(counting, tables, period.earlier(1))
    return hide_small_numbers(now, below, before)


def below_of(settings: Settings) -> int:
    """[report] suppress_below: numbers from 1 to one less are hidden. Raises UnknownSetting."""
    return declare.below_of(settings.report)
