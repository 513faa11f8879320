"""Spoken sentences from end to end: synthesis, kitchen noise, speech recognition, Hermes, the kitchen, the spoken
reply.

The stove is armed whenever a recognized sentence could heat, and the cook says "yes" if the kitchen asks for the
intended burner and level, else "no". Any other raise of heat is counted as wrong.
"""

import argparse
import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
import re
from statistics import median
import sys
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any, Protocol

from _demo.environment import DemoEnvironment
from _demo.processes import DemoError
from _demo.satellite import Satellite

from benchmarks.asr_client import Recognizer, recognizer
from benchmarks.assist_audio import Answer, assist
from benchmarks.audio import (
    ESPEAK,
    LEVELS_DB,
    NOISES,
    SoundError,
    make_noise,
    mix,
    read,
    speak,
    spoken_words,
    voices,
    word_errors,
    write,
)
from benchmarks.comparison_envs import AUDIO, PeerUnavailable, peer_environment
from benchmarks.report import Goal, Table, report
from benchmarks.voice_sentences import SENTENCES, Spoken
from hearthtech_skill.deduplication import DOUBLE_WITHIN_S
from hearthtech_skill.training import rhasspy_sentence

FITTED = "Fitted: the sentences are our own and were written together with the templates, so this measures the way through the audio, not understanding; the speech recognizers were not trained by us."
HEATS = frozenset({"set_heat", "start_recipe"})
SPHINX_KINDS = (
    *HEATS,
    "heat_off",
    "all_off",
    "stop",
    "next_step",
    "previous_step",
    "repeat",
    "yes",
    "no",
    "thanks",
)
NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
NOISE_S = 12.0
CLEAN = "quiet"
ANSWERED_WITHIN_S = 3.0
MARGIN_S = 0.2


class Way(Protocol):
    """A path from a recording to the kitchen's answer."""

    async def say(self, wav: Path) -> Answer:
        """Process a recording, in the open conversation.

        Raises:
            TimeoutError: when nobody answers.
        """

    async def end(self) -> None:
        """End the open conversation, because nobody answers."""


@dataclass(slots=True)
class Score:
    """Results of the sentences under one condition."""

    sentences: int = 0
    words: int = 0
    wrong_words: int = 0
    right_kinds: int = 0
    wrong_heat: int = 0
    right_heat: int = 0
    unanswered: int = 0
    recognizing_s: list[float] = field(default_factory=list)
    answering_s: list[float] = field(default_factory=list)
    speaking_s: list[float] = field(default_factory=list)

    def row(self, name: str) -> Sequence[object]:
        """Return one row of the table."""
        whole = [
            sum(parts) for parts in zip(self.recognizing_s, self.answering_s, self.speaking_s, strict=True)
        ]
        return (
            name,
            self.sentences,
            100 * self.wrong_words / self.words if self.words else None,
            100 * self.right_kinds / self.sentences if self.sentences else None,
            self.wrong_heat,
            self.right_heat,
            self.unanswered,
            *(
                median(times) if times else None
                for times in (self.recognizing_s, self.answering_s, self.speaking_s)
            ),
            median(whole) if whole else None,
        )


class Hermes:
    """The path of a Hermes satellite: the recognized words are sent to the skill."""

    def __init__(self, satellite: Satellite, ear: Recognizer) -> None:
        self._satellite = satellite
        self._ear = ear

    async def say(self, wav: Path) -> Answer:
        """Recognize a recording, and ask the skill.

        Raises:
            TimeoutError: when nobody answers.
        """
        text, recognizing_s = await self._ear.hear(wav)
        began = perf_counter()
        heard = await self._satellite.say(text, within_s=ANSWERED_WITHIN_S)
        return Answer(text, heard.text, heard.listening, recognizing_s, perf_counter() - began)

    async def end(self) -> None:
        """End the session of the satellite."""
        await self._satellite.end()


class Kitchen:
    """The environment, its stove, and a satellite for text."""

    def __init__(self, house: DemoEnvironment, folder: Path) -> None:
        self._house = house
        self._home = house.home
        self._folder = folder
        self._is_armed = False

    async def vocabulary(self) -> dict[str, Any]:
        """Return the vocabulary of the kitchen for external recognizers."""
        told: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        await self._home.socket.subscribe(told.put_nowait, "hearthtech/voice/vocabulary", language="en")
        async with asyncio.timeout(30):
            return await told.get()

    async def converse(
        self, said: Spoken, wav: Path, confirm: dict[str, Path], way: Way, score: Score
    ) -> None:
        """Play one recording through the whole environment, and record the result."""
        if not self._is_armed:
            await self._house.stove.hands("arm")
            self._is_armed = True
        score.sentences += 1
        is_meant = False
        try:
            heard = await way.say(wav)
            await self._count(said, heard, score)
            is_meant = said.kind in HEATS and names(heard.reply, said)
            for _ in range(2):  # a "no" may be misrecognized too
                if heard.listening:
                    # Nobody answers before the question is heard: the skill takes the same words sooner for a
                    # message that arrived twice.
                    await asyncio.sleep(DOUBLE_WITHIN_S + MARGIN_S)
                    heard = await way.say(confirm["yes" if is_meant else "no"])
        except TimeoutError:
            score.unanswered += 1
            await way.end()
        await self._judge_heat(said if is_meant else None, score)

    async def _count(self, said: Spoken, heard: Answer, score: Score) -> None:
        """Count the words and the kind that were recognized, and speak the reply."""
        errors, words = word_errors(said.text, heard.text)
        score.wrong_words += errors
        score.words += words
        found = await self._home.command("hearthtech/voice/recognize", text=heard.text or "-", language="en")
        score.right_kinds += found["kind"] == said.kind
        began = perf_counter()
        if heard.reply:
            await speak(ESPEAK, heard.reply, self._folder / "reply.wav")
        score.recognizing_s.append(heard.recognizing_s)
        score.answering_s.append(heard.answering_s)
        score.speaking_s.append(perf_counter() - began)

    async def _judge_heat(self, meant: Spoken | None, score: Score) -> None:
        """Heat on the intended and confirmed burner is right, any other is wrong.

        Afterwards all burners are turned off.
        """
        await asyncio.sleep(0.2)
        if not await self._may_heat():
            return
        look = await self._house.stove.hands("state")
        hot = [number for number, burner in look["burners"].items() if burner["heating"]]
        for number in hot:
            name = self._house.burners[int(number) - 1].name
            is_right = meant is not None and meant.burner in name.lower()
            score.right_heat += is_right
            score.wrong_heat += not is_right
        if hot:
            self._is_armed = False
            everything_off = {
                "text": "turn everything off",
                "site": "bench",
                "session": None,
                "language": "en",
            }
            await self._home.command("hearthtech/voice/ask", **everything_off)
            await self._home.action("hearthtech", "stop_cooking", {}, response=False)

    async def _may_heat(self) -> bool:
        """Whether any burner is on in Home Assistant, to which the stove pushes every change."""
        powers = {burner.entity("power_level") for burner in self._house.burners}
        states = await self._home.command("get_states")
        return any(one["entity_id"] in powers and one["state"] != "0" for one in states)


def names(question: str, meant: Spoken) -> bool:
    """Whether the kitchen's question is about the intended burner and level."""
    asked = " ".join(spoken_words(question))
    wanted = [meant.burner, *(spoken_words(meant.level) if meant.level else [])]
    return bool(meant.burner) and all(part in asked for part in wanted)


def jsgf(vocabulary: dict[str, Any], kinds: Iterable[str]) -> dict[str, Any]:
    """Return the kitchen's sentences of these intents as a grammar for pocketsphinx."""
    slots: dict[str, list[str]] = vocabulary["slots"]
    ranges = {name: (first, last) for name, (first, last) in vocabulary["ranges"].items()}
    sentences = []
    for kind in kinds:
        for template in vocabulary["kinds"][kind]["sentences"]:
            sentence = rhasspy_sentence(template, slots, ranges)
            sentence = re.sub(r"\(\$hearthtech/(\w+)\)\{\w*\}", r"<\1>", sentence)
            sentence = re.sub(r"\(\d+\.\.\d+ \$hearthtech/(\w+)\)\{\w*\}", r"(<number> <\1>)", sentence)
            sentence = re.sub(r"\(\d+\.\.\d+\)\{\w*\}", "<number>", sentence)
            if sentence:
                sentences.append(f"({sentence})")
    lists = {name: [" ".join(spoken_words(value)) for value in values] for name, values in slots.items()}
    return {"load": "sphinx", "sentences": sentences, "lists": lists | {"number": list(NUMBERS)}}


async def record(folder: Path, sentences: Sequence[Spoken]) -> dict[str, list[Path]]:
    """Synthesize all sentences with alternating voices, and mix each with every level of noise, with alternating
    noises.
    """
    speakers = voices()
    if not speakers:
        raise SoundError("No voice is installed: espeak-ng or flite is needed.")
    noises = {}
    for kind in NOISES:
        path = folder / f"{kind.replace(' ', '-')}.wav"
        await make_noise(kind, NOISE_S, path)
        noises[kind] = read(path)
    recordings: dict[str, list[Path]] = {CLEAN: [], **{f"{level} dB": [] for level in LEVELS_DB}}
    for number, spoken in enumerate(sentences):
        path = folder / f"{number}.wav"
        await speak(speakers[number % len(speakers)], spoken.text, path)
        recordings[CLEAN].append(path)
        kind = list(NOISES)[number % len(NOISES)]
        for level in LEVELS_DB:
            noisy = folder / f"{number}-{level}.wav"
            write(mix(read(path), noises[kind], level), noisy)
            recordings[f"{level} dB"].append(noisy)
    return recordings


async def measure(as_json: bool, limit: int | None) -> int:
    """Run all measurements and report."""
    python = await asyncio.to_thread(peer_environment, "audio", AUDIO) / "python"
    sentences = (*SENTENCES[:limit], Spoken("yes", "yes"), Spoken("no", "no"))
    scores: dict[str, Score] = {}
    with TemporaryDirectory(prefix="bench-audio-") as name:
        folder = Path(name)
        recordings = await record(folder, sentences)
        async with (
            DemoEnvironment(folder, rate=1.0) as house,
            Satellite("kitchen", house.mqtt_port) as satellite,
        ):
            kitchen = Kitchen(house, folder)
            vocabulary = await kitchen.vocabulary()
            known = [*vocabulary["slots"]["burner"], *vocabulary["slots"]["recipe"]]
            async with recognizer(python, {"load": "whisper", "names": known}) as ear:
                for condition, wavs in recordings.items():
                    label = f"Hermes, whisper tiny.en, {condition}"
                    scores[label] = await converse_all(kitchen, Hermes(satellite, ear), sentences, wavs)
                async with assist(house.home, ear.hear) as way:
                    scores["Assist, whisper tiny.en, quiet"] = await converse_all(
                        kitchen, way, sentences, recordings[CLEAN]
                    )
            async with recognizer(python, jsgf(vocabulary, SPHINX_KINDS)) as ear:
                scores["Hermes, pocketsphinx with grammar, quiet"] = await converse_all(
                    kitchen, Hermes(satellite, ear), sentences, recordings[CLEAN], kinds=SPHINX_KINDS
                )
    quiet = scores[f"Hermes, whisper tiny.en, {CLEAN}"]
    spoken = sum(score.sentences for score in scores.values())
    goals = [
        Goal("heat raised wrongly", sum(score.wrong_heat for score in scores.values()), "", "== 0"),
        Goal("heat raised rightly", sum(score.right_heat for score in scores.values()), "", "> 0"),
        Goal("sentences without answer", sum(score.unanswered for score in scores.values()), "", "== 0"),
        Goal("different sentences", len(sentences) - 2, "", ">= 60"),
        Goal("kind right in quiet", 100 * quiet.right_kinds / quiet.sentences, "%", ">= 85"),
    ]
    counts = ("spoken", "words wrong %", "kind right %", "heat wrong", "heat right", "no answer")
    columns = ("way, recognizer, noise", *counts, "recognize s", "answer s", "speak s", "whole s")
    title = f"{spoken} spoken sentences; times are medians"
    rows = [score.row(name) for name, score in scores.items()]
    return report(
        "voice-audio", goals, [Table(title, columns, rows)], fitted=FITTED, as_json=as_json, voices=voices()
    )


async def converse_all(
    kitchen: Kitchen,
    way: Way,
    sentences: Sequence[Spoken],
    wavs: Sequence[Path],
    kinds: Iterable[str] | None = None,
) -> Score:
    """Run all sentences under one condition; the last two are the cook's yes and no."""
    score = Score()
    confirm = {"yes": wavs[-2], "no": wavs[-1]}
    for spoken, wav in zip(sentences[:-2], wavs[:-2], strict=True):
        if kinds is None or spoken.kind in kinds:
            await kitchen.converse(spoken, wav, confirm, way, score)
    return score


def main(arguments: list[str]) -> int:
    """Run the benchmark. Returns 0 if all goals are met."""
    parser = argparse.ArgumentParser(prog="script/bench voice-audio", description=__doc__)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--limit", type=int, metavar="N", help="use only the first N sentences")
    options = parser.parse_args(arguments)
    try:
        return asyncio.run(measure(options.json, options.limit))
    except (DemoError, PeerUnavailable, SoundError) as error:
        print(f"bench voice-audio: {error}", file=sys.stderr)
        return 1
