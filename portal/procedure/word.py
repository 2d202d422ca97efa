"""A stored key that carries the name people see."""

from enum import StrEnum
from typing import Self


class Word(StrEnum):
    """An enumeration of `KEY = "key", N_("Name")`: equal to its key, which is stored and never renamed; `label` is shown."""

    label: str

    def __new__(cls, key: str, label: str = "") -> Self:
        member = str.__new__(cls, key)
        member._value_ = key
        member.label = label
        return member
