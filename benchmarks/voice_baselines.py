"""Baseline recognizers for comparison."""

from functools import cache
import random
from typing import Any

EXAMPLES = 8_000
"""Number of own examples among which the nearest is searched."""
LIKE_ENOUGH = 80.0


@cache
def _hassil() -> tuple[Any, dict[str, Any]]:
    from hassil import Intents
    from hassil.intents import TextSlotList, WildcardSlotList

    from custom_components.hearthtech.voice.lists import (
        DAYS,
        DIETS,
        MEALS,
        NUTRIENTS,
        PLACES,
        UNITS,
        WEEKDAYS,
    )
    from custom_components.hearthtech.voice.sentences import sentences_of
    from custom_components.hearthtech.voice.word_classes import LISTS

    english = sentences_of("en")
    data: dict[str, Any] = {"language": "en", "intents": {}, "expansion_rules": dict(english.rules)}
    for phrases in english.phrases:
        intent = data["intents"].setdefault(phrases.kind.value, {"data": []})
        intent["data"].append({"sentences": list(phrases.templates)})
    numbers = [str(number) for number in range(1, 101)]
    lists = {
        "recipe": list(LISTS["dish"]),
        "burner": ["front left", "front right", "back left", "back right"],
        "person": list(LISTS["person"]),
        "unit": list(UNITS),
        "nutrient": list(NUTRIENTS),
        "weekday": list(WEEKDAYS),
        "day": list(DAYS),
        "meal": list(MEALS),
        "place": list(PLACES),
        "diet": list(DIETS),
        "number": numbers,
        "level": numbers,
        "temperature": numbers,
        "duration": list(LISTS["time"]),
    }
    slot_lists: dict[str, Any] = {
        name: TextSlotList.from_strings(values, name=name) for name, values in lists.items()
    }
    slot_lists |= {name: WildcardSlotList(name) for name in ("text", "food")}
    return Intents.from_dict(data), slot_lists


def hassil_plain(text: str) -> str:
    """Return the intent by hassil, with only our own templates."""
    from hassil import recognize

    intents, lists = _hassil()
    found = recognize(text.strip(" .!?"), intents, slot_lists=lists)
    return "none" if found is None else str(found.intent.name)


@cache
def _examples() -> tuple[list[str], list[str]]:
    from tools.voice_training.examples import examples

    some = random.Random(7).sample(examples(), EXAMPLES)
    return [example.text for example in some], [example.kind.value for example in some]


def nearest_example(text: str) -> str:
    """Return the intent of the most similar of our own examples."""
    from rapidfuzz import fuzz, process

    texts, kinds = _examples()
    found = process.extractOne(text.lower(), texts, scorer=fuzz.token_sort_ratio, score_cutoff=LIKE_ENOUGH)
    return "none" if found is None else kinds[found[2]]
