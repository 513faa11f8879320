"""Audio: speech synthesis, kitchen noise, and the word error rate. Audio is 16 kHz, 16 bit, mono."""

import asyncio
from pathlib import Path
import re
from shutil import which
import wave

import numpy as np

RATE_HZ = 16_000
ESPEAK, FLITE = "espeak-ng", "flite"
NOISES: dict[str, tuple[str, ...]] = {
    # A fan: low noise, and the hum of its motor at twice the mains frequency.
    "kitchen fan": ("pinknoise", "lowpass", "900", "tremolo", "9", "12"),
    # Boiling: dull bubbles of varying loudness.
    "boiling": ("brownnoise", "band", "420", "260", "tremolo", "13", "85"),
    # Sizzling: a hiss of varying loudness.
    "sizzling": ("whitenoise", "highpass", "2600", "tremolo", "23", "60"),
}
LEVELS_DB = (20, 10, 5)
"""Speech above noise."""
_UNITS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
]


class SoundError(Exception):
    """A program that speaks or mixes is missing or failed; the message is one sentence."""


def voices() -> list[str]:
    """Return the installed voices."""
    return [name for name in (ESPEAK, FLITE) if which(name)]


async def speak(voice: str, text: str, path: Path) -> None:
    """Synthesize a sentence to a file.

    Raises:
        SoundError: when the voice or sox is not installed.
    """
    raw = path.with_suffix(".raw.wav")
    if voice == ESPEAK:
        await _run(ESPEAK, "-v", "en-us", "-s", "150", "-w", str(raw), text)
    else:
        await _run(FLITE, "-voice", "slt", "-t", text, "-o", str(raw))
    # Silence around it, as a microphone records it.
    await _run("sox", str(raw), *_form(), str(path), "norm", "-6", "pad", "0.3", "0.5")
    raw.unlink()


async def make_noise(kind: str, seconds: float, path: Path) -> None:
    """Create noise of this duration.

    Raises:
        SoundError: without sox.
    """
    synth, *effects = NOISES[kind]
    await _run("sox", "-R", "-n", *_form(), str(path), "synth", str(seconds), synth, *effects, "norm", "-6")


def read(path: Path) -> np.ndarray:
    """Return the samples of a file, −1 to 1."""
    with wave.open(str(path)) as file:
        if (file.getframerate(), file.getsampwidth(), file.getnchannels()) != (RATE_HZ, 2, 1):
            raise SoundError(f"{path.name} is not 16 kHz, 16 bit, mono.")
        return np.frombuffer(file.readframes(file.getnframes()), dtype=np.int16).astype(np.float64) / 32768


def write(samples: np.ndarray, path: Path) -> None:
    """Write samples of −1 to 1; louder ones are clipped, as in a microphone."""
    with wave.open(str(path), "wb") as file:
        file.setframerate(RATE_HZ)
        file.setsampwidth(2)
        file.setnchannels(1)
        file.writeframes((np.clip(samples, -1, 1) * 32767).astype(np.int16).tobytes())


def mix(speech: np.ndarray, noise: np.ndarray, above_db: float) -> np.ndarray:
    """Mix speech and noise; `above_db` is the ratio where there is speech."""
    spoken = speech[np.abs(speech) > 0.01]
    part = noise[: len(speech)]
    loudness = np.sqrt(np.mean(spoken**2)) if len(spoken) else 1.0
    gain = loudness / np.sqrt(np.mean(part**2)) / 10 ** (above_db / 20)
    mixed: np.ndarray = speech + gain * part
    return mixed


def spoken_words(text: str) -> list[str]:
    """Return the words of a sentence as spoken, so that "5" and "five" are equal."""
    found = re.findall(r"[a-z']+|\d+", text.lower().replace("’", "'"))
    return [_UNITS[int(word)] if word.isdigit() and int(word) < len(_UNITS) else word for word in found]


def word_errors(said: str, heard: str) -> tuple[int, int]:
    """Return the number of inserted, missing or changed words (Levenshtein distance), and the number spoken."""
    reference, guess = spoken_words(said), spoken_words(heard)
    row = list(range(len(guess) + 1))
    for i, word in enumerate(reference, 1):
        before, row[0] = row[0], i
        for j, other in enumerate(guess, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (word != other))
    return row[-1], len(reference)


def _form() -> tuple[str, ...]:
    return ("-r", str(RATE_HZ), "-c", "1", "-b", "16")


async def _run(*command: str) -> None:
    try:
        process = await asyncio.create_subprocess_exec(
            *command, stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE
        )
    except FileNotFoundError:
        raise SoundError(f"{command[0]} is not installed.") from None
    _, error = await process.communicate()
    if process.returncode:
        raise SoundError(f"{command[0]} failed: {error.decode(errors='replace').strip()}.")
