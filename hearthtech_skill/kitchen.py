"""The API of the kitchen: four WebSocket commands with validated answers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from .errors import HomeAssistantAway
from .json_reader import finite

ANSWER_WITHIN_S = 1.5
"""Time limit of an answer (s). A session must end within 2 s; this leaves half a second for the broker and delays."""


@dataclass(frozen=True, kw_only=True, slots=True)
class KitchenReply:
    """The text to speak, and whether the session continues."""

    say: str
    show: str | None = None
    expects: tuple[str, ...] = ()
    """Intent types that are expected next."""
    ends: bool = True
    kind: str = "none"
    understood: bool = True
    """Whether the text was meant for the kitchen. An answer with words that names no kind is taken as understood."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Recognized:
    """The recognized intent; kind `none` means that the text is not for the kitchen."""

    kind: str
    slots: Mapping[str, Any] = field(default_factory=dict)
    confidence: float = 0.0
    layer: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class SpokenAnnouncement:
    """An announcement. `site` is `None` for all sites."""

    id: str
    text: str
    site: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class TrainingVocabulary:
    """All sentences and names of one language; `version` changes with any of them."""

    language: str
    sentences: Mapping[str, tuple[str, ...]]
    slots: Mapping[str, tuple[str, ...]]
    version: str
    ranges: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    """Lists of whole numbers, as first and last."""


class HomeAssistantApi(Protocol):
    """The part of `HomeAssistantClient` that is used here."""

    async def ask(self, command: str, timeout_s: float, **fields: Any) -> Any:
        """Send a command and return its result."""

    async def subscribe(
        self, command: str, listener: Callable[[dict[str, Any]], None], **fields: Any
    ) -> None:
        """Subscribe, and call the listener with each event."""


class RemoteKitchen:
    """The kitchen in Home Assistant. Every method raises `HomeAssistantAway` or `HomeAssistantRefused`."""

    def __init__(self, home_assistant: HomeAssistantApi) -> None:
        self._home_assistant = home_assistant

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
        """Answer one turn of the dialogue.

        `kind` and `slots` are used only if there is no text. A repeated `request` gets the same answer, without being
        carried out twice.
        """
        fields: dict[str, Any] = {"site": site, "session": session, "language": language}
        if text:
            fields["text"] = text
        elif kind:
            fields |= {"kind": kind, "slots": dict(slots or {})}
        if area:
            fields["area"] = area
        if request:
            fields["request"] = request
        answer = await self._home_assistant.ask("hearthtech/voice/ask", ANSWER_WITHIN_S, **fields)
        answer = _mapping(answer)
        say, show, expects = answer.get("say"), answer.get("show"), answer.get("expects")
        return KitchenReply(
            say=say if isinstance(say, str) else "",
            show=show if isinstance(show, str) else None,
            expects=tuple(kind for kind in expects if isinstance(kind, str))
            if isinstance(expects, list)
            else (),
            ends=answer.get("ends") is not False,
            kind=str(answer.get("kind") or "none"),
            understood=answer.get("kind") != "none" and bool(answer.get("kind") or say),
        )

    async def recognize(self, text: str, *, language: str) -> Recognized:
        """Recognize a text without carrying it out."""
        answer = _mapping(
            await self._home_assistant.ask(
                "hearthtech/voice/recognize", ANSWER_WITHIN_S, text=text, language=language
            )
        )
        slots, confidence, layer = answer.get("slots"), answer.get("confidence"), answer.get("layer")
        return Recognized(
            kind=str(answer.get("kind") or "none"),
            slots=slots if isinstance(slots, dict) else {},
            confidence=finite(confidence) or 0.0,
            layer=layer if isinstance(layer, int) else 0,
        )

    async def call_action(
        self, domain: str, action: str, data: Mapping[str, Any], target: Mapping[str, Any]
    ) -> Any:
        """Call any action of Home Assistant, with the rights of the skill's user, and return its response."""
        return await self._home_assistant.ask(
            "call_service",
            ANSWER_WITHIN_S,
            domain=domain,
            service=action,
            service_data=dict(data),
            target=dict(target),
        )

    async def listen(self, listener: Callable[[SpokenAnnouncement], None]) -> None:
        """Call the listener with every announcement."""

        def received(event: dict[str, Any]) -> None:
            text, site, number = event.get("text"), event.get("site"), event.get("id")
            if isinstance(text, str) and text and isinstance(number, str):
                listener(
                    SpokenAnnouncement(id=number, text=text, site=site if isinstance(site, str) else None)
                )

        await self._home_assistant.subscribe("hearthtech/voice/announcements", received)

    async def claim(self, announcement: SpokenAnnouncement) -> bool:
        """Claim an announcement for this worker; false if another worker has claimed it."""
        answer = await self._home_assistant.ask(
            "hearthtech/voice/announcements", ANSWER_WITHIN_S, claim=announcement.id
        )
        return _mapping(answer).get("claimed") is True

    async def watch_vocabulary(self, listener: Callable[[TrainingVocabulary], None], language: str) -> None:
        """Call the listener with the vocabulary, now and after each change."""

        def received(event: dict[str, Any]) -> None:
            kinds, slots = event.get("kinds"), event.get("slots")
            if not isinstance(kinds, dict) or not isinstance(slots, dict):
                return
            listener(
                TrainingVocabulary(
                    language=str(event.get("language") or language),
                    sentences={
                        kind: _texts(about.get("sentences"))
                        for kind, about in kinds.items()
                        if isinstance(about, dict)
                    },
                    slots={name: _texts(values) for name, values in slots.items()},
                    version=str(event.get("version")),
                    ranges=_ranges(event.get("ranges")),
                )
            )

        await self._home_assistant.subscribe("hearthtech/voice/vocabulary", received, language=language)


def _mapping(answer: object) -> dict[str, Any]:
    if not isinstance(answer, dict):
        raise HomeAssistantAway("Home Assistant's answer makes no sense.")
    return answer


def _texts(values: object) -> tuple[str, ...]:
    return tuple(value for value in values if isinstance(value, str)) if isinstance(values, list) else ()


def _ranges(value: object) -> dict[str, tuple[int, int]]:
    ranges = {}
    for name, ends in value.items() if isinstance(value, dict) else ():
        match ends:
            case [int() as first, int() as last] if 0 <= first <= last:
                ranges[name] = (first, last)
    return ranges
