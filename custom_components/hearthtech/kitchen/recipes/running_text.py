"""Read a recipe that is written or dictated as running text, without a list of ingredients."""

from collections.abc import Sequence
import re

from .headings import Fact
from .line_classifier import ClassifiedLine, looks_like_step
from .model import Ingredient, Step
from .recipe_draft import RecipeDraft
from .word_lists import expressions
from .yields import servings_in, yield_of

_WORDS = expressions("text_words")
_NAMED_LEAD_IN = re.compile(
    rf"(?:(?:{_WORDS['begin']})[, ]+)*(?:{_WORDS['dish_first']})\s+(?P<name>[^,.;]{{3,60}}?),?\s+(?:{_WORDS['needs_for_dish']})\b:?\s*",
    re.IGNORECASE,
)
_POINT = re.compile(
    r"(?<=[.!?…])(?<!\b[a-z]\.)"
    + "".join(rf"(?<!\b{short}\.)" for short in _WORDS["unit_with_point"].split("|"))
    + r"\s+"
)
_FEEDS = re.compile(rf"(?:{_WORDS['the_dish']})?\s*(?:{_WORDS['feeds']})\s.{{1,40}}", re.IGNORECASE)
_FEEDS_INSIDE = re.compile(rf"\b(?:{_WORDS['feeds_inside']})\b", re.IGNORECASE)
_NAME_END = re.compile(rf",\s|\s+(?:{_WORDS['name_end']})\s+(?=\w+ (?:{_WORDS['eaters']})|\d)")
_ITEM_END = re.compile(rf",\s+|;\s*|\s+(?:{_WORDS['item_link']})\s+(?={_WORDS['item_first']})")
_LEAD_IN = re.compile(
    rf"(?:[^,.;:]{{0,40}}?(?<![^\W_]))?(?:{_WORDS['needs']})\b\s*:?\s+(?=\W?\d|[½¼¾]|{_WORDS['one_first']})"
    rf"|(?:{_WORDS['needs_before']})?(?:{_WORDS['needs_this']})?(?:{_WORDS['needs_first']})\b:?\s*",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(
    r"(?<=[.!?…])(?<!\b[A-Za-z]\.)"
    + "".join(rf"(?<!\b{short}\.)" for short in _WORDS["abbreviation"].split("|"))
    + r"\s+(?=[A-ZÄÖÜÀ-Ý\"“(])"
)


def read_running_text(lines: Sequence[ClassifiedLine], draft: RecipeDraft) -> None:
    """Running text: ingredients from the sentence about what is needed, steps from those with cooking verbs."""
    sentences = _sentences(lines)
    found = next((at for at, sentence in enumerate(sentences) if _lead_in(sentence)), None)
    match = _lead_in(sentences[found]) if found is not None else None
    if found is None or match is None:
        return
    needs = sentences[found][match.end() :].rstrip(". ")
    items = [re.sub(rf"^(?:{_WORDS['and']})\s+", "", part.strip()) for part in _ITEM_END.split(needs)]
    if servings_in(match[0]) is not None:
        draft.facts.setdefault(Fact.YIELD, match[0])
    if len(items) < 2:
        return
    draft.ingredients = [Ingredient(text=item) for item in items if item]
    before, draft.description, draft.steps = sentences[:found], [], []
    if before:
        called = _NAME_END.split(before[0])[0]
        draft.name = called.rstrip(". ")
    elif match.groupdict().get("name"):
        draft.name = match["name"]
    for sentence in before:
        if yield_of(sentence) is not None and _FEEDS_INSIDE.search(sentence):
            draft.facts.setdefault(Fact.YIELD, sentence)
    for sentence in before[1:]:
        if looks_like_step(f"{sentence} it."):
            draft.steps.append(Step(text=sentence))
        elif not draft.take_fact(sentence.rstrip(".")):
            draft.description.append(sentence)
    for sentence in sentences[found + 1 :]:
        if _FEEDS.fullmatch(sentence) and yield_of(sentence) is not None:
            draft.facts.setdefault(Fact.YIELD, sentence)
        elif not draft.take_fact(sentence.rstrip(".")):
            draft.steps.append(Step(text=sentence))


def _sentences(lines: Sequence[ClassifiedLine]) -> list[str]:
    """The sentences of running text; in text without capitals, a point and a space end one."""
    sentences = [part.strip() for line in lines for part in _SENTENCE_END.split(line.text) if part.strip()]
    if len(sentences) <= len(lines):
        sentences = [part.strip() for line in lines for part in _POINT.split(line.text) if part.strip()]
    return sentences


def _lead_in(sentence: str) -> re.Match[str] | None:
    return _LEAD_IN.match(sentence) or _NAMED_LEAD_IN.match(sentence)
