"""Requirements: the food, amount and aisle of a line of a recipe, of a shopping list or of the pantry."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
import math

from ...language.languages import LANGUAGES, base_language
from ..nutrition.analyze import Analyzer
from ..nutrition.database import Entry
from ..nutrition.gram_converter import GramEstimate
from ..nutrition.model import Amount, FoodMatch, LineKind, ParsedLine
from ..nutrition.quantity import ML
from ..nutrition.text import key, words
from ..recipes.model import Recipe
from ..suggestions.food_words import food_words, named_entries
from ..suggestions.messages import food_name
from .aisle_rules import OTHER_AISLE, entry_aisle, food_aisle, is_pulse, named_aisle
from .liquids import is_liquid
from .product_identity import claims_in, product_identity
from .quantities import SOME, Quantity, quantity
from .shop_data import shop_words, sold_forms
from .sold_amounts import made_from
from .varieties import item_key, variety, with_variety

SAME_FOOD = 0.93
"""Least score with which a name is bought as an entry of the food database."""
SURE_GRAMS = 0.25
"""Weights with a greater relative standard deviation are estimates, and are not used for addition."""
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
        "little",
    ]
)
NEVER_BOUGHT = frozenset(
    {"water", "ice", "tap water", "hot water", "cold water", "boiling water", "ice water"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FoodRequirement:
    """A food and its required amount. `food` is the entry of the food database, empty when none fits."""

    name: str
    food: str
    aisle: str
    quantity: Quantity
    said: str = ""
    """The name in the recipe, if `name` is that in the language of the household."""

    @property
    def key(self) -> str:
        """Equal for requirements that are bought as one item."""
        return item_key(self.food, self.name, self.aisle)


class RequirementReader:
    """Reads lines. Reuse one instance: it caches its matches. May be used from several threads."""

    def __init__(self, analyzer: Analyzer | None = None, language: str = "en") -> None:
        self.analyzer = analyzer or Analyzer()
        self.language = language
        """Language of text without a language, such as items of lists."""
        self.lines = lru_cache(maxsize=4096)(self._lines)
        self.named = lru_cache(maxsize=2048)(self._named)

    def line(self, text: str, language: str = "") -> FoodRequirement | None:
        """The first requirement of a line; `None` for headings, notes, and things that are not bought."""
        return next(iter(self.lines(text, language)), None)

    def _lines(self, text: str, language: str = "") -> tuple[FoodRequirement, ...]:
        """The requirements of a line, one for each food that it names."""
        language = language or self.language
        found = (self._need(*one, language) for one in self.analyzer.items(text, language, apart=True))
        return tuple(need for need in found if need is not None)

    def _need(
        self, parsed: ParsedLine, matches: Sequence[FoodMatch], weighed: GramEstimate | None, language: str
    ) -> FoodRequirement | None:
        if not parsed.is_ingredient or not parsed.name.strip():
            return None
        if parsed.part is not None and parsed.amount is not None and parsed.amount.unit is None:
            # The juice of two lemons is bought as two lemons.
            return self._named(parsed.name, parsed.amount.high, "", language)
        name, food, aisle = self._product(parsed, matches, language)
        if food in NEVER_BOUGHT or key(parsed.name) in _NEVER_KEYS:
            return None
        need = FoodRequirement(
            name=with_variety(name, parsed.phrase).strip() if name == parsed.name else name,
            food=food,
            aisle=aisle,
            quantity=self._quantity(parsed, matches, weighed),
        )
        return self._bought_whole(need)

    def _bought_whole(self, need: FoodRequirement) -> FoodRequirement:
        """The requirement of the food of which another one is made: lemons for their zest, eggs for their yolks."""
        made_of = sold_forms().made_of.get(need.food)
        if made_of is None:
            return need
        food, factor = made_of
        part, whole = self._entry(need.food), self._entry(food)
        if factor is not None:
            grams = need.quantity.grams
            amount = SOME if grams is None else quantity(grams * factor, "g")
        else:
            amount = made_from(need.quantity, part.grams.get("each"), whole.grams.get("each"))
        return FoodRequirement(
            name=food_name(food, self.language),
            food=food,
            aisle=entry_aisle(food, whole.aisle),
            quantity=amount,
            said=need.said or need.name,
        )

    def _entry(self, name: str) -> Entry:
        entry = self.analyzer.database.lookup(name)
        assert entry is not None, name
        return entry

    def weights(self, food: str) -> Mapping[str, float]:
        """The weight (g) of a piece (`each`), bunch, can … of an entry of the food database."""
        entry = self.analyzer.database.lookup(food) if food else None
        return {} if entry is None else entry.grams

    def _in_house_words(self, need: FoodRequirement, language: str) -> FoodRequirement:
        """A requirement of a recipe in another language, under the name of its food in the language of the household.

        A name that says more than the food stays. What somebody writes or says keeps its own words everywhere else.
        """
        said, language = need.name, base_language(language)
        if language == self.language or need.said or claims_in(said, language):
            return need
        entry = self._entry_of(said, language)
        food = need.food or ("" if entry is None else entry.name)
        if not food or (self.language in LANGUAGES[1:] and food not in food_words(self.language)):
            return need
        name = food_name(food, self.language)
        same = variety(name, food, need.aisle) == variety(said, food, need.aisle)
        if name == said or not same or not self._names(name, food):
            return need
        identity = product_identity()
        if need.food or identity.allergens(name, self.language) == identity.allergens(said, language):
            return replace(need, name=name, said=said)
        return need

    def _entry_of(self, name: str, language: str) -> Entry | None:
        shown = named_entries(language).get(key(name))
        return self._entry(shown) if shown else self.analyzer.database.lookup(name, language)

    def _names(self, name: str, food: str) -> bool:
        """Whether a name in the language of the household is read as this food, or as no other one."""
        there = self._entry_of(name, self.language)
        return there is None or food in {there.name, _common(there.name)}

    def _named(self, name: str, amount: float | None, unit: str, language: str = "") -> FoodRequirement:
        """The requirement of an item with a separate amount."""
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
        _, food, aisle = self._product(parsed, matches, language)
        return FoodRequirement(
            name=name.strip(), food=food, aisle=aisle, quantity=self._quantity(parsed, matches, weighed)
        )

    def _quantity(
        self, parsed: ParsedLine, matches: Sequence[FoodMatch], weighed: GramEstimate | None
    ) -> Quantity:
        """The quantity as it is bought: solids by weight, liquids by volume."""
        found = _stated_quantity(parsed, weighed)
        if found.amount is None or not matches or weighed is None:
            return found
        best = matches[0]
        liquid = is_liquid(
            best.food.name if best.entry is None else self.analyzer.database.entry(best.entry).name
        )
        if found.unit == "ml" and not liquid:
            return quantity(weighed.high, "g")
        if found.unit == "g" and liquid:
            grams_per_ml = self.analyzer.grams_of(parsed, best, "l") / ML["l"]
            return quantity(found.amount / grams_per_ml, "ml", found.amount)
        return found

    def recipe(
        self, recipe: Recipe, factor: float = 1.0, *, besides: Iterable[str] = ()
    ) -> list[FoodRequirement]:
        """The requirements of a recipe for `factor` times its yield.

        Lines `besides` (sub-recipes) are left out.
        """
        left_out = frozenset(besides)
        needs = []
        for line in recipe.ingredients:
            for need in () if line.text in left_out else self.lines(line.text, recipe.language):
                times = 1.0 if line.fixed else factor
                named = self._in_house_words(need, recipe.language)
                needs.append(replace(named, quantity=named.quantity.times(times)))
        return needs

    def _product(
        self, parsed: ParsedLine, matches: Sequence[FoodMatch], language: str
    ) -> tuple[str, str, str]:
        """The name, the entry of the food database and the aisle of what is bought.

        The entry is empty if what the line says makes another product of its food.
        """
        name = parsed.name
        unit = parsed.amount.unit or "" if parsed.amount is not None else ""
        best = matches[0] if matches else None
        entry = None if best is None or best.entry is None else self.analyzer.database.entry(best.entry)
        if (shown := named_entries(base_language(language)).get(key(name))) is not None:
            # The name that lists show: more exact than the names of the food database.
            entry = self._entry(shown)
        usual = set(words(entry.name)) if entry is not None else set()
        claims = [claim for claim in claims_in(parsed.text, language) if not set(words(claim)) <= usual]
        said = set(words(name))
        if added := [claim for claim in claims if not set(words(claim)) <= said]:
            name = ", ".join((name, *dict.fromkeys(added)))
        if entry is None:
            return name, "", named_aisle(name, language) or OTHER_AISLE
        if shown is None and best is not None and best.score < SAME_FOOD:
            aisle = named_aisle(name, language) or entry_aisle(entry.name, entry.aisle)
            return name, "", aisle
        phrase = parsed.phrase or name
        state = "dried" if is_pulse(entry.name) else "frozen"
        if (word := shop_words(language).word_of(state, parsed.text)) and not shop_words(language).has(
            state, phrase
        ):
            name, phrase = f"{name}, {word}", f"{phrase}, {word}"
        aisle = food_aisle(entry.name, entry.aisle, phrase, unit, language)
        if claims and entry.name != "salt":
            return name, "", aisle
        if not product_identity().is_product(name, language, entry.name):
            return name, "", aisle
        food = _common(entry.name)
        forms = sold_forms()
        if (fresh := forms.fresh_of.get(food)) and (
            unit in forms.fresh_units or shop_words(language).has("fresh", parsed.phrase)
        ):
            food, aisle = fresh, "vegetables"
        if (canned := forms.canned_of.get(food)) and aisle == "canned":
            food = canned
        return name, food, aisle


def _common(entry: str) -> str:
    return sold_forms().same_product.get(entry, entry)


_NEVER_KEYS = frozenset(map(key, NEVER_BOUGHT))


def _stated_quantity(parsed: ParsedLine, weighed: GramEstimate | None) -> Quantity:
    """The quantity in the unit of the line."""
    amount = parsed.amount
    if amount is None or parsed.to_taste or amount.unit in SOFT_UNITS or amount.high <= 0:
        return SOME
    grams = weighed.high if weighed is not None and weighed.spread <= SURE_GRAMS else None
    found = quantity(amount.high, amount.unit, grams)
    if parsed.added:
        # "1 cup plus 2 tablespoons": one unit, if both amounts can be converted.
        added = [quantity(one.high, one.unit) for one in parsed.added]
        if any(one.unit != found.unit for one in added):
            return found if grams is None else quantity(grams, "g")
        total = math.fsum(one.amount or 0.0 for one in (found, *added))
        found = Quantity(amount=total, unit=found.unit, grams=total if found.unit == "g" else grams)
    return found
