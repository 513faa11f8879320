"""Structure of pasted text and of recipes in JSON: headings, servings, columns, wraps, scans, parts of ingredients."""

import contextlib
import json

import pytest

from custom_components.hearthtech.kitchen.errors import KitchenError
from custom_components.hearthtech.kitchen.recipes.file_formats import File
from custom_components.hearthtech.kitchen.recipes.headings import RecipePart, part_of
from custom_components.hearthtech.kitchen.recipes.importers import read_file
from custom_components.hearthtech.kitchen.recipes.model import Recipe
from custom_components.hearthtech.kitchen.recipes.text import recipe_of_text


def _of_json(document: object, name: str = "x.json") -> Recipe:
    return read_file(File(content=json.dumps(document).encode(), name=name))[0].recipe


def _of_steps(instructions: object) -> Recipe:
    return _of_json(
        {
            "@type": "Recipe",
            "name": "Dish",
            "recipeIngredient": ["1 leek", "2 eggs"],
            "recipeInstructions": instructions,
        }
    )


@pytest.mark.parametrize(
    ("heading", "part"),
    [
        ("Zutaten (für 3 Personen):", RecipePart.INGREDIENTS), ("Ingredients for 8 people", RecipePart.INGREDIENTS),
        ("Ingrediënten voor 2 personen", RecipePart.INGREDIENTS), ("材料（4人分）", RecipePart.INGREDIENTS), ("재료", RecipePart.INGREDIENTS),
        ("Složení", None), ("Ингредиенты на 4 порции:", RecipePart.INGREDIENTS), ("Υλικά", RecipePart.INGREDIENTS), ("מצרכים", RecipePart.INGREDIENTS),
        ("1ngredients", RecipePart.INGREDIENTS), ("Dlrections", RecipePart.STEPS), ("做法", RecipePart.STEPS), ("手順", RecipePart.STEPS),
        ("Εκτέλεση", RecipePart.STEPS), ("Cara membuat", RecipePart.STEPS), ("Tillagning", RecipePart.STEPS), ("Mix the eggs", None),
    ],
)  # fmt: skip
def test_headings_of_many_languages(heading: str, part: RecipePart | None) -> None:
    assert part_of(heading) is part


def test_sections_and_servings_of_pasted_text() -> None:
    recipe = recipe_of_text(
        "Leek Pie\n\nIngredients for 3 people\n[Pastry]\n200 g flour\n100 g butter\n**Filling**\n3 leeks\n\n"
        "Method\nPastry\n1. Rub the butter into the flour.\n2. Chill for 20 minutes.\nFilling\n3. Fry the leeks.\n"
    )
    assert recipe.servings == 3
    assert [line.section for line in recipe.ingredients] == ["Pastry", "Pastry", "Filling"]
    assert [step.section for step in recipe.steps] == ["Pastry", "Pastry", "Filling"]
    assert recipe.steps[2].text == "Fry the leeks."


def test_two_columns_are_read_one_after_the_other() -> None:
    recipe = recipe_of_text(
        "Bread\n\nIngredients\n   3 c  Rye flour                  2 ts Salt\n 1/2 c  Water                      1 tb Honey\n\n"
        "Method\nMix everything well.\nBake for 40 minutes.\n"
    )
    assert [line.text for line in recipe.ingredients] == [
        "3 c Rye flour",
        "1/2 c Water",
        "2 ts Salt",
        "1 tb Honey",
    ]


def test_wrapped_lines_are_joined() -> None:
    recipe = recipe_of_text(
        "Stew\n\nIngredients\n500 g beef, trimmed and cut in\n  large cubes\n2 onions, peeled and\nsliced\n1 l stock\n\nMethod\n\n"
        "Brown the beef in a heavy pot, in two or three\nbatches. Take it out.\n\nFry the onions in the same pot until they are\ngolden, then add\nthe stock.\n"
    )
    assert [line.text for line in recipe.ingredients] == [
        "500 g beef, trimmed and cut in large cubes",
        "2 onions, peeled and sliced",
        "1 l stock",
    ]
    assert len(recipe.steps) == 2


def test_what_no_part_explains_is_kept() -> None:
    recipe = recipe_of_text(
        "Soup\n\nIngredients\n1 leek\n2 carrots\n\nMethod\nBoil the leek.\nBlend it.\n\nNutrition\n90 kcal for each bowl\n"
    )
    assert recipe.unparsed == ("90 kcal for each bowl",)


@pytest.mark.parametrize(
    ("instructions", "steps"),
    [
        ("1) Peel. 2) Boil the eggs. 3) Eat.", [(None, "Peel."), (None, "Boil the eggs."), (None, "Eat.")]),
        ("<h4>Base</h4><p>Fry the leek.</p><p><strong>Top</strong></p><p>Add the eggs.</p>", [("Base", "Fry the leek."), ("Top", "Add the eggs.")]),
        ("## Base\nFry the leek.\n## Top\nAdd the eggs.", [("Base", "Fry the leek."), ("Top", "Add the eggs.")]),
        (["[Base]", "Fry the leek.", "[Top]", "Add the eggs."], [("Base", "Fry the leek."), ("Top", "Add the eggs.")]),
        ([{"@type": "HowToStep", "text": "<ol><li>Peel it</li><li>Slice it</li></ol>"}, "Fry."], [(None, "Peel it. Slice it"), (None, "Fry.")]),
    ],
)  # fmt: skip
def test_steps_in_markup(instructions: object, steps: list[tuple[str | None, str]]) -> None:
    assert [(step.section, step.text) for step in _of_steps(instructions).steps] == steps


def test_ingredients_in_parts() -> None:
    recipe = _of_json(
        {
            "@type": "Recipe", "name": "Pie", "recipeServings": 3, "recipeYield": "",
            "recipeIngredient": [
                {"quantity": 2.5, "unit": {"name": "cup", "pluralName": "cups"}, "food": {"name": "rye flour"}, "note": "sifted", "title": "Dough"},
                {"quantity": 0, "unit": None, "food": {"name": "salt"}, "note": "", "title": ""},
                {"quantity": 1, "unit": None, "food": None, "note": "1 handful of leaves", "display": "1 handful of leaves", "title": "Top"},
                "0.3333333333 cup milk",
            ],
            "recipeInstructions": [{"title": "Dough", "summary": "", "text": "Knead it.", "ingredientReferences": []}],
            "notes": [{"title": "Storage", "text": "In the fridge."}],
        }
    )  # fmt: skip
    assert [(line.section, line.text) for line in recipe.ingredients] == [
        ("Dough", "2½ cups rye flour, sifted"),
        ("Dough", "salt"),
        ("Top", "1 handful of leaves"),
        ("Top", "⅓ cup milk"),
    ]
    assert recipe.servings == 3
    assert recipe.steps[0].section == "Dough"
    assert recipe.notes == ("Storage: In the fridge.",)


def test_recipe_of_a_plugin_without_a_type() -> None:
    recipe = _of_json(
        {
            "name": "Bean Soup", "summary": "<p>Thick.</p>", "servings": "4", "servings_unit": "bowls", "prep_time": 10, "cook_time": 45,
            "ingredients": [{"name": "Soup", "ingredients": [{"amount": "2", "unit": "cups", "name": "beans", "notes": "soaked"}]}],
            "instructions": [{"name": "Soup", "instructions": [{"text": "<p>Boil the beans.</p>"}, {"text": "<p>Serve.</p>"}]}],
        }
    )  # fmt: skip
    assert [(line.section, line.text) for line in recipe.ingredients] == [("Soup", "2 cups beans, soaked")]
    assert [(step.section, step.text) for step in recipe.steps] == [
        ("Soup", "Boil the beans."),
        ("Soup", "Serve."),
    ]
    assert (recipe.prep_time_s, recipe.cook_time_s) == (600, 2700)
    assert recipe.yields is not None
    assert (recipe.yields.amount, recipe.yields.unit) == (4, "bowls")


def test_the_recipe_of_the_page_and_not_of_its_carousel() -> None:
    def block(name: str, path: str) -> str:
        node = {
            "@type": "Recipe", "name": name, "url": f"https://example.net/{path}", "recipeIngredient": ["1 egg", "2 leeks"],
            "recipeInstructions": [f"Cook the {name}.", "Serve."],
        }  # fmt: skip
        return f'<script type="application/ld+json">{json.dumps(node)}</script>'

    page = f"<html><head><title>Leek Tart - Kitchen</title>{block('Fig Cake', 'fig')}{block('Leek Tart', 'tart')}</head><body></body></html>"
    for url in ("https://www.example.net/tart/?print=1", None):
        found = read_file(File(content=page.encode(), name="x.html", url=url))
        assert [item.recipe.name for item in found] == ["Leek Tart"]


@pytest.mark.parametrize(
    "text",
    [
        "[" * 20_000,
        "=" * 20_000,
        "<h2>" * 5_000,
        "<p><b>" * 5_000,
        "1. " * 6_000,
        "1 c a   " * 3_000,
        "\t1 c x" * 3_000,
        "a and\n" * 4_000,
    ],
    ids=["brackets", "rules", "titles", "bold", "counted", "columns", "tabs", "wraps"],
)
def test_hostile_text_ends(text: str) -> None:
    with contextlib.suppress(KitchenError):
        recipe_of_text(f"Soup\n\nIngredients\n1 leek\n2 eggs\n3 figs\n{text}\nMethod\nBoil it well.\n{text}")
    _of_steps(text)
