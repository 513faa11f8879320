"""Heat words of the hob: "over a medium-low heat", "turn down to low", "bei starker Hitze", "à feu doux"."""

from collections.abc import Mapping, Sequence
import re

from ....language.lazy_pattern import LazyPattern
from ..model import Heat
from ..word_lists import alternatives, expressions, word_lists
from .span import ExtractedFact

# Read at import, which Home Assistant does outside its event loop.
_EXPRESSIONS = expressions("step_words")
_LEVELS: Mapping[str, Mapping[str, float]] = word_lists("heat_levels")
POWERS = _LEVELS["en"]
"""Words as a fraction of full power. Hobs differ; corrections of a cook are learned elsewhere."""
_OTHER_POWERS = {
    said: power for language, levels in _LEVELS.items() if language != "en" for said, power in levels.items()
}
_PHRASES: Mapping[str, Sequence[str]] = word_lists("heat_phrases")
_ONE_LEVEL = "|".join(sorted(_OTHER_POWERS, key=len, reverse=True))
_BETWEEN_LEVELS = rf"\s*(?:-|–|/|{_EXPRESSIONS['level_link']})\s*"
_TWO_LEVELS = rf"(?:{_ONE_LEVEL})(?:(?:{_BETWEEN_LEVELS}|\s)(?:{_ONE_LEVEL}))?"
_LEVEL_IN = {"en": alternatives({"en": _PHRASES["english_level"]}), "de": _TWO_LEVELS, "other": _TWO_LEVELS}
_PATTERNS = tuple(
    re.compile(phrase.replace("{level}", f"(?P<level>{levels})"), re.IGNORECASE)
    for language, levels in _LEVEL_IN.items()
    for phrase in _PHRASES[language]
)
_OFF = LazyPattern(rf"\b(?:{_EXPRESSIONS['heat_off']})\b", re.IGNORECASE)
_NO_HOB = re.compile(rf"\b(?:{_EXPRESSIONS['no_hob']})\b", re.IGNORECASE)
_LEVEL_LINK = re.compile(_BETWEEN_LEVELS)
_LEVEL_GRADE = re.compile(rf"^(?:{_EXPRESSIONS['level_grade']}) ")


def heats_in(text: str) -> list[ExtractedFact[Heat]]:
    """All heat words, in order."""
    found: list[ExtractedFact[Heat]] = []
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            power = _power(match["level"])
            near = text[max(0, match.start() - 40) : match.start()].rsplit(". ", 1)[-1]
            if power is None or _NO_HOB.search(near) or _NO_HOB.search(match[0]):
                continue
            start = match.start() + len(match[0]) - len(match[0].lstrip())
            if any(item.start < match.end() and start < item.end for item in found):
                continue
            found.append(ExtractedFact(value=Heat(power=power), confidence=0.8, start=start, end=match.end()))
    found += [
        ExtractedFact(value=Heat(power=0.0), confidence=0.85, start=match.start(), end=match.end())
        for match in _OFF.finditer(text)
    ]
    return sorted(found, key=lambda item: item.start)


def _power(words: str) -> float | None:
    level = " ".join(words.lower().split())
    if (power := _power_of(level)) is not None:
        return power
    first, second, *_ = (*_LEVEL_LINK.split(level, maxsplit=1), "")
    one, other = _power_of(first), _power_of(second)
    if one is None and " " in level:
        # "medio alto": two levels without a sign.
        first, _, second = level.rpartition(" ")
        one, other = _power_of(first), _power_of(second)
    return round((one + other) / 2, 2) if one is not None and other is not None else one


def _power_of(level: str) -> float | None:
    """The power of one level, with or without a grade such as "fairly"."""
    for words in (level, _LEVEL_GRADE.sub("", level)):
        power = POWERS.get(words, _OTHER_POWERS.get(words))
        if power is not None:
            return power
    return None
