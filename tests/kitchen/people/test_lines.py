"""The one verdict for lists of lines: the same as a stored recipe's, for allergens and diets."""

import pytest

from custom_components.hearthtech.kitchen.people.check import Standing, check, need_named, verdict
from custom_components.hearthtech.kitchen.people.lines import check_lines
from custom_components.hearthtech.kitchen.people.model import Allergen, Diet, Person, Severity
from custom_components.hearthtech.kitchen.people.profile_builder import Profiler
from custom_components.hearthtech.kitchen.recipes.model import Ingredient, Recipe, Step


def test_every_need_has_a_code() -> None:
    assert need_named("milk") is Allergen.MILK
    assert need_named("low_fodmap") is Diet.LOW_FODMAP
    with pytest.raises(ValueError, match="moonlight"):
        need_named("moonlight")


def test_lines_and_steps_are_checked_with_reasons() -> None:
    found = check_lines(
        ["2 eggs", "1 carrot"],
        [Allergen.EGGS, Allergen.MILK, Allergen.PEANUTS, Diet.VEGAN],
        steps=["Serve with a glass of milk."],
    )
    assert found[Allergen.EGGS].standing is Standing.CONTAINS
    assert [reason.line for reason in found[Allergen.EGGS].reasons] == ["2 eggs"]
    assert found[Allergen.MILK].standing is Standing.MAY_CONTAIN
    assert found[Allergen.PEANUTS].standing is Standing.FREE_OF
    assert found[Diet.VEGAN].standing is Standing.CONTAINS


def test_a_diet_about_amounts_needs_the_servings() -> None:
    lines = ["500 g carrots", "1 tsp salt"]
    assert check_lines(lines, [Diet.LOW_SALT])[Diet.LOW_SALT].standing is Standing.NOT_CHECKED
    assert check_lines(lines, [Diet.LOW_SALT], servings=1)[Diet.LOW_SALT].standing is Standing.CONTAINS


def test_no_lines_are_free_of_nothing() -> None:
    assert check_lines([], [Allergen.MILK])[Allergen.MILK].standing is Standing.NOT_CHECKED


def test_a_person_and_a_need_get_the_same_verdict() -> None:
    recipe = Recipe(
        id="r",
        name="Cake",
        ingredients=(Ingredient(text="200 g flour"), Ingredient(text="3 eggs")),
        steps=(Step(text="Bake."),),
    )
    profile = Profiler().profile_of(recipe)
    person = Person(
        id="p",
        name="Pia",
        allergens=dict.fromkeys(Allergen, Severity.SEVERE),
        diets=frozenset({Diet.VEGAN, Diet.GLUTEN_FREE}),
    )
    for told in check(profile, [person]):
        alone = verdict(profile, need_named(told.code), person)
        assert (alone.standing, alone.reasons) == (told.standing, told.reasons)
