"""All cases of `field/recipes` and `field/archives`, read in place, by kind."""

from collections import Counter

import pytest

from custom_components.hearthtech.kitchen.recipes.file_formats import File
from custom_components.hearthtech.kitchen.recipes.importers import read_file
from tests.kitchen.field_recipes import FIELD, expected, faults

CASES = expected()
EXCEPTIONS: dict[str, str] = {
    "a06_mealmaster.mmf": "the file has six ingredients; the case counts the continuation of one as a seventh"
}
"""Cases that are not right, with the reason."""


@pytest.mark.skipif(not CASES, reason="../shared/data/field/recipes is not here")
def test_cases_from_the_field_are_read_as_expected() -> None:
    found = {name: bad for name, case in CASES.items() if (bad := faults(name, case))}
    kinds = Counter(CASES[name]["kind"] for name in found)
    report = "\n".join(
        f"{CASES[name]['kind']:34} {name}: {'; '.join(bad)[:600]}"
        for name, bad in sorted(found.items(), key=lambda item: CASES[item[0]]["kind"])
    )
    print(f"{len(CASES) - len(found)} of {len(CASES)} right; wrong by kind: {dict(kinds)}\n{report}")
    assert found.keys() <= EXCEPTIONS.keys(), report
    assert len(found) <= 0.05 * len(CASES)


ARCHIVES: dict[str, dict[str, int | None]] = {
    "mealie.zip": {
        "PIZZA DOUGH — Basics With Babish": 10,
        "Levain Chocolate Chip Cookies": 11,
        "Old-Fashioned Beef Stew": 3,
    },
    "nextcloud.zip": {"Air Fryer Shrimp": 6, "Chicken Parmigiana": 3, "Skillet Shepherd's Pie": 8},
    "paprika.zip": {
        "Zucchinipuffer": 1,
        "Zucchini Rolls with Goat Cheese and Mint": 4,
        "Zweimal gebratenes Hähnchen mit Gemüse und Nudeln": 10,
        "Zwiebelrostbraten mit selbstgemachten Spätzle": 5,
        "Zucchini-Kartoffel-Frittata": 7,
    },
    "tandoor.zip": {"“Texas Red” Chili": 5},
}
"""The recipes of each archive, with the number of their steps, if the archive counts them."""


@pytest.mark.parametrize("name", sorted(ARCHIVES))
def test_archives_from_the_field_are_read_whole(name: str) -> None:
    path = FIELD / "archives" / name
    if not path.exists():
        pytest.skip("../shared/data/field/archives is not here")
    found = read_file(File(content=path.read_bytes(), name=name))
    assert {item.recipe.name for item in found} == ARCHIVES[name].keys()
    for item in found:
        recipe = item.recipe
        assert recipe.source_url or name == "tandoor.zip"
        assert recipe.ingredients
        assert ARCHIVES[name][recipe.name] in {None, len(recipe.steps)}
        assert not recipe.unparsed
        assert item.pictures or recipe.name == "Skillet Shepherd's Pie"
