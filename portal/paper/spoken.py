"""Says in the PDF which words a line holds, where the script is drawn in pieces out of order (Nastaliq): for voices and for copying."""

from contextlib import AbstractContextManager
from typing import Any

from weasyprint.pdf.stream import Stream, pydyf


def say_words() -> None:
    """From now on each line of text carries its words (ActualText, ISO 32000-1 14.9.4): the library has no setting for it."""
    begin, marked = pydyf.Stream.begin_marked_content, Stream.marked

    def with_words(stream: Any, box: Any, tag: str) -> AbstractContextManager[None]:
        stream.words = getattr(box, "text", "")
        return marked(stream, box, tag)  # type: ignore[no-any-return]

    def begin_with_words(stream: Any, tag: str, properties: Any = None) -> None:
        words = stream.__dict__.pop("words", "")
        if properties is not None and words:
            properties["ActualText"] = pydyf.String(words)
        begin(stream, tag, properties)

    Stream.marked, pydyf.Stream.begin_marked_content = with_words, begin_with_words
