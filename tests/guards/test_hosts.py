"""Nothing in the project names the machine it was written on, or the place its packages came from."""

import re

from tests.guards.source import ROOT, files, short

LOCKS = ("requirements.lock", "requirements-dev.lock")
# Written so that this file does not find itself.
NAMED = re.compile(r"://regist[r]y|py[p]i\.(org|python)|pythonhoste[d]\.org|npm[j]s\.|deb\.debia[n]|proxy\.golan[g]|(?<![\w.])/(wor[k]|far[m]|roo[t])/|/hom[e]/\w")


def texts() -> dict[str, str]:
    kept = [path for path in files() if path.suffix not in {".png", ".jpg", ".woff2", ".ico", ".sqlite", ".gz", ".age"} and ".min." not in path.name]
    return {short(path): path.read_text("utf-8") for path in kept}


def test_no_file_names_a_registry_or_a_machine() -> None:
    read = texts()
    assert len(read) > 100
    assert {name: found[0] for name, text in read.items() if (found := NAMED.search(text))} == {}


def test_locks_name_packages_and_hashes_only() -> None:
    for name in LOCKS:
        text = (ROOT / name).read_text("utf-8")
        assert "--hash=sha256:" in text
        assert "://" not in text


def test_the_dev_lock_has_every_line_of_the_run_lock() -> None:
    pins = [{line.split()[0] for line in (ROOT / name).read_text("utf-8").splitlines() if "==" in line} for name in LOCKS]
    assert pins[0] <= pins[1]
