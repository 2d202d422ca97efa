"""What the drawing library leaves out of a tagged PDF: where table headings point, that links are printed, which way pages turn, marks of Urdu."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf

from portal.paper.pdf import NoFonts

PRINT = 4  # the annotation flag (ISO 32000-1, table 165); PDF/UA checkers ask for it
NOTHING, JOINER = b"<>", b"<2060>"  # word joiner: invisible, and parts no word
PARTS = ("/THead", "/TBody", "/TFoot")


def finish(made: bytes, *, is_rtl: bool) -> bytes:
    """The PDF with these put right. Raises NoFonts where it was drawn without the Noto fonts."""
    with Pdf.open(BytesIO(made)) as pdf:
        if not any("Noto" in str(font.get("/BaseFont", "")) for font in fonts(pdf)):
            raise NoFonts("fonts-noto-core is not installed")
        _scope(pdf.Root.StructTreeRoot, "")
        _say_every_glyph(pdf)
        for page in pdf.pages:
            for link in page.get("/Annots", Array()):
                link.F = int(link.get("/F", 0)) | PRINT
        if is_rtl:
            preferences = pdf.Root.get("/ViewerPreferences", Dictionary())
            preferences.Direction = Name.R2L
            pdf.Root.ViewerPreferences = preferences
        out = BytesIO()
        pdf.save(out)
    return out.getvalue()


def fonts(pdf: Pdf) -> Iterator[Any]:
    """The fonts inside."""
    for page in pdf.pages:
        yield from page.get("/Resources", Dictionary()).get("/Font", Dictionary()).values()


def _say_every_glyph(pdf: Pdf) -> None:
    """In Nastaliq the dots of a letter are glyphs of their own, which stand for no letter: PDF/UA wants something, so one that nobody sees."""
    for font in fonts(pdf):
        said = font.get("/ToUnicode")
        if said is not None and NOTHING in said.read_bytes():
            said.write(said.read_bytes().replace(NOTHING, JOINER))


def _scope(element: Any, part: str) -> None:
    """Say of each table heading whether it stands over a column or before a row."""
    kind = str(element.get("/S", ""))
    if kind in PARTS:
        part = kind
    if kind == "/TH":
        element.A = Dictionary(O=Name.Table, Scope=Name.Column if part == "/THead" else Name.Row)
    children = element.get("/K", Array())
    for child in children if isinstance(children, Array) else [children]:
        if isinstance(child, Dictionary):
            _scope(child, part)
