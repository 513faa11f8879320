"""Diets by rule: what each forbids, what it doubts, and where that is written.

Diets that are about amounts (salt, fat, energy, kidney, diabetes) are in `amounts`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from .model import Diet


class Matter(StrEnum):
    """What a food is made of, as far as diets ask."""

    MEAT = "meat"
    """Of an animal that is not named, or of none of those below."""
    PORK = "pork"
    BEEF = "beef"
    POULTRY = "poultry"
    FISH = "fish"
    SCALELESS = "scaleless"
    """Fish without fins and scales: eel, catfish, shark, sturgeon."""
    SHELLFISH = "shellfish"
    MILK = "milk"
    LACTOSE = "lactose"
    EGG = "egg"
    HONEY = "honey"
    GELATIN = "gelatin"
    RENNET = "rennet"
    """Cheeses whose tradition asks for calf's rennet."""
    BLOOD = "blood"
    ANIMAL = "animal"
    """Anything else of animals: carmine, isinglass, lard of an animal that is not named."""
    ALCOHOL = "alcohol"
    GLUTEN = "gluten"
    OATS = "oats"
    FODMAP = "fodmap"


FLESH = frozenset({Matter.MEAT, Matter.PORK, Matter.BEEF, Matter.POULTRY})
SEA = frozenset({Matter.FISH, Matter.SCALELESS, Matter.SHELLFISH})


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What a diet says. `apart` may not be in one dish: anything of the one with anything of the other."""

    source: str
    forbids: frozenset[Matter] = frozenset()
    doubts: frozenset[Matter] = frozenset()
    """Depends on how it was made, which a recipe does not tell."""
    if_prepared: frozenset[Matter] = frozenset()
    """Allowed when it comes from the right shop, which only the household knows."""
    apart: tuple[frozenset[Matter], frozenset[Matter]] | None = None


RULES: Mapping[Diet, Rule] = {
    Diet.VEGAN: Rule(
        source="ISO 23662:2021, 3.2",
        forbids=FLESH
        | SEA
        | {Matter.MILK, Matter.EGG, Matter.HONEY, Matter.GELATIN, Matter.RENNET, Matter.BLOOD, Matter.ANIMAL},
    ),
    Diet.VEGETARIAN: Rule(
        source="ISO 23662:2021, 3.4 (ovo-lacto-vegetarian)",
        forbids=FLESH | SEA | {Matter.GELATIN, Matter.BLOOD, Matter.ANIMAL},
        doubts=frozenset({Matter.RENNET}),
    ),
    Diet.HALAL: Rule(
        source="Codex Alimentarius CAC/GL 24-1997, 3.1",
        forbids=frozenset({Matter.PORK, Matter.ALCOHOL, Matter.BLOOD}),
        doubts=frozenset({Matter.GELATIN, Matter.RENNET, Matter.ANIMAL}),
        if_prepared=frozenset({Matter.MEAT, Matter.BEEF, Matter.POULTRY}),
    ),
    Diet.KOSHER: Rule(
        source="Leviticus 11; Deuteronomy 14:3-21; milk and meat: Exodus 23:19, Shulchan Aruch, Yoreh De'ah 87",
        forbids=frozenset({Matter.PORK, Matter.SHELLFISH, Matter.SCALELESS, Matter.BLOOD}),
        doubts=frozenset({Matter.GELATIN, Matter.RENNET, Matter.ANIMAL}),
        if_prepared=frozenset({Matter.MEAT, Matter.BEEF, Matter.POULTRY}),
        apart=(FLESH, frozenset({Matter.MILK})),
    ),
    Diet.HINDU: Rule(
        source="schema.org HinduDiet (beef-free)",
        forbids=frozenset({Matter.BEEF}),
        doubts=frozenset({Matter.GELATIN, Matter.MEAT, Matter.ANIMAL}),
    ),
    Diet.GLUTEN_FREE: Rule(
        source="Regulation (EU) 828/2014; 21 CFR 101.91",
        forbids=frozenset({Matter.GLUTEN}),
        doubts=frozenset({Matter.OATS}),
    ),
    Diet.LOW_LACTOSE: Rule(
        source="EFSA Journal 2010;8(9):1777 (up to 12 g at once is mostly tolerated)",
        forbids=frozenset({Matter.LACTOSE}),
    ),
    Diet.LOW_FODMAP: Rule(
        source="Varney et al., J Gastroenterol Hepatol 2017;32(S1):53-61",
        forbids=frozenset({Matter.FODMAP, Matter.LACTOSE}),
    ),
}
