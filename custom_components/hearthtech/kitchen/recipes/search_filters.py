"""Filters that were typed as words of a search, in five languages: `soup without nuts under 30 minutes`.

The words are data: `data/search_filters.yaml`. A search may mix languages, so that the words of all are read.
"""

from dataclasses import dataclass
import re
from typing import Final

from ...language.durations import durations_in
from ...language.languages import LANGUAGES
from ...language.numbers import counting_words
from .search_variants import ALSO_AND
from .word_lists import alternatives, word_lists
from .words import STOP_WORDS

# Read at import, which Home Assistant does outside its event loop.
_WORDS = word_lists("search_filters")


def _longest_first(name: str) -> list[str]:
    """The expressions of all languages, so that "en" of one does not hide "en menos de" of another."""
    return sorted((one for listed in _WORDS[name].values() for one in listed), key=len, reverse=True)


FILLERS: Final = STOP_WORDS | ALSO_AND | {word for listed in _WORDS["fillers"].values() for word in listed}
"""Words that say nothing about a recipe, and are not searched."""
_COUNTS: Final = {
    word: value for language in reversed(LANGUAGES) for word, value in counting_words(language).items()
}
_DAYS: Final[list[tuple[int, re.Pattern[str]]]] = [
    (days, re.compile(alternatives(listed))) for days, listed in _WORDS["periods"].items()
]
_PERIOD = "|".join(alternatives(listed) for listed in _WORDS["periods"].values())
_COUNT = rf"\d{{1,6}}|(?:{'|'.join(sorted(map(re.escape, _COUNTS), key=len, reverse=True))})\b"
_NOT_COOKED: Final = [
    re.compile(
        rf"\b{expression}\b".replace("{count}", rf"\b(?P<count>{_COUNT})").replace(
            "{period}", rf"(?P<period>{_PERIOD})"
        )
    )
    for listed in _WORDS["not_cooked"].values()
    for expression in listed
]
_WITHIN = re.compile(
    rf"\b(?:{alternatives(_WORDS['within_elided'])}|(?:{'|'.join(_longest_first('within'))}) )"
)
_WITHIN_AFTER = re.compile(rf" ?(?:{alternatives(_WORDS['within_after'])})\b")
_NOT = rf"(?:{alternatives(_WORDS['without'])})"
_ARTICLE = rf"(?:(?:{alternatives(_WORDS['without_article'])}) )?"
_FOOD = rf"{_ARTICLE}(?!(?:{'|'.join(sorted(FILLERS))})\b)\w[\w-]*"
_LINK = rf",? (?:{alternatives(_WORDS['without_link'])}) (?:{_NOT} )?"
_WITHOUT = re.compile(rf"(?:\b{_NOT} |(?<!\S)-)({_FOOD}(?:{_LINK}{_FOOD})*)")
_NEXT_FOOD = re.compile(_LINK)
_ARTICLE_FIRST = re.compile(_ARTICLE)
_LONGEST_TIME = 40
"""Characters behind a word such as "under" in which the time ends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchFilters:
    """The filters of a typed search, and its other words."""

    words: str
    without: tuple[str, ...] = ()
    """Words of foods that are left out."""
    max_time_s: float | None = None
    not_cooked_days: float | None = None


def filters_in(words: str) -> SearchFilters:
    """Find the filters in the folded words of a search (`search_text`)."""
    days = max_time_s = None
    for expression in _NOT_COOKED:
        if found := expression.search(words):
            days = _count(found["count"]) * _days(found["period"])
            words = _cut(words, found.start(), found.end())
            break
    if (limit := _time_limit(words)) is not None:
        max_time_s, start, end = limit
        words = _cut(words, start, end)
    without = tuple(
        _ARTICLE_FIRST.sub("", food, count=1)
        for found in _WITHOUT.finditer(words)
        for food in _NEXT_FOOD.split(found[1])
    )
    words = _WITHOUT.sub(" ", words)
    return SearchFilters(words=words, without=without, max_time_s=max_time_s, not_cooked_days=days)


def _time_limit(words: str) -> tuple[float, int, int] | None:
    """The longest time in s, and where it stands: `under half an hour`, `30 minutes or less`."""
    for found in _WITHIN.finditer(words):
        rest = words[found.end() : found.end() + _LONGEST_TIME]
        duration = next(durations_in(rest), None)
        if duration is not None and not rest[: duration.start].strip():
            return duration.high, found.start(), found.end() + duration.end
    for found in _WITHIN_AFTER.finditer(words):
        start = max(0, found.start() - _LONGEST_TIME)
        for duration in durations_in(words[start : found.start()]):
            if start + duration.end == found.start():
                return duration.high, start + duration.start, found.end()
    return None


def _cut(words: str, start: int, end: int) -> str:
    return f"{words[:start]} {words[end:]}"


def _count(said: str | None) -> float:
    if said is None:
        return 1.0
    return float(said) if said.isdigit() else _COUNTS[said]


def _days(period: str) -> int:
    return next((days for days, expression in _DAYS if expression.fullmatch(period)), 0)
