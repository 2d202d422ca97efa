"""Every form and every address with something in it, read off the pages of a running council."""

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class Form:
    """A form of a page: where it goes, and what a browser would send of it."""

    action: str
    fields: dict[str, str] = field(default_factory=dict)


class Forms(HTMLParser):
    """The forms of a page that are posted; each field with what stands in it, or the first of its options, or a plain word."""

    def __init__(self, address: str, html: str) -> None:
        super().__init__()
        self.address = address
        self.found: list[Form] = []
        self._inside = False
        self._select = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._inside = said.get("method", "").lower() == "post"
            if self._inside:
                self.found.append(Form(said.get("action") or self.address))
        elif self._inside and said.get("name"):
            self._field(tag, said)
        elif tag == "option" and self._select:
            self._offer(self._select, said.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        self._inside = self._inside and tag != "form"
        self._select = "" if tag == "select" else self._select

    def _field(self, tag: str, said: dict[str, str]) -> None:
        if tag == "select":
            self._select = said["name"]
        elif tag == "button":
            self._offer(said["name"], said.get("value", ""))
        else:
            self._offer(said["name"], said.get("value") or "word")

    def _offer(self, name: str, value: str) -> None:
        fields = self.found[-1].fields
        if not fields.get(name):
            fields[name] = value
