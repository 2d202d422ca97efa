"""What the drawing library leaves out of a tagged PDF: which way a table's headings point, that links are printed, which way pages turn."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf

from portal.paper.pdf import NoFonts

PRINT = 4  # the annotation flag (ISO 32000-1, table 165); PDF/UA checkers ask for it
PARTS = ("/THead", "/TBody", "/TFoot")


def finish(made: bytes, *, is_rtl: bool) -> bytes:
    """The PDF with these put right. Raises NoFonts where it was drawn without the Noto fonts."""
    with Pdf.open(BytesIO(made)) as pdf:
        if not any("Noto" in font for font in fonts(pdf)):
            raise NoFonts("fonts-noto-core is not installed")
        _scope(pdf.Root.StructTreeRoot, "")
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


def fonts(pdf: Pdf) -> Iterator[str]:
    """The names of the fonts inside."""
    for page in pdf.pages:
        for font in page.get("/Resources", Dictionary()).get("/Font", Dictionary()).values():
            yield str(font.get("/BaseFont", ""))


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
