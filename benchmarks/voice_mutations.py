"""Sentences that ask for heat, misrecognized in many ways: only an exact one may lead to heat.

Whether a sentence is exact is decided by hassil, with the same templates and names, so that the recognizer does not
judge itself. An exact sentence only asks a question; without a yes nothing is heated.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby, permutations, product
import random
import re
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
    """Return how many of `count` inexact sentences raise heat, how many were tried, and how many were exact after all."""
    from custom_components.hearthtech.voice.recognizer import Named, Recognizer

    recognizer = Recognizer(preload=["en"])
    recognizer.update("recipe", [Named(str(n), name) for n, name in enumerate(RECIPES)])
    recognizer.update("burner", [Named(f"stove/{n}", name) for n, name in enumerate(BURNERS, 1)])
    chance = random.Random(4711)
    oracle = ExactHeat()
    raised = exact = 0
    for number in range(count):
        sentence = mutated(chance)
        if recognizer.recognize(sentence, session=number % 2 == 0).may_raise_heat:
            if oracle.is_exact(sentence):
                exact += 1
            else:
                raised += 1
    return raised, count, exact


def mutated(chance: random.Random) -> str:
    """Return a sentence that asks for heat, with one to three errors."""
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


class ExactHeat:
    """Decides with hassil whether a sentence is one of our templates that raise heat, with these names."""

    def __init__(self, recipes: Sequence[str] = RECIPES) -> None:
        from hassil import Intents
        from hassil.intents import SlotList, TextSlotList

        from custom_components.hearthtech.voice.intents import RAISES_HEAT
        from custom_components.hearthtech.voice.sentences import sentences_of

        english = sentences_of("en")
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
        orders = sorted({order for name in recipes for order in _orders(name)})
        values = {
            "recipe": orders,
            "burner": [_ONE_BURNER],
            "level": [*english.lists["level"], *(f"{number} [percent]" for number in _NUMBERS)],
            "temperature": [f"{number} [degrees|degree|degres] [celsius|fahrenheit]" for number in _NUMBERS],
            "number": _NUMBERS,
            "duration": [f"{number} (second|minute|hour)[s]" for number in _NUMBERS],
        }
        self._lists: dict[str, SlotList] = {
            name: TextSlotList.from_strings(texts, name=name, allow_template=True)
            for name, texts in values.items()
        }
        self._intents = Intents.from_dict(data)
        self.is_exact = lru_cache(maxsize=100_000)(self._is_exact)

    def _is_exact(self, sentence: str) -> bool:
        from hassil import recognize

        spoken = sentence.lower().replace("'s", "s").replace("don't", "do not").replace("'", "")
        return any(
            recognize(words, self._intents, slot_lists=self._lists) is not None
            for words in dict.fromkeys((*_one_burner(spoken), spoken))
        )


_ONE_BURNER = "namedburner"


def _one_burner(spoken: str) -> Iterator[str]:
    """Return a request with each description of one burner replaced by the word `namedburner`, in every reading.

    The words of a description may have any order and may be repeated. "The left one" may mean several burners, "the left
    front right" means none. A "right" or "back" at an end of a description may also belong to the words beside it
    ("right, the front left", "turn the front left back"): such a request has several readings.
    """
    for said in dict.fromkeys((spoken, _ON_BETWEEN.sub(r"\1\2", spoken))):
        pieces = [
            tuple(_descriptions(tuple(run))) if place else (" ".join(run),)
            for place, run in groupby(said.split(), key=lambda word: word in _PLACES or word in _AROUND)
        ]
        yield from map(" ".join, product(*pieces))


def _descriptions(words: tuple[str, ...]) -> Iterator[str]:
    for first in (0, 1) if words[0] == "right" else (0,):
        for last in (0, 1) if words[-1] in {"right", "back"} else (0,):
            middle = words[first : len(words) - last]
            places = _PLACES.intersection(middle)
            if places and not any(places >= pair for pair in _OPPOSITE):
                middle = (_ONE_BURNER,)
            yield " ".join((*words[:first], *middle, *words[len(words) - last :])).strip()


_PLACES = frozenset({"front", "back", "rear", "left", "right"})
_AROUND = frozenset({"the", "burner"})
_ON_BETWEEN = re.compile(
    r"\b(front|back|rear|left|right)((?: the| burner)*)(?: on)+(?= (?:the )*(?:front|back|rear|left|right|burner)\b)"
)
"""An "on" inside the description of a burner: "front on left"."""
_OPPOSITE = ({"front", "back"}, {"front", "rear"}, {"left", "right"})

_NUMBERS = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "5", "9", "60", "120", "6", "0", "10", "12", "20",
)  # fmt: skip
"""The numbers in `SHAPES` and `HOMOPHONES`, and some more."""


def _repeated(courtesy: str) -> str:
    return f"{courtesy} [{courtesy}]"


def _orders(name: str) -> list[str]:
    words = name.lower().replace("'s", "s").split()
    plain = name.lower().replace("'s", "").split()
    return [" ".join(order) for said in (words, plain) for order in permutations(said)]
