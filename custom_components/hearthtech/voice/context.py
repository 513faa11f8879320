"""What was asked before and said last decides what "what next?" asks for: the next ingredient, or the next step.

Only English has the words for it (`context.yaml`).
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cache

from .data_files import read_data, supported
from .intents import Kind
from .recognizer import Recognition, Recognizer
from .text import tokens

STEPS_OR_INGREDIENTS = frozenset({Kind.NEXT_STEP, Kind.INGREDIENT_OF_STEP})
_TOPICS = STEPS_OR_INGREDIENTS | {Kind.START_RECIPE, Kind.LIST_INGREDIENTS}
_STEPS = frozenset({Kind.NEXT_STEP, Kind.START_RECIPE})


@cache
def _words(code: str) -> dict[str, frozenset[tuple[str, ...]]]:
    """The words of a language by class. Blocking on the first call: call it in an executor."""
    return {
        name: frozenset(tuple(tokens(entry, code)) for entry in str(listed).split(","))
        for name, listed in read_data(code, "context.yaml").items()
    }


def prepare_context() -> None:
    """Read the words, in an executor, before their first use."""
    _words("en")


@dataclass(frozen=True, slots=True)
class SpokenContext:
    """A conversation up to an utterance: the kinds asked before, newest last, and what the kitchen said last."""

    before: Sequence[Kind] = ()
    said: str = ""

    @property
    def topic(self) -> Kind | None:
        """The newest kind that concerns ingredients or steps."""
        return next((kind for kind in reversed(self.before) if kind in _TOPICS), None)

    def kind(self, heard: Kind, text: str, *, named: bool, code: str = "en") -> Kind:
        """What an utterance asks for in this conversation. `named`: it names a recipe."""
        topic = self.topic
        if not self.before or heard not in _TOPICS:
            return heard
        if heard is Kind.START_RECIPE:
            return heard if named or topic is None else Kind.NEXT_STEP
        said, asked = _classes(self.said, code), _classes(text, code)
        step = "step" in said
        if heard is Kind.LIST_INGREDIENTS:
            return Kind.NEXT_STEP if step and topic in _STEPS else heard
        if heard is Kind.NEXT_STEP:
            listed = bool({"amount", "ingredient", "unanswered"} & said)
            if "asks_step" in asked or step or "last" in said:
                return heard
            if topic is Kind.INGREDIENT_OF_STEP and listed:
                return Kind.INGREDIENT_OF_STEP
            started = topic in {None, Kind.LIST_INGREDIENTS}
            return Kind.INGREDIENT_OF_STEP if started and {"amount", "ingredient"} <= said else heard
        if topic in _STEPS and (
            step or "unanswered" in said or (topic is Kind.NEXT_STEP and "ingredient" not in said)
        ):
            return Kind.NEXT_STEP
        return Kind.NEXT_STEP if "last" in said and "ingredient" not in asked else heard


def _classes(text: str, code: str) -> set[str]:
    words = tokens(text, code)
    known = _words(code)
    found = {
        name
        for name, entries in known.items()
        for start in range(len(words))
        if any(tuple(words[start : start + length]) in entries for length in (1, 2))
    }
    return found | {"amount"} if any(word[0].isdigit() for word in words) else found


def recognize_in_context(
    recognizer: Recognizer,
    text: str,
    context: SpokenContext,
    *,
    language: str = "en",
    session: bool = False,
    expects: Collection[Kind] = (),
    dishes: Collection[str] = (),
    temperature_unit: str = "C",
) -> Recognition:
    """Recognize one utterance of a conversation. The arguments are those of `Recognizer.recognize`.

    In a conversation about a recipe, an utterance that is not understood but may ask for the next step or ingredient
    does so.
    """

    def heard(kinds: Collection[Kind]) -> Recognition:
        return recognizer.recognize(
            text,
            language=language,
            session=session,
            expects=kinds,
            dishes=dishes,
            temperature_unit=temperature_unit,
        )

    found = heard(expects)
    if supported(language) != "en" or context.topic is None:
        return found
    if found.kind is Kind.NONE:
        likely = heard((*expects, *STEPS_OR_INGREDIENTS))
        found = likely if likely.kind in STEPS_OR_INGREDIENTS else found
    kind = context.kind(found.kind, text, named="recipe" in found.slots)
    return found if kind is found.kind else replace(found, kind=kind, slots={})
