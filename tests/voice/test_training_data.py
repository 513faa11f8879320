"""The classifier is not trained on the sentences that it is measured with."""

import json
from pathlib import Path
import re

import pytest

from tools.voice_training.examples import examples
from tools.voice_training.held_out import LEAST_WORDS, is_held_out, sentence_hash, words_of

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
FILES = (
    "utterances-dev.json",
    "dialogues-dev.json",
    "field/voice-en.json",
    "field/voice-slots.json",
    "field/voice-off.json",
    "field/voice-not-off.json",
)


def _letters(text: str) -> str:
    """The words in another way than the product's: contractions stay, apostrophes go."""
    return " ".join(re.sub(r"[^a-z0-9 ]", "", text.lower().replace("’", "")).split())


@pytest.fixture(scope="module")
def trained() -> tuple[frozenset[str], frozenset[str]]:
    """All training sentences, as words and as letters."""
    texts = {example.text for example in examples()}
    return frozenset(map(words_of, texts)), frozenset(map(_letters, texts))


@pytest.mark.parametrize("name", FILES)
def test_no_sentence_of_the_data_is_trained(
    name: str, trained: tuple[frozenset[str], frozenset[str]]
) -> None:
    if not (file := DATA / name).is_file():
        pytest.skip(f"{file} is not there")
    rows = json.loads(file.read_text(encoding="utf-8"))
    texts = [row["text"] for row in rows if row.get("language", "en") == "en"]
    assert texts
    for normalized, known in zip((words_of, _letters), trained, strict=True):
        data = {words for text in texts if len((words := normalized(text)).split()) >= LEAST_WORDS}
        assert data
        assert not data & known


def test_the_list_holds_sentences_back(trained: tuple[frozenset[str], frozenset[str]]) -> None:
    words = trained[0]
    assert {"yes", "stop", "cancel it"} <= words  # too short to be held back
    assert not any(map(is_held_out, words))
    assert is_held_out("Kitchen timer, what is on my shopping list?".partition(", ")[2])


def test_marks_and_letter_case_make_no_other_sentence() -> None:
    assert sentence_hash(words_of("What's next, then?")) == sentence_hash(words_of("what is next then"))
    assert not is_held_out("this sentence is in none of the files")
