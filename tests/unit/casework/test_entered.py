"""Whatever two or three windows do at once, the last thing each of them typed is kept."""

from hypothesis import given
from hypothesis import strategies as st

from portal.casework.intake.entered import Box, mark, merge

TEXTS = st.text(alphabet="ab\n", max_size=3)
STEPS = st.lists(st.tuples(st.sampled_from("xyz"), st.sampled_from(["story", "name"]), TEXTS), max_size=25)


@given(STEPS)
def test_no_window_undoes_what_another_wrote(steps: list[tuple[str, str, str]]) -> None:
    boxes: dict[str, str] = {"story": "", "name": ""}
    seen = {(window, name): mark("") for window in "xyz" for name in boxes}
    for window, name, text in steps:
        before, drawn = dict(boxes), seen[window, name]
        kept = merge(boxes, {name: Box(text, drawn)}, window)
        boxes = dict(kept.boxes)  # type: ignore[arg-type]
        if boxes[name] == text:  # the window knows now what is kept
            seen[window, name] = mark(text)
        assert text in (boxes[name], boxes.get(f"{name}~{window}")) or mark(text) == drawn
        others = {key: kept_text for key, kept_text in before.items() if key not in (name, f"{name}~{window}")}
        assert others.items() <= boxes.items(), "only the box and the window's own text may change"
        assert boxes[name] in (before[name], text)
        assert boxes[name] == before[name] or mark(before[name]) == drawn, "nobody writes over what they did not see"


@given(TEXTS, TEXTS)
def test_the_first_of_two_at_once_stands_and_the_second_stands_beside_it(first: str, second: str) -> None:
    kept = merge(merge({}, {"story": Box(first, mark(""))}, "x").boxes, {"story": Box(second, mark(""))}, "y")
    texts = {text for name, text in kept.boxes.items() if name.startswith("story")}
    assert {one for one in (first, second) if one} <= texts
