"""Every file that somebody else made is listed with its origin, version, licence and hash."""

import hashlib
import tomllib
from pathlib import Path

import pytest

from tests.guards.source import ROOT, files, short

MANIFESTS = [path for path in files(".toml") if path.name == "manifest.toml"]
BROUGHT = {".woff", ".woff2", ".ttf", ".png", ".jpg", ".gif", ".webp", ".ico", ".svg", ".mp3", ".wav"}


@pytest.mark.parametrize("manifest", MANIFESTS, ids=short)
def test_a_folder_holds_what_its_manifest_says(manifest: Path) -> None:
    listed = tomllib.loads(manifest.read_text("utf-8"))
    own = listed.pop("own", {}).get("files", [])
    inside = {path.relative_to(manifest.parent).as_posix() for path in files() if path.is_relative_to(manifest.parent) and path != manifest}
    assert inside == {*own, *listed}
    for name, entry in listed.items():
        assert set(entry) == {"origin", "version", "licence", "sha256"}, name
        assert hashlib.sha256((manifest.parent / name).read_bytes()).hexdigest() == entry["sha256"], name


def test_the_two_folders_with_other_peoples_files_have_one() -> None:
    assert {short(path.parent) for path in MANIFESTS} >= {"portal/static", "tests/axe"}


def test_no_other_folder_holds_other_peoples_files() -> None:
    covered = {ROOT / "docs", *(manifest.parent for manifest in MANIFESTS)}
    stray = [path for path in files() if (path.suffix in BROUGHT or ".min." in path.name) and not covered & set(path.parents)]
    assert [short(path) for path in stray] == []
