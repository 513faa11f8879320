"""Requests that are no sentence of the grammar, read by their parts and by what was talked about, in any order of words.

"Get rid of the soup" is a word of removal and a planned dish; "hang on, give them another five", after talk about a
timer, is a word of more and a number. A rule (`loose_rules`) applies only if each part of the utterance is small, or of a
class that the rule allows, and each name is something that the household has or a known food: other utterances are left
to other agents. No rule makes a request that raises heat.
"""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
import re

from ..kitchen.meal_plan.meal import Meal
from ..kitchen.timers.timer import Timer
from ..language.singular import singular
from ..voice.data_files import supported
from ..voice.intents import LOWERS_HEAT, RAISES_HEAT, Kind
from ..voice.spoken_parts import NAME, Part, SpokenParts, words_within_names
from ..voice.text import tokens
from .completed_request import FollowUpResult
from .handlers.cold_storage import keeps
from .handlers.meal_changes import SEARCHED, is_named
from .handlers.meal_days import meal_name
from .handlers.nutrition import recipe_called
from .handlers.pantry_and_shopping import same
from .handlers.timers import called
from .other_dish import is_ingredient
from .turn import TurnContext

LONGEST_NAME = 4
"""The most words of a name."""
LONGEST_STORED = 2
"""The most words of a food of the chart of storage times, which other words may be beside."""
_ELIDED = re.compile(r"\b([^\W\d_]) ")
"""A single letter whose apostrophe was left out by the recognizer: "huile d olive"."""
TIMER, LISTED, PLANNED, DISH, INGREDIENT, FOOD = (
    "named_timer",
    "listed",
    "planned",
    "dish",
    "ingredient",
    "food",
)
"""Classes of names by what they name: a running timer, an item of the list, a planned meal, a recipe, an ingredient of
the recipe that was talked about, a known food."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LooseRequest:
    """An utterance in parts, and what its names mean in this household."""

    turn: TurnContext
    parts: SpokenParts
    timers: Sequence[Timer] = ()
    """The running timers that it names."""
    dishes: Sequence[str] = ()
    """The ids of the recipes that it names, in order."""

    @property
    def classes(self) -> set[str]:
        """The classes of all parts."""
        return {name for part in self.parts.parts for name in part.classes}

    def value(self, name: str) -> object:
        """Return the last value of a list that was said, `None` if there is none: a correction comes last."""
        found = [part.value for part in self.parts.of(name) if part.value is not None]
        return found[-1] if found else None

    def text(self, name: str) -> str:
        """Return the words of all parts of a class, with the word for "and" between them."""
        return self.turn.listed(" ".join(part.words) for part in self.parts.of(name))

    @property
    def span(self) -> float | None:
        """The length of time that was said; a bare number is in minutes (s)."""
        duration, number = self.value("duration"), self.value("number")
        if isinstance(duration, int | float):
            return float(duration)
        return float(number) * 60.0 if isinstance(number, int | float) else None

    @property
    def asks(self) -> bool:
        """Whether it is a question by its mark or first words."""
        first = next((part for part in self.parts.parts if part.classes != {"small"}), None)
        return self.turn.said.rstrip().endswith("?") or (first is not None and "ask" in first.classes)


type LooseHandler = Callable[[LooseRequest], Awaitable[FollowUpResult]]


@dataclass(frozen=True, slots=True, kw_only=True)
class LooseRule:
    """A request by the classes of its parts.

    Each of `needs` is said (of alternatives `a/b` one), none of `lacks`, and nothing besides but what `allows` has.
    """

    then: LooseHandler
    needs: frozenset[str]
    allows: frozenset[str] = frozenset()
    lacks: frozenset[str] = frozenset()
    topics: frozenset[Kind] | None = None
    """The kinds of the last request after which it applies; `None` for any."""
    overrides: bool = False
    """Whether it counts more than a request that was recognized by free text only."""
    replaces: frozenset[Kind] = frozenset()
    """Requests that the same words are alone, while nothing is cooked."""

    def applies(self, said: LooseRequest, topic: Kind | None) -> bool:
        """Whether an utterance is this request."""
        if self.topics is not None and topic not in self.topics:
            return False
        classes = said.classes
        if not self.lacks.isdisjoint(classes):
            return False
        needed = [frozenset(one.split("/")) for one in self.needs]
        if any(one.isdisjoint(classes) for one in needed):
            return False
        return said.parts.only(self.allows.union(*needed))


async def loose_request(turn: TurnContext, rules: Iterable[LooseRule]) -> FollowUpResult:
    """Return the request that the parts of an utterance make, or its reply; `None` if no rule applies."""
    whole = turn.recognition.layer == 1 and turn.recognition.confidence >= 1.0
    if not turn.spoken or turn.kind in LOWERS_HEAT | RAISES_HEAT:
        return None
    open_rules = [rule for rule in rules if turn.kind is Kind.NONE or _may_replace(turn, rule, whole=whole)]
    # What the parts name is looked up in the book: not for words that are understood.
    if not open_rules or (said := await read_parts(turn)) is None:
        return None
    topic = turn.focus.topic if turn.dialogue.is_fresh(turn.focus) else None
    for rule in open_rules:
        if rule.applies(said, topic) and (found := await rule.then(said)) is not None:
            if isinstance(found, TurnContext) and found.kind in RAISES_HEAT:
                raise TypeError("a loose request never raises heat")
            return found
    return None


def _may_replace(turn: TurnContext, rule: LooseRule, *, whole: bool) -> bool:
    """Whether a rule may read words that the grammar or the near layer has read as another request."""
    replaced = turn.kind in rule.replaces and turn.session is None
    return replaced or (rule.overrides and not whole)


async def read_parts(turn: TurnContext) -> LooseRequest | None:
    """Return an utterance in parts; `None` if it names another device, or a name of many words."""
    parts = turn.recognizer.parts(turn.said, language=turn.language)
    if not parts.parts or any(len(name.split()) > LONGEST_NAME for name in parts.names):
        return None
    return await _meant(turn, parts)


async def _meant(turn: TurnContext, parts: SpokenParts) -> LooseRequest:
    """Add to each name what it names."""
    running = list(await turn.kitchen.timers.running())
    timers: list[Timer] = []
    dishes: list[str] = []
    found: list[Part] = []
    meals, items, names = (
        await _meals(turn),
        await turn.kitchen.shopping.items(),
        await turn.kitchen.recipes.names(),
    )
    for part in parts.parts:
        if NAME not in part.classes and "recipe" not in part.classes:
            found.append(part)
            continue
        name = " ".join(part.words)
        classes = {one for one in part.classes if one != NAME}
        if named := called(running, name, turn.language):
            classes.add(TIMER)
            timers += named
        if any(same(name, item.name) for item in items if not item.bought):
            classes.add(LISTED)
        if any([is_named(turn, await meal_name(turn, meal), name) for meal in meals]):
            classes.add(PLANNED)
        if (dish := part.id or recipe_called(turn, name, names)) is not None:
            classes.add(DISH)
            dishes.append(dish)
        within = words_within_names(supported(turn.language))
        if all([word in within or await is_ingredient(turn, word) for word in part.words]):
            classes |= {INGREDIENT, FOOD}
        if LISTED in classes or await is_food(turn, name):
            classes.add(FOOD)
        words = part.words
        if f"{name[:-1]}'s" in turn.said.lower():  # "milk's finished"
            words = tuple(singular_name(name, "en").split())
        found.append(replace(part, words=words, classes=frozenset(classes or {NAME})))
    return LooseRequest(turn=turn, parts=SpokenParts(tuple(found)), timers=timers, dishes=dishes)


async def _meals(turn: TurnContext) -> Sequence[Meal]:
    now = turn.kitchen.clock.now()
    return await turn.kitchen.meal_plan.between(now - timedelta(hours=12), now + SEARCHED)


def singular_name(name: str, code: str) -> str:
    """Return a name with its words in the singular: "milks" of "milk's finished" is "milk"."""
    return " ".join(singular(word, code) for word in tokens(name, code))


async def is_food(turn: TurnContext, name: str) -> bool:
    """Whether a name is that of a food: of the food database, the pantry, or the chart of storage times."""
    code = supported(turn.language)
    reader = await turn.kitchen.pantry.reader()
    names = (name, singular_name(name, code), _ELIDED.sub(r"\1'", name))
    if any(reader.analyzer.database.lookup(one, code) is not None for one in names):
        return True
    if any(same(name, item.name) for item in await turn.kitchen.pantry.items()):
        return True
    return len(name.split()) <= LONGEST_STORED and keeps(name, turn.language) is not None
