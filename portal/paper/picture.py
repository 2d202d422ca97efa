"""A picture of what a young person keeps to come back: the short number, the words, a short address, and no name of anybody (practice F-10)."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

WIDTH, EDGE, LINE, COLUMN = 1080, 90, 104, 96
"""Pixels: as wide as a telephone shows; the edge around it; from one line to the next; from a word's number to the word."""
PAPER, INK, QUIET = "#ffffff", "#1b1b3a", "#3f3f5a"
BIG, SMALL = 76, 46


def draw(reference: str, lines: Sequence[str], address: str, font: Path) -> bytes:
    """The picture as PNG. lines: six words, or the groups of the same code as a number; font: a file of letters.

    It is made anew each time and kept nowhere; it holds no date, no name of a program and no place.
    """
    big, small = (ImageFont.truetype(str(font), size) for size in (BIG, SMALL))
    picture = Image.new("RGB", (WIDTH, 2 * EDGE + LINE * (len(lines) + 3)), PAPER)
    pen = ImageDraw.Draw(picture)
    pen.text((EDGE, EDGE), reference, font=big, fill=INK)
    for number, line in enumerate(lines, 1):
        top = EDGE + LINE * (number + 0.4)
        pen.text((EDGE, top), str(number), font=big, fill=QUIET)
        pen.text((EDGE + COLUMN, top), line, font=big, fill=INK)
    pen.text((EDGE, EDGE + LINE * (len(lines) + 1.9)), address, font=_that_fits(address, font, small), fill=QUIET)
    made = BytesIO()
    picture.save(made, "PNG", optimize=True)
    return made.getvalue()


def _that_fits(text: str, font: Path, letters: ImageFont.FreeTypeFont) -> ImageFont.FreeTypeFont:
    """Smaller letters where a long address would run over the edge."""
    wide = letters.getlength(text)
    room = WIDTH - 2 * EDGE
    return letters if wide <= room else ImageFont.truetype(str(font), int(letters.size * room / wide))
