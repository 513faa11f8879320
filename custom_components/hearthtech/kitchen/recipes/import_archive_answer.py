"""Answer of `import_worker` for an archive, which it reads into pieces."""

from datetime import datetime
from pathlib import Path
from typing import Any

from ..storage.large_json import read_alone
from .archive_pieces import write_pieces
from .import_answer import Answer, declared


def answer_of(header: dict[str, Any], _content: bytes) -> Answer:
    """Write the pieces of an archive into a folder. Returns an empty list of recipes, or `error`."""
    return declared(lambda: _pieces(header))


def _pieces(header: dict[str, Any]) -> Answer:
    read_alone()
    write_pieces(Path(header["archive"]), Path(header["folder"]), datetime.fromisoformat(header["now"]))
    return {"recipes": []}, []
