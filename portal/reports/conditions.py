"""Conditions as council.toml writes them, `{ dimension = code | [codes] | { not = [codes] } }`, and which codes a dimension can have."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from portal.forms.recorded import LABELS, ethnic_code
from portal.procedure.model import UnknownSetting
from portal.reports.catalogue.dimensions import DIMENSIONS
from portal.reports.labels import CouncilWords
from portal.reports.model import Condition, Dimension, Measure, Reading, Way
from portal.reports.period import YEAR

MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
BACK = re.compile(r"0|-[1-9]\d*")
ETHNIC, UNKNOWN = ("subject_ethnicity", "complainant_ethnicity"), "unknown"
ALWAYS_SAID = frozenset({Reading.RECEIVED, Reading.GONE_ON, Reading.ANSWER, Reading.MONTH, Reading.QUARTER, Reading.YEAR})
"""Dimensions in which every fact has a code."""


def listed(names: Iterable[str]) -> str:
    return ", ".join(f'"{one}"' for one in names) or "nothing"


def dimension_named(place: str, key: Any) -> Dimension:
    """Raises UnknownSetting with one sentence that begins with `place`."""
    if isinstance(key, str) and key in DIMENSIONS:
        return DIMENSIONS[key]
    raise UnknownSetting(f"{place} names the dimension {_said(key)}, which Heard does not know. It knows: {', '.join(DIMENSIONS)}.")


def asked_of(place: str, measure: Measure, dimension: str) -> None:
    """Raises UnknownSetting where what the measure counts has no such dimension."""
    if measure.way is Way.OUTSIDE or measure.fact in DIMENSIONS[dimension].columns:
        return
    can = [one.key for one in DIMENSIONS.values() if measure.fact in one.columns]
    raise UnknownSetting(f"{place} asks {measure.key} for {dimension}, which {measure.unit} do not have. They have: {', '.join(can)}.")


def conditions_of(place: str, said: Any, words: CouncilWords) -> tuple[Condition, ...]:
    """Conditions that are joined by and. Raises UnknownSetting."""
    if not isinstance(said, Mapping):
        raise UnknownSetting(f'{place} must be a table such as {{ status = "open" }}.')
    return tuple(_condition(place, dimension_named(place, key), value, words) for key, value in said.items())


def _condition(place: str, dimension: Dimension, said: Any, words: CouncilWords) -> Condition:
    is_not = isinstance(said, Mapping)
    if isinstance(said, Mapping) and set(said) != {"not"}:
        raise UnknownSetting(f"{place}: {dimension.key} is a code, a list of codes, or {{ not = [codes] }}.")
    return Condition(dimension.key, frozenset(codes_of(place, dimension, said["not"] if is_not else said, words)), is_not)


def codes_of(place: str, dimension: Dimension, said: Any, words: CouncilWords) -> tuple[str, ...]:
    """One code or a list of them, each one that can be. Raises UnknownSetting."""
    codes = [said] if isinstance(said, str) else said
    if not isinstance(codes, list) or not codes or not all(isinstance(one, str) for one in codes):
        raise UnknownSetting(f"{place}: {dimension.key} is a code in quotation marks, or a list of codes.")
    for code in codes:
        if not can_be(dimension, code, words):
            raise UnknownSetting(f'{place} names "{code}", which is no {dimension.key}. It can be: {possible(dimension, words)}.')
    return tuple(dict.fromkeys(as_counted(dimension.key, one) for one in codes))


def as_counted(dimension: str, code: str) -> str:
    """An ethnic group as it is counted, however it is written ("Indian" is "Asian: Indian"); any other code as it stands."""
    return LABELS.get(ethnic_code(code) or "", code) if dimension in ETHNIC else code


def can_be(dimension: Dimension, code: str, words: CouncilWords) -> bool:
    if dimension.key in ETHNIC:
        return code == UNKNOWN or ethnic_code(code) is not None
    if dimension.is_open or (code == "" and dimension.reading not in ALWAYS_SAID):
        return True
    if dimension.reading is Reading.MONTH:
        return bool(MONTH.fullmatch(code))
    if dimension.reading is Reading.YEAR:
        return bool(YEAR.fullmatch(code))
    return code in every_code(dimension, words)


def every_code(dimension: Dimension, words: CouncilWords) -> tuple[str, ...]:
    """The codes a closed dimension can have."""
    return words.bands_of(words.stages) if dimension.reading is Reading.BAND else words.codes(dimension)


def possible(dimension: Dimension, words: CouncilWords) -> str:
    if dimension.key in ETHNIC:
        return f'an ethnic group as in the Census of 2021, such as "White British" or "Asian: Indian", and "{UNKNOWN}"'
    if dimension.reading is Reading.MONTH:
        return "a month such as 2024-04"
    if dimension.reading is Reading.YEAR:
        return "a year such as 2024-25"
    return listed((*every_code(dimension, words), *(() if dimension.reading in ALWAYS_SAID else ("",))))


def is_label_of_something(code: str, axes: Iterable[str], words: CouncilWords) -> bool:
    """Whether there can be a code that a table with these axes gives a label to, or a year (0, -1, 2019-20); another dimension's does no harm."""
    if any(can_be(DIMENSIONS[one], code, words) for one in axes if one in DIMENSIONS and one != "year"):
        return True
    return code == "" or bool(BACK.fullmatch(code) or YEAR.fullmatch(code)) or any(code in every_code(one, words) for one in DIMENSIONS.values())


def _said(value: Any) -> str:
    return f'"{value}"' if isinstance(value, str) else repr(value)
