"""A form with files, read as it arrives: each file goes on piece by piece and is sealed; it is never whole in memory and never on the disk as it was."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore
from typing import NamedTuple

from flask import abort, current_app, request
from flask_babel import gettext
from flask_wtf.csrf import CSRFError, validate_csrf
from werkzeug.datastructures import ImmutableMultiDict
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.sansio.multipart import NEED_DATA, Data, Epilogue, Event, Field, File, MultipartDecoder
from wtforms.validators import ValidationError

from portal.casework.evidence.receive import Arrived, NoRoom, arrive
from portal.evidence.kinds import Reason, Refused
from portal.web.file_words import refusal
from portal.web.unit_of_work import council, end_session

PIECE = 64 * 1024
HELD = 256 * 1024
"""Bytes of a body that wait to be understood: headers of a part, or the beginning of a boundary."""
MOST_PARTS = 40
LONGEST_FIELD = 2_000
READ_TO_THE_END = 4
"""A body up to so many times too long is read to its end: a browser shows the answer only once it has sent everything."""
LONGEST_BOUNDARY = 200  # RFC 2046 says 70, and some clients add a digit or two
WAITS = 5.0  # seconds for another upload to end
FILES = "files"

Problem = tuple[str, str]
"""The file's name as it was given, and what is said of it."""


class Came(NamedTuple):
    """What a form with files brought: its fields, the files that lie sealed, and what is said of those that do not."""

    fields: dict[str, str]
    arrived: list[Arrived]
    problems: list[Problem]
    is_too_large: bool


class NobodyHere(Exception):
    """Whoever sends has nothing here to which files could belong."""


class Busy(Exception):
    """As many files arrive as may at once: pages must not wait for slow senders (threat T-10)."""


def install() -> None:
    """Give the application as many places for uploads as half its threads."""
    current_app.extensions.setdefault("uploads", BoundedSemaphore(max(1, council().settings.web.threads // 2)))


def longest() -> int:
    """Bytes of the longest body that is taken."""
    files = council().settings.files
    return files.most * files.megabytes * 1024 * 1024 + HELD


def take_in(how_many: Callable[[], int]) -> Came:
    """Read the form to its end; as many files are sealed as `how_many` says, which is asked once the form is known to be ours.

    It looks up who sends (and raises NobodyHere), in a transaction that ends before the first file is read. Raises CSRFError before the
    first file where the form is not ours, and Busy; answers 400 where it is no form with files.
    """
    if request.mimetype != "multipart/form-data":
        if current_app.config["WTF_CSRF_ENABLED"]:
            current_app.extensions["csrf"].protect()
        how_many()  # for whom nothing is here, it is as if the form were right
        abort(400)
    vars(request).update(form=ImmutableMultiDict(), files=ImmutableMultiDict())  # nothing else may read the body
    request.max_content_length = READ_TO_THE_END * longest()
    with _a_place():
        if (request.content_length or 0) > longest():
            _let_it_end()
            return Came({}, [], [("", gettext("That was too much at once. Send one file at a time."))], True)
        try:
            return _taken(how_many)
        except NobodyHere:
            _let_it_end()
            raise
        except (ValueError, AttributeError):  # a form that is broken off, or was none
            abort(400)


@contextmanager
def _a_place() -> Iterator[None]:
    install()
    places: BoundedSemaphore = current_app.extensions["uploads"]
    if not places.acquire(timeout=WAITS):
        raise Busy
    try:
        yield
    finally:
        places.release()


def _let_it_end() -> None:
    while request.stream.read(PIECE):
        pass


def _taken(how_many: Callable[[], int]) -> Came:
    came, most = Came({}, [], [], False), None
    is_ours = not current_app.config["WTF_CSRF_ENABLED"]
    for name, filename, pieces in _parts():
        if filename is None:
            came.fields[name] = _text(pieces)
            is_ours = is_ours or (name == "csrf_token" and _is_token(came.fields[name]))
        elif not is_ours:
            raise CSRFError("The form's token must come before its files.")
        elif name == FILES and filename:
            most = _asked_once(how_many) if most is None else most
            _keep(came, plain(filename), pieces, most)
    if not is_ours:
        raise CSRFError("The form has no token.")
    return came._replace(is_too_large=any(said == refusal(Reason.TOO_LARGE) for _name, said in came.problems))


def _asked_once(how_many: Callable[[], int]) -> int:
    most = how_many()
    end_session()  # a film takes its time, and nobody else could write meanwhile
    return most


def _keep(came: Came, name: str, pieces: Iterator[bytes], most: int) -> None:
    """Seal one file, or say why not; the next one is taken all the same."""
    settings, keys = council().settings, council().database.keys
    if len(came.arrived) >= most:
        came.problems.append((name, gettext("You can send %(most)s files at most.", most=settings.files.most)))
        return
    try:
        came.arrived.append(arrive(settings, keys, name, pieces))
    except Refused as refused:
        came.problems.append((name, refusal(refused.reason)))
    except NoRoom:
        came.problems.append((name, no_room()))


def no_room() -> str:
    """The disk is nearly full: words are still taken."""
    return gettext("We cannot take files just now. What you write still reaches us. You can add files another day.")


def plain(filename: str) -> str:
    """A file's name without the folders some browsers send along, and as text that can be stored."""
    return filename.replace("\\", "/").rpartition("/")[2].encode("utf-8", "replace").decode("utf-8")


def _is_token(token: str) -> bool:
    try:
        validate_csrf(token)
    except ValidationError:
        return False
    return True


def _text(pieces: Iterator[bytes]) -> str:
    text = b""
    for piece in pieces:
        text += piece
        if len(text) > LONGEST_FIELD:
            raise RequestEntityTooLarge
    return text.decode("utf-8", "replace")


def _parts() -> Iterator[tuple[str, str | None, Iterator[bytes]]]:
    """The form's parts in their order: name, file name or None, and the bytes as they come."""
    boundary = request.mimetype_params.get("boundary", "").encode("latin-1", "replace")
    if not 0 < len(boundary) <= LONGEST_BOUNDARY:
        raise ValueError("no form with files")
    decoder = MultipartDecoder(boundary, HELD, max_parts=MOST_PARTS)
    following = _following(decoder, request.stream.read)
    for event in following:
        if isinstance(event, Field | File):
            pieces = _pieces(following)
            yield event.name or "", event.filename if isinstance(event, File) else None, pieces
            for _rest in pieces:
                pass


def _pieces(following: Iterator[Event]) -> Iterator[bytes]:
    for event in following:
        if isinstance(event, Data):
            yield event.data
            if not event.more_data:
                return


def _piece(read: Callable[[int], bytes], nearly: bytes) -> bytes:
    """The next bytes. Not cut within the end of the last boundary: Werkzeug 3.1 takes what comes before such a cut for the file's own."""
    piece = read(PIECE)
    return piece + read(1) if piece.endswith(nearly) or (len(piece) < len(nearly) and piece.endswith(b"-")) else piece


def _following(decoder: MultipartDecoder, read: Callable[[int], bytes]) -> Iterator[Event]:
    """What the decoder makes of the body. Raises ValueError where the body ends before the form does."""
    while True:
        event = decoder.next_event()
        if event is NEED_DATA:
            decoder.receive_data(_piece(read, b"--" + decoder.boundary + b"-") or None)
        elif isinstance(event, Epilogue):
            return
        else:
            yield event
