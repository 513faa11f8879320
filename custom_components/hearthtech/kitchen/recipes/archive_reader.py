"""Read an exported book: a folder of plain files, or the same in a `.zip`."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from lzma import LZMAError
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory
import zipfile
import zlib

from ..errors import ErrorCode, KitchenError
from .folder import BOOK, COOK, read_folder
from .model import Recipe

LARGEST_ARCHIVE_BYTES = 2_000_000_000
"""Limit of the unpacked size. A zip bomb is refused before anything is written."""
SWELLS_FROM_BYTES = 100_000_000
MOST_SWELLING = 200
"""Greatest ratio of unpacked to packed size: text shrinks to a tenth, pictures not at all."""
MOST_ENTRIES = 500_000
_FEW = 200
_SMALL_FILE_BYTES = 16_384
_SMALL_BYTES = 262_144
_OWN_FOLDERS = frozenset({"_household", "_sessions"})
_TEXTS = {".json", ".jsonl", ".cook"}


def is_archive(path: Path) -> bool:
    """Whether a path is a folder, or its name ends in `.zip`."""
    return path.suffix.lower() == ".zip" or path.is_dir()


def is_own_archive(path: Path) -> bool:
    """Whether a path is read as an export of this kitchen, or a folder of a person's files."""
    return is_archive(path) and not is_of_other_program(path)


def is_of_other_program(path: Path) -> bool:
    """Whether a path is a zip file that has no recipe as `export` writes it, so that `read_file` reads it."""
    if path.is_dir():
        return False
    try:
        with zipfile.ZipFile(path) as packed:
            names = [PurePath(entry.filename) for entry in packed.infolist() if not entry.is_dir()]
    except OSError, ValueError, zipfile.BadZipFile, NotImplementedError:
        return False
    own = any(name.name in {COOK, BOOK} or not _OWN_FOLDERS.isdisjoint(name.parts) for name in names)
    return bool(names) and not own


def is_small(source: Path) -> bool:
    """Whether an archive is so small that reading it can't hold up other threads for long."""
    try:
        if source.is_dir():
            sizes = []
            for path in source.rglob("*"):
                sizes.append(path.stat().st_size if path.suffix.lower() in _TEXTS else 0)
                if len(sizes) > _FEW:
                    return False
        else:
            if source.stat().st_size > _SMALL_BYTES:
                return False
            with zipfile.ZipFile(source) as packed:
                sizes = [entry.file_size for entry in packed.infolist()]
    except OSError, ValueError, zipfile.BadZipFile, NotImplementedError:
        # Reading it raises the error that describes the damage.
        return True
    return len(sizes) <= _FEW and max(sizes, default=0) <= _SMALL_FILE_BYTES and sum(sizes) <= _SMALL_BYTES


def recipes_of_archive(source: Path) -> list[Recipe]:
    """The recipes of an archive, without the data beside them. Blocking.

    Raises:
        KitchenError: `INVALID` or `NOT_A_RECIPE`, with the `part` that can't be read.
    """
    with (
        declared_damage(),
        TemporaryDirectory(prefix="hearthtech-import-", ignore_cleanup_errors=True) as folder,
    ):
        return [bundle.recipe for bundle in read_folder(unpacked(source, Path(folder)))]


def unpacked(source: Path, folder: Path) -> Path:
    """The folder of an archive: itself, or what was in its `.zip`, unpacked into `folder`.

    Raises:
        KitchenError: `INVALID` when it is too large.
        OSError, zipfile.BadZipFile, and others: when it is damaged; see `declared_damage`.
    """
    if source.is_dir():
        return source
    with zipfile.ZipFile(source) as packed:
        _check_size(packed.infolist())
        packed.extractall(folder)
    return folder


@contextmanager
def declared_damage() -> Iterator[None]:
    """Context manager that turns any error caused by a damaged archive into a declared error.

    Raises:
        KitchenError: `INVALID` with `part="archive"`.
    """
    try:
        yield
    except zipfile.BadZipFile as error:
        raise KitchenError(
            ErrorCode.INVALID, part="archive", reason="neither a folder nor a sound zip file"
        ) from error
    except OSError as error:
        raise KitchenError(ErrorCode.INVALID, part="archive", reason=error.strerror or str(error)) from error
    except (
        RuntimeError,
        NotImplementedError,
        ValueError,
        TypeError,
        EOFError,
        zlib.error,
        LZMAError,
    ) as error:
        # Encrypted, or packed by an unsupported method, or with damaged names and streams.
        raise KitchenError(
            ErrorCode.INVALID, part="archive", reason=f"it is damaged: {error}"[:300]
        ) from error


def _check_size(entries: Sequence[zipfile.ZipInfo]) -> None:
    """Refuse an archive whose unpacked size is too large.

    Raises:
        KitchenError: `INVALID`.
    """
    size = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if (
        len(entries) > MOST_ENTRIES
        or size > LARGEST_ARCHIVE_BYTES
        or (size > SWELLS_FROM_BYTES and size > MOST_SWELLING * packed)
    ):
        raise KitchenError(ErrorCode.INVALID, part="archive", reason="too large")
