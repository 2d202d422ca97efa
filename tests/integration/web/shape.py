"""A page as a parser meets it: what a text typed by somebody may never change."""

from html.parser import HTMLParser

OF_OTHERS = "img from elsewhere"
"""Our own pages have only our own pictures."""


class Shape(HTMLParser):
    """tags: every element with the names of its attributes; text: all that is read, `hidden`: the values of hidden fields by name."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, tuple[str, ...]]] = []
        self.text = ""
        self.hidden: dict[str, str] = {}
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = tuple(sorted(name for name, _value in attrs if name not in ("value", "checked", "selected", "dir")))
        said = dict(attrs)
        is_ours = (said.get("src") or "").startswith("/look/")
        self.tags.append((OF_OTHERS if tag == "img" and not is_ours else tag, names))
        if tag == "input" and said.get("type") == "hidden":
            self.hidden[said.get("name") or ""] = said.get("value") or ""

    def handle_data(self, data: str) -> None:
        self.text += data

    @property
    def dangers(self) -> list[tuple[str, tuple[str, ...]]]:
        """What could run something: scripts that are not a file, handlers, frames, styles."""
        bad = ("iframe", "object", "embed", "base", "style", "math", OF_OTHERS)
        return [
            (tag, names)
            for tag, names in self.tags
            if tag in bad or (tag == "script" and "src" not in names) or any(name.startswith("on") or name == "style" for name in names)
        ]
