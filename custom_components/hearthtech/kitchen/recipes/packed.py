"""A whole book from outside: a folder of plain files, or the same in a `.zip`."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
import zipfile

from custom_components.hearthtech.kitchen.errors import ErrorCode, KitchenError

from .folder import Bundle, read_folder

LARGEST_ARCHIVE_BYTES = 2_000_000_000
"""Unpacked. A zip bomb is refused before anything is written."""


def is_archive(path: Path) -> bool:
    """Whether a path is a folder, or is called a `.zip`."""
    return path.suffix.lower() == ".zip" or path.is_dir()


def read_archive(source: Path) -> Sequence[Bundle]:
    """The recipes of an archive with all that belongs to them. Blocks.

    Raises:
        KitchenError: `INVALID` or `NOT_A_RECIPE`, with the `part` that can't be read.
    """
    try:
        if source.is_dir():
            return list(read_folder(source))
        with zipfile.ZipFile(source) as packed, TemporaryDirectory(prefix="hearthtech-import-") as folder:
            if sum(entry.file_size for entry in packed.infolist()) > LARGEST_ARCHIVE_BYTES:
                raise KitchenError(ErrorCode.INVALID, part="archive", reason="too large")
            packed.extractall(folder)
            return list(read_folder(Path(folder)))
    except zipfile.BadZipFile as error:
        raise KitchenError(
            ErrorCode.INVALID, part="archive", reason="neither a folder nor a zip file"
        ) from error
    except OSError as error:
        raise KitchenError(ErrorCode.INVALID, part="archive", reason=error.strerror or str(error)) from error
