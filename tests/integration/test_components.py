"""Our components draw what the Design System's own macros draw, but for the differences declared here."""

from html.parser import HTMLParser

import jinja2
import pytest

VOID = {"input", "br", "hr", "meta", "link", "img"}

ALLOWED = {
    ("div", "autofocus"): "the summary takes the focus without scripts too",
    ("div", "tabindex"): "the same; the Design System's script adds it",
    ("input", "dir"): "what people write has a direction of its own",
    ("textarea", "dir"): "the same",
    ("dd", "dir"): "the same",
    ("div", "data-few"): "our words for the room left, in the reader's language",
    ("div", "data-over"): "the same",
}
"""(element, attribute) that only ours has -> why."""


class Tree(HTMLParser):
    """HTML as nested tuples, whatever the order of attributes and classes or the white space."""

    def __init__(self):
        super().__init__()
        self.open = [("root", {}, [])]

    def handle_starttag(self, tag, attrs):
        kept = {name: value for name, value in attrs if (tag, name) not in ALLOWED}
        kept["class"] = set((kept.get("class") or "").split())
        node = (tag, kept, [])
        self.open[-1][2].append(node)
        if tag not in VOID:
            self.open.append(node)

    def handle_endtag(self, tag):
        if tag not in VOID:
            assert self.open.pop()[0] == tag

    def handle_data(self, data):
        if words := " ".join(data.split()):
            self.open[-1][2].append(words)


def tree(html):
    parser = Tree()
    parser.feed(str(html))
    assert len(parser.open) == 1
    return parser.open[0][2]


@pytest.fixture(scope="module")
def ours():
    env = jinja2.Environment(loader=jinja2.FileSystemLoader("portal/templates"), autoescape=True, extensions=["jinja2.ext.i18n"])
    env.install_gettext_callables(lambda text: text, lambda one, many, n: one if n == 1 else many, newstyle=True)
    return lambda file, call: env.from_string('{% import "components/' + file + '.html" as c %}' + call).render()


@pytest.fixture(scope="module")
def theirs():
    loader = jinja2.PrefixLoader({"govuk_frontend_jinja": jinja2.PackageLoader("govuk_frontend_jinja")})
    env = jinja2.Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)
    return lambda name, macro, params: getattr(env.get_template(f"govuk_frontend_jinja/components/{name}/macro.html").module, macro)(params)


LABEL = {"text": "L", "classes": "govuk-label--m"}
LEGEND = {"legend": {"text": "L", "classes": "govuk-fieldset__legend--m"}}
TITLE = {"legend": {"text": "L", "classes": "govuk-fieldset__legend--l", "isPageHeading": True}}
TOLD = {"hint": {"text": "H"}, "errorMessage": {"text": "E <b>"}}
TWO = [{"value": "y", "text": "Yes <b>", "checked": True}, {"value": "n", "text": "No"}]
REVEAL = [{**TWO[0], "conditional": {"html": "<p>C</p>"}}, TWO[1]]
DATES = [
    {"name": part.lower(), "label": part, "value": "1", "classes": f"govuk-input--width-{width} govuk-input--error"}
    for part, width in (("Day", 2), ("Month", 2), ("Year", 4))
]
OPTIONS = "[('y', 'Yes <b>'), ('n', 'No')]"

SAME = [
    ("field", "{{ c.input('a', 'L', label_classes='govuk-label--m') }}", "input", {"id": "a", "name": "a", "label": LABEL}),
    (
        "field",
        "{{ c.input('a', 'L', 'v\"<', 'H', 'E <b>', 'tel', 'govuk-input--width-20', 'govuk-label--m', true, autocomplete='tel', spellcheck='false') }}",
        "input",
        {
            "id": "a",
            "name": "a",
            "label": {**LABEL, "isPageHeading": True},
            **TOLD,
            "value": 'v"<',
            "type": "tel",
            "classes": "govuk-input--width-20",
            "autocomplete": "tel",
            "spellcheck": False,
        },
    ),
    (
        "field",
        "{{ c.textarea('a', 'L', 'v <b>\n{{7*7}}', 'H', 'E <b>', 8, 'govuk-label--m') }}".replace("{{7*7}}", "{7*7}"),
        "textarea",
        {"id": "a", "name": "a", "label": LABEL, **TOLD, "value": "v <b>\n{7*7}", "rows": 8},
    ),
    (
        "field",
        "{{ c.textarea('a', 'L', 'v', 'H', 'E <b>', 8, 'govuk-label--m', limit=50000) }}",
        "character-count",
        {
            "id": "a",
            "name": "a",
            "label": LABEL,
            **TOLD,
            "value": "v",
            "rows": 8,
            "maxlength": 50000,
            "textareaDescriptionText": "You have plenty of room left.",
        },
    ),
    (
        "field",
        "{{ c.select('a', 'L', [('1', 'one'), ('2', 'two')], '2', 'H', 'E <b>', 'govuk-label--m') }}",
        "select",
        {"id": "a", "name": "a", "label": LABEL, **TOLD, "items": [{"value": "1", "text": "one"}, {"value": "2", "text": "two", "selected": True}]},
    ),
    (
        "field",
        "{{ c.date_input('a', 'L', '1', '1', '1', 'H', 'E <b>', 'govuk-fieldset__legend--m') }}",
        "date-input",
        {"id": "a", "namePrefix": "a", "fieldset": LEGEND, **TOLD, "items": DATES},
    ),
    ("field", "{{ c.error_message('a', 'E <b>') }}", "error-message", {"id": "a-error", "text": "E <b>"}),
    (
        "choice",
        "{{ c.radios('a', 'L', " + OPTIONS + ", legend_classes='govuk-fieldset__legend--l', is_title=true) }}",
        "radios",
        {"idPrefix": "a", "name": "a", "fieldset": TITLE, "items": [{**TWO[0], "checked": False}, TWO[1]]},
    ),
    (
        "choice",
        "{% call(key) c.radios('a', 'L', " + OPTIONS + ", 'y', 'H', 'E <b>', 'govuk-fieldset__legend--m', under=['y']) %}<p>C</p>{% endcall %}",
        "radios",
        {"idPrefix": "a", "name": "a", "fieldset": LEGEND, **TOLD, "items": REVEAL},
    ),
    (
        "choice",
        "{% call(key) c.radios('a', 'L', " + OPTIONS + ", 'n', under=['y'], legend_classes='govuk-fieldset__legend--m') %}<p>C</p>{% endcall %}",
        "radios",
        {"idPrefix": "a", "name": "a", "fieldset": LEGEND, "items": [{**REVEAL[0], "checked": False}, {**TWO[1], "checked": True}]},
    ),
    (
        "choice",
        "{{ c.checkboxes('a', 'L', " + OPTIONS + ", ['y'], 'H', 'E <b>', 'govuk-fieldset__legend--m') }}",
        "checkboxes",
        {"idPrefix": "a", "name": "a", "fieldset": LEGEND, **TOLD, "items": TWO},
    ),
    ("choice", "{% call c.fieldset('L', 'govuk-fieldset__legend--m') %}<p>C</p>{% endcall %}", "fieldset", {**LEGEND, "html": "<p>C</p>"}),
    (
        "act",
        "{{ c.button('B <b>', 'n', 'v', 'govuk-button--secondary') }}",
        "button",
        {"text": "B <b>", "name": "n", "value": "v", "classes": "govuk-button--secondary", "preventDoubleClick": True},
    ),
    ("act", "{{ c.link_button('B', '/x?a=1&b') }}", "button", {"text": "B", "href": "/x?a=1&b"}),
    ("act", "{{ c.back_link('/x') }}", "back-link", {"text": "Back", "href": "/x"}),
    ("act", "{{ c.skip_link() }}", "skip-link", {"text": "Skip to main content", "href": "#main"}),
    ("act", "{{ c.exit('/x') }}", "exit-this-page", {"text": "Exit this page", "redirectUrl": "/x"}),
    (
        "message",
        "{{ c.error_summary([('a', 'E <b>'), ('b', 'F')]) }}",
        "error-summary",
        {
            "titleText": "There is a problem",
            "descriptionText": "We have kept what you wrote.",
            "errorList": [{"text": "E <b>", "href": "#a"}, {"text": "F", "href": "#b"}],
        },
    ),
    ("message", "{% call c.inset() %}<p>C</p>{% endcall %}", "inset-text", {"html": "<p>C</p>"}),
    ("message", "{{ c.warning('W <b>') }}", "warning-text", {"text": "W <b>", "iconFallbackText": "Warning"}),
    ("message", "{{ c.notification('T', 'N <b>') }}", "notification-banner", {"titleText": "T", "text": "N <b>"}),
    ("message", "{{ c.panel('T', 'P <b>') }}", "panel", {"titleText": "T", "text": "P <b>"}),
    ("message", "{% call c.details('S') %}<p>C</p>{% endcall %}", "details", {"summaryText": "S", "html": "<p>C</p>"}),
    ("message", "{{ c.tag('T <b>', 'red') }}", "tag", {"text": "T <b>", "classes": "govuk-tag--red"}),
    (
        "data",
        "{{ c.summary_list([('K', 'V <b>', '/f'), ('L', 'W', none)]) }}",
        "summary-list",
        {
            "rows": [
                {"key": {"text": "K"}, "value": {"text": "V <b>"}, "actions": {"items": [{"href": "/f", "text": "Change", "visuallyHiddenText": "K"}]}},
                {"key": {"text": "L"}, "value": {"text": "W"}},
            ]
        },
    ),
    (
        "data",
        "{{ c.table('C', ['h', 'n'], [('a <b>', 1)], [1]) }}",
        "table",
        {
            "caption": "C",
            "head": [{"text": "h"}, {"text": "n", "format": "numeric"}],
            "rows": [[{"text": "a <b>"}, {"text": "1", "format": "numeric"}]],
            "firstCellIsHeader": True,
        },
    ),
]


@pytest.mark.parametrize(("file", "call", "component", "params"), SAME, ids=[f"{component}-{i}" for i, (_, _, component, _) in enumerate(SAME)])
def test_a_component_draws_what_the_design_system_draws(ours, theirs, file, call, component, params):
    macro = "govuk" + "".join(word.title() for word in component.split("-"))
    assert tree(ours(file, call)) == tree(theirs(component, macro, params))


def test_every_component_is_compared(ours):
    """Parts of components are compared inside them; files that only put components together have nothing of their own to compare, and
    the Design System has no cards with pictures."""
    parts = {"skip", "label", "hint", "told", "ids", "legend", "items", "group", "way_back"}
    together = ("files", "question", "asked", "grouped", "reads", "send_files", "card", "picture")
    composed = {f"components/{name}.html" for name in together}
    compared = {call.split("c.")[1].split("(")[0] for _, call, _, _ in SAME}
    env = jinja2.Environment(loader=jinja2.FileSystemLoader("portal/templates"), autoescape=True, extensions=["jinja2.ext.i18n"])
    declared = {
        node.name
        for name in env.list_templates(filter_func=lambda name: name.startswith("components/") and name not in composed)
        for node in env.parse(env.loader.get_source(env, name)[0]).find_all(jinja2.nodes.Macro)
    }
    assert declared - parts == compared


def test_a_story_that_begins_with_an_empty_line_keeps_it(ours):
    assert ">\n\nstory</textarea>" in ours("field", "{{ c.textarea('a', 'L', '\nstory') }}")


def test_what_can_be_skipped_says_so(ours):
    for call in (
        "c.input('a', 'L', optional=true)",
        "c.textarea('a', 'L', optional=true)",
        "c.select('a', 'L', [], optional=true)",
        "c.date_input('a', 'L', optional=true)",
    ):
        assert "(you can skip this)" in ours("field", "{{ " + call + " }}")
    for call in ("c.radios('a', 'L', [], optional=true)", "c.checkboxes('a', 'L', [], optional=true)"):
        assert "(you can skip this)" in ours("choice", "{{ " + call + " }}")
