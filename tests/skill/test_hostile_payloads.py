"""No MQTT message stops the skill: the real message handler, a Home Assistant that is strict about JSON."""

import asyncio
from collections.abc import Iterator
import json
from pathlib import Path
import tempfile
from types import SimpleNamespace
from typing import Any

import aiomqtt
from hypothesis import HealthCheck, given, settings as hypothesis_settings, strategies as st
import orjson
import pytest
from rhasspyhermes.nlu import NluIntent

from hearthtech_skill.config import SkillConfig, parse
from hearthtech_skill.errors import HomeAssistantRefused, InvalidMessage
from hearthtech_skill.json_reader import MAX_EXACT, parse_json
from hearthtech_skill.kitchen import RemoteKitchen
from hearthtech_skill.messages import MAX_ID, MAX_PAYLOAD, decode, slots_of
from hearthtech_skill.skill import FOR_ONE, SEEN_BY_ALL, Skill

TOPICS = (
    "hermes/intent/hearthtech_next_step",
    "hermes/intent/hearthtech_timer",
    "hermes/intent/Said",
    "hermes/intent/a/b",
    "hermes/nlu/query",
    "hermes/dialogueManager/sessionStarted",
    "hermes/dialogueManager/sessionEnded",
    "hermes/dialogueManager/sessionQueued",
    "hermes/dialogueManager/intentNotRecognized",
    "hermes/dialogueManager/continueSession",
    "hermes/dialogueManager/endSession",
    "hermes/unknown",
    "hearthtech/skill/crew/claims",
    "hearthtech/skill/other/health",
    "hearthtech/skill//health",
)
ANSWERED = ("hermes/intent/hearthtech_next_step", "hermes/intent/hearthtech_timer", "hermes/intent/Said")
CLAIMS = "hearthtech/skill/crew/claims"


class StrictSocket:
    """Home Assistant's end: closes the connection on what is no JSON, as its own WebSocket does."""

    def __init__(self, skill: Skill) -> None:
        self.skill = skill
        self.closed = False
        self.asked: list[dict[str, Any]] = []

    async def send_str(self, frame: str) -> None:
        try:
            request = orjson.loads(frame)
        except orjson.JSONDecodeError:
            self.closed = True
            raise ConnectionResetError from None
        self.asked.append(request)
        result = {"kind": "next_step", "slots": {}} if "recognize" in request["type"] else {"say": "done"}
        self.skill._home_assistant._receive(
            {"id": request["id"], "type": "result", "success": True, "result": result}
        )


class Bench:
    """A skill without network: messages go in by its handler, what it publishes is kept."""

    def __init__(self, config: SkillConfig) -> None:
        self.skill = Skill(config)
        self.house = StrictSocket(self.skill)
        self.skill._home_assistant._socket = self.house  # type: ignore[assignment]
        self.skill._home_assistant.connected.set()
        self.published: list[tuple[str, Any]] = []
        self.skill._broker.publish = self._publish  # type: ignore[method-assign]

    async def _publish(self, topic: str, payload: str | bytes, **_: object) -> bool:
        raw = payload.encode() if isinstance(payload, str) else payload
        orjson.loads(raw)
        assert "#" not in topic
        assert "+" not in topic
        self.published.append((topic, json.loads(raw)))
        if topic == CLAIMS:
            # Its own claim comes back.
            self.receive(topic, raw, SEEN_BY_ALL)
        return True

    def receive(self, topic: str, payload: bytes, *identifiers: int) -> None:
        properties = SimpleNamespace(SubscriptionIdentifier=list(identifiers))
        self.skill._receive(
            aiomqtt.Message(topic, payload, 1, False, 1, properties)  # type: ignore[arg-type]
        )

    async def settle(self) -> None:
        """Wait for all that was begun; nothing of it may fail."""
        while tasks := set(self.skill._tasks):
            for failed in await asyncio.gather(*tasks, return_exceptions=True):
                assert not isinstance(failed, Exception), failed
            # Tasks that are done leave the set by a callback.
            await asyncio.sleep(0)

    def ended(self, session: str) -> bool:
        return any(
            topic == "hermes/dialogueManager/endSession" and body["sessionId"] == session
            for topic, body in self.published
        )


def _config(folder: Path, **changes: Any) -> SkillConfig:
    token = folder / "token"
    token.write_text("secret")
    token.chmod(0o600)
    return parse(
        {
            "mqtt": {"host": "127.0.0.1", "port": 1},
            "home_assistant": {"url": "http://127.0.0.1:1", "token_file": str(token)},
            "sites": {"kitchen": "kitchen"},
            "worker": "one",
            "nlu_sites": ["all"],
        }
        | changes
    )


@pytest.fixture(scope="module")
def configs() -> Iterator[tuple[SkillConfig, SkillConfig]]:
    with tempfile.TemporaryDirectory() as folder:
        yield _config(Path(folder)), _config(Path(folder), share="crew")


async def _deliver(config: SkillConfig, topic: str, payload: bytes) -> None:
    """Deliver a message, then see whether a person is still answered."""
    bench = Bench(config)
    for identifiers in ((SEEN_BY_ALL,), (FOR_ONE,)) if config.share else ((),):
        bench.receive(topic, payload, *identifiers)
    await bench.settle()
    assert not bench.house.closed
    if topic in ANSWERED and (session := _session_of(topic, payload)) is not None:
        assert bench.ended(session) or bench.house.asked
    after = intent("after")
    for identifiers in ((SEEN_BY_ALL,), (FOR_ONE,)) if config.share else ((),):
        bench.receive("hermes/intent/Said", after, *identifiers)
    await bench.settle()
    assert bench.ended("after")
    assert not bench.house.closed


def _session_of(topic: str, payload: bytes) -> str | None:
    try:
        return getattr(decode(topic, payload), "session_id", None)
    except InvalidMessage as error:
        return error.session_id


BIG = b"1" + b"0" * 400
DEEP = b"[" * 200_000
NUMBERS = (BIG, b"-" + BIG, b"9" * 5000, b"1e400", b"-1e999", b"NaN", b"Infinity", b"-Infinity", b"1e308",
           b"18446744073709551616", b"-9223372036854775809", b"0." + b"3" * 5000, b"1" + b"0" * 300, b"null",
           b"true", b'"1.0"', b"[]", b"{}")  # fmt: skip


def intent(
    session: str,
    confidence: bytes = b"1.0",
    slots: bytes = b"[]",
    text: bytes = b'"next step"',
    name: bytes = b'"Said"',
    more: bytes = b"",
) -> bytes:
    return (
        b'{"input":%s,"intent":{"intentName":%s,"confidenceScore":%s},"siteId":"kitchen","sessionId":"%s",'
        b'"slots":%s%s}' % (text, name, confidence, session.encode(), slots, more)
    )


def slot(value: bytes, name: bytes = b'"x"') -> bytes:
    return b'[{"slotName":%s,"entity":"y","value":{"kind":"Unknown","value":%s}}]' % (name, value)


CASES = {
    **{f"confidence {n[:12]!r}": intent("s", n) for n in NUMBERS},
    **{f"slot {n[:12]!r}": intent("s", slots=slot(n), text=b'""') for n in NUMBERS},
    **{f"slot raw {n[:12]!r}": intent("s", slots=b"[%s]" % n, text=b'""') for n in NUMBERS},
    "slot name surrogate": intent("s", slots=slot(b"1", b'"\\ud800"'), text=b'""'),
    "slot value surrogate": intent("s", slots=slot(b'"\\udfff"'), text=b'""'),
    "slot name long": intent("s", slots=slot(b"1", b'"' + b"n" * 100_000 + b'"'), text=b'""'),
    "slots many": intent("s", slots=b"[" + b",".join([slot(b"1")[1:-1]] * 2000) + b"]", text=b'""'),
    "text surrogate": intent("s", text=b'"\\ud83d next"'),
    "text null character": intent("s", text=b'"next\\u0000step"'),
    "text long": intent("s", text=b'"' + b"next step " * 20_000 + b'"'),
    "everything null": b'{"input":null,"intent":null,"siteId":null,"sessionId":null,"slots":null,"lang":null}',
    "null inside": b'{"input":null,"intent":{"intentName":null,"confidenceScore":null},"sessionId":"s"}',
    "lang no language": intent("s", more=b',"lang":"../../etc"'),
    "lang surrogate": intent("s", more=b',"lang":"\\ud800"'),
    "custom data deep": intent("s", more=b',"customData":' + b"[" * 900 + b"]" * 900),
    "session of another kind": b'{"sessionId":7,"intent":{"intentName":"Said"},"input":"x"}',
    "session surrogate": b'{"sessionId":"\\ud800","intent":{"intentName":"Said"},"input":"x"}',
    "session with quote": b'{"sessionId":"a\\"b","intent":7,"input":"x"}',
    "session nested": b'{"customData":{"sessionId":"victim"},"sessionId":"own","intent":1}',
    "deep": DEEP,
    "deep object": b'{"a":' * 100_000,
    "deep behind a session": b'{"sessionId":"s","intent":' + DEEP,
    "not UTF-8": b'{"sessionId":"s","input":"\xff\xfe","intent":{"intentName":"Said"}}',
    "UTF-16": '{"sessionId":"s","input":"next step","intent":{"intentName":"Said"}}'.encode("utf-16"),
    "spaces": b'{"sessionId"' + b" " * 300_000 + b":",
    "many session ids": b'"sessionId"' * 100_000,
    "too long": b'{"sessionId":"s","input":"' + b"x" * (MAX_PAYLOAD + 1) + b'"}',
    "number alone": BIG,
    "empty": b"",
    "claim": b'{"job":"x","by":"\\ud800","request":"\\ud800","over":{}}',
    "claim long": json.dumps({"job": "x" * 100_000, "by": "y" * 100_000, "request": "z" * 100_000}).encode(),
    "claim list": b'{"job":[],"by":{},"request":7,"resume":1,"done":[],"taken":"true"}',
    "health": b'{"worker":"\\ud800","share":"crew","state":"online"}',
    "health long": json.dumps({"worker": "w" * 200_000, "share": "crew", "state": "online"}).encode(),
    "filter": b'{"input":"next step","intentFilter":[null,7,{},"\\ud800"],"sessionId":"s","id":"\\udfff"}',
}  # fmt: skip


@pytest.mark.parametrize("case", sorted(CASES))
def test_a_hostile_message_on_every_topic(configs: tuple[SkillConfig, SkillConfig], case: str) -> None:
    async def run() -> None:
        for config in configs:
            for topic in TOPICS:
                await _deliver(config, topic, CASES[case])

    asyncio.run(run())


LEAVES: st.SearchStrategy[Any] = (
    st.none()
    | st.booleans()
    | st.integers(-(10**400), 10**400)
    | st.floats()
    | st.text(st.characters(), max_size=20)
    | st.text('\ud800\udfff\x00"\\a', max_size=6)
    | st.sampled_from(
        [10**400, -(10**400), float("nan"), float("inf"), "x" * 70_000, "", 2**64, "kitchen", "s"]
    )
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
INTENTS = VALUES | st.fixed_dictionaries({"intentName": VALUES | st.just("Said"), "confidenceScore": VALUES})
SLOTS = VALUES | st.lists(
    VALUES
    | st.fixed_dictionaries(
        {"slotName": VALUES, "entity": VALUES, "value": VALUES | st.fixed_dictionaries({"value": VALUES})}
    ),
    max_size=4,
)
PLAIN = ("input", "rawInput", "siteId", "sessionId", "customData", "lang", "id", "intentFilter", "wakewordId",
         "job", "by", "request", "over", "resume", "done", "taken", "answered", "rescue", "worker", "share", "state",
         "termination", "text")  # fmt: skip
BODIES = st.fixed_dictionaries(
    {}, optional={"intent": INTENTS, "slots": SLOTS, **dict.fromkeys(PLAIN, VALUES)}
)
PAYLOADS = BODIES.map(lambda body: json.dumps(body).encode()) | st.binary(max_size=100)


@hypothesis_settings(max_examples=250, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(TOPICS), PAYLOADS, st.booleans())
def test_no_message_stops_the_skill(
    configs: tuple[SkillConfig, SkillConfig], topic: str, payload: bytes, shared: bool
) -> None:
    asyncio.run(_deliver(configs[shared], topic, payload))


@hypothesis_settings(max_examples=300, deadline=None)
@given(st.sampled_from([topic for topic in TOPICS if topic.startswith("hermes/")]), PAYLOADS)
def test_what_is_taken_can_be_sent_on(topic: str, payload: bytes) -> None:
    try:
        message = decode(topic, payload)
    except InvalidMessage as error:
        for text in (error.session_id, error.site_id):
            assert text is None or (0 < len(text) <= MAX_ID and orjson.dumps(text))
        return
    orjson.loads(message.payload())
    if isinstance(message, NluIntent):
        orjson.loads(json.dumps(slots_of(message), allow_nan=False))


@given(st.recursive(LEAVES, lambda inner: st.lists(inner, max_size=4), max_leaves=10))
def test_parsed_numbers_are_exact_or_finite_or_none(value: Any) -> None:
    def check(parsed: Any, given_value: Any) -> None:
        if isinstance(given_value, list):
            for pair in zip(parsed, given_value, strict=True):
                check(*pair)
        elif (
            isinstance(given_value, bool | str)
            or given_value is None
            or (isinstance(given_value, int) and abs(given_value) <= MAX_EXACT)
        ):
            assert parsed == given_value
        else:
            assert parsed is None or (isinstance(parsed, float) and abs(parsed) < float("inf"))

    document = json.dumps(value)
    # Two escaped surrogates are one letter.
    check(parse_json(document), json.loads(document))


@pytest.mark.parametrize("value", [float("nan"), float("inf"), "\ud800", {"a": "\udfff"}, {1, 2}])
def test_what_home_assistant_would_hang_up_on_is_not_sent(
    configs: tuple[SkillConfig, SkillConfig], value: object
) -> None:
    async def run() -> None:
        bench = Bench(configs[0])
        with pytest.raises(HomeAssistantRefused):
            await bench.skill._home_assistant.ask("hearthtech/voice/ask", 1.0, slots={"x": value})
        assert not bench.house.asked
        assert not bench.skill._home_assistant._answers
        assert (
            await RemoteKitchen(bench.skill._home_assistant).ask("x", site="a", session=None, language="en")
        ).say

    asyncio.run(run())
