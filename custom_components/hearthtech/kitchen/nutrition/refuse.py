"""The part of a food that is not eaten: bones, shells, peel."""

from pathlib import Path
import re

from ...language.fold import fold
from ..yaml_files import alternatives, read_yaml
from .database import Entry
from .model import ParsedLine

# Read at import, which Home Assistant does outside its event loop.
_WITHOUT = re.compile(alternatives(read_yaml(Path(__file__).with_name("data") / "refuse_words.yaml")))


def refuse_of(entry: Entry, line: ParsedLine) -> float:
    """Return the share of a food that is thrown away; 0 if the line says that it is without: `boneless`."""
    refuse = entry.grams.get("refuse", 0.0) / 100
    said = f"{line.phrase} {line.preparation} {line.comment} {line.amount.unit if line.amount else None}"
    return 0.0 if not refuse or _WITHOUT.search(fold(said)) else refuse
