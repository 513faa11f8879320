"""Rhasspy's own dialogue manager and recognizer, each a program in its own environment, over Mosquitto with TLS."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
import subprocess
from typing import Any

import aiomqtt
import pytest

from benchmarks.comparison_envs import RHASSPY_DIALOGUE, RHASSPY_NLU, PeerUnavailable, peer_environment
from custom_components.hearthtech.voice.asr_export import ANSWER, FOLLOW_UP, vocabulary
from custom_components.hearthtech.voice.data_files import read_data
from hearthtech_skill import kitchen as skill_kitchen
from hearthtech_skill.config import parse
from hearthtech_skill.kitchen import TrainingVocabulary
from hearthtech_skill.phrases import Phrases
from hearthtech_skill.training import profile_files, write_files
from tests.skill.certificates import make_certificates
from tests.skill.conftest import StartSkill
from tests.skill.fake_home_assistant import FakeHomeAssistant
from tests.skill.mosquitto import MOSQUITTO, MOSQUITTO_PASSWD, Mosquitto
from tests.skill.satellite import Satellite
from tools.cli.talk import opened

pytestmark = pytest.mark.timeout(1200)  # building the environments the first time

# What Rhasspy's base station does with a profile; `rhasspy/number` is a program that it brings along.
GRAPH = """
import pathlib, sys
import rhasspynlu
from rhasspynlu.ini_jsgf import split_rules
from rhasspynlu.jsgf import walk_expression

profile, target = map(pathlib.Path, sys.argv[1:3])
language = sys.argv[3]
words_of_numbers = lambda word: rhasspynlu.number_transform(word, language)
intents = rhasspynlu.parse_ini((profile / "intents/hearthtech.ini").read_text())
sentences, replacements = split_rules(intents)
every = [sentence for group in sentences.values() for sentence in group]
for sentence in every:
    walk_expression(sentence, rhasspynlu.number_range_transform, replacements)
programs = profile / "slot_programs"
(programs / "rhasspy").mkdir(parents=True)
number = programs / "rhasspy" / "number"
number.write_text("#!/bin/sh\\nseq $1 $3 $2\\n")
number.chmod(0o755)
replacements.update(rhasspynlu.get_slot_replacements(sentences, [profile / "slots"], [programs]))
for sentence in [*every, *(value for values in replacements.values() for value in values)]:
    walk_expression(sentence, words_of_numbers, replacements)
graph = rhasspynlu.sentences_to_graph(sentences, replacements=replacements)
with target.open("wb") as file:
    rhasspynlu.graph_to_gzip_pickle(graph, file)
for line in sys.stdin:
    found = rhasspynlu.recognize(line.strip(), graph, fuzzy=False, word_transform=str.lower)
    slots = {entity.entity: entity.value for entity in found[0].entities} if found else {}
    print(found[0].intent.name if found else "", sorted(slots.items()))
"""

VOCABULARY = TrainingVocabulary(
    language="en",
    sentences={
        "start_recipe": ("(start|cook) [the] {recipe} [on [the] {burner}]",),
        "next_step": ("(next|next step|done)", "[what (is|comes)] next"),
        "set_heat": ("(set;{burner}) to {level}",),
        "yes": ("yes [please]", "do it"),
        "no": ("no",),
        "heat_off": ("turn {burner} off",),
        "note": ("note [that] {text}",),
    },
    slots={
        "recipe": ("Grandma's chicken soup", "Rice [basic] (white)|{x}", "???"),
        "burner": ("front left", "back right"),
    },
    ranges={"level": (0, 9)},
    version="1",
)


def environment(name: str, requirements: tuple[str, ...]) -> Path:
    try:
        return peer_environment(name, requirements)
    except PeerUnavailable as error:
        pytest.skip(str(error))


@pytest.fixture
def secured(tmp_path: Path) -> dict[str, Path]:
    """Certificates, and the password file of Mosquitto."""
    if not MOSQUITTO or not MOSQUITTO_PASSWD:
        pytest.skip("Mosquitto is not installed")
    ca, certificate, key = make_certificates(tmp_path)
    passwords = tmp_path / "passwords"
    passwords.touch(mode=0o600)
    for user, password in (("skill", "paprika"), ("rhasspy", "thyme")):
        subprocess.run(
            [MOSQUITTO_PASSWD, "-b", str(passwords), user, password], check=True, capture_output=True
        )
    secret = tmp_path / "mqtt-password"
    secret.write_text("paprika")
    secret.chmod(0o600)
    return {"ca": ca, "certificate": certificate, "key": key, "passwords": passwords, "secret": secret}


@pytest.fixture
async def broker(tmp_path: Path, secured: dict[str, Path]) -> AsyncIterator[Mosquitto]:
    options = (
        "allow_anonymous false",
        f"password_file {secured['passwords']}",
        f"certfile {secured['certificate']}",
        f"keyfile {secured['key']}",
    )
    mosquitto = Mosquitto(tmp_path, options)
    await mosquitto.start()
    yield mosquitto
    await mosquitto.stop()


@pytest.fixture
def settings(
    broker: Mosquitto, house: FakeHomeAssistant, token_file: Path, secured: dict[str, Path]
) -> dict[str, Any]:
    return {
        "mqtt": {
            "host": "localhost",
            "port": broker.port,
            "username": "skill",
            "password_file": str(secured["secret"]),
            "tls": {"ca": str(secured["ca"])},
        },
        "home_assistant": {"url": house.url, "token_file": str(token_file)},
        "sites": {"kitchen": "kitchen"},
        "worker": "test",
    }


@pytest.fixture
async def satellite(broker: Mosquitto, secured: dict[str, Path]) -> AsyncIterator[Satellite]:
    tls = aiomqtt.TLSParameters(ca_certs=str(secured["ca"]))
    async with Satellite(
        broker.port, host="localhost", username="rhasspy", password="thyme", tls_params=tls
    ) as client:
        yield client


@asynccontextmanager
async def program(command: list[str], broker: Mosquitto, secured: dict[str, Path]) -> AsyncIterator[None]:
    """Run one of Rhasspy's services on the broker."""
    common = [
        "--host",
        "localhost",
        "--port",
        str(broker.port),
        "--username",
        "rhasspy",
        "--password",
        "thyme",
    ]
    process = await asyncio.create_subprocess_exec(
        *command,
        *common,
        "--debug",
        "--tls",
        "--tls-ca-certs",
        str(secured["ca"]),
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )
    assert process.stderr
    try:
        async with asyncio.timeout(60):
            while b"Subscribed to" not in await process.stderr.readline():
                assert process.returncode is None
        reading = asyncio.create_task(process.stderr.read())
        await asyncio.sleep(0.3)  # there are more topics than the first
        yield
        process.kill()
        await reading
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


async def hear(satellite: Satellite, session: str, text: str, count: int = 1) -> dict[str, Any]:
    """Wait until the dialogue manager listens, say something, and finish speaking its answer."""

    def nth(wanted: str, number: int) -> Callable[[str, dict[str, Any]], bool]:
        def check(topic: str, body: dict[str, Any]) -> bool:
            found = [
                seen for seen in satellite.heard if seen[0] == wanted and seen[1].get("sessionId") == session
            ]
            return len(found) >= number

        return check

    await satellite.until(nth("hermes/asr/startListening", count), 10)
    await satellite.send(
        "hermes/asr/textCaptured",
        {"text": text, "likelihood": 1.0, "seconds": 1.0, "siteId": satellite.site, "sessionId": session},
    )
    await satellite.until(nth("hermes/tts/say", count), 10)
    said = [
        body for topic, body in satellite.heard if topic == "hermes/tts/say" and body["sessionId"] == session
    ]
    spoken = said[count - 1]
    await satellite.send(
        "hermes/tts/sayFinished", {"id": spoken["id"], "siteId": satellite.site, "sessionId": session}
    )
    return spoken


async def train(nlu: Path, profile: Path, graph: Path, said: str = "", language: str = "en") -> list[str]:
    """Let Rhasspy make its graph of a profile. Returns what it then recognizes in each line of `said`."""
    command = [str(nlu / "python"), "-c", GRAPH, str(profile), str(graph), language]
    done = await asyncio.to_thread(subprocess.run, command, input=said, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def kitchen(request: dict[str, Any]) -> dict[str, Any]:
    """A kitchen with one question and its answer."""
    match request["text"]:
        case "start grandma's chicken soup on the front left":
            return {
                "say": "Shall I heat the front left?",
                "expects": ["yes", "no"],
                "ends": False,
                "kind": "start_recipe",
            }
        case "yes please":
            return {"say": "The front left heats.", "ends": True, "kind": "yes"}
        case other:
            return {"say": f"What is {other}?", "expects": ["yes", "no"], "ends": False, "kind": "repeat"}


async def test_whole_session_with_rhasspys_dialogue_manager_and_recognizer(
    tmp_path: Path,
    house: FakeHomeAssistant,
    broker: Mosquitto,
    secured: dict[str, Path],
    start: StartSkill,
    satellite: Satellite,
) -> None:
    dialogue = environment("dialogue", RHASSPY_DIALOGUE) / "rhasspy-dialogue-hermes"
    nlu = environment("nlu", RHASSPY_NLU)
    write_files(tmp_path / "profile", profile_files(VOCABULARY, Phrases(), "hearthtech_"))
    graph = tmp_path / "graph.pickle.gz"
    await train(nlu, tmp_path / "profile", graph)
    house.on_ask = kitchen
    async with AsyncExitStack() as stack:
        recognize = [
            str(nlu / "rhasspy-nlu-hermes"),
            "--intent-graph",
            str(graph),
            "--casing",
            "lower",
            "--no-fuzzy",
        ]
        await stack.enter_async_context(program([str(dialogue)], broker, secured))
        await stack.enter_async_context(program(recognize, broker, secured))
        await start()
        detected = {
            "modelId": "jarvis",
            "modelVersion": "",
            "modelType": "personal",
            "currentSensitivity": 1.0,
        }
        await satellite.send("hermes/hotword/jarvis/detected", detected | {"siteId": "kitchen"})
        began = await satellite.until(lambda topic, body: topic.endswith("sessionStarted"))
        session = began["sessionId"]
        first = await hear(satellite, session, "start grandma's chicken soup on the front left")
        assert first["text"] == "Shall I heat the front left?"
        intent = await satellite.until(lambda topic, body: topic == "hermes/intent/hearthtech_start_recipe")
        assert {slot["slotName"]: slot["value"]["value"] for slot in intent["slots"]} == {
            "recipe": "Grandma's chicken soup",
            "burner": "front left",
        }
        # Not in the recognizer's sentences: the dialogue manager passes the words on, as the skill asked it to.
        second = await hear(satellite, session, "the big blue pot", 2)
        assert second["text"] == "What is the big blue pot?"
        third = await hear(satellite, session, "yes please", 3)
        assert third["text"] == "The front left heats."
        ended = await satellite.until(lambda topic, body: topic.endswith("sessionEnded"))
        assert ended["sessionId"] == session
        assert ended["termination"]["reason"] == "nominal"


async def test_rhasspy_understands_what_was_written_for_it(tmp_path: Path) -> None:
    nlu = environment("nlu", RHASSPY_NLU)
    write_files(tmp_path, profile_files(VOCABULARY, Phrases(), "hearthtech_"))
    said = (
        "cook rice basic white x on front left",
        "back right set to seven",
        "set front left to one",
        "what is next",
        "next",
        "note that it was good",
    )
    assert await train(nlu, tmp_path, tmp_path / "graph", "\n".join(said)) == [
        "hearthtech_start_recipe [('burner', 'front left'), ('recipe', 'Rice basic white x')]",
        "hearthtech_set_heat [('burner', 'back right'), ('level', 7)]",
        "hearthtech_set_heat [('burner', 'front left'), ('level', 1)]",
        "hearthtech_next_step []",
        "hearthtech_next_step []",
        " []",
    ]


GERMAN_NAMES = {
    "food": ["Mehl", "Milch", "Salz"],
    "person": ["Anna"],
    "recipe": ["Pfannkuchen"],
    "burner": ["Front left", "Back right"],
}
GERMAN_FOLLOW_UPS = ("length", "cancel", "nth", "servings")


def german_vocabulary() -> TrainingVocabulary:
    """Notes, answers and some follow-ups of the German vocabulary, in which training takes little time."""
    made = vocabulary("de", GERMAN_NAMES)
    follow_ups = read_data("de", "follow_ups.yaml")["follow_ups"]
    known = set(made.kinds[FOLLOW_UP])
    chosen = [one for name in GERMAN_FOLLOW_UPS for one in follow_ups[name] if one in known]
    assert chosen
    return TrainingVocabulary(
        language="de",
        sentences={
            "timer": ("(stell|stelle) einen timer", "(stell|stelle) einen timer auf {duration}"),
            "note": tuple(made.kinds["note"]),
            ANSWER: tuple(made.kinds[ANSWER]),
            FOLLOW_UP: (*chosen, "mach daraus {duration}"),
        },
        slots={name: tuple(values) for name, values in made.slots.items()},
        ranges={
            **made.ranges,
            "number": (0, 12),
            "level": (0, 9),
            "temperature": (90, 91),
            "duration": (1, 12),
        },
        version=made.version,
    )


async def test_rhasspy_understands_german_notes_answers_and_follow_ups(tmp_path: Path) -> None:
    """A closed recognizer hears places in German, what answers a question, and free notes."""
    nlu = environment("nlu", RHASSPY_NLU)
    write_files(tmp_path, profile_files(german_vocabulary(), Phrases(), "hearthtech_"))
    said = ("vorne links", "notiere weniger salz nächstes mal", "mach daraus zwölf minuten", "die zweite")
    heard = await train(nlu, tmp_path, tmp_path / "graph", "\n".join(said), "de")
    assert [line.split(" ")[0] for line in heard] == [
        "hearthtech_answer",
        "hearthtech_note",
        "hearthtech_follow_up",
        "hearthtech_follow_up",
    ]
    assert "('words', 'weniger salz nächstes mal')" in heard[1]


async def test_german_conversation_with_follow_ups_in_rhasspys_programs(
    tmp_path: Path,
    house: FakeHomeAssistant,
    broker: Mosquitto,
    secured: dict[str, Path],
    start: StartSkill,
    satellite: Satellite,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The kitchen's own dialogue answers; Rhasspy recognizes, and manages one session after another."""
    monkeypatch.setattr(skill_kitchen, "ANSWER_WITHIN_S", 30.0)  # a slow machine answers late
    dialogue = environment("dialogue", RHASSPY_DIALOGUE) / "rhasspy-dialogue-hermes"
    nlu = environment("nlu", RHASSPY_NLU)
    write_files(tmp_path / "profile", profile_files(german_vocabulary(), Phrases(), "hearthtech_"))
    graph = tmp_path / "graph.pickle.gz"
    await train(nlu, tmp_path / "profile", graph, language="de")
    recognize = [
        str(nlu / "rhasspy-nlu-hermes"),
        "--intent-graph",
        str(graph),
        "--casing",
        "lower",
        "--no-fuzzy",
    ]
    async with AsyncExitStack() as stack:
        talk, _ = await stack.enter_async_context(opened("de", (), None))

        async def ask(request: dict[str, Any]) -> dict[str, Any]:
            reply = await talk._desk.ask(
                talk.kitchen, talk.home, text=request["text"], site="kitchen", session="talk", language="de"
            )
            return {
                "say": reply.say,
                "kind": reply.kind.value,
                "expects": [kind.value for kind in reply.expects],
                "ends": reply.ends,
            }

        house.on_ask = ask
        await stack.enter_async_context(program([str(dialogue)], broker, secured))
        await stack.enter_async_context(program(recognize, broker, secured))
        await start(language="de")

        async def session() -> str:
            action = {"type": "action", "text": None, "canBeEnqueued": False, "sendIntentNotRecognized": True}
            known = sum(topic.endswith("sessionStarted") for topic, _ in satellite.heard)
            await satellite.send("hermes/dialogueManager/startSession", {"siteId": "kitchen", "init": action})
            await satellite.until(
                lambda topic, body: sum(one.endswith("sessionStarted") for one, _ in satellite.heard) > known
            )
            began = [body for topic, body in satellite.heard if topic.endswith("sessionStarted")]
            return str(began[-1]["sessionId"])

        first = await session()
        assert (await hear(satellite, first, "stell einen timer"))["text"] == "Für wie lange?"
        assert "10 Minuten" in (await hear(satellite, first, "zehn minuten", 2))["text"]
        second = await session()
        assert "12 Minuten" in (await hear(satellite, second, "mach daraus zwölf minuten"))["text"]


async def test_whole_session_with_the_kitchen_as_recognizer(
    house: FakeHomeAssistant,
    broker: Mosquitto,
    secured: dict[str, Path],
    start: StartSkill,
    satellite: Satellite,
) -> None:
    dialogue = environment("dialogue", RHASSPY_DIALOGUE) / "rhasspy-dialogue-hermes"
    house.on_ask = kitchen
    house.on_recognize = lambda request: {"kind": "start_recipe" if "start" in request["text"] else "none"}
    async with program([str(dialogue)], broker, secured):
        await start(nlu_sites=["kitchen"])
        action = {"type": "action", "text": None, "canBeEnqueued": False, "sendIntentNotRecognized": True}
        await satellite.send("hermes/dialogueManager/startSession", {"siteId": "kitchen", "init": action})
        session = (await satellite.until(lambda topic, body: topic.endswith("sessionStarted")))["sessionId"]
        first = await hear(satellite, session, "start grandma's chicken soup on the front left")
        assert first["text"] == "Shall I heat the front left?"
        second = await hear(satellite, session, "yes please", 2)
        assert second["text"] == "The front left heats."
        await satellite.until(lambda topic, body: topic.endswith("sessionEnded"))


async def test_wrong_login_and_strange_certificate_are_told_in_a_sentence(
    settings: dict[str, Any], secured: dict[str, Path], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    from hearthtech_skill.skill import Skill

    other = tmp_path / "other"
    other.mkdir()
    strange, _, _ = make_certificates(other)
    sentences = []
    for change in ({"username": "nobody"}, {"tls": {"ca": str(strange)}}):
        caplog.clear()
        task = asyncio.create_task(Skill(parse(settings | {"mqtt": settings["mqtt"] | change})).run())
        async with asyncio.timeout(10):
            while "MQTT broker" not in caplog.text:
                await asyncio.sleep(0.05)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        sentences.append(next(record.message for record in caplog.records if "MQTT broker" in record.message))
    assert "refuses user 'nobody'" in sentences[0]
    assert "certificate that is not trusted" in sentences[1]
