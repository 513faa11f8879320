"""Requests about the steps of one of several dishes: "the next step for the pudding", "how long for the soup".

The words for the dish are left out, and the rest must be a sentence of the grammar. The slot `dish` is the name of the
dish; `dish_choices` are the names that fit equally well; `dish_unknown` are words for a dish that is not being cooked.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from ..language.singular import singular
from .data_files import read_data, supported
from .intents import LOWERS_HEAT, STEPS, Kind
from .recognizer import Recognition, Recognizer
from .text import tokens

ORDERS = frozenset({Kind.NEXT_STEP, Kind.PREVIOUS_STEP, Kind.SKIP_STEP})
"""Requests that move a dish to another step."""
QUESTIONS = frozenset({
    Kind.CURRENT_STEP, Kind.IS_FINISHED, Kind.ASK_DURATION, Kind.ASK_DONENESS, Kind.ASK_TEMPERATURE, Kind.MEANWHILE,
})  # fmt: skip
OF_DISHES = STEPS | QUESTIONS
"""Requests that are about one dish."""
SHORTEST_WORD = 3
SHORTEST_ENDING = 4
"""The fewest letters of a word that means the dish whose name ends with it: "Suppe" of "Gemüsesuppe"."""
LONGEST_MENTION = 8
"""The most words of a dish that is not being cooked."""


@cache
def _words(code: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    """The small words of a language by class. Blocking on the first call: call it in an executor."""
    return {
        name: tuple(tuple(tokens(entry, code)) for entry in str(listed).split(","))
        for name, listed in read_data(code, "dishes.yaml").items()
    }


def prepare_dish_mentions(code: str) -> None:
    """Read the words of a language, in an executor, before its first use."""
    _words(code)


def words_before_name(code: str) -> frozenset[str]:
    """Small words that may precede the name of a dish or timer: "for", "the"."""
    known = _words(code)
    return frozenset(word for name in ("before", "articles") for entry in known[name] for word in entry)


@dataclass(frozen=True, slots=True)
class DishMention:
    """Words `start` to `end` of an utterance, which name one of `dishes`."""

    start: int
    end: int
    dishes: tuple[str, ...]


def named_dishes(text: str, dishes: Sequence[str], language: str = "en") -> tuple[str, ...]:
    """The dishes that the words name best: several if they fit equally well, none if no word belongs to one."""
    code = supported(language)
    mention = _mention(tokens(text, code), dishes, code)
    return () if mention is None else mention.dishes


def of_dish(
    recognizer: Recognizer,
    text: str,
    found: Recognition,
    dishes: Sequence[str],
    *,
    language: str = "en",
    temperature_unit: str = "C",
) -> Recognition:
    """Complete what was recognized by the dish that the words name; unchanged if they name none.

    Args:
        recognizer: The recognizer that found `found`.
        text: The utterance.
        found: What was recognized from all words. A request about heat stays as it is.
        dishes: The names of the dishes being cooked.
        language: A tag such as `en` or `de-CH`.
        temperature_unit: The unit of the home, "C" or "F".
    """
    if not dishes or found.kind in LOWERS_HEAT | {Kind.SET_HEAT, Kind.START_RECIPE} or found.settings:
        return found
    code = supported(language)
    words = tokens(text, code)
    exact = found.layer == 1 and found.confidence >= 1.0
    if exact and found.kind not in QUESTIONS and not {"recipe", "food", "name"} & found.slots.keys():
        return found  # the words belong to the sentence
    mention = _mention(words, dishes, code)
    if mention is not None:
        for rest in _without(words, mention, code):
            request = recognizer.exact(" ".join(rest), language=code, temperature_unit=temperature_unit)
            if request is None or request.kind not in OF_DISHES:
                continue
            if exact and request.kind is not found.kind and found.kind is not Kind.TIMER:
                continue
            kept = {
                name: said
                for name, said in found.slots.items()
                if found.kind is Kind.TIMER and name == "name"
            }
            named = (
                {"dish": mention.dishes[0]} if len(mention.dishes) == 1 else {"dish_choices": mention.dishes}
            )
            return replace(request, slots={**request.slots, **kept, **named})
        return found
    if not exact and found.kind in ORDERS | {Kind.NONE}:
        # Without this, an order for another dish would move one that is being cooked.
        kind, unknown = _unknown(recognizer, words, code)
        if unknown and (
            found.kind is not Kind.NONE or recognizer.near_names("recipe", unknown, language=code)[1]
        ):
            return replace(found, kind=kind, slots={"dish_unknown": unknown}, layer=2)
    return found


def _mention(words: Sequence[str], dishes: Sequence[str], code: str) -> DishMention | None:
    small = {word for entries in _words(code).values() for entry in entries for word in entry}
    names = {
        dish: [word for word in tokens(dish, code) if word not in small and len(word) >= SHORTEST_WORD]
        for dish in dict.fromkeys(dishes)
    }
    fitting = [
        frozenset(dish for dish, own in names.items() if any(_same(word, one, code) for one in own))
        if word not in small and len(word) >= SHORTEST_WORD
        else frozenset[str]()
        for word in words
    ]
    best: tuple[int, DishMention] | None = None
    for start, here in enumerate(fitting):
        if not here or (start and fitting[start - 1]):
            continue
        counts = dict.fromkeys(sorted(here), 1)
        end = start + 1
        for position in range(start + 1, len(words)):
            if fitting[position]:
                for dish in fitting[position]:
                    counts[dish] = counts.get(dish, 0) + 1
                end = position + 1
            elif words[position] not in small:
                break
        most = max(counts.values())
        if best is None or most > best[0]:
            best = (
                most,
                DishMention(start, end, tuple(dish for dish, count in counts.items() if count == most)),
            )
    return None if best is None else best[1]


def _same(said: str, own: str, code: str) -> bool:
    """Whether a word means a word of a name: its singular or plural, or the end of a compound."""
    one, other = singular(said, code), singular(own, code)
    return one == other or (code == "de" and len(one) >= SHORTEST_ENDING and other.endswith(one))


def _without(words: Sequence[str], mention: DishMention, code: str) -> Iterator[list[str]]:
    """The words without the dish, the most words left out first; then with a pronoun in its place."""
    known = _words(code)
    articles = {entry[0] for entry in known["articles"]}
    before = {entry[0] for entry in known["before"]}
    start = mention.start
    while start and words[start - 1] in articles:
        start -= 1
    article, after = start, list(words[mention.end :])
    while start and words[start - 1] in before | articles:
        start -= 1
    for first in range(start, article):
        yield [*words[:first], *after]
    yield [*words[:article], *after]
    for pronoun in known["pronouns"]:
        yield [*words[:article], *pronoun, *after]


def _unknown(recognizer: Recognizer, words: Sequence[str], code: str) -> tuple[Kind, str]:
    """The order that the first words are, and the words for a dish after it; empty if there are none."""
    known = _words(code)
    articles = {entry[0] for entry in known["articles"]}
    before = {entry[0] for entry in known["before"]}
    for end in range(max(1, len(words) - LONGEST_MENTION), len(words) - 1):
        if words[end] not in before:
            continue
        request = recognizer.exact(" ".join(words[:end]), language=code)
        if request is not None and request.kind in ORDERS:
            start = end + 1
            while start < len(words) and words[start] in articles:
                start += 1
            return request.kind, " ".join(words[start:])
    return Kind.NONE, ""
