"""What a household states about the products that it buys, and the words that keep its book unchecked."""

import asyncio
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Any

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.hearthtech.burners.clock import ManualClock
from custom_components.hearthtech.kitchen.errors import ErrorCode, KitchenError
from custom_components.hearthtech.kitchen.kitchen import Kitchen
from custom_components.hearthtech.kitchen.meal_plan.meal import Meal
from custom_components.hearthtech.kitchen.people.check import CheckResult, Standing
from custom_components.hearthtech.kitchen.people.household_products import Product
from custom_components.hearthtech.kitchen.people.labels import read_label
from custom_components.hearthtech.kitchen.people.model import Allergen, Diet, Person, Severity
from custom_components.hearthtech.kitchen.people.profile import Gap
from custom_components.hearthtech.kitchen.people.profile_store import ProfileBuilder
from custom_components.hearthtech.kitchen.recipes.model import Ingredient, Recipe, Step, Yield

EVERYTHING = dict.fromkeys(Allergen, Severity.SEVERE)
LABELS = {
    "en": "Ingredients: wheat flour, sugar, skimmed milk powder, emulsifier: soya lecithin, salt. May contain traces of hazelnuts and sesame.",
    "de": "Zutaten: Weizenmehl, Zucker, Magermilchpulver, Emulgator: Sojalecithin, Speisesalz. Kann Spuren von Haselnüssen und Sesam enthalten.",
    "fr": "Ingrédients : farine de blé, sucre, lait écrémé en poudre, émulsifiant : lécithine de soja, sel. Peut contenir des traces de noisettes et de sésame.",
    "es": "Ingredientes: harina de trigo, azúcar, leche desnatada en polvo, emulgente: lecitina de soja, sal. Puede contener trazas de avellanas y sésamo.",
    "it": "Ingredienti: farina di frumento, zucchero, latte scremato in polvere, emulsionante: lecitina di soia, sale. Può contenere tracce di nocciole e sesamo.",
}


def dish(name: str, *lines: str, steps: Iterable[str] = (), language: str = "en") -> Recipe:
    return Recipe(
        id="",
        name=name,
        language=language,
        yields=Yield(amount=2),
        ingredients=tuple(Ingredient(text=line) for line in lines),
        steps=tuple(Step(text=step) for step in steps),
    )


def standings(verdicts: Iterable[CheckResult]) -> dict[str, Standing]:
    return {verdict.code: verdict.standing for verdict in verdicts}


@pytest.mark.parametrize("language", sorted(LABELS))
def test_a_label_is_read(language: str) -> None:
    reading = read_label(LABELS[language], language)
    assert reading.contains == {Allergen.GLUTEN, Allergen.MILK, Allergen.SOYBEANS}
    assert {Allergen.NUTS, Allergen.SESAME} <= reading.may_contain
    assert not reading.may_contain & reading.contains
    assert reading.is_list


@pytest.mark.parametrize(
    ("label", "contains", "may"),
    [
        ("INGREDIENTS: Pork (90%), salt, preservative: E250. Produced in a factory that also handles mustard.", set(), {"mustard"}),
        ("Contains: fish, milk", {"fish", "milk"}, set()),
        ("Ingredients: peas, water. May contain: celery.", set(), {"celery"}),
        ("Ingredients: tomatoes, basil.\nMade on equipment that processes eggs.", set(), {"eggs"}),
        ("Ingredients: oats, honey (5%), almonds.", {"gluten", "nuts"}, set()),
        ("Ingredients: sugar, E322 (soya), cocoa butter.", {"soybeans"}, set()),
    ],
)  # fmt: skip
def test_labels_of_several_kinds(label: str, contains: set[str], may: set[str]) -> None:
    reading = read_label(label)
    assert reading.contains == contains
    assert may <= reading.may_contain


def test_words_that_are_no_label_say_nothing() -> None:
    assert not read_label("hello world").named
    assert not read_label("").contains
    assert not read_label("Contains: fish").complete
    assert read_label("Ingredients: peas, zorblax.").unread
    assert not read_label("Ingredients: peas, zorblax.").complete


@settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=120))
def test_any_text_can_be_read_as_a_label(text: str) -> None:
    read_label(text)


async def test_a_statement_counts_everywhere_and_can_be_undone(kitchen: Kitchen) -> None:
    recipe = await kitchen.recipes.add(dish("Soup", "2 zorblax cubes", "500 g potatoes"))
    person = await kitchen.people.add(Person(name="Anna", allergens=EVERYTHING))
    assert set(standings(await kitchen.people.check_recipe(recipe.id)).values()) == {Standing.NOT_CHECKED}
    stated = await kitchen.people.state_product(
        Product(
            name="Zorblax cubes",
            contains=frozenset({Allergen.CELERY}),
            may_contain=frozenset({Allergen.MILK}),
        ),
        actor="anna",
    )
    assert (await kitchen.people.products())[0] == stated
    found = standings(await kitchen.people.check_recipe(recipe.id))
    assert found.pop("celery") is Standing.CONTAINS
    assert found.pop("milk") is Standing.MAY_CONTAIN
    assert set(found.values()) == {Standing.FREE_OF}
    assert standings(await kitchen.people.check_lines(["1 zorblax cube"]))["celery"] is Standing.CONTAINS
    assert (await kitchen.people.allergens_in(recipe.id))[Allergen.CELERY].standing is Standing.CONTAINS
    now = kitchen.clock.now()
    meal = await kitchen.meal_plan.plan(
        Meal(id="", starts_at=now, ends_at=now.replace(year=now.year + 1), recipe_id=recipe.id)
    )
    assert standings(await kitchen.people.check_meal(meal.id))["celery"] is Standing.CONTAINS
    assert recipe.id not in {
        one.recipe_id for one in (await kitchen.suggestions.suggest(people=[person.id])).found
    }
    forgotten = await kitchen.people.forget_product("zorblax cube")
    assert forgotten == stated
    assert await kitchen.people.products() == ()
    assert set(standings(await kitchen.people.check_recipe(recipe.id)).values()) == {Standing.NOT_CHECKED}
    assert await kitchen.people.forget_product("zorblax cube") is None


async def test_stored_profiles_are_made_anew_with_the_statement(kitchen: Kitchen) -> None:
    recipe = await kitchen.recipes.add(dish("Toast", "2 slices zorblax"))
    await kitchen.people.add(Person(name="Anna", allergens={Allergen.PEANUTS: Severity.SEVERE}))
    await kitchen.profiles.make()
    assert standings(await kitchen.people.check_recipe(recipe.id))["peanuts"] is Standing.NOT_CHECKED
    await kitchen.people.state_product(Product(name="zorblax", contains=frozenset({Allergen.PEANUTS})))
    assert standings(await kitchen.people.check_recipe(recipe.id))["peanuts"] is Standing.CONTAINS
    await kitchen.profiles.make()
    await kitchen.people.forget_product("zorblax")
    assert standings(await kitchen.people.check_recipe(recipe.id))["peanuts"] is Standing.NOT_CHECKED


async def test_a_statement_goes_before_what_the_words_say_and_not_into_longer_names(kitchen: Kitchen) -> None:
    await kitchen.people.state_product(
        Product(name="butter", contains=frozenset(), suits=frozenset({Diet.VEGAN}))
    )
    await kitchen.people.add(
        Person(
            name="Anna",
            allergens={Allergen.MILK: Severity.SEVERE, Allergen.PEANUTS: Severity.SEVERE},
            diets=frozenset({Diet.VEGAN}),
        )
    )
    recipe = await kitchen.recipes.add(
        dish("Potatoes", "50 g butter", "500 g potatoes", steps=["Melt the butter."])
    )
    found = standings(await kitchen.people.check_recipe(recipe.id))
    assert found == {"milk": Standing.FREE_OF, "peanuts": Standing.FREE_OF, "vegan": Standing.FREE_OF}
    assert standings(await kitchen.people.check_lines(["50 g peanut butter"]))["peanuts"] is Standing.CONTAINS
    assert standings(await kitchen.people.check_lines(["50 g butter and cream"]))["milk"] is Standing.CONTAINS


async def test_a_statement_on_allergens_alone_says_nothing_about_diets(kitchen: Kitchen) -> None:
    await kitchen.people.add(Person(name="Ada", diets=frozenset({Diet.VEGETARIAN, Diet.HALAL})))
    await kitchen.people.state_product(Product(name="zorblax"))
    assert set(standings(await kitchen.people.check_lines(["100 g zorblax"])).values()) == {
        Standing.NOT_CHECKED
    }
    await kitchen.people.state_product(Product(name="zorblax", made_of=frozenset({"pork"})))
    assert set(standings(await kitchen.people.check_lines(["100 g zorblax"])).values()) == {Standing.CONTAINS}
    await kitchen.people.state_product(Product(name="zorblax", suits=frozenset({Diet.VEGAN})))
    assert standings(await kitchen.people.check_lines(["100 g zorblax"]))["vegetarian"] is Standing.FREE_OF


async def test_an_incomplete_statement_leaves_the_rest_unchecked(kitchen: Kitchen) -> None:
    await kitchen.people.add(Person(name="Anna", allergens=EVERYTHING))
    await kitchen.people.state_product(
        Product(name="zorblax", contains=frozenset({Allergen.EGGS}), complete=False)
    )
    found = standings(await kitchen.people.check_lines(["100 g zorblax"]))
    assert found.pop("eggs") is Standing.CONTAINS
    assert set(found.values()) == {Standing.NOT_CHECKED}


async def test_the_words_of_a_label_are_a_statement(kitchen: Kitchen) -> None:
    await kitchen.people.add(Person(name="Anna", allergens=EVERYTHING))
    stated, reading = await kitchen.people.state_label(Product(name="Zorblax biscuits"), LABELS["en"])
    assert stated.complete
    assert stated.label == LABELS["en"]
    assert not reading.unread
    found = standings(await kitchen.people.check_lines(["1 pack zorblax biscuits"]))
    assert {code for code, standing in found.items() if standing is Standing.CONTAINS} == {
        "gluten",
        "milk",
        "soybeans",
    }
    assert found["nuts"] is Standing.MAY_CONTAIN
    assert found["celery"] is Standing.FREE_OF
    stated, reading = await kitchen.people.state_label(Product(name="x y"), "Ingredients: peas, zorblax.")
    assert (stated.complete, reading.unread) == (False, ("zorblax",))
    stated, _ = await kitchen.people.state_label(
        Product(name="x y"), "Ingredients: peas, zorblax.", complete=True
    )
    assert stated.complete
    with pytest.raises(KitchenError):
        await kitchen.people.state_label(Product(name="x y"), "hello world")


@pytest.mark.parametrize(
    "product",
    [
        Product(name=" "),
        Product(name="!?"),
        Product(name="a" * 200),
        Product(name="zorb\x00lax"),
        Product(name="zorblax", made_of=frozenset({"unicorn"})),
        Product(name="zorblax", suits=frozenset({Diet.KIDNEY})),
        Product(name="zorblax", is_food=False, contains=frozenset({Allergen.MILK})),
        Product(name="zorblax", label="a" * 20_000),
    ],
)
async def test_statements_that_make_no_sense_are_refused(kitchen: Kitchen, product: Product) -> None:
    with pytest.raises(KitchenError) as refused:
        await kitchen.people.state_product(product)
    assert refused.value.code is ErrorCode.INVALID
    assert await kitchen.people.products() == ()


async def test_the_few_words_that_keep_the_book_unchecked(kitchen: Kitchen) -> None:
    await kitchen.profiles.make()
    before = {one.word for one in await kitchen.people.unchecked_words()}
    for number in range(3):
        await kitchen.recipes.add(dish(f"Soup {number}", "2 zorblax", f"{number + 1} potatoes"))
    await kitchen.recipes.add(dish("Stew", "2 carrots, quuxle", "1 zorblax", "2 potatoes"))
    await kitchen.profiles.make()
    words = [one for one in await kitchen.people.unchecked_words() if one.word not in before]
    first, second = words
    assert (first.word, first.why, first.recipes, first.alone) == ("zorblax", Gap.UNKNOWN_WORD, 4, 3)
    assert ("Soup 0", "2 zorblax") in first.lines
    assert (second.word, second.recipes, second.alone) == ("quuxle", 1, 0)
    # One answer clears it in the whole book.
    await kitchen.people.state_product(Product(name=first.word))
    await kitchen.people.state_product(Product(name=second.word, is_food=False))
    await kitchen.profiles.make()
    assert {one.word for one in await kitchen.people.unchecked_words()} <= before
    await kitchen.people.add(Person(name="Anna", allergens=EVERYTHING))
    stew = await kitchen.recipes.find("stew")
    assert set(standings(await kitchen.people.check_recipe(stew.id)).values()) == {Standing.FREE_OF}
    assert len(await kitchen.people.unchecked_words(limit=0)) == 0


async def test_statements_are_exported_and_restored(
    kitchen: Kitchen, tmp_path: Path, clock: ManualClock
) -> None:
    await kitchen.people.state_product(
        Product(name="Zorblax", contains=frozenset({Allergen.NUTS}), label="Ingredients: nuts"), actor="u1"
    )
    await kitchen.files.export(tmp_path / "out")
    other = await Kitchen.open(tmp_path / "other.db", clock=clock)
    try:
        await other.files.import_archive(tmp_path / "out")
        assert await other.people.products() == await kitchen.people.products()
        await other.files.import_archive(tmp_path / "out")
        assert len(await other.people.products()) == 1
        file = tmp_path / "out" / "_household" / "products.json"
        file.write_text(file.read_text().replace('nuts"', 'unicorns"', 1))
        with pytest.raises(KitchenError):
            await other.files.import_archive(tmp_path / "out")
    finally:
        await other.close()


async def test_substitutes_count_what_the_household_stated(kitchen: Kitchen) -> None:
    await kitchen.people.add(Person(name="Anna", allergens={Allergen.SESAME: Severity.SEVERE}))
    lines = {line for one in await kitchen.people.substitutes("butter") for line in one.lines}
    assert "75 g olive oil" in lines
    await kitchen.people.state_product(Product(name="olive oil", may_contain=frozenset({Allergen.SESAME})))
    lines = {line for one in await kitchen.people.substitutes("butter") for line in one.lines}
    assert lines
    assert not {line for line in lines if "olive oil" in line}


async def test_a_profile_that_was_built_before_a_statement_is_not_stored_after_it(
    kitchen: Kitchen, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The verdict after a statement on a product never comes from a profile that knows nothing of it."""
    recipe = await kitchen.recipes.add(dish("Bowl", "2 tbsp Sunny sauce", "100 g rice"))
    build = ProfileBuilder.build

    def state_meanwhile(*arguments: Any, **named: Any) -> Any:
        built = build(*arguments, **named)
        monkeypatch.setattr(ProfileBuilder, "build", build)
        stating = kitchen.people.state_product(
            Product(name="Sunny sauce", contains=frozenset({Allergen.NUTS}), complete=True)
        )
        asyncio.run_coroutine_threadsafe(stating, loop).result(10)
        return built

    loop = asyncio.get_running_loop()
    for ask in (kitchen.profiles.make, partial(kitchen.profiles.get, recipe.id)):
        monkeypatch.setattr(ProfileBuilder, "build", state_meanwhile)
        await ask()
        assert Allergen.NUTS in (await kitchen.profiles.get(recipe.id)).contains
        await kitchen.people.forget_product("Sunny sauce")


async def test_a_profile_that_was_built_for_a_question_is_kept(
    kitchen: Kitchen, monkeypatch: pytest.MonkeyPatch
) -> None:
    dough = await kitchen.recipes.add(dish("House dough", "200 g flour"))
    pie = await kitchen.recipes.add(dish("Carrot pie", "3 carrots", "1 batch house dough"))
    asked = await kitchen.profiles.get(pie.id)
    assert Allergen.GLUTEN in asked.contains

    def none(*_: Any, **__: Any) -> Any:
        raise AssertionError("it is built again")

    monkeypatch.setattr(ProfileBuilder, "build", none)
    assert (await kitchen.profiles.get(pie.id)).contains == asked.contains
    assert Allergen.GLUTEN in (await kitchen.profiles.get(dough.id)).contains
