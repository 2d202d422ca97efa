"""Files made for the tests: harmless ones with everything in them that must not reach a reader, each marked with a canary."""

import io
import struct
import zipfile

import pikepdf
from pikepdf import Array, Dictionary, Name
from PIL import Image

CANARY = "Zqxcanaryvwj"
DECLARED = '<?xml version="1.0" encoding="UTF-8"?>'


def exif() -> bytes:
    """A place, a maker, and a camera held sideways."""
    found = Image.Exif()
    found[0x010F], found[0x0112] = CANARY, 6
    place = found.get_ifd(0x8825)
    place[1], place[2], place[3], place[4] = "N", (51.0, 30.0, 26.0), "W", (0.0, 7.0, 39.0)
    return found.tobytes()


def picture(kind: str = "JPEG", size: tuple[int, int] = (60, 40), mode: str = "RGB") -> bytes:
    """A photo with EXIF and a comment."""
    out = io.BytesIO()
    more = {"comment": CANARY} if kind in ("JPEG", "GIF") else {}
    Image.new(mode, size, "red" if mode != "CMYK" else (0, 255, 255, 0)).save(out, kind, exif=exif(), **more)
    return out.getvalue()


def pdf() -> bytes:
    """A page with a script, a launch action, an attached file, an author, XMP and a photo that says where it was taken."""
    made = pikepdf.new()
    made.add_blank_page(page_size=(200, 200))
    page = made.pages[0]
    photo = made.make_stream(picture(), Type=Name.XObject, Subtype=Name.Image, Width=60, Height=40, ColorSpace=Name.DeviceRGB, BitsPerComponent=8)
    photo.Filter = Name.DCTDecode
    page.Resources = Dictionary(XObject=Dictionary(Im0=made.make_indirect(photo)))
    page.obj["/Annots"] = Array(
        [
            Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 10, 10], A=Dictionary(S=Name.Launch, F=CANARY)),
            Dictionary(Type=Name.Annot, Subtype=Name.FileAttachment, Rect=[0, 0, 9, 9], T=CANARY, FS=Dictionary(F=CANARY)),
        ]
    )
    made.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=f"app.alert('{CANARY}')")
    made.attachments["inside.txt"] = CANARY.encode()
    made.docinfo["/Author"] = CANARY
    with made.open_metadata() as told:
        told["dc:creator"] = [CANARY]
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def package(parts: dict[str, str | bytes], comment: bytes = b"") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, body in parts.items():
            made.writestr(name, body)
        made.comment = comment
    return out.getvalue()


WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


def docx(**more: str | bytes) -> bytes:
    """A Word text with an author, a comment's author, a template from elsewhere and a photo."""
    types = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/>'
    types += '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
    types += '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
    words = f'<w:ins w:id="1" w:author="{CANARY}" w:date="2026-01-01"><w:r><w:t>Nobody rang.</w:t></w:r></w:ins>'
    text = f'<w:document xmlns:w="{WORD}"><w:body><w:p>{words}</w:p></w:body></w:document>'
    comments = f'<w:comments xmlns:w="{WORD}"><w:comment w:id="0" w:author="{CANARY}" w:initials="{CANARY}"/></w:comments>'
    main = f'<Relationships xmlns="{RELATIONS}"><Relationship Id="a" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
    main += f'<Relationship Id="b" Type="{OFFICE}/core" Target="docProps/core.xml"/></Relationships>'
    inner = f'<Relationships xmlns="{RELATIONS}"><Relationship Id="c" Type="{OFFICE}/image" Target="media/image1.jpeg"/>'
    inner += f'<Relationship Id="d" Type="{OFFICE}/attachedTemplate" Target="file:///{CANARY}" TargetMode="External"/></Relationships>'
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": DECLARED + types,
        "_rels/.rels": DECLARED + main,
        "word/document.xml": DECLARED + text,
        "word/comments.xml": DECLARED + comments,
        "word/_rels/document.xml.rels": DECLARED + inner,
        "word/media/image1.jpeg": picture(),
        "docProps/core.xml": f"{DECLARED}<cp:coreProperties>{CANARY}</cp:coreProperties>",
    }
    return package({**parts, **more}, CANARY.encode())


def odt(**more: str | bytes) -> bytes:
    """An OpenDocument text with an author, a note's author and a script."""
    content = f"<office:document-content><office:scripts><script>{CANARY}</script></office:scripts><office:body><office:text><text:p>Nobody rang.</text:p>"
    content += f'<office:annotation><dc:creator>{CANARY}</dc:creator></office:annotation><draw:image xlink:href="elsewhere/{CANARY}"/>'
    content += "</office:text></office:body></office:document-content>"
    parts: dict[str, str | bytes] = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": DECLARED + content,
        "meta.xml": f"{DECLARED}<meta>{CANARY}</meta>",
        "META-INF/manifest.xml": f"{DECLARED}<manifest:manifest/>",
        "Pictures/a.png": picture("PNG"),
    }
    return package({**parts, **more})


RTF = rb"{\rtf1\ansi{\info{\author " + CANARY.encode() + rb"}}Nobody rang.}"


def box(kind: bytes, *inside: bytes) -> bytes:
    body = b"".join(inside)
    return struct.pack(">I4s", 8 + len(body), kind) + body


def track(handler: bytes, place: int, length: int) -> bytes:
    """A track with one sample at a place in the file."""
    runs, sizes, places = struct.pack(">IIIII", 0, 1, 1, 1, 1), struct.pack(">III", 0, length, 1), struct.pack(">III", 0, 1, place)
    table = box(b"stbl", box(b"stsc", runs), box(b"stsz", sizes), box(b"stco", places))
    return box(b"trak", box(b"mdia", box(b"hdlr", bytes(8), handler, bytes(12)), box(b"minf", table)))


def film(brand: bytes = b"isom") -> bytes:
    """A film whose place stands in its user data, its metadata, and in a track of its own that goes along with the picture."""
    start = box(b"ftyp", brand, bytes(4), brand)
    told = CANARY.encode()
    data = box(b"mdat", b"PICTURE-", told)
    at = len(start) + 8
    place = box(b"udta", box(b"\xa9xyz", b"\x00\x12\x15\xc7+51.5074-000.1278/"))
    tracks = track(b"vide", at, 8) + track(b"meta", at + 8, len(told))
    return start + data + box(b"moov", box(b"mvhd", bytes(4), b"WHENWHEN", bytes(88)), tracks, place, box(b"meta", told))


def element(kind: str, *inside: bytes) -> bytes:
    body = b"".join(inside)
    wide = 1 if len(body) < 127 else 8
    return bytes.fromhex(kind) + (len(body) | 1 << 7 * wide).to_bytes(wide, "big") + body


def webm(track: int = 2) -> bytes:
    """What a browser records, with a title, tags and one track: of sound (2) or pictures (1)."""
    told = CANARY.encode()
    tracks = element("1654AE6B", element("AE", element("D7", b"\1"), element("83", bytes([track]))))
    segment = (element("1549A966", element("7BA9", told)), element("1254C367", told), tracks, element("1F43B675", b"SOUND"))
    return element("1A45DFA3", element("4282", b"webm")) + element("18538067", *segment)


def mp3() -> bytes:
    told = CANARY.encode()
    return b"ID3\x03\x00\x00" + bytes([0, 0, 0, len(told)]) + told + (b"\xff\xfb\x90\x00" + bytes(413)) * 20 + b"TAG" + told.ljust(125, b"\0")


def wav() -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return kind + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)

    inside = b"WAVE" + chunk(b"fmt ", struct.pack("<HHIIHH", 1, 1, 8000, 8000, 1, 8)) + chunk(b"LIST", b"INFO" + CANARY.encode()) + chunk(b"data", b"SOUND")
    return b"RIFF" + struct.pack("<I", len(inside)) + inside


def ogg(told: str = "") -> bytes:
    return b"OggS\x00\x02" + bytes(20) + b"\x01\x13OpusHead\x01\x01" + bytes(9) + b"OggS\x00\x00" + bytes(20) + b"\x01\x40OpusTags" + told.encode()
