"""Files of other recipe programs: the content decides the format, not the name."""

import base64
import gzip
import io
import json
import zipfile

import pytest

from custom_components.hearthtech.kitchen.errors import KitchenError
from custom_components.hearthtech.kitchen.recipes.file_formats import File, FoundRecipe
from custom_components.hearthtech.kitchen.recipes.importers import read_file

PICTURE = b"\xff\xd8\xff\xe0 a picture"


def _zip(files: dict[str, bytes | str]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return made.getvalue()


def _read(content: bytes | str, name: str = "file.bin") -> list[FoundRecipe]:
    return read_file(File(content=content.encode() if isinstance(content, str) else content, name=name))


def _paprika(name: str) -> bytes:
    record = {
        "name": name, "ingredients": "[Dough]\n200 g flour\n[Top]\n2 figs", "directions": "Knead it.\n\nBake for 20 minutes.", "servings": "3",
        "prep_time": "10 min", "categories": ["Cake"], "source_url": "https://example.net/x", "notes": "Good.",
        "photo": "p.jpg", "photo_data": base64.b64encode(PICTURE).decode(),
    }  # fmt: skip
    return gzip.compress(json.dumps(record).encode())


def test_paprika() -> None:
    found = _read(
        _zip(
            {
                "a.paprikarecipe": _paprika("Fig Cake"),
                "b.paprikarecipe": _paprika("Date Cake"),
                "__MACOSX/._a.paprikarecipe": b"x",
            }
        )
    )
    assert [item.recipe.name for item in found] == ["Fig Cake", "Date Cake"]
    recipe = found[0].recipe
    assert [(line.section, line.text) for line in recipe.ingredients] == [
        ("Dough", "200 g flour"),
        ("Top", "2 figs"),
    ]
    assert (recipe.servings, recipe.prep_time_s, recipe.categories, recipe.notes) == (
        3,
        600,
        ("Cake",),
        ("Good.",),
    )
    assert found[0].pictures == {"p.jpg": PICTURE}


def test_tandoor() -> None:
    recipe = {
        "name": "Leek Pie", "servings": 3, "working_time": 15, "waiting_time": 40, "keywords": [{"name": "Winter"}],
        "steps": [
            {"name": "Dough", "instruction": "Knead it.", "ingredients": [{"food": {"name": "flour"}, "unit": {"name": "g"}, "amount": 200.0, "note": "rye"}]},
            {"name": "Top", "instruction": "Fry the leeks.", "ingredients": [{"food": {"name": "leeks"}, "unit": None, "amount": "2.50", "note": ""}, {"food": {"name": "salt"}, "unit": None, "amount": 0, "no_amount": True}]},
        ],
    }  # fmt: skip
    found = _read(_zip({"7.zip": _zip({"recipe.json": json.dumps(recipe), "image.jpg": PICTURE})}))
    assert [(line.section, line.text) for line in found[0].recipe.ingredients] == [
        ("Dough", "200 g flour, rye"),
        ("Top", "2½ leeks"),
        ("Top", "salt"),
    ]
    assert [(step.section, step.text) for step in found[0].recipe.steps] == [
        ("Dough", "Knead it."),
        ("Top", "Fry the leeks."),
    ]
    assert found[0].recipe.keywords == ("Winter",)
    assert found[0].pictures == {"image.jpg": PICTURE}


def test_mealie_backup() -> None:
    tables = {
        "recipes": [{"id": "r1", "name": "Bean Pot", "slug": "bean-pot", "recipe_yield": "4 servings", "total_time": "1 hour", "org_url": "https://example.net/b"}],
        "recipes_ingredients": [
            {"recipe_id": "r1", "position": 1, "note": "", "quantity": 1.0, "food_id": "f2", "unit_id": None, "title": None, "original_text": None},
            {"recipe_id": "r1", "position": 0, "note": "dried", "quantity": 500.0, "food_id": "f1", "unit_id": "u1", "title": "Pot", "original_text": None},
        ],
        "recipe_instructions": [{"recipe_id": "r1", "position": 0, "title": "", "text": "Soak the beans."}, {"recipe_id": "r1", "position": 1, "title": "", "text": "Boil."}],
        "ingredient_foods": [{"id": "f1", "name": "beans"}, {"id": "f2", "name": "onion"}], "ingredient_units": [{"id": "u1", "name": "g"}],
        "tags": [{"id": "t1", "name": "Stew"}], "recipes_to_tags": [{"recipe_id": "r1", "tag_id": "t1"}], "notes": [],
    }  # fmt: skip
    recipe = _read(_zip({"database.json": json.dumps(tables)}))[0].recipe
    assert [line.text for line in recipe.ingredients] == ["500 g beans, dried", "1 onion"]
    assert [step.text for step in recipe.steps] == ["Soak the beans.", "Boil."]
    assert (recipe.servings, recipe.total_time_s, recipe.keywords) == (4, 3600, ("Stew",))


def test_nextcloud_and_cooklang_folders() -> None:
    node = {
        "@type": "Recipe",
        "name": "Tart",
        "recipeIngredient": ["1 egg"],
        "recipeInstructions": ["Bake it."],
    }
    found = _read(
        _zip(
            {
                "Tart/recipe.json": json.dumps(node),
                "Tart/full.jpg": PICTURE + b"!",
                "Tart/thumb.jpg": PICTURE,
                "Soup.cook": "Boil @leek{2}.",
                "Soup.png": PICTURE,
            }
        )
    )
    assert {item.recipe.name: list(item.pictures) for item in found} == {
        "Tart": ["full.jpg"],
        "Soup": ["Soup.png"],
    }


def test_kitchen_owl_chowdown_and_tables() -> None:
    owl = {
        "recipes": [
            {
                "name": "Rice",
                "description": "Boil the rice.\nServe.",
                "items": [{"name": "rice", "description": "200 g", "optional": False}],
                "yields": 2,
                "time": 25,
            }
        ]
    }
    recipe = _read(json.dumps(owl))[0].recipe
    assert (
        [line.text for line in recipe.ingredients],
        len(recipe.steps),
        recipe.servings,
        recipe.total_time_s,
    ) == (["200 g rice"], 2, 2, 1500)
    down = "---\nlayout: recipe\ntitle: Flat Bread\ningredients:\n- 200 g flour\n- water\ndirections:\n- Knead.\n- Bake it.\n---\nFrom home.\n"
    recipe = _read(down, "bread.md")[0].recipe
    assert (recipe.name, len(recipe.ingredients), len(recipe.steps), recipe.description) == (
        "Flat Bread",
        2,
        2,
        "From home.",
    )
    plan = 'Title,Course,Prep Time,Servings,Ingredients,Directions\n"Slaw","Side","10","4","1 cabbage\n2 carrots","Shred it.\nMix it."\n'
    recipe = _read(plan, "recipes.csv")[0].recipe
    assert (recipe.name, len(recipe.ingredients), len(recipe.steps), recipe.servings, recipe.prep_time_s) == (
        "Slaw",
        2,
        2,
        4,
        600,
    )


def test_meal_master_and_rezkonv() -> None:
    text = (
        "MMMMM----- Recipe via Meal-Master (tm) v8.05\n \n      Title: Fig Jam\n Categories: Sweet\n      Yield: 3 Jars\n \n"
        "      2 c  Figs; chopped                        1 ts Salt\n  1 1/2 c  Sugar                               2 tb Juice\n"
        "MMMMM---------------------SPICE---------------------\n      1    Stick cinnamon\n \n  Boil the figs with the\n  sugar.\n \n  Fill it into jars.\n \nMMMMM\n"
    )
    recipe = _read(text)[0].recipe
    assert [(line.section, line.text) for line in recipe.ingredients] == [
        (None, "2 cup Figs, chopped"), (None, "1 1/2 cup Sugar"), (None, "1 tsp Salt"), (None, "2 tbsp Juice"), ("Spice", "1 Stick cinnamon"),
    ]  # fmt: skip
    assert [step.text for step in recipe.steps] == ["Boil the figs with the sugar.", "Fill it into jars."]
    text = (
        "========== REZKONV-Rezept - RezkonvSuite v1.4\n     Titel: Suppe\nKategorien: Suppe\n     Menge: 2 Portionen\n\n  300    Gramm  Lauch; fein\n"
        "    1           Ei\n\n============================ QUELLE ============================\n              Buch\n\n  Lauch kochen.\n\n  Ei dazu.\n\n=====\n"
    )
    recipe = _read(text)[0].recipe
    assert (
        [line.text for line in recipe.ingredients],
        len(recipe.steps),
        recipe.servings,
        recipe.author,
    ) == (["300 Gramm Lauch, fein", "1 Ei"], 2, 2, "Buch")


def test_master_cook() -> None:
    text = (
        "                     *  Exported from  MasterCook  *\n\n                              Bean Dip\n\nRecipe By     : A. Cook\n"
        "Serving Size  : 4    Preparation Time :0:20\nCategories    : Dips                             Beans\n\n"
        "  Amount  Measure       Ingredient -- Preparation Method\n--------  ------------  --------------------------------\n"
        "       2  cups          beans -- cooked\n       1  teaspoon      salt\n\nMash the beans.\nAdd the salt.\n\n                   - - - - - - - - - - -\n"
    )
    recipe = _read(text)[0].recipe
    assert ([line.text for line in recipe.ingredients], recipe.servings, recipe.prep_time_s) == (
        ["2 cups beans, cooked", "1 teaspoon salt"],
        4,
        1200,
    )
    xml = (
        '<?xml version="1.0"?><mx2 source="MasterCook"><RcpE name="Dip" author="B"><Serve qty="6"/><CatS><CatT>Dips</CatT></CatS>'
        '<IngR name="beans" unit="cups" qty="2"><IPrp>cooked</IPrp></IngR><DirS><DirT>Mash the beans.</DirT></DirS></RcpE></mx2>'
    )
    recipe = _read(xml, "x.mx2")[0].recipe
    assert ([line.text for line in recipe.ingredients], recipe.servings, recipe.steps[0].text) == (
        ["2 cups beans, cooked"],
        6,
        "Mash the beans.",
    )


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (_zip({"readme.pdf": b"x"}), "no file of a known program"),
        (_zip({"recipes/soup/soup.json": b"{}"}), "soup.json"),
        (b"PK\x03\x04 damaged", "damaged"),
        (b"\x1f\x8b damaged", "damaged"),
        (_zip({"a.zip": _zip({"b.zip": _zip({"c.zip": _zip({"d.zip": b"x"})})})}), "nested too deeply"),
        (b'<mx2><!ENTITY a "b"></mx2>', "entities"),
    ],
    ids=["no recipes", "empty records", "damaged zip", "damaged gzip", "nested", "entities"],
)
def test_what_cannot_be_read_is_named(content: bytes, words: str) -> None:
    with pytest.raises(KitchenError) as raised:
        _read(content)
    assert words in str(raised.value.data["reason"])
