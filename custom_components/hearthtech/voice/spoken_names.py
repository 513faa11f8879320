"""The spoken form of names with signs: "Mac & Cheese" is said "Mac and Cheese"."""

from collections.abc import Mapping

from .data_files import SPOKEN_LANGUAGES, unit_words

# Read at import, which Home Assistant does outside its event loop.
_SIGNS: Mapping[str, Mapping[str, str]] = {
    code: {str(sign): str(word) for sign, word in unit_words(code)["signs"].items()}
    for code in SPOKEN_LANGUAGES
}


def signs(code: str) -> Mapping[str, str]:
    """The words for signs of a language."""
    return _SIGNS[code]


def spoken_name(name: str, code: str) -> str:
    """Return a name with words in place of its signs; the same name if it has none."""
    said = name
    for sign, word in signs(code).items():
        if sign in said:
            said = said.replace(sign, f" {word} ")
    return name if said == name else " ".join(said.split())
