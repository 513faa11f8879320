"""Training sentences of the classifiers of German, French, Spanish and Italian.

They come from the templates of the grammar (`voice/data/<language>/sentences.yaml`), from the sentences of
`data/<language>/spoken.yaml`, from the templates of `variants.yaml`, and from the templates of `out_of_domain.yaml`, which are not for the kitchen. Lists are
filled with the values of `fillers.yaml` and of the grammar, always the same ones.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
import random
from typing import Any

import yaml

from custom_components.hearthtech.voice.intents import STEPS, Kind
from custom_components.hearthtech.voice.sentences import LanguageSentences, sentences_of
from custom_components.hearthtech.voice.template import Slot, Word, parse, sample
from custom_components.hearthtech.voice.text import tokens
from tools.voice_training.examples import ODD_WORDS, Example
from tools.voice_training.held_out import sentence_hash

PER_TEMPLATE = 14
"""Sentences drawn of each template of the grammar."""
PER_VARIANT = 45
"""Sentences drawn of each template of `variants.yaml`."""
PER_SPOKEN = 12
"""Forms of each sentence of `spoken.yaml`: as it is, with polite words, with a word left out."""
PER_NEGATIVE = 70
"""Sentences drawn of each template of `out_of_domain.yaml`."""
ODD_SHARE = 0.2
"""The share of names of food that are replaced by a word that is unknown."""
_FOLDER = Path(__file__).parent / "data"
LANGUAGES = tuple(sorted(path.name for path in _FOLDER.iterdir() if path.is_dir() and path.name != "en"))
"""The languages with training sentences of their own, besides English."""
_FOOD_LISTS = {"food", "text", "timer_ending"}
_ALWAYS_OUT = frozenset({Kind.YES, Kind.NO, Kind.CANCEL, Kind.STOP, Kind.THANKS})


def _read(code: str, name: str) -> Mapping[str, Any]:
    content: Mapping[str, Any] = yaml.safe_load((_FOLDER / code / name).read_text(encoding="utf-8"))
    return content


def names_of_food(code: str) -> list[str]:
    """The names of foods and dishes that fill the training sentences."""
    fillers = _read(code, "fillers.yaml")
    return [name.strip() for key in ("foods", "dishes") for name in str(fillers[key]).split(",")]


def spoken(code: str) -> Mapping[Kind, Sequence[str]]:
    """The own sentences of a language by intent."""
    return {Kind(kind): tuple(texts) for kind, texts in _read(code, "spoken.yaml").items()}


def is_measured(text: str, code: str) -> bool:
    """Whether a sentence of `spoken.yaml` is held out of the training and measures it."""
    return int(sentence_hash(" ".join(tokens(text, code))), 16) % 2 == 1


def examples(code: str, *, everything: bool = False, seed: int = 20261130) -> list[Example]:
    """All training sentences of a language. `everything`: also those that are held out."""
    chance = random.Random(seed)
    found: dict[Example, None] = {}
    for draw in (
        _of_grammar(code, chance),
        _of_variants(code, chance),
        _of_spoken(code, chance, everything=everything),
        _negative(code, chance),
    ):
        found |= dict.fromkeys(draw)
    measured = set() if everything else {_words(text, code) for text in _measured(code)}
    return [example for example in found if _words(example.text, code) not in measured]


def _words(text: str, code: str) -> str:
    return " ".join(tokens(text, code))


def _measured(code: str) -> Iterator[str]:
    for texts in spoken(code).values():
        yield from (text for text in texts if is_measured(text, code))


class _Filler:
    """Fills the lists of a template with values."""

    def __init__(self, code: str, sentences: LanguageSentences, chance: random.Random) -> None:
        fillers = {
            name: [one.strip() for one in str(listed).split(",")]
            for name, listed in _read(code, "fillers.yaml").items()
        }
        self._foods, self._dishes, self._people = fillers["foods"], fillers["dishes"], fillers["people"]
        self._durations = fillers["durations"]
        self._sentences, self._chance = sentences, chance
        front, back = sentences.positions["front"][0], sentences.positions["back"][0]
        left, right = sentences.positions["left"][0], sentences.positions["right"][0]
        self._burners = [f"{one} {side}" for one in (front, back) for side in (left, right)]

    def text(self, parts: Sequence[Word | Slot]) -> str:
        """The sentence with a value for each list."""
        return " ".join(part.text if isinstance(part, Word) else self._value(part.list) for part in parts)

    def _value(self, name: str) -> str:
        pick = self._chance.choice
        if name in {"recipe", *_FOOD_LISTS}:
            if self._chance.random() < ODD_SHARE:
                return pick(ODD_WORDS)
            return pick(self._dishes if name == "recipe" else self._foods)
        if name == "person":
            return pick(self._people)
        if name == "burner":
            return pick(self._burners)
        if name == "duration":
            return f"{pick((2, 5, 8, 10, 15, 20, 30, 45))} {pick(self._durations)}"
        listed = self._sentences.lists.get(name)
        if listed and name not in {"number", "level", "temperature"}:
            return pick(list(listed))
        return str(pick((1, 2, 3, 4, 5, 6, 8, 9, 50, 80, 180)))


def _of_grammar(code: str, chance: random.Random) -> Iterator[Example]:
    sentences = sentences_of(code)
    filler = _Filler(code, sentences, chance)
    for phrases in sentences.phrases:
        for template in phrases.templates:
            node = parse(template, sentences.rules, code)
            for _ in range(PER_TEMPLATE):
                text = filler.text(sample(node, chance))
                yield Example(text, phrases.kind, _session(phrases.kind, chance))


def _of_variants(code: str, chance: random.Random) -> Iterator[Example]:
    filler = _Filler(code, sentences_of(code), chance)
    for name, templates in _read(code, "variants.yaml").items():
        for template in templates:
            node = parse(template, {}, code)
            for _ in range(PER_VARIANT):
                yield Example(filler.text(sample(node, chance)), Kind(name), _session(Kind(name), chance))


def _session(kind: Kind, chance: random.Random) -> bool:
    return True if kind in STEPS else chance.random() < 0.5


def _of_spoken(code: str, chance: random.Random, *, everything: bool) -> Iterator[Example]:
    sentences = sentences_of(code)
    before = parse(sentences.before, sentences.rules, code)
    after = parse(sentences.after, sentences.rules, code)
    for kind, texts in spoken(code).items():
        for text in texts:
            if is_measured(text, code) and not everything:
                continue
            for number in range(PER_SPOKEN):
                said = text
                if number % 3 == 1:
                    polite = " ".join(
                        part.text
                        for part in sample(chance.choice((before, after)), chance)
                        if isinstance(part, Word)
                    )
                    said = f"{polite} {text}" if number % 2 else f"{text} {polite}"
                elif number % 3 == 2 and kind not in _ALWAYS_OUT:
                    said = _without_a_word(text, chance)
                yield Example(said, kind, _session(kind, chance))


def _without_a_word(text: str, chance: random.Random) -> str:
    words = text.split()
    if len(words) > 4:
        del words[chance.randrange(len(words))]
    return " ".join(words)


def _negative(code: str, chance: random.Random) -> Iterator[Example]:
    for templates in _read(code, "out_of_domain.yaml")["fields"].values():
        for template in templates:
            node = parse(template, {}, code)
            for number in range(PER_NEGATIVE):
                text = " ".join(
                    part.text if isinstance(part, Word) else chance.choice(ODD_WORDS)
                    for part in sample(node, chance)
                )
                if number % 4 == 3:
                    text = " ".join(
                        chance.choice(ODD_WORDS) if len(word) > 4 and chance.random() < 0.3 else word
                        for word in text.split()
                    )
                yield Example(text, Kind.NONE, chance.random() < 0.5)
