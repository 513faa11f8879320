"""Words by which entities of hobs and thermometers are recognized, by language (`data/hob_words.yaml`)."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from ...kitchen.yaml_files import alternatives, read_yaml

# Read at import, which Home Assistant does outside its event loop.
_DATA: Final[Mapping[str, Any]] = read_yaml(Path(__file__).parent / "data" / "hob_words.yaml")


def expression(name: str) -> str:
    """A list of expressions of all languages, joined to one regular expression without a group."""
    return alternatives(_DATA[name])


def names_of(name: str) -> frozenset[str]:
    """A list of names of all languages."""
    return _all(_DATA[name])


def level_names() -> Sequence[frozenset[str]]:
    """The names of levels, from the weakest to the strongest."""
    return tuple(_all(level) for level in _DATA["levels"])


def _all(listed: Mapping[str, Sequence[str]]) -> frozenset[str]:
    return frozenset(word for words in listed.values() for word in words)
