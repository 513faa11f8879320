"""Losses in cooking: frying oil, marinade, dripping fat, alcohol, vitamins lost to heat and water.

Sources are given beside the figures. Those for dripping fat, frying oil, marinade and brine are our own
middle values within what is published (USDA Table of Cooking Yields for Meat and Poultry, 2012; Bognár:
Tables on weight yield of food and retention factors, BFE-R-02-03, Karlsruhe 2002; Dana and Saguy, Adv.
Colloid Interface Sci. 128-130, 2006, 267-272): they are not from one row of a table, and each has its own
spread.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from pathlib import Path
import re

from ...language.fold import fold
from ...language.lazy_pattern import LazyPattern
from ..yaml_files import read_expressions
from .model import Food, ParsedLine

FAT_KCAL = 8.84
ALCOHOL_KCAL = 6.93
"""Energy of 1 g (Atwater, USDA Agriculture Handbook 74)."""

SPIRITS_G = 18.0
"""From this much alcohol in 100 g on a drink is a spirit or liqueur."""

FAT_TAGS = frozenset({"FAT", "FASAT", "FAMS", "FAPU", "FATRN", "CHOLE"})
MEAT_GROUPS = frozenset({500, 700, 1000, 1300, 1700})
FAT_GROUPS = frozenset({100, 400})
"""Groups of fats and oils, and of butter and ghee."""

MEAT_FAT_KEPT = 0.85
"""Share of raw meat's fat that is eaten: the rest drips off or stays in the pan."""
BACON_FAT_KEPT = 0.6
WATERFOWL_FAT_KEPT = 0.45
"""Of duck and goose with their skin: SR28 has 39.3 g of fat for 11.5 g of protein raw (05139) and 28.4 g for 19.0 g roasted
(05140); the protein stays, so that 44 % of the fat is left. Goose (05146, 05147): 41 %."""
SHALLOW_FRYING_KEPT = 0.6
FRYING_UPTAKE = 0.09
"""Oil taken up in deep frying, as a share of the weight of the food that is fried."""
DUSTING_KEPT = 0.5
MARINADE_KEPT = 0.4
BRINE_KEPT = 0.08
OPTIONAL_SPREAD = 0.6
"""Spread of optional foods, which are counted but may be left out."""
POT_OF_OIL_G = 110.0
"""From half a cup on, frying oil is a bath, not an ingredient."""


class Method(StrEnum):
    """Cooking methods, as far as they matter for vitamins."""

    RAW = "raw"
    BOILED = "boiled"
    STEAMED = "steamed"
    BAKED = "baked"
    FRIED = "fried"
    STEWED = "stewed"


_FOLATE = ("FOL", "FOLDFE", "FOLFD")


def _left(folate: float, **factors: float) -> Mapping[str, float]:
    return {**factors, **dict.fromkeys(_FOLATE, folate)}


RETENTION: Mapping[Method, Mapping[str, float]] = {
    # R6 3005 (greens, boiled, water to cover, drained) and 3775 (other vegetables), the middle where they differ.
    Method.BOILED: _left(0.65, VITC=0.65, THIA=0.8, RIBF=0.9, NIA=0.85, VITB6A=0.85, VITA_RAE=0.9, K=0.9, MG=0.95, CA=0.95,
                         FE=0.95, ZN=0.95, PANTAC=0.85),
    Method.STEAMED: _left(0.8, VITC=0.8, THIA=0.9, RIBF=0.95, NIA=0.95, VITB6A=0.9, VITA_RAE=0.95, PANTAC=0.9),
    # Tomatoes baked (3751): vitamin A 95, C 95, folate 70; greens and roots lose more.
    Method.BAKED: _left(0.7, VITC=0.8, THIA=0.85, RIBF=0.95, NIA=0.95, VITB6A=0.9, VITA_RAE=0.9, PANTAC=0.85),
    # R6 3460 (roots, sauteed) and 3315 (potatoes, fried).
    Method.FRIED: _left(0.7, VITC=0.75, THIA=0.85, RIBF=0.95, NIA=0.95, VITB6A=0.9, VITA_RAE=0.85, PANTAC=0.9),
    # R6 3006 and 3456 (boiled, water used).
    Method.STEWED: _left(0.8, VITC=0.75, THIA=0.85, RIBF=0.95, NIA=0.95, VITB6A=0.9, VITA_RAE=0.9, PANTAC=0.9),
}  # fmt: skip
"""Remaining share of a nutrient, by method; unlisted nutrients are not lost.

USDA Table of Nutrient Retention Factors, release 6 (2007, doi:10.15482/USDA.ADC/1409034), its rows for
vegetables, which give most of a dish's vitamins. Checked against that table: vitamins A and C and folate of
boiled, stewed and fried, thiamin, riboflavin and minerals of boiled. The rest, and steamed as a whole, is
rounded from memory and not checked; the wide interval of every vitamin (`nutrient_sums.OTHER_SPREAD`) covers more
than it can be wrong by.
"""

ALCOHOL_LEFT: tuple[tuple[float, float], ...] = (
    (0, 0.85),
    (15, 0.4),
    (30, 0.35),
    (60, 0.25),
    (90, 0.2),
    (120, 0.1),
    (150, 0.05),
)
"""Share of alcohol that is left after stirring into the hot dish and simmering or baking for so many minutes: codes 5002
and 5004 to 5009 of the same table."""
SIMMERED_ALCOHOL, FLAMED_ALCOHOL = 0.4, 0.75
"""Default if the time is unknown: a quarter of an hour (5004) for wine and beer.

For spirits a value between that and flamed (5003).
"""

# Read at import, which Home Assistant does outside its event loop.
_WORDS = read_expressions(Path(__file__).with_name("data") / "cooking_words.yaml")
_FRYING = LazyPattern(rf"\b(?:{_WORDS['frying']})")
_DEEP = LazyPattern(rf"\b(?:{_WORDS['deep_frying']})")
_FRYING_NAME = LazyPattern(rf"\b(?:{_WORDS['frying_fat_name']})")
_DUSTING = LazyPattern(rf"\b(?:{_WORDS['dusting']})\b")
_MARINADE = LazyPattern(rf"\b(?:{_WORDS['marinade']})")
_BRINE = LazyPattern(rf"\b(?:{_WORDS['brine']})")
_WATERFOWL = re.compile(r"^(duck|goose), .*skin", re.IGNORECASE)
_HEAT = re.compile(r"\b(raw|uncooked|dry|flour|dried)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """The eaten shares of a line: of its weight, its fat and its alcohol, with the reason."""

    weight: float = 1.0
    fat: float = 1.0
    alcohol: float = 1.0
    spread: float = 0.0
    """Relative standard deviation of this estimate."""
    why: str = ""


def alcohol_left(minutes: float) -> float:
    """Return the remaining share of alcohol after a time of heating (min), interpolated in the table."""
    for (before, more), (after, less) in pairwise(ALCOHOL_LEFT):
        if minutes <= after:
            return more + (less - more) * (minutes - before) / (after - before)
    return ALCOHOL_LEFT[-1][1]


def kept(
    line: ParsedLine,
    food: Food,
    grams: float,
    *,
    section: str,
    solids: float,
    heated: bool,
    minutes: float | None = None,
) -> Kept:
    """Return the eaten share of a line.

    `solids` is the weight of the other foods (g), `section` the heading above, `minutes` how long it is cooked.
    """
    purpose = fold(f"{line.purpose} {line.preparation} {line.comment}")
    heading = fold(section)
    is_fat = food.group in FAT_GROUPS and food.amounts.get("FAT", 0.0) > 60
    called = fold(f"{line.name} {line.phrase}")
    if is_fat and (_FRYING.search(purpose) or _FRYING_NAME.search(called)):
        purpose = f"{purpose} {called}"
        if grams >= POT_OF_OIL_G or _DEEP.search(purpose):
            taken = FRYING_UPTAKE * max(0.0, solids) / max(grams, 1.0)
            if line.amount is not None:
                taken = min(1.0, taken)
            return Kept(weight=taken, spread=0.4, why="frying oil, the part taken up")
        return Kept(weight=SHALLOW_FRYING_KEPT, spread=0.3, why="frying fat, the part eaten")
    if _BRINE.search(heading) or _BRINE.search(purpose):
        return Kept(weight=BRINE_KEPT, spread=0.5, why="brine, the part taken up")
    if _MARINADE.search(heading) and food.group not in MEAT_GROUPS | {1500, 1100}:
        return Kept(weight=MARINADE_KEPT, spread=0.4, why="marinade, the part that clings")
    if _DUSTING.search(fold(line.purpose)) and (is_fat or food.group in {2000, 1900}):
        return Kept(weight=DUSTING_KEPT, spread=0.4, why="for pan or board, the part that clings")
    alcohol = food.amounts.get("ALC", 0.0)
    if alcohol > 1.0:
        if not heated:
            return Kept()
        if minutes is not None:
            return Kept(alcohol=alcohol_left(minutes), spread=0.1, why="alcohol partly burnt off")
        spirits = (SIMMERED_ALCOHOL + FLAMED_ALCOHOL) / 2
        return Kept(
            alcohol=SIMMERED_ALCOHOL if alcohol < SPIRITS_G else spirits,
            spread=0.3,
            why="alcohol partly burnt off",
        )
    if food.group in MEAT_GROUPS and heated and re.search(r"\b(raw|unprepared|unheated)\b", food.name):
        if "bacon" in food.name:
            return Kept(fat=BACON_FAT_KEPT, spread=0.1)
        if _WATERFOWL.search(food.name):
            return Kept(fat=WATERFOWL_FAT_KEPT, spread=0.15)
        return Kept(fat=MEAT_FAT_KEPT, spread=0.05)
    if line.optional:
        return Kept(spread=OPTIONAL_SPREAD, why="optional, counted in")
    return Kept()


def is_heated(foods: Sequence[Food]) -> bool:
    """Whether a dish must have been cooked: it contains raw meat, fish, flour, rice, pasta or dry pulses."""
    return any(
        (food.group in MEAT_GROUPS | {1500} and "raw" in food.name)
        or (food.group in {1600, 2000} and _HEAT.search(food.name.lower()))
        for food in foods
    )


def eaten_amounts(food: Food, share: Kept, method: Method | None = None) -> Mapping[str, float]:
    """Return the eaten amounts of 100 g of ingredients, by tag."""
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
