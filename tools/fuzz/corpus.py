"""The kept inputs: those that once broke a reader, and those that reached new parts of it."""

import hashlib
from pathlib import Path

from tools.fuzz.targets import TARGETS

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "tests" / "fuzz" / "corpus"


def kept(name: str) -> list[bytes]:
    """Return the inputs that are kept for a target, after its seeds."""
    folder = CORPUS / name
    files = sorted(folder.iterdir()) if folder.is_dir() else []
    return [*TARGETS[name].seeds, *(path.read_bytes() for path in files)]


def keep(name: str, data: bytes) -> Path:
    """Keep an input that broke a target; returns its file."""
    folder = CORPUS / name
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / hashlib.sha256(data).hexdigest()[:16]
    path.write_bytes(data)
    return path
