"""What is eaten of what goes in: frying oil, marinade, dripping fat, alcohol, vitamins lost to heat and water.

Figures are rounded from USDA Table of Cooking Yields for Meat and Poultry (2012), USDA Table of Nutrient Retention
Factors, release 6 (2007), Bognár: Tables on weight yield of food and retention factors (Karlsruhe, 2002), and, for oil
taken up in frying, the review of Dana and Saguy (Adv. Colloid Interface Sci. 128–130, 2006).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
import re

from custom_components.hearthtech.kitchen.food.model import Food, ParsedLine
from custom_components.hearthtech.kitchen.food.text import plain

FAT_KCAL = 8.84
ALCOHOL_KCAL = 6.93
"""Energy of 1 g (Atwater, USDA Agriculture Handbook 74)."""

FAT_TAGS = frozenset({"FAT", "FASAT", "FAMS", "FAPU", "FATRN", "CHOLE"})
MEAT_GROUPS = frozenset({500, 700, 1000, 1300, 1700})
FAT_GROUP = 400

MEAT_FAT_KEPT = 0.85
"""Of raw meat's fat, what is eaten with it: the rest drips off or stays in the pan."""
BACON_FAT_KEPT = 0.6
SHALLOW_FRYING_KEPT = 0.6
FRYING_UPTAKE = 0.09
"""Oil taken up in deep frying, as a share of the weight of the food that is fried."""
DUSTING_KEPT = 0.5
MARINADE_KEPT = 0.4
BRINE_KEPT = 0.08
POT_OF_OIL_G = 110.0
"""From half a cup on, frying oil is a bath, not an ingredient."""


class Method(StrEnum):
    """How a dish is cooked, as far as it matters for vitamins."""

    RAW = "raw"
    BOILED = "boiled"
    STEAMED = "steamed"
    BAKED = "baked"
    FRIED = "fried"
    STEWED = "stewed"


RETENTION: Mapping[Method, Mapping[str, float]] = {
    Method.BOILED: {"VITC": 0.55, "THIA": 0.65, "RIBF": 0.75, "NIA": 0.75, "VITB6A": 0.7, "FOL": 0.6, "FOLDFE": 0.6,
                    "FOLFD": 0.6, "VITA_RAE": 0.9, "K": 0.75, "MG": 0.85, "PANTAC": 0.75, "CHOLN": 0.85},
    Method.STEAMED: {"VITC": 0.75, "THIA": 0.85, "RIBF": 0.9, "NIA": 0.9, "VITB6A": 0.85, "FOL": 0.8, "FOLDFE": 0.8,
                     "FOLFD": 0.8, "VITA_RAE": 0.95, "K": 0.95, "PANTAC": 0.9},
    Method.BAKED: {"VITC": 0.75, "THIA": 0.75, "RIBF": 0.9, "NIA": 0.9, "VITB6A": 0.8, "FOL": 0.7, "FOLDFE": 0.7,
                   "FOLFD": 0.7, "VITA_RAE": 0.9, "PANTAC": 0.85},
    Method.FRIED: {"VITC": 0.75, "THIA": 0.8, "RIBF": 0.9, "NIA": 0.9, "VITB6A": 0.85, "FOL": 0.75, "FOLDFE": 0.75,
                   "FOLFD": 0.75, "VITA_RAE": 0.9, "PANTAC": 0.9},
    Method.STEWED: {"VITC": 0.6, "THIA": 0.7, "RIBF": 0.95, "NIA": 0.95, "VITB6A": 0.85, "FOL": 0.7, "FOLDFE": 0.7,
                    "FOLFD": 0.7, "VITA_RAE": 0.9, "PANTAC": 0.9},
}  # fmt: skip
"""Share of a nutrient that is left, by method; what is not named stays."""

_FRYING = re.compile(r"\b(deep[- ]?)?(fry|frying|fritt\w*|friture|frittieren|ausbacken|freir|friggere)\b")
_DEEP = re.compile(r"\bdeep|frittieren|friture")
_DUSTING = re.compile(
    r"\b(dust\w*|roll\w*|dredg\w*|greas\w*|coat\w*|brush\w*|flour(ing)?|work surface|pan|tray|tin|bestauben|einfetten|moule)\b"
)
_MARINADE = re.compile(r"\bmarinad\w*|\bmarinier\w*")
_BRINE = re.compile(r"\bbrin(e|ing)\b")
_HEAT = re.compile(r"\b(raw|uncooked|dry|flour|dried)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What is eaten of a line: the share of its weight, of its fat and of its alcohol, and why."""

    weight: float = 1.0
    fat: float = 1.0
    alcohol: float = 1.0
    spread: float = 0.0
    """Relative standard deviation that the guess adds."""
    why: str = ""


def kept(line: ParsedLine, food: Food, grams: float, *, section: str, solids: float, heated: bool) -> Kept:
    """Return what is eaten of a line. `solids` is the weight of the other foods (g), `section` the heading above."""
    purpose = plain(f"{line.purpose} {line.preparation} {line.comment}")
    heading = plain(section)
    is_fat = food.group == FAT_GROUP and food.amounts.get("FAT", 0.0) > 60
    if is_fat and _FRYING.search(purpose):
        if grams >= POT_OF_OIL_G or _DEEP.search(purpose):
            taken = min(1.0, FRYING_UPTAKE * solids / max(grams, 1.0))
            return Kept(weight=taken, spread=0.4, why="frying oil, the part taken up")
        return Kept(weight=SHALLOW_FRYING_KEPT, spread=0.3, why="frying fat, the part eaten")
    if _BRINE.search(heading) or _BRINE.search(purpose):
        return Kept(weight=BRINE_KEPT, spread=0.5, why="brine, the part taken up")
    if _MARINADE.search(heading) and food.group not in MEAT_GROUPS | {1500, 1100}:
        return Kept(weight=MARINADE_KEPT, spread=0.4, why="marinade, the part that clings")
    if _DUSTING.search(plain(line.purpose)) and (is_fat or food.group in {2000, 1900}):
        return Kept(weight=DUSTING_KEPT, spread=0.4, why="for pan or board, the part that clings")
    alcohol = food.amounts.get("ALC", 0.0)
    if alcohol > 1.0:
        if not heated:
            return Kept()
        return Kept(alcohol=0.4 if alcohol < 18 else 0.6, spread=0.2, why="alcohol partly burnt off")
    if food.group in MEAT_GROUPS and heated and re.search(r"\b(raw|unprepared|unheated)\b", food.name):
        bacon = "bacon" in food.name
        return Kept(fat=BACON_FAT_KEPT if bacon else MEAT_FAT_KEPT, spread=0.1 if bacon else 0.05, why="")
    return Kept()


def is_heated(foods: Sequence[Food]) -> bool:
    """Whether a dish must have been cooked: it holds raw meat, fish, flour, rice, pasta or dry pulses."""
    return any(
        (food.group in MEAT_GROUPS | {1500} and "raw" in food.name)
        or (food.group in {1600, 2000} and _HEAT.search(food.name.lower()))
        for food in foods
    )


def eaten_amounts(food: Food, share: Kept, method: Method | None = None) -> Mapping[str, float]:
    """Return what 100 g that go in bring to the plate, by tag."""
    if share.fat == share.alcohol == 1.0 and method in {None, Method.RAW}:
        return food.amounts
    amounts = dict(food.amounts)
    if share.fat < 1.0:
        lost = amounts.get("FAT", 0.0) * (1 - share.fat)
        _take_energy(amounts, lost * FAT_KCAL)
        for tag in FAT_TAGS & amounts.keys():
            amounts[tag] *= share.fat
        for tag in [tag for tag in amounts if tag[0] == "F" and "D" in tag and tag[1:2].isdigit()]:
            amounts[tag] *= share.fat
    if share.alcohol < 1.0 and "ALC" in amounts:
        _take_energy(amounts, amounts["ALC"] * (1 - share.alcohol) * ALCOHOL_KCAL)
        amounts["ALC"] *= share.alcohol
    if method is not None:
        for tag, left in RETENTION.get(method, {}).items():
            if tag in amounts:
                amounts[tag] *= left
    return amounts


def _take_energy(amounts: dict[str, float], kcal: float) -> None:
    for tag, factor in (("ENERC_KCAL", 1.0), ("ENERC_KJ", 4.184)):
        if tag in amounts:
            amounts[tag] = max(0.0, amounts[tag] - kcal * factor)
