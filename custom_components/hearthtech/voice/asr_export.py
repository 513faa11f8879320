"""Export all sentences of a language as data, for external speech recognizers that are trained on it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
import json
import re

from .data_files import read_data, supported
from .follow_ups import ordinals
from .grammar import localized
from .intents import Kind
from .lists import texts_of
from .names import Named
from .sentences import sentences_of
from .spoken_names import spoken_name

_RULE = re.compile(r"<([^<>]*)>")
CLOSED_LISTS = ("unit", "nutrient", "weekday", "day", "days", "meal", "daytime", "place", "diet")
FOLLOW_UP = "follow_up"
"""Name of the sentences that only make sense after something else."""
ANSWER = "answer"
"""Name of the answers to what the kitchen asks."""
ANSWERS = (
    "{burner}", "{level}", "{number}", "{temperature}", "{duration}", "{recipe}", "{person}", "{day}", "{meal}", "{nth}", "{food}",
    "{burner} {level}", "{note}",
)  # fmt: skip
NOTE = "note"
"""The list of words of which a free note consists. A recognizer accepts several of them one after another."""
RANGES = {"number": (0, 100), "level": (0, 100), "temperature": (30, 260), "duration": (1, 90)}
"""Lists of whole numbers, which are not spelled out.

A duration is such a number and one of the list `duration_unit`.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class AsrVocabulary:
    """Sentence templates by kind, in the grammar of `template.py` with no rule left in them, and their lists.

    `ranges` are lists of whole numbers, as first and last. A list in neither of them accepts any words.
    """

    language: str
    kinds: Mapping[str, Sequence[str]]
    slots: Mapping[str, Sequence[str]]
    ranges: Mapping[str, tuple[int, int]]
    version: str

    def as_dict(self) -> dict[str, object]:
        """The same for JSON."""
        return {
            "language": self.language,
            "kinds": {kind: {"sentences": list(sentences)} for kind, sentences in self.kinds.items()},
            "slots": {name: list(values) for name, values in self.slots.items()},
            "ranges": {name: list(ends) for name, ends in self.ranges.items()},
            "version": self.version,
        }


def vocabulary(tag: str, names: Mapping[str, Sequence[str]]) -> AsrVocabulary:
    """Export everything for a language tag.

    `names` are the lists of names of the kitchen: of recipes, people, burners and foods.
    """
    code = supported(tag)
    sentences = sentences_of(code)
    kinds: dict[str, list[str]] = {}
    for phrases in (*sentences.phrases, *sentences.changes):
        known = kinds.setdefault(phrases.kind.value, [])
        templates = [_without_rules(template, sentences.rules) for template in phrases.templates]
        if phrases.kind is Kind.NOTE:
            templates = [template.replace("{text:", f"{{{NOTE}:") for template in templates]
        known.extend(templates)
    follow_ups = read_data(code, "follow_ups.yaml")
    rules = {**sentences.rules, **follow_ups["expansion_rules"]}
    kinds[FOLLOW_UP] = [
        _without_rules(template, rules)
        for templates in follow_ups["follow_ups"].values()
        for template in templates
    ]
    kinds[ANSWER] = list(ANSWERS)
    slots = {name: sorted(texts_of(name, code)) for name in CLOSED_LISTS}
    slots["nth"] = sorted(ordinals(code))
    slots["duration_unit"] = [str(word) for word in sentences.lists["duration_unit"].values()]
    slots |= {name: sorted({spoken_name(one, code) for one in values}) for name, values in names.items()}
    slots["burner"] = sorted(set(_said_burners(names.get("burner", ()), code)))
    foods = sorted({spoken_name(one, code) for one in names.get("food", ())})
    note_words = {*str(read_data(code, "note_words.yaml")["words"]).split(), *" ".join(foods).lower().split()}
    slots[NOTE] = sorted(note_words)
    if foods:
        # Free text of a closed recognizer is what the household has, buys and cooks.
        slots |= {"food": foods, "text": foods}
    content = json.dumps([code, kinds, slots, RANGES], sort_keys=True)
    return AsrVocabulary(
        language=code,
        kinds=kinds,
        slots=slots,
        ranges=RANGES,
        version=blake2b(content.encode(), digest_size=8).hexdigest(),
    )


def _said_burners(names: Sequence[str], code: str) -> list[str]:
    """The names of burners, and the names of their places in the language."""
    named = localized("burner", [Named(str(number), name) for number, name in enumerate(names)], code)
    return [said for burner in named for said in (burner.name, *burner.aliases)]


def _without_rules(template: str, rules: Mapping[str, str]) -> str:
    return _RULE.sub(lambda found: f"({_without_rules(rules[found[1]], rules)})", template)
