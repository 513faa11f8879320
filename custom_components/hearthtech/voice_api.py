"""The kitchen's voice over Home Assistant's WebSocket API: four commands, by which the Hermes skill is served.

They recognize nothing by themselves and word nothing: all of it is the assistant's. What is added here is what
several clients on a network need: an answer given once is given again to who asks the same under the same request
number, and an announcement is said by one of them only.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Coroutine
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

from .assistant import assistant
from .const import DOMAIN, LOGGER
from .data import household
from .kitchen.burner import Burner
from .kitchen.changes import Change, ChangeKind
from .kitchen.errors import KitchenError
from .kitchen.kitchen import Kitchen
from .voice.reply import Reply
from .voice.vocabulary import Vocabulary, vocabulary
from .voice_announcements import announcement
from .voice_left_on import LeftOn
from .voice_sites import assist_satellite, hears_everything, hermes_site, say_at

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
"""A worker that takes over from a dead one asks within 2 s."""
ANNOUNCEMENTS_KEPT = 1000
VOCABULARY_SETTLES_S = 1.0
"""An import of a thousand recipes is told once."""
LONGEST_TEXT = 1000
LONGEST_NAME = 256

_NAME = vol.All(str, vol.Length(max=LONGEST_NAME))
_TEXT = vol.All(str, vol.Length(max=LONGEST_TEXT))
_SLOTS = vol.All(
    {_NAME: vol.Any(str, int, float)},
    vol.Length(max=64),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Announcement:
    """Something to say without being asked. Without a site it is for every one."""

    id: str
    text: str
    site: str | None = None
    kind: str = ""

    def as_dict(self) -> dict[str, object]:
        """The same for JSON."""
        return {"id": self.id, "text": self.text, "site": self.site, "kind": self.kind}


class VoiceDesk:
    """What the four commands share: answers already given, announcements and who says them."""

    def __init__(self, hass: HomeAssistant) -> None:
        self._hass = hass
        self._answers: OrderedDict[tuple[str, str], _Answer] = OrderedDict()
        self._listeners: list[Callable[[Announcement], None]] = []
        self._announced: OrderedDict[str, bool] = OrderedDict()
        self._readers: list[_VocabularyReader] = []
        self._unsubscribe_kitchen: Callable[[], None] | None = None
        self._left_on = LeftOn(hass, lambda text, kind: self.announce(text, kind=kind))

    @callback
    def attach(self) -> None:
        """Begin to follow the kitchen."""
        home = household(self._hass)
        home.on_kitchen(self._kitchen_changed)
        home.burners.subscribe(self._burner_changed)
        self._left_on.attach()

    async def answer(
        self, user_id: str, request: str | None, ask: Callable[[], Coroutine[Any, Any, Reply]]
    ) -> Reply:
        """Ask, or give the answer that this user's same request already has."""
        if request is None:
            return await ask()
        key = (user_id, request)
        known = self._answers.get(key)
        if known is None:
            # A task of its own: the first asker may be gone before the answer is there.
            task = self._hass.async_create_task(ask(), f"{DOMAIN} voice answer")
            known = self._answers[key] = _Answer(task)
            self._forget_answers()
        return await asyncio.shield(known.task)

    @callback
    def announce(self, text: str, *, site: str | None = None, kind: str = "") -> None:
        """Let the satellite `site` say it, or where it is none that can, one client at every site of its own."""
        if site and (satellite := assist_satellite(self._hass, site)) is not None:
            if not hears_everything(self._hass, satellite):
                say_at(self._hass, satellite, text)
            return
        said = Announcement(id=ulid_now(), text=text, site=hermes_site(self._hass, site), kind=kind)
        self._announced[said.id] = False
        while len(self._announced) > ANNOUNCEMENTS_KEPT:
            self._announced.popitem(last=False)
        for listener in tuple(self._listeners):
            listener(said)

    @callback
    def claim(self, announcement_id: str) -> bool:
        """Take an announcement. False when it is unknown or already taken."""
        if self._announced.get(announcement_id, True):
            return False
        self._announced[announcement_id] = True
        return True

    @callback
    def listen(self, listener: Callable[[Announcement], None]) -> Callable[[], None]:
        """Be told of announcements from now on. Returns the way to stop."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    @callback
    def read_vocabulary(self, language: str, send: Callable[[Vocabulary], None]) -> Callable[[], None]:
        """Be told the vocabulary now and when it changes. Returns the way to stop."""
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
    def _burner_changed(self, burner: Burner, here: bool) -> None:
        self._refresh_readers()

    @callback
    def _change(self, change: Change) -> None:
        if change.kind in NAMES_CHANGE:
            self._refresh_readers()
        kitchen = household(self._hass).kitchen
        if kitchen is None:
            return
        if text := announcement(change, kitchen, self._hass.config.language):
            self.announce(text, site=self._site_of(change), kind=change.kind)
        if change.kind is ChangeKind.SESSION_CHANGED:
            self._left_on.session_changed(kitchen, change.subject, change.data.get("event"))

    def _site_of(self, change: Change) -> str | None:
        """Where it concerns somebody: where the timer was set, or the session is led from."""
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

    def __init__(self, hass: HomeAssistant, language: str, send: Callable[[Vocabulary], None]) -> None:
        self._hass = hass
        self._language = language
        self._send = send
        self._version: str | None = None
        self._wait: asyncio.TimerHandle | None = None
        self._task: asyncio.Task[None] | None = None

    @callback
    def refresh(self, delay_s: float) -> None:
        """Send the vocabulary after a while, if it then differs."""
        if self._wait is None:
            self._wait = self._hass.loop.call_later(delay_s, self._begin)

    @callback
    def stop(self) -> None:
        """End at once."""
        if self._wait:
            self._wait.cancel()
        if self._task:
            self._task.cancel()

    @callback
    def _begin(self) -> None:
        self._wait = None
        self._task = self._hass.async_create_background_task(self._tell(), f"{DOMAIN} vocabulary")

    async def _tell(self) -> None:
        home = household(self._hass)
        try:
            recipes = await home.kitchen.recipe_names() if home.kitchen else {}
        except KitchenError as error:
            LOGGER.warning("The vocabulary lacks recipes, which can't be read: %s", error)
            recipes = {}
        try:
            people = await home.kitchen.people() if home.kitchen else ()
        except KitchenError:
            people = ()
        names = {
            "person": [person.name for person in people],
            "recipe": list(recipes.values()),
            "burner": [burner.name for burner in home.burners],
        }
        told = await self._hass.async_add_executor_job(vocabulary, self._language, names)
        if told.version != self._version:
            self._version = told.version
            self._send(told)


_DESK: HassKey[VoiceDesk] = HassKey(f"{DOMAIN}_voice_desk")


@callback
def voice_desk(hass: HomeAssistant) -> VoiceDesk:
    """The one desk, made by the first who asks."""
    if _DESK not in hass.data:
        hass.data[_DESK] = VoiceDesk(hass)
        hass.data[_DESK].attach()
    return hass.data[_DESK]


@callback
def async_setup_voice_api(hass: HomeAssistant) -> None:
    """Offer the commands."""
    voice_desk(hass)
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
    """Take one turn of a dialogue, with the rights of the user who asks."""

    def ask() -> Coroutine[Any, Any, Reply]:
        return assistant(hass).ask(
            text=msg.get("text"),
            kind=msg.get("kind"),
            slots=msg.get("slots"),
            site=msg["site"],
            session=msg["session"] or "",
            language=msg["language"],
            context=connection.context(msg),
        )

    reply = await voice_desk(hass).answer(connection.user.id, msg.get("request"), ask)
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
@callback
def ws_recognize(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> None:
    """Say what an utterance means, and do nothing."""
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
    """Tell all sentences and names of a language, now and whenever they change."""

    def send(told: Vocabulary) -> None:
        connection.send_event(msg["id"], told.as_dict())

    connection.subscriptions[msg["id"]] = voice_desk(hass).read_vocabulary(msg["language"], send)
    connection.send_result(msg["id"])


@websocket_command(
    {
        vol.Required("type"): "hearthtech/voice/announcements",
        vol.Optional("claim"): _NAME,
    }
)
@callback
def ws_announcements(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> None:
    """Tell what is to be said unasked; with `claim`, take one announcement so that nobody else says it."""
    desk = voice_desk(hass)
    if "claim" in msg:
        connection.send_result(msg["id"], {"claimed": desk.claim(msg["claim"])})
        return

    def send(announcement: Announcement) -> None:
        connection.send_event(msg["id"], announcement.as_dict())

    connection.subscriptions[msg["id"]] = desk.listen(send)
    connection.send_result(msg["id"])
