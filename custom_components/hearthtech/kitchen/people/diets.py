"""Rules of diets: what each forbids, what is uncertain, and the sources.

Diets that are about amounts (salt, fat, energy, kidney, diabetes) are in `amounts`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from .model import Diet


class Matter(StrEnum):
    """Diet codes of foods. Apart from gluten, no value is also the code of an allergen."""

    MEAT = "meat"
    """Of an unnamed animal, or of one without an own code."""
    PORK = "pork"
    BEEF = "beef"
    POULTRY = "poultry"
    FISH = "fish_flesh"
    SCALELESS = "scaleless"
    """Fish without fins and scales: eel, catfish, shark, sturgeon."""
    SHELLFISH = "shellfish"
    MILK = "dairy"
    LACTOSE = "lactose"
    EGG = "egg"
    HONEY = "honey"
    GELATIN = "gelatin"
    RENNET = "rennet"
    """Cheeses traditionally made with calf's rennet."""
    BLOOD = "blood"
    ANIMAL = "animal"
    """Other animal products: carmine, isinglass, lard of an unnamed animal."""
    ALCOHOL = "alcohol"
    GLUTEN = "gluten"
    OATS = "oats"
    FODMAP = "fodmap"
    HISTAMINE = "histamine"
    """Rich in histamine, or known to release it (SIGHI, rating 2 and 3)."""
    PREGNANCY = "pregnancy"
    """Foods that pregnant people should not eat, besides alcohol."""


FLESH = frozenset({Matter.MEAT, Matter.PORK, Matter.BEEF, Matter.POULTRY})
SEA = frozenset({Matter.FISH, Matter.SCALELESS, Matter.SHELLFISH})
FROM_ANIMALS = (
    FLESH
    | SEA
    | {Matter.MILK, Matter.EGG, Matter.HONEY, Matter.GELATIN, Matter.RENNET, Matter.BLOOD, Matter.ANIMAL}
)
OF_FOOD: Mapping[str, Matter] = {"milk": Matter.MILK, "fish": Matter.FISH}
"""Codes of the food database with another name here, because there they are also codes of allergens."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DietRule:
    """The rule of a diet. `apart`: two groups of codes that may not be in one dish together."""

    source: str
    forbids: frozenset[Matter] = frozenset()
    doubts: frozenset[Matter] = frozenset()
    """Depends on the preparation, which a recipe does not state."""
    if_prepared: frozenset[Matter] = frozenset()
    """Allowed from an appropriate shop, which only the household knows."""
    apart: tuple[frozenset[Matter], frozenset[Matter]] | None = None


RULES: Mapping[Diet, DietRule] = {
    Diet.VEGAN: DietRule(
        source="ISO 23662:2021, 3.2",
        forbids=FROM_ANIMALS,
    ),
    Diet.VEGETARIAN: DietRule(
        source="ISO 23662:2021, 3.4 (ovo-lacto-vegetarian)",
        forbids=FLESH | SEA | {Matter.GELATIN, Matter.BLOOD, Matter.ANIMAL},
        doubts=frozenset({Matter.RENNET}),
    ),
    Diet.PESCATARIAN: DietRule(
        source="ISO 23662:2021, 3.4, with fish, crustaceans and molluscs",
        forbids=FLESH | {Matter.GELATIN, Matter.BLOOD, Matter.ANIMAL},
        doubts=frozenset({Matter.RENNET}),
    ),
    Diet.HALAL: DietRule(
        source="Codex Alimentarius CAC/GL 24-1997, 3.1",
        forbids=frozenset({Matter.PORK, Matter.ALCOHOL, Matter.BLOOD}),
        doubts=frozenset({Matter.GELATIN, Matter.RENNET, Matter.ANIMAL}),
        if_prepared=frozenset({Matter.MEAT, Matter.BEEF, Matter.POULTRY}),
    ),
    Diet.KOSHER: DietRule(
        source="Leviticus 11; Deuteronomy 14:3-21; milk and meat: Exodus 23:19, Shulchan Aruch, Yoreh De'ah 87",
        forbids=frozenset({Matter.PORK, Matter.SHELLFISH, Matter.SCALELESS, Matter.BLOOD}),
        doubts=frozenset({Matter.GELATIN, Matter.RENNET, Matter.ANIMAL}),
        if_prepared=frozenset({Matter.MEAT, Matter.BEEF, Matter.POULTRY}),
        apart=(FLESH, frozenset({Matter.MILK})),
    ),
    Diet.HINDU: DietRule(
        source="schema.org HinduDiet (beef-free)",
        forbids=frozenset({Matter.BEEF}),
        doubts=frozenset({Matter.GELATIN, Matter.MEAT, Matter.ANIMAL}),
    ),
    Diet.GLUTEN_FREE: DietRule(
        source="Regulation (EU) 828/2014; 21 CFR 101.91",
        forbids=frozenset({Matter.GLUTEN}),
        doubts=frozenset({Matter.OATS}),
    ),
    Diet.LOW_LACTOSE: DietRule(
        source="EFSA Journal 2010;8(9):1777 (up to 12 g at once is mostly tolerated)",
        forbids=frozenset({Matter.LACTOSE}),
    ),
    Diet.LOW_FODMAP: DietRule(
        source="Varney et al., J Gastroenterol Hepatol 2017;32(S1):53-61",
        forbids=frozenset({Matter.FODMAP, Matter.LACTOSE}),
    ),
    Diet.LOW_HISTAMINE: DietRule(
        source="SIGHI food compatibility list, 2023; Comas-Basté et al., Biomolecules 2020;10:1181",
        forbids=SEA - {Matter.FISH, Matter.SCALELESS} | {Matter.HISTAMINE, Matter.ALCOHOL},
    ),
    Diet.PREGNANCY: DietRule(
        source="NHS, Foods to avoid in pregnancy, 2023; FDA/EPA, Advice about Eating Fish, 2021",
        forbids=frozenset({Matter.PREGNANCY, Matter.ALCOHOL}),
    ),
}
