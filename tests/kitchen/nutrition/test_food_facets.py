"""Allergens and diets of foods, and what is said of those that are not known."""

import re
import sqlite3

import pytest

from custom_components.hearthtech.kitchen.nutrition import Analyzer, Food, FoodDatabase, analyze
from custom_components.hearthtech.kitchen.nutrition.database import PATH

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


TOLD = {
    "celery salt": ("celery", ""), "malt vinegar": ("gluten", "sulphites"), "golden raisins": ("sulphites", ""),
    "dried apricots": ("sulphites", ""), "baking powder": ("", "gluten"), "vegetable oil": ("", "soybeans"),
    "lupin flour": ("lupin", "peanuts"), "mustard oil": ("mustard", ""), "mustard greens": ("mustard", ""),
    "tamari": ("soybeans", "gluten"), "fish sauce": ("fish", "crustaceans molluscs gluten"), "cake flour": ("gluten", ""),
    "condensed milk": ("milk", ""), "dried shrimp": ("crustaceans", ""), "chestnut": ("nuts", ""), "salsify": ("", ""),
    "spaghetti squash": ("", ""), "crayfish": ("crustaceans", "sulphites"), "marzipan": ("nuts", "eggs"),
}  # fmt: skip
TOLD_AT_LEAST = {
    "worcestershire sauce": "fish gluten", "stock cube": "celery", "pesto": "milk nuts", "hummus": "sesame",
    "surimi": "fish crustaceans eggs", "crab stick": "fish crustaceans eggs", "oyster sauce": "molluscs gluten soybeans",
    "red curry paste": "crustaceans fish", "chocolate": "soybeans", "breadcrumbs": "gluten", "seitan": "gluten",
    "granola": "gluten", "ice cream": "milk eggs", "gnocchi": "gluten eggs", "nougat": "nuts eggs", "praline": "nuts",
    "gianduja": "nuts", "nutella": "milk nuts soybeans", "ponzu": "fish soybeans gluten", "kimchi": "fish",
    "mixed nuts": "nuts", "clam juice": "molluscs", "fish stock": "fish celery", "shrimp stock": "crustaceans",
    "seafood stock": "fish crustaceans molluscs", "baileys": "milk", "frangelico": "nuts", "snickers": "peanuts milk eggs",
    "twix": "gluten milk", "naan": "gluten milk", "garlic bread": "gluten milk", "meatballs": "gluten eggs milk",
    "old bay seasoning": "celery", "everything seasoning": "sesame", "zaatar": "sesame", "thousand island dressing": "eggs",
    "tartar sauce": "eggs mustard", "caesar dressing": "eggs fish milk", "hollandaise": "eggs milk", "custard powder": "milk",
    "oat milk": "gluten", "dumplings": "gluten soybeans", "hoisin sauce": "gluten soybeans", "doubanjiang": "gluten soybeans",
    "salad cream": "eggs mustard", "marmite": "gluten", "fish sticks": "fish gluten", "tortellini": "gluten milk eggs",
    "biscuits": "gluten milk", "cider": "sulphites", "vermouth": "sulphites", "black vinegar": "gluten", "veggie burger": "soybeans gluten",
}  # fmt: skip
FREE_BY_NAME = {
    "gluten free bread": "gluten", "vegan mayonnaise": "eggs", "vegan butter": "milk", "vegan cheese": "milk", "dairy free yogurt": "milk",
    "sunflower seed butter": "peanuts", "vegetarian oyster sauce": "molluscs", "gluten free pasta": "gluten", "vegan ice cream": "milk",
    "coconut aminos": "gluten",
}  # fmt: skip


@pytest.mark.parametrize("name", TOLD)
def test_what_a_name_tells_beyond_the_food_it_borrows_its_figures_from(
    database: FoodDatabase, name: str
) -> None:
    contains, may = TOLD[name]
    food = _food(database, name)
    assert food.contains == set(contains.split())
    assert food.may_contain == set(may.split())
    assert food.checked


@pytest.mark.parametrize("name", TOLD_AT_LEAST)
def test_bought_foods_tell_what_is_usual_in_them_and_are_not_checked_for_the_rest(
    database: FoodDatabase, name: str
) -> None:
    food = _food(database, name)
    assert food.contains >= set(TOLD_AT_LEAST[name].split())
    assert not food.checked or name in {"clam juice", "cider", "vermouth", "black vinegar"}


@pytest.mark.parametrize("name", FREE_BY_NAME)
def test_a_name_that_says_without_is_taken_at_its_word_and_no_further(
    database: FoodDatabase, name: str
) -> None:
    food = _food(database, name)
    assert FREE_BY_NAME[name] not in food.contains
    assert not food.checked


def _food(database: FoodDatabase, name: str) -> Food:
    entry = database.lookup(name)
    assert entry is not None
    return database.food(entry.food)


def test_figures_are_those_of_the_food_that_is_borrowed_from(database: FoodDatabase) -> None:
    salt, celery = _food(database, "salt"), _food(database, "celery salt")
    assert salt.number != celery.number
    assert salt.amounts == celery.amounts
    assert database.portions(salt.number) == database.portions(celery.number)


@pytest.mark.parametrize(
    "lines",
    [["200 g cheesy rice"], ["1 cup rice or barley"], ["1 cup milk, plus extra for serving"], ["100 g blorp rice"],
     ["1 lobster bisque"], ["500 g battered fried chicken"], ["1 spinach souffle"]],
)  # fmt: skip
def test_a_name_of_which_a_part_is_known_is_not_checked(lines: list[str]) -> None:
    assert analyze(lines, 1).unchecked == tuple(lines)


def test_what_brands_differ_in_is_told_apart_from_what_is_in_it() -> None:
    result = analyze(["1 tsp baking powder", "100 g flour"], 1)
    assert "gluten" in result.contains
    assert "gluten" not in result.may_contain
    assert analyze(["1 tsp baking powder", "100 g rice flour"], 1).may_contain == {"gluten"}


HINTS = {
    "gluten": r"wheat|barley|\brye\b|bread\b|batter|\bflour|pasta|noodle|cracker|\bmalt|\boat|spelt|\bcake|cookie", "eggs": r"\begg|mayonnaise",
    "milk": r"milk|cheese|butter|\bcream|yogurt|whey", "soybeans": r"soy|tofu", "fish": r"\bfish|salmon|tuna\b|anchov",
    "nuts": r"almond|walnut|pecan|hazelnut|cashew|pistach", "peanuts": "peanut", "celery": "celery", "mustard": "mustard", "lupin": "lupin",
    "sesame": "sesame", "crustaceans": r"shrimp|\bcrab\b|lobster", "molluscs": r"clam|oyster|mussel|squid|snail|octopus|abalone",
}  # fmt: skip
SOUNDS_LIKE = re.compile(
    r"goat|eggplant|vegetable oyster|mushrooms, oyster|(peanut|almond|cashew|sesame|sunflower seed|cocoa|nutmeg|ucuhuba) butter|butter ?(bur|head|nut|fish)"
    r"|coconut (milk|cream)|coconut meat.*creamed|milkfish|cream of tartar|cream style|confection|coatings|sweetbread|buckwheat"
    r"|(rice|corn|potato|carob|chickpea|soy|peanut|sesame|seed|acorn|arrowroot|millet|sorghum|cottonseed) flour|(rice|cellophane).*noodles|noodles.*cellophane"
    r"|rice noodles",
    re.IGNORECASE,
)


def test_no_food_that_counts_as_checked_names_an_allergen_that_it_does_not_tell(
    database: FoodDatabase,
) -> None:
    connection = sqlite3.connect(f"file:{PATH}?mode=ro", uri=True)
    try:
        numbers = [
            number
            for (number,) in connection.execute(
                "SELECT id FROM food WHERE id < 1000000 AND contains NOT LIKE '?%'"
            )
        ]
    finally:
        connection.close()
    assert len(numbers) > 4000
    silent = [
        (food.name, allergen)
        for food in map(database.food, numbers)
        if not SOUNDS_LIKE.search(food.name)
        for allergen, pattern in HINTS.items()
        if re.search(pattern, food.name, re.IGNORECASE) and allergen not in food.contains | food.may_contain
    ]
    assert silent == []
