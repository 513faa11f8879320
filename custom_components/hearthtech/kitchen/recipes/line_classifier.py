"""Heuristic classification of recipe lines without a heading: an ingredient, a step, or neither."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property
import re

from ...language.lazy_pattern import LazyPattern
from ...language.numbers import NUMBER, WORD_NUMBER
from .headings import RecipePart
from .word_lists import expressions, word_lists


class LineRole(StrEnum):
    """The role of a line on its page; pasted text has only the roles of its marks."""

    PLAIN = "plain"
    ITEM = "item"
    NUMBERED = "numbered"
    HEADING = "heading"


@dataclass(frozen=True, kw_only=True)
class ClassifiedLine:
    """One line without its marks. `gap`: an empty line came before it.

    It is classified once, when its form is first asked for.
    """

    text: str
    role: LineRole = LineRole.PLAIN
    gap: bool = False
    indented: int = 0
    """Number of spaces before it."""
    level: int = 0
    """Level of a heading: 1 for the highest, as on pages; 0 if unknown."""
    part: RecipePart | None = None
    """The part to which this line alone belongs, because it begins with its heading: "Tip: …"."""

    @cached_property
    def is_ingredient(self) -> bool:
        """Whether the line looks like an ingredient line."""
        return _looks_like_ingredient(self.text) or (
            self.role is LineRole.ITEM
            and len(self.text) <= 140
            and not self.text.endswith(("!", "?"))
            and _AMOUNT_FIRST.match(self.text) is None
            and len(self.text.split()) <= 8
            and not self.is_step
        )

    @cached_property
    def is_step(self) -> bool:
        """Whether the line looks like a cooking instruction."""
        return looks_like_step(self.text)


# Read at import, which Home Assistant does outside its event loop.
_WORDS = expressions("text_words")
_UNITS = rf"(?:{_WORDS['unit']})"
_AMOUNT_FIRST = LazyPattern(
    rf"(?:{_WORDS['about']})?(?:{NUMBER}(?:\s*[x×]\s*{NUMBER})?\s*(?:-|–|(?:{_WORDS['range']})\s)?\s*(?:{NUMBER})?\s*(?:{_UNITS}(?![^\W\d_])|[^\W\d_(]|\()"
    rf"|(?:{WORD_NUMBER}|{_WORDS['vague_amount']})\s+(?:\w+\s+)?)",
    re.IGNORECASE,
)
_SEASONING = re.compile(rf"(?:{_WORDS['seasoning']})", re.IGNORECASE)
_LATE_AMOUNT = LazyPattern(rf".{{2,40}}?(?:,|:|–|-|\t)\s*{NUMBER}\s*{_UNITS}(?![^\W\d_]).*", re.IGNORECASE)
_TO_TASTE = re.compile(rf"\b(?:{_WORDS['to_taste']})\b", re.IGNORECASE)


_GERMAN_END = re.compile(r"[^\W\d_]{2,}(?:en|ern|eln)[.!]$")
"""German steps end with an infinitive: "Eier mit Milch verquirlen."."""


@cache
def verbs_of(language: str) -> frozenset[str]:
    """Return the words with which steps of a language begin."""
    return frozenset(_verbs().get(language, "").split())


@cache
def _verbs() -> dict[str, str]:
    content: dict[str, str] = word_lists("step_verbs")
    return content


@cache
def _other_verbs() -> frozenset[str]:
    return frozenset(word for language in _verbs() if language != "en" for word in verbs_of(language))


_UNSPACED = LazyPattern(r"[぀-ヿ㐀-䶿一-鿿]")
_LONGEST_BEGINNING = 200


def begins_with_amount(text: str) -> bool:
    """Whether a line begins like most lines of an ingredient list."""
    return _AMOUNT_FIRST.match(text[:_LONGEST_BEGINNING]) is not None


def _looks_like_ingredient(text: str) -> bool:
    if len(text) > 140 or text.endswith(("!", "?")):
        return False
    if _AMOUNT_FIRST.match(text):
        return not (text.endswith(".") and len(text.split()) > 12)
    if _SEASONING.match(text) and len(text.split()) < 12:
        return True
    return len(text.split()) <= 10 and bool(_TO_TASTE.search(text) or _LATE_AMOUNT.fullmatch(text))


def looks_like_step(text: str, language: str | None = None) -> bool:
    """Whether the text looks like a cooking instruction, of a language if it is known.

    Without a language, English and other verbs count; some words are verbs in one language and not in another
    ("pour").
    """
    if _UNSPACED.search(text[:40]):
        return text.rstrip().endswith(("。", "！", ".")) and len(text) >= 5
    first = re.match(r"[^\W\d_]+", text)
    if first is None or len(text.split()) < 3:
        return False
    if language in {None, "en"} and first[0].lower() in verbs_of("en"):
        return True
    if text.rstrip().endswith((".", "!")) and (
        first[0].lower() in (_other_verbs() if language is None else verbs_of(language))
        or (language in {None, "de"} and _GERMAN_END.search(text.rstrip()))
    ):
        return True
    if language not in {None, "en"}:
        return False
    words = {word.lower() for word in re.findall(r"[^\W\d_]+", text)}
    return len(text) > 50 and text.rstrip().endswith((".", "!")) and len(words & verbs_of("en")) >= 2
