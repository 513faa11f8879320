"""Read and write JSON of any size without holding the interpreter lock.

The scanner and the encoder in C keep the lock, and with it the event loop, until the whole document is done. Long
documents use those in Python: slower, but other threads get their turns.
"""

import json
from json import scanner
from typing import Any

LARGE_CHARACTERS = 500_000
"""Length of a document from which the scanner in Python is used."""
_alone = False


def read_alone() -> None:
    """Declare that this process has no other thread to wait for it: the scanner in C reads documents of any size."""
    global _alone  # noqa: PLW0603 (a property of the process)
    _alone = True


def load_json(text: str, decoder: json.JSONDecoder | None = None) -> Any:
    """Return the value of a JSON document. Call it in a thread.

    Raises:
        ValueError, RecursionError: the document is damaged or nested too deeply.
    """
    decoder = decoder or json.JSONDecoder()
    if len(text) > LARGE_CHARACTERS and not _alone:
        decoder.scan_once = scanner.py_make_scanner(decoder)  # type: ignore[attr-defined]
    return decoder.decode(text)


def dump_json(value: object, *, compact: bool = False) -> str:
    """Return a value as one line of JSON, encoded by Python code. Call it in a thread.

    `compact` leaves out the spaces after commas and colons.
    """
    separators = (",", ":") if compact else None
    return "".join(json.JSONEncoder(ensure_ascii=False, separators=separators).iterencode(value))
