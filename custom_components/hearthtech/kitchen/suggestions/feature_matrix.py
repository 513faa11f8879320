"""Feature matrix of the book: compact columns with one row per recipe, immutable, replaced on changes.

About 400 bytes a recipe. Everything here computes and blocks; call it in a thread.
"""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from itertools import chain
from typing import Any, Final, Self

from ..numeric import Bools, Bytes, Indices, Long, NDArray, Short, np
from ..nutrition.database import shipped
from ..people.diets import Matter
from ..people.model import Allergen
from ..people.profile import RecipeProfile
from .dish_category import DishKind, estimate_kind
from .figures import TAGS, ServingFigures, serving_figures
from .season import produce

ALLERGENS: Final = tuple(Allergen)
MATTERS: Final = tuple(Matter)
ALL_ALLERGENS: Final = (1 << len(ALLERGENS)) - 1
MOST_LINES: Final = 255
NOTHING: Final = 0
"""The food number for no food; its weight is 0."""

type Floats = NDArray[np.float32]
type Bits = NDArray[np.uint32]


@dataclass(frozen=True, slots=True, kw_only=True)
class FeatureRow:
    """The features of one recipe in compact form.

    The profiles of a large book do not fit into memory at once.
    """

    recipe_id: str
    name: str
    profiled: bool
    kind: DishKind
    confidence: float
    """Of the kind, 0–1."""
    serving: ServingFigures
    cuisine: str
    time_s: float | None
    pots: int
    source: int
    contains: int
    may_contain: int
    unsure: int
    made_of: int
    lines: int
    """Ingredient lines, at most 255."""
    lines_unknown: int
    """Those of them whose food or amount is unknown."""
    foods: array[int]


def row_of(
    recipe_id: str, document: Mapping[str, Any], time_s: float | None, profile: RecipeProfile | None
) -> FeatureRow:
    """The row of a recipe, from its document in the book. Without a profile nothing is checked."""
    cuisine = next((word for word in document.get("cuisines", ()) if word.strip()), "")
    table = food_table()
    kind = estimate_kind(
        document["name"],
        (*document.get("categories", ()), *document.get("keywords", ())),
        [line["text"] for line in document.get("ingredients", ())],
        [step["text"] for step in document.get("steps", ())],
        language=document.get("language", "en"),
        meat_share=_share(profile, table, _MEAT),
        sugar_share=_share(profile, table, _SUGAR),
    )
    return FeatureRow(
        recipe_id=recipe_id,
        name=document["name"],
        profiled=profile is not None,
        kind=kind.kind,
        confidence=kind.confidence,
        serving=serving_figures(document, profile, kind.kind, _total(profile, table)),
        cuisine=cuisine.strip().casefold(),
        time_s=time_s,
        pots=1 if profile is None else min(profile.pots, 9),
        source=_source(profile, table),
        contains=_bits(profile, "contains"),
        may_contain=_bits(profile, "may_contain"),
        unsure=_unsure(profile),
        made_of=_made_of(profile),
        lines=0 if profile is None else min(profile.lines_total, MOST_LINES),
        lines_unknown=0
        if profile is None
        else min(max(profile.lines_total - profile.counted, 0), MOST_LINES),
        foods=array("H", _foods(profile, table)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class FoodTable:
    """Features of each entry of the food database, by its number."""

    numbers: Mapping[str, int]
    names: tuple[str, ...]
    weight: Floats
    """Its weight for a dish: small for spices and staples."""
    season: Bytes
    """Bits of `Season`; 0: always available."""
    protein: Floats
    """g of protein in 1 g."""
    source: Bytes
    """The kind of protein, an index into `SOURCES`."""
    figures: Floats
    """Of 1 g, one column for each of `TAGS`; NaN if unknown."""
    group: Short
    """Food group of the database."""


SOURCES: Final = (
    "other",
    "poultry",
    "pork",
    "beef",
    "fish",
    "game",
    "pulses",
    "dairy and eggs",
    "nuts",
    "grains",
)
_SOURCE_OF_GROUP: Final = {
    500: 1, 1000: 2, 700: 2, 1300: 3, 1500: 4, 1700: 5, 1600: 6, 100: 7, 1200: 8, 2000: 9, 1800: 9, 800: 9,
}  # fmt: skip
STAPLES: Final = frozenset(
    ("salt", "pepper", "black pepper", "water", "sugar", "flour", "olive oil", "vegetable oil", "oil", "ice")
)


@lru_cache(maxsize=1)
def food_table() -> FoodTable:
    """The table of the shipped food database."""
    database = shipped()
    entries = database.entries()
    numbers = {entry.name: place for place, entry in enumerate(entries, 1)}
    size = len(entries) + 1
    weight, protein = np.zeros(size, np.float32), np.zeros(size, np.float32)
    season, source = np.zeros(size, np.uint8), np.zeros(size, np.uint8)
    figures, group = np.full((size, len(TAGS)), np.nan, np.float32), np.zeros(size, np.uint16)
    for entry in entries:
        place = numbers[entry.name]
        food = database.food(entry.food)
        weight[place] = 0.0 if entry.name in STAPLES else 0.25 if entry.aisle == "flavor" else 1.0
        season[place] = produce().get(entry.name, 0)
        protein[place] = food.amounts.get("PROCNT", 0.0) / 100
        source[place] = _SOURCE_OF_GROUP.get(food.group, 0)
        figures[place] = [food.amounts.get(tag, np.nan) / 100 for tag in TAGS]
        group[place] = food.group or 0
    return FoodTable(
        numbers=numbers,
        names=("", *(entry.name for entry in entries)),
        weight=weight,
        season=season,
        protein=protein,
        source=source,
        figures=figures,
        group=group,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class BookColumns:
    """Features of the book. Rows are sorted by id, so that ranking is deterministic."""

    ids: tuple[str, ...]
    names: tuple[str, ...]
    cuisines: tuple[str, ...]
    """All cuisines; the first is none."""
    time_s: Floats
    """NaN if unknown."""
    pots: Bytes
    kind: Bytes
    confidence: Floats
    """Of the kind, 0–1."""
    figure_source: Bytes
    """A `FigureSource`."""
    servings: Floats
    """Portions of the recipe, stated or estimated."""
    servings_estimated: Bools
    helping: Floats
    """Servings of the recipe that one person eats as a meal: several if a serving is one small piece."""
    cuisine: Short
    source: Bytes
    contains: Bits
    may_contain: Bits
    unsure: Bits
    """Allergens that an unchecked line may contain."""
    made_of: Bits
    lines: Bytes
    lines_unknown: Bytes
    figures: Floats
    """Per serving, one column for each of `TAGS`; NaN if unknown."""
    starts: Long
    """Index in `foods` at which the foods of each row begin; one more at the end."""
    foods: Short

    @classmethod
    def of(cls, rows: Iterable[FeatureRow]) -> Self:
        """Columns of these rows."""
        kept = sorted(rows, key=lambda row: row.recipe_id)
        cuisines = ("", *sorted({row.cuisine for row in kept if row.cuisine}))
        numbers = {cuisine: place for place, cuisine in enumerate(cuisines)}
        return cls(
            ids=tuple(row.recipe_id for row in kept),
            names=tuple(row.name for row in kept),
            cuisines=cuisines,
            time_s=_array((np.nan if row.time_s is None else row.time_s for row in kept), np.float32),
            pots=_array((row.pots for row in kept), np.uint8),
            kind=_array((row.kind for row in kept), np.uint8),
            confidence=_array((row.confidence for row in kept), np.float32),
            figure_source=_array((row.serving.source for row in kept), np.uint8),
            servings=_array((row.serving.servings for row in kept), np.float32),
            servings_estimated=_array((row.serving.servings_estimated for row in kept), np.bool_),
            helping=_array((row.serving.helping for row in kept), np.float32),
            cuisine=_array((numbers[row.cuisine] for row in kept), np.uint16),
            source=_array((row.source for row in kept), np.uint8),
            contains=_array((row.contains for row in kept), np.uint32),
            may_contain=_array((row.may_contain for row in kept), np.uint32),
            unsure=_array((row.unsure for row in kept), np.uint32),
            made_of=_array((row.made_of for row in kept), np.uint32),
            lines=_array((row.lines for row in kept), np.uint8),
            lines_unknown=_array((row.lines_unknown for row in kept), np.uint8),
            figures=_array(chain.from_iterable(row.serving.amounts for row in kept), np.float32).reshape(
                len(kept), len(TAGS)
            ),
            starts=np.cumsum([0, *(len(row.foods) for row in kept)], dtype=np.int64),
            foods=_array(chain.from_iterable(row.foods for row in kept), np.uint16),
        )

    def __len__(self) -> int:
        """Number of recipes."""
        return len(self.ids)

    @property
    def nbytes(self) -> int:
        """Bytes of the arrays."""
        return sum(value.nbytes for value in self._arrays().values())

    def place(self, recipe_id: str) -> int | None:
        """The row of a recipe."""
        at = bisect_left(self.ids, recipe_id)
        return at if at < len(self.ids) and self.ids[at] == recipe_id else None

    def foods_of(self, place: int) -> Sequence[int]:
        """The numbers of a row's foods."""
        found: list[int] = self.foods[self.starts[place] : self.starts[place + 1]].tolist()
        return [number for number in found if number != NOTHING]

    def sums(self, by_food: NDArray[Any]) -> Floats:
        """For each recipe, the sum of a value over its foods."""
        if not len(self):
            return np.zeros(0, np.float32)
        taken = by_food.astype(np.float32, copy=False)[self.foods]
        total: Floats = np.add.reduceat(taken, self.starts[:-1])
        return total

    def changed(self, rows: Iterable[FeatureRow], removed: Iterable[str] = ()) -> Self:
        """A copy with some recipes replaced or added, and some removed."""
        new = type(self).of(rows)
        gone = frozenset(removed) | frozenset(new.ids)
        stay = np.array([recipe_id not in gone for recipe_id in self.ids], bool)
        kept = self._only(np.flatnonzero(stay))
        return kept._joined(new)  # noqa: SLF001 (its own class)

    def _only(self, places: Indices) -> Self:
        lengths = np.diff(self.starts)[places]
        starts = np.concatenate(([0], np.cumsum(lengths)))
        which = np.repeat(self.starts[places] - starts[:-1], lengths) + np.arange(starts[-1])
        plain = {
            name: value[places] for name, value in self._arrays().items() if name not in {"starts", "foods"}
        }
        return type(self)(
            ids=tuple(self.ids[at] for at in places.tolist()),
            names=tuple(self.names[at] for at in places.tolist()),
            cuisines=self.cuisines,
            starts=starts.astype(np.int64),
            foods=self.foods[which],
            **plain,
        )

    def _joined(self, other: Self) -> Self:
        cuisines = (*self.cuisines, *(one for one in other.cuisines if one not in self.cuisines))
        renamed = np.array([cuisines.index(one) for one in other.cuisines], np.uint16)
        arrays = {
            name: np.concatenate((value, getattr(other, name)))
            for name, value in self._arrays().items()
            if name not in {"starts", "foods", "cuisine"}
        }
        both = type(self)(
            ids=(*self.ids, *other.ids),
            names=(*self.names, *other.names),
            cuisines=cuisines,
            cuisine=np.concatenate((self.cuisine, renamed[other.cuisine])),
            starts=np.concatenate((self.starts, other.starts[1:] + self.starts[-1])),
            foods=np.concatenate((self.foods, other.foods)),
            **arrays,
        )
        order = np.array(sorted(range(len(both.ids)), key=both.ids.__getitem__), np.intp)
        return both._only(order)  # noqa: SLF001 (its own class)

    def _arrays(self) -> dict[str, NDArray[Any]]:
        found = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: value for name, value in found.items() if isinstance(value, np.ndarray)}


def allergen_bit(allergen: Allergen) -> int:
    """Its bit in `contains`, `may_contain` and `unsure`."""
    return 1 << ALLERGENS.index(allergen)


def matter_bits(matters: Iterable[str]) -> int:
    """The bits of these in `made_of`."""
    known = set(matters)
    return sum(1 << place for place, matter in enumerate(MATTERS) if matter in known)


def _array[T: np.generic](values: Iterable[Any], kind: type[T]) -> NDArray[T]:
    return np.fromiter(values, kind)


def _foods(profile: RecipeProfile | None, table: FoodTable) -> list[int]:
    if profile is None:
        return [NOTHING]
    # Foods without a weight are in the dish too.
    names = set(profile.foods) or set(profile.named)
    found = sorted(table.numbers[name] for name in names if name in table.numbers)
    return found or [NOTHING]


def _source(profile: RecipeProfile | None, table: FoodTable) -> int:
    held: dict[int, float] = {}
    for name, grams in (profile.foods if profile is not None else {}).items():
        if (number := table.numbers.get(name)) is not None:
            kind = int(table.source[number])
            held[kind] = held.get(kind, 0.0) + grams * float(table.protein[number])
    return max(sorted(held), key=held.__getitem__, default=0)


def _bits(profile: RecipeProfile | None, name: str) -> int:
    return 0 if profile is None else sum(map(allergen_bit, getattr(profile, name)))


def _unsure(profile: RecipeProfile | None) -> int:
    if profile is None:
        return ALL_ALLERGENS
    unsure = 0
    for line in profile.unchecked:
        free = sum(bit for allergen in ALLERGENS if (bit := allergen_bit(allergen)) and allergen in line.free)
        unsure |= ALL_ALLERGENS & ~free
    return unsure


def _made_of(profile: RecipeProfile | None) -> int:
    return 0 if profile is None else matter_bits(profile.made_of)


_MEAT: Final = frozenset({500, 700, 1000, 1300, 1500, 1700})
"""Food groups of meat, sausages and fish."""
_SUGAR: Final = frozenset({1900})


def _share(profile: RecipeProfile | None, table: FoodTable, groups: frozenset[int]) -> float | None:
    """Share of the weight of a dish in foods of these groups; `None` if its weight is hardly known."""
    if profile is None or profile.counted < 0.5 * profile.lines_total:
        return None
    known = {table.numbers[name]: grams for name, grams in profile.foods.items() if name in table.numbers}
    total = sum(known.values())
    return (
        sum(grams for at, grams in known.items() if int(table.group[at]) in groups) / total if total else None
    )


def _total(profile: RecipeProfile | None, table: FoodTable) -> list[float]:
    """Figures of a whole recipe from the weights of its foods; for recipes without servings."""
    total = np.zeros(len(TAGS))
    for name, grams in (profile.foods if profile is not None else {}).items():
        if (number := table.numbers.get(name)) is not None:
            total += table.figures[number].astype(np.float64) * grams
    return [float(amount) for amount in total]
