"""Read the word lists of `data/`: YAML by language, read when first asked for."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from ..yaml_files import alternatives, read_expressions, read_yaml

__all__ = ["alternatives", "expressions", "word_lists"]
_FOLDER = Path(__file__).parent / "data"


@cache
def word_lists(name: str) -> Any:
    """The content of the YAML file of a name in `data/`. It is shared: do not change it."""
    return read_yaml(_FOLDER / f"{name}.yaml")


def expressions(name: str) -> Mapping[str, str]:
    """The lists of a file of expressions by name, each joined to one regular expression (`alternatives`)."""
    return read_expressions(_FOLDER / f"{name}.yaml")
