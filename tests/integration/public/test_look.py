"""Colours that can be read, targets that can be hit, and files a browser may keep."""

import re
from pathlib import Path

import pytest

CSS = "".join(Path(f"portal/static/{name}").read_text("utf-8") for name in ("public.css", "staff.css"))
ROOTS = re.compile(r"(@media \(prefers-color-scheme: dark\) \{\s*)?:root \{(.*?)\}", re.DOTALL)
NAMED = re.compile(r"--([a-z-]+): (#[0-9a-f]{6})")
THEMES = {"light": {name: colour for dark, root in ROOTS.findall(CSS) if not dark for name, colour in NAMED.findall(root)}}
THEMES["dark"] = THEMES["light"] | {name: colour for dark, root in ROOTS.findall(CSS) if dark for name, colour in NAMED.findall(root)}

TEXT = [
    ("ink", "paper"), ("ink", "raised"), ("quiet", "paper"), ("quiet", "raised"), ("link", "paper"), ("link", "raised"), ("wrong", "paper"),
    ("on-act", "act"), ("on-stop", "stop"), ("on-other", "other"), ("on-red", "red"), ("on-amber", "amber"), ("on-green", "green"),
    ("on-blue", "blue"), ("on-red", "paper"), ("on-amber", "paper"),
]  # fmt: skip
SHAPES = [("edge", "paper"), ("wrong", "paper"), ("link", "paper"), ("act", "paper"), ("stop", "paper")]


def luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("text", "ground"), TEXT)
def test_text_can_be_read(theme, text, ground):
    assert contrast(THEMES[theme][text], THEMES[theme][ground]) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("shape", "ground"), SHAPES)
def test_edges_and_buttons_stand_out(theme, shape, ground):
    assert contrast(THEMES[theme][shape], THEMES[theme][ground]) >= 3


@pytest.mark.parametrize("theme", THEMES)
def test_the_focus_stands_out_from_any_ground(theme):
    colours = THEMES[theme]
    assert contrast(colours["focus"], colours["on-focus"]) >= 3
    for ground in ("paper", "raised"):
        assert max(contrast(colours[ring], colours[ground]) for ring in ("focus", "on-focus")) >= 3


def test_every_colour_is_named_once():
    rules = re.sub(r":root \{.*?\}", "", CSS, flags=re.DOTALL)
    assert set(re.findall(r"#[0-9a-f]{3,6}\b", rules)) <= {"#000", "#fff"}
    assert set(re.findall(r"var\(--([a-z-]+)\)", rules)) <= set(THEMES["light"])


def test_left_and_right_are_never_said():
    assert re.findall(r"(?:margin|padding|border|inset)-(?:left|right)|\b(?:left|right)\s*:|text-align: (?:left|right)|float:", CSS) == []


def test_a_sheet_has_the_councils_colour_and_may_be_kept(client, settings):
    page = client.get("/").text
    address = re.search(r'href="(/look/public.css\?v=[0-9a-f]+)"', page)[1]
    answer = client.get(address)
    assert f"--council:{settings.council.colour}" in answer.text
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.mimetype == "text/css"


def test_the_staffs_sheet_is_the_publics_and_more(client):
    public, staff = (client.get(f"/look/{name}.css").text for name in ("public", "staff"))
    assert staff.startswith(public.rsplit(":root", 1)[0])
    assert ".heard-nav" in staff
    assert ".heard-nav" not in public


@pytest.mark.parametrize("name", ["council.toml", "..%2fsettings.py", "manifest.toml", "public.css.map", ""])
def test_nothing_else_is_served_from_there(client, name):
    assert client.get(f"/look/{name}").status_code == 404


def test_the_script_puts_no_html_together():
    script = Path("portal/static/heard.js").read_text("utf-8")
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|Storage|cookie|fetch\(|XMLHttp", script)
