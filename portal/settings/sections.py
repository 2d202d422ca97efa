"""The sections of council.toml, typed, each setting with its default."""

from dataclasses import dataclass
from datetime import date, time


@dataclass(frozen=True)
class Council:
    """languages: those of translations/ that are switched on beside English; each must have been checked by a named person.

    short_address: as people type it and as it stands on what a young person keeps; best without the council's name (practice F-10).
    Empty: the host of public_url. short_name, department, ombudsman: as reports write them; ombudsman is who they name as such.
    """

    name: str
    public_url: str = "http://127.0.0.1:8000"
    short_address: str = ""
    nation: str = "england"
    colour: str = "#1d4f91"
    language: str = "en"
    languages: tuple[str, ...] = ()
    exit_url: str = "https://www.bbc.co.uk/weather"
    short_name: str = ""
    department: str = "Children's Services"
    ombudsman: str = "Local Government and Social Care Ombudsman"


@dataclass(frozen=True)
class Team:
    """How to reach the complaints team, and when somebody is there (London time).

    reads: languages somebody on duty can read. freepost: where a paper form goes without a stamp. first_names: whether people
    who come back read the first name of whoever looks after their case; never a surname (rule A-8). hours: when somebody is there in
    the council's own words; said instead of the two times.
    """

    phone: str = ""
    email: str = ""
    address: str = ""
    opens: time = time(9)
    closes: time = time(17)
    reads: tuple[str, ...] = ("en",)
    freepost: str = ""
    first_names: bool = False
    hours: str = ""


@dataclass(frozen=True)
class Advocacy:
    """Who speaks for a child.

    service: the advocacy service the council has a contract with, as lists.advocacy_service names it: a young person's yes to an
    advocate goes to its manager here. Empty: the complaints team refers by hand. consent_within_days: so many working days after a
    child's agreement was not there yet, somebody asks again (practice F-13).
    """

    service: str = ""
    consent_within_days: int = 5


@dataclass(frozen=True)
class Helpline:
    """for_young: shown to young people instead of to adults. can_text: the number takes texts too. checked_on: the day somebody rang it."""

    name: str
    number: str
    when: str = ""
    for_young: bool = False
    can_text: bool = False
    checked_on: date | None = None


@dataclass(frozen=True)
class Safety:
    """Whom to ring; the product does not start for the public without the first three numbers. checked_on: the day they were all tried."""

    emergency: str = ""
    worried_about_a_child: str = ""
    out_of_hours: str = ""
    childline: str = "0800 1111"
    checked_on: date | None = None
    helplines: tuple[Helpline, ...] = ()


@dataclass(frozen=True)
class Ombudsman:
    """Whom a letter names as the next door."""

    phone: str = "0300 061 0614"
    site: str = "lgo.org.uk"


@dataclass(frozen=True)
class Watcher:
    """One line of the rota: who is paged, on which days (0 Monday .. 6 Sunday) and hours (London); ends before start = over midnight.

    On bank holidays nobody is promised unless the line says `bank_holidays = true`.
    """

    email: str
    name: str = ""
    days: tuple[int, ...] = (0, 1, 2, 3, 4, 5, 6)
    starts: time = time(0)
    ends: time = time(0)
    bank_holidays: bool = False


@dataclass(frozen=True)
class Rota:
    """Who is woken by an urgent contact: those on duty now in order, then the named senior (practice F-01)."""

    duty: tuple[Watcher, ...] = ()
    senior: str = ""
    next_after_minutes: int = 15


@dataclass(frozen=True)
class People:
    """Staff addresses the law or the rules name: the complaints manager, the deputy, whom they report to (F-46)."""

    complaints_manager: str = ""
    deputy: str = ""
    reports_to: str = ""


@dataclass(frozen=True)
class Mail:
    host: str = ""
    port: int = 25
    security: str = "none"
    username: str = ""
    password_file: str = ""
    sender: str = ""
    envelope_sender: str = ""
    timeout: int = 30


@dataclass(frozen=True)
class Fears:
    """The start page's seven answers (F-16), set by the council's legal team; none may be empty."""

    held_against_me: str = ""
    who_will_read: str = ""
    will_my_social_worker_see: str = ""
    will_it_stop: str = ""
    finish_now: str = ""
    in_english: str = ""
    code_or_email: str = ""


@dataclass(frozen=True)
class Database:
    """Empty url: SQLite in the instance folder."""

    url: str = ""
    lock_seconds: float = 5.0
    pool: int = 8
    allow_old_sqlite: bool = False


@dataclass(frozen=True)
class Web:
    listen: str = "127.0.0.1:8000"
    workers: int = 2
    threads: int = 4
    proxies: int = 0
    debug: bool = False


@dataclass(frozen=True)
class Calendar:
    proclaimed: tuple[date, ...] = ()
    cancelled: tuple[date, ...] = ()


@dataclass(frozen=True)
class Backup:
    """Where to and for whom: the age recipient whose identity is kept off this server."""

    recipient: str = ""
    at_least_every_hours: int = 26


@dataclass(frozen=True)
class Files:
    """What people may send with their words: at most so many files, so many megabytes each. Empty folder: in the instance folder.

    keep_free_megabytes: with less than this left on the disk no file is taken, so that words still are.
    """

    folder: str = ""
    most: int = 5
    megabytes: int = 25
    keep_free_megabytes: int = 1000


@dataclass(frozen=True)
class Scan:
    """The virus scanner (clamd): a socket's path, or host:port. Empty: files are not scanned, only read, rebuilt and bounded.

    signatures_at_most_days: older signatures, and such of no known day, are no verdict; 0 does not ask.
    """

    clamd: str = ""
    timeout: int = 30
    signatures_at_most_days: int = 7


@dataclass(frozen=True)
class Accessibility:
    """The dates and facts of the accessibility statement (SI 2018/952); a day in a month the council chooses."""

    prepared_on: date | None = None
    reviewed_on: date | None = None
    tested_on: date | None = None
    tested_by: str = ""
    phone: str = ""
    email: str = ""
    not_accessible: tuple[str, ...] = ()
    answer_within_days: int = 10


@dataclass(frozen=True)
class Privacy:
    """The council's own words for the privacy notice; its lawyers write them. young_*: the same for a young person of nine, in words they know."""

    officer: str = ""
    officer_email: str = ""
    sharing: str = ""
    kept: str = ""
    updated_on: date | None = None
    young_sharing: str = ""
    young_kept: str = ""


@dataclass(frozen=True)
class Security:
    """security.txt (RFC 9116): where a fault in this service's security is told, and until when that holds."""

    contact: str = ""
    expires_on: date | None = None
    policy: str = ""
