"""English words of requests that the classifier recognizes, by name of the list.

They are in `voice/data/en/request_words.yaml`: the classifiers of the other languages need no lists.
"""

from .data_files import read_data

# Read at import, which Home Assistant does outside its event loop.
_DATA = read_data("en", "request_words.yaml")


def request_words(name: str) -> frozenset[str]:
    """A list as a set."""
    return frozenset(_DATA[name])


def request_phrases(name: str) -> tuple[str, ...]:
    """A list in its order."""
    return tuple(_DATA[name])
