"""Sentences that ask for heat, misheard in every way: none but an exact one may lead to heat.

Whether a sentence is exact is judged by hassil, with the same templates and names, so that the recognizer does not
judge itself. What is exact only asks back; without its yes nothing is heated.
"""

from functools import cache, lru_cache
import random
from typing import Any

RECIPES = (
    "Grandma's chicken soup", "Papa's semolina pudding", "White bean stew", "Beef stew", "Pancakes", "Mushroom risotto",
    "Apple pie", "Fish chowder", "Lentil curry", "Sunday roast",
)  # fmt: skip
OTHERS = (
    "chicken wings",
    "tomato soup",
    "fried rice",
    "bean salad",
    "grandpa's chili",
    "meat stew",
    "crepes",
)
BURNERS = ("Front left", "Front right", "Back left", "Back right")
HOMOPHONES = {
    "left": "lef", "right": "write", "front": "from", "back": "bag", "burner": "learner", "soup": "soap", "start": "star",
    "to": "two", "four": "for", "on": "own", "set": "said", "heat": "heed", "stew": "stool", "bean": "been", "pie": "buy",
    "turn": "tern", "cook": "book", "level": "devil", "the": "a", "roast": "rose", "make": "bake", "five": "hive",
}  # fmt: skip
SHAPES = (
    "start {recipe} on the {burner} burner", "cook {recipe} on the {burner}", "make {recipe} using the {burner} burner",
    "start {recipe}", "on the {burner} burner start {recipe}", "begin {recipe} on {burner}", "set the {burner} burner to {level}",
    "turn on the {burner} burner", "turn the {burner} burner up", "turn the {burner} burner to {level}", "more heat",
    "set {burner} to {level} degrees", "heat the {burner} burner to {level} degrees", "turn the heat up a bit", "i want to cook {recipe}",
)  # fmt: skip
FILLERS = (
    "the",
    "not",
    "don't",
    "um",
    "maybe",
    "never",
    "timer",
    "light",
    "song",
    "please",
    "off",
    "without",
    "tomorrow",
    "story",
)


def heat_raised(count: int) -> tuple[int, int, int]:
    """How many of `count` inexact sentences raise heat; how many were tried; how many were exact after all."""
    from custom_components.hearthtech.voice.recognizer import Named, Recognizer

    recognizer = Recognizer(preload=["en"])
    recognizer.update("recipe", [Named(str(n), name) for n, name in enumerate(RECIPES)])
    recognizer.update("burner", [Named(f"stove/{n}", name) for n, name in enumerate(BURNERS, 1)])
    chance = random.Random(4711)
    raised = exact = 0
    for number in range(count):
        sentence = mutated(chance)
        if recognizer.recognize(sentence, session=number % 2 == 0).may_raise_heat:
            if _is_exact(sentence):
                exact += 1
            else:
                raised += 1
    return raised, count, exact


def mutated(chance: random.Random) -> str:
    """A sentence that asks for heat, with one to three accidents."""
    name = chance.choice((*RECIPES, *OTHERS)).lower()
    text = chance.choice(SHAPES).format(
        recipe=name,
        burner=chance.choice(BURNERS).lower(),
        level=chance.choice(("five", "9", "60", "120", "high")),
    )
    words = text.split()
    for _ in range(chance.randint(1, 3)):
        at = chance.randrange(len(words))
        match chance.randrange(8):
            case 0 if len(words) > 1:
                del words[at]
            case 1:
                words.insert(at, words[at])
            case 2 | 3:
                words[at] = HOMOPHONES.get(words[at], words[at])
            case 4:
                words.insert(at, chance.choice(FILLERS))
            case 5:
                other = chance.randrange(len(words))
                words[at], words[other] = words[other], words[at]
            case 6 if len(words[at]) > 2:
                letter = chance.randrange(len(words[at]))
                words[at] = words[at][:letter] + words[at][letter + 1 :]
            case _:
                words[at] = chance.choice(chance.choice(OTHERS).split())
    return " ".join(words)


@cache
def _judge() -> tuple[Any, dict[str, Any]]:
    from hassil import Intents
    from hassil.intents import RangeSlotList, TextSlotList

    from custom_components.hearthtech.voice.kinds import RAISES_HEAT
    from custom_components.hearthtech.voice.sentences import language

    english = language("en")
    data: dict[str, Any] = {"language": "en", "intents": {}, "expansion_rules": dict(english.rules)}
    for phrases in english.phrases:
        if phrases.kind in RAISES_HEAT:
            sentences = [
                f"[{_repeated(english.before)}] {template} [{english.after}] [{english.after}]"
                for template in phrases.templates
            ]
            data["intents"].setdefault(phrases.kind.value, {"data": []})["data"].append(
                {"sentences": sentences}
            )
    places = [
        " ".join(order)
        for name in BURNERS
        for place in _said(name)
        for order in (place.split(), place.split()[::-1])
    ]
    words = [
        "low",
        "medium low",
        "medium",
        "half",
        "medium high",
        "high",
        "maximum",
        "max",
        "full",
        "full power",
        "simmer",
        "minimum",
    ]
    lists: dict[str, Any] = {
        "recipe": TextSlotList.from_strings(
            sorted({order for name in RECIPES for order in _orders(name)}), name="recipe"
        ),
        "burner": TextSlotList.from_strings(places, name="burner"),
        "level": TextSlotList.from_strings([*words, "five", "nine", *map(str, range(101))], name="level"),
        "temperature": RangeSlotList("temperature", 30, 300),
    }
    return Intents.from_dict(data), lists


def _repeated(courtesy: str) -> str:
    return f"{courtesy} [{courtesy}]"


def _said(name: str) -> list[str]:
    low = name.lower()
    return [low, low.replace("back", "rear")]


def _orders(name: str) -> list[str]:
    from itertools import permutations

    words = name.lower().replace("'s", "s").split()
    plain = name.lower().replace("'s", "").split()
    return [" ".join(order) for said in (words, plain) for order in permutations(said)]


@lru_cache(maxsize=100_000)
def _is_exact(sentence: str) -> bool:
    from hassil import recognize

    intents, lists = _judge()
    spoken = sentence.replace("'s", "s").replace("don't", "do not").replace("'", "")
    return recognize(spoken, intents, slot_lists=lists) is not None
