"""Counted tables as a person reads them in a terminal: words wrapped, numbers under their heads, a wide table in parts."""

import textwrap
from collections.abc import Iterator, Sequence

from portal.reports.model import Cell, Counted, Head, Number
from portal.reports.printed import AS_PRINTED, SYMBOLS, Report, about, mark, printable
from portal.reports.reconcile import Check

WIDE = 100  # characters of a line
LABEL = 44  # of a row's label at most
HEAD = 14  # of a column's head, unless one word is longer
GAP = "  "
RIGHT, RESTATED, WRONG = COMPARED = ("Right", "Restated", "Wrong")


def as_text(report: Report) -> str:
    """Every table with its unit, cohort and base under its title; the marks are explained once, at the end."""
    lines = [report.title, "=" * min(len(report.title), WIDE), ""]
    if report.is_public:
        lines += ["For the public: small numbers are hidden.", ""]
    for counted in report.tables:
        lines += _table(counted)
    seen = {mark(cell) for counted in report.tables for row in counted.rows for cell in row.cells}
    marks = [(one, text) for one, text in SYMBOLS.items() if one in seen]
    lines += [line for one, text in marks for line in _wrapped(f"{one}  {text}", "   ")]
    return "\n".join(line.rstrip() for line in lines).rstrip() + "\n"


def _table(counted: Counted) -> Iterator[str]:
    yield from _wrapped(f"{counted.title}  [{counted.id}]")
    for line in about(counted):
        yield from _wrapped(line, "  ")
    yield ""
    if not counted.rows:
        yield "(nothing to show)"
    labels = [_wrapped(row.label, "  ", LABEL) for row in counted.rows]
    wide = max((len(line) for label in labels for line in label), default=0)
    for part in _parts(counted, wide):
        yield from _part(counted, labels, wide, part)
        yield ""
    yield ""


def _parts(counted: Counted, wide: int) -> Iterator[list[int]]:
    """The columns that fit beside the labels, as often as it takes."""
    part: list[int] = []
    taken = wide
    for at in range(len(counted.columns)):
        more = _width(counted, at) + len(GAP)
        if part and taken + more > WIDE:
            yield part
            part, taken = [], wide
        part.append(at)
        taken += more
    if part:
        yield part


def _part(counted: Counted, labels: Sequence[Sequence[str]], wide: int, part: Sequence[int]) -> Iterator[str]:
    widths = [_width(counted, at) for at in part]
    heads = [_head(counted.columns[at]) for at in part]
    high = max(len(one) for one in heads)
    for level in range(high):
        yield _line("", wide, [_of(head, level - high + len(head)) for head in heads], widths)
    yield _line("-" * wide, wide, ["-" * one for one in widths], widths)
    for row, label in zip(counted.rows, labels, strict=True):
        if row.is_total:
            yield _line("-" * wide, wide, ["-" * one for one in widths], widths)
        yield from label[:-1]
        yield _line(label[-1] if label else "", wide, [shown(row.cells[at]) for at in part], widths)


def _of(lines: Sequence[str], level: int) -> str:
    return lines[level] if level >= 0 else ""


def _line(label: str, wide: int, cells: Sequence[str], widths: Sequence[int]) -> str:
    return GAP.join([label.ljust(wide), *(cell.rjust(width) for cell, width in zip(cells, widths, strict=True))])


def _width(counted: Counted, at: int) -> int:
    cells = [len(shown(row.cells[at])) for row in counted.rows]
    return max([len(line) for line in _head(counted.columns[at])] + cells, default=0)


def _head(head: Head) -> list[str]:
    longest = max((len(word) for word in head.label.split()), default=0)
    return _wrapped(head.label, wide=max(HEAD, longest))


def _wrapped(text: str, further: str = "", wide: int = WIDE) -> list[str]:
    return textwrap.wrap(printable(text), wide, subsequent_indent=further) or [""]


def shown(cell: Cell) -> str:
    """A number as it is read: 1,650, 62%, £1,650.00, 12.5; c where it is hidden, : where there is none, p after what was printed."""
    if cell.value is None:
        return mark(cell)
    after = f" {AS_PRINTED}" if cell.published else ""
    return _number(cell.value, cell.kind) + after


def _number(value: Number, kind: str) -> str:
    if kind == "percent":
        return f"{value}%"
    if kind == "average":
        return f"{value:,.1f}"
    if kind == "money":
        return f"£{value:,.2f}" if value != int(value) else f"£{int(value):,}"
    return f"{value:,}"


def as_checks(checks: Sequence[Check]) -> str:
    """Each check on a line with its two numbers, those that are wrong last; then how many there are of each kind."""
    found = [(_how(one), one) for one in checks]
    lines = [f"{how}: {printable(one.sentence)}: {_compared(one)}" for wanted in COMPARED for how, one in found if how == wanted]
    counts = [f"{sum(how == wanted for how, _one in found)} {wanted.lower()}" for wanted in COMPARED]
    return "\n".join([*lines, f"{len(found)} checks: {', '.join(counts)}."]) + "\n"


def _how(check: Check) -> str:
    return WRONG if not check.ok else RESTATED if check.kind == "restated" else RIGHT


def _compared(check: Check) -> str:
    if check.kind == "restated":
        return f"{check.left:,} now, {check.right:,} then"
    signs = ("=", "is not") if check.kind == "equal" else ("of", "is more than")
    return f"{check.left:,} {signs[0] if check.ok else signs[1]} {check.right:,}"
