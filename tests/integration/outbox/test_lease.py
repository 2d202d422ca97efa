"""Work is asked for once, done by one worker at a time, tried again, and its content is wiped."""

import threading
from collections import Counter
from datetime import timedelta

import sqlalchemy as sa

from portal.casework.outbox import GIVE_UP, LEASE, LONGEST_WAIT, ask, claim, fail, finish, later, wait_before
from portal.store.database import Busy
from portal.store.models import Outbox, new_key
from tests.sizes import size

KIND = "test"


def put(council, dedupe="one", **more):
    with council.desk() as desk:
        return ask(desk, more.pop("kind", KIND), dedupe, {"secret": "zebrafish"}, new_key(desk.session, desk.now), **more)


def take(council, now=None):
    with council.database.transaction() as session:
        return claim(session, now or council.now)


def only(council):
    (row,) = council.jobs(KIND)
    return row


def test_asking_twice_is_asking_once(council):
    assert [put(council), put(council)] == [True, False]
    assert only(council).state == "ready"


def test_asking_twice_in_one_transaction_is_asking_once(council):
    with council.desk() as desk:
        key = new_key(desk.session, desk.now)
        assert [ask(desk, KIND, "one", {}, key) for _ in range(3)] == [True, False, False]


def test_two_who_ask_at_the_same_time_both_go_on_and_one_job_is_there(council):
    barrier, answers = threading.Barrier(4), []

    def somebody():
        barrier.wait()
        answers.append(put(council))

    threads = [threading.Thread(target=somebody) for _ in range(4)]
    [one.start() for one in threads]
    [one.join() for one in threads]
    assert Counter(answers) == {True: 1, False: 3}


def test_work_of_a_transaction_that_was_rolled_back_was_never_asked_for(council):
    try:
        with council.desk() as desk:
            ask(desk, KIND, "one", {}, new_key(desk.session, desk.now))
            raise ZeroDivisionError
    except ZeroDivisionError:
        pass
    assert take(council) is None


def test_a_leased_job_is_nobody_elses_until_its_lease_ends(council):
    put(council)
    first = take(council)
    assert (first.body, first.attempts) == ({"secret": "zebrafish"}, 1)
    assert take(council) is None
    assert take(council, council.now + LEASE) is None
    assert take(council, council.now + LEASE + timedelta(seconds=1)).attempts == 2


def test_work_for_later_waits(council):
    put(council, run_at=council.now + timedelta(minutes=15))
    assert take(council, council.now + timedelta(minutes=14, seconds=59)) is None
    assert take(council, council.now + timedelta(minutes=15)) is not None


def test_an_alarm_goes_before_what_has_waited_longer(council):
    put(council, "old", run_at=council.now - timedelta(days=1))
    put(council, "alarm", kind="page")
    assert take(council).kind == "page"


def test_a_clock_set_back_an_hour_holds_nothing_up(council):
    put(council)
    assert take(council, council.now - timedelta(hours=1)) is not None


def test_content_is_sealed_while_it_waits_and_wiped_when_done(council):
    put(council)
    assert b"zebrafish" not in only(council).body_sealed
    with council.database.transaction() as session:
        assert finish(session, claim(session, council.now), council.now)
    assert (only(council).state, only(council).body_sealed, only(council).error) == ("done", None, None)
    assert take(council, council.now + timedelta(days=1)) is None


def test_content_is_wiped_when_it_failed_for_good(council):
    put(council)
    with council.database.transaction() as session:
        assert fail(session, claim(session, council.now), "refused", council.now)
    assert (only(council).state, only(council).body_sealed, only(council).error) == ("failed", None, "refused")


def test_only_the_first_to_end_a_job_ends_it(council):
    put(council)
    job = take(council)
    with council.database.transaction() as session:
        assert [finish(session, job, council.now), finish(session, job, council.now), fail(session, job, "x", council.now)] == [True, False, False]
    assert only(council).state == "done"


def test_who_lost_the_lease_cannot_put_the_job_back(council):
    put(council)
    slow = take(council)
    council.later(minutes=10)
    quick = take(council)
    with council.database.transaction() as session:
        later(session, slow, "slow", council.now)
    assert only(council).leased_until == council.now + LEASE
    assert quick.attempts == 2


def test_waits_double_up_to_five_minutes_so_that_all_goes_within_fifteen_of_a_recovery():
    assert [wait_before(n).total_seconds() for n in range(1, 8)] == [15, 30, 60, 120, 240, 300, 300]
    assert wait_before(10_000) == LONGEST_WAIT <= timedelta(minutes=15)
    assert GIVE_UP == timedelta(days=3)


def test_two_workers_never_take_the_same_job(council):
    jobs = size(400)
    with council.desk() as desk:
        key = new_key(desk.session, desk.now)
        for number in range(jobs):
            ask(desk, KIND, f"job:{number}", {}, key)
    taken = Counter()

    def worker():
        while True:
            try:
                job = take(council)
            except Busy:
                continue
            if job is None:
                return
            taken[job.dedupe] += 1
            with council.database.transaction() as session:
                finish(session, job, council.now)

    threads = [threading.Thread(target=worker) for _ in range(2)]
    [one.start() for one in threads]
    [one.join() for one in threads]
    assert len(taken) == jobs
    assert set(taken.values()) == {1}
    with council.database.reading() as session:
        assert session.scalar(sa.select(sa.func.count()).where(Outbox.state != "done")) == 0
