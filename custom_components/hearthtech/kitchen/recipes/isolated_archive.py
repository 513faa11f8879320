"""Read archives in a separate process with limits, so that they can't block the kitchen."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
import logging
from pathlib import Path
from tempfile import TemporaryDirectory
import threading

from .archive_pieces import ArchivePieces, write_pieces
from .archive_reader import declared_damage, is_small
from .import_process import answer_of, declared_answer, run_worker

LONGEST_ARCHIVE_S = 900.0
_ONE_ARCHIVE = threading.Lock()
_LOGGER = logging.getLogger(__name__)


@contextmanager
def archive_pieces(source: Path, now: datetime) -> Iterator[ArchivePieces]:
    """Read an archive in a separate process, and give access to its parts until the context ends. Blocking.

    Small ones are read in this process: starting another one would take longer.

    Raises:
        KitchenError: as `write_pieces`; `INVALID` with `part="archive"` when reading takes too long or too much memory.
    """
    with TemporaryDirectory(prefix="hearthtech-import-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        if is_small(source):
            write_pieces(source, folder, now)
        else:
            _write_isolated(source, folder, now)
        with declared_damage():
            yield ArchivePieces(source, folder)


def _write_isolated(source: Path, folder: Path, now: datetime) -> None:
    header = {"archive": str(source.absolute()), "folder": str(folder), "now": now.isoformat()}
    with _ONE_ARCHIVE:
        try:
            ended = run_worker(header, b"", LONGEST_ARCHIVE_S)
        except OSError as error:
            _LOGGER.warning("No process can be started to read an archive (%s); it is read here", error)
            write_pieces(source, folder, now)
            return
    with declared_answer("archive", ended):
        answer_of(ended)
