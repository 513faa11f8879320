"""Slots of an utterance whose kind was only nearly recognized: what can be picked out of it by itself.

Names are matched by likeness with a margin; where two are as likely, both are handed on, to be asked about.
"""

from collections.abc import Callable, Mapping, Sequence
from itertools import islice

from .automaton import Slots
from .features import Words
from .kinds import Kind
from .lexicon import CLASSES, FOODS, OPENER_WORDS
from .lists import DAYS, DIETS, MEALS, NUTRIENTS, UNITS
from .names import NameList, clear_winner
from .numbers import duration_at, is_number_word, number_at

_RECIPE_KINDS = frozenset({
    Kind.START_RECIPE, Kind.FIND_RECIPE, Kind.LIST_INGREDIENTS, Kind.NUTRITION, Kind.ASK_DURATION, Kind.TELL_STORY,
    Kind.PLAN_MEAL, Kind.REVIEW, Kind.INGREDIENT_COUNT, Kind.SCALE_SERVINGS, Kind.FITS_PERSON, Kind.LOG_EATEN,
})  # fmt: skip
_FOOD_KINDS = frozenset({
    Kind.ASK_AMOUNT, Kind.USE_ALL, Kind.SHELF_LIFE, Kind.NUTRITION, Kind.CONVERT_UNITS, Kind.FITS_PERSON, Kind.ASK_DURATION,
})  # fmt: skip
_PERSON_KINDS = frozenset({Kind.FITS_PERSON, Kind.EATEN_TODAY, Kind.LOG_EATEN, Kind.SUGGEST_MEAL})
_ITEM_KINDS = frozenset({Kind.SHOPPING_ADD, Kind.SHOPPING_QUERY, Kind.PANTRY_QUERY})
_BURNER_KINDS = frozenset({Kind.HEAT_OFF, Kind.SET_HEAT, Kind.ASK_HEAT, Kind.START_RECIPE})
_BURNER_WORDS = frozenset(["burner", "burners", "ring", "hob", "plate", "zone", "hotplate"])
_JOINING = frozenset(["of", "and", "with", "in", "from", "the", "n"])
_NEVER_FOOD = frozenset(
    [
        "dish",
        "meal",
        "meals",
        "recipe",
        "recipes",
        "food",
        "leftovers",
        "leftover",
        "snack",
        "dinner",
        "lunch",
        "breakfast",
        "supper",
        "brunch",
        "dessert",
        "groceries",
    ]
)
_SWAPPING = ("instead of", "in place of", "with", "for", "by")
NAMES_ASKED_ABOUT = 3


def near_slots(kind: Kind, words: list[str], *, names: Mapping[str, NameList], known: Words) -> Slots:
    """What can be picked out for a kind."""
    slots: Slots = {}
    rest = words
    if kind in _BURNER_KINDS:
        rest = _burner(words, names["burner"], slots)
    phrase = food_phrase(rest, known)
    if kind in _RECIPE_KINDS and phrase:
        _named("recipe", phrase, names["recipe"], slots)
        if "recipe" not in slots and "recipe_choices" not in slots and kind is not Kind.ASK_DURATION:
            slots["query" if kind is Kind.FIND_RECIPE else "recipe"] = " ".join(phrase)
    if kind in _FOOD_KINDS and phrase and "recipe_id" not in slots:
        slots["food"] = " ".join(phrase)
        slots.pop("recipe", None)
    if kind in _PERSON_KINDS:
        rest = _person(rest, names["person"], slots)
    if kind is Kind.LOG_EATEN and phrase and "recipe_id" not in slots:
        slots["food"] = " ".join(phrase)
    if kind in _ITEM_KINDS and phrase:
        slots["item"] = " ".join(phrase)
    extra = _EXTRAS.get(kind)
    if extra is not None:
        extra(rest, slots)
    return slots


def food_phrase(words: Sequence[str], known: Words) -> list[str]:
    """The words that name a food or dish: the longest run of foods and words nobody knows."""
    best: list[str] = []
    run: list[str] = []
    for word in (*words, ""):
        inside = (
            word != ""
            and word not in _NEVER_FOOD
            and (word in FOODS or CLASSES.get(word) == "<cuisine>" or known.canon(word) in {"<x>", "<food>"})
        )
        if inside or (run and word in _JOINING):
            run.append(word)
            continue
        while run and run[-1] in _JOINING:
            run.pop()
        if _weight(run) > _weight(best):
            best = run
        run = []
    return best


def _weight(run: Sequence[str]) -> float:
    return sum(1.0 if word in FOODS else 0.6 for word in run if word not in _JOINING)


def _named(slot: str, phrase: list[str], names: NameList, slots: Slots) -> None:
    near = names.near(phrase)
    winner = clear_winner(near)
    if winner is not None:
        slots[slot], slots[f"{slot}_id"] = winner.name, winner.id
    elif near:
        slots[f"{slot}_choices"] = tuple(candidate.named.name for candidate in near[:NAMES_ASKED_ABOUT])


def _burner(words: list[str], burners: NameList, slots: Slots) -> list[str]:
    """Find the burner; returns the words without it."""
    for start in range(len(words)):
        found = list(burners(words, start))
        if found:
            value = found[-1]
            slots["burner"] = value.value
            if value.id is not None:
                slots["burner_id"] = value.id
            return [word for word in (*words[:start], *words[value.end :]) if word not in _BURNER_WORDS]
    at = next((i for i, word in enumerate(words) if word in _BURNER_WORDS), None)
    if at is None:
        return words
    start = (
        max(
            (i for i, word in enumerate(words[:at]) if word in {"on", "the", "off", "of", "with"}), default=-1
        )
        + 1
    )
    said = words[start:at]
    if not said:
        return words
    slots["burner"] = " ".join(said)
    near = burners.near(said)
    winner = clear_winner(near)
    if winner is not None:
        slots["burner"], slots["burner_id"] = winner.name, winner.id
    return [*words[:start], *words[at + 1 :]]


def _person(words: list[str], people: NameList, slots: Slots) -> list[str]:
    """A person who was named exactly: nobody is guessed at. Returns the words without the name."""
    for start in range(len(words)):
        for value in people(words, start):
            if value.id is not None:
                slots["person"], slots["person_id"] = value.value, value.id
                return [*words[:start], *words[value.end :]]
    return words


def _timer(words: list[str], slots: Slots) -> None:
    _duration(words, slots)
    said = set(words)
    if said & {"cancel", "delete", "clear", "end", "kill", "stop"}:
        slots["action"] = "cancel"
    elif said & {"pause", "hold"}:
        slots["action"] = "pause"
    elif said & {"resume", "continue", "unpause"}:
        slots["action"] = "resume"
    elif (
        said & {"left", "remaining", "check", "status"} or {"how", "much"} <= said or {"how", "long"} <= said
    ):
        slots["action"] = "left"
    elif "duration" in slots and said & {"add", "extend", "more", "longer"}:
        slots["action"] = "add"
    else:
        slots["action"] = "set"


def _duration(words: list[str], slots: Slots) -> None:
    for start in range(len(words)):
        if (found := duration_at(words, start)) is not None:
            slots["duration"] = found[0]
            return


def _number(name: str) -> Callable[[list[str], Slots], None]:
    def extract(words: list[str], slots: Slots) -> None:
        for start, word in enumerate(words):
            if is_number_word(word) and (found := number_at(words, start)) is not None:
                slots[name] = found[0]
                return

    return extract


def _units(words: list[str], slots: Slots) -> None:
    found = [(i, UNITS[word]) for i, word in enumerate(words) if word in UNITS]
    _number("amount")(words, slots)
    if len(found) < 2:
        return
    (first, one), (_, two) = islice(found, 2)
    asked_first = first > 0 and words[first - 1] in {"many", "much"}
    slots["from"], slots["to"] = (two, one) if asked_first else (one, two)


def _nutrient(words: list[str], slots: Slots) -> None:
    for length in (3, 2, 1):
        for start in range(len(words) - length + 1):
            tag = NUTRIENTS.get(" ".join(words[start : start + length]))
            if tag is not None and "calories" not in words:
                slots["nutrient"] = tag
                return


def _shopping(words: list[str], slots: Slots) -> None:
    removing = {"remove", "delete", "erase", "cross", "off", "strike", "drop"} & set(words)
    slots["action"] = "remove" if removing and "add" not in words else "add"


def _when(words: list[str], slots: Slots) -> None:
    """The day and the meal that were named."""
    for word in words:
        if word in DAYS:
            slots.setdefault("day", DAYS[word])
        if word in MEALS:
            slots.setdefault("meal", MEALS[word])


def _pantry(words: list[str], slots: Slots) -> None:
    if {"expires", "expire", "expiring"} & set(words) or "use up" in " ".join(words):
        slots["ask"] = "expiring"


def _suggest(words: list[str], slots: Slots) -> None:
    _when(words, slots)
    _duration(words, slots)
    if {"quick", "fast", "quickly", "simple"} & set(words):
        slots["quick"] = "yes"
    if {"season", "seasonal"} & set(words):
        slots["season"] = "yes"


def _diet(words: list[str], slots: Slots) -> None:
    text = " ".join(words)
    for said, diet in DIETS.items():
        if said in text:
            slots["diet"] = diet
            return


def _swap(words: list[str], slots: Slots) -> None:
    """What is missing, and what might take its place."""
    text = " ".join(word for word in words if word not in OPENER_WORDS)
    for marker in _SWAPPING:
        before, found, after = text.partition(f" {marker} ")
        if not found:
            continue
        first, second = _tail(before), _tail(after)
        replacing = any(word in before.split() for word in ("replace", "swap", "switch", "exchange", "trade"))
        if marker in {"with", "by"} or (marker == "for" and replacing):
            first, second = second, first
        if second:
            slots["food"] = second
        if first:
            slots["instead"] = first
        return
    foods = [word for word in words if word in FOODS]
    if foods:
        slots["food"] = " ".join(foods)


def _tail(text: str) -> str:
    """The food at the end of what comes before a marker, or at the beginning of what comes after."""
    words = text.split()
    named = [i for i, word in enumerate(words) if word in FOODS]
    if not named:
        return ""
    start = named[0]
    while start > 0 and words[start - 1] in _QUALITIES:
        start -= 1
    return " ".join(words[start : named[-1] + 1])


_QUALITIES = frozenset(
    [
        "white",
        "brown",
        "black",
        "red",
        "green",
        "whole",
        "skim",
        "almond",
        "oat",
        "soy",
        "sour",
        "heavy",
        "sweet",
        "fresh",
        "dried",
        "powdered",
        "baking",
        "bread",
        "greek",
        "dijon",
        "olive",
        "coconut",
        "ground",
        "smoked",
        "light",
        "dark",
        "unsalted",
        "salted",
        "plain",
        "raw",
        "wheat",
        "grain",
        "purpose",
        "all",
    ]
)

_EXTRAS: dict[Kind, Callable[[list[str], Slots], None]] = {
    Kind.TIMER: _timer,
    Kind.SCALE_SERVINGS: _number("servings"),
    Kind.REVIEW: _number("stars"),
    Kind.CONVERT_UNITS: _units,
    Kind.NUTRITION: _nutrient,
    Kind.SHOPPING_ADD: _shopping,
    Kind.PLAN_QUERY: _when,
    Kind.PLAN_MEAL: _when,
    Kind.SUGGEST_MEAL: _suggest,
    Kind.PANTRY_QUERY: _pantry,
    Kind.FITS_PERSON: _diet,
    Kind.EATEN_TODAY: _nutrient,
    Kind.SUBSTITUTE: _swap,
}
