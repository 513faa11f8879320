"""The recipes with declared values, and the rule that says which of them can be right."""

import pytest

from benchmarks.declared_recipes import KEYS, Declared, plausible, read
from benchmarks.nutrition_by_language import LANGUAGES


def _recipe(lines: list[str], servings: float = 4, **figures: float) -> Declared:
    return Declared(language="de", title="", source="", servings=servings, figures=figures, lines=lines)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_recipe_states_servings_energy_source_and_lines(language: str) -> None:
    """A recipe without one of these could not be compared; two of one title would be one recipe twice."""
    recipes = list(read(language))
    assert len({recipe.title for recipe in recipes}) == len(recipes)
    for recipe in recipes:
        assert recipe.servings >= 1
        assert recipe.figures["kcal"] > 0
        assert set(recipe.figures) <= set(KEYS)
        assert "." in recipe.source
        assert len(recipe.lines) >= 3


def test_figures_of_one_serving_are_plausible() -> None:
    """Energy, and fat, carbohydrate and protein that make it up."""
    assert plausible(_recipe(["400 g Spaghetti", "40 g Butter"], kcal=450))
    assert plausible(_recipe(["2 Eier"], kcal=450, fat_g=20, carbohydrate_g=45, protein_g=22))


@pytest.mark.parametrize(
    "recipe",
    [
        _recipe(["1 Gurke"], kcal=12),
        _recipe(["2 kg Hackfleisch"], kcal=4100),
        _recipe(["2 Eier"], kcal=450, fat_g=2, carbohydrate_g=4, protein_g=2),
        _recipe(["200 g farine", "200 g beurre", "200 g sucre"], kcal=220),
        _recipe(["Farina g 400", "Zucchero 300 g", "burro 200 g"], kcal=260),
    ],
    ids=["too little", "the whole dish", "macros", "per 100 g, French", "per 100 g, Italian"],
)
def test_other_figures_are_not(recipe: Declared) -> None:
    """Figures of 100 g, of the whole dish, or that contradict each other."""
    assert not plausible(recipe)


def test_food_in_oil_is_no_oil() -> None:
    """400 g of tuna in oil are not 400 g of oil."""
    assert plausible(_recipe(["tonno sott'olio 400 g"], kcal=376))
