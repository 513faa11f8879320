"""Write files of an export: whole or not at all, readable by their owner only, never through a link.

Each file is written beside its target and renamed, so that a crash leaves the old or the new file. A link that lies
where a folder or file belongs is removed; what it points to is not touched.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
import os
from pathlib import Path
import shutil
from tempfile import NamedTemporaryFile, mkdtemp
import time
import zipfile

PREFIX = ".hearthtech-"
"""Of the private folder in which an archive is prepared."""
_LEFTOVER_S = 86_400.0


def real_folder(path: Path) -> Path:
    """Make a folder inside an export; a link in its place is removed.

    Raises:
        OSError: when it can't be made.
    """
    if path.is_symlink():
        path.unlink()
    path.mkdir(parents=True, exist_ok=True)
    return path


def write_file(path: Path, content: bytes) -> None:
    """Replace a file at once, and only when its content differs. The file is on disk when this returns.

    Raises:
        OSError: when it can't be written; the old file is still there then.
    """
    if (
        not path.is_symlink()
        and path.is_file()
        and path.stat().st_size == len(content)
        and path.read_bytes() == content
    ):
        return
    with NamedTemporaryFile(dir=path.parent, prefix=".", suffix=".new", delete=False) as file:
        try:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        except BaseException:
            Path(file.name).unlink()
            raise
    Path(file.name).replace(path)


@contextmanager
def archive_folder(target: Path) -> Iterator[Path]:
    """A private folder beside `target`; after the block its content becomes the `.zip` at `target`.

    The archive is complete on disk before it takes the name, on the same file system. When the block or the packing
    fails, the old archive stays.

    Raises:
        OSError: when the folder of the target can't be written.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    _remove_leftovers(target.parent)
    private = Path(mkdtemp(dir=target.parent, prefix=PREFIX))
    try:
        content = private / "content"
        content.mkdir()
        yield content
        with NamedTemporaryFile(dir=private, delete=False) as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, strict_timestamps=False) as archive:
                for path in sorted(content.rglob("*")):
                    archive.write(path, path.relative_to(content))
            file.flush()
            os.fsync(file.fileno())
        packed = Path(file.name)
        packed.replace(target)
        sync_folder(target.parent)
    finally:
        shutil.rmtree(private, ignore_errors=True)


def sync_folder(folder: Path) -> None:
    """Put the names of a folder on disk, where the system can."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _remove_leftovers(folder: Path) -> None:
    """Remove what an export left that was killed more than a day ago."""
    for path in folder.glob(f"{PREFIX}*"):
        with suppress(OSError):
            if path.is_dir() and not path.is_symlink() and time.time() - path.stat().st_mtime > _LEFTOVER_S:
                shutil.rmtree(path, ignore_errors=True)
