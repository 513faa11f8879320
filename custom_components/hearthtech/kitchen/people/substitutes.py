"""Substitutes of foods by their role in the dish, checked for the people who eat.

Sources: [W] Corriher, CookWise (1997), chapters on eggs, fats and thickeners; [M] McGee, On Food and Cooking (2004);
[K] King Arthur Baking, Ingredient Weight Chart and Substitutions; [F] FARE, "Tips for Avoiding Your Allergen" and
recipe substitutions for milk, egg, wheat, nut; [C] Coeliac UK, cooking without gluten; [V] Vegan Society, baking
guide; [U] USDA, Ingredient Substitutions (NEP-202A). The ratio is for one part of the food by volume unless the
amount says otherwise.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from ..nutrition.database import shipped
from ..nutrition.text import words
from ..recipes.model import Recipe
from .avoided_food_resolver import LANGUAGES
from .check import fits
from .model import Person
from .profile_builder import Profiler
from .word_tables import word_lists


class FoodRole(StrEnum):
    """The role of a food in a dish."""

    BINDING = "binding"
    LEAVENING = "leavening"
    GLAZE = "glaze"
    BAKING = "baking"
    FRYING = "frying"
    WHIPPING = "whipping"
    SAUCE = "sauce"
    DRINK = "drink"
    SEASONING = "seasoning"
    SWEETENING = "sweetening"
    SETTING = "setting"
    THICKENING = "thickening"
    CRUNCH = "crunch"
    SPREAD = "spread"
    COATING = "coating"
    ANY = "any"


@dataclass(frozen=True, slots=True, kw_only=True)
class Substitution:
    """A substitution: `lines` are the replacing foods, for the `amount` of the replaced food."""

    of: str
    """The entry of the replaced food."""
    role: FoodRole
    amount: str
    lines: tuple[str, ...]
    ratio: float | None = None
    """Parts of the substitute for one part of the food, if one food replaces another."""
    note: str = ""
    """A code of `notes`."""
    source: str = ""


@dataclass(frozen=True, slots=True)
class _SignWords:
    """Words of steps and names that show the role of a food."""

    egg: frozenset[str]
    sweet: frozenset[str]
    floury: frozenset[str]
    roles: tuple[tuple[FoodRole, frozenset[str]], ...]


@lru_cache(maxsize=1)
def notes() -> Mapping[str, str]:
    """Notes for the cook by code, in English; translated by the code. The first call reads a file."""
    found: Mapping[str, str] = word_lists("substitutes")["notes"]
    return found


@lru_cache(maxsize=1)
def _signs() -> _SignWords:
    content = word_lists("substitutes")
    return _SignWords(
        egg=frozenset(words(content["egg"])),
        sweet=frozenset(words(content["sweet"])),
        floury=frozenset(words(content["floury"])),
        roles=tuple((FoodRole(role), frozenset(words(listed))) for role, listed in content["signs"].items()),
    )


@lru_cache(maxsize=1)
def _table() -> tuple[Substitution, ...]:
    rows = []
    for line in word_lists("substitutes")["substitutes"].strip().splitlines():
        of, role, amount, taken, ratio, note, source = (part.strip() for part in line.split("|"))
        rows.append(
            Substitution(
                of=of,
                role=FoodRole(role),
                amount=amount,
                lines=tuple(part.strip() for part in taken.split(" + ")),
                ratio=float(ratio) if ratio else None,
                note=note,
                source=source,
            )
        )
    return tuple(rows)


@lru_cache(maxsize=1)
def _profiler() -> Profiler:
    return Profiler()


def substitutes(
    what: str,
    people: Sequence[Person],
    *,
    recipe: Recipe | None = None,
    language: str = "en",
    profiler: Profiler | None = None,
) -> tuple[Substitution, ...]:
    """Substitutes for a food or a line, best first; nothing that is unsafe for these people or breaks a diet.

    `profiler` reads lines with the household's corrections. Substitutes for the role in the recipe are first.
    Empty when the table has nothing safe.
    """
    foods = _foods(what, language)
    found = [row for row in _table() if row.of in foods]
    role = None if recipe is None else role_in(recipe, what)
    found = [row for row in found if _serves(row, people, profiler or _profiler())]
    order = {food: place for place, food in enumerate(foods)}
    return tuple(
        sorted(
            found,
            key=lambda row: (
                order[row.of],
                row.role is not role,
                row.role is not FoodRole.ANY and role is None,
            ),
        )
    )


def _serves(row: Substitution, people: Iterable[Person], profiler: Profiler) -> bool:
    """Whether everybody can eat it.

    Reading a label is no solution for a severe allergy: the checks decide.
    """
    profile = profiler.profile_of_lines(row.lines)
    return all(fits(profile, person) for person in people)


def _foods(what: str, language: str) -> list[str]:
    """The matching foods of the table, the most exact first."""
    known = {row.of for row in _table()}
    database = shipped()
    found: list[str] = []
    tokens = words(what)
    for size in range(min(4, len(tokens)), 0, -1):
        for start in range(len(tokens) - size + 1):
            name = " ".join(tokens[start : start + size])
            if name in known:
                found.append(name)
            entries = [database.lookup(name, said) for said in (language, *LANGUAGES)]
            found += [entry.name for entry in entries if entry is not None and entry.name in known]
    return list(dict.fromkeys(found))


def role_in(recipe: Recipe, what: str) -> FoodRole | None:
    """The role of a food in a recipe, by the steps that name it and the other foods; `None`: unknown."""
    said = set(words(what))
    own = [step for step in recipe.steps if said & set(words(step.text))]
    spoken = {word for step in own for word in words(step.text)}
    listed = {word for line in recipe.ingredients for word in words(line.text)}
    for role, signs in _signs().roles:
        if signs & spoken:
            return role
    if listed & _signs().floury:
        return FoodRole.BAKING if not said & _signs().egg else FoodRole.BINDING
    return FoodRole.SWEETENING if listed & _signs().sweet and said & _signs().sweet else None
