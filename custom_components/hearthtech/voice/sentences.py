"""Sentences of users, by language: templates of each intent, with shared rules and polite phrases.

The sentences are data (`voice/data/<language>/sentences.yaml`), in the format of Home Assistant's own intents.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from .data_files import read_data
from .intents import Kind
from .template import Word, expand, parse


@dataclass(frozen=True, slots=True)
class IntentSentences:
    """Templates of one intent that share their fixed slots."""

    kind: Kind
    templates: tuple[str, ...]
    slots: Mapping[str, str | float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageSentences:
    """All templates of a language. `before` and `after` are polite phrases that any sentence may have."""

    code: str
    before: str
    after: str
    rules: Mapping[str, str]
    lists: Mapping[str, Mapping[str, str | float]]
    """Closed lists: words, as `tokens` splits them, and their values."""
    phrases: tuple[IntentSentences, ...]
    positions: Mapping[str, tuple[str, ...]]
    """The words for front, back, left, right and middle, in the household's names and in this language."""
    compounds: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Words for two places at once, as the Dutch "linksvoor"."""
    off: tuple[str, ...] = ()
    heat: tuple[str, ...] = ()
    """A word of `off` together with a word of `heat` turns heat off, even if the rest was recognized wrongly.
    """
    changes: tuple[IntentSentences, ...] = ()
    """Sentences of which most words are the template's own (`changes.yaml`, `saved.yaml`).

    The classifier is not trained on them.
    """
    weak: frozenset[str] = frozenset()
    """Words of agreement that are no yes to a question about heat.

    An utterance of only these never raises heat.
    """


@cache
def sentences_of(code: str) -> LanguageSentences:
    """The sentences of a language with a folder. The first call reads its files."""
    content, changes = read_data(code, "sentences.yaml"), read_data(code, "changes.yaml")
    saved = read_data(code, "saved.yaml")
    rules: dict[str, str] = dict(content["expansion_rules"])
    return LanguageSentences(
        code=content["language"],
        before=rules.pop("polite_before"),
        after=rules.pop("polite_after"),
        rules=rules,
        lists={
            name: dict(_values(one["values"], code))
            for name, one in {**content["lists"], **changes["lists"]}.items()
        },
        phrases=tuple(_phrases(content["intents"])),
        changes=(*_phrases(changes["intents"]), *_phrases(saved["intents"])),
        positions={place: tuple(words) for place, words in content["positions"].items()},
        compounds={word: tuple(places) for word, places in content.get("compound_positions", {}).items()},
        off=tuple(content.get("off_words", ())),
        heat=tuple(content.get("heat_words", ())),
        weak=frozenset(content["weak_agreement"]),
    )


def _phrases(intents: Mapping[str, Any]) -> Iterator[IntentSentences]:
    for kind, intent in intents.items():
        for block in intent["data"]:
            yield IntentSentences(Kind(kind), tuple(block["sentences"]), block.get("slots", {}))


def _values(values: Sequence[Mapping[str, Any]], code: str) -> Iterator[tuple[str, str | float]]:
    """Words and value of each entry of a list; its value is the text of the entry if it has none."""
    for value in values:
        for words in expand(parse(value["in"], language=code)):
            said = " ".join(word.text for word in words if isinstance(word, Word))
            yield said, value.get("out", value["in"])
