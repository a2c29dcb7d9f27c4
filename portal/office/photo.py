"""A photograph as a clean JPEG: metadata removed, size limited; run only in a child process."""

import io
import warnings

LONGEST_SIDE = 1_000
PIXEL_LIMIT = 40_000_000
BYTE_LIMIT = 5 * 1_048_576


class PhotoRefused(ValueError):
    """A picture that is not taken: `code` is photo_invalid, photo_type, photo_pixels or photo_too_large."""

    def __init__(self, code: str):
        super().__init__(code)
        self.code = code


def clean_photo(content: bytes) -> bytes:
    """JPEG bytes without metadata; a plain JPEG keeps its picture data, so cleaning twice changes nothing.

    PNG, other colour spaces and large pictures are encoded anew. Raises PhotoRefused.
    """
    if len(content) > BYTE_LIMIT:
        raise PhotoRefused("photo_too_large")
    from PIL import Image, UnidentifiedImageError

    Image.MAX_IMAGE_PIXELS = PIXEL_LIMIT
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=("JPEG", "PNG", "GIF", "BMP")) as picture:
                picture.load()
                plain = picture.format == "JPEG" and picture.mode in ("RGB", "L") and max(picture.size) <= LONGEST_SIDE
                bare = bare_jpeg(content) if plain else None
                return _encoded(picture) if bare is None else bare
    except (Image.DecompressionBombError, Image.DecompressionBombWarning, MemoryError):
        raise PhotoRefused("photo_pixels") from None
    except UnidentifiedImageError:
        raise PhotoRefused("photo_type") from None
    except Exception:  # a broken picture raises whatever its decoder meets first
        raise PhotoRefused("photo_invalid") from None


def _encoded(picture) -> bytes:
    picture = picture.convert("RGB")
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=90)
    return bare_jpeg(out.getvalue()) or out.getvalue()


def bare_jpeg(content: bytes) -> bytes | None:
    """The JPEG without APP1–APP15 and comments and without anything behind its end; None when it is odd."""
    out, at = bytearray(content[:2]), 2
    while at + 4 <= len(content):
        if content[at] != 0xFF:
            return None
        mark = content[at + 1]
        size = int.from_bytes(content[at + 2 : at + 4], "big")
        if mark == 0xDA:
            end = content.rfind(b"\xff\xd9")
            return bytes(out + content[at : end + 2]) if end > at else None
        if mark == 0xFF or size < 2:
            return None
        if not (0xE1 <= mark <= 0xEF or mark == 0xFE):
            out += content[at : at + 2 + size]
        at += 2 + size
    return None
