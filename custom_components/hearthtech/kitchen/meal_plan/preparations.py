"""Read out of a recipe what must begin long before the meal: soaking, marinating, thawing, dough.

A sentence counts when it names something that is done and a time of two hours or more, a night, or the day before.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import cache
from pathlib import Path
import re
from typing import Any, Final

import yaml

from ...language.durations import durations_in
from ...language.fold import fold
from ...language.languages import known_language
from ..locale import KitchenLocale
from ..nutrition.parse import parse_line
from ..nutrition.quantity import GRAMS
from ..recipes.model import Recipe

SHORTEST_S: Final = 7200.0
"""A shorter wait is part of the cooking."""
LONGEST_S: Final = 14 * 86400.0
LONGEST_FINISHED_S: Final = 3 * 86400.0
"""A longer time in the refrigerator is about storing what is finished."""
NIGHT_S: Final = 8 * 3600.0
THAW_S: Final = 12 * 3600.0
THAW_S_PER_KG: Final = 24 * 3600.0 / 2.27
"""In the refrigerator: a day for five pounds (USDA Food Safety and Inspection Service, "The Big Thaw")."""
EVENING: Final = time(20)
WAKING: Final = (time(7), time(21, 30))
MOST_HANDS_S: Final = 6 * 3600.0
LONGEST_WORDS: Final = 200
_SENTENCES: Final = re.compile(r"(?<=[.!?;])\s+(?![a-zß-ÿ])|\n+")
_BETWEEN: Final = r"(?: [^\W_]+){0,5}?"
_FILE: Final = Path(__file__).parent / "data" / "preparation_words.yaml"
# The parser of libyaml is ten times faster; a build of PyYAML without it has the slow one only.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class PreparationKind(StrEnum):
    """What is done before a meal."""

    SOAK = "soak"
    MARINATE = "marinate"
    THAW = "thaw"
    DOUGH = "dough"
    FREEZE = "freeze"
    CHILL = "chill"
    REST = "rest"
    PREPARE = "prepare"


_DONE: Final = frozenset(
    {PreparationKind.SOAK, PreparationKind.MARINATE, PreparationKind.THAW, PreparationKind.DOUGH}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecipePreparation:
    """One preparation of a recipe. `step` is `None` when an ingredient line states it."""

    kind: PreparationKind
    words: str
    step: int | None
    wait_s: float
    """Shortest waiting time until the next work (s)."""
    most_s: float | None = None
    """The greatest time, if the recipe states one."""
    night: bool = False
    """It begins on the evening before."""


@dataclass(frozen=True, slots=True)
class _Words:
    kinds: Mapping[PreparationKind, re.Pattern[str]]
    cooks: re.Pattern[str]
    doughs: re.Pattern[str]
    never: re.Pattern[str]
    better: re.Pattern[str]
    night: re.Pattern[str]
    before: re.Pattern[str]
    keeps: re.Pattern[str]
    before_cooking: re.Pattern[str]
    """What follows "the night before" and says only before what: "grilling", "you bake"."""
    unfreezes: re.Pattern[str]
    needless: re.Pattern[str]
    """What need not be done, with the words that say so."""
    only_finished: frozenset[PreparationKind]


@cache
def preparation_words(language: str) -> _Words:
    """The words of a language. The first call reads a file."""
    content = _content()
    table = content[known_language(language)]
    return _Words(
        kinds={PreparationKind(kind): _pattern(listed) for kind, listed in table["kinds"].items()},
        cooks=_pattern(table["cooks"]),
        doughs=_pattern(table["doughs"]),
        never=_pattern(table["never"]),
        better=_pattern(table["better"]),
        night=_pattern(table["night"]),
        before=_pattern(table["before"]),
        keeps=_pattern(table["keeps"]),
        before_cooking=re.compile(rf"(?: [^\W_]{{1,5}}){{0,2}} (?:{_phrases(table['cooks'])})(?![^\W_])"),
        unfreezes=_pattern(table["unfreezes"]),
        needless=_needless(table),
        only_finished=frozenset(map(PreparationKind, content["only_finished"])),
    )


def kind_title(kind: PreparationKind, language: str) -> str:
    """Return the heading of a kind of preparation in a language. The first call reads a file."""
    title: str = _content()[known_language(language)]["titles"][kind.value]
    return title


def preparations_of(recipe: Recipe) -> tuple[RecipePreparation, ...]:
    """The preparations of a recipe in the order of its steps; those of ingredient lines come first."""
    words = preparation_words(recipe.language)
    steps = [
        found
        for number, step in enumerate(recipe.steps)
        for found in _in_text(step.text, number, words, recipe.language)
    ]
    kinds = {found.kind for found in steps}
    lines = [
        found
        for line in recipe.ingredients
        if (found := _in_line(line.text, words, recipe.language)) is not None and found.kind not in kinds
    ]
    return (*lines, *steps)


def begin_times(
    found: Sequence[RecipePreparation], starts_at: datetime, hands_s: float, locale: KitchenLocale
) -> list[tuple[datetime, datetime]]:
    """For each preparation when to begin it, at a time when people are awake, and the latest moment for it.

    The waits of later steps and the work at the end (`hands_s`) come between it and the meal.
    """
    begins: list[tuple[datetime, datetime]] = []
    end = starts_at - timedelta(seconds=hands_s)
    for one in reversed(found):
        latest = end - timedelta(seconds=one.wait_s)
        begin = _evening_before(end, latest, locale) if one.night else _awake(one, end, latest, locale)
        begins.append((begin, latest))
        end = begin
    return begins[::-1]


def work_after(recipe: Recipe, found: Sequence[RecipePreparation]) -> float:
    """The time of the work and the cooking without the long waits, in s."""
    stated = (recipe.prep_time_s or 0.0) + (recipe.cook_time_s or 0.0) or recipe.total_time_s or 3600.0
    waits = sum(one.wait_s for one in found)
    work = stated - waits if stated > waits + 600 else stated
    return min(max(work, 600.0), MOST_HANDS_S)


def thaw_before(starts_at: datetime, locale: KitchenLocale) -> datetime:
    """When portions leave the freezer: on the evening before."""
    return locale.at(locale.day(starts_at) - timedelta(days=1), EVENING)


def _evening_before(end: datetime, latest: datetime, locale: KitchenLocale) -> datetime:
    day = locale.day(end) - timedelta(days=1)
    begin = locale.at(day, EVENING)
    return begin if begin <= latest else locale.at(day - timedelta(days=1), EVENING)


def _awake(one: RecipePreparation, end: datetime, latest: datetime, locale: KitchenLocale) -> datetime:
    local = latest.astimezone(locale.time_zone)
    if WAKING[0] <= local.time() <= WAKING[1]:
        return latest
    night: date = local.date() if local.time() > WAKING[1] else local.date() - timedelta(days=1)
    evening = locale.at(night, EVENING)
    late = locale.at(night, WAKING[1])
    most = None if one.most_s is None else timedelta(seconds=one.most_s)
    for begin in (evening, late):
        if begin <= latest and (most is None or end - begin <= most):
            return begin
    return latest


def _in_text(text: str, step: int, words: _Words, language: str) -> Iterator[RecipePreparation]:
    for sentence in _SENTENCES.split(text):
        if (found := _in_sentence(sentence, words, language)) is not None:
            kind, wait, most, night = found
            said = " ".join(sentence.split())[:LONGEST_WORDS]
            yield RecipePreparation(kind=kind, words=said, step=step, wait_s=wait, most_s=most, night=night)


def _in_line(text: str, words: _Words, language: str) -> RecipePreparation | None:
    said = fold(text)
    for kind in (PreparationKind.THAW, PreparationKind.SOAK):
        if words.kinds[kind].search(said) is None:
            continue
        found = _in_sentence(text, words, language)
        if found is not None:
            _, wait, most, night = found
            wait = max(wait, _thawing(text, language)) if kind is PreparationKind.THAW and night else wait
        elif kind is PreparationKind.THAW:
            wait, most, night = _thawing(text, language), None, True
        else:
            continue
        return RecipePreparation(
            kind=kind, words=text.strip()[:LONGEST_WORDS], step=None, wait_s=wait, most_s=most, night=night
        )
    return None


def _in_sentence(
    sentence: str, words: _Words, language: str
) -> tuple[PreparationKind, float, float | None, bool] | None:
    """What is done, the least and the greatest wait, and whether it begins on the evening before."""
    # Spaces of the same length keep the places of times.
    said = words.needless.sub(lambda match: " " * len(match[0]), fold(sentence))
    night, before = words.night.search(said), words.before.search(said)
    if before is None and not any(
        pattern.search(said) for kind, pattern in words.kinds.items() if kind is not PreparationKind.PREPARE
    ):
        return None
    told = [one for one in durations_in(sentence, language) if not one.bare]
    times = [one for one in told if one.high >= SHORTEST_S]
    if words.never.search(said) or (told and not times and not words.better.search(said)):
        # "30 minutes or overnight": half an hour is enough.
        return None
    longest = max(times, key=lambda one: one.high, default=None)
    if longest is not None:
        place = (longest.start, longest.end)
    elif (evening := night or before) is not None:
        place = evening.span()
    elif (thawed := words.kinds[PreparationKind.THAW].search(said)) is not None:
        place = thawed.span()
    else:
        return None
    kind = _kind_at(said, place, words)
    if kind is None and before is not None:
        # "The day before, simmer the stock for 4 hours": it is cooked, but not for this meal's own hours.
        longest, kind = None, _kind_at(said, before.span(), words) or _cooked_before(said, before, words)
    if kind is None or (kind is PreparationKind.PREPARE and before is None):
        return None
    if kind in words.only_finished and words.keeps.search(said):
        return None
    if longest is not None:
        low, high = longest.low, longest.high
        if low < SHORTEST_S or low > (LONGEST_FINISHED_S if kind in words.only_finished else LONGEST_S):
            return None
        return kind, low, high if high > low else None, before is not None
    if night is None and before is None:
        return (kind, THAW_S, None, True) if kind is PreparationKind.THAW else None
    return kind, NIGHT_S, None, True


def _cooked_before(said: str, before: re.Match[str], words: _Words) -> PreparationKind | None:
    until = words.before_cooking.match(said, before.end())
    rest = said[: before.start()] + said[until.end() if until else before.end() :]
    return PreparationKind.PREPARE if words.cooks.search(rest) else None


def _kind_at(said: str, place: tuple[int, int], words: _Words) -> PreparationKind | None:
    """The kind whose word is nearest to a time; `None` when a word of cooking is nearer, or there is none."""

    def distance(match: re.Match[str]) -> int:
        # What is said before a time belongs to it more often than what follows.
        start, end = match.span()
        return place[0] - end if end <= place[0] else 4 * max(start - place[1], 0)

    nearest: dict[PreparationKind, int] = {}
    for kind, pattern in words.kinds.items():
        for match in pattern.finditer(said):
            nearest[kind] = min(nearest.get(kind, len(said) * 2), distance(match))
    if PreparationKind.FREEZE in nearest and words.unfreezes.search(said):
        frozen = words.kinds[PreparationKind.FREEZE].search(words.unfreezes.sub(" ", said))
        if frozen is None:
            nearest.setdefault(PreparationKind.THAW, nearest.pop(PreparationKind.FREEZE))
    if len(nearest) > 1:
        # To make, to mix and to rest say less than what the dish needs.
        nearest.pop(PreparationKind.PREPARE, None)
    until = words.before_cooking.match(said, place[1]) if words.before.fullmatch(said, *place) else None
    cooked = min(
        (
            distance(match)
            for match in words.cooks.finditer(said)
            if until is None or match.end() > until.end()
        ),
        default=None,
    )
    if not nearest or (cooked is not None and cooked < min(nearest.values())):
        return None
    # "Marinate in the fridge": where it waits says less than what is done to it.
    done = {kind: away for kind, away in nearest.items() if kind in _DONE} or nearest
    kind = min(done, key=lambda one: done[one])
    if kind in {PreparationKind.REST, PreparationKind.CHILL} and words.doughs.search(said):
        return PreparationKind.DOUGH
    return kind


def _thawing(text: str, language: str) -> float:
    amount = parse_line(text, language).amount
    kilos = 0.0
    if amount is not None and amount.unit in GRAMS:
        kilos = amount.high * GRAMS[amount.unit] / 1000
    return min(max(THAW_S, kilos * THAW_S_PER_KG), LONGEST_S)


def _needless(table: Mapping[str, Any]) -> re.Pattern[str]:
    """A pattern for "no need to soak the beans" and "soaking is not necessary", with some words between."""
    kinds = ", ".join(listed for kind, listed in table["kinds"].items() if kind != PreparationKind.PREPARE)
    kind, before, after = (_phrases(one) for one in (kinds, table["needless"], table["needless_after"]))
    return re.compile(
        rf"(?<![^\W_])(?:(?:{before}),?{_BETWEEN} (?:{kind})|(?:{kind}){_BETWEEN} (?:{after}))(?![^\W_])"
    )


def _pattern(listed: str) -> re.Pattern[str]:
    """A pattern for a list of words and phrases; `*` is any ending."""
    return re.compile(rf"(?<![^\W_])(?:{_phrases(listed)})(?![^\W_])")


def _phrases(listed: str) -> str:
    """The words and phrases of a list as alternatives of a pattern."""
    return "|".join(
        re.escape(" ".join(fold(phrase).split())).replace(r"\*", r"[^\W\d_]*")
        for phrase in str(listed).split(",")
    )


@cache
def _content() -> dict[str, Any]:
    content: dict[str, Any] = yaml.load(_FILE.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 - a safe loader
    return content
