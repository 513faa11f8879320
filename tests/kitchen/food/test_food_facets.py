"""Allergens and diets of foods, and what is said of those that are not known."""

import pytest

from custom_components.hearthtech.kitchen.food import Analyzer, FoodDatabase, analyze

CONTAINS = {
    "butter": "milk", "soy sauce": "gluten soybeans", "tahini": "sesame", "pasta": "gluten", "egg noodle": "eggs gluten",
    "shrimp": "crustaceans", "peanut butter": "peanuts", "celery": "celery", "mustard": "mustard",
    "flour": "gluten", "rice flour": "", "corn tortilla": "", "fish sauce": "fish", "squid": "molluscs", "scallop": "molluscs",
    "parmesan": "milk", "marzipan": "nuts", "rice": "", "potato": "", "butternut squash": "", "butter bean": "",
    "coconut cream": "", "coconut milk": "", "cream of tartar": "", "buckwheat": "", "tofu": "soybeans", "honey": "",
    "ghee": "milk", "egg": "eggs", "salmon": "fish", "couscous": "gluten", "barley": "gluten", "sesame oil": "sesame",
    "walnut": "nuts", "pine nut": "nuts", "almond butter": "nuts", "cashew": "nuts", "eggplant": "", "buttermilk": "milk",
    "balsamic vinegar": "sulphites", "red wine": "sulphites", "water": "", "salt": "", "sugar": "", "chicken breast": "",
    "heavy cream": "milk", "soba noodle": "gluten", "rice noodle": "", "cornstarch": "", "olive oil": "",
}  # fmt: skip
AT_LEAST = {
    "almond milk": "nuts", "miso": "soybeans", "furikake": "sesame", "curry paste": "", "gochujang": "soybeans", "soy milk": "soybeans", "mayonnaise": "eggs", "white chocolate": "milk", "milk chocolate": "milk",
    "pesto": "milk nuts", "caesar dressing": "eggs fish milk", "worcestershire sauce": "fish", "oyster sauce": "molluscs",
    "imitation crab": "fish", "panko": "gluten", "flour tortilla": "gluten", "margarine": "soybeans", "oat": "gluten",
    "vanilla ice cream": "milk", "beer": "gluten",
}  # fmt: skip


@pytest.fixture(scope="module")
def database() -> FoodDatabase:
    return FoodDatabase()


@pytest.mark.parametrize("name", CONTAINS)
def test_what_simple_foods_contain(database: FoodDatabase, name: str) -> None:
    entry = database.lookup(name)
    assert entry is not None
    food = database.food(entry.food)
    assert food.contains == set(CONTAINS[name].split()), food.name
    assert food.checked


@pytest.mark.parametrize("name", AT_LEAST)
def test_what_composed_foods_contain_at_least_and_that_the_rest_is_not_checked(
    database: FoodDatabase, name: str
) -> None:
    entry = database.lookup(name)
    assert entry is not None
    food = database.food(entry.food)
    assert food.contains >= set(AT_LEAST[name].split()), food.name
    assert not food.checked


@pytest.mark.parametrize(
    ("name", "made"),
    [("bacon", "pork"), ("gelatin", "pork"), ("chicken breast", "poultry"), ("honey", "honey"), ("red wine", "alcohol"),
     ("egg", "egg"), ("butter", "milk"), ("anchovy", "fish"), ("ground beef", "beef"), ("oyster sauce", "fish"), ("lard", "pork")],
)  # fmt: skip
def test_what_diets_ask_about(database: FoodDatabase, name: str, made: str) -> None:
    entry = database.lookup(name)
    assert entry is not None
    assert made in database.food(entry.food).made_of


@pytest.mark.parametrize(
    "name", ["lettuce", "rice", "coconut milk", "mushroom", "lentil", "olive oil", "potato", "apple"]
)
def test_plants_are_made_of_no_animal(database: FoodDatabase, name: str) -> None:
    entry = database.lookup(name)
    assert entry is not None
    assert not database.food(entry.food).made_of & {
        "meat",
        "pork",
        "beef",
        "poultry",
        "fish",
        "milk",
        "egg",
        "honey",
    }


def test_a_dish_tells_its_allergens_and_what_is_not_checked() -> None:
    result = analyze(["200 g spaghetti", "2 tbsp pesto", "30 g parmesan", "1 cup blorptang"], 2)
    assert {"gluten", "milk", "nuts"} <= result.contains
    assert result.unchecked == ("2 tbsp pesto", "1 cup blorptang")


def test_analyzer_can_be_used_again() -> None:
    analyzer = Analyzer()
    first = analyzer.analyze(["2 eggs"], 1)
    assert analyzer.analyze(["2 eggs"], 1) == first
