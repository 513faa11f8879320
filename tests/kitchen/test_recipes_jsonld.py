"""schema.org recipes as sites write them, in and out."""

import json
from typing import Any

from hypothesis import given, strategies as st
import pytest

from custom_components.hearthtech.kitchen.recipes.codec import recipe_from_json
from custom_components.hearthtech.kitchen.recipes.jsonld import recipes_of, recipes_of_text
from custom_components.hearthtech.kitchen.recipes.loose_json import parse_loosely
from custom_components.hearthtech.kitchen.recipes.model import (
    DurationGoal,
    Guess,
    Heat,
    HumanGate,
    Ingredient,
    Phenomenon,
    PhenomenonGoal,
    Recipe,
    Step,
    TemperatureGoal,
    Yield,
)
from custom_components.hearthtech.kitchen.recipes.schema_org import recipe_to_schema_org
from custom_components.hearthtech.kitchen.recipes.schema_org_extension import fits
from custom_components.hearthtech.kitchen.recipes.yields import words_of, yield_of
from custom_components.hearthtech.language.durations import iso_8601, seconds_of


def one(node: Any, **more: Any) -> Recipe:
    [recipe] = recipes_of({"@context": "https://schema.org", "@type": "Recipe", "name": "X", **node, **more})
    return recipe


def lines(recipe: Recipe) -> list[tuple[str | None, str]]:
    return [(line.section, line.text) for line in recipe.ingredients]


def steps(recipe: Recipe) -> list[tuple[str | None, str]]:
    return [(step.section, step.text) for step in recipe.steps]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (["1 leek", "2 eggs"], [(None, "1 leek"), (None, "2 eggs")]),
        ("1 leek\n2 eggs", [(None, "1 leek"), (None, "2 eggs")]),
        ("<ul><li>1 leek</li><li>2\neggs</li></ul>", [(None, "1 leek"), (None, "2 eggs")]),
        (["1 leek &amp; more", "&frac12; cup&nbsp;milk"], [(None, "1 leek & more"), (None, "½ cup milk")]),
        ([["1 leek"], ["2 eggs"]], [(None, "1 leek"), (None, "2 eggs")]),
        (
            ["For the base:", "1 leek", "For the top:", "2 eggs"],
            [("For the base", "1 leek"), ("For the top", "2 eggs")],
        ),
        (
            [{"@type": "PropertyValue", "name": "leeks", "value": 2, "unitText": "bunches"}],
            [(None, "2 bunches leeks")],
        ),
        (
            [{"@type": "HowToSupply", "name": "milk", "requiredQuantity": {"value": "1.5", "unitText": "l"}}],
            [(None, "1.5 l milk")],
        ),
        ([{"@type": "ItemList", "name": "Base", "itemListElement": ["1 leek"]}], [("Base", "1 leek")]),
        (["• 1 leek", "- 2 eggs", "▢ 1 onion"], [(None, "1 leek"), (None, "2 eggs"), (None, "1 onion")]),
        (["1 leek", None, "", "   ", 7, True], [(None, "1 leek")]),
        ([], []),
        (None, []),
        ("", []),
    ],
)
def test_ingredients_in_every_shape(value: Any, expected: list[Any]) -> None:
    assert lines(one({"recipeIngredient": value})) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Wash.\nDry.", [(None, "Wash."), (None, "Dry.")]),
        (["Wash.", "Dry."], [(None, "Wash."), (None, "Dry.")]),
        ("<ol><li>Wash.</li><li>Dry.</li></ol>", [(None, "Wash."), (None, "Dry.")]),
        ("<p>Wash\nwell.</p><p>Dry.</p>", [(None, "Wash well."), (None, "Dry.")]),
        ("1. Wash.\n2. Dry.", [(None, "Wash."), (None, "Dry.")]),
        ("Step 1: Wash.\nStep 2: Dry.", [(None, "Wash."), (None, "Dry.")]),
        (
            ["2 eggs go in first.", "4 more follow."],
            [(None, "2 eggs go in first."), (None, "4 more follow.")],
        ),
        ([{"@type": "HowToStep", "text": "Wash."}], [(None, "Wash.")]),
        ({"@type": "HowToStep", "text": "Wash."}, [(None, "Wash.")]),
        ([{"@type": "HowToStep", "name": "Wash."}], [(None, "Wash.")]),
        (
            [
                {
                    "@type": "HowToStep",
                    "itemListElement": [{"@type": "HowToDirection", "text": "Wash."}, {"text": "Dry."}],
                }
            ],
            [(None, "Wash. Dry.")],
        ),
        (
            [
                {
                    "@type": "HowToSection",
                    "name": "Base",
                    "itemListElement": [{"@type": "HowToStep", "text": "Wash."}],
                },
                {
                    "@type": "HowToSection",
                    "name": "Top",
                    "itemListElement": {"@type": "HowToStep", "text": "Dry."},
                },
            ],
            [("Base", "Wash."), ("Top", "Dry.")],
        ),
        (
            {"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "item": {"text": "Wash."}}]},
            [(None, "Wash.")],
        ),
        (["Base:", "Wash.", "Top:", "Dry."], [("Base", "Wash."), ("Top", "Dry.")]),
        ([{"@type": "HowToStep", "text": ["Wash.", "Dry."]}], [(None, "Wash. Dry.")]),
        (
            [[{"@type": "HowToStep", "text": "Wash."}], [{"@type": "HowToStep", "text": "Dry."}]],
            [(None, "Wash."), (None, "Dry.")],
        ),
        ([{"@type": "HowToStep"}, {}, None, ""], []),
    ],
)
def test_steps_in_every_shape(value: Any, expected: list[Any]) -> None:
    assert steps(one({"recipeInstructions": value})) == expected


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("Wash", ""),
        ("Wash the leek un", ""),
        ("Step 1", ""),
        ("2.", ""),
        ("First things first", "First things first"),
    ],
)
def test_a_step_keeps_a_headline_that_says_more(name: str, kept: str) -> None:
    recipe = one(
        {"recipeInstructions": [{"@type": "HowToStep", "name": name, "text": "Wash the leek under water."}]}
    )
    assert (recipe.steps[0].name, recipe.steps[0].text) == (kept, "Wash the leek under water.")


@pytest.mark.parametrize(
    "document",
    [
        {"@graph": [{"@type": "WebPage"}, {"@type": "Recipe", "name": "X", "recipeIngredient": ["1 leek"]}]},
        [{"@type": "Thing"}, {"@type": ["Article", "Recipe"], "name": "X", "recipeIngredient": ["1 leek"]}],
        {
            "@type": "WebPage",
            "mainEntity": {"@type": "http://schema.org/Recipe", "name": "X", "recipeIngredient": ["1 leek"]},
        },
        {"@type": "schema:Recipe", "schema:name": "X", "schema:recipeIngredient": ["1 leek"]},
        {"@type": "recipe", "name": "X", "ingredients": ["1 leek"]},
        {"a": [[[{"b": {"@type": "Recipe", "name": "X", "recipeIngredient": ["1 leek"]}}]]]},
    ],
)
def test_recipes_are_found_however_deep(document: Any) -> None:
    [recipe] = recipes_of(document)
    assert (recipe.name, lines(recipe)) == ("X", [(None, "1 leek")])


def test_the_same_recipe_is_told_once_and_links_are_no_recipes() -> None:
    node = {"@type": "Recipe", "name": "X", "recipeIngredient": ["1 leek"]}
    assert len(recipes_of([node, dict(node), {"@type": "Recipe", "name": "Related"}])) == 1


def test_an_author_named_elsewhere() -> None:
    graph = [
        {"@type": "Person", "@id": "#may", "name": "May"},
        {"@type": "Recipe", "name": "X", "author": {"@id": "#may"}},
    ]
    assert recipes_of({"@graph": graph})[0].author == "May"
    assert one({"author": [{"name": "May"}, "June"]}).author == "May, June"


def test_script_in_a_title_stays_text() -> None:
    recipe = one({}, name="<script>alert(1)</script> Tart &amp; <b>Pie</b>")
    assert recipe.name == "<script>alert(1)</script> Tart & Pie"
    assert "&lt;" not in json.dumps(recipe_to_schema_org(recipe))


@pytest.mark.parametrize(
    "text",
    [
        '{"@type":"Recipe","name":"X",}',
        '<!-- {"@type":"Recipe","name":"X"} -->',
        '//<![CDATA[\n{"@type":"Recipe","name":"X"}\n//]]>',
        '{"@type":"Recipe","name":"X"};',
        "{&quot;@type&quot;:&quot;Recipe&quot;,&quot;name&quot;:&quot;X&quot;}",
        '{"@type":"Recipe","name":"X","description":"a \\x b"}',
        '{"@type":"Recipe","name":"X","description":"two\nlines\tand tab"}',
        '\ufeff {"@type":"Recipe","name":"X"}',
    ],
)
def test_broken_json_is_mended(text: str) -> None:
    assert recipes_of_text(text)[0].name == "X"


@pytest.mark.parametrize(
    "text", ["", "{", "[" * 100_000, '{"a":' * 50_000, "null", "1" * 10_000, "<html>", '"x"']
)
def test_what_is_no_json_ld_holds_no_recipe(text: str) -> None:
    assert recipes_of_text(text) == []


def test_nesting_beyond_reason_is_cut_off() -> None:
    document: Any = {"@type": "Recipe", "name": "X", "recipeIngredient": ["1 leek"]}
    for _ in range(500):
        document = [document]
    assert recipes_of(document) == []
    instructions: Any = "Wash."
    for _ in range(500):
        instructions = [instructions]
    assert one({"recipeInstructions": instructions}).steps == ()


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
        lambda inner: st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["@type", "@id", "name", "text", "item", "itemListElement", "value", "url", "unitText"]), inner, max_size=3
        ),
        max_leaves=12,
    ),
    st.sampled_from(
        ["name", "recipeIngredient", "recipeInstructions", "recipeYield", "author", "totalTime", "nutrition", "keywords", "url",
         "description", "tool", "inLanguage", "recipeCategory", "hearth:unparsed", "hearth:recipe"]
    ),
)  # fmt: skip
def test_no_shape_of_a_field_breaks_the_reader(value: Any, field: str) -> None:
    node = {"@type": "Recipe", "name": "X", "recipeIngredient": ["1 leek"], field: value}
    for recipe in recipes_of(node, trusted=True):
        assert fits(recipe, Recipe)
        json.dumps(recipe_to_schema_org(recipe))


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("PT1H30M", 5400), ("PT90M", 5400), ("P0DT0H25M", 1500), ("P0Y0M0DT0H25M0.000S", 1500), ("PT1.5H", 5400),
        ("P1DT2H", 93600), ("pt20m", 1200), ("P30M", 1800), ("T30M", 1800), ("PT1H 5M", 3900), ("PT0M", None),
        ("30 minutes", 1800), ("1 hr 30 mins", 5400), ("20-25 min", 1500), ("1h30m", 5400), ("1:30", 5400), ("45", 2700),
        (45, 2700), (0, None), ("half an hour", 1800), ("1 1/2 hours", 5400), ("2 Stunden 15 Min.", 8100),
        ("1 hour and 20 minutes", 4800), ("about an hour", 3600), ("overnight", None), ("", None), (None, None),
        (True, None), (float("nan"), None), (float("inf"), None), ("9" * 300, None), ([], None),
        ({"@type": "Duration", "maxValue": "PT10M"}, None),
    ],
)  # fmt: skip
def test_durations(value: Any, seconds: float | None) -> None:
    assert seconds_of(value) == seconds


def test_a_duration_may_be_an_object() -> None:
    assert (
        one({"totalTime": {"@type": "Duration", "minValue": "PT5M", "maxValue": "PT10M"}}).total_time_s
        == 600.0
    )
    assert one({"cookTime": ["", "PT5M"]}).cook_time_s == 300.0


@given(st.integers(1, 10_000_000))
def test_iso_8601_comes_back(seconds: int) -> None:
    assert seconds_of(iso_8601(seconds)) == seconds


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("4", Yield(amount=4)), (6, Yield(amount=6)), ("Serves 4", Yield(amount=4)), ("Servings: 4 (2 cups each)", Yield(amount=4)),
        ("4 - 6 servings", Yield(amount=4, maximum=6)), ("Serves 6 to 8 people", Yield(amount=6, maximum=8)),
        ("serves four", Yield(amount=4)), ("Für 4 Personen", Yield(amount=4)), ("Pour 6 personnes", Yield(amount=6)),
        ("Portionen: 4", Yield(amount=4)), ("Makes 12 cookies", Yield(amount=12, unit="cookies")),
        ("one 9-inch pie", Yield(amount=1, unit="9-inch pie")), ("8 slices, serves 4", Yield(amount=8, unit="slices", servings=4)),
        (["1 loaf", "serves 8"], Yield(amount=1, unit="loaf", servings=8)), (["8", "8 slices"], Yield(amount=8, unit="slices")),
        (["4", "4 servings"], Yield(amount=4)), ("1½ cups", Yield(amount=1.5, unit="cups")),
        ("12 bars (1 bar per serving)", Yield(amount=12, unit="bars")), ("About 2 dozen", Yield(amount=2, unit="dozen")),
        ({"@type": "QuantitativeValue", "value": 4, "unitText": "servings"}, Yield(amount=4)),
        ("", None), ("some", None), (0, None), ("0", None), (None, None), (True, None), ([], None), (float("nan"), None),
    ],
)  # fmt: skip
def test_yields(value: Any, expected: Yield | None) -> None:
    assert yield_of(value) == expected


@given(
    st.integers(1, 500),
    st.sampled_from(["servings", "loaf", "cookies", "dozen", "litres"]),
    st.none() | st.integers(1, 50),
)
def test_yields_come_back_from_their_words(amount: int, unit: str, servings: int | None) -> None:
    yields = Yield(
        amount=float(amount),
        unit=unit,
        servings=None if unit == "servings" or servings is None else float(servings),
    )
    assert yield_of(words_of(yields)) == yields


def test_tips_among_the_steps_are_notes() -> None:
    tip = {"@type": "HowToTip", "text": "Save the greens."}
    recipe = one({"recipeInstructions": [{"@type": "HowToStep", "text": "Wash."}, tip]})
    assert (steps(recipe), recipe.notes) == ([(None, "Wash.")], ("Save the greens.",))
    inside = one(
        {"recipeInstructions": [{"@type": "HowToStep", "itemListElement": [{"text": "Wash."}, tip]}]}
    )
    assert (steps(inside), inside.notes) == ([(None, "Wash.")], ("Save the greens.",))


def test_what_could_not_be_understood_is_told() -> None:
    recipe = one({"recipeYield": "enough", "recipeIngredient": [{"@type": "Thing", "image": "x"}, 5]})
    assert recipe.unparsed == ('{"@type": "Thing", "image": "x"}', "5", "enough")
    assert recipe_to_schema_org(recipe, lossless=False)["hearth:unparsed"] == list(recipe.unparsed)


def test_the_object_has_what_readers_expect() -> None:
    recipe = Recipe(
        id="x",
        name="Tart",
        yields=Yield(amount=4),
        ingredients=(Ingredient(text="1 leek", section="Base"),),
        steps=(Step(text="Wash.", section="Base"), Step(text="Dry.")),
        total_time_s=5400.0,
        nutrition={"calories": "200 kcal"},
    )
    node = recipe_to_schema_org(recipe, lossless=False)
    assert node == {
        "@context": "https://schema.org",
        "@type": "Recipe",
        "name": "Tart",
        "inLanguage": "en",
        "recipeYield": "4 servings",
        "totalTime": "PT1H30M",
        "recipeIngredient": ["1 leek"],
        "recipeInstructions": [
            {
                "@type": "HowToSection",
                "name": "Base",
                "itemListElement": [{"@type": "HowToStep", "text": "Wash."}],
            },
            {"@type": "HowToStep", "text": "Dry."},
        ],
        "nutrition": {"@type": "NutritionInformation", "calories": "200 kcal"},
    }
    empty = recipe_to_schema_org(Recipe(id="", name="Air"), lossless=False)
    assert (empty["recipeIngredient"], empty["recipeInstructions"]) == ([], [])


TEXT = st.text(max_size=12)
SECONDS = st.none() | st.floats(1, 1e6)
GOALS = (
    st.none()
    | st.builds(TemperatureGoal, celsius=st.floats(-30, 300), falling=st.booleans())
    | st.builds(DurationGoal, seconds=st.floats(0, 1e5))
    | st.builds(PhenomenonGoal, phenomenon=st.sampled_from(Phenomenon))
    | st.builds(HumanGate, words=TEXT)
)
RECIPES = st.builds(
    Recipe,
    id=TEXT,
    version=st.integers(1, 9),
    name=TEXT,
    description=TEXT,
    story=TEXT,
    author=TEXT,
    yields=st.none() | st.builds(Yield, amount=st.floats(0.5, 99), unit=TEXT),
    ingredients=st.lists(st.builds(Ingredient, text=TEXT, section=st.none() | TEXT), max_size=3).map(tuple),
    steps=st.lists(
        st.builds(
            Step,
            text=TEXT,
            section=st.none() | TEXT,
            goal=GOALS,
            heat=st.none() | st.builds(Heat, power=st.floats(0, 1)),
            timer_s=SECONDS,
            guesses=st.lists(st.builds(Guess, field=TEXT, confidence=st.floats(0, 1), start=st.just(0), end=st.just(1)), max_size=1).map(tuple),
        ),
        max_size=3,
    ).map(tuple),
    total_time_s=SECONDS,
    keywords=st.lists(TEXT, max_size=2).map(tuple),
    nutrition=st.dictionaries(TEXT, TEXT, max_size=2),
    notes=st.lists(TEXT, max_size=2).map(tuple),
    unparsed=st.lists(TEXT, max_size=2).map(tuple),
)  # fmt: skip


@given(RECIPES)
def test_a_round_trip_loses_nothing(recipe: Recipe) -> None:
    again = recipes_of_text(json.dumps(recipe_to_schema_org(recipe)), trusted=True)
    assert again == [recipe]


def test_fields_edited_by_hand_win_and_the_rest_is_kept() -> None:
    recipe = Recipe(
        id="x",
        name="Tart",
        story="Long ago",
        steps=(Step(text="Wash.", timer_s=60.0), Step(text="Dry.", timer_s=30.0)),
    )
    node = recipe_to_schema_org(recipe)
    node["name"] = "Pie"
    node["recipeInstructions"][1]["text"] = "Dry well."
    [again] = recipes_of(node, trusted=True)
    assert (again.id, again.name, again.story) == ("x", "Pie", "Long ago")
    assert again.steps == (Step(text="Wash.", timer_s=60.0), Step(text="Dry well."))


def test_a_page_can_not_smuggle_heat_in() -> None:
    recipe = Recipe(id="x", name="Tart", steps=(Step(text="Wash.", heat=Heat(power=1.0)),))
    [again] = recipes_of(recipe_to_schema_org(recipe))
    assert again.steps == (Step(text="Wash."),)
    assert again.id == ""


@pytest.mark.parametrize(
    "document",
    [
        {"id": 1, "name": "x"},
        {"id": "", "name": "x", "steps": [{"text": 5}]},
        {"id": "", "name": "x", "total_time_s": "1"},
    ],
)
def test_a_document_of_the_wrong_shape_is_not_believed(document: dict[str, Any]) -> None:
    assert not fits(recipe_from_json(document), Recipe)
    [recipe] = recipes_of({"@type": "Recipe", "name": "X", "hearth:recipe": document}, trusted=True)
    assert recipe == Recipe(id="", name="X")


def test_ten_thousand_lines() -> None:
    recipe = one(
        {
            "recipeIngredient": ["1 cup flour"] * 10_000,
            "recipeInstructions": "\n".join(["Mix it well."] * 10_000),
        }
    )
    assert (len(recipe.ingredients), len(recipe.steps)) == (10_000, 10_000)


def test_loose_parsing_leaves_strings_alone() -> None:
    assert parse_loosely('{"a": "x,] // y", "b": [1,],}') == {"a": "x,] // y", "b": [1]}


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ('{"name": "Ida\'s "best" pie", "a": 1}', {"name": 'Ida\'s "best" pie', "a": 1}),
        ('{"name": ""Best" pie"}', {"name": '"Best" pie'}),
        ('{"a": ["a 9" tin", "2 eggs",], "b": "x \\"y\\" z"}', {"a": ['a 9" tin', "2 eggs"], "b": 'x "y" z'}),
        ('{"a": "so "it", they said", "b": true}', {"a": 'so "it", they said', "b": True}),
    ],
)
def test_quotes_inside_a_text_are_mended(text: str, meant: object) -> None:
    assert parse_loosely(text) == meant


@pytest.mark.timeout(20)
@pytest.mark.parametrize("piece", ['"', '"a" ', '{"', ',"', '\\"', '"\\', '": "', '", "x" ', ' ," \n'])
def test_no_broken_json_takes_long(piece: str) -> None:
    parse_loosely("{" + piece * 100_000)
