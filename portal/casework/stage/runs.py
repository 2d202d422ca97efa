"""A case's stages as they went, from its events alone: what reports count."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from portal.procedure.event import Event
from portal.procedure.history import History
from portal.procedure.model import Happening
from portal.procedure.standing import Standing
from portal.store.models import Case, StageRun


@dataclass(frozen=True)
class Way:
    """The events a stage is read from: what asks for it (stage 1 needs none), what acknowledges it, what answers it."""

    stage: str
    responses: tuple[Event, ...]
    requested: Event | None = None
    acknowledged: Event | None = None


WAYS = (
    Way("stage1", (Event.ANSWERED,), acknowledged=Event.ACKNOWLEDGED),
    Way("stage2", (Event.ADJUDICATED, Event.STAGE2_ANSWERED), Event.STAGE2_REQUESTED, Event.STAGE2_ACKNOWLEDGED),
    Way("stage3", (Event.PANEL_ANSWERED,), Event.PANEL_REQUESTED),
)
OF_A_STAGE = (Event.STAGE_STARTED, Event.STAGE_CONCLUDED, Event.LATE_EXPLAINED, Event.BROUGHT_IN)
"""The events that name their stage."""

Row = Mapping[str, date | str | None]


def stage_runs(history: History, now: Standing) -> dict[str, Row]:
    """Stage -> what its row of `stage_run` says, for each stage that began; see StageRun for the columns.

    Stage 1 begins when the case is received, the others when they are asked for or work on them began. An earlier system's stage
    has no date that was not written down there: what our clocks would have said of it is not what was promised to anybody.
    """
    went = [_Went(way, history, now) for way in WAYS]
    return {one.way.stage: one.row for one in went if one.is_there}


def keep_runs(case: Case, history: History, now: Standing) -> None:
    """Write the rows; one that says the same already is left as it is."""
    rows = stage_runs(history, now)
    kept = {run.stage: run for run in case.stage_runs}
    for stage, row in rows.items():
        run = kept.pop(stage, None)
        if run is None:
            run = StageRun(case_id=case.id, stage=stage)
            case.stage_runs.append(run)
        for column, value in row.items():
            if getattr(run, column) != value:
                setattr(run, column, value)
    for run in kept.values():
        case.stage_runs.remove(run)


class _Went:
    """One stage of one case."""

    def __init__(self, way: Way, history: History, now: Standing) -> None:
        self.way, self.history, self.now = way, history, now
        self.named = [one for one in history.all_of(OF_A_STAGE) if one.details.get("stage") == way.stage]
        self.received = history.first((Event.RECEIVED,)) if way.requested is None else None
        self.request = self._known_request()
        self.stage = next((one for one in now.procedure.stages if one.key == way.stage), None)
        self.is_earlier = any(map(_is_earlier, self._beginnings()))
        self.answer = history.first(way.responses)
        self.response = history.first(self._responses())
        self.acknowledgement = history.first((way.acknowledged,)) if way.acknowledged else None
        self.extensions = self._extensions()

    @property
    def is_there(self) -> bool:
        if self.stage is None and not self.is_earlier:
            return False
        is_ours = self.received is not None and not self.is_earlier
        return is_ours or bool(self.named or self.request or self.response or self.acknowledgement or self.extensions)

    @property
    def row(self) -> Row:
        started = self._first(Event.STAGE_STARTED)
        return {
            "requested_on": self.request.on if self.request else self._last_day("requested_on"),
            "started_on": started or (self.received.on if self.received and not self.is_earlier else None),
            "acknowledged_on": self.acknowledgement.on if self.acknowledgement else None,
            "statement_agreed_on": self._statement(),
            "due_on": self._due(),
            "extended_to": self.extensions[-1].date_of("due") if self.extensions else None,
            "first_response_on": self.response.on if self.response else None,
            "concluded_on": self._concluded(),
            "late_reason": self._last_said(Event.LATE_EXPLAINED, "reason"),
            "outcome": self._last_said(Event.BROUGHT_IN, "outcome"),
        }

    def _responses(self) -> tuple[Event, ...]:
        """What counts as the first answer: what our main clock waits for is one too, such as a talk at which it was settled."""
        main = self.stage.clock(self.stage.main) if self.stage and self.stage.main and not self.is_earlier else None
        return (*self.way.responses, *(main.stops if main else ()))

    def _known_request(self) -> Happening | None:
        asked = self.history.all_of((self.way.requested,)) if self.way.requested else []
        return next((one for one in asked if one.details.get("is_day_known") is not False), None)

    def _extensions(self) -> list[Happening]:
        clocks = {self.way.stage}
        if self.stage and self.stage.main and (main := self.stage.clock(self.stage.main)):
            clocks |= {main.key, main.extended_as or main.key}
        return [one for one in self.history.all_of((Event.EXTENDED,)) if one.details.get("clock") in clocks]

    def _statement(self) -> date | None:
        agreed = self.history.first((Event.STATEMENT_AGREED,)) if self.way.requested is Event.STAGE2_REQUESTED else None
        return agreed.on if agreed else self._last_day("statement_agreed_on")

    def _concluded(self) -> date | None:
        if concluded := self._first(Event.STAGE_CONCLUDED):
            return concluded
        return self.answer.on if self.answer and self.answer.details.get("final") is not False else None

    def _due(self) -> date | None:
        said = self._last_day("due_on")
        if said or self.is_earlier:
            return said
        main = self.now.clock(self.stage.main) if self.stage and self.stage.main else None
        return main.first_due_on if main and main.started_on else None

    def _beginnings(self) -> Iterator[Happening]:
        yield from self.history.all_of((self.way.requested or Event.RECEIVED,))
        yield from (one for one in self.named if one.event in (Event.STAGE_STARTED, Event.BROUGHT_IN))

    def _first(self, event: Event) -> date | None:
        return next((one.on for one in self.named if one.event is event), None)

    def _last_day(self, key: str) -> date | None:
        """What an earlier system says of the stage that no event of its own does."""
        return next((day for one in reversed(self.named) if one.event is Event.BROUGHT_IN and (day := one.date_of(key))), None)

    def _last_said(self, event: Event, key: str) -> str | None:
        return next((str(one.details[key]) for one in reversed(self.named) if one.event is event and one.details.get(key)), None)


def _is_earlier(happening: Happening) -> bool:
    return happening.details.get("earlier") is True
