"""The result of the recognition of an utterance."""

from collections.abc import Collection
from dataclasses import dataclass, field

from .automaton import Slots
from .burner_settings import BurnerSetting
from .intents import RAISES_HEAT, Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognition:
    """The result of a recognition.

    `layer` is 1 for the grammar, 2 for the classifier, 3 for an utterance that is not meant for the kitchen
    (`kind` is then `none`). `confidence` is 0–1. A slot of a named thing has its name in `slots["recipe"]`
    and its id in `slots["recipe_id"]`; if several names are equally probable, they are in
    `slots["recipe_choices"]`.
    """

    kind: Kind
    slots: Slots = field(default_factory=dict)
    confidence: float = 0.0
    layer: int = 3
    settings: tuple[BurnerSetting, ...] = ()
    """The heat of each burner, if an utterance sets several, or turns some off and sets others."""

    @property
    def may_raise_heat(self) -> bool:
        """Whether it may lead to more heat, after a confirmation. True for exact sentences only."""
        return self.layer == 1 and self.kind in RAISES_HEAT

    def is_same_request(self, other: Recognition) -> bool:
        """Whether another recognition is of the same kind and asks for the same action."""
        return self.kind is other.kind and self.slots.get("action") == other.slots.get("action")


NOT_OURS = Recognition(kind=Kind.NONE, confidence=1.0)


_AGREEMENT = frozenset(["ok", "fine", "right", "good", "great", "sure", "done"])


def agreed(recognition: Recognition, words: list[str], expects: Collection[Kind]) -> Recognition:
    """Read "ok" as yes if the kitchen has just asked a yes-or-no question."""
    if Kind.YES in expects and recognition.kind is Kind.NEXT_STEP and _AGREEMENT.issuperset(words):
        return Recognition(kind=Kind.YES, confidence=1.0, layer=1)
    return recognition
