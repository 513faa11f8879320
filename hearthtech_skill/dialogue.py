"""Converts Hermes sessions to dialogue turns of the kitchen, and replies to Hermes messages.

Every turn is answered: whatever fails, the session is ended within 2 s with a sentence.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from hashlib import blake2b
import logging
import time
from typing import Any, Protocol

from rhasspyhermes.base import Message
from rhasspyhermes.dialogue import (
    DialogueContinueSession,
    DialogueEndSession,
    DialogueIntentNotRecognized,
    DialogueSessionEnded,
    DialogueSessionQueued,
    DialogueSessionStarted,
)
from rhasspyhermes.intent import Intent, Slot
from rhasspyhermes.nlu import NluIntent, NluIntentNotRecognized, NluQuery
from rhasspyhermes.tts import TtsSay

from .config import SkillConfig
from .deduplication import Turns
from .errors import HomeAssistantAway, InvalidMessage, SkillError
from .fallback_messages import FallbackMessage, say
from .kitchen import KitchenReply, Recognized
from .messages import DEFAULT_SITE, Incoming, decode, slots_of, text_of
from .phrases import SAFETY_KINDS, Phrase, Phrases

LOGGER = logging.getLogger(__name__)
MAX_TEXT = 500
"""Maximum number of characters of one sentence."""
ALWAYS_EXPECTED = ("heat_off", "all_off", "answer", "follow_up")
"""Intents that are accepted at any time: what turns heat off; and answers and follow-ups, which the kitchen reads itself."""
OUR_MARK = "hearthtech"
"""Custom data of sessions that we continue, so that a worker started later recognizes them."""

type Publish = Callable[[Message], Awaitable[bool]]
"""Returns whether the broker accepted the message."""


class KitchenApi(Protocol):
    """The part of the kitchen's API that a dialogue uses."""

    async def ask(
        self,
        text: str,
        *,
        site: str,
        session: str | None,
        language: str,
        area: str | None = None,
        kind: str | None = None,
        slots: Mapping[str, Any] | None = None,
        request: str | None = None,
    ) -> KitchenReply:
        """Answer one turn."""

    async def recognize(self, text: str, *, language: str) -> Recognized:
        """Recognize a text."""

    async def call_action(
        self, domain: str, action: str, data: Mapping[str, Any], target: Mapping[str, Any]
    ) -> Any:
        """Call an action of Home Assistant."""


@dataclass(frozen=True, kw_only=True, slots=True)
class HermesTurn:
    """An utterance that requires an answer. Without a session the answer is only spoken."""

    text: str
    site: str
    session: str | None
    language: str
    number: int = 0
    kind: str | None = None
    slots: dict[str, Any] | None = None
    foreign: bool = False
    """Whether the intent belongs to another skill: what the kitchen does not understand is left to it."""
    own: FallbackMessage | None = None
    """The sentence to speak if the message was unusable and the kitchen is not asked."""


type HermesRequest = HermesTurn | NluQuery
type MayAnswer = Callable[[], bool]


def digest(data: bytes) -> str:
    """Return a short hash of a byte string."""
    return blake2b(data, digest_size=12).hexdigest()


class HermesDialogue:
    """Receives messages from the broker and publishes the answers."""

    def __init__(
        self,
        config: SkillConfig,
        kitchen: KitchenApi,
        publish: Publish,
        *,
        phrases: Phrases | None = None,
        clock: Callable[[], float] = time.monotonic,
        closed: Callable[[str], None] = lambda session: None,
    ) -> None:
        """Create the dialogue; `closed` is called for each session that was answered."""
        self._config = config
        self._kitchen = kitchen
        self._publish = publish
        self._phrases = phrases or Phrases()
        self._clock = clock
        self._closed = closed
        self.turns = Turns()

    def read(self, topic: str, payload: bytes) -> HermesRequest | None:
        """Process a message, and return the work that this skill must answer. Never raises for an invalid message."""
        try:
            message = decode(topic, payload)
        except InvalidMessage as error:
            LOGGER.warning("Not understood: %s", error)
            return self._unreadable(error)
        if isinstance(message, NluQuery):
            return message if self._config.recognizes_for(message.site_id) else None
        return self.note(message)

    async def perform(self, job: HermesRequest, request: str, may_answer: MayAnswer = lambda: True) -> bool:
        """Answer, if `may_answer` permits it. `request` is the number by which the kitchen identifies the question.

        Returns whether the work is complete: false if the broker did not accept the answer.
        """
        if isinstance(job, NluQuery):
            return await self._answer_query(job, may_answer)
        return await self._answer(job, request, may_answer)

    def note(self, message: Incoming) -> HermesTurn | None:
        """Track the sessions. Returns the turn that this message begins, if this skill must answer it."""
        now = self._clock()
        match message:
            case DialogueSessionStarted():
                self.turns.started(message.session_id, now, site=message.site_id, language=message.lang)
            case DialogueSessionEnded() | DialogueEndSession():
                self.turns.ended(message.session_id, now)
                self._closed(message.session_id)
            case DialogueContinueSession():
                self.turns.continued(message.session_id, now, ours=message.custom_data == OUR_MARK)
                self._closed(message.session_id)
            case DialogueSessionQueued():
                LOGGER.debug("Session %s waits at site %s", message.session_id, message.site_id)
            case NluIntent():
                return self._intent(message, now)
            case DialogueIntentNotRecognized():
                return self._not_recognized(message, now)
        return None

    async def _answer(self, turn: HermesTurn, request: str, may_answer: MayAnswer) -> bool:
        """Ask the kitchen and publish its answer, or the reason why there is none."""
        began = self._clock()
        try:
            reply = await self._ask(turn, request)
        except HomeAssistantAway as error:
            LOGGER.warning("No answer for site %r: %s", turn.site, error)
            reply = KitchenReply(say=say(FallbackMessage.AWAY, turn.language), kind="away")
        except SkillError as error:
            LOGGER.warning("No answer for site %r: %s", turn.site, error)
            reply = KitchenReply(say=say(FallbackMessage.FAILED, turn.language), kind="failed")
        except Exception:
            LOGGER.exception("No answer for site %r", turn.site)
            reply = KitchenReply(say=say(FallbackMessage.FAILED, turn.language), kind="failed")
        if not may_answer():
            LOGGER.warning("Another worker answers at site %r", turn.site)
            return True
        if not reply.understood:
            if turn.foreign:
                LOGGER.debug("Session %s is left to another skill", turn.session)
                if turn.session is not None:
                    self.turns.left(turn.session, turn.number, self._clock())
                return True
            if turn.text:
                said = reply.say or say(FallbackMessage.NOT_UNDERSTOOD, turn.language)
                reply = replace(reply, say=said, ends=True)
        if not await self._speak(turn, reply):
            return False
        LOGGER.info(
            "Answered %s at site %r in %.0f ms",
            reply.kind,
            turn.site,
            (self._clock() - began) * 1000,
            extra={"event": "answered", "kind": reply.kind, "site": turn.site, "session": turn.session},
        )
        return True

    async def _ask(self, turn: HermesTurn, request: str) -> KitchenReply:
        if turn.own is not None:
            return KitchenReply(say=say(turn.own, turn.language), kind=turn.own)
        phrase = self._phrases.find(turn.text, turn.site)
        if phrase is not None and not self.turns.is_ours(turn.session):
            reply = await self._call(phrase, turn)
            if reply is not None:
                return reply
        return await self._kitchen.ask(
            turn.text,
            site=turn.site,
            session=turn.session,
            language=turn.language,
            area=self._config.sites.get(turn.site),
            kind=turn.kind,
            slots=turn.slots,
            request=request,
        )

    async def _call(self, phrase: Phrase, turn: HermesTurn) -> KitchenReply | None:
        """Call the action of a custom phrase, unless the kitchen recognizes the text as turning something off."""
        found = await self._kitchen.recognize(turn.text, language=turn.language)
        if found.kind in SAFETY_KINDS:
            return None
        await self._kitchen.call_action(phrase.domain, phrase.action, phrase.data, phrase.target)
        answer = say(FallbackMessage.DONE, turn.language) if phrase.answer is None else phrase.answer
        return KitchenReply(say=answer, kind=phrase.name)

    async def _speak(self, turn: HermesTurn, reply: KitchenReply) -> bool:
        text = reply.say or None
        if turn.session is None:
            return not text or await self._publish(TtsSay(text=text, site_id=turn.site, lang=turn.language))
        if not self.turns.is_open(turn.session, turn.number):
            LOGGER.info("Session %s ended before its answer", turn.session)
            return True
        message: Message
        if reply.ends:
            self.turns.ended(turn.session, self._clock())
            message = DialogueEndSession(session_id=turn.session, text=text)
        else:
            self.turns.continued(turn.session, self._clock(), ours=True)
            expected = dict.fromkeys((*reply.expects, *ALWAYS_EXPECTED)) if reply.expects else ()
            message = DialogueContinueSession(
                session_id=turn.session,
                text=text,
                custom_data=OUR_MARK,
                intent_filter=[self._config.intent_prefix + kind for kind in expected] or None,
                send_intent_not_recognized=True,
                lang=turn.language,
            )
        is_said = await self._publish(message)
        if not is_said:
            self.turns.reopen(turn.session, turn.number, self._clock())
        return is_said

    def _intent(self, message: NluIntent, now: float) -> HermesTurn | None:
        name = message.intent.intent_name
        kind = (
            name.removeprefix(self._config.intent_prefix)
            if name.startswith(self._config.intent_prefix)
            else None
        )
        session = message.session_id
        if (
            kind is None
            and self._config.foreign_intents == "leave"
            and not self._is_ours(session, message.custom_data)
        ):
            return None
        text = text_of(message)
        return self._turn(
            HermesTurn(
                text=text,
                site=message.site_id,
                session=session,
                language=message.lang or self.turns.language(session) or self._config.language,
                kind=kind,
                slots=slots_of(message),
                foreign=kind is None and not self._is_ours(session, message.custom_data),
            ),
            words=(name, text),
            now=now,
        )

    def _not_recognized(self, message: DialogueIntentNotRecognized, now: float) -> HermesTurn | None:
        session = message.session_id
        if self._config.foreign_intents == "leave" and not self._is_ours(session, message.custom_data):
            return None
        text = text_of(message)
        return self._turn(
            HermesTurn(
                text=text,
                site=message.site_id,
                session=session,
                language=self.turns.language(session) or self._config.language,
                kind="none",
            ),
            words=("", text),
            now=now,
        )

    def _is_ours(self, session: str | None, custom_data: str | None) -> bool:
        return custom_data == OUR_MARK or self.turns.is_ours(session)

    def _turn(self, turn: HermesTurn, *, words: tuple[str, str], now: float) -> HermesTurn | None:
        if len(turn.text) > MAX_TEXT:
            turn = replace(turn, own=FallbackMessage.TOO_LONG)
        if turn.session is None:
            return turn
        number = self.turns.begin(turn.session, words, now, site=turn.site)
        if number is None:
            LOGGER.debug("Double or late message in session %s", turn.session)
            return None
        return replace(turn, number=number)

    async def _answer_query(self, query: NluQuery, may_answer: MayAnswer) -> bool:
        """Recognize for a satellite without a recognizer of its own."""
        text = text_of(query)
        language = query.lang or self.turns.language(query.session_id) or self._config.language
        found: Recognized | None = Recognized(kind="none")
        phrase = self._phrases.find(text, query.site_id) if len(text) <= MAX_TEXT else None
        if phrase is not None:
            found = Recognized(kind=phrase.name, confidence=1.0)
        elif text and len(text) <= MAX_TEXT:
            try:
                found = await self._kitchen.recognize(text, language=language)
            except SkillError as error:
                LOGGER.warning("Not recognized at site %r: %s", query.site_id, error)
                found = None
            except Exception:
                LOGGER.exception("Not recognized at site %r", query.site_id)
                found = None
        if not may_answer():
            return True
        # An utterance that could not be recognized now is sent on as an intent, so that its turn answers with the
        # reason.
        kind = found.kind if found else "none"
        name = self._config.intent_prefix + kind
        is_wanted = query.intent_filter is None or name in query.intent_filter
        if found and (kind == "none" or not is_wanted):
            return await self._publish(
                NluIntentNotRecognized(
                    input=query.input,
                    site_id=query.site_id,
                    id=query.id,
                    custom_data=query.custom_data,
                    session_id=query.session_id,
                )
            )
        return await self._publish(
            NluIntent(
                input=query.input,
                raw_input=query.input,
                intent=Intent(intent_name=name, confidence_score=found.confidence if found else 0.0),
                slots=[
                    Slot(
                        entity=slot,
                        slot_name=slot,
                        raw_value=str(value),
                        value={"kind": "Unknown", "value": value},
                    )
                    for slot, value in (found.slots if found else {}).items()
                ],
                site_id=query.site_id,
                id=query.id,
                custom_data=query.custom_data,
                session_id=query.session_id,
                wakeword_id=query.wakeword_id,
                lang=query.lang,
            )
        )

    def _unreadable(self, error: InvalidMessage) -> HermesTurn | None:
        """End the session of an invalid message, if its session id could be read."""
        session = error.session_id
        if session is None or (self._config.foreign_intents == "leave" and not self.turns.is_ours(session)):
            return None
        turn = HermesTurn(
            text="",
            site=error.site_id or DEFAULT_SITE,
            session=session,
            language=self.turns.language(session) or self._config.language,
            kind="none",
            own=FallbackMessage.FAILED,
        )
        return self._turn(turn, words=(str(error), ""), now=self._clock())
