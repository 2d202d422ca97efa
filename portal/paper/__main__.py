"""The child process that draws: HTML on its standard input, PDF/UA on its standard output; it opens no file and no address."""

import os
import re
import resource
import sys
from typing import Any

from portal.paper.pdf import FAILED, LACKING, SHEET, NoFonts

MIB = 1024 * 1024
RTL = re.compile(r"<html[^>]*\bdir=\"rtl\"")
IN_PIECES = re.compile(r"<html[^>]*\blang=\"ur\b")


def limit(seconds: int, megabytes: int) -> None:
    """Bound what this process may use, and let everybody else go first."""
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (megabytes * MIB, megabytes * MIB))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.nice(10)


def draw(html: str) -> bytes:
    """The page as PDF/UA-1. Raises OSError where a Debian library is lacking."""
    from weasyprint import CSS, HTML, URLFetcher  # heavy: only ever in this process (figure P6)

    from portal.paper.spoken import say_words
    from portal.paper.tags import finish

    if IN_PIECES.search(html):
        say_words()
    sheet = CSS(string=SHEET.read_text("utf-8"))
    made: Any = HTML(string=html, url_fetcher=URLFetcher(allowed_protocols={"data"})).write_pdf(stylesheets=[sheet], pdf_variant="pdf/ua-1", pdf_tags=True)
    return finish(made, is_rtl=RTL.search(html) is not None)


def main(seconds: str, megabytes: str) -> int:
    """Draw what comes in; the exit code says what lacks."""
    limit(int(seconds), int(megabytes))
    html = sys.stdin.buffer.read().decode("utf-8")
    try:
        made = draw(html)
    except NoFonts:
        return LACKING
    except OSError as error:
        return LACKING if "cannot load library" in str(error) and "map segment" not in str(error) else FAILED
    sys.stdout.buffer.write(made)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
