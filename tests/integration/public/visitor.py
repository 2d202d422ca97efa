"""Somebody at a browser without scripts: opens pages, fills in what is on them, presses a button."""

from html.parser import HTMLParser

from tests.places import at

VOID = {"input", "meta", "link", "br"}


class Read(HTMLParser):
    """HTML as a reader meets it."""

    def __init__(self, html):
        super().__init__()
        self.html = html
        self.tags, self.text, self.fields, self._inside = [], "", {}, []
        self.feed(self.html)

    def handle_starttag(self, tag, attrs):
        attrs = {name: value or "" for name, value in attrs}
        self.tags.append((tag, attrs))
        if tag not in VOID:
            self._inside.append(tag)
        if tag == "input" and (attrs.get("type") not in ("radio", "checkbox") or "checked" in attrs):
            self.fields.setdefault(attrs["name"], []).append(attrs.get("value", ""))
        if tag == "textarea":
            self._area = attrs["name"]
            self.fields[self._area] = [""]

    def handle_endtag(self, tag):
        if tag not in VOID and self._inside:
            self._inside.pop()
        if tag == "textarea":
            self.fields[self._area] = [self.fields[self._area][0].removeprefix("\n")]

    def handle_data(self, data):
        if self._inside and self._inside[-1] == "textarea":
            self.fields[self._area][0] += data
        elif not {"script", "style", "title"} & set(self._inside):
            self.text += f"{data} "

    def all(self, tag, **attrs):
        return [have for name, have in self.tags if name == tag and all(have.get(key.rstrip("_").replace("_", "-")) == value for key, value in attrs.items())]

    @property
    def words(self):
        return " ".join(self.text.split())


class Page(Read):
    """One page that a server answered with."""

    def __init__(self, response):
        self.status, self.url = response.status_code, response.request.path
        super().__init__(response.text)


class Visitor:
    def __init__(self, client):
        self.client = client
        self.page = None

    def open(self, url, **headers):
        self.page = Page(self.client.get(url, headers=headers, follow_redirects=True))
        return self.page

    def press(self, then="go_on", url=None, **answers):
        """Fill in, press the button; what is on the page already is sent along, as a browser does."""
        data = {**self.page.fields, **answers, "then": then}
        self.page = Page(self.client.post(url or self.page.url, data=data, follow_redirects=True))
        return self.page

    def tell(self, **answers):
        """The whole way to 'check your answers', everything skipped but what is given."""
        self.open("/f/1")
        for _ in range(24):
            if self.page.url == at("check"):
                return self.page
            here = {key: value for key, value in {"story": "Nobody rang me.", **answers}.items() if f'name="{key}"' in self.page.html}
            self.press(**here)
        raise AssertionError(self.page.url)

    def exit(self, method="get", **headers):
        """Press Exit; the answer is read to its end, as a browser does."""
        with getattr(self.client, method)("/exit", headers=headers) as response:
            return response
