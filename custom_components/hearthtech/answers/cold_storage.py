"""How long food keeps in a fridge at 4 °C and a freezer at −18 °C, from opening, buying or cooking it.

Facts of the US government's Cold Food Storage Chart (foodsafety.gov, Department of Health and Human Services; public
domain), read in November 2026. Only what it lists: of anything else nothing is said. Times in a freezer are for
quality; frozen food stays safe.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Keeps:
    """Days in the fridge and months in the freezer, from and to. `None`: not there."""

    name: str
    fridge_days: tuple[int, int] | None
    freezer_months: tuple[int, int] | None = None


_SALAD = Keeps("Egg, chicken, tuna and macaroni salads", (3, 4))
_HOT_DOGS = Keeps("An opened pack of hot dogs", (7, 7), (1, 2))
_LUNCHEON = Keeps("Opened luncheon meat", (3, 5), (1, 2))
_BACON = Keeps("Bacon", (7, 7), (1, 1))
_SAUSAGE = Keeps("Raw sausage", (1, 2), (1, 2))
_GROUND = Keeps("Raw ground meat", (1, 2), (3, 4))
_MEAT = Keeps("Fresh beef, veal, lamb or pork", (3, 5), (4, 12))
_POULTRY = Keeps("Raw poultry", (1, 2), (9, 12))
_FAT_FISH = Keeps("Fresh fatty fish", (1, 3), (2, 3))
_LEAN_FISH = Keeps("Fresh lean fish", (1, 3), (4, 8))
_EGGS = Keeps("Eggs in the shell", (21, 35))
_BOILED_EGGS = Keeps("Hard-boiled eggs", (7, 7))
_SOUP = Keeps("Soup and stew", (3, 4), (2, 3))
_LEFTOVERS = Keeps("Cooked meat and poultry", (3, 4), (2, 6))
_NUGGETS = Keeps("Chicken nuggets", (3, 4), (1, 3))
_PIZZA = Keeps("Pizza", (3, 4), (1, 2))

# In this order; the first whose words are all there is meant.
CHART: tuple[tuple[frozenset[str], Keeps], ...] = tuple(
    (frozenset(words.split()), keeps)
    for said, keeps in (
        (("egg salad", "chicken salad", "ham salad", "tuna salad", "macaroni salad"), _SALAD),
        (("boiled egg", "cooked egg"), _BOILED_EGGS),
        (("egg",), _EGGS),
        (("chicken nugget", "nugget"), _NUGGETS),
        (("pizza",), _PIZZA),
        (("soup", "stew", "chowder", "broth"), _SOUP),
        (("hot dog", "hotdog"), _HOT_DOGS),
        (("luncheon meat", "lunch meat", "deli meat", "cold cut", "salami"), _LUNCHEON),
        (("bacon",), _BACON),
        (("sausage",), _SAUSAGE),
        (("ground beef", "ground meat", "ground pork", "ground turkey", "minced meat", "mince", "hamburger", "patty"), _GROUND),
        (("cooked meat", "leftover"), _LEFTOVERS),
        (("chicken", "turkey", "duck", "goose", "poultry"), _POULTRY),
        (("beef", "veal", "lamb", "pork", "steak", "chop", "roast", "meat"), _MEAT),
        (("salmon", "tuna", "mackerel", "herring", "trout"), _FAT_FISH),
        (("cod", "haddock", "halibut", "flounder", "sole", "tilapia", "pollock"), _LEAN_FISH),
        (("fish",), _FAT_FISH),
    )
    for words in said
)  # fmt: skip
COOKED = frozenset({"cooked", "leftover", "roasted", "grilled", "fried", "baked", "braised"})
COOKED_MEANS = frozenset({_POULTRY, _MEAT, _GROUND, _SAUSAGE})


def keeps(stems: set[str]) -> Keeps | None:
    """What the chart says of the food with these words in the singular."""
    found = next((entry for words, entry in CHART if words <= stems), None)
    if found in COOKED_MEANS and stems & COOKED:
        return _LEFTOVERS
    return found
