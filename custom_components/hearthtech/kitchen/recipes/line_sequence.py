"""Assign the lines of a recipe without headings to its parts, by the form of all lines together.

Each line has evidence for being an ingredient and for being a step. The most probable sequence of parts is chosen by
the Viterbi algorithm: an introduction, then ingredients, then steps. A line without clear evidence of its own gets
the part that fits its neighbors.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
import re

from ...language.durations import durations_in
from ...language.languages import LANGUAGES
from ...language.numbers import NUMBER
from .cleaning import is_heading
from .ingredient_lists import is_seasoning, listed_ingredients, says_to_taste
from .language_detection import language_of
from .line_amounts import amounts_in
from .line_classifier import ClassifiedLine, LineRole, begins_with_amount, looks_like_step, verbs_of
from .word_lists import expressions, word_lists


class TextPart(StrEnum):
    """The part of a recipe to which a line without a heading belongs."""

    INTRODUCTION = "introduction"
    INGREDIENT = "ingredient"
    STEP = "step"


@dataclass(frozen=True, slots=True)
class LineEvidence:
    """How much the form of a line speaks for each part, in units of a clear sign. A heading has none."""

    ingredient: float = 0.0
    step: float = 0.0
    heading: bool = False


INTRODUCTION = 1.2
"""Evidence for any line before the ingredients to belong to the introduction."""
_TO_STEP_WITHOUT_INGREDIENTS = -4.0
_BACK_TO_INGREDIENTS = -3.5
_BACK_UNDER_HEADING = -0.5
_SURE_INGREDIENT = 2.0
"""Least evidence of the clearest ingredient; a text without one has no list of ingredients."""
_LONGEST_EXAMINED = 400
_MOST_LINES = 1000
_LATE_COUNT = re.compile(rf"[^\d,.;:]{{2,40}}\s{NUMBER}\s[^\W\d_]+(?:\s[^\W\d_]+)?")
"""A count after the food, with a size or a unit: `zucchine 3 medie`."""
_WORD = re.compile(r"[^\W\d_]+")
_SENTENCES = re.compile(r"[.!?]\s+([A-ZÀ-ÖØ-Ý][^\W\d_]*)")
_WORDS = expressions("text_words")
_TEMPERATURE = re.compile(
    rf"\d\s?(?:°|º|{_WORDS['degrees']})|\b(?:{_WORDS['oven_mark']})(?![^\W_])", re.IGNORECASE
)
_LEADING_TIME = re.compile(rf"\W*\d+(?:\s*[-–]\s*\d+)?\s*(?:{_WORDS['time_unit']})\b", re.IGNORECASE)
_GERMAN_INFINITIVE = re.compile(
    rf"(?<![^\W_])(?!ge)[a-zäöüß]{{3,}}(?:en|ern|eln)(?=\s*(?:[.,;!]|$|{_WORDS['infinitive_end']}))"
)
_ENDINGS: Mapping[str, Mapping[str, str]] = word_lists("grammar_words")["infinitive_endings"]
"""Endings that replace the ending of an infinitive in instructions: imperatives, first person plural, gerund."""


@cache
def verb_forms(language: str) -> frozenset[str]:
    """The words with which steps of a language begin, with the regular forms of the verbs among them."""
    words = set(verbs_of(language))
    for ending, forms in _ENDINGS.get(language, {}).items():
        stems = {
            word[: -len(ending)] for word in words if word.endswith(ending) and len(word) > len(ending) + 2
        }
        words |= {stem + form for stem in stems for form in forms.split()}
    return frozenset(words)


@cache
def _verbs_inside(language: str) -> frozenset[str]:
    """Verb forms that mean an instruction anywhere in a line; short ones are often other words."""
    return frozenset(word for word in verb_forms(language) if len(word) >= 4) - _NOUNS


_NOUNS = frozenset(_WORDS["noun"].split("|"))
_WEAK_BEGINNINGS = frozenset(_WORDS["weak_beginning"].split("|"))
"""Words with which steps begin, and often other lines too."""


def language_of_lines(lines: Sequence[ClassifiedLine]) -> str:
    """The language of pasted lines; where their small words are unclear, that with the most verbs of steps."""
    found = language_of("\n".join(line.text for line in lines))
    if found is not None:
        return found
    words = [
        word.lower() for line in lines[:_MOST_LINES] for word in _WORD.findall(line.text[:_LONGEST_EXAMINED])
    ]
    return max(("en", *LANGUAGES), key=lambda code: sum(word in _verbs_inside(code) for word in words))


def evidence_of(line: ClassifiedLine, language: str) -> LineEvidence:
    """The evidence in the form of one line."""
    text = line.text[:_LONGEST_EXAMINED]
    words = [word.lower() for word in _WORD.findall(text)]
    if line.role is LineRole.HEADING or is_heading(text) is not None:
        return LineEvidence(heading=True)
    if not words:
        return LineEvidence()
    ingredient, step = _ingredient_evidence(line, text, words, language), 0.0
    ended = text.rstrip().endswith((".", "!", "。"))
    forms = verb_forms(language)
    if words[0] in forms and not begins_with_amount(text):
        weight = 1.0 if words[0] in _WEAK_BEGINNINGS else 3.0
        step += weight if len(words) >= 3 else weight / 2
    if looks_like_step(line.text, language):
        step += 1.0
    step += min(2, sum(word in _verbs_inside(language) for word in words[1:]))
    if language == "de" and len(words) >= 3 and _GERMAN_INFINITIVE.search(text):
        step += 2.0
    if ended and len(words) >= 6:
        step += 1.5
    if len(words) > 10:
        step += 1.0 if len(words) <= 20 else 2.0
    if _SENTENCES.search(text):
        step += 1.5
    if _TEMPERATURE.search(text):
        step += 1.5
    if next(durations_in(text, language), None) is not None:
        step += 1.5
    if line.role is LineRole.NUMBERED:
        step += 2.0
    return LineEvidence(ingredient=ingredient, step=step)


def _ingredient_evidence(line: ClassifiedLine, text: str, words: Sequence[str], language: str) -> float:
    value = 0.0
    instructed = any(match[1].lower() in verb_forms(language) for match in _SENTENCES.finditer(text))
    if len(words) >= 8 and not instructed and len(listed_ingredients(text)) >= 3:
        return 4.0
    if begins_with_amount(text) and not _LEADING_TIME.match(text):
        value += 3.0
    elif is_seasoning(text) or (
        len(words) <= 8 and any(text[: amount.span.start].strip() for amount in amounts_in(text, language))
    ):
        value += 2.5
    elif len(words) <= 8 and (says_to_taste(text) or _LATE_COUNT.fullmatch(text)):
        value += 2.0
    if line.role is LineRole.ITEM:
        value += 1.0
    if len(words) <= 6 and not text.endswith((".", "!", "?")):
        value += 0.5
    if text.endswith((".", "!")) and len(words) >= 6:
        value -= 1.5
    if len(words) > 12:
        value -= 1.0 if len(words) <= 20 else 3.0
    if _SENTENCES.search(text):
        value -= 1.5
    return value


def parts_of_lines(
    lines: Sequence[ClassifiedLine],
    language: str,
    *,
    first: frozenset[TextPart] = frozenset(TextPart),
    allowed: frozenset[TextPart] = frozenset(TextPart),
) -> list[TextPart]:
    """The most probable part of each line. `first`: the parts the first line may have; `allowed`: those of all."""
    if len(lines) > _MOST_LINES:
        # Longer texts are no recipes. What follows belongs to the part of the last examined line.
        chosen = parts_of_lines(lines[:_MOST_LINES], language, first=first, allowed=allowed)
        return [*chosen, *[chosen[-1]] * (len(lines) - _MOST_LINES)]
    evidence = [evidence_of(line, language) for line in lines]
    if TextPart.INGREDIENT not in first or len(first) > 1:
        listed = max((signs.ingredient for signs in evidence), default=0.0)
        if listed < _SURE_INGREDIENT:
            allowed -= {TextPart.INGREDIENT}
    return _most_probable(lines, evidence, first=first, allowed=allowed)


def _most_probable(
    lines: Sequence[ClassifiedLine],
    evidence: Sequence[LineEvidence],
    *,
    first: frozenset[TextPart],
    allowed: frozenset[TextPart],
) -> list[TextPart]:
    scores: list[dict[TextPart, float]] = []
    back: list[dict[TextPart, TextPart]] = []
    under_heading = False
    for at, (line, signs) in enumerate(zip(lines, evidence, strict=True)):
        own = _emissions(signs)
        if at == 0:
            scores.append({part: own[part] + _begin(part) for part in TextPart if part in first & allowed})
            back.append({})
        else:
            now: dict[TextPart, float] = {}
            came: dict[TextPart, TextPart] = {}
            for part in TextPart:
                ways = {
                    before: score + cost
                    for before, score in scores[-1].items()
                    if (cost := _transition(before, part, under_heading=under_heading, gap=line.gap))
                    is not None
                }
                if part in allowed and ways:
                    came[part] = max(ways, key=lambda way: ways[way])
                    now[part] = ways[came[part]] + own[part]
            scores.append(now)
            back.append(came)
        under_heading = signs.heading
    if not scores or not scores[-1]:
        return [TextPart.INTRODUCTION] * len(lines)
    chosen = [max(scores[-1], key=lambda part: scores[-1][part])]
    for came in reversed(back[1:]):
        chosen.append(came[chosen[-1]])
    return chosen[::-1]


def _emissions(signs: LineEvidence) -> dict[TextPart, float]:
    if signs.heading:
        return dict.fromkeys(TextPart, 0.0)
    return {
        TextPart.INTRODUCTION: INTRODUCTION,
        TextPart.INGREDIENT: signs.ingredient - 0.5 * min(signs.step, 4.0),
        TextPart.STEP: signs.step - 0.5 * max(min(signs.ingredient, 4.0), 0.0),
    }


def _begin(part: TextPart) -> float:
    return _TO_STEP_WITHOUT_INGREDIENTS if part is TextPart.STEP else 0.0


def _transition(before: TextPart, part: TextPart, *, under_heading: bool, gap: bool) -> float | None:
    """The score of a change of parts; `None` if it does not occur."""
    if before is part:
        # An empty line in the middle of a part is less likely than one between two parts.
        return -0.3 if gap else 0.0
    if part is TextPart.INTRODUCTION:
        return None
    if before is TextPart.INTRODUCTION:
        return _TO_STEP_WITHOUT_INGREDIENTS if part is TextPart.STEP else 0.0
    if before is TextPart.STEP:
        return _BACK_UNDER_HEADING if under_heading else _BACK_TO_INGREDIENTS
    return 0.0
