"""Off loopback the unsafe does not start: exit code not 0, nothing listening, one plain sentence (R-30, G-30)."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from portal.commands.refusals import refusals
from portal.settings import load
from tests.integration.commands.instances import free_port, is_listening, portal

Spoil = Callable[[Path], None]


def says(old: str, new: str) -> Spoil:
    """council.toml with a line changed."""

    def spoil(instance: Path) -> None:
        file = instance / "council.toml"
        text = file.read_text("utf-8")
        assert text.count(old) >= 1, old
        file.write_text(text.replace(old, new, 1), "utf-8")

    return spoil


def without(line_start: str) -> Spoil:
    """council.toml without the lines that begin so."""

    def spoil(instance: Path) -> None:
        file = instance / "council.toml"
        lines = file.read_text("utf-8").splitlines(keepends=True)
        kept = [line for line in lines if not line.startswith(line_start)]
        assert len(kept) < len(lines), line_start
        file.write_text("".join(kept), "utf-8")

    return spoil


def cut(first: str, last: str) -> Spoil:
    """council.toml without everything from one line up to another."""

    def spoil(instance: Path) -> None:
        file = instance / "council.toml"
        before, _, rest = file.read_text("utf-8").partition(first)
        assert last in rest
        file.write_text(before + last + rest.partition(last)[2], "utf-8")

    return spoil


def same_key(instance: Path) -> None:
    (instance / "keys" / "log.key").write_text((instance / "keys" / "pepper.key").read_text("ascii"), "ascii")


def unknown_tables(instance: Path) -> None:
    with sqlite3.connect(instance / "heard.sqlite") as database:
        database.execute("UPDATE alembic_version SET version_num = 'ffff'")


def older_tables(instance: Path) -> None:
    with sqlite3.connect(instance / "heard.sqlite") as database:
        database.execute("UPDATE alembic_version SET version_num = '0001'")


BAD: dict[str, tuple[Spoil, str]] = {
    "debug on": (says("# debug = false", "debug = true"), "web.debug"),
    "the demo in public": (says("# demo = false", "demo = true"), "demo is on"),
    "no master key": (lambda i: (i / "keys" / "master.keys").unlink(), "missing"),
    "no cookie key": (lambda i: (i / "keys" / "cookie.key").unlink(), "missing"),
    "a key the group can read": (lambda i: (i / "keys" / "master.keys").chmod(0o640), "chmod 600"),
    "a key the world can read": (lambda i: (i / "keys" / "pepper.key").chmod(0o604), "chmod 600"),
    "a damaged key": (lambda i: (i / "keys" / "log.key").write_text("short\n"), "damaged"),
    "a key of zeros": (lambda i: (i / "keys" / "cookie.key").write_text("A" * 43 + "=\n"), "not made by chance"),
    "one key used twice": (same_key, "double"),
    "a database the world can read": (lambda i: (i / "heard.sqlite").chmod(0o644), "chmod 600"),
    "an instance folder the world can read": (lambda i: i.chmod(0o755), "chmod 700"),
    "tables nobody knows": (unknown_tables, "ffff"),
    "tables of an older version": (older_tables, "portal upgrade"),
    "no tables": (lambda i: (i / "heard.sqlite").unlink(), "portal init"),
    "plain http": (says("https://heard.anytown.gov.uk", "http://heard.anytown.gov.uk"), "https://"),
    "an address with a path": (says("https://heard.anytown.gov.uk", "https://heard.anytown.gov.uk/heard"), "without a path"),
    "Exit leads nowhere safe": (says("https://www.bbc.co.uk/weather", "http://weather"), "exit_url"),
    "no emergency number": (says('emergency = "999"', 'emergency = ""'), "safety.emergency"),
    "no number for a worry about a child": (without("worried_about_a_child"), "safety.worried_about_a_child"),
    "no number at night": (without("out_of_hours"), "safety.out_of_hours"),
    "a number from the example": (says("01234 567120", "01632 960120"), "reaches nobody"),
    "an address from the example": (says("edt@anytown.gov.uk", "edt@anytown.example"), "reaches nobody"),
    "no number of the team": (says('phone = "01234 567100"', 'phone = ""'), "team.phone"),
    "a fear without an answer": (says('will_it_stop = "Not by itself. ', 'will_it_stop = ""\n# "'), "fears.will_it_stop"),
    "no rota": (cut("duty = [\n", "[people]"), "rota.duty"),
    "no named senior": (without("senior"), "rota.senior"),
    "a day that is not one": (says("days = [5, 6]", "days = [5, 7]"), "from 0 (Monday) to 6 (Sunday)"),
    "no complaints manager": (without("complaints_manager"), "people.complaints_manager"),
    "no deputy": (without("deputy"), "people.deputy"),
    "the complaints manager is the deputy": (says("deputy.complaints.manager@", "complaints.manager@"), "is the complaints manager"),
    "nobody above the complaints manager": (without("reports_to"), "people.reports_to"),
    "no mail server": (without("host"), "mail.host"),
    "mail in clear": (says('security = "starttls"', 'security = "none"'), "mail.security"),
    "a password file that is not there": (says('# password_file = "" ', 'password_file = "/nowhere/at/all" '), "mail.password_file"),
    "a service on no procedure": (says('name = "Fostering", procedure = "statutory"', 'name = "Fostering", procedure = "statutary"'), "statutary"),
    "an advocacy service nobody knows": (says('service = "clear_voice"', 'service = "claer_voice"'), "advocacy.service"),
    "a list nobody knows": (says("[lists.delay_reason]", "[lists.delay_raeson]"), "delay_raeson"),
    "a procedure nobody knows": (says("[lists.service]", "[procedures.stutory]\n[lists.service]"), "stutory"),
    "Christmas cancelled": (says("cancelled = []", "cancelled = [2026-12-25]"), "cannot be cancelled"),
    "no backup recipient": (without("recipient"), "backup.recipient"),
    "a backup recipient that is none": (says('recipient = "age1', 'recipient = "aeg1'), "age public key"),
    "no workers": (says("workers = 2", "workers = 0"), "web.workers"),
    "a setting nobody knows": (says("threads = 4", "thraeds = 4"), "thraeds"),
    "a setting of the wrong kind": (says("threads = 4", 'threads = "4"'), "threads"),
    "no settings that can be read": (lambda i: (i / "council.toml").write_text("[council"), "cannot be read"),
    "a nation without holidays": (says('nation = "england"', 'nation = "scotland"'), "council.nation"),
}
PAGES: dict[str, tuple[Spoil, str]] = {
    "an accessibility statement without its day": (without("prepared_on"), "accessibility.prepared_on"),
    "pages that nobody looked at again": (without("reviewed_on"), "accessibility.reviewed_on"),
    "pages that nobody tested": (without("tested_on"), "accessibility.tested_on"),
    "a test by nobody": (without("tested_by"), "accessibility.tested_by"),
    "nobody to ask about privacy": (without("officer ="), "privacy.officer"),
    "a privacy notice that names nobody else": (without("sharing"), "privacy.sharing"),
    "a privacy notice without an end": (says('kept = "We', 'kept = ""\n# "'), "privacy.kept"),
    "a privacy notice without its day": (without("updated_on"), "privacy.updated_on"),
    "nowhere to tell a hole": (says('contact = "mailto:security@anytown.gov.uk"', 'contact = " "'), "security.contact is empty"),
    "an address that is no address": (says("mailto:security@", "security@"), "must begin with mailto:"),
    "security.txt without an end": (without("expires_on"), "security.expires_on"),
}
"""What a public page must say; each is one sentence. That sentences stop a start is tried above."""


def test_thirty_bad_settings_and_more_are_tried() -> None:
    assert len(BAD) >= 30


@pytest.mark.parametrize("name", BAD)
def test_the_unsafe_does_not_start(instance: Path, name: str) -> None:
    spoil, word = BAD[name]
    spoil(instance)
    port = free_port()
    refused = portal(instance, "run", "--listen", f"0.0.0.0:{port}")
    assert refused.returncode != 0
    assert not is_listening(port)
    sentences = refused.stderr.splitlines()
    assert len(sentences) == 1, refused.stderr
    assert word in sentences[0]
    assert "Traceback" not in refused.stderr


@pytest.mark.parametrize("name", PAGES)
def test_a_page_that_says_too_little_is_refused(instance: Path, name: str) -> None:
    spoil, word = PAGES[name]
    spoil(instance)
    (sentence,) = refusals(load(instance))
    assert word in sentence


def test_what_is_fit_has_nothing_to_settle(instance: Path) -> None:
    checked = portal(instance, "check")
    assert "Must" not in checked.stdout, checked.stdout
    assert checked.returncode == 0


def test_check_lists_what_run_refuses(instance: Path) -> None:
    says('emergency = "999"', 'emergency = ""')(instance)
    checked = portal(instance, "check")
    assert "Must: safety.emergency is empty" in checked.stdout
    assert checked.returncode != 0


def test_a_proxy_in_front_of_loopback_is_the_public_too(instance: Path) -> None:
    says('emergency = "999"', 'emergency = ""')(instance)
    says("proxies = 0", "proxies = 1")(instance)
    port = free_port()
    refused = portal(instance, "run", "--listen", f"127.0.0.1:{port}")
    assert refused.returncode != 0 and not is_listening(port)
    assert "safety.emergency" in refused.stderr
