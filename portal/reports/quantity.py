"""The name of a number: what a cell counts, said so that the same number has the same name in every table."""

from collections.abc import Iterable
from dataclasses import dataclass

from portal.reports.labels import CouncilWords
from portal.reports.model import Condition, Quantity, Way
from portal.reports.selecting import Asked

COUNTED = {"response_on": "stages_answered", "concluded_on": "stages_concluded"}
"""What an average over stages is of, by the day that puts a stage in the period."""

BANDS = {"response_days": "response_band", "conclusion_days": "conclusion_band"}


@dataclass(frozen=True)
class Naming:
    """Names quantities: for the periods a cell is about, under the conditions of its row and column."""

    words: CouncilWords
    periods: str
    also: tuple[Condition, ...]

    def of(self, asked: Asked, *further: Condition) -> Quantity:
        """What is asked, under further conditions; a group stands as its services, a measure's fixed part as a condition."""
        measure = asked.measure
        fixed = (Condition(dimension, frozenset({code})) for dimension, code in measure.under)
        key = COUNTED[measure.on] if measure.of in (*BANDS, "in_time") else measure.same_as or measure.key
        return Quantity(key, self.periods, _joined(_as_services(one, self.words) for one in (*asked.where, *self.also, *further, *fixed)))

    def known(self, asked: Asked) -> Quantity:
        """The stages an average or a share in time is of: those of which the days, or the limit, are known."""
        if asked.measure.way is Way.SHARE:
            return self.of(asked, Condition("in_time", frozenset({"yes", "no"})))
        return self.of(asked, Condition(BANDS[asked.measure.of], frozenset({""}), is_not=True))

    def in_time(self, asked: Asked) -> Quantity:
        return self.of(asked, Condition("in_time", frozenset({"yes"})))


def _as_services(condition: Condition, words: CouncilWords) -> Condition:
    if condition.dimension != "group" or "" in condition.codes:
        return condition
    services = frozenset(service for group in condition.codes for service in words.services_of(group))
    return Condition("service", services, condition.is_not)


def _joined(conditions: Iterable[Condition]) -> frozenset[Condition]:
    """One set of codes for each dimension and one of excluded codes; tags apart, since a case can have several."""
    joined: dict[tuple[str, bool], frozenset[str]] = {}
    tags: set[Condition] = set()
    for one in conditions:
        if one.dimension == "tag":
            tags.add(one)
            continue
        known = joined.get((one.dimension, one.is_not))
        joined[one.dimension, one.is_not] = one.codes if known is None else known | one.codes if one.is_not else known & one.codes
    for dimension, is_not in tuple(joined):
        if is_not and (dimension, False) in joined:
            joined[dimension, False] -= joined.pop((dimension, True))
    return frozenset(Condition(dimension, codes, is_not) for (dimension, is_not), codes in joined.items()) | tags
