"""Sentences for timers and lists in the format of Home Assistant, drawn from the installed `home-assistant-intents`.

Nothing of that package is stored here: its templates are read in place, and each is filled with names of our own.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
import json
import random
from typing import Any

from hassil.expression import (
    Alternative,
    Expression,
    Group,
    ListReference,
    Permutation,
    RuleReference,
    TextChunk,
)
from hassil.parse_expression import parse_sentence

INTENTS: Mapping[str, tuple[str, str]] = {
    "HassStartTimer": ("timer", "set"),
    "HassCancelTimer": ("timer", "cancel"),
    "HassCancelAllTimers": ("timer", "cancel"),
    "HassIncreaseTimer": ("timer", "add"),
    "HassDecreaseTimer": ("timer", "subtract"),
    "HassPauseTimer": ("timer", "pause"),
    "HassUnpauseTimer": ("timer", "resume"),
    "HassTimerStatus": ("timer", "left"),
    "HassShoppingListAddItem": ("shopping_add", "add"),
    "HassShoppingListCompleteItem": ("shopping_add", "tick"),
    "HassListAddItem": ("shopping_add", "add"),
    "HassListCompleteItem": ("shopping_add", "tick"),
    "HassListRemoveItem": ("shopping_add", "remove"),
}
"""The kind and the action of our own that each intent corresponds to."""
NAMES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "en": {"timer_name": ("pizza", "pasta"), "item": ("apples", "olive oil"), "name": ("shopping list",)},
    "de": {"timer_name": ("Pizza", "Nudel"), "item": ("Äpfel", "Olivenöl"), "name": ("Einkauf",)},
    "fr": {
        "timer_name": ("pizza", "riz"),
        "item": ("pommes", "farine"),
        "name": ("liste de courses", "courses"),
    },
    "es": {
        "timer_name": ("pizza", "arroz"),
        "item": ("manzanas", "harina"),
        "name": ("lista de la compra", "compra"),
    },
    "it": {
        "timer_name": ("pizza", "riso"),
        "item": ("mele", "farina"),
        "name": ("lista della spesa", "spesa"),
    },
}
"""What fills the open lists of a language: a timer's name, an item, the name of the shopping list."""


@dataclass(frozen=True, slots=True)
class AssistSentence:
    """A sentence of Home Assistant, the kind and action that it means, and its duration in seconds."""

    language: str
    intent: str
    text: str
    kind: str
    action: str
    seconds: float | None


class OtherCommandError(Exception):
    """The template delays a command to another device."""


class _Draw:
    """Draws one sentence of a template; `used` are the values of the lists that it contains."""

    def __init__(self, data: Mapping[str, Any], code: str, chance: random.Random) -> None:
        self._lists: Mapping[str, Any] = data["lists"]
        self._rules: Mapping[str, str] = data["expansion_rules"]
        self._code, self._chance = code, chance
        self.used: dict[str, object] = {}

    def sentence(self, template: str) -> str:
        self.used = {}
        return " ".join(self._text(parse_sentence(template).expression).split())

    def _text(self, node: Expression) -> str:
        match node:
            case TextChunk():
                return node.original_text
            case Alternative():
                return self._text(self._chance.choice(node.items))
            case Permutation():
                items = list(node.items)
                self._chance.shuffle(items)
                return " ".join(map(self._text, items))
            case Group():
                return "".join(map(self._text, node.items))
            case RuleReference():
                return self._text(parse_sentence(self._rules[node.rule_name]).expression)
            case ListReference():
                return self._value(node.list_name, node.slot_name)
        raise TypeError(type(node).__name__)

    def _value(self, name: str, slot: str) -> str:
        values = self._lists.get(name, {})
        if "range" in values:
            number = self._chance.choice((2, 5, 10, 15, 45))
            self.used[slot] = number
            return str(number)
        if "values" in values:
            chosen = self._chance.choice(values["values"])
            written = chosen if isinstance(chosen, str) else chosen["in"]
            self.used[slot] = written if isinstance(chosen, str) else chosen.get("out", written)
            return self._text(parse_sentence(written).expression)
        if name == "timer_command":
            raise OtherCommandError
        kind = (
            "item" if slot == "item" else "name" if slot == "name" and name != "timer_name" else "timer_name"
        )
        said = self._chance.choice(NAMES[self._code][kind])
        self.used[slot] = said
        return said


def assist_sentences(code: str, *, each: int = 3, seed: int = 7) -> Iterator[AssistSentence]:
    """`each` sentences of each template of a language."""
    data = json.loads((files("home_assistant_intents") / "data" / f"{code}.json").read_text("utf-8"))
    draw = _Draw(data, code, random.Random(seed))
    for intent, (kind, action) in INTENTS.items():
        for block in data["intents"].get(intent, {"data": ()})["data"]:
            for template in block["sentences"]:
                for _ in range(each):
                    try:
                        text = draw.sentence(template)
                    except OtherCommandError:
                        break
                    yield AssistSentence(code, intent, text, kind, action, _seconds(draw.used))


_UNITS = {"hours": 3600, "minutes": 60, "seconds": 1}


def _seconds(used: Mapping[str, object]) -> float | None:
    """The duration that a timer is set to, added, or removed; `None` where the sentence names none."""
    found = [float(str(value)) * _UNITS[slot] for slot, value in used.items() if slot in _UNITS]
    return sum(found) if found else None


def is_understood(sentence: AssistSentence, kind: str, slots: Mapping[str, object]) -> bool:
    """Whether a recognition has the kind, the action and the duration of a sentence. To tick off is to remove."""
    actions = {"tick", "remove"} if sentence.action in {"tick", "remove"} else {sentence.action}
    if kind != sentence.kind or slots.get("action") not in actions:
        return False
    if sentence.seconds is None or sentence.action not in {"set", "add", "subtract"}:
        return True
    heard = slots.get("duration")
    return isinstance(heard, int | float) and abs(heard - sentence.seconds) <= 1.0
