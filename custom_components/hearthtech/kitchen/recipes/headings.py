"""Headings of the parts of a recipe, in all supported languages."""

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
import re
import unicodedata

from ...language.lazy_pattern import LazyPattern
from ...language.numbers import WORD_NUMBER
from .line_amounts import plain_digits
from .word_lists import alternatives, expressions, word_lists
from .yields import states_only_servings


class RecipePart(StrEnum):
    """The part of a recipe to which the lines under a heading belong."""

    INGREDIENTS = "ingredients"
    STEPS = "steps"
    NOTES = "notes"
    EQUIPMENT = "equipment"
    NUTRITION = "nutrition"
    DESCRIPTION = "description"
    END = "end"
    """The recipe ends here: comments, links, newsletters follow."""


# Read at import, which Home Assistant does outside its event loop.
_EXPRESSIONS = word_lists("heading_patterns")
_PATTERNS = {
    RecipePart(part): LazyPattern(rf"(?:{alternatives(listed)})", re.IGNORECASE)
    for part, listed in _EXPRESSIONS["parts"].items()
}
_ASIDE = re.compile(r"\s*[(（][^()（）]*[)）]\s*[:：]?\s*$")
_SERVED = LazyPattern(
    rf"\s*[-–—:,(（]?\s*(?<![^\W_])(?:{alternatives(_EXPRESSIONS['served'])})?\s*"
    rf"(?:{alternatives(_EXPRESSIONS['about'])})?\s*[\d½¼¾].*$",
    re.IGNORECASE,
)
_LOOKS_LIKE = str.maketrans(
    {"l": "i", "1": "i", "|": "i", "!": "i", "0": "o", "5": "s", "6": "b", "8": "b", "é": "e", "c": "e"}
)


def _seen(words: str) -> str:
    """The letters of a heading, those that scanners confuse as one."""
    folded = words.lower().replace("rn", "m").translate(_LOOKS_LIKE)
    return "".join(letter for letter in folded if letter.isalpha())


_SCANNED = {
    _seen(words): RecipePart(part)
    for part, languages in _EXPRESSIONS["scanned"].items()
    for listed in languages.values()
    for words in listed
}
"""Headings that are recognized with letters that a scanner confuses."""


@cache
def _words_of_parts() -> Mapping[str, RecipePart]:
    """The headings of `data/headings.yaml`, in lower case."""
    content: dict[str, dict[str, list[str]]] = word_lists("headings")
    return {
        _trimmed(word).lower(): RecipePart(part)
        for part, languages in content.items()
        for words in languages.values()
        for word in words
    }


def _trimmed(text: str) -> str:
    """The text without signs at its ends; vowel signs are parts of letters."""
    first = next((at for at, char in enumerate(text) if char.isalnum()), len(text))
    last = next(
        (
            at
            for at in range(len(text), first, -1)
            if text[at - 1].isalnum() or unicodedata.category(text[at - 1])[0] == "M"
        ),
        first,
    )
    return text[first:last]


def part_of(line: str) -> RecipePart | None:
    """The part of a recipe that a heading line begins; `None` if the line is anything else."""
    if len(line) > 80:
        return None
    words = _trimmed(_ASIDE.sub("", " ".join(line.split())))
    found = _part_named(words)
    if found is None and (short := _trimmed(_SERVED.sub("", plain_digits(words)))) != words and short:
        # "Ingrédients pour 6 personnes", "材料（2人分）".
        return RecipePart.INGREDIENTS if _part_named(short) is RecipePart.INGREDIENTS else None
    if found is None and 5 <= len(words) <= 16 and " " not in words:
        return _SCANNED.get(_seen(words))
    return found


def _part_named(words: str) -> RecipePart | None:
    found = next((part for part, pattern in _PATTERNS.items() if pattern.fullmatch(words)), None)
    return found or _words_of_parts().get(words.lower())


_REMARK = re.compile(r"(?:N\.?\s?B|P\.?\s?S)\.?\s*:?\s+(?=\w)")
_ANNOUNCED = re.compile(r"[\W_]*(?P<name>[^:：\n]{2,40}?)\s*[:：]\s*(?P<content>\S.*)")
_ALONE_IN_LINE = frozenset(
    {RecipePart.INGREDIENTS, RecipePart.STEPS, RecipePart.NOTES, RecipePart.EQUIPMENT, RecipePart.NUTRITION}
)


def announced(line: str) -> tuple[RecipePart, str] | None:
    """The part whose heading begins a line, and the content after it: "Ingredients: 2 eggs, 1 cup milk"."""
    if (remark := _REMARK.match(line)) is not None:
        return RecipePart.NOTES, line[remark.end() :]
    match = _ANNOUNCED.fullmatch(line)
    if match is None or (part := part_of(match["name"])) not in _ALONE_IN_LINE:
        return None
    return None if facts_of(line) else (part, match["content"])


class Fact(StrEnum):
    """Kinds of facts in lines such as "Prep time: 10 min"."""

    YIELD = "yield"
    PREP_TIME = "prep_time_s"
    COOK_TIME = "cook_time_s"
    TOTAL_TIME = "total_time_s"
    REST_TIME = "rest_time"
    AUTHOR = "author"
    SOURCE = "source"
    CATEGORY = "categories"
    CUISINE = "cuisines"
    KEYWORDS = "keywords"
    NAME = "name"
    LEVEL = "level"


_FACTS = {Fact(fact): alternatives(listed) for fact, listed in _EXPRESSIONS["facts"].items()}
_FACT = LazyPattern(
    "|".join(rf"(?P<{fact.name}>{pattern})" for fact, pattern in _FACTS.items()).join(
        (r"[\W_]*(?:", rf")(?:\s*[:：=–-]+\s*|\s+(?=(?:(?:{alternatives(_EXPRESSIONS['about'])})\s+)?[\d½¼¾⅓⅔]|{WORD_NUMBER}))(?P<value>.+)")
    ),
    re.IGNORECASE,
)  # fmt: skip


def fact_of(line: str) -> tuple[Fact, str] | None:
    """The fact of a line such as "Serves 4" or "Cook time: 1 h", and its value as text."""
    if len(line) > 200 or (match := _FACT.fullmatch(line.strip())) is None:
        return None
    fact = next(fact for fact in Fact if match[fact.name])
    return fact, match["value"].strip(" *_")


_LONGEST_SHORT_FACT = 40
_SHORT_LABELS = {Fact(fact): alternatives(listed) for fact, listed in _EXPRESSIONS["short_labels"].items()}
_SHORT_LABEL = LazyPattern(
    "|".join(rf"(?P<{fact.name}>{pattern})" for fact, pattern in _SHORT_LABELS.items()).join(
        (r"[\W_]*(?:", rf")\s*[:：]?\s+(?P<value>(?:[\d½¼¾].*|(?:{expressions('text_words')['one']})\s.+))")
    ),
    re.IGNORECASE,
)


def _fact_beside_others(piece: str) -> tuple[Fact, str] | None:
    """The fact of a piece of a line of facts, where a short label is enough: "Bake 20 min", "for 4"."""
    if (fact := fact_of(piece)) is not None:
        return fact
    if states_only_servings(piece):
        return Fact.YIELD, piece
    match = _SHORT_LABEL.fullmatch(piece)
    if match is None:
        return None
    return next(fact for fact in _SHORT_LABELS if match[fact.name]), match["value"]


_LABEL = LazyPattern(
    "|".join(
        rf"(?P<{fact.name}>{_FACTS[fact]})"
        for fact in (Fact.YIELD, Fact.PREP_TIME, Fact.COOK_TIME, Fact.TOTAL_TIME, Fact.REST_TIME)
    ).join((r"(?<![^\W_])(?:", r")(?![^\W_])\s*[:：]?\s*(?=\d|[½¼¾⅓⅔])")),
    re.IGNORECASE,
)
_ALONE = LazyPattern("|".join(_FACTS.values()).join((r"[\W_]*(?:", r")[\W_]*")), re.IGNORECASE)


def facts_of(line: str) -> list[tuple[Fact, str]]:
    """All facts of a line that contains only facts: "Prep Time 15 mins Cook Time 45 mins"; else empty."""
    for separator in (r"\s*[|•·]\s*|\s{3,}|\t", r"\s+[-–—/]\s+", r"[,;]\s+"):
        pieces = [piece for piece in re.split(separator, line) if piece] if len(line) <= 200 else []
        if len(pieces) < 2:
            continue
        facts = [_fact_beside_others(piece) for piece in pieces]
        if None not in facts:
            return [fact for fact in facts if fact is not None]
    labels = list(_LABEL.finditer(line)) if len(line) <= 200 else []
    if len(labels) > 1 and not line[: labels[0].start()].strip():
        ends = [*(label.start() for label in labels[1:]), len(line)]
        return [
            (
                next(fact for fact in Fact if label.groupdict().get(fact.name)),
                line[label.end() : end].strip(" ,;|·•"),
            )
            for label, end in zip(labels, ends, strict=True)
        ]
    one = fact_of(line)
    if one is None and len(line) <= _LONGEST_SHORT_FACT and ":" in line:
        one = _fact_beside_others(line)
    return [one] if one is not None else []


def is_label(line: str) -> bool:
    """Whether a line is only the label of a fact whose value is in the next line ("Prep Time")."""
    return len(line) <= 30 and _ALONE.fullmatch(line) is not None
