"""Sentences that the classifier is measured with, and so must not learn.

`data/held_out.txt` holds a hash of each sentence of `LEAST_WORDS` words and more. Our templates give a few of these
sentences by chance ("what is on my shopping list"): they are left out of the training. Shorter ones ("stop", "yes
please") are said by everybody and stay.

`python -m tools.voice_training.held_out FILE…` writes the list from JSON lists of objects with a `text`.
"""

from collections.abc import Iterable
from functools import cache
import hashlib
import json
from pathlib import Path
import sys

from custom_components.hearthtech.voice.text import tokens

LEAST_WORDS = 4
FILE = Path(__file__).parent / "data" / "held_out.txt"


def words_of(text: str) -> str:
    """The words of a sentence, without marks: two sentences with the same words are one."""
    return " ".join(tokens(text))


def sentence_hash(words: str) -> str:
    """A short hash of the words of a sentence."""
    return hashlib.blake2b(words.encode(), digest_size=6).hexdigest()


@cache
def held_out() -> frozenset[str]:
    """The hashes of the sentences that are left out of the training."""
    return frozenset(FILE.read_text(encoding="ascii").split())


def is_held_out(text: str) -> bool:
    """Whether a sentence is left out of the training."""
    words = words_of(text)
    return words.count(" ") >= LEAST_WORDS - 1 and sentence_hash(words) in held_out()


def write(texts: Iterable[str]) -> int:
    """Write the list from these sentences. Returns how many it contains."""
    words = map(words_of, texts)
    hashes = sorted({sentence_hash(line) for line in words if line.count(" ") >= LEAST_WORDS - 1})
    FILE.write_text("".join(f"{one}\n" for one in hashes), encoding="ascii")
    return len(hashes)


if __name__ == "__main__":
    print(
        write(
            row["text"]
            for name in sys.argv[1:]
            for row in json.loads(Path(name).read_text(encoding="utf-8"))
            if row.get("language", "en") == "en"
        )
    )
