"""Lines as packages, menus and recipes have them, in five languages, against allergens and diets."""

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from custom_components.hearthtech.kitchen.nutrition.text import words
from custom_components.hearthtech.kitchen.people.check import Standing
from custom_components.hearthtech.kitchen.people.lexicon import entries, lexicon
from custom_components.hearthtech.kitchen.people.lines import check_lines
from custom_components.hearthtech.kitchen.people.model import Allergen, Diet

CODES = dict(
    zip(
        "gcefpsmnyutxlo",
        (
            Allergen.GLUTEN,
            Allergen.CRUSTACEANS,
            Allergen.EGGS,
            Allergen.FISH,
            Allergen.PEANUTS,
            Allergen.SOYBEANS,
            Allergen.MILK,
            Allergen.NUTS,
            Allergen.CELERY,
            Allergen.MUSTARD,
            Allergen.SESAME,
            Allergen.SULPHITES,
            Allergen.LUPIN,
            Allergen.MOLLUSCS,
        ),
        strict=True,
    )
)
SINGLE_FOODS = frozenset(
    {
        "ancient grain",
        "ancient grains",
        "chipotle in adobo",
        "cooked grain",
        "cooked grains",
        "dijonsenf",
        "frozen mixed vegetables",
        "frozen vegetables",
        "fruits secs",
        "fruta seca",
        "fruto seco",
        "frutos secos",
        "frutta secca",
        "gemusemischung",
        "inari",
        "jardiniere de legumes",
        "lait de noisette maison",
        "langue d oiseau",
        "langues d oiseau",
        "lasagna",
        "lasagne",
        "legumes surgeles",
        "misto verdure",
        "mixed grain",
        "mixed grains",
        "mixed vegetables",
        "mostarda",
        "mostarda di cremona",
        "mostaza",
        "moutarde",
        "moutarde a l ancienne",
        "pates langues d oiseau",
        "ramen",
        "senape",
        "senf",
        "studentenfutter",
        "tiefkuhlgemuse",
        "tk gemuse",
        "vegetable medley",
        "verduras congeladas",
        "verdure miste",
    }
)
FOUND = (Standing.CONTAINS, Standing.MAY_CONTAIN)


def _rows(name: str) -> list[tuple[str, str, str, str]]:
    rows = []
    for line in (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            language, holds, free, text = (part.strip() for part in line.split("|", 3))
            rows.append((language, holds, free, text))
    return rows


ROWS = _rows("package_lines.txt")
DIET_ROWS = _rows("diet_lines.txt")


@cache
def standings(language: str, text: str) -> dict[Allergen, Standing]:
    return {
        need: verdict.standing
        for need, verdict in check_lines([text], list(Allergen), language=language).items()
        if isinstance(need, Allergen)
    }


@pytest.mark.parametrize(("language", "holds", "free", "text"), ROWS, ids=[row[3] for row in ROWS])
def test_nothing_that_may_be_in_a_line_is_free_of_it(language: str, holds: str, free: str, text: str) -> None:
    found = standings(language, text)
    assert [code for code in holds if found[CODES[code]] is Standing.FREE_OF] == []
    assert set(holds).isdisjoint(free)


def test_most_is_found_and_most_plain_food_is_free() -> None:
    held: Counter[Standing] = Counter()
    others: Counter[Standing] = Counter()
    for language, holds, free, text in ROWS:
        found = standings(language, text)
        held.update(found[CODES[code]] for code in holds)
        others.update(found[CODES[code]] for code in free)
    assert held[Standing.FREE_OF] == 0
    assert sum(held[standing] for standing in FOUND) >= 0.95 * held.total()
    assert others[Standing.FREE_OF] >= 0.8 * others.total()
    assert sum(others[standing] for standing in FOUND) <= 0.05 * others.total()


@pytest.mark.parametrize(("language", "diet", "kept", "text"), DIET_ROWS)
def test_what_breaks_a_diet_never_keeps_it(language: str, diet: str, kept: str, text: str) -> None:
    standing = check_lines([text], [Diet(diet)], language=language)[Diet(diet)].standing
    if kept == "n":
        assert standing is not Standing.FREE_OF
    else:
        assert standing not in FOUND


def test_most_of_what_breaks_a_diet_is_found() -> None:
    broken = [row for row in DIET_ROWS if row[2] == "n"]
    found = sum(
        check_lines([text], [Diet(diet)], language=language)[Diet(diet)].standing in FOUND
        for language, diet, _, text in broken
    )
    assert found >= 0.9 * len(broken)


def test_every_listed_dish_is_composed_unless_it_stands_for_one_food() -> None:
    """A dish that is not composed would be free of everything that its row does not name."""
    known = lexicon()
    open_rows = [
        phrase
        for facets, phrase in entries("dishes")
        if not facets.own
        and facets.contains | facets.may_contain
        and (found := known.find(words(phrase), min(facets.languages, default="en")))
        and not (found.composed or found.decided or found.own)
    ]
    assert set(open_rows) <= SINGLE_FOODS
