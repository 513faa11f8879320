"""The classifier of German, French, Spanish and Italian with the slots of what it recognizes.

It never reads heat: a request for heat has layer 2 and is not carried out (`Recognition.may_raise_heat`), and one for
less heat is read by `off` and by the grammar only.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from .answer_reader import answer_words
from .automaton import Slots, ValueList
from .classifier import Model
from .food_words import food_words
from .intents import CONFIRMING, LOWERS_HEAT, RAISES_HEAT, STEPS, Kind
from .lists import texts_of
from .names import NameList, clear_winner
from .spoken_parts import PartsReader, small_words_of, words_within_names

LIKELY_ENOUGH = 0.4
"""Least probability of a kind; below it the utterance is not meant for the kitchen."""
EXPECTED_ENOUGH = 0.3
"""The same for a kind that answers the kitchen's last question."""
MARGIN = 0.12
"""By how much the probability of a kind must exceed that of the next."""
KNOWN_ENOUGH = 0.5
"""The least share of words that are no name of food."""
MOST_UNKNOWN = 0.4
"""The greatest share of unknown words, names of food aside."""
STRANGE = 0.5
"""By how much the least probability rises with the share of unknown words."""
VAGUE = 0.1
"""By how much the least probability rises if the utterance names nothing."""
ELSEWHERE = 0.75
"""Least probability of `none` of an utterance whose free text adds nothing to what was talked about."""
NAMES_ASKED_ABOUT = 3
"""The most recipes with a similar name that are asked about."""

_NEVER = LOWERS_HEAT | RAISES_HEAT | frozenset(CONFIRMING) | {Kind.NONE}
"""Kinds that need an exact sentence."""
_WHILE_COOKING = STEPS | {
    Kind.IS_FINISHED,
    Kind.IS_THAT_ALL,
    Kind.USE_ALL,
    Kind.CURRENT_STEP,
    Kind.MEANWHILE,
    Kind.ASK_TEMPERATURE,
    Kind.INGREDIENT_OF_STEP,
    Kind.ASK_TOOL,
    Kind.ASK_HEAT,
}
"""Kinds that nobody means when nothing is cooked."""
_RECIPE_KINDS = frozenset({
    Kind.FIND_RECIPE, Kind.LIST_INGREDIENTS, Kind.NUTRITION, Kind.ASK_DURATION, Kind.TELL_STORY, Kind.PLAN_MEAL,
    Kind.REVIEW, Kind.INGREDIENT_COUNT, Kind.SCALE_SERVINGS, Kind.FITS_PERSON, Kind.LOG_EATEN,
})  # fmt: skip
_FOOD_SLOT: Mapping[Kind, str] = {
    Kind.ASK_AMOUNT: "food", Kind.USE_ALL: "food", Kind.SHELF_LIFE: "food", Kind.SUBSTITUTE: "food",
    Kind.CONVERT_UNITS: "food", Kind.ASK_DURATION: "food", Kind.LOG_EATEN: "food", Kind.FIND_RECIPE: "query",
    Kind.SHOPPING_ADD: "item", Kind.SHOPPING_QUERY: "item", Kind.PANTRY_QUERY: "item", Kind.NUTRITION: "food",
    Kind.WHAT_CAN_I_MAKE: "foods",
}  # fmt: skip
"""The slot of the food that an utterance names."""
_OF_FOOD = frozenset(_FOOD_SLOT) - {Kind.FIND_RECIPE}
"""Kinds that name a food, which may be any word."""
_LIST_SLOTS: Mapping[Kind, Sequence[tuple[str, str]]] = {
    Kind.TIMER: (("duration", "duration"),),
    Kind.SCALE_SERVINGS: (("number", "servings"),),
    Kind.REVIEW: (("number", "stars"),),
    Kind.CONVERT_UNITS: (("number", "amount"),),
    Kind.NUTRITION: (("nutrient", "nutrient"),),
    Kind.EATEN_TODAY: (("nutrient", "nutrient"),),
    Kind.PLAN_QUERY: (("day", "day"), ("meal", "meal")),
    Kind.PLAN_MEAL: (("day", "day"), ("meal", "meal")),
    Kind.SUGGEST_MEAL: (("day", "day"), ("meal", "meal")),
    Kind.FITS_PERSON: (("diet", "diet"),),
}
"""The lists whose values are slots of a kind: (list, slot)."""
_NEEDED: Mapping[Kind, Collection[str]] = {
    Kind.TIMER: ("duration",),
    Kind.SHOPPING_ADD: ("item",),
    Kind.SCALE_SERVINGS: ("servings",),
    Kind.REVIEW: ("stars",),
    Kind.PLAN_MEAL: ("recipe", "day"),
    Kind.LOG_EATEN: ("recipe", "food"),
    Kind.FIND_RECIPE: ("recipe", "query"),
    Kind.SHELF_LIFE: ("food",),
    Kind.SUBSTITUTE: ("food",),
}
"""Slots of which a request has at least one; without it, it was not understood."""
_CUES: Mapping[Kind, Collection[str]] = {Kind.FITS_PERSON: ("eat", "works", "ask", "many")}
"""Classes of words (`topic_words.yaml`) of which a request that names nothing has one."""
_PRESET: Mapping[Kind, Slots] = {Kind.TIMER: {"action": "set"}, Kind.SHOPPING_ADD: {"action": "add"}}


@dataclass(frozen=True, slots=True, kw_only=True)
class NearRequest:
    """An utterance that the classifier recognized."""

    kind: Kind
    slots: Slots
    likelihood: float


class NearLayer:
    """The classifier of one language with its lists of values and names."""

    def __init__(
        self, code: str, model: Model, names: Mapping[str, NameList], lists: Mapping[str, ValueList]
    ) -> None:
        self._code = code
        self._model = model
        self._names = names
        self._lists = lists
        self._parts = PartsReader(code, lists)
        self._foods = food_words(code)
        self._joining = frozenset({*answer_words(code).joins, *words_within_names(code)})
        self._small = small_words_of(code)
        self._articles = frozenset(texts_of("article", code)) | frozenset(texts_of("before_item", code))

    def recognize(
        self, text: str, words: Sequence[str], *, session: bool, expects: Collection[Kind]
    ) -> NearRequest | None:
        """The recognized request; `None` if it is not certain enough, or not the kitchen's."""
        guess = self._model.guess(text, session=session)
        kind, likelihood = guess.kind, guess.likelihood
        if kind in _NEVER or (kind in _WHILE_COOKING and not session):
            return None
        needed = EXPECTED_ENOUGH if kind in expects else LIKELY_ENOUGH
        if likelihood < needed or (likelihood - guess.next_likelihood < MARGIN and kind not in expects):
            return None
        phrase = self._phrase(words)
        known = [word for word in words if word not in phrase]
        named = sum(map(self._names_food, phrase))
        if len(words) - named < len(words) * KNOWN_ENOUGH or self._unknown(known) > len(known) * MOST_UNKNOWN:
            return None
        strange = self._unknown(words) / len(words)
        if likelihood < needed + STRANGE * strange and kind not in _OF_FOOD:
            return None
        slots = self._slots(kind, list(words), phrase)
        if not slots and kind not in expects and not self._is_plain(kind, likelihood - needed, words):
            return None
        wanted = _NEEDED.get(kind)
        if wanted is not None and not any(name in slots for name in wanted):
            return None
        return NearRequest(kind=kind, slots=slots, likelihood=round(likelihood, 3))

    def is_elsewhere(self, text: str) -> bool:
        """Whether an utterance is for another device or agent, on every topic."""
        guess = self._model.guess(text, session=False)
        return guess.kind is Kind.NONE and guess.likelihood >= ELSEWHERE

    def _is_plain(self, kind: Kind, margin: float, words: Sequence[str]) -> bool:
        """Whether a request that names nothing is certain: by its likelihood, and by a word of its class."""
        cues = _CUES.get(kind)
        return margin >= VAGUE and (cues is None or any(map(self._parts.read(words).has, cues)))

    def _unknown(self, words: Sequence[str]) -> int:
        return sum(self._model.known.may_name_food(word) and word not in self._foods for word in words)

    def _names_food(self, word: str) -> bool:
        if word in self._foods:
            return True
        return self._model.known.may_name_food(word) and word not in self._small

    def _phrase(self, words: Sequence[str]) -> list[str]:
        """The words that name foods or dishes: the longest run of words for foods and of words that no training sentence has.

        Foods between which only a word such as "and", and articles, are said belong together.
        """
        runs: list[tuple[int, int]] = []
        for position, word in enumerate(words):
            if not self._names_food(word):
                continue
            if runs and self._joins_foods(words[runs[-1][1] : position]):
                runs[-1] = runs[-1][0], position + 1
            else:
                runs.append((position, position + 1))
        names = [sum(map(self._names_food, words[start:end])) for start, end in runs]
        if not runs:
            return []
        start, end = runs[names.index(max(names))]
        return list(words[start:end])

    def _joins_foods(self, between: Sequence[str]) -> bool:
        """Whether words between two foods join them: none, or a word such as "and" or "of" with small words."""
        joined = not between or any(word in self._joining for word in between)
        return joined and all(word in self._joining or word in self._articles for word in between)

    def _slots(self, kind: Kind, words: list[str], phrase: list[str]) -> Slots:
        slots: Slots = dict(_PRESET.get(kind, {}))
        for listed, name in _LIST_SLOTS.get(kind, ()):
            values = self._lists[listed]
            for start in range(len(words)):
                if (found := max(values(words, start), key=lambda one: one.end, default=None)) is not None:
                    slots[name] = found.value
                    break
        for start in range(len(words)):
            for one in self._names["person"](words, start):
                if one.id is not None:
                    slots["person"], slots["person_id"] = one.value, one.id
                    phrase = [word for word in phrase if word not in words[start : one.end]]
        if kind in _RECIPE_KINDS and phrase:
            near = self._names["recipe"].near(phrase)
            if (winner := clear_winner(near)) is not None:
                slots["recipe"], slots["recipe_id"] = winner.name, winner.id
                return slots
            if near:
                slots["recipe_choices"] = tuple(one.named.name for one in near[:NAMES_ASKED_ABOUT])
        if phrase and (slot := _FOOD_SLOT.get(kind)) is not None:
            slots[slot] = " ".join(phrase)
        return slots
