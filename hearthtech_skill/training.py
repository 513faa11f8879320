"""Writes Rhasspy's sentences and slots from the vocabulary of the kitchen, and requests a new training."""

import asyncio
from collections.abc import Mapping
import logging
import os
from pathlib import Path
import re

import aiohttp

from .config import SkillConfig, Training
from .grammar import GrammarError, ListReference, LiteralWords, PhraseChoice, PhraseNode, WordSequence, parse
from .kitchen import TrainingVocabulary
from .phrases import Phrases

LOGGER = logging.getLogger(__name__)
SLOT_FOLDER = "hearthtech"
NOTE_LIST = "note"
"""The list of words of which a note consists."""
NOTE_WORDS = 8
"""The most words of a note that a closed recognizer can hear."""
RETRAIN_TIMEOUT_S = 300.0
RETRY_AFTER_S = (5.0, 30.0, 120.0)
_NOT_SPEAKABLE = re.compile(r"[^\w'’\- ]+")


class Trainer:
    """Keeps a Rhasspy profile up to date with the vocabulary."""

    def __init__(self, config: SkillConfig, training: Training, phrases: Phrases) -> None:
        self._prefix = config.intent_prefix
        self._training = training
        self._phrases = phrases
        self._wanted: asyncio.Queue[TrainingVocabulary] = asyncio.Queue()

    def learn(self, vocabulary: TrainingVocabulary) -> None:
        """Accept a new vocabulary; it is written after a delay."""
        self._wanted.put_nowait(vocabulary)

    async def run(self) -> None:
        """Write each new vocabulary (only the last of several) and request the training."""
        while True:
            vocabulary = await self._wanted.get()
            while not self._wanted.empty():
                vocabulary = self._wanted.get_nowait()
            files = profile_files(vocabulary, self._phrases, self._prefix)
            try:
                changed = await asyncio.to_thread(write_files, self._training.profile, files)
            except OSError as error:
                LOGGER.warning(
                    "The Rhasspy profile %s can't be written: %s.", self._training.profile, error.strerror
                )
                continue
            if changed:
                LOGGER.info("Wrote %d files to the Rhasspy profile.", changed, extra={"event": "trained"})
                await self._retrain()

    async def _retrain(self) -> None:
        if self._training.retrain_url is None:
            return
        timeout = aiohttp.ClientTimeout(total=RETRAIN_TIMEOUT_S)
        async with aiohttp.ClientSession(timeout=timeout) as session:
            for pause in (*RETRY_AFTER_S, None):
                try:
                    async with session.post(self._training.retrain_url) as answer:
                        answer.raise_for_status()
                except (aiohttp.ClientError, TimeoutError, OSError) as error:
                    LOGGER.warning("Rhasspy did not train itself (%s).", type(error).__name__)
                else:
                    LOGGER.info("Rhasspy has trained itself.")
                    return
                if pause is not None:
                    await asyncio.sleep(pause)


def profile_files(vocabulary: TrainingVocabulary, phrases: Phrases, prefix: str) -> dict[str, str]:
    """Return all files of a profile that the skill writes, by path: one of intents, and one per slot list."""
    slots = {name: list(filter(None, map(speakable, values))) for name, values in vocabulary.slots.items()}
    lines = []
    for kind, templates in sorted(vocabulary.sentences.items()):
        sentences = [
            sentence
            for template in templates
            if (sentence := rhasspy_sentence(template, slots, vocabulary.ranges))
        ]
        if sentences:
            lines += [f"[{prefix}{kind}]", *(_line(sentence) for sentence in dict.fromkeys(sentences)), ""]
    for phrase in phrases.phrases:
        said = dict.fromkeys(filter(None, map(speakable, phrase.sentences)))
        lines += [f"[{prefix}{phrase.name}]", *said, ""]
    files = {"intents/hearthtech.ini": "\n".join(lines)}
    files |= {
        f"slots/{SLOT_FOLDER}/{name}": "\n".join(dict.fromkeys(values)) + "\n"
        for name, values in slots.items()
        if values
    }
    return files


def rhasspy_sentence(
    template: str, slots: Mapping[str, list[str]], ranges: Mapping[str, tuple[int, int]]
) -> str:
    """Convert a template to Rhasspy's grammar. Empty if it can't be trained because its lists are open or empty."""
    try:
        return _render(parse(template), slots, ranges) or ""
    except GrammarError:
        LOGGER.debug("Not a template: %r", template)
        return ""


def speakable(text: str) -> str:
    """Remove characters that have a meaning in Rhasspy's grammar."""
    words = _NOT_SPEAKABLE.sub(" ", text).replace("’", "'").replace("_", " ").split()
    # A sign without letters is no word: "Rice - the best", "Mac & Cheese".
    return " ".join(word for word in words if word.strip("-'"))


def write_files(profile: Path, files: Mapping[str, str]) -> int:
    """Write the files that differ, each atomically. Returns how many were written. Raises `OSError`."""
    written = 0
    for name, content in files.items():
        path = profile / name
        if path.is_file() and path.read_text(encoding="utf-8", errors="replace") == content:
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f".{path.name}.{os.getpid()}")
        draft.write_text(content, encoding="utf-8")
        draft.replace(path)
        written += 1
    return written


def _line(sentence: str) -> str:
    """Escape a sentence that would be read as the heading of a section."""
    return f"\\{sentence}" if sentence.startswith("[") else sentence


def _render(
    node: PhraseNode, slots: Mapping[str, list[str]], ranges: Mapping[str, tuple[int, int]]
) -> str | None:
    """Return Rhasspy's form, or `None` if the template contains an open list."""
    match node:
        case LiteralWords(text):
            return speakable(text)
        case ListReference(name, slot):
            return _render_value(name, speakable(slot), slots, ranges)
        case WordSequence(items):
            parts = [_render(item, slots, ranges) for item in items]
            return None if None in parts else " ".join(filter(None, parts))
        case PhraseChoice(items, optional):
            found = [part for item in items if (part := _render(item, slots, ranges))]
            if not found:
                return "" if optional else None
            left, right = "[]" if optional else "()"
            return f"{left}{' | '.join(found)}{right}"


def _render_value(
    name: str, slot: str, slots: Mapping[str, list[str]], ranges: Mapping[str, tuple[int, int]]
) -> str | None:
    if slots.get(name) and name == NOTE_LIST:
        one = f"(${SLOT_FOLDER}/{name})"
        said = one
        for _ in range(NOTE_WORDS - 1):
            said = f"{one} [{said}]"
        return f"({said}){{{slot}}}"
    if slots.get(name):
        return f"(${SLOT_FOLDER}/{name}){{{slot}}}"
    if name in ranges:
        first, last = ranges[name]
        unit = f" ${SLOT_FOLDER}/{name}_unit" if slots.get(f"{name}_unit") else ""
        return f"({first}..{last}{unit}){{{slot}}}"
    return None
