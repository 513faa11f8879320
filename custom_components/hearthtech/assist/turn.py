"""One turn of a dialogue: the request, its speaker and site, and the kitchen."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
import time
from typing import Protocol

from ..burners.burner import Burner
from ..burners.heat_gate import Actor, BurnerFacts, HeatGate, HeatLevel, Origin
from ..burners.model import HeatSource
from ..kitchen.errors import ErrorCode, KitchenError
from ..kitchen.kitchen import Kitchen
from ..kitchen.people.model import Person
from ..kitchen.recipes.model import Heat, Recipe
from ..kitchen.sessions.session import CookingSession
from ..kitchen.sessions.snapshot import CALLS, DishSnapshot
from ..voice.data_files import supported
from ..voice.dialogue import Conversation, Dialogue, Focus, NamedChoice
from ..voice.dish_mentions import named_dishes
from ..voice.intents import Kind
from ..voice.names import Named
from ..voice.numbers import say_list, say_number
from ..voice.recognizer import Recognition, Recognizer
from ..voice.replies import has_words, phrase, words
from ..voice.reply import Reply, speakable
from ..voice.text import as_said

BURNER_WORD = " burner"
MOST_CHOICES = 3
"""How many recipes a question names."""


class AssistHost(Protocol):
    """What the dialogue needs of the program that hosts the kitchen."""

    @property
    def temperature_unit(self) -> str:
        """The unit of temperatures, "C" or "F"."""

    async def speaker(self, *, site: str, conversation: str, spoken: bool) -> Actor:
        """Return the user or satellite of this turn, with its present rights.

        `spoken`: the request was recognized from the text itself; otherwise it is a hint, which can only ask.
        """

    async def may_read_health(self, person: Person) -> bool:
        """Whether the speaker may hear the food log of this person."""

    def facts(self, burner_id: str) -> BurnerFacts | None:
        """Return the state of a burner for the heat gate; `None` if it no longer exists."""

    def local(self, moment: datetime) -> datetime:
        """Convert a time to the local time zone."""


class ReplyDirectly(Exception):
    """Raised to end a handler early with a reply, for example a question."""

    def __init__(self, reply: Reply) -> None:
        super().__init__(reply.say)
        self.reply = reply


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnContext:
    """One turn of a dialogue."""

    kitchen: Kitchen
    home: AssistHost
    recognizer: Recognizer
    dialogue: Dialogue
    conversation: Conversation
    recognition: Recognition
    language: str
    actor: Actor = field(default_factory=lambda: Actor(origin=Origin.HINT))
    """The user or satellite of this turn; by default without text and rights."""
    gate: HeatGate = field(default_factory=lambda: HeatGate(time.monotonic))
    actor_name: str = ""
    said: str = ""
    """The utterance as received, if there is one."""

    @property
    def kind(self) -> Kind:
        """The intent type."""
        return self.recognition.kind

    def text(self, slot: str) -> str | None:
        """Return a slot as text."""
        value = self.recognition.slots.get(slot)
        return str(value) if value not in (None, "") else None

    def as_said(self, slot_text: str) -> str:
        """Return words of a slot as they were said, with their capitals and accents."""
        return as_said(self.said, slot_text, supported(self.language))

    def number(self, slot: str) -> float | None:
        """Return a slot as a number."""
        value = self.recognition.slots.get(slot)
        return float(value) if isinstance(value, int | float) else None

    @property
    def focus(self) -> Focus:
        """What this user talks about here."""
        return self.conversation.focus

    @property
    def spoken(self) -> bool:
        """Whether this turn has text. A hint has none."""
        return self.actor.origin is Origin.VOICE

    def as_kind(self, kind: Kind) -> TurnContext:
        """Return this turn as an exactly recognized `kind`: for an answer that only the open question makes clear."""
        return replace(self, recognition=Recognition(kind=kind, confidence=1.0, layer=1))

    def degrees(self, celsius: float) -> str:
        """Return a temperature in words, in the configured unit: "185 degrees Fahrenheit"."""
        return said_degrees(celsius, self.home.temperature_unit, self.language)

    def level(self, heat: Heat | HeatLevel) -> str:
        """Return a heat level in words: "60 percent", "95 degrees Celsius"."""
        if heat.temperature_c is not None:
            return self.degrees(heat.temperature_c)
        return words("say_percent", self.language, value=f"{(heat.power or 0.0) * 100:.0f}")

    def either(self, names: Iterable[str]) -> str:
        """Return names as alternatives, in the language of this turn: "pancakes or waffles"."""
        return either(names, self.phrase("or_word"))

    def listed(self, names: Iterable[str]) -> str:
        """Return names as a list: "front left burner and back left burner"."""
        return either(names, self.phrase("and_word"))

    def said_number(self, value: float) -> str:
        """Return a number as it is said, in the language of this turn."""
        return say_number(value, self.language)

    def words(self, key: str, /, **fields: object) -> str:
        """Return a sentence of the catalog in the language of this turn."""
        return words(key, self.language, **fields)

    def phrase(self, key: str, /, **fields: object) -> str:
        """Return a phrase of the catalog, for use within a sentence."""
        return phrase(key, self.language, **fields)

    def reply(
        self,
        key: str,
        /,
        *,
        show: str | None = None,
        expects: Iterable[Kind] = (),
        ends: bool | None = None,
        **fields: object,
    ) -> Reply:
        """Return a reply. The conversation continues if an answer is expected, unless `ends` is given."""
        expected = tuple(expects)
        return Reply(
            say=self.words(key, **fields),
            show=show,
            expects=expected,
            ends=not expected if ends is None else ends,
            kind=self.kind,
        )

    @property
    def session(self) -> CookingSession | None:
        """Return the session that questions refer to: the running one, if any."""
        return self.kitchen.sessions.current

    def cooking(self) -> tuple[CookingSession, DishSnapshot]:
        """Return the session and the current dish.

        Raises:
            ReplyDirectly: when nothing is being cooked.
        """
        session = self.session
        if session is None:
            raise ReplyDirectly(self.reply("nothing_cooking"))
        return self._named_dish() or self._dish_in_focus(session) or (session, session.view().dish)

    def dishes(self) -> list[tuple[CookingSession, DishSnapshot]]:
        """Return the dishes being cooked, with their sessions."""
        return [
            (session, dish)
            for session in self.kitchen.sessions.active
            for dish in session.view().dishes
            if not dish.phase.over
        ]

    def _named_dish(self) -> tuple[CookingSession, DishSnapshot] | None:
        """Return the dish that was named; `None` if none was.

        Raises:
            ReplyDirectly: with the names of the dishes, if it is unclear which is meant or it is not being cooked.
        """
        choices, unknown = self.recognition.slots.get("dish_choices"), self.text("dish_unknown")
        if isinstance(choices, tuple):
            raise ReplyDirectly(
                self.reply("which_of", names=self.either(choices), expects=(self.kind,), ends=False)
            )
        name = unknown or self.text("dish")
        if name is None:
            return None
        cooking = self.dishes()
        meant = named_dishes(name, [dish.name for _, dish in cooking], self.language)
        found = [] if unknown else [one for one in cooking if one[1].name in meant]
        if not found or len(meant) != 1:
            names = self.listed(dict.fromkeys(dish.name for _, dish in cooking))
            raise ReplyDirectly(self.reply("dish_not_cooking", name=self.as_said(name), names=names))
        session, dish = found[0]
        self.focus.dish = session.id, dish.id
        return session, dish

    def _dish_in_focus(self, current: CookingSession) -> tuple[CookingSession, DishSnapshot] | None:
        """Return the dish that was named before, unless only another one waits for the cook."""
        if self.focus.dish is None or not self.dialogue.is_fresh(self.focus):
            return None
        found = [one for one in self.dishes() if (one[0].id, one[1].id) == self.focus.dish]
        if not found:
            return None
        waiting = current.view().dish.waiting in CALLS and found[0][1].waiting not in CALLS
        return None if waiting else found[0]

    def burner_name(self, burner_id: str | None) -> str:
        """Return a burner in words: "front left burner"."""
        burner = None if burner_id is None else self.kitchen.burners.get(burner_id)
        if burner is None:
            return self.phrase("a_burner")
        return said_burner(burner, self.language)

    async def recipe(self, *, slot: str = "recipe") -> Recipe:
        """Return the recipe meant: named, being cooked, or mentioned before.

        Raises:
            ReplyDirectly: when none is meant, it is unknown, or two are as likely.
        """
        recipe_id = await self.recipe_id(slot=slot)
        if recipe_id is None:
            raise ReplyDirectly(
                self.reply("no_recipe_named", expects=(Kind.FIND_RECIPE, Kind.LIST_INGREDIENTS))
            )
        return await self.kitchen.recipes.get(recipe_id)

    async def recipe_id(self, *, slot: str = "recipe") -> str | None:
        """Return the id of the recipe meant, `None` if there is none."""
        if (named := self.text(f"{slot}_id")) is not None:
            self.conversation.recipe_id = named
            return named
        if (name := self.text(slot)) is not None:
            self.conversation.recipe_id = found = await self.named_recipe(name)
            return found
        session = self.session
        if session is not None and (cooked := session.view().dish.recipe_id):
            return cooked
        return self.conversation.recipe_id

    def which_of(self, recipes: Mapping[str, str]) -> Reply:
        """Return the question which of these recipes is meant (names by id). The answer may name one or its place."""
        few = list(recipes.items())[:MOST_CHOICES]
        self.focus.choices = tuple(NamedChoice(self.kind, key, name) for key, name in few)
        names = self.either(speakable(name) for _, name in few)
        return self.reply("which_of", names=names, expects=(self.kind,))

    async def named_recipe(self, name: str) -> str:
        """Return the id of the recipe with a similar name.

        Raises:
            ReplyDirectly: with the names to choose from, or a sentence that there is none.
        """
        choices = self.recognition.slots.get("recipe_choices")
        if isinstance(choices, tuple) and choices:
            known = await self.kitchen.recipes.names()
            raise ReplyDirectly(self.which_of({key: one for key, one in known.items() if one in choices}))
        try:
            return (await self.kitchen.recipes.find(name)).id
        except KitchenError as error:
            if error.code is ErrorCode.RECIPE_AMBIGUOUS:
                candidates = error.data.get("candidates")
                if isinstance(candidates, dict) and candidates:
                    raise ReplyDirectly(self.which_of(candidates)) from error
            elif error.code is not ErrorCode.RECIPE_NOT_FOUND:
                raise
            raise ReplyDirectly(self.reply("unknown_recipe", name=name)) from error


type IntentHandler = Callable[[TurnContext], Awaitable[Reply]]
type IntentHandlers = dict[Kind, IntentHandler]


def spoken_burner(burner: Burner) -> str:
    """Return the name of a burner for use within a sentence, "front left burner"."""
    name = burner.name.strip()
    name = name[:1].lower() + name[1:] if name[1:2].islower() else name
    return name if name.lower().endswith(("burner", "ring", "zone", "plate", "hob")) else name + BURNER_WORD


def said_burner(burner: Burner, language: str) -> str:
    """Return the name of a burner for use within a sentence.

    Names that are places are translated: "le feu avant gauche".
    """
    code = supported(language)
    if code == "en":
        return spoken_burner(burner)
    places = [_PLACES.get(word) for word in burner.name.lower().replace("-", " ").split()]
    if places and all(places):
        key = f"place_{'_'.join(sorted(str(place) for place in places))}"
        if has_words(key):
            return phrase(key, code)
    return burner.name


def named_burners(burners: Iterable[Burner]) -> list[Named]:
    """Return the burners in the form of the recognizer, with their sizes if known."""
    return [Named(one.id, one.name, size=one.capabilities.power_w.maximum) for one in burners]


_PLACES = {
    "front": "front", "back": "back", "rear": "back", "left": "left", "right": "right", "middle": "middle", "center": "middle", "centre": "middle",
}  # fmt: skip


def said_degrees(celsius: float, unit: str, language: str = "en") -> str:
    """Return a temperature in words with its unit, "C" or "F"."""
    if unit == "F":
        return words("say_degrees_f", language, value=f"{celsius * 1.8 + 32:.0f}")
    return words("say_degrees_c", language, value=f"{celsius:.0f}")


def is_on(burner: Burner) -> bool:
    """Whether a burner heats, by hand or by a program."""
    state = burner.state
    return (
        state.source in {HeatSource.MANUAL, HeatSource.REMOTE}
        and (state.power or 0) + (state.target_temperature_c or 0) > 0
    )


def either(names: Iterable[str], word: str = "or") -> str:
    """Return names with a word before the last: "pancakes or waffles"."""
    items = list(names)
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {word} {items[-1]}"


__all__ = [
    "AssistHost",
    "IntentHandler",
    "IntentHandlers",
    "ReplyDirectly",
    "TurnContext",
    "either",
    "is_on",
    "said_burner",
    "said_degrees",
    "say_list",
    "spoken_burner",
]
