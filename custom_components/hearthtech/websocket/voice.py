"""WebSocket API of the assistant: four commands, used by the Hermes skill.

Recognition and replies are those of the assistant. This module adds what several clients on a network need: the same
request number gets the same answer again, and an announcement is spoken by only one client.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Coroutine
from contextlib import suppress
from dataclasses import dataclass, field
import time
from typing import Any

from homeassistant.components import websocket_api
from homeassistant.components.websocket_api.connection import ActiveConnection
from homeassistant.components.websocket_api.decorators import async_response, websocket_command
from homeassistant.core import HomeAssistant, callback
from homeassistant.util.hass_dict import HassKey
from homeassistant.util.ulid import ulid_now
import voluptuous as vol

from ..assist.agent import assistant, temperature_unit
from ..assist.handlers.food import short_name
from ..assist.satellites import assist_satellite, hears_everything, hermes_site, say_at
from ..burners.burner import Burner
from ..const import DOMAIN, LOGGER
from ..kitchen.changes import Change, ChangeKind
from ..kitchen.errors import KitchenError
from ..kitchen.kitchen import Kitchen
from ..models import async_get_data
from ..notifications.announcements import announcement
from ..notifications.burner_left_on import BurnerLeftOnReminder
from ..voice.asr_export import AsrVocabulary, vocabulary
from ..voice.reply import Reply

NAMES_CHANGE = {
    ChangeKind.RECIPE_ADDED,
    ChangeKind.RECIPE_CHANGED,
    ChangeKind.RECIPE_ERASED,
    ChangeKind.RECIPE_RESTORED,
    ChangeKind.PERSON_CHANGED,
    ChangeKind.PERSON_REMOVED,
}
ANSWERS_KEPT = 1000
ANSWER_KEPT_S = 60.0
"""How long an answer is stored (s). A worker that replaces a failed one asks within 2 s."""
ANNOUNCEMENTS_KEPT = 1000
VOCABULARY_SETTLES_S = 1.0
"""Delay before a changed vocabulary is sent, so that an import of a thousand recipes is sent once (s)."""
LONGEST_TEXT = 1000
LONGEST_NAME = 256

_NAME = vol.All(str, vol.Length(max=LONGEST_NAME))
_TEXT = vol.All(str, vol.Length(max=LONGEST_TEXT))
_SLOTS = vol.All(
    {_NAME: vol.Any(str, int, float)},
    vol.Length(max=64),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceAnnouncement:
    """An announcement. Without a site it is for all sites."""

    id: str
    text: str
    site: str | None = None
    kind: str = ""

    def as_dict(self) -> dict[str, object]:
        """Return the announcement as JSON data."""
        return {"id": self.id, "text": self.text, "site": self.site, "kind": self.kind}


RECIPES_FOR_FOODS = 200
"""How many recipes are read for the names of foods."""
MOST_FOODS = 1500
LONGEST_FOOD = 40


class VoiceApi:
    """State shared by the four commands: stored answers, and announcements with their claims."""

    def __init__(self, hass: HomeAssistant) -> None:
        self._hass = hass
        self._answers: OrderedDict[tuple[str, str], _Answer] = OrderedDict()
        self._listeners: list[Callable[[VoiceAnnouncement], None]] = []
        self._announced: OrderedDict[str, bool] = OrderedDict()
        self._readers: list[_VocabularyReader] = []
        self._unsubscribe_kitchen: Callable[[], None] | None = None
        self._left_on = BurnerLeftOnReminder(hass, lambda text, kind: self.announce(text, kind=kind))

    @callback
    def attach(self) -> None:
        """Subscribe to the kitchen."""
        home = async_get_data(self._hass)
        home.on_kitchen(self._kitchen_changed)
        home.burners.subscribe(self._burner_changed, self._burner_changed)
        self._left_on.attach()

    async def answer(
        self, user_id: str, request: str | None, ask: Callable[[], Coroutine[Any, Any, Reply]]
    ) -> Reply:
        """Ask the assistant, or return the stored answer if this user has sent the same request before."""
        if request is None:
            return await ask()
        key = (user_id, request)
        known = self._answers.get(key)
        if known is None:
            # A task of its own: the first client may disconnect before the answer is ready.
            task = self._hass.async_create_task(ask(), f"{DOMAIN} voice answer")
            known = self._answers[key] = _Answer(task)
            self._forget_answers()
        return await asyncio.shield(known.task)

    @callback
    def announce(self, text: str, *, site: str | None = None, kind: str = "") -> None:
        """Announce on the Assist satellite `site`; if it is none, offer the announcement to the clients."""
        if site and (satellite := assist_satellite(self._hass, site)) is not None:
            if not hears_everything(self._hass, satellite):
                say_at(self._hass, satellite, text)
            return
        said = VoiceAnnouncement(id=ulid_now(), text=text, site=hermes_site(self._hass, site), kind=kind)
        self._announced[said.id] = False
        while len(self._announced) > ANNOUNCEMENTS_KEPT:
            self._announced.popitem(last=False)
        for listener in tuple(self._listeners):
            listener(said)

    @callback
    def claim(self, announcement_id: str) -> bool:
        """Claim an announcement for a client. False if it is unknown or already claimed."""
        if self._announced.get(announcement_id, True):
            return False
        self._announced[announcement_id] = True
        return True

    @callback
    def listen(self, listener: Callable[[VoiceAnnouncement], None]) -> Callable[[], None]:
        """Call a listener for announcements. Returns a function that unsubscribes."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    @callback
    def read_vocabulary(self, language: str, send: Callable[[AsrVocabulary], None]) -> Callable[[], None]:
        """Send the vocabulary now and after each change. Returns a function that unsubscribes."""
        reader = _VocabularyReader(self._hass, language, send)
        self._readers.append(reader)
        reader.refresh(0.0)

        def stop() -> None:
            self._readers.remove(reader)
            reader.stop()

        return stop

    @callback
    def _kitchen_changed(self, kitchen: Kitchen | None) -> None:
        if self._unsubscribe_kitchen:
            self._unsubscribe_kitchen()
        self._unsubscribe_kitchen = kitchen.subscribe(self._change) if kitchen else None
        self._refresh_readers()

    @callback
    def _burner_changed(self, burner: Burner) -> None:
        self._refresh_readers()

    @callback
    def _change(self, change: Change) -> None:
        if change.kind in NAMES_CHANGE:
            self._refresh_readers()
        kitchen = async_get_data(self._hass).kitchen
        if kitchen is None:
            return
        if text := announcement(change, kitchen, self._hass.config.language, temperature_unit(self._hass)):
            self.announce(text, site=self._site_of(change), kind=change.kind)
        if change.kind is ChangeKind.SESSION_CHANGED:
            self._left_on.session_changed(kitchen, change.subject, change.data.get("event"))

    def _site_of(self, change: Change) -> str | None:
        """Return the site of an announcement: where the timer was set, or the session is controlled from."""
        if change.kind is ChangeKind.SESSION_CHANGED:
            return assistant(self._hass).site_of_session(change.subject)
        return str(change.data.get("site") or "") or None

    @callback
    def _refresh_readers(self) -> None:
        for reader in self._readers:
            reader.refresh(VOCABULARY_SETTLES_S)

    def _forget_answers(self) -> None:
        while self._answers:
            oldest = next(iter(self._answers.values()))
            if len(self._answers) <= ANSWERS_KEPT and time.monotonic() - oldest.since < ANSWER_KEPT_S:
                return
            self._answers.popitem(last=False)


@dataclass(slots=True)
class _Answer:
    task: asyncio.Task[Reply]
    since: float = field(default_factory=time.monotonic)


class _VocabularyReader:
    """One subscription to the vocabulary of a language."""

    def __init__(self, hass: HomeAssistant, language: str, send: Callable[[AsrVocabulary], None]) -> None:
        self._hass = hass
        self._language = language
        self._send = send
        self._version: str | None = None
        self._wait: asyncio.TimerHandle | None = None
        self._task: asyncio.Task[None] | None = None

    @callback
    def refresh(self, delay_s: float) -> None:
        """Send the vocabulary after a delay, if it has changed."""
        if self._wait is None:
            self._wait = self._hass.loop.call_later(delay_s, self._begin)

    @callback
    def stop(self) -> None:
        """Cancel the subscription."""
        if self._wait:
            self._wait.cancel()
        if self._task:
            self._task.cancel()

    @callback
    def _begin(self) -> None:
        self._wait = None
        self._task = self._hass.async_create_background_task(self._tell(), f"{DOMAIN} vocabulary")

    async def _tell(self) -> None:
        home = async_get_data(self._hass)
        try:
            recipes = await home.kitchen.recipes.names() if home.kitchen else {}
        except KitchenError as error:
            LOGGER.warning("The vocabulary lacks recipes, which can't be read: %s", error)
            recipes = {}
        try:
            people = await home.kitchen.people.all() if home.kitchen else ()
        except KitchenError:
            people = ()
        try:
            foods = await _foods(home.kitchen) if home.kitchen else []
        except KitchenError:
            foods = []
        names = {
            "food": foods,
            "person": [person.name for person in people],
            "recipe": list(recipes.values()),
            "burner": [burner.name for burner in home.burners],
        }
        told = await self._hass.async_add_executor_job(vocabulary, self._language, names)
        if told.version != self._version:
            self._version = told.version
            self._send(told)


async def _foods(kitchen: Kitchen) -> list[str]:
    """Return the names of the foods that the household has, buys and cooks with."""
    found = [item.name for item in await kitchen.pantry.items()]
    found += [item.name for item in await kitchen.shopping.items()]
    for recipe_id in list(await kitchen.recipes.names())[:RECIPES_FOR_FOODS]:
        with suppress(KitchenError):  # one that is damaged, or was just erased
            recipe = await kitchen.recipes.get(recipe_id)
            found += [short_name(line.text, recipe.language) for line in recipe.ingredients]
    return list(dict.fromkeys(name for name in found if 0 < len(name) <= LONGEST_FOOD))[:MOST_FOODS]


_VOICE_API: HassKey[VoiceApi] = HassKey(f"{DOMAIN}_voice_desk")


@callback
def voice_api(hass: HomeAssistant) -> VoiceApi:
    """Return the shared instance, creating it on first use."""
    if _VOICE_API not in hass.data:
        hass.data[_VOICE_API] = VoiceApi(hass)
        hass.data[_VOICE_API].attach()
    return hass.data[_VOICE_API]


@callback
def async_setup_voice_api(hass: HomeAssistant) -> None:
    """Register the commands."""
    voice_api(hass)
    for command in (ws_ask, ws_recognize, ws_vocabulary, ws_announcements):
        websocket_api.async_register_command(hass, command)


@websocket_command(
    {
        vol.Required("type"): "hearthtech/voice/ask",
        vol.Optional("text"): _TEXT,
        vol.Optional("kind"): _NAME,
        vol.Optional("slots"): _SLOTS,
        vol.Required("site"): _NAME,
        vol.Required("session"): vol.Any(None, _NAME),
        vol.Optional("language", default="en"): _NAME,
        vol.Optional("area"): _NAME,
        vol.Optional("request"): _NAME,
    }
)
@async_response
async def ws_ask(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> None:
    """Answer one turn of a dialogue, with the rights of the connected user."""

    def ask() -> Coroutine[Any, Any, Reply]:
        return assistant(hass).ask(
            text=msg.get("text"),
            kind=msg.get("kind"),
            slots=msg.get("slots"),
            site=msg["site"],
            session=msg["session"] or "",
            language=msg["language"],
            context=connection.context(msg),
            channel="hermes",
        )

    reply = await voice_api(hass).answer(connection.user.id, msg.get("request"), ask)
    connection.send_result(msg["id"], reply.as_dict())


@websocket_command(
    {
        vol.Required("type"): "hearthtech/voice/recognize",
        vol.Required("text"): _TEXT,
        vol.Optional("language", default="en"): _NAME,
        vol.Optional("site", default=""): _NAME,
        vol.Optional("session", default=""): vol.Any(None, _NAME),
    }
)
@async_response
async def ws_recognize(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> None:
    """Recognize an utterance without carrying it out."""
    await assistant(hass).prepare(msg["language"])
    found = assistant(hass).recognize(
        msg["text"], language=msg["language"], site=msg["site"], session=msg["session"] or ""
    )
    connection.send_result(
        msg["id"],
        {
            "kind": found.kind.value,
            "slots": dict(found.slots),
            "confidence": found.confidence,
            "layer": found.layer,
        },
    )


@websocket_command(
    {
        vol.Required("type"): "hearthtech/voice/vocabulary",
        vol.Optional("language", default="en"): _NAME,
    }
)
@callback
def ws_vocabulary(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> None:
    """Subscribe to all sentences and names of a language."""

    def send(told: AsrVocabulary) -> None:
        connection.send_event(msg["id"], told.as_dict())

    connection.subscriptions[msg["id"]] = voice_api(hass).read_vocabulary(msg["language"], send)
    connection.send_result(msg["id"])


@websocket_command(
    {
        vol.Required("type"): "hearthtech/voice/announcements",
        vol.Optional("claim"): _NAME,
    }
)
@callback
def ws_announcements(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> None:
    """Subscribe to announcements; with `claim`, claim one announcement so that no other client speaks it."""
    desk = voice_api(hass)
    if "claim" in msg:
        connection.send_result(msg["id"], {"claimed": desk.claim(msg["claim"])})
        return

    def send(announcement: VoiceAnnouncement) -> None:
        connection.send_event(msg["id"], announcement.as_dict())

    connection.subscriptions[msg["id"]] = desk.listen(send)
    connection.send_result(msg["id"])
