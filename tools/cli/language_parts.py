"""What a language of `voice/data` lacks, compared with the other languages: sentences, slots, replies and words."""

from collections.abc import Iterator, Mapping
from functools import cache
import json
from pathlib import Path
from typing import Any

from custom_components.hearthtech.language.languages import LANGUAGES
from custom_components.hearthtech.language.word_data import word_data
from custom_components.hearthtech.voice.data_files import FOLDER, read_data
from custom_components.hearthtech.voice.intents import EVERY_LANGUAGE, Kind
from custom_components.hearthtech.voice.replies import catalog
from custom_components.hearthtech.voice.sentences import IntentSentences, sentences_of
from custom_components.hearthtech.voice.template import Choice, Sequence, Slot, TemplateNode, parse

ROOT = Path(__file__).resolve().parents[2]
_INTEGRATION = "custom_components/hearthtech"
PANEL_WORDS = (
    f"{_INTEGRATION}/translations",
    f"{_INTEGRATION}/http/page_words",
    "frontend/src/localize",
)
"""The folders with words of panel, cards, pages and settings: `<language>.json` in them or in folders of them."""
_ENGLISH_ONLY = frozenset({"word_classes.yaml", "context.yaml", "contractions.yaml", "request_words.yaml"})
"""Files that English alone has."""
_OPTIONAL = frozenset({"off_words", "heat_words", "accents", "order", "compound_positions"})
"""Keys that not every language needs."""


def missing(code: str) -> Iterator[tuple[str, str]]:
    """Yield what a language lacks, as a part and a name: ("kind", "ask_amount"), ("reply", "locked").

    The parts are file, kind, slot, list, words, follow_up, reply, numbers, time and panel. A slot is reported only if
    all languages of `LANGUAGES` fill it for that kind, and a class of words only if all of them have it.
    """
    for name in sorted(path.name for path in (FOLDER / "en").glob("*.*")):
        if name not in _ENGLISH_ONLY and not (FOLDER / code / name).exists():
            yield "file", name
    if not (FOLDER / code / "sentences.yaml").exists():
        return
    own, needed = _slots_by_kind(code), _needed_slots()
    for kind in EVERY_LANGUAGE:
        if kind not in own:
            yield "kind", kind.value
        else:
            yield from (("slot", f"{kind.value}: {slot}") for slot in sorted(needed[kind] - own[kind]))
    yield from (("list", name) for name in sorted(_in_all("lists") - _lists(code)))
    for file in (
        "off.yaml",
        "heat.yaml",
        "answers.yaml",
        "burners.yaml",
        "dishes.yaml",
        "timers_and_lists.yaml",
    ):
        present = _keys(code, file)
        yield from (("words", f"{file}: {key}") for key in sorted(_in_all(file) - present - _OPTIONAL))
    follow_ups = set(read_data(code, "follow_ups.yaml")["follow_ups"])
    english = read_data("en", "follow_ups.yaml")["follow_ups"]
    yield from (("follow_up", name) for name in english if name not in follow_ups)
    said = catalog(code)
    yield from (("reply", key) for key in catalog("en") if key not in said)
    yield from _missing_numbers(code)
    yield from _missing_panel_words(code)


def _missing_numbers(code: str) -> Iterator[tuple[str, str]]:
    if not (ROOT / _INTEGRATION / "language" / "data" / f"{code}.json").exists():
        yield "numbers", "all"
        return
    for part in ("numbers", "time"):
        present = word_data(code)[part]
        yield from ((part, name) for name in word_data("en")[part] if name not in present)


def _missing_panel_words(code: str) -> Iterator[tuple[str, str]]:
    for folder in PANEL_WORDS:
        for english in sorted((ROOT / folder).rglob("en.json")):
            path = english.with_name(f"{code}.json")
            where = path.relative_to(ROOT).as_posix()
            if not path.exists():
                yield "panel", where
                continue
            present = set(_texts(json.loads(path.read_text(encoding="utf-8"))))
            absent = [
                key for key in _texts(json.loads(english.read_text(encoding="utf-8"))) if key not in present
            ]
            yield from (("panel", f"{where}: {key}") for key in absent)


def _texts(content: Mapping[str, Any], before: str = "") -> Iterator[str]:
    """The keys of all texts of a file, joined by dots."""
    for key, value in content.items():
        if isinstance(value, Mapping):
            yield from _texts(value, f"{before}{key}.")
        else:
            yield f"{before}{key}"


def _keys(code: str, file: str) -> set[str]:
    return set(read_data(code, file))


def _lists(code: str) -> set[str]:
    return set(sentences_of(code).lists)


@cache
def _in_all(file: str) -> frozenset[str]:
    """The keys of a file, or the lists, that all languages of `LANGUAGES` have."""
    keys = (_lists(code) if file == "lists" else _keys(code, file) for code in LANGUAGES)
    return frozenset(set.intersection(*keys))


@cache
def _needed_slots() -> dict[Kind, frozenset[str]]:
    """The slots of each kind that all languages of `LANGUAGES` fill."""
    found = [_slots_by_kind(code) for code in LANGUAGES]
    empty: frozenset[str] = frozenset()
    return {
        kind: frozenset(frozenset.intersection(*(slots.get(kind, empty) for slots in found)))
        for kind in EVERY_LANGUAGE
    }


@cache
def _slots_by_kind(code: str) -> dict[Kind, frozenset[str]]:
    """The slots that the sentences of each kind fill."""
    sentences = sentences_of(code)
    found: dict[Kind, set[str]] = {}
    for phrases in (*sentences.phrases, *sentences.changes):
        found.setdefault(phrases.kind, set()).update(_slots(phrases, sentences.rules, code))
    return {kind: frozenset(slots) for kind, slots in found.items()}


def _slots(phrases: IntentSentences, rules: Mapping[str, str], code: str) -> Iterator[str]:
    yield from phrases.slots
    for template in phrases.templates:
        yield from _slots_in(parse(template, rules, code))


def _slots_in(node: TemplateNode) -> Iterator[str]:
    match node:
        case Slot():
            yield node.name
        case Sequence(items) | Choice(items):
            for item in items:
                yield from _slots_in(item)
        case _:
            return
