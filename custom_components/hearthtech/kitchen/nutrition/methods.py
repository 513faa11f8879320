"""Determine how the steps of a recipe cook each ingredient; used for losses of vitamins and alcohol.

An ingredient is cooked by every step from the one that first names it: parsley that is named after the last
heat stays raw. An ingredient that no step names is cooked by the steps that name no food ("fry it for five minutes")
or everything ("cook it all for ten minutes"); without such steps, like the dish.
"""

from collections.abc import Sequence
from pathlib import Path
import re

from ...language.durations import seconds_of
from ...language.fold import fold
from ...language.lazy_pattern import LazyPattern
from ..yaml_files import read_expressions
from .cooking import Method
from .name_words import says_everything
from .parse import parse_line
from .text import words

# Read at import, which Home Assistant does outside its event loop.
_WORDS = read_expressions(Path(__file__).with_name("data") / "cooking_words.yaml")
_PATTERNS = tuple(
    (method, LazyPattern(rf"\b(?:{_WORDS[method.value]})"))
    for method in (Method.STEAMED, Method.FRIED, Method.BAKED, Method.STEWED)
)
_BOILED = LazyPattern(rf"\b(?:{_WORDS['boiled']})")
_DRAINED = LazyPattern(rf"\b(?:{_WORDS['drained']})")
_STEAM_ONLY = LazyPattern(rf"\b(?:{_WORDS['steam_only']})\b")
_OVEN_FIRST = LazyPattern(
    rf"(?:\A|(?<=[.;]))[^.;]*\b(?:{_WORDS['preheat_last']})\b|\b(?:{_WORDS['preheat']})[^.;,]*"
)
"""Words about preheating the oven: nothing is in it yet."""
_SENTENCE = re.compile(
    "".join(rf"(?<!\b{short})" for short in _WORDS["abbreviation"].split("|")) + r"[.;!]\s", re.IGNORECASE
)
LONGEST_SENTENCE = 200
_STRENGTH = (
    Method.RAW,
    Method.STEAMED,
    Method.FRIED,
    Method.BAKED,
    Method.STEWED,
    Method.BOILED,
)
"""From the smallest to the greatest loss (vitamin C and folate).

Food that is fried and then stewed counts as stewed.
"""


def method_of(step: str) -> Method | None:
    """The cooking method of one step; `None` when it does not heat anything."""
    said = _OVEN_FIRST.sub(" ", fold(step))
    if _BOILED.search(said) and _DRAINED.search(said):
        return Method.BOILED
    found = [method for method, pattern in _PATTERNS if pattern.search(said)]
    if Method.STEAMED in found and _STEAM_ONLY.search(said):
        # "cuire à la vapeur": to cook is the verb of steaming.
        found = [method for method in found if method is not Method.STEWED]
    return max(found, key=_STRENGTH.index, default=None)


def methods_of(
    lines: Sequence[str], steps: Sequence[str], language: str = "en"
) -> tuple[Method | None, ...] | None:
    """The cooking method of each line of an ingredient list; `None` for all when there are no steps."""
    if not any(step.strip() for step in steps):
        return None
    by_step = [method_of(step) for step in steps]
    said = [frozenset(words(step)) for step in steps]
    places = [_first_named(line, said, language) for line in lines]
    together = _together(lines, steps, said, language)
    whole = _strongest([method for method, shared in zip(by_step, together, strict=True) if shared])
    if whole is Method.RAW:
        whole = _strongest(by_step)
    return tuple(whole if named is None else _strongest(by_step[named:]) for named in places)


def minutes_of(lines: Sequence[str], steps: Sequence[str], language: str = "en") -> tuple[float | None, ...]:
    """The cooking time of each line of an ingredient list, min; `None` if unknown."""
    by_step = [_heated_minutes(step) for step in steps]
    said = [frozenset(words(step)) for step in steps]
    together = _together(lines, steps, said, language)
    shared = [minutes for minutes, all_of_it in zip(by_step, together, strict=True) if all_of_it]
    found: list[float | None] = []
    for line in lines:
        named = _first_named(line, said, language)
        told = [minutes for minutes in (shared if named is None else by_step[named:]) if minutes is not None]
        found.append(sum(told) if told else None)
    return tuple(found)


def _together(
    lines: Sequence[str], steps: Sequence[str], said: Sequence[frozenset[str]], language: str
) -> list[bool]:
    """Which steps are about what no step names: they name no food of the list, or everything."""
    heads = {head for line in lines if (head := _head(_named(line, language), language))}
    return [
        not heads & tokens or says_everything(step, language)
        for step, tokens in zip(steps, said, strict=True)
    ]


def _heated_minutes(step: str) -> float | None:
    """The durations in the sentences of a step that heat something."""
    told = [
        seconds
        for sentence in _SENTENCE.split(step)
        if method_of(sentence) is not None
        and (seconds := seconds_of(sentence[:LONGEST_SENTENCE])) is not None
    ]
    return sum(told) / 60 if told else None


def _strongest(methods: Sequence[Method | None]) -> Method:
    return max((method for method in methods if method is not None), key=_STRENGTH.index, default=Method.RAW)


def _named(line: str, language: str) -> tuple[str, ...]:
    parsed = parse_line(line, language)
    return words(parsed.name) if parsed.is_ingredient else ()


def _head(named: Sequence[str], language: str) -> str:
    """The main word of a name: the last one in English and German, else the first."""
    if not named:
        return ""
    return named[-1] if language in {"en", "de"} else named[0]


def _first_named(line: str, steps: Sequence[frozenset[str]], language: str) -> int | None:
    """The first step that names the food of a line: by all words of its name, else by the main word."""
    named = _named(line, language)
    if not named:
        return None
    for wanted in (frozenset(named), frozenset({_head(named, language)})):
        for place, said in enumerate(steps):
            if wanted <= said:
                return place
    return None
