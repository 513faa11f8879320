"""The kitchen in conversation: recognized words become one call of the kitchen's, and that becomes one answer.

Used by the conversation agent, the intent handlers, the WebSocket commands and the language-model tools, so that
every way in gives the same words for the same question.
"""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
import time
from typing import Any

from homeassistant.core import Context, HomeAssistant, callback
from homeassistant.util import dt as dt_util
from homeassistant.util.hass_dict import HassKey

from .answers import food, heat, home, nutrition, steps
from .answers.turn import Answers, Turn, Unanswered
from .const import DOMAIN, LOGGER
from .data import household
from .kitchen.burner import Burner
from .kitchen.changes import Change, ChangeKind
from .kitchen.errors import ErrorCode, KitchenError
from .kitchen.kitchen import Kitchen
from .permissions import may_raise_heat
from .voice.automaton import Slots
from .voice.dialogue import Dialogue
from .voice.kinds import LOWERS_HEAT, SILENT, Kind
from .voice.recognizer import Named, Recognition, Recognizer
from .voice.replies import has_words, words
from .voice.reply import Reply

ANSWERS: Answers = {**steps.ANSWERS, **heat.ANSWERS, **food.ANSWERS, **nutrition.ANSWERS, **home.ANSWERS}
"""Every kind that has an answer."""

_RECIPE_CHANGES = {
    ChangeKind.RECIPE_ADDED,
    ChangeKind.RECIPE_CHANGED,
    ChangeKind.RECIPE_ERASED,
    ChangeKind.RECIPE_RESTORED,
}
LONGEST_TEXT = 400


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
        self.recognizer = Recognizer()
        self.dialogue = Dialogue(time.monotonic)
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

    @callback
    def _change(self, change: Change) -> None:
        if change.kind in _RECIPE_CHANGES:
            self._refresh_names()

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
        cooking = kitchen is not None and kitchen.sessions.current is not None
        expects = self.dialogue.at(site, session).expects if site or session else ()
        return self.recognizer.recognize(text, language=language, session=cooking, expects=expects)

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
        conversation = self.dialogue.at(site, session)
        kitchen = household(self._hass).kitchen
        try:
            await self.prepare(language)
            recognition = self._understood(text, kind, slots, language=language, site=site, session=session)
            if kitchen is None:
                return self._without_kitchen(recognition, language)
            turn = Turn(
                kitchen=kitchen,
                home=_AtHome(self._hass, context),
                recognizer=self.recognizer,
                dialogue=self.dialogue,
                conversation=conversation,
                recognition=recognition,
                language=language,
                who=await self._who(context),
            )
            reply = await self._answer(turn, text)
        except Exception:  # noqa: BLE001 - whatever went wrong, the cook gets a sentence
            LOGGER.exception("A question to the kitchen failed")
            reply = Reply(say=words("failed", language), kind=Kind.CANCEL)
        if reply.say and reply.kind is not Kind.REPEAT:
            conversation.last = reply
        conversation.expects = reply.expects
        return reply

    def _understood(
        self,
        text: str | None,
        kind: str | None,
        slots: Mapping[str, Any] | None,
        *,
        language: str,
        site: str,
        session: str,
    ) -> Recognition:
        """The words first; what somebody else made of them only where they say nothing to the kitchen."""
        hint = self._hinted(kind, slots)
        if text is None:
            return hint
        heard = self.recognize(text, language=language, site=site, session=session)
        return hint if heard.kind is Kind.NONE and kind is not None else heard

    async def prepare(self, language: str) -> None:
        """Load a language off the event loop, when it is spoken for the first time."""
        if not self.recognizer.ready(language):
            await self._hass.async_add_executor_job(_load, self.recognizer, language)

    async def _answer(self, turn: Turn, text: str | None) -> Reply:
        try:
            chosen = await self._chosen_burner(turn, text)
            if chosen is not None:
                return chosen
            if turn.kind in SILENT:
                return Reply(kind=turn.kind)
            if turn.kind not in {Kind.YES, Kind.NO, Kind.CANCEL, Kind.REPEAT}:
                turn.conversation.pending = None
            answer = ANSWERS.get(turn.kind)
            if answer is None:
                return turn.reply("not_built", what=words(f"what_{turn.kind.value}", turn.language))
            return await answer(turn)
        except Unanswered as early:
            return early.reply
        except KitchenError as error:
            return self._kitchen_error(turn, error)

    async def _chosen_burner(self, turn: Turn, text: str | None) -> Reply | None:
        """The answer to "on which burner?", when this is one."""
        pending = turn.conversation.pending
        if pending is None or pending.action != "choose_burner" or text is None or turn.kind in LOWERS_HEAT:
            return None
        burner_id = self.recognizer.exact_name("burner", text, language=turn.language)
        burner = None if burner_id is None else turn.kitchen.burners.get(burner_id)
        if burner is None:
            return None
        pending, in_time = turn.dialogue.take(turn.conversation)
        heard = replace(turn, recognition=Recognition(kind=Kind.START_RECIPE, confidence=1.0, layer=1))
        if pending is None or not in_time:
            return heard.reply("too_late")
        recipe = await turn.kitchen.recipe(str(pending.details["recipe"]))
        return await heat.ask_start(heard, recipe, burner)

    @staticmethod
    def _kitchen_error(turn: Turn, error: KitchenError) -> Reply:
        match error.code:
            case ErrorCode.RECIPE_NOT_FOUND:
                return turn.reply(
                    "unknown_recipe", name=str(error.data.get("name") or turn.text("recipe") or "")
                )
            case ErrorCode.BOOK_UNAVAILABLE:
                return turn.reply("book_unavailable")
            case ErrorCode.SESSION_NOT_FOUND:
                return turn.reply("nothing_cooking")
            case ErrorCode.NO_SUCH_STEP:
                return turn.reply("no_previous")
            case _:
                key = f"error_{error.code.value}"
                return turn.reply(key if has_words(key) else "failed")

    @staticmethod
    def _without_kitchen(recognition: Recognition, language: str) -> Reply:
        if recognition.kind in SILENT:
            return Reply(kind=recognition.kind)
        return Reply(say=words("no_kitchen", language), kind=recognition.kind)

    @staticmethod
    def _hinted(kind: str | None, slots: Mapping[str, Any] | None) -> Recognition:
        """What somebody else recognized is a hint: good for everything but heat."""
        try:
            known = Kind(kind or "none")
        except ValueError:
            known = Kind.NONE
        given: Slots = {
            str(name): value if isinstance(value, int | float) else str(value)[:LONGEST_TEXT]
            for name, value in (slots or {}).items()
            if value is not None
        }
        return Recognition(kind=known, slots=given, confidence=0.5, layer=2)

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
