"""Files and functions stay small enough to be read in one go."""

from tests.guards.source import ROOT, TEMPLATES, files, functions, short

REVISIONS = ROOT / "portal" / "store" / "migrations" / "versions"  # written once and never edited: nobody will look for a better place in them
KINDS = (".py", ".html", ".css", ".js", ".toml")
COUNCILS = ROOT / "tests" / "acceptance"  # a real report's tables stand in its council.toml as they are
OURS = [
    path
    for path in files(*KINDS)
    if ".min." not in path.name and not path.is_relative_to(REVISIONS) and not (path.is_relative_to(COUNCILS) and path.suffix == ".toml")
]


def test_no_file_is_longer_than_300_lines() -> None:
    lengths = {short(path): len(path.read_text("utf-8").splitlines()) for path in OURS}
    assert len(lengths) > 50
    assert {name: lines for name, lines in lengths.items() if lines > 300} == {}


def test_no_function_is_longer_than_40_lines() -> None:
    long = [
        f"{short(path)}: {function.name}"
        for path in OURS
        if path.suffix == ".py"
        for function in functions(path)
        if (function.end_lineno or 0) - function.lineno >= 40
    ]
    assert long == []


def test_templates_are_measured_too() -> None:
    assert any(path.is_relative_to(TEMPLATES) for path in OURS)
