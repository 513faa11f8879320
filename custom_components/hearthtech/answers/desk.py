"""The kitchen in conversation: recognized words become one call of the kitchen's, and that becomes one answer."""

from collections.abc import Mapping
from dataclasses import replace
import logging
from typing import Any

from custom_components.hearthtech.kitchen.errors import ErrorCode, KitchenError
from custom_components.hearthtech.kitchen.kitchen import Kitchen
from custom_components.hearthtech.voice.automaton import Slots
from custom_components.hearthtech.voice.dialogue import Dialogue, Seconds
from custom_components.hearthtech.voice.kinds import LOWERS_HEAT, SILENT, Kind
from custom_components.hearthtech.voice.recognizer import Recognition, Recognizer
from custom_components.hearthtech.voice.replies import has_words, words
from custom_components.hearthtech.voice.reply import Reply

from . import advice, convert, eaten, fits, food, heat, home, keeping, meals, nutrition, steps, stock
from .turn import Answers, Home, Turn, Unanswered

_LOGGER = logging.getLogger(__name__)

ANSWERS: Answers = {
    **steps.ANSWERS,
    **heat.ANSWERS,
    **food.ANSWERS,
    **nutrition.ANSWERS,
    **convert.ANSWERS,
    **home.ANSWERS,
    **stock.ANSWERS,
    **eaten.ANSWERS,
    **meals.ANSWERS,
    **keeping.ANSWERS,
    **advice.ANSWERS,
    **fits.ANSWERS,
}
"""Every kind that has an answer."""

LONGEST_TEXT = 400
_COOKING_HERE = {Kind.START_RECIPE, Kind.YES, Kind.NEXT_STEP, Kind.PREVIOUS_STEP, Kind.SKIP_STEP}
"""Who says such things stands at the stove: what happens in the session is told there."""
_KEEPS_QUESTION = {Kind.YES, Kind.NO, Kind.CANCEL, Kind.REPEAT}
"""What may be said without withdrawing the question that waits."""


class Desk:
    """Takes questions for a kitchen, whichever way they come."""

    def __init__(self, time: Seconds) -> None:
        self.recognizer = Recognizer()
        self.dialogue = Dialogue(time)
        self._sites: dict[str, str] = {}

    def site_of_session(self, session_id: str) -> str | None:
        """Where a cooking session was last led from by voice."""
        return self._sites.get(session_id)

    def recognize(
        self, kitchen: Kitchen | None, text: str, *, language: str = "en", site: str = "", session: str = ""
    ) -> Recognition:
        """Understand an utterance as said at this place."""
        cooking = kitchen is not None and kitchen.sessions.current is not None
        expects = self.dialogue.at(site, session).expects if site or session else ()
        return self.recognizer.recognize(text, language=language, session=cooking, expects=expects)

    async def ask(
        self,
        kitchen: Kitchen | None,
        home: Home,
        *,
        text: str | None = None,
        kind: str | None = None,
        slots: Mapping[str, Any] | None = None,
        site: str = "",
        session: str = "",
        language: str = "en",
        who: str = "",
    ) -> Reply:
        """Take one turn. `kind` and `slots` are a hint for where the text says nothing; they never raise heat.

        Never raises; every answer is one or two short sentences. A reply of kind `none` is not the kitchen's.
        """
        conversation = self.dialogue.at(site, session)
        recognition = hinted(None, None)
        try:
            recognition = hinted(kind, slots)
            if text is not None:
                heard = self.recognize(kitchen, text, language=language, site=site, session=session)
                if kind is None or heard.kind is not Kind.NONE:
                    recognition = heard
            if kitchen is None:
                return without_kitchen(recognition, language)
            turn = Turn(
                kitchen=kitchen,
                home=home,
                recognizer=self.recognizer,
                dialogue=self.dialogue,
                conversation=conversation,
                recognition=recognition,
                language=language,
                who=who,
                said=text or "",
            )
            reply = await self._answer(turn, text)
        except Exception:
            _LOGGER.exception("A question to the kitchen failed")
            reply = Reply(say=words("failed", language), kind=Kind.CANCEL)
        if kitchen is not None:
            self._note_site(kitchen, recognition.kind, site)
        if reply.say and reply.kind is not Kind.REPEAT:
            conversation.last = reply
        conversation.expects = reply.expects
        return reply

    async def _answer(self, turn: Turn, text: str | None) -> Reply:
        try:
            if text is not None and (chosen := await self._chosen(turn, text)) is not None:
                return chosen
            if turn.kind in SILENT:
                return Reply(kind=turn.kind)
            if turn.kind not in _KEEPS_QUESTION:
                turn.conversation.pending = None
            answer = ANSWERS.get(turn.kind)
            if answer is None:
                return turn.reply("not_built", what=words(f"what_{turn.kind.value}", turn.language))
            return await answer(turn)
        except Unanswered as early:
            return early.reply
        except KitchenError as error:
            return kitchen_error(turn, error)

    def _note_site(self, kitchen: Kitchen, kind: Kind, site: str) -> None:
        active = {session.id for session in kitchen.sessions.active}
        self._sites = {session: where for session, where in self._sites.items() if session in active}
        current = kitchen.sessions.current
        if current is not None and kind in _COOKING_HERE and site:
            self._sites[current.id] = site

    async def _chosen(self, turn: Turn, text: str) -> Reply | None:
        """The answer to "which one?", when this is one. What turns heat off is never taken for it."""
        if turn.conversation.pending is None or turn.kind in LOWERS_HEAT:
            return None
        return (
            await self._chosen_burner(turn, text)
            or await home.chosen_timer(turn, text)
            or await meals.chosen_day(turn, text)
        )

    async def _chosen_burner(self, turn: Turn, text: str) -> Reply | None:
        """The answer to "on which burner?"."""
        pending = turn.conversation.pending
        if pending is None or pending.action != "choose_burner":
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
        return await heat.ask_start(heard, recipe, burner, heat.told_level(pending.details.get("level")))


def kitchen_error(turn: Turn, error: KitchenError) -> Reply:
    """The sentence for what the kitchen could not do."""
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
    """The answer while there is no kitchen."""
    if recognition.kind in SILENT:
        return Reply(kind=recognition.kind)
    return Reply(say=words("no_kitchen", language), kind=recognition.kind)


def hinted(kind: str | None, slots: Mapping[str, Any] | None) -> Recognition:
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
