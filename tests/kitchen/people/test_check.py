"""Diets, amounts, own words, substitutes, and profiles in the book."""

import asyncio
from dataclasses import replace
from pathlib import Path

from freezegun.api import FrozenDateTimeFactory
from hypothesis import given, settings, strategies as st
import pytest

from custom_components.hearthtech.kitchen.errors import KitchenError
from custom_components.hearthtech.kitchen.kitchen import Kitchen
from custom_components.hearthtech.kitchen.nutrition.model import Figure
from custom_components.hearthtech.kitchen.people.check import (
    CheckResult,
    DietaryNeed,
    Standing,
    Why,
    allergen_standing,
    check,
    fits,
    is_safe,
)
from custom_components.hearthtech.kitchen.people.model import Allergen, Diet, Person, Severity
from custom_components.hearthtech.kitchen.people.profile import RecipeProfile
from custom_components.hearthtech.kitchen.people.profile_builder import Profiler, pots
from custom_components.hearthtech.kitchen.people.profile_service import AT_ONCE
from custom_components.hearthtech.kitchen.people.profile_store import from_document, to_document
from custom_components.hearthtech.kitchen.people.substitutes import (
    FoodRole,
    _table,
    notes,
    role_in,
    substitutes,
)
from custom_components.hearthtech.kitchen.recipes.model import Ingredient, Recipe, Step, Yield

PROFILER = Profiler()


def profile(*lines: str, language: str = "en") -> RecipeProfile:
    return PROFILER.profile_of_lines(lines, language)


def verdict(seen: RecipeProfile | None, **needs: object) -> CheckResult:
    (only,) = check(seen, [Person(id="p", name="Pia", **needs)])  # type: ignore[arg-type]
    return only


def diet(seen: RecipeProfile | None, wanted: Diet) -> Standing:
    return verdict(seen, diets=frozenset({wanted})).standing


@pytest.mark.parametrize(
    ("wanted", "line", "standing"),
    [
        (Diet.VEGAN, "2 tbsp honey", Standing.CONTAINS),
        (Diet.VEGAN, "1 cup milk", Standing.CONTAINS),
        (Diet.VEGAN, "1 sheet gelatin", Standing.CONTAINS),
        (Diet.VEGAN, "1 cup coconut milk", Standing.FREE_OF),
        (Diet.VEGAN, "200 g tofu", Standing.FREE_OF),
        (Diet.VEGAN, "1 tsp Worcestershire sauce", Standing.CONTAINS),
        (Diet.VEGAN, "100 g butter or olive oil", Standing.MAY_CONTAIN),
        (Diet.VEGETARIAN, "100 g bacon", Standing.CONTAINS),
        (Diet.VEGETARIAN, "200 g Hähnchenbrust", Standing.CONTAINS),
        (Diet.VEGETARIAN, "50 g parmesan", Standing.MAY_CONTAIN),
        (Diet.VEGETARIAN, "2 eggs", Standing.FREE_OF),
        (Diet.VEGETARIAN, "4 anchovies", Standing.CONTAINS),
        (Diet.HALAL, "100 g lardons", Standing.CONTAINS),
        (Diet.HALAL, "1 cup red wine", Standing.CONTAINS),
        (Diet.HALAL, "1 tbsp gelatin", Standing.MAY_CONTAIN),
        (Diet.HALAL, "500 g lamb", Standing.FREE_OF),
        (Diet.KOSHER, "200 g shrimp", Standing.CONTAINS),
        (Diet.KOSHER, "300 g catfish", Standing.CONTAINS),
        (Diet.KOSHER, "300 g salmon", Standing.FREE_OF),
        (Diet.HINDU, "500 g ground beef", Standing.CONTAINS),
        (Diet.HINDU, "500 g Rindfleisch", Standing.CONTAINS),
        (Diet.HINDU, "1 cup lentils", Standing.FREE_OF),
        (Diet.GLUTEN_FREE, "200 g flour", Standing.CONTAINS),
        (Diet.GLUTEN_FREE, "200 g rice", Standing.FREE_OF),
        (Diet.LOW_LACTOSE, "1 cup milk", Standing.CONTAINS),
        (Diet.LOW_LACTOSE, "50 g aged gouda", Standing.FREE_OF),
        (Diet.LOW_FODMAP, "1 onion", Standing.CONTAINS),
        (Diet.LOW_FODMAP, "2 gousses d'ail", Standing.CONTAINS),
        (Diet.LOW_FODMAP, "2 carrots", Standing.FREE_OF),
        (Diet.VEGAN, "1 packet zorblax", Standing.NOT_CHECKED),
    ],
)
def test_diets_by_rule(wanted: Diet, line: str, standing: Standing) -> None:
    language = "de" if "ä" in line or "Rind" in line else "fr" if "ail" in line else "en"
    found = verdict(profile(line, language=language), diets=frozenset({wanted}))
    assert found.standing is standing
    if standing in {Standing.CONTAINS, Standing.MAY_CONTAIN}:
        assert all(reason.line == line and reason.source for reason in found.reasons)


def test_milk_and_meat_are_kept_apart() -> None:
    assert diet(profile("500 g beef"), Diet.KOSHER) is Standing.FREE_OF
    assert diet(profile("500 g beef", "100 g cheese"), Diet.KOSHER) is Standing.CONTAINS
    assert diet(profile("500 g beef", "100 g cheese (optional)"), Diet.KOSHER) is Standing.MAY_CONTAIN


def test_contradicting_diets_each_get_their_answer() -> None:
    person = Person(name="Pia", diets=frozenset({Diet.VEGAN, Diet.HALAL, Diet.KOSHER, Diet.LOW_FODMAP}))
    standings = {found.code: found.standing for found in check(profile("500 g pork"), [person])}
    assert standings["low_fodmap"] is Standing.FREE_OF
    assert {standings[code] for code in ("vegan", "halal", "kosher")} == {Standing.CONTAINS}


def measured(counted: int = 2, /, **amounts: float) -> RecipeProfile:
    figures = {
        tag: Figure(amount=amount, low=amount * 0.8, high=amount * 1.2, unit="g")
        for tag, amount in amounts.items()
    }
    return RecipeProfile(
        recipe_id="r", version=1, figures=figures, counted=counted, lines_total=2, grams=1000.0, servings=4
    )


@pytest.mark.parametrize(
    ("wanted", "amounts", "standing"),
    [
        (Diet.LOW_SALT, {"NA": 100.0}, Standing.FREE_OF),
        (Diet.LOW_SALT, {"NA": 280.0}, Standing.MAY_CONTAIN),
        (Diet.LOW_SALT, {"NA": 900.0}, Standing.CONTAINS),
        (Diet.LOW_FAT, {"FAT": 2.0}, Standing.FREE_OF),
        (Diet.LOW_FAT, {"FAT": 30.0}, Standing.CONTAINS),
        (Diet.LOW_CALORIE, {"ENERC_KCAL": 200.0}, Standing.FREE_OF),
        (Diet.LOW_CALORIE, {"ENERC_KCAL": 800.0}, Standing.CONTAINS),
        (Diet.DIABETIC, {"CHOCDF": 90.0}, Standing.CONTAINS),
        (Diet.DIABETIC, {"CHOCDF": 20.0}, Standing.FREE_OF),
        (Diet.KIDNEY, {"K": 1500.0, "P": 200.0, "NA": 200.0}, Standing.CONTAINS),
        (Diet.KIDNEY, {"K": 300.0, "P": 200.0, "NA": 200.0}, Standing.FREE_OF),
        (Diet.KIDNEY, {"K": 300.0, "NA": 200.0}, Standing.NOT_CHECKED),
        (Diet.CARBOHYDRATE_COUNTING, {"CHOCDF": 45.0, "FIBTG": 5.0}, Standing.FREE_OF),
        (Diet.CARBOHYDRATE_COUNTING, {}, Standing.NOT_CHECKED),
    ],
)
def test_diets_about_amounts(wanted: Diet, amounts: dict[str, float], standing: Standing) -> None:
    assert diet(measured(**amounts), wanted) is standing


def test_what_is_not_counted_can_only_add() -> None:
    assert diet(measured(1, NA=900.0), Diet.LOW_SALT) is Standing.CONTAINS
    assert diet(measured(1, NA=10.0), Diet.LOW_SALT) is Standing.NOT_CHECKED


def test_carbohydrate_is_told_to_count() -> None:
    (reason,) = verdict(
        measured(CHOCDF=45.0, FIBTG=5.0), diets=frozenset({Diet.CARBOHYDRATE_COUNTING})
    ).reasons
    assert (reason.why, reason.amount, reason.unit) == (Why.AMOUNT, 40.0, "g")


def test_own_targets_go_before_the_tables() -> None:
    seen = measured(K=500.0, P=200.0, NA=200.0)
    own = {"K": (None, 900.0)}
    assert verdict(seen, diets=frozenset({Diet.KIDNEY})).standing is Standing.FREE_OF
    assert verdict(seen, diets=frozenset({Diet.KIDNEY}), targets=own).standing is Standing.CONTAINS


@pytest.mark.parametrize(
    ("avoided", "line", "standing"),
    [
        ("kiwi", "2 kiwis, sliced", Standing.CONTAINS),
        ("Kiwis", "1 kiwi", Standing.CONTAINS),
        ("kiwi", "2 carrots", Standing.FREE_OF),
        ("kiwi", "1 packet fruit mix", Standing.NOT_CHECKED),
        ("nightshades", "1 eggplant", Standing.CONTAINS),
        ("citrus", "juice of 1 lime", Standing.CONTAINS),
        ("Erdbeeren", "1 cup strawberries", Standing.CONTAINS),
        ("walnuts", "50 g pecans", Standing.MAY_CONTAIN),
        ("E102", "2 carrots", Standing.NOT_CHECKED),
    ],
)
def test_foods_in_own_words(avoided: str, line: str, standing: Standing) -> None:
    found = verdict(profile(line), avoids=(avoided,))
    assert found.standing is standing
    assert found.need is DietaryNeed.AVOID
    assert is_safe(profile(line), Person(name="Pia", avoids=(avoided,))) is (standing is Standing.FREE_OF)


def test_mild_is_warned_of_and_severe_is_kept_from() -> None:
    seen = profile("100 g dark chocolate")
    assert allergen_standing(seen, Allergen.NUTS) is Standing.MAY_CONTAIN
    assert is_safe(seen, Person(name="Pia", allergens={Allergen.NUTS: Severity.MILD}))
    assert not is_safe(seen, Person(name="Pia", allergens={Allergen.NUTS: Severity.SEVERE}))
    assert not is_safe(None, Person(name="Pia", allergens={Allergen.NUTS: Severity.SEVERE}))
    assert not fits(profile("2 eggs"), Person(name="Pia", diets=frozenset({Diet.VEGAN})))


lines = st.lists(
    st.sampled_from(
        [
            "2 eggs",
            "1 cup milk",
            "200 g flour",
            "100 g butter or margarine",
            "1 tsp Worcestershire sauce",
            "2 tbsp zorblax",
            "walnuts (optional)",
            "gluten-free flour",
            "1 onion",
        ]
    ),
    max_size=6,
)


@settings(max_examples=100, deadline=None)
@given(lines)
def test_verdicts_and_safety_say_the_same_and_documents_lose_nothing(some: list[str]) -> None:
    seen = profile(*some)
    assert from_document("", 0, to_document(seen)) == seen
    for severity in Severity:
        person = Person(id="p", name="Pia", allergens=dict.fromkeys(Allergen, severity), avoids=("kiwi",))
        assert is_safe(seen, person) is not any(found.harms for found in check(seen, [person]))


# Substitutes


def test_every_substitute_is_sound() -> None:
    for row in _table():
        assert row.lines
        assert row.source in {"W", "M", "K", "F", "C", "V", "U"}
        assert not row.note or row.note in notes()
        assert row.ratio is None or 0 < row.ratio <= 5
        assert not {gap.why for gap in profile(*row.lines).unchecked} & {"unknown_word"}, row


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from([row.of for row in _table()]),
    st.frozensets(st.sampled_from(Allergen), min_size=1, max_size=4),
    st.frozensets(st.sampled_from(Diet), max_size=2),
)
def test_no_substitute_brings_what_somebody_can_not_have(
    food: str, allergens: frozenset[Allergen], diets: frozenset[Diet]
) -> None:
    person = Person(name="Pia", allergens=dict.fromkeys(allergens, Severity.SEVERE), diets=diets)
    for row in substitutes(food, [person]):
        seen = profile(*row.lines)
        assert all(allergen_standing(seen, allergen) is Standing.FREE_OF for allergen in allergens)
        assert fits(seen, person)


def test_the_role_in_the_dish_comes_first() -> None:
    scrambled = Recipe(
        id="r",
        name="Pancakes",
        ingredients=(Ingredient(text="200 g flour"), Ingredient(text="50 g butter")),
        steps=(Step(text="Fry the pancakes in butter."),),
    )
    assert role_in(scrambled, "butter") is FoodRole.FRYING
    found = substitutes("50 g butter", [], recipe=scrambled)
    assert found[0].role is FoodRole.FRYING
    cake = replace(scrambled, steps=(Step(text="Mix all and bake."),))
    assert (
        substitutes("2 eggs", [Person(name="Vera", diets=frozenset({Diet.VEGAN}))], recipe=cake)[0].role
        is FoodRole.BINDING
    )


def test_nothing_is_known_of_what_is_no_food() -> None:
    assert substitutes("blorptang", []) == ()


def test_pots() -> None:
    assert pots([Step(text="Boil in a pot.")]) == 1
    assert pots([Step(text="Boil in a pot."), Step(text="Meanwhile fry it in another pan.")]) == 2
    assert pots([]) == 1


# In the book


def recipe(name: str, *texts: str) -> Recipe:
    return Recipe(
        id="", name=name, yields=Yield(amount=2), ingredients=tuple(Ingredient(text=text) for text in texts)
    )


async def test_profiles_follow_the_book(any_kitchen: Kitchen) -> None:
    dough = await any_kitchen.recipes.add(recipe("House dough", "200 g flour"))
    pie = await any_kitchen.recipes.add(recipe("Carrot pie", "3 carrots", "1 batch house dough"))
    assert await any_kitchen.profiles.make() == await any_kitchen.recipes.count()
    assert await any_kitchen.profiles.make() == 0
    found = {seen.recipe_id: seen async for seen in any_kitchen.profiles.all()}
    assert set(found) == set(await any_kitchen.recipes.names())
    assert Allergen.GLUTEN in found[pie.id].contains
    assert allergen_standing(found[pie.id], Allergen.NUTS) is Standing.FREE_OF

    await any_kitchen.recipes.edit(replace(dough, ingredients=(Ingredient(text="200 g ground almonds"),)))
    assert dough.id not in {seen.recipe_id async for seen in any_kitchen.profiles.all()}, (
        "an old profile is none"
    )
    assert allergen_standing((await any_kitchen.profiles.get(pie.id)), Allergen.NUTS) is not Standing.FREE_OF
    await any_kitchen.profiles.make()
    assert Allergen.NUTS in (await any_kitchen.profiles.get(pie.id)).contains
    await any_kitchen.recipes.erase(dough.id)
    assert allergen_standing(await any_kitchen.profiles.get(pie.id), Allergen.FISH) is Standing.NOT_CHECKED
    with pytest.raises(KitchenError):
        await any_kitchen.profiles.get(dough.id)


async def test_figures_and_foods_are_in_the_profile(kitchen: Kitchen) -> None:
    added = await kitchen.recipes.add(recipe("Rice", "200 g rice", "1 tbsp olive oil"))
    await kitchen.profiles.make()
    seen = await kitchen.profiles.get(added.id)
    assert seen.foods["rice"] == pytest.approx(200, rel=0.01)
    assert seen.figures["ENERC_KCAL"].amount > 300
    assert (seen.counted, seen.lines_total, seen.servings) == (2, 2, 2.0)
    fresh = await kitchen.nutrition.analyze(added.id)
    assert seen.figures["ENERC_KCAL"].amount == pytest.approx(
        fresh.per_serving["ENERC_KCAL"].amount, rel=0.001
    )


async def test_a_recipe_without_a_profile_is_checked_when_asked(kitchen: Kitchen) -> None:
    await kitchen.people.add(Person(name="Anna", allergens={Allergen.EGGS: Severity.SEVERE}))
    added = await kitchen.recipes.add(recipe("Omelet", "3 eggs"))
    (found,) = await kitchen.people.check_recipe(added.id)
    assert (found.standing, found.harms) == (Standing.CONTAINS, True)
    assert check(None, await kitchen.people.all())[0].standing is Standing.NOT_CHECKED


async def test_free_lines_are_checked(kitchen: Kitchen) -> None:
    await kitchen.people.add(Person(name="Anna", allergens={Allergen.EGGS: Severity.SEVERE}))
    assert (await kitchen.people.check_lines(["2 carrots"]))[0].standing is Standing.FREE_OF
    assert (await kitchen.people.check_lines([]))[0].standing is Standing.NOT_CHECKED
    assert (await kitchen.people.check_lines(["2 carrots"], title="Egg salad"))[0].harms


async def test_profiles_are_kept_beside_and_let_go_when_the_kitchen_closes(tmp_path: Path) -> None:
    kitchen = await Kitchen.open(tmp_path / "book.db")
    kitchen.profiles.keep()
    kitchen.profiles.keep()
    for number in range(30):
        await kitchen.recipes.add(recipe(f"Dish {number}", f"{number + 1} carrots", "200 g rice"))
    await kitchen.close()
    again = await Kitchen.open(tmp_path / "book.db")
    await again.profiles.make()
    assert len([seen async for seen in again.profiles.all()]) == await again.recipes.count()
    await again.close()


async def test_closing_ends_the_pause_between_batches(tmp_path: Path, freezer: FrozenDateTimeFactory) -> None:
    kitchen = await Kitchen.open(tmp_path / "book.db")
    for number in range(3 * AT_ONCE):
        await kitchen.recipes.add(recipe(f"Dish {number}", f"{number + 1} carrots"))
    kitchen.profiles.keep()
    while not [seen async for seen in kitchen.profiles.all()]:
        # Batches take time, and then time stands still: a pause ends only by being ended.
        freezer.tick(1)
        await asyncio.sleep(0)
    await kitchen.close()


async def test_a_corrected_food_makes_profiles_anew(kitchen: Kitchen) -> None:
    added = await kitchen.recipes.add(recipe("Dish", "200 g grandmas mixture"))
    kitchen.profiles.keep()
    await until_profiled(kitchen, added.id)
    (almond, *_) = await kitchen.nutrition.search_foods("almonds")
    await kitchen.nutrition.correct_food("grandmas mixture", str(almond.food.number))
    async with asyncio.timeout(10):
        while Allergen.NUTS not in (await kitchen.profiles.get(added.id)).may_contain:
            await asyncio.sleep(0.02)
    assert allergen_standing(await kitchen.profiles.get(added.id), Allergen.FISH) is Standing.NOT_CHECKED


async def until_profiled(kitchen: Kitchen, recipe_id: str) -> None:
    async with asyncio.timeout(10):
        while recipe_id not in {seen.recipe_id async for seen in kitchen.profiles.all()}:
            await asyncio.sleep(0.02)
