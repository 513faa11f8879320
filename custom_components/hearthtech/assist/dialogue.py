"""Dialogue manager: recognizes a sentence, calls the kitchen once, and returns one reply."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
import logging
from typing import Any

from ..burners.heat_gate import HeatGate, Origin
from ..kitchen.errors import ErrorCode, KitchenError
from ..kitchen.kitchen import Kitchen
from ..voice.automaton import Slots
from ..voice.context import recognize_in_context
from ..voice.dialogue import KINDS_KEPT, Conversation, Dialogue, Seconds
from ..voice.dish_mentions import OF_DISHES, of_dish
from ..voice.follow_ups import FollowUp
from ..voice.intents import LOWERS_HEAT, RAISES_HEAT, SILENT, STEPS, Kind
from ..voice.recognizer import Recognition, Recognizer
from ..voice.replies import has_words, words
from ..voice.reply import Reply
from . import open_question, stopping
from .clauses import clauses
from .follow_up import followed
from .handlers import (
    dietary_suitability,
    food,
    food_advice,
    food_log,
    gatherings,
    heat,
    meal_changes,
    meals,
    nutrition,
    off,
    pantry_and_shopping,
    pantry_changes,
    recordings_and_notes,
    steps,
    timers as home,
    unit_conversion,
)
from .handlers.several_burners import then_set
from .not_understood import not_understood
from .pronouns import with_person
from .turn import AssistHost, IntentHandlers, ReplyDirectly, TurnContext

_LOGGER = logging.getLogger(__name__)

ANSWERS: IntentHandlers = {
    **steps.ANSWERS,
    **heat.ANSWERS,
    **off.ANSWERS,
    **food.ANSWERS,
    **nutrition.ANSWERS,
    **unit_conversion.ANSWERS,
    **home.ANSWERS,
    **pantry_and_shopping.ANSWERS,
    **pantry_changes.ANSWERS,
    **meal_changes.ANSWERS,
    **food_log.ANSWERS,
    **meals.ANSWERS,
    **gatherings.ANSWERS,
    **recordings_and_notes.ANSWERS,
    **food_advice.ANSWERS,
    **dietary_suitability.ANSWERS,
}
"""The handlers by intent type."""

LONGEST_TEXT = 400
_NO_TOPIC = frozenset({Kind.YES, Kind.NO, Kind.CANCEL, Kind.REPEAT}) | SILENT
"""Kinds that leave the topic of the conversation as it is."""
_KEEPS_HEATED = frozenset({Kind.CANCEL, Kind.NO, Kind.REPEAT}) | SILENT
"""Kinds after which "cancel" still means the heat that was set before."""
_LEAVES_FOOD = frozenset({Kind.SHOPPING_ADD, Kind.SHOPPING_QUERY, Kind.PANTRY_QUERY, Kind.THANKS})
"""Kinds that leave the food that was mentioned as it is."""
_WITH_FREE_TEXT = frozenset({Kind.TIMER, Kind.SHOPPING_ADD, Kind.SHOPPING_QUERY, Kind.PANTRY_QUERY})
"""Kinds whose free text must not contain small words: a timer's name, an item."""
_OF_PLAN = frozenset({Kind.PLAN_QUERY, Kind.PLAN_MEAL, Kind.SUGGEST_MEAL})
"""Kinds after which the day that was spoken of is still meant."""
_ONCE = frozenset({
    Kind.STOP, Kind.NEXT_STEP, Kind.PREVIOUS_STEP, Kind.SKIP_STEP, Kind.TIMER, Kind.SHOPPING_ADD, Kind.PLAN_MEAL, Kind.LOG_EATEN, Kind.NOTE,
    Kind.REVIEW, Kind.START_RECORDING, Kind.STOP_RECORDING,
})  # fmt: skip
"""Requests that are carried out once if two satellites hear them."""
ECHO_S = 1.5
"""Within this time two satellites hear the same sentence, in real seconds."""
_COOKING_HERE = {Kind.START_RECIPE, Kind.YES, Kind.NEXT_STEP, Kind.PREVIOUS_STEP, Kind.SKIP_STEP}
"""A cook who says these is at the stove: events of the session are announced there."""


class DialogueManager:
    """Answers requests to a kitchen, from every channel."""

    def __init__(self, time: Seconds) -> None:
        self.recognizer = Recognizer()
        self.dialogue = Dialogue(time)
        self.gate = HeatGate(lambda: self.dialogue.now)
        self._sites: dict[str, str] = {}
        self._heard: dict[tuple[Kind, str, str], tuple[str, float]] = {}
        """The requests of the last seconds, with site and time."""

    def site_of_session(self, session_id: str) -> str | None:
        """Return the site from which a cooking session was last controlled by voice."""
        return self._sites.get(session_id)

    def recognize(
        self,
        kitchen: Kitchen | None,
        text: str,
        *,
        language: str = "en",
        site: str = "",
        session: str = "",
        user: str = "",
        temperature_unit: str = "C",
    ) -> Recognition:
        """Recognize an utterance of this user from this site."""
        cooking = kitchen is not None and kitchen.sessions.current is not None
        conversation = self.dialogue.at(site, session, user) if site or session else None
        dishes = dish_names(kitchen)
        expects = () if conversation is None else conversation.expects
        found = self.recognizer.recognize(
            text,
            language=language,
            session=cooking,
            expects=expects,
            dishes=dishes,
            temperature_unit=temperature_unit,
        )
        if found.kind is Kind.NONE or (found.kind in _WITH_FREE_TEXT and found.confidence < 1.0):
            found = self._without_fillers(found, text, language, temperature_unit, session=cooking)
        if cooking and conversation is not None and self._is_open(found, text, language):
            found = recognize_in_context(
                self.recognizer,
                text,
                self.dialogue.context(conversation),
                language=language,
                session=cooking,
                expects=expects,
                dishes=dishes,
                temperature_unit=temperature_unit,
            )
        return of_dish(
            self.recognizer, text, found, dishes, language=language, temperature_unit=temperature_unit
        )

    def _without_fillers(
        self, found: Recognition, text: str, language: str, unit: str, *, session: bool
    ) -> Recognition:
        """Recognize a text again without small words: questions, lists and, as not exactly recognized, steps.

        What was found with free text, which small words may be a part of, stays unless the rest is the same request.
        """
        for rest in self.recognizer.without_fillers(text, language=language):
            again = self.recognizer.recognize(rest, language=language, session=session, temperature_unit=unit)
            if found.kind is not Kind.NONE and not again.is_same_request(found):
                continue
            if again.kind in STEPS:
                return replace(again, layer=2)
            if again.kind not in RAISES_HEAT | LOWERS_HEAT | _NO_TOPIC:
                return again
        return found

    def _is_open(self, found: Recognition, text: str, language: str) -> bool:
        """Whether what was asked and said before decides what a text means.

        It does for words that were not understood, and for "how do I start?". What was understood is never made an order
        to go on, and a follow-up has its own reader.
        """
        unclear = found.kind is Kind.NONE or (found.kind is Kind.START_RECIPE and not found.slots)
        follow_ups = self.recognizer.follow_ups(text, language=language)
        return unclear and all(one.kind is FollowUp.WHICH for one in follow_ups)

    async def ask(
        self,
        kitchen: Kitchen | None,
        home: AssistHost,
        *,
        text: str | None = None,
        kind: str | None = None,
        slots: Mapping[str, Any] | None = None,
        site: str = "",
        session: str = "",
        language: str = "en",
        actor_name: str = "",
        channel: str = "",
    ) -> Reply:
        """Answer one turn. `kind` and `slots` are a hint that is used if the text is empty; they never raise heat.

        `channel` names the system of satellites that heard the request: two of one system may hear one sentence.
        Never raises; a reply has one or two short sentences. A reply of kind `none` means that the request is not for
        the kitchen.
        """
        recognition = hinted(None, None)
        conversation = self.dialogue.at(site, session)
        try:
            actor = await home.speaker(site=site, conversation=session, spoken=text is not None)
            conversation = self.dialogue.at(site, session, actor.user_id)
            recognition = hinted(kind, slots)
            if text is not None:
                recognize = self._recognizing(kitchen, home, conversation, language)
                heard = recognize(text)
                if heard.kind not in LOWERS_HEAT and (
                    rest := self.recognizer.taken_back(text, language=language)
                ):
                    # Off is never taken back: "stop, never mind" stops.
                    before = self.recognizer.recognize(rest, language=language, dishes=dish_names(kitchen))
                    taken_back = Recognition(kind=Kind.CANCEL, confidence=1.0, layer=1)
                    heard = before if before.kind in LOWERS_HEAT else taken_back
                if heard.kind in {Kind.NONE, Kind.SKIP_STEP} and self.recognizer.is_retraction(
                    text, language=language
                ):
                    heard = Recognition(kind=Kind.CANCEL, confidence=1.0, layer=1)
                if kind is None or heard.kind is not Kind.NONE or self._denies(recognition, text, language):
                    recognition = heard
                else:
                    actor = replace(actor, origin=Origin.HINT)
            if kitchen is None:
                return without_kitchen(recognition, language)
            if channel and self._is_echo(recognition, site, f"{channel} {language}"):
                return Reply(kind=recognition.kind)
            turn = TurnContext(
                kitchen=kitchen,
                home=home,
                recognizer=self.recognizer,
                dialogue=self.dialogue,
                conversation=conversation,
                recognition=recognition,
                language=language,
                actor=actor,
                gate=self.gate,
                actor_name=actor_name,
                said=text or "",
            )
            if text is not None:
                turn = with_person(turn, recognize)
            if recognition.kind not in _KEEPS_HEATED or not self.dialogue.is_fresh(conversation.focus):
                conversation.focus.heated = ()
            reply = await self._answer(turn)
        except Exception:
            _LOGGER.exception("A question to the kitchen failed")
            reply = Reply(say=words("failed", language), kind=Kind.CANCEL)
        if kitchen is not None:
            self._note_site(kitchen, recognition.kind, site)
        if reply.say and reply.kind not in {Kind.REPEAT, Kind.NONE}:
            conversation.last = reply
            conversation.focus.last = reply if reply.ends else None
        conversation.expects = reply.expects
        return reply

    def _denies(self, hint: Recognition, text: str, language: str) -> bool:
        """Whether the text contradicts a hint to turn heat off: "turn off the lights", "don't turn it off"."""
        return hint.kind in LOWERS_HEAT and self.recognizer.leaves_heat_on(text, language=language)

    async def _answer(self, turn: TurnContext) -> Reply:
        silenced, answered = stopping.silence(turn)
        if answered is not None:
            return answered
        try:
            reply = await self._answer_request(turn)
        except ReplyDirectly as early:
            reply = early.reply
        except KitchenError as error:
            reply = kitchen_error(turn, error)
        return stopping.with_silenced(turn, reply) if silenced else reply

    async def _answer_request(self, turn: TurnContext) -> Reply:
        follows = False
        if (reply := await open_question.answered(turn)) is not None:
            self._note_topic(turn, reply.kind)
            return reply
        match await followed(turn):
            case Reply() as reply:
                self._note_topic(turn, reply.kind)
                return reply
            case TurnContext() as completed:
                turn, follows = completed, True
        recognize = self._recognizing(turn.kitchen, turn.home, turn.conversation, turn.language)
        async for part in clauses(turn, recognize):
            if (reply := await self._answer_request(part)).ours and reply.say:
                return reply
        if turn.kind is Kind.NONE:
            return await not_understood(turn)
        if turn.kind in SILENT:
            return Reply(kind=turn.kind)
        timer = await stopping.timer_in_focus(turn) if turn.kind in LOWERS_HEAT else None
        self._begin_topic(turn, follows=follows)
        reply = await then_set(turn, await ANSWERS[turn.kind](turn))
        return _of_dish(turn, stopping.with_running_timer(turn, reply, timer))

    def _recognizing(
        self, kitchen: Kitchen | None, home: AssistHost, conversation: Conversation, language: str
    ) -> Callable[[str], Recognition]:
        """What recognizes texts in a conversation."""
        return partial(
            self.recognize,
            kitchen,
            language=language,
            site=conversation.site,
            session=conversation.session,
            user=conversation.user,
            temperature_unit=home.temperature_unit,
        )

    def _is_echo(self, recognition: Recognition, site: str, channel: str) -> bool:
        """Whether another satellite of this channel has just heard the same request, which is carried out once."""
        if recognition.kind not in _ONCE or not site or recognition.slots.get("action") in {"left", "count"}:
            return False
        now = self.dialogue.now
        self._heard = {key: one for key, one in self._heard.items() if now - one[1] <= ECHO_S}
        key = (recognition.kind, channel, repr(sorted(recognition.slots.items(), key=str)))
        first = self._heard.get(key)
        if first is not None and first[0] != site:
            return True
        self._heard[key] = (site, now)
        return False

    def _begin_topic(self, turn: TurnContext, *, follows: bool) -> None:
        """Make a request the topic; after a new one, what the last one named is no longer meant."""
        if turn.kind in _NO_TOPIC:
            return
        focus = turn.focus
        focus.rest, focus.ingredient, focus.undo, focus.mentioned = "", None, None, focus.food
        if not follows:
            focus.choices = ()
        focus.slots = dict(turn.recognition.slots)
        stays = focus.day if turn.kind in _OF_PLAN and self.dialogue.is_fresh(focus) else None
        focus.day = turn.text("day") or stays
        if (food := turn.text("item") or turn.text("food")) is not None:
            focus.food = turn.as_said(food)
        elif turn.kind not in _LEAVES_FOOD:
            focus.food = ""
        self._note_topic(turn, turn.kind)

    def _note_topic(self, turn: TurnContext, kind: Kind) -> None:
        if kind not in _NO_TOPIC:
            turn.focus.before = (*turn.focus.before, kind)[-KINDS_KEPT:]
            turn.focus.topic, turn.focus.said_at = kind, self.dialogue.now

    def _note_site(self, kitchen: Kitchen, kind: Kind, site: str) -> None:
        active = {session.id for session in kitchen.sessions.active}
        self._sites = {session: where for session, where in self._sites.items() if session in active}
        current = kitchen.sessions.current
        if current is not None and kind in _COOKING_HERE and site:
            self._sites[current.id] = site


def _of_dish(turn: TurnContext, reply: Reply) -> Reply:
    """Begin a reply about one of several dishes with its name; a question about heat names the burner."""
    name = turn.text("dish")
    if name is None or turn.kind not in OF_DISHES or Kind.YES in reply.expects or len(turn.dishes()) < 2:
        return reply
    return replace(reply, say=turn.words("of_dish", dish=name, text=reply.say))


def dish_names(kitchen: Kitchen | None) -> tuple[str, ...]:
    """Return the names of the dishes being cooked, which a request to turn heat off may mention."""
    if kitchen is None:
        return ()
    return tuple(dish.name for session in kitchen.sessions.active for dish in session.view().dishes)


def kitchen_error(turn: TurnContext, error: KitchenError) -> Reply:
    """Return the sentence for an error of the kitchen."""
    match error.code:
        case ErrorCode.RECIPE_NOT_FOUND:
            return turn.reply("unknown_recipe", name=str(error.data.get("name") or turn.text("recipe") or ""))
        case ErrorCode.BOOK_UNAVAILABLE:
            return turn.reply("book_unavailable")
        case ErrorCode.SESSION_NOT_FOUND:
            return turn.reply("nothing_cooking")
        case ErrorCode.NO_SUCH_STEP:
            return turn.reply("no_previous")
        case _:
            key = f"error_{error.code.value}"
            return turn.reply(key if has_words(key) else "failed")


def without_kitchen(recognition: Recognition, language: str) -> Reply:
    """Return the reply if no kitchen is loaded."""
    if recognition.kind in SILENT:
        return Reply(kind=recognition.kind)
    return Reply(say=words("no_kitchen", language), kind=recognition.kind)


def hinted(kind: str | None, slots: Mapping[str, Any] | None) -> Recognition:
    """Convert a hint from another recognizer. Hints are accepted for everything but heat."""
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
