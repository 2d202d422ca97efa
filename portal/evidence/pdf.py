"""A PDF's safe copy: the same pages, without scripts, actions that reach outside, attached files, and what it says of its maker."""

import io
from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

from portal.evidence.jpeg import bare
from portal.evidence.kinds import Reason, Refused

MOST_OBJECTS, MOST_PAGES, MOST_DEPTH = 60_000, 2_000, 40
ACTIONS = frozenset(
    f"/{name}" for name in "JavaScript Launch SubmitForm ImportData GoToR GoToE URI Rendition Movie Sound SetOCGState ResetForm RichMediaExecute Thread".split()
)
"""What an action may not be: everything that runs something or reaches outside the paper."""
NOTES = frozenset(f"/{name}" for name in "FileAttachment RichMedia Movie Sound Screen 3D".split())
"""Annotations that carry something to play or open."""
DROPPED = tuple(
    f"/{name}" for name in "JS JavaScript AA OpenAction Metadata PieceInfo LastModified EF AF EmbeddedFiles XFA RichMediaContent Collection URI T Perms".split()
)
"""Keys that go, wherever they stand; /T only of annotations, where it is who wrote them."""
Copy = tuple[str, bytes]


def copy(data: bytes, _media: str, _ending: str) -> Copy:
    """(media type, bytes) of the copy. Raises Refused."""
    if data.count(b" obj") > MOST_OBJECTS:  # a paper that is broken besides would be searched for each of them
        raise Refused(Reason.TOO_MUCH)
    try:
        with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as pdf:
            if len(pdf.objects) > MOST_OBJECTS or len(pdf.pages) > MOST_PAGES:
                raise Refused(Reason.TOO_MUCH)
            for one in pdf.objects:
                _clean(one, MOST_DEPTH)
            if "/Info" in pdf.trailer:
                del pdf.trailer["/Info"]
            return "application/pdf", _written(pdf)
    except pikepdf.PasswordError:
        raise Refused(Reason.LOCKED) from None
    except (MemoryError, RecursionError):
        raise Refused(Reason.TOO_MUCH) from None
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError, RuntimeError, NotImplementedError):
        raise Refused(Reason.UNREADABLE) from None


def _written(pdf: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    pdf.save(out, fix_metadata_version=False, encryption=False)
    return out.getvalue()


def _clean(one: object, depth: int) -> None:
    """An object and what stands inside it; what it only points at has its own turn."""
    if depth == 0:
        raise Refused(Reason.TOO_MUCH)
    if isinstance(one, Dictionary | Stream):
        _clean_keys(one)
    if isinstance(one, Stream):
        _clean_photo(one)
    for inner in list(_inside(one)):
        _clean(inner, depth - 1)


def _inside(one: object) -> Iterator[object]:
    if isinstance(one, Dictionary | Stream):
        values: list[object] = [one[key] for key in one.keys()]
    else:
        values = list(one) if isinstance(one, Array) else []
    return (value for value in values if isinstance(value, Dictionary | Array) and not value.is_indirect)


def _clean_keys(one: Dictionary | Stream) -> None:
    keys = set(one.keys())
    is_note = "/Rect" in keys and "/Subtype" in keys
    if str(one.get("/S", "")) in ACTIONS:
        for key in keys - {"/Type"}:
            del one[key]
        return
    for key in DROPPED:
        if key in keys and (key != "/T" or (is_note and "/FT" not in keys and "/Parent" not in keys)):
            del one[key]
    if is_note and str(one.get("/Subtype", "")) in NOTES:
        for key in keys - {"/Rect", "/Type", *DROPPED}:
            del one[key]
        one["/Subtype"], one["/F"] = Name("/Text"), 2  # hidden


def _clean_photo(one: Stream) -> None:
    """A scan inside may be a phone's whole JPEG, with the place where it was taken."""
    kind = one.get("/Filter")
    if kind != Name("/DCTDecode") and not (isinstance(kind, Array) and len(kind) == 1 and kind[0] == Name("/DCTDecode")):
        return
    options = one.get("/DecodeParms")
    one.write(bare(one.read_raw_bytes()), filter=Name("/DCTDecode"), decode_parms=options if isinstance(options, Dictionary) else None)
