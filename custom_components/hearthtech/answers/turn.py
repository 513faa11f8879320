"""One turn of a conversation: what was asked, by whom and where, and the kitchen it is about."""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from custom_components.hearthtech.kitchen.burner import Burner, HeatSource
from custom_components.hearthtech.kitchen.errors import ErrorCode, KitchenError
from custom_components.hearthtech.kitchen.kitchen import Kitchen
from custom_components.hearthtech.kitchen.recipes.model import Heat, Recipe
from custom_components.hearthtech.kitchen.session import CookingSession, DishView
from custom_components.hearthtech.voice.dialogue import Conversation, Dialogue
from custom_components.hearthtech.voice.kinds import Kind
from custom_components.hearthtech.voice.numbers import say_list
from custom_components.hearthtech.voice.recognizer import Recognition, Recognizer
from custom_components.hearthtech.voice.replies import phrase, words
from custom_components.hearthtech.voice.reply import Reply
from custom_components.hearthtech.voice.sentences import supported

BURNER_WORD = " burner"


class Home(Protocol):
    """What the answers need of the home around the kitchen."""

    async def may_raise_heat(self) -> bool:
        """Whether who speaks may raise heat."""

    def armed(self, burner_id: str) -> bool | None:
        """Whether a burner's stove is armed by hand; `None` where stoves of its kind are not armed."""

    def local(self, moment: datetime) -> datetime:
        """A moment in the household's own time."""


class Unanswered(Exception):
    """A question that has to be asked back, or an answer that comes early. Carries the reply."""

    def __init__(self, reply: Reply) -> None:
        super().__init__(reply.say)
        self.reply = reply


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One turn."""

    kitchen: Kitchen
    home: Home
    recognizer: Recognizer
    dialogue: Dialogue
    conversation: Conversation
    recognition: Recognition
    language: str
    who: str = ""
    said: str = ""
    """The utterance as it came, where there is one."""

    @property
    def kind(self) -> Kind:
        """What is asked."""
        return self.recognition.kind

    def text(self, slot: str) -> str | None:
        """A slot as text."""
        value = self.recognition.slots.get(slot)
        return str(value) if value not in (None, "") else None

    def number(self, slot: str) -> float | None:
        """A slot as number."""
        value = self.recognition.slots.get(slot)
        return float(value) if isinstance(value, int | float) else None

    def words(self, key: str, /, **fields: object) -> str:
        """A sentence of the catalog in the language of this turn."""
        return words(key, self.language, **fields)

    def phrase(self, key: str, /, **fields: object) -> str:
        """The same for what stands inside a sentence."""
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
        """An answer. The conversation goes on where something is expected, unless `ends` says otherwise."""
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
        """The session that questions are about: the one going on, if any."""
        return self.kitchen.sessions.current

    def cooking(self) -> tuple[CookingSession, DishView]:
        """The session and the dish in hand.

        Raises:
            Unanswered: when nothing is being cooked.
        """
        session = self.session
        if session is None:
            raise Unanswered(self.reply("nothing_cooking"))
        return session, session.view().dish

    def burner_name(self, burner_id: str | None) -> str:
        """A burner as it is said: "front left burner"."""
        burner = None if burner_id is None else self.kitchen.burners.get(burner_id)
        if burner is None:
            return "burner"
        return spoken_burner(burner) if supported(self.language) == "en" else burner.name

    async def recipe(self, *, slot: str = "recipe") -> Recipe:
        """The recipe that is meant: named, being cooked, or talked about before.

        Raises:
            Unanswered: when none is meant, it is unknown, or two are as likely.
        """
        recipe_id = await self.recipe_id(slot=slot)
        if recipe_id is None:
            raise Unanswered(self.reply("no_recipe_named", expects=(Kind.FIND_RECIPE, Kind.LIST_INGREDIENTS)))
        return await self.kitchen.recipe(recipe_id)

    async def recipe_id(self, *, slot: str = "recipe") -> str | None:
        """The id of the recipe that is meant, `None` when nothing points at one."""
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

    async def named_recipe(self, name: str) -> str:
        """The id of the recipe with a name like this.

        Raises:
            Unanswered: with the names to choose from, or a sentence that there is none.
        """
        choices = self.recognition.slots.get("recipe_choices")
        if isinstance(choices, tuple) and choices:
            raise Unanswered(self.reply("which_of", names=either(choices), expects=(self.kind,)))
        try:
            return (await self.kitchen.find_recipe(name)).id
        except KitchenError as error:
            if error.code is ErrorCode.RECIPE_AMBIGUOUS:
                names = candidate_names(error.data.get("candidates"))
                if names:
                    raise Unanswered(
                        self.reply("which_of", names=either(names[:3]), expects=(self.kind,))
                    ) from error
            elif error.code is not ErrorCode.RECIPE_NOT_FOUND:
                raise
            raise Unanswered(self.reply("unknown_recipe", name=name)) from error


type Answer = Callable[[Turn], Awaitable[Reply]]
type Answers = dict[Kind, Answer]


def spoken_burner(burner: Burner) -> str:
    """A burner's name inside a sentence, "front left burner"."""
    name = burner.name.strip()
    name = name[:1].lower() + name[1:] if name[1:2].islower() else name
    return name if name.lower().endswith(("burner", "ring", "zone", "plate", "hob")) else name + BURNER_WORD


def said_level(heat: Heat, language: str = "en") -> str:
    """A heat as it is said: "60 percent", "95 degrees"."""
    if heat.temperature_c is not None:
        return words("say_degrees", language, value=f"{heat.temperature_c:.0f}")
    return words("say_percent", language, value=f"{(heat.power or 0.0) * 100:.0f}")


def is_on(burner: Burner) -> bool:
    """Whether somebody or something heats with this burner."""
    state = burner.state
    return (
        state.source in {HeatSource.MANUAL, HeatSource.REMOTE}
        and (state.power or 0) + (state.target_temperature_c or 0) > 0
    )


def candidate_names(candidates: object) -> list[str]:
    """The names in the data of a `RECIPE_AMBIGUOUS` error."""
    if isinstance(candidates, dict):
        return [str(name) for name in candidates.values()]
    if isinstance(candidates, list | tuple):
        return [str(getattr(candidate, "name", candidate)) for candidate in candidates]
    return []


def either(names: Iterable[str]) -> str:
    """Names to choose from: "pancakes or waffles"."""
    items = list(names)
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} or {items[-1]}"


__all__ = [
    "Answer",
    "Answers",
    "Home",
    "Turn",
    "Unanswered",
    "either",
    "is_on",
    "said_level",
    "say_list",
    "spoken_burner",
]
