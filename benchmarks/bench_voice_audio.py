"""Spoken sentences, end to end: a voice, kitchen noise, a recognizer of speech, Hermes, the kitchen, the spoken reply.

The stove is armed by hand whenever something is heard that could heat, and the cook says "yes" when the kitchen asks
for the burner and level that were meant, else "no". Heat that was raised otherwise is raised wrongly.
"""

import asyncio
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
import json
from pathlib import Path
import re
from statistics import median
import sys
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from _demo.house import House
from _demo.processes import ROOT, DemoError
from _demo.satellite import Heard, Satellite

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
READY_WITHIN_S = 120
RECOGNIZED_WITHIN_S = 120


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


class Recognizer:
    """A recognizer of speech in a process of its own."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    async def ask(self, request: dict[str, Any], within_s: float) -> dict[str, Any]:
        """Send a line and wait for its answer."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(request).encode() + b"\n")
        await self._process.stdin.drain()
        async with asyncio.timeout(within_s):
            line = await self._process.stdout.readline()
        if not line:
            raise SoundError("The recognizer of speech ended by itself.")
        answer: dict[str, Any] = json.loads(line)
        return answer

    async def hear(self, wav: Path) -> tuple[str, float]:
        """The words in a recording, and the seconds it took."""
        answer = await self.ask({"wav": str(wav)}, RECOGNIZED_WITHIN_S)
        return str(answer["text"]), float(answer["seconds"])


@asynccontextmanager
async def recognizer(python: Path, load: dict[str, Any]) -> AsyncIterator[Recognizer]:
    """Start one, loaded and warm."""
    process = await asyncio.create_subprocess_exec(
        python,
        ROOT / "benchmarks" / "recognizer_program.py",
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        limit=1 << 20,
    )
    try:
        made = Recognizer(process)
        await made.ask(load, READY_WITHIN_S)
        yield made
    finally:
        process.kill()
        await process.wait()


class Kitchen:
    """The house, and a cook who talks to its satellite."""

    def __init__(self, house: House, satellite: Satellite, folder: Path) -> None:
        self._house = house
        self._home = house.home
        self._satellite = satellite
        self._folder = folder

    async def vocabulary(self) -> dict[str, Any]:
        """What the kitchen tells recognizers elsewhere."""
        told: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        await self._home.socket.subscribe(told.put_nowait, "hearthtech/voice/vocabulary", language="en")
        async with asyncio.timeout(30):
            return await told.get()

    async def converse(
        self, said: Spoken, wav: Path, confirm: dict[str, Path], ear: Recognizer, score: Score
    ) -> None:
        """Play one recording to the recognizer, take it through the whole house, and note what came of it."""
        text, recognizing_s = await ear.hear(wav)
        errors, words = word_errors(said.text, text)
        score.sentences += 1
        score.wrong_words += errors
        score.words += words
        found = await self._home.command("hearthtech/voice/recognize", text=text or "-", language="en")
        score.right_kinds += found["kind"] == said.kind
        if found["kind"] in HEATS:
            await self._house.stove.hands("arm")
        began = perf_counter()
        heard = await self._say(text, score)
        answering_s = perf_counter() - began
        if heard is None:
            return
        began = perf_counter()
        if heard.text:
            await speak(ESPEAK, heard.text, self._folder / "reply.wav")
        score.recognizing_s.append(recognizing_s)
        score.answering_s.append(answering_s)
        score.speaking_s.append(perf_counter() - began)
        is_meant = said.kind in HEATS and names(heard.text, said)
        if heard.listening and found["kind"] in HEATS:
            answer, _ = await ear.hear(confirm["yes" if is_meant else "no"])
            await self._say(answer, score)
        await self._judge_heat(said if is_meant else None, score)

    async def _say(self, text: str, score: Score) -> Heard | None:
        try:
            return await self._satellite.say(text, within_s=3.0)
        except TimeoutError:
            score.unanswered += 1
            return None

    async def _judge_heat(self, meant: Spoken | None, score: Score) -> None:
        """Heat on the burner that was meant and confirmed is right, any other is wrong. Afterwards all is off."""
        await asyncio.sleep(0.2)
        look = await self._house.stove.hands("state")
        hot = [number for number, burner in look["burners"].items() if burner["heating"]]
        for number in hot:
            name = self._house.burners[int(number) - 1].name
            is_right = meant is not None and meant.burner in name.lower()
            score.right_heat += is_right
            score.wrong_heat += not is_right
        if self._satellite.session:
            await self._say("never mind", score)
        if hot:
            await self._say("turn everything off", score)
            await self._home.action("hearthtech", "stop_cooking", {}, response=False)


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
            kitchen = Kitchen(house, satellite, folder)
            vocabulary = await kitchen.vocabulary()
            known = [*vocabulary["slots"]["burner"], *vocabulary["slots"]["recipe"]]
            async with recognizer(python, {"load": "whisper", "names": known}) as ear:
                for condition, wavs in recordings.items():
                    label = f"whisper tiny.en, {condition}"
                    scores[label] = await converse_all(kitchen, ear, sentences, wavs)
            async with recognizer(python, jsgf(vocabulary, SPHINX_KINDS)) as ear:
                scores["pocketsphinx with grammar, quiet"] = await converse_all(
                    kitchen, ear, sentences, recordings[CLEAN], kinds=SPHINX_KINDS
                )
    quiet = scores[f"whisper tiny.en, {CLEAN}"]
    spoken = sum(score.sentences for score in scores.values())
    goals = [
        Goal("heat raised wrongly", sum(score.wrong_heat for score in scores.values()), "", "== 0"),
        Goal("heat raised rightly", sum(score.right_heat for score in scores.values()), "", "> 0"),
        Goal("sentences without answer", sum(score.unanswered for score in scores.values()), "", "== 0"),
        Goal("different sentences", len(sentences) - 2, "", ">= 60"),
        Goal("kind right in quiet", 100 * quiet.right_kinds / quiet.sentences, "%", ">= 85"),
    ]
    counts = ("spoken", "words wrong %", "kind right %", "heat wrong", "heat right", "no answer")
    columns = ("recognizer and noise", *counts, "recognize s", "answer s", "speak s", "whole s")
    title = f"{spoken} spoken sentences; times are medians"
    rows = [score.row(name) for name, score in scores.items()]
    return report("voice-audio", goals, [Table(title, columns, rows)], as_json=as_json, voices=voices())


async def converse_all(
    kitchen: Kitchen,
    ear: Recognizer,
    sentences: Sequence[Spoken],
    wavs: Sequence[Path],
    kinds: Iterable[str] | None = None,
) -> Score:
    """All sentences under one condition; the last two are the cook's yes and no."""
    score = Score()
    confirm = {"yes": wavs[-2], "no": wavs[-1]}
    for spoken, wav in zip(sentences[:-2], wavs[:-2], strict=True):
        if kinds is None or spoken.kind in kinds:
            await kitchen.converse(spoken, wav, confirm, ear, score)
    return score


def main(arguments: list[str]) -> int:
    """Measure; `--limit N` takes the first N sentences only. Returns 0 when all goals are met."""
    limit = int(arguments[arguments.index("--limit") + 1]) if "--limit" in arguments else None
    try:
        return asyncio.run(measure("--json" in arguments, limit))
    except (DemoError, PeerUnavailable, SoundError) as error:
        print(f"bench voice-audio: {error}", file=sys.stderr)
        return 1
