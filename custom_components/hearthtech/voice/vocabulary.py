"""All that can be said in a language, as data: for recognizers elsewhere that are trained on it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
import json
import re

from .lists import DAYS, DIETS, MEALS, NUTRIENTS, PLACES, UNITS, WEEKDAYS
from .sentences import language as sentences_of, supported

_RULE = re.compile(r"<([^>]*)>")
CLOSED_LISTS = {
    "unit": UNITS,
    "nutrient": NUTRIENTS,
    "weekday": WEEKDAYS,
    "day": DAYS,
    "meal": MEALS,
    "place": PLACES,
    "diet": DIETS,
}
RANGES = {"number": (0, 100), "level": (0, 100), "temperature": (30, 260), "duration": (1, 90)}
"""Lists of whole numbers, which are not spelled out. A duration is such a number and one of `DURATION_UNITS`."""
DURATION_UNITS = {
    "en": ("second", "seconds", "minute", "minutes", "hour", "hours"),
    "de": ("Sekunde", "Sekunden", "Minute", "Minuten", "Stunde", "Stunden"),
    "fr": ("seconde", "secondes", "minute", "minutes", "heure", "heures"),
    "es": ("segundo", "segundos", "minuto", "minutos", "hora", "horas"),
    "it": ("secondo", "secondi", "minuto", "minuti", "ora", "ore"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """Sentence templates by kind, in the grammar of `template.py` with no rule left in them, and their lists.

    `ranges` are lists of whole numbers, as first and last. A list that is in neither stands for any words.
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


def vocabulary(tag: str, names: Mapping[str, Sequence[str]]) -> Vocabulary:
    """Everything for a language tag. `names` are the kitchen's lists, e.g. of recipes."""
    code = supported(tag)
    sentences = sentences_of(code)
    kinds: dict[str, list[str]] = {}
    for phrases in sentences.phrases:
        known = kinds.setdefault(phrases.kind.value, [])
        known.extend(_without_rules(template, sentences.rules) for template in phrases.templates)
    slots = {name: sorted(values) for name, values in CLOSED_LISTS.items()}
    slots["duration_unit"] = list(DURATION_UNITS[code])
    slots |= {name: sorted(set(values)) for name, values in names.items()}
    content = json.dumps([code, kinds, slots, RANGES], sort_keys=True)
    return Vocabulary(
        language=code,
        kinds=kinds,
        slots=slots,
        ranges=RANGES,
        version=blake2b(content.encode(), digest_size=8).hexdigest(),
    )


def _without_rules(template: str, rules: Mapping[str, str]) -> str:
    return _RULE.sub(lambda found: f"({_without_rules(rules[found[1]], rules)})", template)
