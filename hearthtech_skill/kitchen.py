"""The kitchen as the skill sees it: four WebSocket commands, their answers checked."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from .errors import HomeAssistantAway

ANSWER_WITHIN_S = 1.5
"""A session must end within 2 s; this leaves half a second for the broker and a late event loop."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Reply:
    """What to say, and how the session goes on."""

    say: str
    show: str | None = None
    expects: tuple[str, ...] = ()
    """Kinds that make sense next."""
    ends: bool = True
    kind: str = "none"


@dataclass(frozen=True, kw_only=True, slots=True)
class Recognized:
    """What the kitchen makes of a sentence; kind `none` means that it is not for the kitchen."""

    kind: str
    slots: Mapping[str, Any] = field(default_factory=dict)
    confidence: float = 0.0
    layer: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Announcement:
    """What to say without being asked. `site` is `None` when every site should hear it."""

    id: str
    text: str
    site: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Vocabulary:
    """All sentences and names of one language; `version` changes when any of them does."""

    language: str
    sentences: Mapping[str, tuple[str, ...]]
    slots: Mapping[str, tuple[str, ...]]
    version: str
    ranges: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    """Lists of whole numbers, as first and last."""


class HomeAssistantApi(Protocol):
    """The part of `HomeAssistantClient` that is needed here."""

    async def ask(self, command: str, timeout_s: float, **fields: Any) -> Any:
        """Send a command and return its result."""

    async def subscribe(
        self, command: str, listener: Callable[[dict[str, Any]], None], **fields: Any
    ) -> None:
        """Hand each event to the listener."""


class RemoteKitchen:
    """Asks the integration. Every method raises `HomeAssistantAway` or `HomeAssistantRefused`."""

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
    ) -> Reply:
        """Take one turn of the dialogue.

        `kind` and `slots` count only where there is no text. The same `request` again is answered as before,
        without being carried out twice.
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
        return Reply(
            say=say if isinstance(say, str) else "",
            show=show if isinstance(show, str) else None,
            expects=tuple(kind for kind in expects if isinstance(kind, str))
            if isinstance(expects, list)
            else (),
            ends=answer.get("ends") is not False,
            kind=str(answer.get("kind") or "none"),
        )

    async def recognize(self, text: str, *, language: str) -> Recognized:
        """Find out what is meant without doing it."""
        answer = _mapping(
            await self._home_assistant.ask(
                "hearthtech/voice/recognize", ANSWER_WITHIN_S, text=text, language=language
            )
        )
        slots, confidence, layer = answer.get("slots"), answer.get("confidence"), answer.get("layer")
        return Recognized(
            kind=str(answer.get("kind") or "none"),
            slots=slots if isinstance(slots, dict) else {},
            confidence=float(confidence) if isinstance(confidence, int | float) else 0.0,
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

    async def listen(self, listener: Callable[[Announcement], None]) -> None:
        """Hand every announcement to the listener."""

        def received(event: dict[str, Any]) -> None:
            text, site, number = event.get("text"), event.get("site"), event.get("id")
            if isinstance(text, str) and text and isinstance(number, str):
                listener(Announcement(id=number, text=text, site=site if isinstance(site, str) else None))

        await self._home_assistant.subscribe("hearthtech/voice/announcements", received)

    async def claim(self, announcement: Announcement) -> bool:
        """Take an announcement for this worker; false when another was faster."""
        answer = await self._home_assistant.ask(
            "hearthtech/voice/announcements", ANSWER_WITHIN_S, claim=announcement.id
        )
        return _mapping(answer).get("claimed") is True

    async def watch_vocabulary(self, listener: Callable[[Vocabulary], None], language: str) -> None:
        """Hand the vocabulary to the listener now and whenever it changes."""

        def received(event: dict[str, Any]) -> None:
            kinds, slots = event.get("kinds"), event.get("slots")
            if not isinstance(kinds, dict) or not isinstance(slots, dict):
                return
            listener(
                Vocabulary(
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
