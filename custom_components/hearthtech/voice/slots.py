"""Slots of an utterance whose kind was recognized by the classifier: extracted one by one.

Names are matched by similarity with a margin; if two are equally probable, both are returned, so that the
dialogue asks.
"""

from collections.abc import Callable, Mapping, Sequence
from itertools import islice

from ..language.durations import duration_at
from ..language.number_words import is_number_word
from ..language.numbers import number_at
from .automaton import Slots, ValueList
from .classifier import FeatureReader
from .intents import Kind
from .lists import DIETS, MEALS, NUTRIENTS, UNITS
from .names import NameList, clear_winner
from .request_words import request_phrases, request_words
from .spoken_values import (
    asked_allergen,
    clock_time,
    named_day,
    single_unit,
    timer_change,
    timer_name,
    times_factor,
)
from .word_classes import CLASSES, FOODS, OPENER_WORDS

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
_BURNER_WORDS = request_words("burner_nouns")
_JOINING = request_words("joining")
_NEVER_FOOD = request_words("never_food")
_SWAPPING = request_phrases("swapping")
_REPLACING = request_words("replacing")
_BEFORE_BURNER = request_words("before_burner")
_TIMER_CANCEL = request_words("timer_cancel")
_TIMER_PAUSE = request_words("timer_pause")
_TIMER_RESUME = request_words("timer_resume")
_TIMER_LEFT = request_words("timer_left")
_REMOVING = request_words("shopping_remove")
_EXPIRING = request_words("expiring")
_QUICK = request_words("quick")
_SEASON = request_words("season")
_BEFORE_DURATION = request_words("before_duration")
_ASKS_LEFT = request_phrases("asks_left")
_ASKS_NUMBER = request_words("asks_number")
_DEGREES = request_words("degrees")
_CALORIES = request_words("calories")
_ADDING = request_words("adding")
_USE_UP = request_phrases("use_up")
_EXCHANGING = request_words("exchanging")
_EXCHANGING_FOR = request_words("exchanging_for")
NAMES_ASKED_ABOUT = 3


def near_slots(kind: Kind, words: list[str], *, names: Mapping[str, NameList], known: FeatureReader) -> Slots:
    """Extract the slots of a kind."""
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


_LESS = request_words("less")
_MORE = request_words("more")


def near_heat(
    words: list[str], slots: Slots, level: ValueList, temperature: ValueList, duration: ValueList
) -> None:
    """Extract level, temperature or direction, and duration, for a request for heat of the classifier."""
    for start in (n + k for n, word in enumerate(words) if word in _BEFORE_DURATION for k in (1, 2)):
        if (span := max(duration(words, start), key=lambda value: value.end, default=None)) is not None:
            slots["duration"] = span.value
            words = [*words[: start - 1], *words[span.end :]]
            break
    for name, values in (("temperature", temperature), ("level", level)):
        for start in range(len(words)):
            found = max(values(words, start), key=lambda value: value.end, default=None)
            if found is not None:
                slots[name] = found.value
                return
    if _LESS & set(words):
        slots["change"] = "down"
    elif _MORE & set(words):
        slots["change"] = "up"


def food_phrase(words: Sequence[str], known: FeatureReader) -> list[str]:
    """The words that name a food or dish: the longest run of foods and unknown words."""
    best: list[str] = []
    run: list[str] = []
    for word in (*words, ""):
        inside = (
            word != ""
            and word not in _NEVER_FOOD
            and (word in FOODS or CLASSES.get(word) == "<cuisine>" or known.may_name_food(word))
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
    found = [(start, value) for start in range(len(words)) for value in burners(words, start)]
    if found:
        start, value = max(found, key=lambda one: (one[1].end - one[0], one[1].id is not None, -one[0]))
        slots["burner"] = value.value
        if value.id is not None:
            slots["burner_id"] = value.id
        elif (winner := clear_winner(burners.near(_before_noun(words)))) is not None:
            slots["burner"], slots["burner_id"] = winner.name, winner.id  # "front lef burner"
        return [word for word in (*words[:start], *words[value.end :]) if word not in _BURNER_WORDS]
    said = _before_noun(words)
    if not said:
        return words
    slots["burner"] = " ".join(said)
    winner = clear_winner(burners.near(said))
    if winner is not None:
        slots["burner"], slots["burner_id"] = winner.name, winner.id
    return [word for word in words if word not in said and word not in _BURNER_WORDS]


def _before_noun(words: list[str]) -> list[str]:
    """The words of a name before "burner"."""
    at = next((i for i, word in enumerate(words) if word in _BURNER_WORDS), None)
    if at is None:
        return []
    small = [i for i, word in enumerate(words[:at]) if word in _BEFORE_BURNER]
    return words[max(small, default=-1) + 1 : at]


def _person(words: list[str], people: NameList, slots: Slots) -> list[str]:
    """Find a person who was named exactly: people are never guessed. Returns the words without the name."""
    for start in range(len(words)):
        for value in people(words, start):
            if value.id is not None:
                slots["person"], slots["person_id"] = value.value, value.id
                return [*words[:start], *words[value.end :]]
    return words


def _timer(words: list[str], slots: Slots) -> None:
    _duration(words, slots)
    said = set(words)
    if said & _TIMER_CANCEL:
        slots["action"] = "cancel"
    elif said & _TIMER_PAUSE:
        slots["action"] = "pause"
    elif said & _TIMER_RESUME:
        slots["action"] = "resume"
    elif said & _TIMER_LEFT or any(said.issuperset(asked.split()) for asked in _ASKS_LEFT):
        slots["action"] = "left"
    elif "duration" in slots and (change := timer_change(words)) is not None:
        slots["action"] = change
    else:
        slots["action"] = "set"
    if (name := timer_name(words)) is not None:
        slots["name"] = name
    if slots["action"] == "set" and (until := clock_time(words)) is not None:
        slots["until"] = until
        slots.pop("duration", None)


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


def _servings(words: list[str], slots: Slots) -> None:
    if (factor := times_factor(words)) is not None:
        slots["factor"] = f"{factor:g}"
    else:
        _number("servings")(words, slots)


_OTHER_SCALE = {"F": "C", "C": "F"}


def _units(words: list[str], slots: Slots) -> None:
    found = [(i, UNITS[word]) for i, word in enumerate(words) if word in UNITS]
    _number("amount")(words, slots)
    if (amount := single_unit(words)) is not None:
        slots.setdefault("amount", amount)
    if len(found) == 1 and found[0][1] in _OTHER_SCALE and _DEGREES & set(words[: found[0][0]]):
        slots["from"], slots["to"] = _OTHER_SCALE[found[0][1]], found[0][1]  # "180 degrees in fahrenheit"
    if len(found) < 2:
        return
    (first, one), (_, two) = islice(found, 2)
    asked_first = first > 0 and words[first - 1] in _ASKS_NUMBER
    slots["from"], slots["to"] = (two, one) if asked_first else (one, two)


def _nutrient(words: list[str], slots: Slots) -> None:
    for length in (3, 2, 1):
        for start in range(len(words) - length + 1):
            tag = NUTRIENTS.get(" ".join(words[start : start + length]))
            if tag is not None and not _CALORIES & set(words):
                slots["nutrient"] = tag
                return


def _shopping(words: list[str], slots: Slots) -> None:
    removing = _REMOVING & set(words)
    slots["action"] = "remove" if removing and not _ADDING & set(words) else "add"


def _when(words: list[str], slots: Slots) -> None:
    """The named day and meal."""
    if (day := named_day(words)) is not None:
        slots["day"] = day
    if (time := clock_time(words)) is not None:
        slots["time"] = time
    for word in words:
        if word in MEALS:
            slots.setdefault("meal", MEALS[word])


def _pantry(words: list[str], slots: Slots) -> None:
    if _EXPIRING & set(words) or any(phrase in " ".join(words) for phrase in _USE_UP):
        slots["ask"] = "expiring"


def _suggest(words: list[str], slots: Slots) -> None:
    _when(words, slots)
    _duration(words, slots)
    if _QUICK & set(words):
        slots["quick"] = "yes"
    if _SEASON & set(words):
        slots["season"] = "yes"


def _diet(words: list[str], slots: Slots) -> None:
    text = " ".join(words)
    for said, diet in DIETS.items():
        if said in text:
            slots["diet"] = diet
            return
    if (allergen := asked_allergen(words)) is not None:
        slots["allergen"] = allergen


def _swap(words: list[str], slots: Slots) -> None:
    """The missing food, and its possible replacement."""
    text = " ".join(word for word in words if word not in OPENER_WORDS)
    for marker in _SWAPPING:
        before, found, after = text.partition(f" {marker} ")
        if not found:
            continue
        first, second = _tail(before), _tail(after)
        replacing = any(word in before.split() for word in _REPLACING)
        if marker in _EXCHANGING or (marker in _EXCHANGING_FOR and replacing):
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
    """The food at the end of the words before a marker, or at the beginning of the words after it."""
    words = text.split()
    named = [i for i, word in enumerate(words) if word in FOODS]
    if not named:
        return ""
    start = named[0]
    while start > 0 and words[start - 1] in _QUALITIES:
        start -= 1
    return " ".join(words[start : named[-1] + 1])


_QUALITIES = request_words("qualities")

_EXTRAS: dict[Kind, Callable[[list[str], Slots], None]] = {
    Kind.TIMER: _timer,
    Kind.SCALE_SERVINGS: _servings,
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
