"""Spoken sentences: a real voice, a real recognizer of speech, Hermes, the skill, and the spoken reply."""

import asyncio
from pathlib import Path
from shutil import which
from typing import Any

import pytest

from benchmarks.asr_client import recognizer
from benchmarks.audio import ESPEAK, make_noise, mix, read, speak, word_errors, write
from benchmarks.comparison_envs import AUDIO, PeerUnavailable, peer_environment
from custom_components.hearthtech.voice.recognizer import Named, Recognizer
from hearthtech_skill.skill import Skill
from tests.skill.fake_home_assistant import FakeHomeAssistant
from tests.skill.satellite import Satellite

pytestmark = pytest.mark.timeout(1200)  # building the environment the first time

SENTENCES = (
    ("what is the next step", "next_step"),
    ("how much salt do i need", "ask_amount"),
    ("turn everything off", "all_off"),
)


@pytest.fixture(scope="module")
def python() -> Path:
    if not which(ESPEAK) or not which("sox"):
        pytest.skip("espeak-ng and sox are not installed")
    try:
        return peer_environment("audio", AUDIO) / "python"
    except PeerUnavailable as error:
        pytest.skip(str(error))


async def test_spoken_sentences_are_answered(
    house: FakeHomeAssistant, skill: Skill, satellite: Satellite, python: Path, tmp_path: Path
) -> None:
    kitchen = Recognizer()
    kitchen.update("burner", [Named("1", "Front left")])

    def answer(request: dict[str, Any]) -> dict[str, Any]:
        found = kitchen.recognize(request["text"], language=request["language"], session=True)
        return {"say": f"You asked for {found.kind.value}.", "kind": found.kind.value}

    house.on_ask = answer
    async with recognizer(python, {"load": "whisper", "names": ["front left"]}) as ear:
        for sentence, kind in SENTENCES:
            await speak(ESPEAK, sentence, tmp_path / "said.wav")
            text, _ = await ear.hear(tmp_path / "said.wav")
            reply = await satellite.ask(text)
            assert reply["text"] == f"You asked for {kind}.", text
            await speak(ESPEAK, reply["text"], tmp_path / "reply.wav")
            assert len(await asyncio.to_thread(read, tmp_path / "reply.wav")) > 16_000


async def test_noise_is_mixed_at_the_level_that_is_asked(tmp_path: Path) -> None:
    if not which("sox"):
        pytest.skip("sox is not installed")
    import numpy as np

    await make_noise("sizzling", 2.0, tmp_path / "noise.wav")
    noise = read(tmp_path / "noise.wav")
    speech = np.sin(np.arange(16_000) / 5) * 0.25
    mixed = mix(speech, noise, 10)
    power = float(np.mean(speech**2) / np.mean((mixed - speech) ** 2))
    assert 10 * np.log10(power) == pytest.approx(10, abs=0.2)
    write(mixed, tmp_path / "mixed.wav")
    assert read(tmp_path / "mixed.wav") == pytest.approx(np.clip(mixed, -1, 1), abs=1e-4)


def test_word_errors_count_what_was_put_in_left_out_and_changed() -> None:
    assert word_errors("set it to five", "Set it to 5.") == (0, 4)
    assert word_errors("turn the front left off", "turn the left of") == (2, 5)
    assert word_errors("stop", "please stop now") == (2, 1)
    assert word_errors("stop", "") == (1, 1)
