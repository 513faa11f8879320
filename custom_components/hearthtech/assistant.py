"""The kitchen in conversation: recognized words become one call of the kitchen's, and that becomes one answer.

Used by the conversation agent, the intent handlers, the WebSocket commands and the language-model tools, so that
every way in gives the same words for the same question.
"""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
import time
from typing import Any

from homeassistant.core import Context, HomeAssistant, callback
from homeassistant.util import dt as dt_util
from homeassistant.util.hass_dict import HassKey

from .answers.desk import Desk
from .const import DOMAIN, LOGGER
from .data import household
from .kitchen.burner import Burner
from .kitchen.changes import Change, ChangeKind
from .kitchen.errors import KitchenError
from .kitchen.kitchen import Kitchen
from .permissions import may_raise_heat
from .voice.recognizer import Named, Recognition, Recognizer
from .voice.replies import words
from .voice.reply import Reply

_RECIPE_CHANGES = {
    ChangeKind.RECIPE_ADDED,
    ChangeKind.RECIPE_CHANGED,
    ChangeKind.RECIPE_ERASED,
    ChangeKind.RECIPE_RESTORED,
}
_PEOPLE_CHANGES = {ChangeKind.PERSON_CHANGED, ChangeKind.PERSON_REMOVED}


@dataclass(frozen=True, slots=True)
class _AtHome:
    """What the answers need of Home Assistant."""

    hass: HomeAssistant
    context: Context | None

    async def may_raise_heat(self) -> bool:
        user_id = None if self.context is None else self.context.user_id
        if user_id is None:
            return may_raise_heat(self.hass, None)
        user = await self.hass.auth.async_get_user(user_id)
        return user is not None and may_raise_heat(self.hass, user)

    def armed(self, burner_id: str) -> bool | None:
        stove = household(self.hass).stoves.get(burner_id.rpartition("/")[0])
        return None if stove is None else stove.state.armed

    def local(self, moment: datetime) -> datetime:
        return dt_util.as_local(moment)


class KitchenAssistant:
    """Answers for one Home Assistant. There from setup on, with or without a kitchen."""

    def __init__(self, hass: HomeAssistant) -> None:
        self._hass = hass
        self._desk = Desk(time.monotonic)
        self.recognizer = self._desk.recognizer
        self.dialogue = self._desk.dialogue
        self._unsubscribe_kitchen: list[Callable[[], None]] = []
        self._names_wanted = False

    # Names

    @callback
    def attach(self) -> None:
        """Begin to follow the kitchen and the burners."""
        home = household(self._hass)
        home.burners.subscribe(self._burner_changed)
        home.on_kitchen(self._kitchen_changed)

    @callback
    def _burner_changed(self, burner: Burner, here: bool) -> None:
        burners = household(self._hass).burners
        self.recognizer.update("burner", [Named(one.id, one.name) for one in burners])

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
        if (kitchen := household(self._hass).kitchen) is None:
            return
        try:
            people = await kitchen.people()
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
        self._names_wanted = False
        kitchen = household(self._hass).kitchen
        if kitchen is None:
            return
        try:
            names = await kitchen.recipe_names()
        except KitchenError as error:
            LOGGER.warning("Recipe names can't be read for the voice: %s", error)
            return
        named = [Named(recipe_id, name) for recipe_id, name in names.items()]
        for _ in self.recognizer.update_in_slices("recipe", named):
            await asyncio.sleep(0)

    # Questions

    @staticmethod
    def words(key: str, language: str) -> str:
        """A sentence that needs nothing filled in."""
        return words(key, language)

    def recognize(self, text: str, *, language: str = "en", site: str = "", session: str = "") -> Recognition:
        """Understand an utterance as said at this place."""
        kitchen = household(self._hass).kitchen
        return self._desk.recognize(kitchen, text, language=language, site=site, session=session)

    def site_of_session(self, session_id: str) -> str | None:
        """Where a cooking session was last led from by voice."""
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
    ) -> Reply:
        """Take one turn. `kind` and `slots` are a hint for where the text says nothing; they never raise heat.

        Never raises; every answer is one or two short sentences. A reply of kind `none` is not the kitchen's.
        """
        await self.prepare(language)
        return await self._desk.ask(
            household(self._hass).kitchen,
            _AtHome(self._hass, context),
            text=text,
            kind=kind,
            slots=slots,
            site=site,
            session=session,
            language=language,
            who=await self._who(context),
        )

    async def prepare(self, language: str) -> None:
        """Load a language off the event loop, when it is spoken for the first time."""
        if not self.recognizer.ready(language):
            await self._hass.async_add_executor_job(_load, self.recognizer, language)

    async def _who(self, context: Context | None) -> str:
        if context is None or context.user_id is None:
            return ""
        user = await self._hass.auth.async_get_user(context.user_id)
        return "" if user is None else user.name or ""


_ASSISTANT: HassKey[KitchenAssistant] = HassKey(f"{DOMAIN}_assistant")


def _load(recognizer: Recognizer, language: str) -> None:
    recognizer.prepare(language)
    words("failed", language)


async def async_setup_assistant(hass: HomeAssistant) -> KitchenAssistant:
    """Make the assistant, ready for English and the home's own language."""
    made = assistant(hass)
    for language in {"en", hass.config.language}:
        await made.prepare(language)
    return made


@callback
def assistant(hass: HomeAssistant) -> KitchenAssistant:
    """The one assistant, made by the first who asks."""
    if _ASSISTANT not in hass.data:
        made = KitchenAssistant(hass)
        hass.data[_ASSISTANT] = made
        made.attach()
    return hass.data[_ASSISTANT]
