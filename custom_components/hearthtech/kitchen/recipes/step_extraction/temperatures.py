"""Temperatures in text: of ovens ("180 fan", "Gas 4", "350°F") and of food ("until 75 °C inside"). All in °C.

Gas marks: the British scale, 275 °F for mark 1 and 25 °F a mark; ¼ and ½ are 225 and 250 °F. A fan oven needs
20 °C less.
"""

from dataclasses import dataclass
import re
import unicodedata

from ....language.lazy_pattern import LazyPattern
from ..model import GoalSensor, TemperatureGoal
from ..word_lists import expressions
from .span import ExtractedFact, sentence_at

FAN_C = 20.0
# Read at import, which Home Assistant does outside its event loop.
_WORDS = expressions("step_words")
_VALUE = rf"(?<![\w.,])(\d{{2,3}}(?:[.,]\d)?)(?:\s*(?:-|–|—|{_WORDS['range']})\s*(\d{{2,3}}(?:[.,]\d)?))?"
DEGREE = rf"(?:\s*(?:°|º|˚|℃|℉|{_WORDS['degree']})\s*)"
SCALE = rf"(?:{_WORDS['scale']}|[CFcf])(?![^\W\d_])"
"""The sign or word for degrees, and the scale, as pieces of regular expressions without groups (use them with IGNORECASE)."""
_FAN = rf"\s*[,(/]?\s*(?P<fan>{_WORDS['fan']})\b"
# "180°", "180 °C", "180C"; without a sign for degrees the letter must follow at once.
_DEGREES = re.compile(rf"{_VALUE}(?:{DEGREE}|\s?(?={SCALE}))(?P<scale>{SCALE})?(?:{_FAN})?", re.IGNORECASE)
_BARE_FAN = re.compile(rf"{_VALUE}{_FAN}", re.IGNORECASE)
_FAN_FIRST = LazyPattern(
    rf"\b(?:{_WORDS['fan_before']})(?:[ -]?(?:{_WORDS['oven_noun']}))?[\s:]*(?:(?:{_WORDS['at']})\s+)?$",
    re.IGNORECASE,
)
GAS_MARK = re.compile(
    rf"\b(?:{_WORDS['gas']})\s*(?:{_WORDS['gas_mark']})?\s*(\d{{1,2}}|[¼½]|1/[24])(?!\d)(?!\s*(?:°|º|{_WORDS['after_no_gas_mark']}))",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(rf",|{_WORDS['clause_link']}", re.IGNORECASE)
_OVEN_NOUN = re.compile(rf"(?:{_WORDS['oven_noun']})", re.IGNORECASE)
_UNTIL = re.compile(rf"(?<![^\W_])(?:{_WORDS['until']})", re.IGNORECASE)
_OVEN = LazyPattern(rf"\b(?:{_WORDS['oven']})\b", re.IGNORECASE)
_FOOD = LazyPattern(rf"\b(?:{_WORDS['food']})\b", re.IGNORECASE)
_INSIDE = LazyPattern(rf"\b(?:{_WORDS['inside']})\b", re.IGNORECASE)
_INSIDE_AFTER = LazyPattern(rf",?\s*(?:{_WORDS['inside_after']})(?![^\W_])", re.IGNORECASE)
_FALLS = LazyPattern(rf"\b(?:{_WORDS['falls']})\b", re.IGNORECASE)
_HOLDS = LazyPattern(rf"\b(?:{_WORDS['holds']})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Temperatures:
    """The temperatures of ovens and of food in a text."""

    ovens: tuple[ExtractedFact[float], ...]
    goals: tuple[ExtractedFact[TemperatureGoal], ...]
    holds: tuple[ExtractedFact[float], ...]


def temperatures_in(text: str) -> Temperatures:
    """All temperatures, each kind in order, an oven without fan first if both are given."""
    # Ovens have a rank: without fan, with fan, gas.
    ovens: list[tuple[int, ExtractedFact[float]]] = []
    goals: list[ExtractedFact[TemperatureGoal]] = []
    holds: list[ExtractedFact[float]] = []
    for match in _DEGREES.finditer(text):
        start, end = match.start(), match.start() + len(match[0].rstrip())
        sentence = sentence_at(text, start)
        fan = bool(match["fan"]) or bool(_FAN_FIRST.search(text[max(0, start - 30) : start]))
        oven = fan or (bool(_OVEN.search(sentence)) and not _means_food(text, match))
        number = float(match[1].replace(",", "."))
        celsius = number if _scale(match[0], match["scale"], number, oven) == "C" else (number - 32) / 1.8
        confidence = 0.95 if match["scale"] else 0.75
        if oven and 50 <= celsius <= 320:
            value = _round(celsius + FAN_C if fan else celsius)
            ovens.append((int(fan), ExtractedFact(value=value, confidence=confidence, start=start, end=end)))
        elif not oven and -30 <= celsius <= 320:
            celsius = round(celsius, 1)
            if _HOLDS.search(sentence) and 20 <= celsius <= 250:
                holds.append(ExtractedFact(value=celsius, confidence=confidence - 0.1, start=start, end=end))
            goal = TemperatureGoal(
                celsius=celsius,
                falling=bool(_FALLS.search(sentence)),
                sensor=GoalSensor.PROBE if _INSIDE.search(sentence) else GoalSensor.FOOD,
            )
            goals.append(ExtractedFact(value=goal, confidence=confidence - 0.05, start=start, end=end))
    ovens += [(1, item) for item in _bare_fans(text, [item for _, item in ovens])]
    ovens += [
        (2, ExtractedFact(value=oven_c, confidence=0.9, start=match.start(), end=match.end()))
        for match in GAS_MARK.finditer(text)
        if (oven_c := gas_mark_c(match[1])) is not None
    ]
    ordered = [item for _, item in sorted(ovens, key=lambda pair: (pair[0], pair[1].start))]
    return Temperatures(ovens=tuple(ordered), goals=_one_each(goals), holds=tuple(holds[:1]))


def _bare_fans(text: str, taken: list[ExtractedFact[float]]) -> list[ExtractedFact[float]]:
    """Words such as "180 fan", without a sign for degrees."""
    found: list[ExtractedFact[float]] = []
    for match in _BARE_FAN.finditer(text):
        if any(item.start < match.end() and match.start() < item.end for item in taken):
            continue
        number = float(match[1].replace(",", "."))
        celsius = number if number <= 260 else (number - 32) / 1.8
        found.append(
            ExtractedFact(
                value=_round(celsius + FAN_C), confidence=0.85, start=match.start(), end=match.end()
            )
        )
    return found


def gas_mark_c(mark: str) -> float | None:
    """The temperature of a British gas mark, °C rounded as in cookbooks; `None` if there is no such mark."""
    if mark in {"¼", "1/4", "½", "1/2"}:
        fahrenheit = 225.0 if mark in {"¼", "1/4"} else 250.0
    elif mark.isdigit() and 1 <= int(mark) <= 10:
        fahrenheit = 250.0 + 25.0 * int(mark)
    else:
        return None
    return _round((fahrenheit - 32) / 1.8)


def _round(celsius: float) -> float:
    """Round to the marks of a dial: 5 °C; 177 (350 °F) becomes 175, and 180 by convention."""
    return float(round(celsius / 10) * 10) if celsius >= 100 else float(round(celsius / 5) * 5)


def _scale(words: str, scale: str | None, value: float, oven: bool) -> str:
    if scale:
        return "F" if scale[0].lower() == "f" else "C"
    if any(unicodedata.name(letter, "").startswith("DEGREE FAHRENHEIT") for letter in words):
        return "F"
    return "F" if value > (270 if oven else 130) else "C"


def _means_food(text: str, match: re.Match[str]) -> bool:
    """Whether the words next to a temperature refer to the food, in a sentence that also mentions an oven."""
    if _INSIDE_AFTER.match(text, match.end()):
        return True
    near = text[max(0, match.start() - 60) : match.start()]
    clause = _CLAUSE_END.split(text[max(0, match.start() - 80) : match.start()])[-1]
    if _FOOD.search(_OVEN_NOUN.split(clause)[-1]):
        return True
    return _UNTIL.search(near) is not None and bool(_FOOD.search(_OVEN_NOUN.split(near)[-1]))


def _one_each(goals: list[ExtractedFact[TemperatureGoal]]) -> tuple[ExtractedFact[TemperatureGoal], ...]:
    """Remove the second of "75°C/165°F"."""
    kept: list[ExtractedFact[TemperatureGoal]] = []
    for goal in goals:
        if kept and abs(kept[-1].value.celsius - goal.value.celsius) < 4 and goal.start - kept[-1].end < 6:
            continue
        kept.append(goal)
    return tuple(kept)
