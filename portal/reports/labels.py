"""A council's own codes and what each is called: from its lists and council.toml, else the code with a capital and spaces."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from portal.procedure.model import Procedure, UnknownSetting
from portal.reports.catalogue.dimensions import DIMENSIONS
from portal.reports.model import Dimension, Reading
from portal.settings import Settings
from portal.store.models import Choice

FIXED = {"undetermined": "Unable to be determined"}
AS_IT_IS = frozenset({"month", "quarter", "year", "response_band", "conclusion_band"})
LISTS = {"delay_reason": "late_reason", "service": "service", "group": "group", "category": "category"} | {
    one: one for one in ("tag", "channel", "complainant", "status")
}
"""The council's lists as the database names them -> the dimension whose codes they name."""

USUAL_BANDS = {"1": (10, 20), "2": (25, 65), "3": (30, 50)}
"""Where [report] says none: the limits of the Children Act procedure (SI 2006/1738)."""

SEVERAL = "several"


@dataclass(frozen=True)
class CouncilWords:
    """What a council calls its codes, and how it arranges them.

    named: dimension -> code -> name, in the council's order. labels: its words for fixed codes. group_of: service -> group. bands: stage
    -> the last working day of each band but the open one. stages: those any of its procedures has. several: its words for an outcome
    of unlike findings; "" = that is partly upheld. seldom: (dimension, code) that stand in a table only where there is something to count:
    what is no longer in a list, procedures that no service follows, stages that none of those has.
    """

    named: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    group_of: Mapping[str, str] = field(default_factory=dict)
    bands: Mapping[str, tuple[int, ...]] = field(default_factory=lambda: USUAL_BANDS)
    stages: tuple[str, ...] = ("1", "2", "3")
    several: str = ""
    sub_populations: tuple[str, ...] = ()
    seldom: frozenset[tuple[str, str]] = frozenset()

    def codes(self, dimension: Dimension) -> tuple[str, ...]:
        """Every code there can be, in the council's order, then the fixed ones; of an open dimension those that are fixed."""
        if dimension.key == "stage":
            return self.stages
        codes = (*self.named.get(dimension.listed, ()), *dimension.codes)
        several = (SEVERAL,) if dimension.reading is Reading.OUTCOME and self.several else ()
        return tuple(dict.fromkeys((*sorted(codes, key=dimension.codes.index), *several) if set(codes) <= set(dimension.codes) else codes))

    def usual_codes(self, dimension: Dimension) -> tuple[str, ...]:
        """Those that stand in a table even where nothing is counted of them."""
        return tuple(code for code in self.codes(dimension) if (dimension.key, code) not in self.seldom)

    def bands_of(self, stages: Sequence[str]) -> tuple[str, ...]:
        """The bands of these stages, shortest first."""
        return tuple(dict.fromkeys(band for stage in stages for band in _bands(self.bands.get(stage, ()))))

    def band(self, stage: str, days: int | None) -> str:
        """The band a number of working days falls in; "" for none."""
        edges = self.bands.get(stage, ())
        if days is None or not edges:
            return ""
        names = _bands(edges)
        return next((name for edge, name in zip(edges, names, strict=False) if days <= edge), names[-1])

    def services_of(self, group: str) -> frozenset[str]:
        return self._services_by_group.get(group, frozenset())

    @cached_property
    def _services_by_group(self) -> Mapping[str, frozenset[str]]:
        """Worked out once: the name of each number of a table by group asks for it."""
        return {group: frozenset(service for service, its in self.group_of.items() if its == group) for group in set(self.group_of.values())}

    def label(self, dimension: str, code: str) -> str:
        """What a code is called where the table says nothing else."""
        if code in (names := self.named.get(dimension, {})):
            return names[code]
        if code in self.labels:
            return self.labels[code]
        if code == SEVERAL and self.several:
            return self.several
        if dimension == "stage":
            return f"Stage {code}"
        if dimension in AS_IT_IS:
            return code
        return FIXED.get(code) or in_words(code)


def _bands(edges: tuple[int, ...]) -> tuple[str, ...]:
    starts = (0, *(edge + 1 for edge in edges[:-1]))
    return (*(f"{low}-{high}" for low, high in zip(starts, edges, strict=True)), f"Over {edges[-1]}") if edges else ()


def council_words(settings: Settings, lists: Iterable[Choice], procedures: Mapping[str, Procedure]) -> CouncilWords:
    """The words of a council: [report], [labels] and [procedures] of council.toml, the lines of its lists in their order.

    procedures: its catalogue. Raises UnknownSetting for bands or sub-populations that cannot be.
    """
    report, said = settings.report, settings.procedures
    named = {"procedure": {code: str(said.get(code, {}).get("name") or in_words(code)) for code in procedures}}
    group_of: dict[str, str] = {}
    followed, seldom = set(), set()
    for line in lists:
        if line.list in LISTS:
            named.setdefault(LISTS[line.list], {})[line.code] = line.name
            seldom |= {(LISTS[line.list], line.code)} if line.to_on else set()
        if line.list == "service":
            group_of[line.code] = line.extra.get("group") or ""
            followed.add(line.extra.get("procedure"))
    seldom |= {("procedure", one) for one in procedures if one not in followed}
    most = stages_of(one for code, one in procedures.items() if code in followed)
    seldom |= {("stage", one) for one in stages_of(procedures.values()) if one not in most}
    several, tags = report.get("several_findings", ""), _tags_of(report)
    return CouncilWords(named, settings.labels, group_of, bands_of(report), stages_of(procedures.values()), several, tags, frozenset(seldom))


def _tags_of(report: Mapping[str, Any]) -> tuple[str, ...]:
    said = report.get("sub_populations", [])
    if not isinstance(said, list) or not all(isinstance(one, str) for one in said):
        raise UnknownSetting('report.sub_populations must be a list of tags such as ["send"].')
    return tuple(said)


def in_words(code: str) -> str:
    """A code with a capital and spaces."""
    return (code[:1].upper() + code[1:]).replace("_", " ")


def stages_of(procedures: Iterable[Procedure]) -> tuple[str, ...]:
    """1 to as many as the longest procedure has."""
    most = max((sum(stage.key.startswith("stage") for stage in one.stages) for one in procedures), default=3)
    return tuple(str(number) for number in range(1, max(most, 1) + 1))


def bands_of(report: Mapping[str, Any]) -> Mapping[str, tuple[int, ...]]:
    """[report] bands = { stage_1 = [10, 20] }. Raises UnknownSetting."""
    found = dict(USUAL_BANDS)
    said = report.get("bands", {})
    if not isinstance(said, Mapping):
        raise UnknownSetting("report.bands must be a table such as { stage_1 = [10, 20] }.")
    for key, edges in said.items():
        stage = key.removeprefix("stage_")
        if key == stage or stage not in DIMENSIONS["stage"].codes:
            raise UnknownSetting(f'report.bands has "{key}"; it can have stage_1, stage_2 and stage_3.')
        if not isinstance(edges, list) or not _are_edges(edges):
            raise UnknownSetting(f"report.bands.{key} must be a list of working days that grow, such as [10, 20].")
        found[stage] = tuple(edges)
    return found


def _are_edges(edges: list[Any]) -> bool:
    whole = bool(edges) and all(isinstance(one, int) and not isinstance(one, bool) and one >= 0 for one in edges)
    return whole and edges == sorted(set(edges))
