"""Sentences of the grammar with free text in place of a name or a food, which no list confirms."""

from collections.abc import Mapping
from dataclasses import replace

from .automaton import Match
from .intents import RAISES_HEAT, STEPS, Kind
from .lists import texts_of
from .names import NameList, clear_winner
from .recognition import Recognition
from .slots import NAMES_ASKED_ABOUT
from .spoken_parts import PartsReader
from .text import tokens

FOOD_SLOTS = frozenset(["food", "instead", "allergen", "item", "foods"])
_ANY_TEXT = frozenset({Kind.TIMER, Kind.SHOPPING_ADD, Kind.LOG_EATEN, Kind.NOTE})
"""Kinds whose free text may be more than the name of a food."""


def trimmed(match: Match[Kind] | None, reader: PartsReader) -> Match[Kind] | None:
    """A sentence with free text without the small words around its foods: "dairy in it" is dairy.

    A food of only such words is what the last request was about; an item of a list may be a pronoun.
    """
    if match is None or not match.free:
        return match
    slots = dict(match.slots)
    for name in FOOD_SLOTS & slots.keys():
        rest = reader.trimmed(
            str(slots[name]).split(), leading=name != "item" or match.kind is Kind.PANTRY_QUERY
        )
        if rest:
            slots[name] = " ".join(rest)
        elif name != "item":
            del slots[name]
    return replace(match, slots=slots)


def with_free_text(match: Match[Kind], code: str, names: Mapping[str, NameList]) -> Recognition | None:
    """A sentence of the grammar with free text, which no list confirms: it is not exact for heat and steps.

    Free text in place of a recipe is the most similar name; `None` if a recipe to start has no similar one.
    """
    slots = dict(match.slots)
    if match.kind not in _ANY_TEXT and any(
        name in FOOD_SLOTS and texts_of("never_food", code).keys() & tokens(str(said), code)
        for name, said in slots.items()
    ):
        return None
    if isinstance(said := slots.get("recipe"), str) and "recipe_id" not in slots:
        near = names["recipe"].near(tokens(said, code))
        if (winner := clear_winner(near)) is not None:
            slots["recipe"], slots["recipe_id"] = winner.name, winner.id
        elif near:
            slots["recipe_choices"] = tuple(one.named.name for one in near[:NAMES_ASKED_ABOUT])
            del slots["recipe"]
        elif match.kind is Kind.START_RECIPE:
            return None
    exact = match.kind not in RAISES_HEAT | STEPS
    return Recognition(kind=match.kind, slots=slots, confidence=0.9, layer=1 if exact else 2)
