"""The shopping list names foods in the language of the household, also for recipes in other languages."""

import pytest

from custom_components.hearthtech.kitchen.nutrition.analyze import Analyzer
from custom_components.hearthtech.kitchen.recipes.model import Ingredient, Recipe
from custom_components.hearthtech.kitchen.shopping.requirements import RequirementReader
from custom_components.hearthtech.kitchen.shopping.shopping_list import Wanted, planned

ANALYZER = Analyzer()
FLOUR = {"en": "flour", "de": "Mehl", "fr": "farine", "es": "harina", "it": "farina"}
CARROTS = {"en": "carrot", "de": "Möhren", "fr": "carottes", "es": "zanahorias", "it": "carote"}


def recipe_of(line: str, language: str) -> Recipe:
    return Recipe(id="", name="A", language=language, ingredients=(Ingredient(text=line),))


@pytest.mark.parametrize("house", FLOUR)
def test_one_item_in_the_language_of_the_house(house: str) -> None:
    reader = RequirementReader(ANALYZER, house)
    wanted = [
        Wanted(need=need, recipe=language, name=language)
        for language in FLOUR
        for line in (f"100 g {FLOUR[language]}", f"200 g {CARROTS[language]}")
        if language != house
        for need in reader.recipe(recipe_of(line, language))
    ]
    listed = planned([], wanted, (), reader)
    assert {item.name: item.amount_words for item in listed} == {
        FLOUR[house]: "400 g",
        CARROTS[house]: "800 g",
    }
    assert all(item.note for item in listed), "what the recipe says stays readable"
    again = planned(listed, wanted, (), reader)
    assert [(item.name, item.note) for item in again] == [(item.name, item.note) for item in listed]


@pytest.mark.parametrize(
    ("house", "language", "line", "name"),
    [
        ("en", "de", "500 g glutenfreies Mehl", "glutenfreies Mehl"),
        ("de", "en", "1 cup gluten-free flour", "gluten-free flour"),
        ("de", "en", "2 red bell peppers", "red bell peppers"),
        ("de", "en", "100 g blick of zorb", "blick of zorb"),
        ("de", "de", "200 g Karotten", "Karotten"),
        ("de", "de-CH", "200 g Karotten", "Karotten"),
        ("xx", "en", "200 g flour", "flour"),
    ],
    ids=[
        "free-de",
        "free-en",
        "variety",
        "unknown",
        "same-language",
        "same-base-language",
        "no-such-language",
    ],
)
def test_what_says_more_than_the_food_is_kept(house: str, language: str, line: str, name: str) -> None:
    (need,) = RequirementReader(ANALYZER, house).recipe(recipe_of(line, language))
    assert need.name == name
    assert need.said == ""


def test_what_a_person_types_is_kept() -> None:
    reader = RequirementReader(ANALYZER, "de")
    assert reader.named("Karotten", None, "").name == "Karotten"
    for house, language in (("de", ""), ("en", "de"), ("fr", "de")):
        need = RequirementReader(ANALYZER, house).line("Karotten", language)
        assert need is not None
        assert need.name == "Karotten"
