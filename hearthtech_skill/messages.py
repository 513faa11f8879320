"""Hermes messages: the classes of rhasspy-hermes, with validation before they are created.

The classes validate nothing: a null intent, missing input or a number as session id is accepted. Here the JSON is
validated, and the message is created from the fields that the skill uses, which is also fifty times as fast as the
classes' own JSON parsing.
"""

from collections.abc import Callable
import re
from typing import Any, cast

from rhasspyhermes.dialogue import (
    DialogueContinueSession,
    DialogueEndSession,
    DialogueIntentNotRecognized,
    DialogueSessionEnded,
    DialogueSessionQueued,
    DialogueSessionStarted,
)
from rhasspyhermes.intent import Intent, Slot
from rhasspyhermes.nlu import NluIntent, NluQuery

from .errors import InvalidMessage
from .json_reader import finite, parse_json, well_formed

type Incoming = (
    NluIntent
    | NluQuery
    | DialogueSessionStarted
    | DialogueSessionEnded
    | DialogueSessionQueued
    | DialogueIntentNotRecognized
    | DialogueContinueSession
    | DialogueEndSession
)

MAX_PAYLOAD = 256 * 1024
"""Bytes; a sentence with all its tokens has some kilobytes."""
MAX_ID = 256
MAX_NAME = 200
MAX_SLOTS = 64
DEFAULT_SITE = "default"

_SESSION_IN_BYTES = re.compile(rb'"sessionId"\s*:\s*"([^"\\\x00-\x1f]{1,256})"')
_SITE_IN_BYTES = re.compile(rb'"siteId"\s*:\s*"([^"\\\x00-\x1f]{1,256})"')

INTENT_TOPIC = "hermes/intent/"
QUERY_TOPIC = NluQuery.topic()
SESSION_STARTED_TOPIC = DialogueSessionStarted.topic()
SESSION_ENDED_TOPIC = DialogueSessionEnded.topic()
SESSION_QUEUED_TOPIC = DialogueSessionQueued.topic()
NOT_RECOGNIZED_TOPIC = DialogueIntentNotRecognized.topic()
CONTINUE_TOPIC = DialogueContinueSession.topic()
END_TOPIC = DialogueEndSession.topic()


def decode(topic: str, payload: bytes) -> Incoming:
    """Create a message from a payload. Raises `InvalidMessage`, and nothing else."""
    if len(payload) > MAX_PAYLOAD:
        raise _invalid(payload, f"a payload of {len(payload)} bytes on {topic!r} is too long")
    try:
        body = parse_json(payload)
    except ValueError:
        raise _invalid(payload, f"a payload on {topic!r} is not JSON") from None
    if not isinstance(body, dict):
        raise InvalidMessage(f"a payload on {topic!r} is not a JSON object")
    build = _intent if topic.startswith(INTENT_TOPIC) else _BUILDERS.get(topic)
    if build is None:
        raise InvalidMessage(f"nothing is known of the topic {topic!r}")
    try:
        return build(body)
    except InvalidMessage as error:
        raise InvalidMessage(
            f"{error} on {topic!r}",
            session_id=_readable(body, "sessionId"),
            site_id=_readable(body, "siteId"),
        ) from None


def text_of(message: NluIntent | NluQuery | DialogueIntentNotRecognized) -> str:
    """Return the original text, before any recognizer replaced words in it."""
    raw = message.raw_input if isinstance(message, NluIntent) else None
    return " ".join((raw or message.input or "").split())


def slots_of(message: NluIntent) -> dict[str, Any]:
    """Return slot values by name, as recognized by the satellite."""
    return {slot.slot_name: slot.value["value"] for slot in message.slots or []}


def _invalid(payload: bytes, sentence: str) -> InvalidMessage:
    """Read the session id and site id even from bytes that can't be parsed."""
    session = _SESSION_IN_BYTES.search(payload)
    site = _SITE_IN_BYTES.search(payload)
    return InvalidMessage(
        sentence,
        session_id=session[1].decode(errors="replace") if session else None,
        site_id=site[1].decode(errors="replace") if site else None,
    )


def _readable(body: dict[str, Any], key: str) -> str | None:
    """What is needed to end the session of a message that is JSON but can't be used."""
    value = body.get(key)
    return well_formed(value) if isinstance(value, str) and 0 < len(value) <= MAX_ID else None


def _optional_text(body: dict[str, Any], key: str, limit: int) -> str | None:
    value = body.get(key)
    if value is None:
        return None
    if not isinstance(value, str):
        raise InvalidMessage(f"{key} is not a text")
    if len(value) > limit:
        raise InvalidMessage(f"{key} is too long")
    return well_formed(value)


def _text(body: dict[str, Any], key: str, limit: int) -> str:
    value = _optional_text(body, key, limit)
    if value is None:
        raise InvalidMessage(f"{key} is missing")
    return value


def _session(body: dict[str, Any]) -> str:
    session = _text(body, "sessionId", MAX_ID)
    if not session:
        raise InvalidMessage("sessionId is empty")
    return session


def _site(body: dict[str, Any]) -> str:
    return _optional_text(body, "siteId", MAX_ID) or DEFAULT_SITE


def _custom_data(body: dict[str, Any]) -> str | None:
    return _optional_text(body, "customData", MAX_PAYLOAD)


def _intent(body: dict[str, Any]) -> NluIntent:
    intent = body.get("intent")
    if not isinstance(intent, dict):
        raise InvalidMessage("intent is not an object")
    return NluIntent(
        input=_optional_text(body, "input", MAX_PAYLOAD) or "",
        raw_input=_optional_text(body, "rawInput", MAX_PAYLOAD),
        intent=Intent(
            intent_name=_text(intent, "intentName", MAX_NAME),
            confidence_score=finite(intent.get("confidenceScore")) or 0.0,
        ),
        slots=[slot for slot in map(_slot, _list(body.get("slots"))[:MAX_SLOTS]) if slot],
        session_id=_optional_text(body, "sessionId", MAX_ID) or None,
        id=_optional_text(body, "id", MAX_ID),
        lang=_optional_text(body, "lang", MAX_ID),
        site_id=_site(body),
        custom_data=_custom_data(body),
    )


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _slot(slot: object) -> Slot | None:
    """Return a slot. Slots are only hints, so invalid ones are omitted."""
    if not isinstance(slot, dict):
        return None
    name, entity, value = slot.get("slotName"), slot.get("entity"), slot.get("value")
    name = name if isinstance(name, str) else entity
    if not isinstance(name, str) or not name or len(name) > MAX_NAME or not isinstance(value, dict):
        return None
    resolved = value.get("value")
    if not isinstance(resolved, str | int | float):
        return None
    if isinstance(resolved, str):
        if len(resolved) > MAX_NAME:
            return None
    elif not isinstance(resolved, bool) and finite(resolved) is None:
        return None
    if isinstance(resolved, str):
        resolved = well_formed(resolved)
    name = well_formed(name)
    return Slot(entity=name, slot_name=name, raw_value=str(resolved), value={"value": resolved})


def _query(body: dict[str, Any]) -> NluQuery:
    wanted = body.get("intentFilter")
    return NluQuery(
        input=_text(body, "input", MAX_PAYLOAD),
        id=_optional_text(body, "id", MAX_ID),
        intent_filter=[name for name in _list(wanted) if isinstance(name, str)] or None,
        session_id=_optional_text(body, "sessionId", MAX_ID) or None,
        wakeword_id=_optional_text(body, "wakewordId", MAX_ID),
        lang=_optional_text(body, "lang", MAX_ID),
        site_id=_site(body),
        custom_data=_custom_data(body),
    )


def _started(body: dict[str, Any]) -> DialogueSessionStarted:
    return DialogueSessionStarted(
        session_id=_session(body),
        site_id=_site(body),
        custom_data=_custom_data(body),
        lang=_optional_text(body, "lang", MAX_ID),
    )


def _queued(body: dict[str, Any]) -> DialogueSessionQueued:
    return DialogueSessionQueued(session_id=_session(body), site_id=_site(body))


def _ended(body: dict[str, Any]) -> DialogueSessionEnded:
    # The reason why a session ended is not used here, so an unknown reason is no error.
    return DialogueSessionEnded(termination=cast("Any", None), session_id=_session(body), site_id=_site(body))


def _not_recognized(body: dict[str, Any]) -> DialogueIntentNotRecognized:
    return DialogueIntentNotRecognized(
        session_id=_session(body),
        site_id=_site(body),
        input=_optional_text(body, "input", MAX_PAYLOAD),
        custom_data=_custom_data(body),
    )


def _continued(body: dict[str, Any]) -> DialogueContinueSession:
    return DialogueContinueSession(session_id=_session(body), custom_data=_custom_data(body))


def _end(body: dict[str, Any]) -> DialogueEndSession:
    return DialogueEndSession(session_id=_session(body))


_BUILDERS: dict[str, Callable[[dict[str, Any]], Incoming]] = {
    QUERY_TOPIC: _query,
    SESSION_STARTED_TOPIC: _started,
    SESSION_ENDED_TOPIC: _ended,
    SESSION_QUEUED_TOPIC: _queued,
    NOT_RECOGNIZED_TOPIC: _not_recognized,
    CONTINUE_TOPIC: _continued,
    END_TOPIC: _end,
}
