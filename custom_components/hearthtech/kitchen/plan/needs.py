"""What a line of a recipe, of a shopping list or of the pantry asks for: which food, how much, in which aisle."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
import math

from custom_components.hearthtech.kitchen.food.analyze import Analyzer
from custom_components.hearthtech.kitchen.food.grams import Weighed
from custom_components.hearthtech.kitchen.food.model import Amount, LineKind, Match, ParsedLine
from custom_components.hearthtech.kitchen.food.text import key, words
from custom_components.hearthtech.kitchen.recipes.model import Recipe

from .quantities import SOME, Quantity, quantity

SAME_FOOD = 0.93
"""A name that fits an entry of the food database this well, i.e. but for adjectives, is bought as that entry."""
SURE_GRAMS = 0.25
"""Weights that vary more than this (relative standard deviation) are guesses, and nothing is added by them."""
SPECIAL = frozenset(
    words("free vegan vegetarian gluten dairy lactose nut egg sugar alcohol salt unsalted plant halal kosher")
)
"""Words that make another product of a food, whatever they cost in likeness: gluten-free flour is not flour."""
LIQUID_GROUPS = frozenset({100, 400, 600, 1400})
"""Groups of SR28 that are sold by volume: milk, oils, broths, drinks. A cup of anything else is bought by weight."""
SOFT_UNITS = frozenset(
    [
        "pinch",
        "dash",
        "splash",
        "drizzle",
        "glug",
        "drop",
        "squeeze",
        "sprinkle",
        "smidgen",
        "grind",
        "scraping",
        "dollop",
        "knob",
        "pat",
        "thumb",
    ]
)
NEVER_BOUGHT = frozenset(
    {"water", "ice", "tap water", "hot water", "cold water", "boiling water", "ice water"}
)
OTHER_AISLE = "other"
AISLES = ("vegetables", "fruit", "protein", "dairy", "grains", "baking", "flavor", "world", OTHER_AISLE)
"""In the order of a walk through a shop."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """A food and how much of it. `food` is the entry of the food database, empty when none fits."""

    name: str
    food: str
    aisle: str
    quantity: Quantity

    @property
    def key(self) -> str:
        """The same for what is bought as one thing."""
        return f"food:{self.food}" if self.food else key(self.name)


class NeedReader:
    """Reads lines. Keep one: it remembers what it has matched. May be used from several threads."""

    def __init__(self, analyzer: Analyzer | None = None, language: str = "en") -> None:
        self.analyzer = analyzer or Analyzer()
        self.language = language
        """Of words that come without one: what people write on lists."""
        self.line = lru_cache(maxsize=4096)(self._line)
        self.named = lru_cache(maxsize=2048)(self._named)

    def _line(self, text: str, language: str = "") -> Need | None:
        """What one line asks for; `None` for headings, notes, and what nobody buys."""
        language = language or self.language
        parsed, matches, weighed = self.analyzer.line(text, language)
        if not parsed.is_ingredient or not parsed.name.strip():
            return None
        if parsed.part is not None and parsed.amount is not None and parsed.amount.unit is None:
            # The juice of two lemons is bought as two lemons.
            return self._named(parsed.name, parsed.amount.high, "", language)
        food, aisle = self._food(parsed, matches)
        if food in NEVER_BOUGHT or key(parsed.name) in _NEVER_KEYS:
            return None
        return Need(
            name=parsed.name.strip(), food=food, aisle=aisle, quantity=_quantity(parsed, matches, weighed)
        )

    def _named(self, name: str, amount: float | None, unit: str, language: str = "") -> Need:
        """A thing of the pantry or the list whose amount is told apart from its name."""
        language = language or self.language
        parsed = ParsedLine(
            text=name,
            kind=LineKind.INGREDIENT,
            language=language,
            amount=None if amount is None else Amount(low=amount, high=amount, unit=unit or None),
            name=name,
            phrase=name,
            score=1.0,
        )
        matches, weighed = self.analyzer.weigh(parsed)
        food, aisle = self._food(parsed, matches)
        return Need(name=name.strip(), food=food, aisle=aisle, quantity=_quantity(parsed, matches, weighed))

    def recipe(self, recipe: Recipe, factor: float = 1.0, *, besides: Iterable[str] = ()) -> list[Need]:
        """What a recipe needs for `factor` times its yield; lines `besides` (sub-recipes) are left out."""
        left_out = frozenset(besides)
        needs = []
        for line in recipe.ingredients:
            need = None if line.text in left_out else self.line(line.text, recipe.language)
            if need is not None:
                times = 1.0 if line.fixed else factor
                needs.append(
                    Need(
                        name=need.name, food=need.food, aisle=need.aisle, quantity=need.quantity.times(times)
                    )
                )
        return needs

    def _food(self, parsed: ParsedLine, matches: Sequence[Match]) -> tuple[str, str]:
        best = matches[0] if matches else None
        if best is None or best.entry is None:
            return "", OTHER_AISLE
        entry = self.analyzer.database.entry(best.entry)
        special = set(words(f"{parsed.phrase} {parsed.name}")) & SPECIAL - set(words(entry.name))
        same = best.score >= SAME_FOOD and not special
        return entry.name if same else "", entry.aisle


_NEVER_KEYS = frozenset(map(key, NEVER_BOUGHT))


def aisle_order(aisle: str) -> int:
    """The place of an aisle in the walk."""
    return AISLES.index(aisle) if aisle in AISLES else len(AISLES)


def _quantity(parsed: ParsedLine, matches: Sequence[Match], weighed: Weighed | None) -> Quantity:
    amount = parsed.amount
    if amount is None or parsed.to_taste or amount.unit in SOFT_UNITS or amount.high <= 0:
        return SOME
    grams = weighed.high if weighed is not None and weighed.spread <= SURE_GRAMS else None
    found = quantity(amount.high, amount.unit, grams)
    if parsed.added:
        # "1 cup plus 2 tablespoons": one unit says it all, where all can be said in it.
        added = [quantity(one.high, one.unit) for one in parsed.added]
        if any(one.unit != found.unit for one in added):
            return found if grams is None else quantity(grams, "g")
        total = math.fsum(one.amount or 0.0 for one in (found, *added))
        found = Quantity(amount=total, unit=found.unit, grams=total if found.unit == "g" else grams)
    if found.unit == "ml" and grams is not None and matches and matches[0].food.group not in LIQUID_GROUPS:
        return quantity(grams, "g")
    return found
