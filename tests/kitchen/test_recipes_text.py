"""Plain words, pasted or dictated, and the one door for files."""

import json
from pathlib import Path
import subprocess
import sys
from typing import Any

from hypothesis import given, strategies as st
import pytest

from custom_components.hearthtech.kitchen.errors import ErrorCode, KitchenError
from custom_components.hearthtech.kitchen.recipes import line_classifier
from custom_components.hearthtech.kitchen.recipes.file_formats import LARGEST_BYTES, File, format_of
from custom_components.hearthtech.kitchen.recipes.importers import read_file
from custom_components.hearthtech.kitchen.recipes.model import Recipe, Yield
from custom_components.hearthtech.kitchen.recipes.text import recipe_of_text

HEARTH = Path(__file__).parents[2] / "script" / "_hearth.py"


def told(recipe: Recipe) -> tuple[str, list[str], list[str]]:
    return recipe.name, [line.text for line in recipe.ingredients], [step.text for step in recipe.steps]


WITH_HEADINGS = """Barley soup

From the kitchen of: Aunt May
Serves 6
Prep time: 15 min | Cook time: 1 hour 10 minutes

Ingredients

For the stock:
- 2 onions, halved
- 1 l water

For the soup
• 200 g barley
• 1 carrot
Salt

Method
1. Simmer the onions in the water.
2) Add the barley.

Season well and serve.

Notes
Freezes well.
"""


def test_headings_lead() -> None:
    recipe = recipe_of_text(WITH_HEADINGS)
    assert told(recipe) == (
        "Barley soup",
        ["2 onions, halved", "1 l water", "200 g barley", "1 carrot", "Salt"],
        ["Simmer the onions in the water.", "Add the barley.", "Season well and serve."],
    )
    assert [line.section for line in recipe.ingredients] == ["For the stock"] * 2 + ["For the soup"] * 3
    assert (recipe.author, recipe.yields, recipe.notes) == ("Aunt May", Yield(amount=6), ("Freezes well.",))
    assert (recipe.prep_time_s, recipe.cook_time_s) == (900.0, 4200.0)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Tomato toast\n\n4 tomatoes\n2 slices bread\nsalt\nhandful of basil\n\nSlice the tomatoes.\nToast the bread and top it.",
            ("Tomato toast", ["4 tomatoes", "2 slices bread", "salt", "handful of basil"], ["Slice the tomatoes.", "Toast the bread and top it."]),
        ),
        (
            "# Quick dip\n\n## Ingredients\n\n- [ ] 1 can beans\n- [x] 2 tbsp oil\n\n## Steps\n\n1. Blend all.\n2. Serve.",
            ("Quick dip", ["1 can beans", "2 tbsp oil"], ["Blend all.", "Serve."]),
        ),
        (
            "**Dip**\n\n**Ingredients:**\n* 1 can beans\n* 2 tbsp oil\n\n**Directions:**\nBlend all.\nServe.",
            ("Dip", ["1 can beans", "2 tbsp oil"], ["Blend all.", "Serve."]),
        ),
        (
            "Title: Dip\nYield: 2 cups\nINGREDIENTS:\n1 can beans\n2 tbsp oil\nDIRECTIONS:\nBlend all.",
            ("Dip", ["1 can beans", "2 tbsp oil"], ["Blend all."]),
        ),
        (
            "Apfelmus\nZutaten für 4 Personen:\n1 kg Äpfel\n1 EL Zucker\nZubereitung:\nÄpfel schälen.\n20 Minuten köcheln.",
            ("Apfelmus", ["1 kg Äpfel", "1 EL Zucker"], ["Äpfel schälen.", "20 Minuten köcheln."]),
        ),
        (
            "Compote\nIngrédients\n1 kg de pommes\n50 g de sucre\nPréparation\nÉplucher les pommes.\nCuire 20 minutes.",
            ("Compote", ["1 kg de pommes", "50 g de sucre"], ["Éplucher les pommes.", "Cuire 20 minutes."]),
        ),
        (
            "Compota\nIngredientes:\n1 kg de manzanas\nElaboración:\nPelar las manzanas.",
            ("Compota", ["1 kg de manzanas"], ["Pelar las manzanas."]),
        ),
        (
            "Composta\nIngredienti\n1 kg di mele\nPreparazione\nSbucciare le mele.",
            ("Composta", ["1 kg di mele"], ["Sbucciare le mele."]),
        ),
        (
            "Grandma's pancakes for four people. You need two cups of flour, three eggs and a pinch of salt. Mix the flour with the eggs. Fry in butter until golden.",
            ("Grandma's pancakes", ["two cups of flour", "three eggs", "a pinch of salt"], ["Mix the flour with the eggs.", "Fry in butter until golden."]),
        ),
    ],
)  # fmt: skip
def test_pasted_and_dictated(text: str, expected: tuple[str, list[str], list[str]]) -> None:
    assert told(recipe_of_text(text)) == expected
    assert told(recipe_of_text(text.replace("\n", "\r\n"))) == expected


def test_dictated_without_capitals() -> None:
    recipe = recipe_of_text(
        "so for grandma's bean soup you need a pound of beans, two onions and some thyme. first soak the beans overnight."
        " then simmer for two hours until soft. it feeds six people."
    )
    assert told(recipe) == (
        "grandma's bean soup",
        ["a pound of beans", "two onions", "some thyme"],
        ["first soak the beans overnight.", "then simmer for two hours until soft."],
    )
    assert recipe.yields == Yield(amount=6)


def test_several_ingredients_on_a_line() -> None:
    recipe = recipe_of_text(
        "Banana bread (makes 1 loaf)\n3 bananas; 2 eggs; 250g flour\nMash the bananas and fold in the flour."
    )
    assert [line.text for line in recipe.ingredients] == ["3 bananas", "2 eggs", "250g flour"]
    assert recipe.yields == Yield(amount=1, unit="loaf")


def test_dictated_yield() -> None:
    text = "Pancakes for four people. You need two cups of flour, three eggs and milk. Mix all and fry."
    assert recipe_of_text(text).yields == Yield(amount=4)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   \n\n",
        "Hello, how are you?\nSee you at 3.",
        "Dear John,\nThe meeting is moved to 5 pm. Please bring the documents.\nBest\nAnn",
        "1\n2\n3",
        "Buy milk\nCall mum\nPay rent",
        "It was a nice day in London and 4 people were walking. They took the bus.",
        "def main():\n    return 0\n",
        "Milk",
    ],
)
def test_what_is_no_recipe_is_said_to_be_none(text: str) -> None:
    with pytest.raises(KitchenError) as raised:
        recipe_of_text(text)
    assert raised.value.code is ErrorCode.NOT_A_RECIPE


@given(st.text(alphabet="Ingredients:\n-•*#12½ cupMethodStir.!?()[]{}<&>\t\x00é", max_size=200))
def test_any_text_is_a_recipe_or_said_to_be_none(text: str) -> None:
    try:
        recipe = recipe_of_text(text)
    except KitchenError as error:
        code = error.code
    else:
        assert recipe.ingredients or recipe.steps
        return
    assert code is ErrorCode.NOT_A_RECIPE


def test_ten_thousand_lines() -> None:
    recipe = recipe_of_text(
        "Big\nIngredients\n" + "1 cup flour\n" * 5000 + "Method\n" + "Mix all of it well.\n" * 5000
    )
    assert (len(recipe.ingredients), len(recipe.steps)) == (5000, 5000)


NODE = {
    "@type": "Recipe",
    "name": "X",
    "recipeIngredient": ["1 leek"],
    "recipeInstructions": ["Fry the leek for 2 minutes."],
}


@pytest.mark.parametrize(
    ("name", "content", "reader"),
    [
        ("a.html", b"<html><body>x</body></html>", "page"),
        ("", b"\n <!DOCTYPE html><html>", "page"),
        ("", b"<script type='application/ld+json'>{}</script>", "page"),
        ("", json.dumps(NODE).encode(), "json-ld"),
        ("a.txt", json.dumps([NODE]).encode(), "json-ld"),
        ("a.cook", b"Boil it.", "cooklang"),
        ("", b"Boil @egg{2} for ~{6%min}.", "cooklang"),
        ("", b"---\ntitle: X\n---\nBoil @eggs well.", "cooklang"),
        ("a.txt", b"Soup\n2 eggs\nBoil the eggs.", "text"),
        ("", "Soup\n2 eggs".encode("utf-16"), "text"),
        ("a.txt", b"Mail me @ home {soon}", "text"),
    ],
)
def test_files_are_known_by_their_content(name: str, content: bytes, reader: str) -> None:
    assert format_of(File(content=content, name=name)) == reader


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", ErrorCode.NOT_A_RECIPE),
        (b" \n", ErrorCode.NOT_A_RECIPE),
        (b"\x00\x01\x02" * 99, ErrorCode.NOT_A_RECIPE),
        (b"{}", ErrorCode.NOT_A_RECIPE),
        (b"a" * (LARGEST_BYTES + 1), ErrorCode.INVALID),
        (b"---\na: &a [1]\nb: *a\n---\nBoil @egg{}.", ErrorCode.INVALID),
    ],
)
def test_files_that_hold_none(content: bytes, code: ErrorCode) -> None:
    with pytest.raises(KitchenError) as raised:
        read_file(File(content=content))
    assert raised.value.code is code


def test_prose_is_read_on_the_way_in() -> None:
    [found] = read_file(File(content=json.dumps(NODE).encode()))
    assert found.recipe.steps[0].timer_s == 120.0
    assert found.recipe.steps[0].ingredients == (0,)


def hearth(*words: str, stdin: bytes = b"") -> tuple[int, str, str]:
    done = subprocess.run(
        [sys.executable, str(HEARTH), "recipe", *words],
        input=stdin,
        capture_output=True,
        timeout=60,
        check=False,
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def test_import_dry_run(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(f'<html><script type="application/ld+json">{json.dumps(NODE)}</script></html>')
    text = tmp_path / "soup.txt"
    text.write_text(WITH_HEADINGS)
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear John")
    code, out, err = hearth(
        "import",
        "--dry-run",
        "--json",
        "--url",
        "https://example.org/x",
        str(page),
        str(letter),
        str(text),
        str(tmp_path / "none"),
    )
    recipes: list[dict[str, Any]] = [json.loads(line) for line in out.splitlines()]
    assert [recipe["name"] for recipe in recipes] == ["X", "Barley soup"]
    assert recipes[0]["url"] == "https://example.org/x"
    assert (recipes[1]["recipeYield"], recipes[1]["cookTime"]) == ("6 servings", "PT1H10M")
    assert code == 1
    assert "letter.txt: not a recipe" in err
    assert "none: No such file" in err


def test_half_letters_do_not_stop_the_output(tmp_path: Path) -> None:
    file = tmp_path / "x.json"
    file.write_text(
        json.dumps(
            {**NODE, "recipeYield": "a \ud800 lot", "recipeIngredient": ["1 \ud800 leek", {"x": "\ud800"}]}
        )
    )
    code, out, _ = hearth("import", "--dry-run", "--json", str(file))
    assert code == 0
    assert json.loads(out)["recipeIngredient"] == ["1 leek"]


def test_cooklang_of_the_command_line(tmp_path: Path) -> None:
    file = tmp_path / "x.cook"
    file.write_text("Fry @egg{2} in #pan for ~{2%min}.")
    code, out, _ = hearth("cooklang", "--json", str(file))
    assert code == 0
    assert [item["type"] for item in json.loads(out)["steps"][0]] == [
        "text", "ingredient", "text", "cookware", "text", "timer", "text",
    ]  # fmt: skip
    code, out, _ = hearth("cooklang", "--json", "-", stdin=b"@leek")
    assert json.loads(out)["steps"] == [
        [{"type": "ingredient", "name": "leek", "quantity": "some", "units": ""}]
    ]


def test_the_library_of_sites_is_not_loaded_without_need(tmp_path: Path) -> None:
    file = tmp_path / "soup.txt"
    file.write_text(WITH_HEADINGS)
    program = (
        "import sys; sys.argv = ['hearth', 'recipe', 'import', '--dry-run', '--json', sys.argv[1]]\n"
        f"sys.path.insert(0, {str(HEARTH.parent)!r})\n"
        "import _hearth; code = _hearth.main()\n"
        "assert code == 0 and not {'recipe_scrapers', 'bs4', 'sqlalchemy', 'homeassistant'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program, str(file)], check=True, capture_output=True, timeout=60)


def test_a_line_is_classified_once(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    judge = line_classifier._looks_like_ingredient

    def counted(text: str) -> bool:
        seen.append(text)
        return judge(text)

    monkeypatch.setattr(line_classifier, "_looks_like_ingredient", counted)
    text = "Pancakes\n\n200 g flour\n2 eggs\n300 ml milk\nsalt\n\nWhisk everything to a batter.\nFry thin pancakes in butter."
    assert len(recipe_of_text(text).ingredients) == 4
    assert len(seen) == len(set(seen))
