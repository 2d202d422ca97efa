"""The child process that looks at one file: its bytes on standard input, a verdict line and the safe copy on standard output.

It is told the ending of the name and nothing else; it opens no further file, reaches no network and sees no setting.
"""

import contextlib
import ctypes
import os
import resource
import sys
from collections.abc import Callable
from importlib import import_module

from portal.evidence.child import LACKING, READY, REFUSED
from portal.evidence.kinds import SORTS, Reason, Refused, Sort

MIB = 1024 * 1024
LOOKED = 2 * MIB
"""How much of the beginning libmagic is shown: what a file is stands there."""
NEW_NETWORK, NEW_USER = 0x40000000, 0x10000000
NO_NEW_PRIVILEGES, DUMPABLE = 38, 4
FREE_NUMBERS = 3
"""Standard input, output and error; no number is left for a file or a connection."""
Copy = tuple[str, bytes]
Copying = Callable[[bytes, str, str], Copy]


def confine(seconds: int, megabytes: int) -> None:
    """From here on: no file and no connection can be opened, nothing be written to a disk, no program started, and so much be used at most.

    A network and a user of its own come on top where the system gives them; without them the other limits hold all the same.
    """
    system = ctypes.CDLL(None)
    system.unshare(NEW_USER | NEW_NETWORK)
    system.prctl(NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    system.prctl(DUMPABLE, 0, 0, 0, 0)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (megabytes * MIB, megabytes * MIB))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (FREE_NUMBERS, FREE_NUMBERS))
    os.nice(10)


def look(data: bytes, ending: str, sort: Sort, media: str, made_by: Copying) -> Copy:
    """The copy of a file whose content is what its name says. Raises Refused."""
    if not data:
        raise Refused(Reason.EMPTY)
    if media not in sort.contains:
        raise Refused(Reason.OTHER)
    return made_by(data, media, ending)


def main(ending: str, seconds: str, megabytes: str) -> int:
    """Look at what comes in; the exit code says whether there is an answer."""
    try:
        sort = SORTS[ending]
        import magic  # heavy: only ever in this process (figure P6)

        sniff = magic.Magic(mime=True)
        made_by: Copying = import_module(f"portal.evidence.{sort.by}").copy
        if sort.by == "package":
            import_module("portal.evidence.photo")
    except ImportError:
        return LACKING
    os.closerange(3, 256)
    confine(int(seconds), int(megabytes))
    try:
        data = sys.stdin.buffer.read()
        media, copy = look(data, ending, sort, sniff.from_buffer(data[:LOOKED]), made_by)
    except Refused as refused:
        return _say(f"{REFUSED} {refused.reason}", b"")
    except MemoryError:
        return _say(f"{REFUSED} {Reason.TOO_MUCH}", b"")
    return _say(f"{READY} {media}", copy)


def _say(verdict: str, copy: bytes) -> int:
    with contextlib.suppress(BrokenPipeError):  # whoever asked has given up
        sys.stdout.buffer.write(f"{verdict}\n".encode() + copy)
        sys.stdout.buffer.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
