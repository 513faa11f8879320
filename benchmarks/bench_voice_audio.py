"""Spoken sentences, end to end: a voice, kitchen noise, a recognizer of speech, Hermes, the kitchen, the spoken reply.

The stove is armed by hand whenever something is heard that could heat, and the cook says "yes" when the kitchen asks
for the burner and level that were meant, else "no". Heat that was raised otherwise is raised wrongly.
"""

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

from _demo.house import House
from _demo.processes import DemoError
from _demo.satellite import Satellite

from benchmarks.assist_audio import Answer, assist
from benchmarks.ears import Recognizer, recognizer
from benchmarks.peers import AUDIO, PeerUnavailable, peer_environment
from benchmarks.report import Goal, Table, report
from benchmarks.sound import (
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
from benchmarks.voice_sentences import SENTENCES, Spoken
from hearthtech_skill.training import rhasspy_sentence

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


class Way(Protocol):
    """A way from a recording to the kitchen's answer."""

    async def say(self, wav: Path) -> Answer:
        """Let a recording be heard, in the conversation that is open."""


@dataclass(slots=True)
class Score:
    """What came of the sentences under one condition."""

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
        """One line of the table."""
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
    """The way of a Hermes satellite: the recognizer's words go to the skill."""

    def __init__(self, satellite: Satellite, ear: Recognizer) -> None:
        self._satellite = satellite
        self._ear = ear

    async def say(self, wav: Path) -> Answer:
        """Let the recognizer hear a recording, and ask the skill.

        Raises:
            TimeoutError: when nobody answers.
        """
        text, recognizing_s = await self._ear.hear(wav)
        began = perf_counter()
        heard = await self._satellite.say(text, within_s=ANSWERED_WITHIN_S)
        return Answer(text, heard.text, heard.listening, recognizing_s, perf_counter() - began)


class Kitchen:
    """The house, its stove, and who listens when nothing is spoken."""

    def __init__(self, house: House, folder: Path) -> None:
        self._house = house
        self._home = house.home
        self._folder = folder
        self._is_armed = False

    async def vocabulary(self) -> dict[str, Any]:
        """What the kitchen tells recognizers elsewhere."""
        told: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        await self._home.socket.subscribe(told.put_nowait, "hearthtech/voice/vocabulary", language="en")
        async with asyncio.timeout(30):
            return await told.get()

    async def converse(
        self, said: Spoken, wav: Path, confirm: dict[str, Path], way: Way, score: Score
    ) -> None:
        """Play one recording, take it through the whole house, and note what came of it."""
        if not self._is_armed:
            await self._house.stove.hands("arm")
            self._is_armed = True
        score.sentences += 1
        try:
            heard = await way.say(wav)
        except TimeoutError:
            score.unanswered += 1
            return
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
        is_meant = said.kind in HEATS and names(heard.reply, said)
        for _ in range(2):  # a "no" may be misheard too
            if heard.listening:
                heard = await way.say(confirm["yes" if is_meant else "no"])
        await self._judge_heat(said if is_meant else None, score)

    async def _judge_heat(self, meant: Spoken | None, score: Score) -> None:
        """Heat on the burner that was meant and confirmed is right, any other is wrong. Afterwards all is off."""
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
        """Whether any burner is on for Home Assistant, to which the stove pushes every change."""
        powers = {burner.entity("power_level") for burner in self._house.burners}
        states = await self._home.command("get_states")
        return any(one["entity_id"] in powers and one["state"] != "0" for one in states)


def names(question: str, meant: Spoken) -> bool:
    """Whether the kitchen's question is about the burner and the level that were meant."""
    asked = " ".join(spoken_words(question))
    wanted = [meant.burner, *(spoken_words(meant.level) if meant.level else [])]
    return bool(meant.burner) and all(part in asked for part in wanted)


def jsgf(vocabulary: dict[str, Any], kinds: Iterable[str]) -> dict[str, Any]:
    """The kitchen's sentences of these kinds as a grammar for pocketsphinx."""
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
    """Speak all sentences, the voices in turn, and mix each with every level of noise, the noises in turn."""
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
    """Run everything and report."""
    python = await asyncio.to_thread(peer_environment, "audio", AUDIO) / "python"
    sentences = (*SENTENCES[:limit], Spoken("yes", "yes"), Spoken("no", "no"))
    scores: dict[str, Score] = {}
    with TemporaryDirectory(prefix="bench-audio-") as name:
        folder = Path(name)
        recordings = await record(folder, sentences)
        async with House(folder, rate=1.0) as house, Satellite("kitchen", house.mqtt_port) as satellite:
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
    return report("voice-audio", goals, [Table(title, columns, rows)], as_json=as_json, voices=voices())


async def converse_all(
    kitchen: Kitchen,
    way: Way,
    sentences: Sequence[Spoken],
    wavs: Sequence[Path],
    kinds: Iterable[str] | None = None,
) -> Score:
    """All sentences under one condition; the last two are the cook's yes and no."""
    score = Score()
    confirm = {"yes": wavs[-2], "no": wavs[-1]}
    for spoken, wav in zip(sentences[:-2], wavs[:-2], strict=True):
        if kinds is None or spoken.kind in kinds:
            await kitchen.converse(spoken, wav, confirm, way, score)
    return score


def main(arguments: list[str]) -> int:
    """Measure; `--limit N` takes the first N sentences only. Returns 0 when all goals are met."""
    limit = int(arguments[arguments.index("--limit") + 1]) if "--limit" in arguments else None
    try:
        return asyncio.run(measure("--json" in arguments, limit))
    except (DemoError, PeerUnavailable, SoundError) as error:
        print(f"bench voice-audio: {error}", file=sys.stderr)
        return 1
