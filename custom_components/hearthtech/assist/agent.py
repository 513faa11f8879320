"""The kitchen assistant: recognizes a sentence, calls the kitchen once, and returns one reply.

Used by the conversation agent, the intent handlers, the WebSocket commands and the language-model tools, so that the
same question gets the same reply everywhere.
"""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
import time
from typing import Any

from homeassistant.const import UnitOfTemperature
from homeassistant.core import Context, HomeAssistant, callback
from homeassistant.util import dt as dt_util
from homeassistant.util.hass_dict import HassKey

from ..burners.burner import Burner
from ..burners.heat_gate import Actor, BurnerFacts
from ..const import DOMAIN, LOGGER
from ..kitchen.changes import Change, ChangeKind
from ..kitchen.errors import KitchenError
from ..kitchen.kitchen import Kitchen
from ..kitchen.people.model import Person
from ..models import async_get_data
from ..permissions import async_may_read_health, async_speaker, burner_facts
from ..voice.context import prepare_context
from ..voice.data_files import supported
from ..voice.dish_mentions import prepare_dish_mentions
from ..voice.recognizer import Named, Recognition
from ..voice.replies import load_replies, words
from ..voice.reply import Reply
from .dialogue import DialogueManager
from .handlers.boiling_times import prepare_boiling_times
from .handlers.cold_storage import prepare_cold_storage
from .handlers.food_words import prepare_food_words
from .turn import named_burners

_RECIPE_CHANGES = {
    ChangeKind.RECIPE_ADDED,
    ChangeKind.RECIPE_CHANGED,
    ChangeKind.RECIPE_ERASED,
    ChangeKind.RECIPE_RESTORED,
}
_PEOPLE_CHANGES = {ChangeKind.PERSON_CHANGED, ChangeKind.PERSON_REMOVED}


@dataclass(frozen=True, slots=True)
class _HomeAssistantHost:
    """What the dialogue needs of Home Assistant."""

    hass: HomeAssistant
    context: Context | None

    @property
    def temperature_unit(self) -> str:
        return temperature_unit(self.hass)

    async def speaker(self, *, site: str, conversation: str, spoken: bool) -> Actor:
        return await async_speaker(
            self.hass, self.context, site=site, conversation=conversation, spoken=spoken
        )

    async def may_read_health(self, person: Person) -> bool:
        return await async_may_read_health(self.hass, self.context, person)

    def facts(self, burner_id: str) -> BurnerFacts | None:
        return burner_facts(self.hass, burner_id)

    def local(self, moment: datetime) -> datetime:
        return dt_util.as_local(moment)


class KitchenAssistant:
    """The assistant of one Home Assistant. Created at setup, with or without a kitchen."""

    def __init__(self, hass: HomeAssistant) -> None:
        self._hass = hass
        self._desk = DialogueManager(time.monotonic)
        self.recognizer = self._desk.recognizer
        self.dialogue = self._desk.dialogue
        self._unsubscribe_kitchen: list[Callable[[], None]] = []
        self._names_wanted = False
        # One reading at a time: of two at once, the older one could be the last to be applied.
        self._reads_recipes = asyncio.Lock()
        self._reads_people = asyncio.Lock()

    # Names

    @callback
    def attach(self) -> None:
        """Subscribe to the kitchen and the burners."""
        home = async_get_data(self._hass)
        home.burners.subscribe(self._burner_changed, self._burner_changed)
        home.on_kitchen(self._kitchen_changed)

    @callback
    def _burner_changed(self, burner: Burner) -> None:
        burners = async_get_data(self._hass).burners
        self.recognizer.update("burner", named_burners(burners))

    @callback
    def _kitchen_changed(self, kitchen: Kitchen | None) -> None:
        while self._unsubscribe_kitchen:
            self._unsubscribe_kitchen.pop()()
        if kitchen is not None:
            self._unsubscribe_kitchen.append(kitchen.subscribe(self._change))
            self._refresh_names()
            self._refresh_people()

    @callback
    def _change(self, change: Change) -> None:
        if change.kind in _RECIPE_CHANGES:
            self._refresh_names()
        elif change.kind in _PEOPLE_CHANGES:
            self._refresh_people()

    @callback
    def _refresh_people(self) -> None:
        self._hass.async_create_background_task(self._update_people(), f"{DOMAIN} names of people")

    async def _update_people(self) -> None:
        async with self._reads_people:
            if (kitchen := async_get_data(self._hass).kitchen) is None:
                return
            try:
                people = await kitchen.people.all()
            except KitchenError as error:
                LOGGER.warning("Names of people can't be read for the voice: %s", error)
                return
            self.recognizer.update("person", [Named(person.id, person.name) for person in people])

    @callback
    def _refresh_names(self) -> None:
        if not self._names_wanted:
            self._names_wanted = True
            self._hass.async_create_background_task(self._update_names(), f"{DOMAIN} recipe names")

    async def _update_names(self) -> None:
        async with self._reads_recipes:
            self._names_wanted = False
            kitchen = async_get_data(self._hass).kitchen
            if kitchen is None:
                return
            try:
                names = await kitchen.recipes.names()
            except KitchenError as error:
                LOGGER.warning("Recipe names can't be read for the voice: %s", error)
                return
            named = [Named(recipe_id, name) for recipe_id, name in names.items()]
            for _ in self.recognizer.update_in_slices("recipe", named):
                await asyncio.sleep(0)

    # Questions

    @staticmethod
    def words(key: str, language: str) -> str:
        """Return a sentence without variables."""
        return words(key, language)

    def recognize(self, text: str, *, language: str = "en", site: str = "", session: str = "") -> Recognition:
        """Recognize an utterance from this site."""
        kitchen = async_get_data(self._hass).kitchen
        unit = temperature_unit(self._hass)
        return self._desk.recognize(
            kitchen, text, language=language, site=site, session=session, temperature_unit=unit
        )

    def site_of_session(self, session_id: str) -> str | None:
        """Return the site from which a cooking session was last controlled by voice."""
        return self._desk.site_of_session(session_id)

    async def ask(
        self,
        *,
        text: str | None = None,
        kind: str | None = None,
        slots: Mapping[str, Any] | None = None,
        site: str = "",
        session: str = "",
        language: str = "en",
        context: Context | None = None,
        channel: str = "",
    ) -> Reply:
        """Answer one turn. `kind` and `slots` are a hint that is used if the text is empty; they never raise heat.

        Never raises; a reply has one or two short sentences. A reply of kind `none` means that the request is not for
        the kitchen.
        """
        await self.prepare(language)
        return await self._desk.ask(
            async_get_data(self._hass).kitchen,
            _HomeAssistantHost(self._hass, context),
            text=text,
            kind=kind,
            slots=slots,
            site=site,
            session=session,
            language=language,
            actor_name=await self._actor_name(context),
            channel=channel,
        )

    async def prepare(self, language: str) -> None:
        """Load a language in an executor, before its first use."""
        if not self.recognizer.ready(language):
            await self._hass.async_add_executor_job(self._prepare, language)

    def _prepare(self, language: str) -> None:
        self.recognizer.prepare(language)
        prepare_boiling_times(supported(language))
        prepare_cold_storage(supported(language))
        prepare_food_words(supported(language))
        prepare_context()
        prepare_dish_mentions(supported(language))

    async def _actor_name(self, context: Context | None) -> str:
        if context is None or context.user_id is None:
            return ""
        user = await self._hass.auth.async_get_user(context.user_id)
        return "" if user is None else user.name or ""


_ASSISTANT: HassKey[KitchenAssistant] = HassKey(f"{DOMAIN}_assistant")


async def async_setup_assistant(hass: HomeAssistant) -> KitchenAssistant:
    """Create the assistant, and load all replies, English and the language of Home Assistant."""
    made = assistant(hass)
    await hass.async_add_executor_job(load_replies)
    for language in {"en", hass.config.language}:
        await made.prepare(language)
    return made


@callback
def temperature_unit(hass: HomeAssistant) -> str:
    """Return the unit in which temperatures are said and heard, "C" or "F"."""
    return "F" if hass.config.units.temperature_unit == UnitOfTemperature.FAHRENHEIT else "C"


@callback
def assistant(hass: HomeAssistant) -> KitchenAssistant:
    """Return the assistant, creating it on first use."""
    if _ASSISTANT not in hass.data:
        made = KitchenAssistant(hass)
        hass.data[_ASSISTANT] = made
        made.attach()
    return hass.data[_ASSISTANT]
