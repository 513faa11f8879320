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
_LEVEL_IN = {
    "en": alternatives({"en": _PHRASES["english_level"]}),
    "de": "|".join(_OTHER_POWERS),
    "other": "|".join(sorted(_OTHER_POWERS, key=len, reverse=True)),
}
_PATTERNS = tuple(
    re.compile(phrase.replace("{level}", f"(?P<level>{levels})"), re.IGNORECASE)
    for language, levels in _LEVEL_IN.items()
    for phrase in _PHRASES[language]
)
_OFF = LazyPattern(rf"\b(?:{_EXPRESSIONS['heat_off']})\b", re.IGNORECASE)
_NO_HOB = re.compile(rf"\b(?:{_EXPRESSIONS['no_hob']})\b", re.IGNORECASE)
_LEVEL_LINK = re.compile(rf"\s*(?:-|–|/|{_EXPRESSIONS['level_link']})\s*")
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
    level = (
        _LEVEL_LINK.sub("-", " ".join(words.lower().split()))
        .replace("med.", "medium")
        .replace("med-", "medium-")
    )
    if level in _OTHER_POWERS:
        return _OTHER_POWERS[level]
    level = _LEVEL_GRADE.sub("", level)
    if level in POWERS:
        return POWERS[level]
    first, _, second = level.partition("-")
    if first in POWERS and second in POWERS:
        return round((POWERS[first] + POWERS[second]) / 2, 2)
    return POWERS.get(first)
