"""Split a line that lists several ingredients: `3 bananas; 2 eggs`, `500 g beef, 1 onion, salt and pepper`."""

from collections.abc import Sequence
from functools import cache
import re

from .line_classifier import begins_with_amount
from .word_lists import expressions, word_lists

_SEPARATORS = ((";", 2), (" - ", 2), (" – ", 2), (" • ", 2), (" · ", 2), (" / ", 2), (",", 2))
"""A separator, and the number of parts from which on it may separate ingredients."""
_SURE_LIST = 3
"""Ingredients from which on a line is a list, if not all of them have amounts."""
_LONGEST_LIST = 4000
_WORDS = expressions("text_words")
_LETTER = re.compile(r"[^\W\d_]")
_ONE_AMOUNT_OF_EACH = re.compile(
    rf"(?<![^\W_])(?:{_WORDS['each_of']})(?![^\W_])",
    re.IGNORECASE,
)
"""One amount of several foods, "1 tbsp each: paprika, sugar, salt"; the parser of ingredient lines reads these."""
_AND = re.compile(rf"^(?:{_WORDS['and']})\s+", re.IGNORECASE)


def listed_ingredients(text: str, *, announced: bool = False) -> list[str]:
    """The ingredients of a line, one or several.

    `announced`: a heading such as "Ingredients:" stands before them on the same line, so that parts without an
    amount ("flour, eggs, milk") are ingredients too. Otherwise most parts must begin with an amount, and a part
    without one ("peeled and chopped") belongs to the ingredient before it, except seasonings.
    """
    if len(text) > _LONGEST_LIST or _ONE_AMOUNT_OF_EACH.search(text):
        return [text]
    for separator, least in _SEPARATORS:
        parts = _parts(text, separator)
        if len(parts) < (2 if announced else least):
            continue
        if separator in {";", ","}:
            items = _items(parts, split_all=separator == ";" or announced)
            amounts = sum(begins_with_amount(item) for item in items)
            every = amounts == len(items) == len(parts) and all(_LETTER.search(item) for item in items)
            if len(items) >= (2 if announced or every or separator == ";" else _SURE_LIST) and (
                announced or amounts >= max(2, len(items) / 2) or _ends_in_seasonings(items)
            ):
                return [_AND.sub("", item) for item in items]
        elif all(begins_with_amount(part) and _LETTER.search(part) for part in parts):
            return parts
    return [text]


def _items(parts: Sequence[str], *, split_all: bool) -> list[str]:
    items: list[str] = []
    for part in parts:
        if items and not split_all and not _begins_item(_AND.sub("", part)):
            items[-1] += f", {part}"
        else:
            items.append(part)
    return items


def _begins_item(part: str) -> bool:
    """Whether a part is an ingredient: it has an amount, is a seasoning, or is written with a capital like a noun."""
    return (
        begins_with_amount(part)
        or is_seasoning(part)
        or part[:1].isupper()
        or _to_taste().match(part) is not None
    )


def _ends_in_seasonings(items: Sequence[str]) -> bool:
    """`1 bay leaf, paprika, oil, salt`: one amount, then only seasonings."""
    return begins_with_amount(items[0]) and all(is_seasoning(item) for item in items[1:])


def _parts(text: str, separator: str) -> list[str]:
    """The parts of a text between separators that are not in brackets; a comma is followed by a space."""
    parts: list[str] = []
    depth = begin = 0
    for at, letter in enumerate(text):
        if letter in "([":
            depth += 1
        elif letter in ")]":
            depth = max(0, depth - 1)
        elif (
            depth == 0
            and text.startswith(separator, at)
            and (separator != "," or text[at + 1 : at + 2] == " ")
        ):
            parts.append(text[begin:at].strip())
            begin = at + len(separator)
    parts.append(text[begin:].strip(" .") if separator in ";," else text[begin:].strip())
    return [part for part in parts if part]


@cache
def _seasonings() -> frozenset[str]:
    content: dict[str, dict[str, list[str]]] = word_lists("seasonings")
    return frozenset(word.lower() for words in content["seasonings"].values() for word in words)


@cache
def _to_taste() -> re.Pattern[str]:
    content: dict[str, dict[str, list[str]]] = word_lists("seasonings")
    words = sorted(
        (re.escape(word) for words in content["to_taste"].values() for word in words), key=len, reverse=True
    )
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(words)})(?![^\W_])", re.IGNORECASE)


def says_to_taste(text: str) -> bool:
    """Whether a line has words such as "to taste", "q.b.", "nach Geschmack" or "for serving"."""
    return _to_taste().search(text) is not None


def is_seasoning(text: str) -> bool:
    """Whether a line names only what is listed without an amount: `salt and pepper`, `olio evo q.b.`, `Muskat`."""
    if len(text) > 80:
        return False
    words = re.sub(r"\([^()]*\)", " ", _to_taste().sub(" ", text)).lower()
    names = [
        name
        for name in re.split(rf"\s*(?:,|;|/|&|\+|(?<![^\W_])(?:{_WORDS['and_or']})(?![^\W_]))\s*", words)
        if name.strip(" .")
    ]
    return bool(names) and all(_is_seasoning_name(name.strip(" .")) for name in names)


def _is_seasoning_name(name: str) -> bool:
    known = _seasonings()
    words = name.split()
    # "freshly ground black pepper", "sale fino", "aceite de oliva virgen extra": the name with up to three more words.
    return (
        any(
            " ".join(words[first:last]) in known
            for first in range(len(words))
            for last in range(first + 1, len(words) + 1)
        )
        and len(words) <= 5
    )
