"""A photo's safe copy: made anew from its pixels, the right way up, with nothing else in it."""

import io

import pi_heif
from PIL import GifImagePlugin, Image, ImageOps, JpegImagePlugin, MpoImagePlugin, PngImagePlugin, WebPImagePlugin

from portal.evidence.kinds import Reason, Refused

MOST_PIXELS = 26_000_000
"""What has more is refused before a pixel of it is made: phones take 12 or 24 million, and each takes four bytes or more."""
MOST_OF_JPEG = 110_000_000
"""A JPEG can be read at half its width and height; a phone's largest has 108 million. The original keeps every one."""
SMALL = 4_000_000
"""Drawings and pictures of screens up to here stay PNG, so that small print stays sharp."""
FORMATS = {
    "image/jpeg": ("JPEG", "MPO"),
    "image/png": ("PNG",),
    "image/gif": ("GIF",),
    "image/webp": ("WEBP",),
    "image/heic": ("HEIF",),
    "image/heif": ("HEIF",),
}
READERS = (GifImagePlugin, JpegImagePlugin, MpoImagePlugin, PngImagePlugin, WebPImagePlugin)
Copy = tuple[str, bytes]

Image.preinit()
Image.MAX_IMAGE_PIXELS = None  # each picture's own limit stands below
pi_heif.options.DECODE_THREADS = 1
pi_heif.options.THUMBNAILS = False
pi_heif.options.DEPTH_IMAGES = False
pi_heif.register_heif_opener()


def copy(data: bytes, media: str, _ending: str) -> Copy:
    """(media type, bytes) of the copy; of a moving picture its first moment. Raises Refused."""
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS[media]) as opened:
            return _made(_upright(opened, media), media)
    except MemoryError:
        raise Refused(Reason.TOO_MUCH) from None
    except Refused:
        raise
    except Exception:  # decoders raise whatever they like over what is broken
        raise Refused(Reason.UNREADABLE) from None


def _upright(opened: Image.Image, media: str) -> Image.Image:
    """The picture as it was held, no larger than it may be. Raises Refused."""
    pixels = opened.width * opened.height
    if pixels > (MOST_OF_JPEG if media == "image/jpeg" else MOST_PIXELS):
        raise Refused(Reason.TOO_MUCH)
    if pixels > MOST_PIXELS:
        opened.draft(None, (opened.width // 2, opened.height // 2))
    opened.load()
    ImageOps.exif_transpose(opened, in_place=True)
    return opened


def _made(image: Image.Image, media: str) -> Copy:
    is_drawing = media in ("image/png", "image/gif") and image.width * image.height <= SMALL
    plain = _pixels(image, keeps_alpha=is_drawing)
    plain.info = {}  # an encoder writes what stands here: no profile, comment or EXIF
    out = io.BytesIO()
    plain.save(out, "PNG") if is_drawing else plain.save(out, "JPEG", quality=88)
    return ("image/png" if is_drawing else "image/jpeg"), out.getvalue()


def _pixels(image: Image.Image, *, keeps_alpha: bool) -> Image.Image:
    """In grey or colour of eight bits, over white where a JPEG cannot be seen through."""
    if image.mode in ("I", "F") or image.mode.startswith("I;16"):
        image = image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    is_clear = image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info
    if is_clear and keeps_alpha:
        return image.convert("RGBA")
    if is_clear:
        over = image.convert("RGBA")
        white = Image.new("RGB", image.size, "white")
        white.paste(over, mask=over.getchannel("A"))
        return white
    return image if image.mode in ("RGB", "L") else image.convert("RGB")


def again(data: bytes, media: str) -> bytes:
    """A picture inside a paper, made anew as the same kind; nothing where it cannot be read. Raises Refused where it is too large."""
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS[media]) as opened:
            plain = _pixels(_upright(opened, media), keeps_alpha=media != "image/jpeg")
            plain.info = {}
            out = io.BytesIO()
            plain.save(out, FORMATS[media][0])
            return out.getvalue()
    except (OSError, ValueError, SyntaxError, EOFError):
        return b""
