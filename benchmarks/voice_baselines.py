"""What simpler recognizers make of the same words, for comparison."""

from functools import cache
import random
from typing import Any

EXAMPLES = 8_000
"""Own examples that the nearest is looked for among."""
LIKE_ENOUGH = 80.0


@cache
def _hassil() -> tuple[Any, dict[str, Any]]:
    from hassil import Intents
    from hassil.intents import TextSlotList, WildcardSlotList

    from custom_components.hearthtech.voice.lexicon import LISTS
    from custom_components.hearthtech.voice.lists import (
        DAYS,
        DIETS,
        MEALS,
        NUTRIENTS,
        PLACES,
        UNITS,
        WEEKDAYS,
    )
    from custom_components.hearthtech.voice.sentences import language

    english = language("en")
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
    """The kind by hassil, with our own templates and no more."""
    from hassil import recognize

    intents, lists = _hassil()
    found = recognize(text.strip(" .!?"), intents, slot_lists=lists)
    return "none" if found is None else str(found.intent.name)


@cache
def _examples() -> tuple[list[str], list[str]]:
    from custom_components.hearthtech.voice.training.examples import examples

    some = random.Random(7).sample(examples(), EXAMPLES)
    return [example.text for example in some], [example.kind.value for example in some]


def nearest_example(text: str) -> str:
    """The kind of the most alike of our own examples."""
    from rapidfuzz import fuzz, process

    texts, kinds = _examples()
    found = process.extractOne(text.lower(), texts, scorer=fuzz.token_sort_ratio, score_cutoff=LIKE_ENOUGH)
    return "none" if found is None else kinds[found[2]]
