"""Rhasspy's files, written from the vocabulary, and the training that is asked for."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

from aiohttp import web
import pytest

from hearthtech_skill.kitchen import TrainingVocabulary
from hearthtech_skill.phrases import Phrase, Phrases
from hearthtech_skill.training import profile_files, rhasspy_sentence, speakable, write_files
from tests.skill.conftest import StartSkill
from tests.skill.fake_home_assistant import FakeHomeAssistant

SLOTS = {"burner": ["front left"], "recipe": [], "duration_unit": ["minutes"]}
RANGES = {"level": (0, 9), "duration": (1, 90)}


@pytest.mark.parametrize(
    ("template", "sentence"),
    [
        ("next [step]", "next [step]"),
        ("(a|b) c", "(a | b) c"),
        ("a|b", "(a | b)"),
        ("(a;b)", "(a b | b a)"),
        ("{burner} off", "($hearthtech/burner){burner} off"),
        ("{burner:where} off", "($hearthtech/burner){where} off"),
        ("to {level}", "to (0..9){level}"),
        ("for {duration}", "for (1..90 $hearthtech/duration_unit){duration}"),
        ("note {text}", ""),
        ("note [that {text}]", "note"),
        ("(note {text}|write it down)", "(write it down)"),
        ("start {recipe}", ""),
        ("what is: this$ {", ""),
        ("it's 5 %", "it's 5"),
    ],
)
def test_templates_become_rhasspys(template: str, sentence: str) -> None:
    assert rhasspy_sentence(template, SLOTS, RANGES) == sentence


def test_files_hold_nothing_that_means_something_to_rhasspy() -> None:
    hostile = ("{x}(a|b)[c]:d!e<f>$g=h#i,j", "Crème brûlée", "../../etc/passwd", "\n[evil]\nsection")
    vocabulary = TrainingVocabulary(
        language="en", sentences={"stop": ("stop",)}, slots={"recipe": hostile}, version="1"
    )
    phrases = Phrases(
        (Phrase(name="phrase_1", sentences=("movie [time]",), domain="script", action="turn_on"),)
    )
    files = profile_files(vocabulary, phrases, "hearthtech_")
    assert set(files) == {"intents/hearthtech.ini", "slots/hearthtech/recipe"}
    assert not set(files["slots/hearthtech/recipe"]) & set("{}()[]|:!<>$=#,/.")
    assert "Crème brûlée" in files["slots/hearthtech/recipe"].splitlines()
    assert files["intents/hearthtech.ini"].splitlines() == [
        "[hearthtech_stop]",
        "stop",
        "",
        "[hearthtech_phrase_1]",
        "movie time",
    ]


def test_only_what_differs_is_written(tmp_path: Path) -> None:
    files = {"intents/a.ini": "one", "slots/b": "two"}
    assert write_files(tmp_path, files) == 2
    assert write_files(tmp_path, files) == 0
    assert write_files(tmp_path, files | {"slots/b": "three"}) == 1
    assert sorted(path.name for path in tmp_path.rglob("*") if path.is_file()) == ["a.ini", "b"]


@pytest.fixture
async def rhasspy() -> AsyncIterator[tuple[str, list[int]]]:
    """Rhasspy's HTTP interface, which fails at first."""
    trained: list[int] = []

    async def train(request: web.Request) -> web.Response:
        trained.append(len(trained))
        return web.Response(text="Training completed")

    app = web.Application()
    app.router.add_post("/api/train", train)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    yield f"http://127.0.0.1:{port}/api/train", trained
    await runner.cleanup()


async def test_profile_follows_the_kitchen(
    house: FakeHomeAssistant, start: StartSkill, rhasspy: tuple[str, list[int]], tmp_path: Path
) -> None:
    url, trained = rhasspy
    profile = tmp_path / "profile"
    await start(training={"profile": str(profile), "retrain_url": url})

    async def until_trained(times: int) -> None:
        async with asyncio.timeout(10):
            while len(trained) < times:
                await asyncio.sleep(0.01)

    await until_trained(1)
    sentences = profile / "intents" / "hearthtech.ini"
    assert "[hearthtech_next_step]\nnext step\ndone" in sentences.read_text()
    again = house.vocabulary | {"slots": {"recipe": ["Plum dumplings"]}, "version": "2"}
    await house.send_event("hearthtech/voice/vocabulary", again)
    await until_trained(2)
    assert (profile / "slots" / "hearthtech" / "recipe").read_text() == "Plum dumplings\n"
    await house.send_event("hearthtech/voice/vocabulary", again)
    await house.send_event("hearthtech/voice/vocabulary", {"kinds": None})
    await asyncio.sleep(0.3)
    assert len(trained) == 2  # nothing differs


@pytest.mark.parametrize(
    ("name", "spoken"),
    [("Rice - the best", "Rice the best"), ("_", ""), ("-", ""), ("Mac & Cheese", "Mac Cheese"), ("Crème_brûlée", "Crème brûlée"), ("Tarte d'Alsace", "Tarte d'Alsace")],
)  # fmt: skip
def test_signs_without_letters_are_no_words(name: str, spoken: str) -> None:
    assert speakable(name) == spoken
