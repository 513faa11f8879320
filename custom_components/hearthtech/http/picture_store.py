"""Small copies of pictures, encoded again so that a page loads quickly and no file of a stranger reaches a browser.

Copies lie in Home Assistant's cache folder, named by picture and width, and can be made again at any time.
"""

from collections.abc import Mapping
import contextlib
from io import BytesIO
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Final

from PIL import Image, ImageOps, UnidentifiedImageError

LIMITS: Final[Mapping[int, int]] = {240: 9_000, 480: 25_000, 960: 80_000, 1600: 220_000}
"""Widths (px), and the bytes that a copy should have at most."""
MEDIA_TYPE: Final = "image/webp"
MOST_PIXELS: Final = 80_000_000
"""A larger picture would take too much memory."""
MOST_COPIES: Final = 20_000
_QUALITIES: Final = (78, 66, 54, 42, 32, 24)


class NotAPicture(Exception):
    """The file can't be shown as a picture."""


def small_copy(folder: Path, source: Path, name: str, width: int) -> bytes:
    """Return the copy of a picture at one of the widths of `LIMITS`, from the folder if it is there. Blocking.

    Raises:
        NotAPicture: when the file is missing, damaged, too large, or of a kind that can't be read.
    """
    path = folder / name[:2] / f"{name}-{width}.webp"
    with contextlib.suppress(OSError):
        return path.read_bytes()
    content = _encoded(source, width)
    # Without a cache the copy is made again each time, which is better than no picture.
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=path.parent, prefix=".new-", delete=False) as file:
            file.write(content)
        Path(file.name).replace(path)
    return content


def first_color(folder: Path, source: Path, name: str) -> str:
    """Return the mean color of a picture as `#rrggbb`, to be shown while it loads. Blocking.

    Raises:
        NotAPicture: as `small_copy`.
    """
    with Image.open(BytesIO(small_copy(folder, source, name, min(LIMITS)))) as picture:
        red, green, blue = picture.convert("RGB").resize((1, 1), Image.Resampling.BOX).getpixel((0, 0))  # type: ignore[misc]
    return f"#{red:02x}{green:02x}{blue:02x}"


def prune(folder: Path) -> None:
    """Delete the oldest copies when there are too many. Blocking."""
    copies = sorted(folder.glob("*/*.webp"), key=lambda path: path.stat().st_mtime)
    for path in copies[: max(len(copies) - MOST_COPIES, 0)]:
        path.unlink(missing_ok=True)


def _encoded(source: Path, width: int) -> bytes:
    try:
        with Image.open(source) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise NotAPicture("too large")
            opened.draft("RGB", (width * 2, width * 2))
            picture = ImageOps.exif_transpose(opened)
            picture.thumbnail((width, width * 2), Image.Resampling.LANCZOS)
            return _smallest(picture.convert("RGB"), LIMITS[width])
    except (OSError, UnidentifiedImageError, Image.DecompressionBombError, ValueError, SyntaxError) as error:
        raise NotAPicture(str(error)) from error


def _smallest(picture: Image.Image, limit: int) -> bytes:
    """Encode with the best quality that keeps the limit; a picture of pure noise may exceed it."""
    content = b""
    for quality in _QUALITIES:
        file = BytesIO()
        # Metadata (place, camera, owner) are left out.
        picture.save(file, "WEBP", quality=quality, method=4)
        content = file.getvalue()
        if len(content) <= limit:
            break
    return content
