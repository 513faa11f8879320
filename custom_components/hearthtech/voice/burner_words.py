"""The words of a language for burners and around their settings (`data/<language>/burners.yaml`)."""

from dataclasses import dataclass
from functools import cache

from .data_files import read_data


@dataclass(frozen=True, slots=True, kw_only=True)
class BurnerWords:
    """The words of one language for burners, folded to lower case without accents."""

    nouns: frozenset[str]
    """"burner", "ring" …"""
    joins: frozenset[str]
    """Words between two places, as in "delante a la izquierda"."""
    large: frozenset[str]
    small: frozenset[str]
    around: frozenset[str]
    """Small words around the name of anything, in the language or in English."""
    degrees: frozenset[str]
    """Words after a temperature, in the language or in English."""
    percent: tuple[tuple[str, ...], ...]
    """Words after a percentage, in the language or in English."""


@cache
def burner_words(code: str) -> BurnerWords:
    """The words of a language. Blocking on the first call: call it in an executor."""
    content, english = read_data(code, "burners.yaml"), read_data("en", "burners.yaml")

    def listed(name: str) -> frozenset[str]:
        return frozenset(str(content[name]).split())

    percent = f"{content['percent']}, {english['percent']}".split(",")
    return BurnerWords(
        nouns=listed("nouns"),
        joins=listed("joins"),
        large=listed("large"),
        small=listed("small"),
        around=listed("around") | frozenset(str(english["around"]).split()),
        degrees=listed("degrees") | frozenset(str(english["degrees"]).split()),
        percent=tuple(dict.fromkeys(tuple(phrase.split()) for phrase in percent)),
    )
