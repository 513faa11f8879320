"""Storage of recipe profiles in the book.

One compact document per recipe, rebuilt when the recipe or `FORM` changes.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
import json
from typing import Any
import zlib

from sqlalchemy import Connection, and_, delete, insert, or_, select

from ..nutrition.analyze import Analyzer
from ..nutrition.corrections import stored_overrides
from ..nutrition.household_overrides import FoodOverrides
from ..nutrition.model import Figure
from ..nutrition.parse import parse_line
from ..nutrition.recipe_nutrition import nutrition_of, open_tree
from ..nutrition.text import key
from ..recipes.book import Book
from ..recipes.model import Recipe
from ..storage.schema import PROFILES, RECIPES
from .household_products import Product, all_products, for_reader
from .model import Allergen
from .profile import Finding, Gap, How, RecipeProfile, UncheckedLine
from .profile_builder import FORM, Profiler, with_parts

BATCH = 500
"""Number of profiles per query when all are read."""

_CURRENT = and_(
    PROFILES.c.recipe == RECIPES.c.number, PROFILES.c.version == RECIPES.c.version, PROFILES.c.form == FORM
)


@dataclass(frozen=True, slots=True)
class BuiltProfile:
    """A profile, and what it was built with beside the recipe."""

    profile: RecipeProfile
    products: tuple[Product, ...]
    """The household's statements on products."""
    overrides: FoodOverrides | None
    """The household's corrections of foods and weighed measures."""


class ProfileBuilder:
    """Builds profiles of recipes of one book. Reuse one instance: it caches its results. Threads may share it."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._profiler: tuple[tuple[Product, ...], Profiler] = ((), Profiler())

    def build(self, connection: Connection, recipe_id: str, analyzer: Analyzer) -> BuiltProfile:
        """The profile of the present version of a recipe, without its sub-recipes.

        Raises:
            KitchenError: `RECIPE_NOT_FOUND`.
        """
        recipe = self._book.open(connection, recipe_id)
        products = all_products(connection)
        names = self._ids(connection, recipe)
        nutrition = nutrition_of(open_tree(connection, self._book, recipe), analyzer)
        profile = self.profiler_with(products).profile_of(recipe, nutrition, names.get)
        return BuiltProfile(profile, products, analyzer.household)

    def of_lines(
        self, lines: Sequence[str], language: str, title: str = "", products: tuple[Product, ...] = ()
    ) -> RecipeProfile:
        """The profile of a free list of lines; `products` are the household's statements."""
        return self.profiler_with(products).profile_of_lines(lines, language, title)

    def profiler_with(self, products: tuple[Product, ...]) -> Profiler:
        """Return the profiler with the household's statements on products."""
        known, profiler = self._profiler
        if products != known:
            profiler = Profiler(for_reader(products))
            self._profiler = (products, profiler)
        return profiler

    def _ids(self, connection: Connection, recipe: Recipe) -> dict[str, str]:
        """The recipes named in its lines, id by comparable name."""
        called = [parse_line(line.text, recipe.language).name for line in recipe.ingredients]
        names = self._book.named(connection, [name for name in called if name])
        return {key(name): identity for identity, name in names.items() if identity != recipe.id}


def save_current(connection: Connection, built: Sequence[BuiltProfile]) -> int:
    """Store the profiles that would be the same if they were built now; return their number.

    What the household says of products and foods may have changed since: a profile built before must not be stored
    after the change, which has removed the profiles that it concerns.
    """
    products, overrides = all_products(connection), stored_overrides(connection)
    current = [one.profile for one in built if one.products == products and one.overrides == overrides]
    save(connection, current)
    return len(current)


def save(connection: Connection, profiles: Sequence[RecipeProfile]) -> None:
    """Store profiles; those of deleted recipes are dropped."""
    numbers = {
        row.id: row.number
        for row in connection.execute(
            select(RECIPES.c.id, RECIPES.c.number).where(
                RECIPES.c.id.in_([made.recipe_id for made in profiles])
            )
        )
    }
    rows = [
        {
            "recipe": numbers[made.recipe_id],
            "version": made.version,
            "form": FORM,
            "document": to_document(made),
        }
        for made in profiles
        if made.recipe_id in numbers
    ]
    if rows:
        connection.execute(delete(PROFILES).where(PROFILES.c.recipe.in_([row["recipe"] for row in rows])))
        connection.execute(insert(PROFILES), rows)


def missing(connection: Connection, limit: int) -> list[str]:
    """Recipes that have no current profile."""
    query = (
        select(RECIPES.c.id)
        .select_from(RECIPES.outerjoin(PROFILES, PROFILES.c.recipe == RECIPES.c.number))
        .where(
            RECIPES.c.erased_at.is_(None),
            or_(
                PROFILES.c.recipe.is_(None), PROFILES.c.version != RECIPES.c.version, PROFILES.c.form != FORM
            ),
        )
        .order_by(RECIPES.c.number)
        .limit(limit)
    )
    return list(connection.scalars(query))


def forget(connection: Connection, recipe_ids: Sequence[str]) -> None:
    """Mark profiles for rebuilding."""
    numbers = select(RECIPES.c.number).where(RECIPES.c.id.in_(recipe_ids))
    connection.execute(delete(PROFILES).where(PROFILES.c.recipe.in_(numbers)))


def forget_naming(connection: Connection, said: frozenset[str]) -> int:
    """Mark all profiles whose lines contain all of these words for rebuilding; returns their number.

    Call it in the transaction that changes the meaning of the words, so that no later verdict uses the old
    meaning.
    """
    stale = []
    number = 0
    while number != -1:
        some, number = profiles_after(connection, number)
        stale += [profile.recipe_id for profile in some if said <= profile.words]
    for batch in batches(stale, BATCH):
        forget(connection, batch)
    return len(stale)


def open_profile(connection: Connection, recipe_id: str) -> RecipeProfile | None:
    """The current profile of a recipe with its sub-recipes, or `None` when it does not exist yet."""
    own = _own(connection, recipe_id)
    return None if own is None else with_parts(own, lambda identity: _own(connection, identity))


def profiles_after(
    connection: Connection, number: int, limit: int = BATCH
) -> tuple[list[RecipeProfile], int]:
    """The next current profiles after a row number, with sub-recipes, and the next number; -1 at the end."""
    rows = connection.execute(
        select(RECIPES.c.number, RECIPES.c.id, PROFILES.c.version, PROFILES.c.document)
        .join(PROFILES, _CURRENT)
        .where(RECIPES.c.erased_at.is_(None), RECIPES.c.number > number)
        .order_by(RECIPES.c.number)
        .limit(limit)
    ).all()
    parts: dict[str, RecipeProfile | None] = {}

    def part(identity: str) -> RecipeProfile | None:
        if identity not in parts:
            parts[identity] = _own(connection, identity)
        return parts[identity]

    found = [with_parts(from_document(row.id, row.version, row.document), part) for row in rows]
    return found, rows[-1].number if len(rows) == limit else -1


def _own(connection: Connection, recipe_id: str) -> RecipeProfile | None:
    row = connection.execute(
        select(PROFILES.c.version, PROFILES.c.document)
        .join(RECIPES, _CURRENT)
        .where(RECIPES.c.id == recipe_id, RECIPES.c.erased_at.is_(None))
    ).first()
    return None if row is None else from_document(recipe_id, row.version, row.document)


# The document

_HOW = tuple(How)
_GAPS = tuple(Gap)
_DICTIONARY = (
    b'"contains":{"gluten":"eggs":"milk":"nuts":"fish":"soybeans":"celery":"mustard":"sulphites":"may_contain":"unchecked":'
    b'"made_of":{"lactose":"fodmap":"figures":{"ENERC_KCAL":"PROCNT":"FAT":"CHOCDF":"FIBTG":"SUGAR":"NA":"K":"CA":"FE":"MG":"P":'
    b'"all-purpose flour" "large eggs" "unsalted butter" "granulated sugar" "olive oil" "teaspoon " "tablespoons " " cup " "cloves garlic, minced"'
)
"""Compression dictionary with common parts of documents, so that short ones are compressed well.

Part of the form: raise `FORM` with it.
"""


def to_document(profile: RecipeProfile) -> bytes:
    """Encode a profile: each line once, findings as indices of lines, compressed."""
    lines: dict[str, int] = {}

    def place(line: str) -> int:
        return lines.setdefault(line, len(lines))

    def findings(found: Mapping[Any, tuple[Finding, ...]]) -> dict[str, list[list[object]]]:
        return {
            str(code): [[place(one.line), one.what, _HOW.index(one.how)] for one in some]
            for code, some in found.items()
        }

    document = {
        "contains": findings(profile.contains),
        "may": findings(profile.may_contain),
        "made_of": findings(profile.made_of),
        "may_be": findings(profile.may_be_made_of),
        "unchecked": [
            [place(gap.line), gap.what, _GAPS.index(gap.why), sorted(gap.free)] for gap in profile.unchecked
        ],
        "figures": {
            tag: [_short(figure.amount), _short(figure.low), _short(figure.high), figure.unit]
            for tag, figure in profile.figures.items()
        },
        "counted": profile.counted,
        "lines_total": profile.lines_total,
        "grams": _short(profile.grams),
        "foods": {name: _short(grams) for name, grams in profile.foods.items()},
        "named": sorted(profile.named - set(profile.foods)),
        "words": " ".join(sorted(profile.words)),
        "parts": dict(profile.parts),
        "servings": profile.servings,
        "time": profile.total_time_s,
        "pots": profile.pots,
        "lines": list(lines),
    }
    packer = zlib.compressobj(level=6, wbits=-15, zdict=_DICTIONARY)
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    return packer.compress(text.encode()) + packer.flush()


def from_document(recipe_id: str, version: int, content: bytes) -> RecipeProfile:
    """Decode a document of `to_document`."""
    document = json.loads(zlib.decompressobj(wbits=-15, zdict=_DICTIONARY).decompress(content))
    lines = document["lines"]

    def findings[K](
        found: Mapping[str, list[list[Any]]], code_of: Callable[[str], K]
    ) -> dict[K, tuple[Finding, ...]]:
        return {
            code_of(code): tuple(
                Finding(line=lines[line], what=what, how=_HOW[how]) for line, what, how in some
            )
            for code, some in found.items()
        }

    foods: dict[str, float] = document["foods"]
    return RecipeProfile(
        recipe_id=recipe_id,
        version=version,
        contains=findings(document["contains"], Allergen),
        may_contain=findings(document["may"], Allergen),
        made_of=findings(document["made_of"], str),
        may_be_made_of=findings(document["may_be"], str),
        unchecked=tuple(
            UncheckedLine(line=lines[line], what=what, why=_GAPS[why], free=frozenset(free))
            for line, what, why, free in document["unchecked"]
        ),
        figures={
            tag: Figure(amount=amount, low=low, high=high, unit=unit)
            for tag, (amount, low, high, unit) in document["figures"].items()
        },
        counted=document["counted"],
        lines_total=document["lines_total"],
        grams=document["grams"],
        foods=foods,
        named=frozenset((*document["named"], *foods)),
        words=frozenset(document["words"].split()),
        parts=document["parts"],
        servings=document["servings"],
        total_time_s=document["time"],
        pots=document["pots"],
    )


def _short(value: float) -> float:
    return float(f"{value:.4g}")


def batches(ids: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    """Split a list into batches."""
    for start in range(0, len(ids), size):
        yield ids[start : start + size]
