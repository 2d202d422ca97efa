"""What is wrong with records: file, line, column and what would be right, in plain sentences."""

from collections.abc import Sequence
from dataclasses import dataclass

SHOWN = 50


@dataclass(frozen=True, order=True)
class Mistake:
    """line: of the file, counting the heading as line 1. column: as the heading names it."""

    file: str
    line: int
    column: str
    says: str

    def __str__(self) -> str:
        return f"{self.file}.csv, line {self.line}, column {self.column}: {self.says}"


class BadRecords(Exception):
    """Records that cannot be brought in; nothing was changed. The text is one sentence a line, at most SHOWN of them."""

    def __init__(self, mistakes: Sequence[Mistake | str]) -> None:
        self.mistakes = tuple(mistakes)
        shown = [str(one) for one in self.mistakes[:SHOWN]]
        more = len(self.mistakes) - SHOWN
        shown += [f"... and {more} more."] if more > 0 else []
        super().__init__("\n".join([*shown, "Nothing was brought in."]))
