"""What a record says in its own words, as the codes of the equality questions: an age in years, an ethnic group as councils write it."""

from collections.abc import Iterator, Mapping

from portal.forms.model import Audience
from portal.forms.questions.equality import BACKGROUNDS, ETHNIC_GROUPS, PREFER, PREFER_NOT

AGES: Mapping[Audience, tuple[tuple[int, str], ...]] = {
    Audience.SELF: ((16, "under_16"), (18, "16_17"), (25, "18_24"), (35, "25_34"), (45, "35_44"), (55, "45_54"), (65, "55_64"), (1000, "65_over")),
    Audience.CHILD: ((5, "under_5"), (10, "5_9"), (16, "10_15"), (18, "16_17"), (1000, "18_over")),
}
"""Younger than so many years -> the band of the question."""

SHORT: Mapping[str, str] = {"white": "White", "mixed": "Mixed", "asian": "Asian", "black": "Black", "other": "Other"}
"""A heading as reports write it before the group: "Asian: Indian"."""

CENSUS: Mapping[str, tuple[str, ...]] = {
    "mixed": ("Mixed or Multiple ethnic groups",),
    "asian": ("Asian, Asian British or Asian Welsh", "Asian or Asian British"),
    "black": ("Black, Black British, Black Welsh, Caribbean or African", "Black or Black British", "Black or African or Caribbean or Black British"),
    "other": ("Other ethnic groups",),
}
"""Headings of the tables of the Census of 2021 for England and Wales, and of earlier ones."""

ALSO_WRITTEN: Mapping[str, tuple[str, ...]] = {
    "white_british": ("British", "White British", "English/Welsh/Scottish/Northern Irish/British"),
    "white_irish": ("White Irish",),
    "white_other": ("Other White", "White Other"),
    "mixed_other": ("Other Mixed", "Any other Mixed background", "Other Mixed or Multiple ethnic groups"),
    "asian_other": ("Other Asian",),
    "black_other": ("Other Black", "Any other Black background", "Any other Black / African / Caribbean background"),
    "black_caribbean": ("Black Caribbean",),
    "black_african": ("Black African",),
    "other_any": ("Any other ethnic background",),
}


def age_code(about: Audience, years: int) -> str:
    """The band of the question about the person, or about the child, that an age in whole years falls in."""
    return next(code for below, code in AGES[about] if years < below)


def ethnic_code(label: str) -> str | None:
    """The code of an ethnic group written as in the Census, with or without its heading ("Asian: Indian", "Indian"), in any case.

    None for what is no group of the nineteen; a heading alone is none, because it would be counted as 'any other'.
    """
    return _CODES.get(_plain(label))


def _plain(label: str) -> str:
    heading, colon, group = " ".join(label.replace("’", "'").replace(",", "").casefold().split()).partition(":")
    return f"{heading.strip()}: {group.strip()}" if colon else heading


def _written() -> Iterator[tuple[str, str]]:
    """Every way to write a group, and its code."""
    for heading, groups in BACKGROUNDS.items():
        for key, words in groups.items():
            code = f"{heading}_{key}"
            for group in (words, *ALSO_WRITTEN.get(code, ())):
                yield group, code
                for before in (SHORT[heading], ETHNIC_GROUPS[heading], *CENSUS.get(heading, ())):
                    yield f"{before}: {group}", code
    yield PREFER, PREFER_NOT


_CODES: Mapping[str, str] = {_plain(written): code for written, code in _written()}
LABELS: Mapping[str, str] = {f"{heading}_{key}": f"{SHORT[heading]}: {words}" for heading, groups in BACKGROUNDS.items() for key, words in groups.items()} | {
    "white_british": "White British"
}
"""A group as reports write it: "White British", else "Group: label"."""
