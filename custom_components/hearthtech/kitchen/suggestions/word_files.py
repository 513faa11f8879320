"""Read the word files of `kitchen/suggestions/data`."""

from pathlib import Path
from typing import Any, Final

from ..yaml_files import read_yaml

_FOLDER: Final = Path(__file__).parent / "data"


def read_words(name: str) -> Any:
    """The content of a file of `data`: `de`, `sentences/de`."""
    return read_yaml(_FOLDER / f"{name}.yaml")
