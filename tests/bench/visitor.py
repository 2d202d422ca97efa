"""A browser of the bench: one connection that stays open, its cookies, the token of its forms; no scripts."""

import re
from collections.abc import Mapping
from http.client import HTTPConnection, HTTPResponse
from http.cookies import SimpleCookie
from types import TracebackType
from urllib.parse import urlencode

from tests.places import number

TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
Answers = Mapping[str, str | list[str]]

SAID: dict[str, Answers] = {
    "what": {"kind": "complaint"},
    "story": {"story": "On 3 November the visit was moved and nobody rang me. I found out from the school. " * 12},
    "put_right": {"when_happened": "on 3 November", "put_right": "I want to be told before a visit is moved, and I want the plan.", "more_points": "no"},
    "safety": {"in_danger": "no", "wait": "no"},
    "around": {
        "unfair": "no",
        "told_before": "yes",
        "told_whom": "The duty desk",
        "told_said": "That somebody would ring me back. Nobody did.",
        "court": ["family_court"],
        "court_what": "Contact, on 12 January",
        "over_a_year": "no",
    },
    "you": {"relation": "parent", "responsible": "yes", "stay_anonymous": "no", "name": "Amira Clarke", "together": "no"},
    "child": {"child_name": "Theo Clarke", "child_age": "8", "child_lives": "foster", "child_knows": "no", "more_children": "no"},
    "reach": {
        "phone": "01632 960111",
        "safe_phone": ["ring", "text"],
        "best_times": "weekdays before 3 pm",
        "email": "amira.clarke@example.org",
        "safe_email": ["email"],
        "address": "12 Mill Lane\nAnytown\nAN1 2TN",
        "safe_post": ["post"],
    },
    "needs": {"language": "English", "interpreter": "no", "adjustments": ["large_print"]},
}
"""What somebody says on each page of the parent's form."""
PAGES: dict[int, Answers] = {number(key): said for key, said in SAID.items()}
LONGEST, CHECK = number("around"), number("check")
"""LONGEST: the page with most on it."""


class Visitor:
    """`get` and `post` return the answer's status and text."""

    def __init__(self, port: int, agent: str = "bench") -> None:
        self.agent = agent
        self.connection = HTTPConnection("127.0.0.1", port, timeout=60)
        self.cookies: dict[str, str] = {}
        self.token = ""

    def __enter__(self) -> "Visitor":
        return self

    def __exit__(self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None) -> None:
        self.connection.close()

    def get(self, path: str) -> tuple[int, str]:
        return self._ask("GET", path, None)

    def post(self, path: str, said: Answers) -> tuple[int, str]:
        return self._ask("POST", path, urlencode({**said, "csrf_token": self.token}, doseq=True))

    def page(self, number: int, then: str = "go_on") -> None:
        """Send a page of the form. Raises RuntimeError unless it was taken."""
        status, text = self.post(f"/f/{number}", {**PAGES.get(number, {}), "then": then})
        if status != 302:
            raise RuntimeError(f"page {number} was not taken: {status} {text[:400]}")

    def fill_in(self, *numbers: int) -> None:
        """Take the form's first page, and send these pages, all of them unless some are named."""
        self.token = self._token(self.get("/f/1")[1])
        for one in numbers or PAGES:
            self.page(one)

    def _token(self, text: str) -> str:
        found = TOKEN.search(text)
        if not found:
            raise RuntimeError("the page has no form")
        return found.group(1)

    def _ask(self, method: str, path: str, body: str | None) -> tuple[int, str]:
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = {"User-Agent": self.agent, "Accept-Language": "en-GB", "Cookie": cookies}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request(method, path, body, headers)
        response = self.connection.getresponse()
        self._keep_cookies(response)
        return response.status, response.read().decode("utf-8")

    def _keep_cookies(self, response: HTTPResponse) -> None:
        for header in response.headers.get_all("Set-Cookie") or ():
            self.cookies.update({name: morsel.value for name, morsel in SimpleCookie(header).items()})
