"""Lines and recipes of the field data beside the repository; skipped where these are absent."""

from collections import Counter
from collections.abc import Iterator
import json
from pathlib import Path
from typing import Any

import pytest

from custom_components.hearthtech.kitchen.people.check import Standing, need_named
from custom_components.hearthtech.kitchen.people.lines import check_lines
from custom_components.hearthtech.kitchen.people.model import Allergen

DATA = Path(__file__).parents[4] / "shared" / "data"
FOUND = (Standing.CONTAINS, Standing.MAY_CONTAIN)


def _read(name: str) -> list[dict[str, Any]]:
    path = DATA / name
    if not path.is_file():
        pytest.skip(f"the field data {name} are not beside the repository")
    rows: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    return rows


def _standing(lines: list[str], code: str, language: str) -> Standing:
    need = need_named(code)
    return check_lines(lines, [need], language=language)[need].standing


def test_lines_with_an_allergen_are_never_free_of_it() -> None:
    held: Counter[Standing] = Counter()
    others: Counter[Standing] = Counter()
    wrong = []
    for row in _read("field/allergens.json"):
        standing = _standing([row["line"]], row["allergen"], row["language"])
        (held if row["holds"] else others)[standing] += 1
        if row["holds"] and standing is Standing.FREE_OF:
            wrong.append(row)
    assert wrong == []
    assert sum(held[standing] for standing in FOUND) >= 0.8 * held.total()
    assert others[Standing.FREE_OF] >= 0.75 * others.total()
    assert sum(others[standing] for standing in FOUND) <= 0.05 * others.total()


def test_cases_of_allergens_and_diets() -> None:
    total = passed = 0
    for row in _read("field/food.json"):
        asked = row["input"]
        if asked["type"] not in {"allergen", "diet"}:
            continue
        total += 1
        standing = _standing(asked["lines"], asked[asked["type"]], asked["lang"])
        passed += standing in row["expected"]["one_of"]
    assert passed >= 0.95 * total


def _texts(value: Any) -> Iterator[str]:
    """The texts of instructions: a text, a step, a section, or a list of these."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from _texts(value.get("itemListElement") or value.get("text") or value.get("name"))
    else:
        for part in value or ():
            yield from _texts(part)


def test_most_recipes_of_real_pages_are_checked_for_all_allergens() -> None:
    """Prints the share of fully checked recipes by language: run with `-s`."""
    checked: Counter[str] = Counter()
    recipes: Counter[str] = Counter()
    for recipe in _read("book-dev.json"):
        language = (recipe.get("inLanguage") or "en")[:2]
        found = check_lines(
            recipe["recipeIngredient"],
            list(Allergen),
            steps=list(_texts(recipe.get("recipeInstructions"))),
            language=language,
            title=recipe.get("name") or "",
        )
        recipes[language] += 1
        checked[language] += all(one.standing is not Standing.NOT_CHECKED for one in found.values())
    print(*(f"{language}: {checked[language]} of {recipes[language]}" for language in recipes), sep="\n")
    assert checked.total() >= 0.55 * recipes.total()
    assert all(checked[language] >= 0.4 * recipes[language] for language in recipes)
