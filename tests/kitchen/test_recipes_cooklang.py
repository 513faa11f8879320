"""Cooklang: every rule of the grammar, files as people write them, and the way to a recipe and back."""

import json
import re
from typing import Any

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.hearthtech.kitchen.errors import ErrorCode, KitchenError
from custom_components.hearthtech.kitchen.recipes.cooklang import (
    document_to_json,
    parse,
    recipe_of_cooklang,
    recipe_to_cooklang,
)
from custom_components.hearthtech.kitchen.recipes.file_formats import File
from custom_components.hearthtech.kitchen.recipes.importers import read_file
from custom_components.hearthtech.kitchen.recipes.model import (
    DurationGoal,
    Heat,
    Ingredient,
    Recipe,
    Step,
    TemperatureGoal,
    Yield,
)


def text(value: str) -> dict[str, Any]:
    return {"type": "text", "value": value}


def ingredient(name: str, quantity: Any = "some", units: str = "", **more: Any) -> dict[str, Any]:
    return {"type": "ingredient", "name": name, "quantity": quantity, "units": units, **more}


def cookware(name: str, quantity: Any = 1, **more: Any) -> dict[str, Any]:
    return {"type": "cookware", "name": name, "quantity": quantity, "units": "", **more}


def timer(quantity: Any = "", units: str = "", name: str = "") -> dict[str, Any]:
    return {"type": "timer", "name": name, "quantity": quantity, "units": units}


@pytest.mark.parametrize(
    ("source", "items"),
    [
        ("Warm the plates", [text("Warm the plates")]),
        ("@leek", [ingredient("leek")]),
        ("@leek{}", [ingredient("leek")]),
        ("@leek{2}", [ingredient("leek", 2)]),
        ("@leek{2%kg}", [ingredient("leek", 2, "kg")]),
        ("@leek{ 2 % kg }", [ingredient("leek", 2, "kg")]),
        ("@baby leek{2}", [ingredient("baby leek", 2)]),
        ("@7up", [ingredient("7up")]),
        ("@00 flour{1%cup}", [ingredient("00 flour", 1, "cup")]),
        ("@🌶 and more", [ingredient("🌶"), text(" and more")]),
        ("@stock{1/4%l}", [ingredient("stock", 0.25, "l")]),
        ("@stock{1 / 4 %l}", [ingredient("stock", 0.25, "l")]),
        ("@stock{1 1/2%l}", [ingredient("stock", 1.5, "l")]),
        ("@stock{½%l}", [ingredient("stock", 0.5, "l")]),
        ("@stock{07/8%l}", [ingredient("stock", "07/8", "l")]),
        ("@stock{1/0%l}", [ingredient("stock", "1/0", "l")]),
        ("@stock{0.75%l}", [ingredient("stock", 0.75, "l")]),
        ("@stock{a little%l}", [ingredient("stock", "a little", "l")]),
        ("@stock{9 x}", [ingredient("stock", "9 x")]),
        ("@eggs{2-3}", [ingredient("eggs", "2-3")]),
        ("@bay leaf{=1}", [ingredient("bay leaf", 1, fixed=True)]),
        ("@milk{2*%dl}", [ingredient("milk", 2, "dl")]),
        ("@leek chopped and @rice", [ingredient("leek"), text(" chopped and "), ingredient("rice")]),
        ("@leek, washed", [ingredient("leek"), text(", washed")]),
        ("@leek⸫ washed", [ingredient("leek"), text("⸫ washed")]),
        ("@leek\u2009washed", [ingredient("leek"), text("\u2009washed")]),
        ("@leek{1}(washed, sliced)", [ingredient("leek", 1, preparation="washed, sliced")]),
        ("@leek{1} (washed)", [ingredient("leek", 1), text(" (washed)")]),
        ("@?dill", [ingredient("dill", optional=True)]),
        ("@?dill tips{2%g}", [ingredient("dill tips", 2, "g", optional=True)]),
        ("@??dill{}", [ingredient("?dill", optional=True)]),
        ("@? dill", [text("@? dill")]),
        ("@./base/Stock{1%l}", [ingredient("./base/Stock", 1, "l", reference="base/Stock")]),
        ("@leek{2", [ingredient("leek"), text("{2")]),
        ("write @ home{}", [text("write @ home{}")]),
        ("write @ home", [text("write @ home")]),
        ("#wok", [cookware("wok")]),
        ("#wok then", [cookware("wok"), text(" then")]),
        ("#sauce pan{}", [cookware("sauce pan")]),
        ("#sauce pan{ }", [cookware("sauce pan")]),
        ("#9-inch pie dish{ }", [cookware("9-inch pie dish")]),
        ("#bowl{2}", [cookware("bowl", 2)]),
        ("#bowls{three big}", [cookware("bowls", "three big")]),
        ("#?lid{}", [cookware("lid", optional=True)]),
        ("step # 3", [text("step # 3")]),
        ("step # 3{}", [text("step # 3{}")]),
        ("~{5%minutes}", [timer(5, "minutes")]),
        ("~{1/2%hour}", [timer(0.5, "hour")]),
        ("~{2.5%hours}", [timer(2.5, "hours")]),
        ("~dough{1%hour}", [timer(1, "hour", "dough")]),
        ("~soft egg{6%min}", [timer(6, "min", "soft egg")]),
        ("~rest, then", [timer(name="rest"), text(", then")]),
        ("wait ~ 5", [text("wait ~ 5")]),
        ("wait ~ {5}", [text("wait ~ {5}")]),
        ("every 1/2 inch at 180°C/160 Fan", [text("every 1/2 inch at 180°C/160 Fan")]),
        (r"mail \@me, cost \#1 \~ \\ done", [text("mail @me, cost #1 ~ \\ done")]),
        (
            "Fry @leek{2} in #pan for ~{3%min}.",
            [text("Fry "), ingredient("leek", 2), text(" in "), cookware("pan"), text(" for "), timer(3, "min"), text(".")],
        ),
    ],
)  # fmt: skip
def test_items_of_a_step(source: str, items: list[dict[str, Any]]) -> None:
    assert document_to_json(parse(source + "\n")) == {"metadata": {}, "steps": [items]}


@pytest.mark.parametrize(
    ("source", "steps"),
    [
        ("", []),
        ("-- only a remark\n", []),
        ("[- only\na remark -]\n", []),
        ("Wash\n\nDry\n", [[text("Wash")], [text("Dry")]]),
        ("Wash\nand dry\n", [[text("Wash and dry")]]),
        ("Wash\r\nand dry\r\n\r\nFold\r\n", [[text("Wash and dry")], [text("Fold")]]),
        ("-- remark\n@leek{2%kg}\n", [[ingredient("leek", 2, "kg")]]),
        ("@leek{2%kg} -- remark\nand wash\n", [[ingredient("leek", 2, "kg"), text("  and wash")]]),
        ("Wash\n-- remark\nand dry\n", [[text("Wash and dry")]]),
        ("Wash [- well -] it\n", [[text("Wash  it")]]),
        ("Wash it --- well\n", [[text("Wash it --- well")]]),
        ("wash ---\na: b\n---\n", [[text("wash --- a: b ---")]]),
        ("Wash [- it\n", [[text("Wash [- it")]]),
        ("\n \t\nWash\n   \n\nDry", [[text("Wash")], [text("Dry")]]),
    ],
)
def test_steps_and_comments(source: str, steps: list[Any]) -> None:
    assert document_to_json(parse(source)) == {"metadata": {}, "steps": steps}


@pytest.mark.parametrize(
    ("front", "metadata"),
    [
        ("source: aunt May", {"source": "aunt May"}),
        ("Prep Time: 5 min\nCook Time: 9 min", {"Prep Time": "5 min", "Cook Time": "9 min"}),
        ("resting time   :20 min", {"resting time": "20 min"}),
        ("servings: 2|4", {"servings": "2|4"}),
        ("servings: 4", {"servings": 4}),
        ("time: 1:30", {"time": "1:30"}),
        ("vegan: yes\ngood: true", {"vegan": "yes", "good": True}),
        ("made: 2020-01-31", {"made": "2020-01-31"}),
        ("title: Soup: the best", {"title": "Soup: the best"}),
        ("tags:\n  - a\n  - b", {"tags": ["a", "b"]}),
        ("tags: [a, b]", {"tags": ["a", "b"]}),
        ("title: 'x'\nbroken: [a", {"title": "'x'", "broken": "[a"}),
        ("source:\n  name: May\n  url: https://x.org", {"source": {"name": "May", "url": "https://x.org"}}),
        ("", {}),
    ],
)
def test_front_matter(front: str, metadata: dict[str, Any]) -> None:
    assert document_to_json(parse(f"---\n{front}\n---\n")) == {"metadata": metadata, "steps": []}


def test_old_metadata_lines_end_a_step() -> None:
    document = parse(">> source: May\nWash\n>> cook time: 5 min\nDry")
    assert document.metadata == {"source": "May", "cook time": "5 min"}
    assert len(document.steps) == 2


def test_sections_and_notes() -> None:
    document = parse(
        "> From the war years.\nShe never wrote it down.\n\n= Dough\n\nKnead\n== Filling ==\nChop\n\n===\nBake"
    )
    assert [step.section for step in document.steps] == ["Dough", "Filling", None]
    assert document.notes == ("From the war years.\nShe never wrote it down.",)
    assert document_to_json(document)["sections"] == ["Dough", "Filling", None]


def test_aliases_of_yaml_are_refused() -> None:
    laughs = "a: &a [x,x,x,x]\n" + "\n".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)},*{chr(97 + n)},*{chr(97 + n)},*{chr(97 + n)}]"
        for n in range(12)
    )
    with pytest.raises(KitchenError) as raised:
        parse(f"---\n{laughs}\n---\nStir")
    assert raised.value.code is ErrorCode.INVALID


def test_deep_yaml_is_refused() -> None:
    with pytest.raises(KitchenError):
        parse("---\na: " + "[" * 500 + "]" * 500 + "\n---\n")


@pytest.mark.timeout(30)
@pytest.mark.parametrize(
    "piece", ["@a{", "@a{}(", "@a b ((", "[-", "~{", "#x|", "\\", "@@&-+?", "(" * 50, "> x\n", "= a\n"]
)
def test_hostile_repetition_ends(piece: str) -> None:
    # A reader whose time grows with the square of the length would need many minutes for this.
    document = parse(piece * 20_000)
    assert all(step.items for step in document.steps)


@given(st.text(alphabet=st.sampled_from("@#~{}()%=-[]>|\\\n a1½é🧂.,:&?*+/"), max_size=80))
def test_anything_is_read_and_no_letter_is_lost(source: str) -> None:
    document = document_to_json(parse(source))
    assert set(document) <= {"metadata", "steps", "sections", "notes", "hearth:unparsed"}
    for step in document["steps"]:
        assert step
        for item in step:
            assert item["type"] != "text" or item["value"]
            assert item["type"] not in {"ingredient", "cookware"} or item["name"]


def test_recipe_of_a_file() -> None:
    recipe = recipe_of_cooklang(
        """---
title: Leek tart
servings: 6
author: Rose
source: https://example.org/tart
prep time: 20 min
time: {cook: 40m}
course: dinner
tags: [tart, spring]
diet: vegetarian
difficulty: easy
---
= Filling

Wash @leek{3}(sliced) and soften in @butter{=30%g} in a #wide pan{} for ~{8-10%minutes}.

Add @salt and more @butter.
"""
    )
    assert (recipe.name, recipe.author, recipe.source_url) == (
        "Leek tart",
        "Rose",
        "https://example.org/tart",
    )
    assert recipe.yields == Yield(amount=6)
    assert (recipe.prep_time_s, recipe.cook_time_s) == (1200.0, 2400.0)
    assert recipe.ingredients == (
        Ingredient(text="3 leek, sliced", section="Filling"),
        Ingredient(text="30 g butter", section="Filling", fixed=True),
        Ingredient(text="salt", section="Filling"),
    )
    assert recipe.steps[0].text == "Wash leek and soften in butter in a wide pan for 8-10 minutes."
    assert recipe.steps[0].goal == DurationGoal(seconds=480.0, maximum_s=600.0)
    assert recipe.steps[1].ingredients == (2, 1)
    assert recipe.equipment == ("wide pan",)
    assert recipe.keywords == ("tart", "spring", "vegetarian")
    assert recipe.unparsed == ("difficulty: easy",)


def test_a_file_without_title_has_the_name_of_the_file() -> None:
    assert recipe_of_cooklang("Boil @egg{1}.", "Boiled egg").name == "Boiled egg"


PHRASE = (
    st.text(alphabet="ab1é½🧂 @#~{}()%-=[]>|\\:'\"&<,.*?+", min_size=1, max_size=20)
    .map(lambda words: " ".join(words.split()))
    .filter(bool)
)
SECTION = st.none() | st.from_regex(r"[A-Z][a-z]{1,9}( [a-z]{2,9})?", fullmatch=True)
TIMES = st.none() | st.integers(1, 300).map(lambda minutes: minutes * 60.0)


@st.composite
def recipes(draw: st.DrawFn) -> Recipe:
    lines = draw(
        st.lists(
            st.builds(
                Ingredient,
                text=PHRASE | st.just("2 cups plain flour, sifted"),
                section=SECTION,
                fixed=st.booleans(),
            ),
            max_size=5,
        )
    )
    steps = draw(
        st.lists(
            st.builds(
                Step,
                text=PHRASE | st.just("Mix the plain flour and bake for 20 minutes."),
                name=st.just("") | PHRASE,
                section=SECTION,
                ingredients=st.sets(st.integers(0, max(len(lines) - 1, 0)), max_size=3).map(
                    lambda found: tuple(sorted(found))
                ),
            ),
            max_size=5,
        )
    )
    return Recipe(
        id="",
        name=draw(PHRASE),
        description=draw(st.just("") | PHRASE),
        story=draw(st.just("") | PHRASE),
        author=draw(st.just("") | st.from_regex(r"[A-Z][a-z]{2,9}", fullmatch=True)),
        yields=draw(
            st.none()
            | st.builds(
                Yield, amount=st.integers(1, 40).map(float), unit=st.sampled_from(["servings", "loaves"])
            )
        ),
        ingredients=tuple(lines),
        steps=tuple(steps),
        prep_time_s=draw(TIMES),
        cook_time_s=draw(TIMES),
        total_time_s=draw(TIMES),
        categories=tuple(draw(st.lists(PHRASE, max_size=2))),
        keywords=tuple(draw(st.lists(PHRASE, max_size=2))),
        notes=tuple(draw(st.lists(PHRASE, max_size=2))),
        nutrition=draw(st.dictionaries(st.from_regex(r"[a-z]{3,9}", fullmatch=True), PHRASE, max_size=2)),
    )


@settings(deadline=None)
@given(recipes())
def test_writing_and_reading_loses_no_words(recipe: Recipe) -> None:
    again = recipe_of_cooklang(recipe_to_cooklang(recipe))
    for field in (
        "name", "description", "story", "author", "yields", "ingredients", "prep_time_s", "cook_time_s", "total_time_s",
        "categories", "keywords", "notes", "nutrition", "unparsed",
    ):  # fmt: skip
        assert getattr(again, field) == getattr(recipe, field), field
    assert [(step.section, step.name, step.text) for step in again.steps] == [
        (step.section, step.name, step.text) for step in recipe.steps
    ]


@settings(deadline=None)
@given(
    st.lists(
        st.text(alphabet="ab @{}>=-\\\r\n\x00\x01\x0b\x0c\x1c\x85\u2028\u2029\u3000\xa0\x1b", max_size=12),
        max_size=3,
    )
)
def test_every_kind_of_line_end_comes_back_as_a_plain_one(texts: list[str]) -> None:
    """White space around a step, and a step of nothing else, is more than Cooklang can say."""
    recipe = Recipe(id="", name="Soup", steps=tuple(Step(text=text) for text in texts))
    again = recipe_of_cooklang(recipe_to_cooklang(recipe))
    plain = (re.sub(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]", "\n", text).replace("\x00", "") for text in texts)
    assert [step.text for step in again.steps] == [text.strip() for text in plain if text.strip()]


def test_a_name_is_not_made_up() -> None:
    nameless = Recipe(id="", name="", steps=(Step(text="Boil."),))
    assert recipe_of_cooklang(recipe_to_cooklang(nameless)) == nameless
    assert recipe_of_cooklang("---\ntitle: ''\n---\nBoil.", "Soup").name == "Soup"
    [found] = read_file(File(content=b"Boil @egg{1}."))
    assert found.recipe.name == "Recipe"


def test_ingredients_are_marked_where_steps_name_them() -> None:
    recipe = Recipe(
        id="",
        name="Bread",
        ingredients=(
            Ingredient(text="500 g flour"),
            Ingredient(text="7 g dried yeast"),
            Ingredient(text="salt"),
        ),
        steps=(
            Step(
                text="Mix the flour with the yeast, then knead the flour for 10 minutes.", ingredients=(0, 1)
            ),
        ),
    )
    written = recipe_to_cooklang(recipe)
    assert "@flour{500%g}" in written
    assert "~{10%minutes}" in written
    assert "@salt{}" in written
    again = recipe_of_cooklang(written)
    assert again.ingredients == recipe.ingredients
    assert again.steps[0].text == recipe.steps[0].text


def test_a_recipe_of_ingredients_only_comes_back() -> None:
    recipe = Recipe(
        id="", name="Punch", ingredients=(Ingredient(text="1 l tea"), Ingredient(text="2 lemons"))
    )
    again = recipe_of_cooklang(recipe_to_cooklang(recipe))
    assert (again.ingredients, again.steps) == (recipe.ingredients, ())


def test_a_nul_is_no_letter() -> None:
    assert document_to_json(parse("Wa\x00sh @le\x00ek"))["steps"] == [[text("Wash "), ingredient("leek")]]


def test_ten_thousand_lines_are_read() -> None:
    recipe = recipe_of_cooklang("Mix @salt{2%g} in a #pan{} for ~{1%min}\n\n" * 10_000)
    assert len(recipe.steps) == 10_000
    assert len(recipe.ingredients) == 10_000


_LISTED_WORDS = ("egg", "Egg", "EI", "ei", "ıs", "İS", "is", "ſ", "s", "ß", "ss", "ẞ", "-", "&", "a-b", "½", "µ", "μ", "red", "onion", "onions", "K")  # fmt: skip


@given(
    lines=st.lists(st.lists(st.sampled_from(_LISTED_WORDS), min_size=1, max_size=4), min_size=1, max_size=6),
    name=st.lists(
        st.sampled_from([word for word in _LISTED_WORDS if word not in "-&"]), min_size=1, max_size=2
    ),
)
def test_a_marked_name_is_found_in_the_first_line_that_has_its_words(
    lines: list[list[str]], name: list[str]
) -> None:
    """The index of words finds what a search of every line would find."""
    texts = [" ".join(line) for line in lines]
    listed = "".join(f"  - {json.dumps(text)}\n" for text in texts)
    recipe = recipe_of_cooklang(f"---\ningredients:\n{listed}---\nBoil @{' '.join(name)}{{}}.", "Soup")
    assert [line.text for line in recipe.ingredients] == texts
    sought = re.compile(rf"(?<!\w){re.escape(' '.join(name).lower())}(?!\w)", re.IGNORECASE)
    places = [at for at, text in enumerate(texts) if sought.search(text)]
    assert recipe.steps[-1].ingredients == tuple(places[:1])


def cooklang_with_settings(settings: str) -> Recipe:
    return recipe_of_cooklang(
        f"---\ntitle: Broth\nstep settings:\n{settings}---\n\nBoil.\n\nSimmer for ~{{5%minutes}}.\n"
    )


def test_heat_and_goals_of_steps_are_read_from_the_metadata() -> None:
    recipe = cooklang_with_settings(
        "  1:\n    heat: {power: 0.8}\n    goal: {type: temperature, celsius: 98.0}\n    needs_hands: false\n"
        "  2:\n    heat: {temperature_c: 95.0}\n"
    )
    boil, simmer = recipe.steps
    assert boil.heat == Heat(power=0.8)
    assert boil.goal == TemperatureGoal(celsius=98.0)
    assert not boil.needs_hands
    assert simmer.heat == Heat(temperature_c=95.0)
    assert simmer.goal == DurationGoal(seconds=300.0)
    assert simmer.needs_hands
    assert recipe.unparsed == ()


@pytest.mark.parametrize(
    "settings",
    [
        "  3:\n    heat: {power: 0.8}\n",
        "  first:\n    heat: {power: 0.8}\n",
        "  1: hot\n",
        "  1:\n    heat: {power: high}\n",
        "  1:\n    goal: {type: wish}\n",
        "  1:\n    goal: {celsius: 80}\n",
        "  1:\n    help: always\n",
        "  1:\n    needs_hands: 2\n",
    ],
    ids=[
        "no such step",
        "no number",
        "no mapping",
        "no power",
        "no goal",
        "no type",
        "no help",
        "no truth value",
    ],
)
def test_malformed_settings_are_reported_and_not_used(settings: str) -> None:
    recipe = cooklang_with_settings(settings)
    assert [(step.heat, step.needs_hands) for step in recipe.steps] == [(None, True), (None, True)]
    assert len(recipe.unparsed) == 1
    assert recipe.unparsed[0].startswith("step settings: ")


def test_lists_in_damaged_front_matter_are_read_by_lines() -> None:
    recipe = recipe_of_cooklang(
        "---\nbad: [\ntags:\n- soup\n- green\n- hot\ncourse: main\n---\n@egg{1}", "Soup"
    )
    assert recipe.keywords == ("soup", "green", "hot")
    assert recipe.categories == ("main",)


@pytest.mark.parametrize(
    ("text", "lines", "servings", "written"),
    [
        ("Add @sugar{40--45%g}.\n", ["40–45 g sugar"], None, "@sugar{40–45%g}"),
        (">> servings: 2|4|8\n\nBoil @eggs{2|4|8} for ~{8%min}.\n", ["2 eggs"], 2, "~{8%min}."),
        ("---\nPortionen: 4\n---\n@Mehl{500%g} sieben.\n", ["500 g Mehl"], 4, "@Mehl{500%g}"),
        ("---\nporzioni: 6\n---\nMescolare @farina{500%g}.\n", ["500 g farina"], 6, "servings: 6"),
    ],
    ids=["range", "amounts by servings", "german keys", "italian keys"],
)
def test_ranges_older_amounts_and_keys_of_other_languages(
    text: str, lines: list[str], servings: float | None, written: str
) -> None:
    recipe = recipe_of_cooklang(text, "x")
    assert ([line.text for line in recipe.ingredients], recipe.servings) == (lines, servings)
    again = recipe_to_cooklang(recipe)
    assert written in again
    assert recipe_of_cooklang(again, "x").ingredients == recipe.ingredients
