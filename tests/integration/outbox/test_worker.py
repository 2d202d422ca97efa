"""Workers in processes of their own: killed at work, stopped politely, run once."""

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from portal.casework.outbox import LEASE
from portal.casework.work import step
from portal.store.models import Heartbeat, Outbox
from tests.sizes import size

PATIENCE = 30.0
AFTER_THE_LEASE = LEASE + timedelta(minutes=1)


def wait_for(what, patience=PATIENCE):
    end = time.monotonic() + patience
    while time.monotonic() < end:
        if what():
            return
        time.sleep(0.02)
    raise AssertionError("it did not happen in time")


@contextmanager
def worker(council, *options):
    command = [sys.executable, "-m", "portal.commands", "--instance", str(council.settings.instance), "worker", *options]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])}
    process = subprocess.Popen(command, stderr=subprocess.PIPE, env=environment)
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def kill(process):
    process.send_signal(signal.SIGKILL)
    process.wait(PATIENCE)


def end_politely(process):
    process.send_signal(signal.SIGTERM)
    assert process.wait(PATIENCE) == 0


def drain(council, now):
    while step(council.database, council.settings, now):
        pass


@pytest.fixture
def today(council):
    """The real time: a process of its own has no other clock."""
    council.now = datetime.now(UTC)
    return council


def test_a_worker_killed_while_it_sends_loses_nothing_and_doubles_one_mail_at_most(today, postbox):
    case = today.send()
    postbox.after = 0.5
    with worker(today) as process:
        wait_for(lambda: postbox.taking)
        kill(process)
    postbox.after = 0
    (job,) = today.jobs("acknowledge")
    assert (job.state, job.attempts) == ("ready", 1)
    drain(today, job.leased_until - timedelta(seconds=1))
    assert today.jobs("acknowledge")[0].attempts == 1, "nobody else takes it while the lease lasts"
    drain(today, today.now + AFTER_THE_LEASE)
    wait_for(lambda: postbox.got)
    time.sleep(0.6)  # the mail that was cut off may still arrive
    assert 1 <= len(postbox.got) <= 2
    assert len(set(postbox.ids)) == 1, "both copies can be known as one"
    assert today.happened(case).count("receipt_mailed") == 1


def test_an_alarm_survives_the_kill_of_its_worker(today, postbox):
    case = today.send(in_danger="yes", safe_email=None)
    postbox.after = 0.5
    with worker(today) as process:
        wait_for(lambda: postbox.taking)
        kill(process)
    postbox.after = 0
    drain(today, today.now + AFTER_THE_LEASE)
    assert today.details(case, "alarm_paged")[0]["step"] == 0
    assert len(set(postbox.ids)) == 1


def test_two_workers_and_kills_in_between_double_no_more_than_they_were_killed(today, postbox):
    cases = [today.send() for _ in range(size(300))]
    kills = 0
    with worker(today) as one, worker(today) as other:
        for process in (one, other):
            sent = len(postbox.got)
            wait_for(lambda sent=sent: len(postbox.got) > sent + 2 or len(postbox.got) >= len(cases))
            kill(process)
            kills += 1
    with worker(today) as process:
        wait_for(lambda: len(set(postbox.ids)) >= len(cases) - kills)
        end_politely(process)
    drain(today, today.now + AFTER_THE_LEASE)
    copies = Counter(postbox.ids)
    assert len(copies) == len(cases)
    assert sum(copies.values()) - len(cases) <= kills
    assert {job.state for job in today.jobs("acknowledge")} == {"done"}
    assert all(today.happened(case).count("receipt_mailed") == 1 for case in cases)


def test_a_worker_gives_a_sign_of_life_and_ends_politely_with_the_mail_in_hand_sent(today, postbox):
    case = today.send()
    postbox.after = 1
    with worker(today) as process:
        wait_for(lambda: today.rows(Heartbeat, Heartbeat.name == "worker"))
        wait_for(lambda: postbox.taking)
        end_politely(process)
    assert len(postbox.got) == 1
    assert "receipt_mailed" in today.happened(case)
    assert today.rows(Outbox, Outbox.leased_until.is_not(None)) == []


def test_once_does_what_is_due_and_ends(today, postbox):
    today.send()
    with worker(today, "--once") as process:
        assert process.wait(PATIENCE) == 0
    assert len(postbox.got) == 1
    assert today.rows(Outbox, Outbox.state == "ready") == []


def test_the_log_of_a_worker_holds_codes_only(today, postbox):
    today.send()
    postbox.answer = "550 5.1.1 <parent@example.org> unknown: zebrafish"
    with worker(today, "--once") as process:
        _, log = process.communicate(timeout=PATIENCE)
    assert b'"kind":"acknowledge"' in log.replace(b" ", b"")
    for secret in (b"parent@example.org", b"zebrafish", b"5.1.1", b"Quillfeather"):
        assert secret not in log
