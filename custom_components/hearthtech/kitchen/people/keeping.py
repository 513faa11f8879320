"""Profiles in the book: one compact document for each recipe, made anew when the recipe or the way of making it changes."""

from collections.abc import Callable, Iterator, Mapping, Sequence
import json
from typing import Any
import zlib

from sqlalchemy import Connection, and_, delete, insert, or_, select

from custom_components.hearthtech.kitchen.food.analyze import Analyzer
from custom_components.hearthtech.kitchen.food.methods import methods_of
from custom_components.hearthtech.kitchen.food.model import Figure, Nutrition
from custom_components.hearthtech.kitchen.food.parse import parse_line
from custom_components.hearthtech.kitchen.food.parts import by_name, parts_named
from custom_components.hearthtech.kitchen.food.text import key
from custom_components.hearthtech.kitchen.recipes.book import Book
from custom_components.hearthtech.kitchen.recipes.model import Recipe
from custom_components.hearthtech.kitchen.store.schema import PROFILES, RECIPES

from .model import Allergen
from .profile import Finding, Gap, How, RecipeProfile, Unchecked
from .profiling import DEEPEST, FORM, Profiler, with_parts

BATCH = 500
"""Profiles read at once when all are read."""

_CURRENT = and_(
    PROFILES.c.recipe == RECIPES.c.number, PROFILES.c.version == RECIPES.c.version, PROFILES.c.form == FORM
)


class ProfileMaker:
    """Makes profiles of recipes of one book. Keep one: it remembers what it has read and matched."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._profiler = Profiler()

    def make(self, connection: Connection, recipe_id: str, analyzer: Analyzer) -> RecipeProfile:
        """The profile of a recipe as it is now, without its parts.

        Raises:
            KitchenError: `RECIPE_NOT_FOUND`.
        """
        recipe = self._book.open(connection, recipe_id)
        names = self._ids(connection, recipe)
        nutrition = self._holds(connection, recipe, analyzer, frozenset())
        return self._profiler.profile_of(recipe, nutrition, names.get)

    def of_lines(self, lines: Sequence[str], language: str, title: str = "") -> RecipeProfile:
        """The profile of a free list of lines."""
        return self._profiler.profile_of_lines(lines, language, title)

    def _ids(self, connection: Connection, recipe: Recipe) -> dict[str, str]:
        """The recipes that its lines name, id by comparable name."""
        called = [parse_line(line.text, recipe.language).name for line in recipe.ingredients]
        names = self._book.named(connection, [name for name in called if name])
        return {key(name): identity for identity, name in names.items() if identity != recipe.id}

    def _holds(
        self, connection: Connection, recipe: Recipe, analyzer: Analyzer, within: frozenset[str]
    ) -> Nutrition:
        within |= {recipe.id}
        lines = [line.text for line in recipe.ingredients]
        names = (
            {}
            if len(within) > DEEPEST
            else self._book.named(connection, [parse_line(line, recipe.language).name for line in lines])
        )
        parts = {
            name: self._holds(connection, self._book.open(connection, part), analyzer, within)
            for name, part in parts_named(lines, names, recipe.language).items()
            if part not in within
        }
        return analyzer.analyze(
            lines,
            recipe.servings,
            recipe.language,
            methods_of(lines, [step.text for step in recipe.steps], recipe.language),
            by_name(parts) if parts else None,
            [line.section for line in recipe.ingredients],
        )


def keep(connection: Connection, profiles: Sequence[RecipeProfile]) -> None:
    """Write profiles; those of recipes that are gone by now are let go."""
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
    """Let profiles be made anew."""
    numbers = select(RECIPES.c.number).where(RECIPES.c.id.in_(recipe_ids))
    connection.execute(delete(PROFILES).where(PROFILES.c.recipe.in_(numbers)))


def open_profile(connection: Connection, recipe_id: str) -> RecipeProfile | None:
    """The current profile of a recipe with its parts, or `None` when it was not made yet."""
    own = _own(connection, recipe_id)
    return None if own is None else with_parts(own, lambda identity: _own(connection, identity))


def profiles_after(
    connection: Connection, number: int, limit: int = BATCH
) -> tuple[list[RecipeProfile], int]:
    """The next current profiles after a row number, with their parts, and the number to go on from; -1 at the end."""
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
"""What most documents have in common, so that short ones are packed as well. Part of the form: raise `FORM` with it."""


def to_document(profile: RecipeProfile) -> bytes:
    """A profile as it is kept: lines once, findings as places in them, packed."""
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
    """Read what `to_document` made."""
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
            Unchecked(line=lines[line], what=what, why=_GAPS[why], free=frozenset(free))
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
    """Cut a list into pieces."""
    for start in range(0, len(ids), size):
        yield ids[start : start + size]
