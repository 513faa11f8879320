"""Saved pages: every way a site tells a recipe, wrong encodings, broken and hostile markup. All pages are our own."""

import gzip
import json
from typing import Any

import pytest

from custom_components.hearthtech.kitchen.errors import ErrorCode, KitchenError
from custom_components.hearthtech.kitchen.recipes.decoding import text_of
from custom_components.hearthtech.kitchen.recipes.model import Recipe, Yield
from custom_components.hearthtech.kitchen.recipes.page.reader import LARGEST_BYTES, recipes_of_page
from custom_components.hearthtech.kitchen.recipes.page.scripts import json_ld_blocks

LINES = ["200 g flour", "2 eggs", "1 pinch of salt"]
STEPS = ["Stir the flour and the eggs.", "Fry for 2 minutes.", "Serve."]
NODE: dict[str, Any] = {
    "@context": "https://schema.org",
    "@type": "Recipe",
    "name": "Crêpes",
    "recipeYield": "4 servings",
    "recipeIngredient": LINES,
    "recipeInstructions": [{"@type": "HowToStep", "text": step} for step in STEPS],
}


def script(node: Any) -> str:
    return f'<script type="application/ld+json">{json.dumps(node, ensure_ascii=False)}</script>'


def page(body: str, head: str = "") -> str:
    return f'<!DOCTYPE html><html lang="en-GB"><head><title>Crêpes | A kitchen</title>{head}</head><body>{body}</body></html>'


def told(recipe: Recipe) -> tuple[str, list[str], list[str]]:
    return recipe.name, [line.text for line in recipe.ingredients], [step.text for step in recipe.steps]


ITEMS = "".join(f"<li>{line}</li>" for line in LINES)
ORDERED = "".join(f"<li>{step}</li>" for step in STEPS)
SHAPES = {
    "json-ld": page("<p>Hello</p>", script(NODE)),
    "json-ld in the body": page(f"<div>{script(NODE)}</div>"),
    "json-ld without quotes": page(script(NODE).replace('"application/ld+json"', "application/ld+json")),
    "json-ld in a graph": page("", script({"@graph": [{"@type": "WebSite", "name": "A kitchen"}, NODE]})),
    "json-ld with an escaped plus": page(script(NODE).replace("ld+json", "ld&#43;json")),
    "microdata": page(
        '<div itemscope itemtype="http://schema.org/Recipe"><h1 itemprop="name">Crêpes</h1>'
        '<span itemprop="recipeYield">4 servings</span>'
        + "".join(f'<li itemprop="recipeIngredient">{line}</li>' for line in LINES)
        + f'<ol itemprop="recipeInstructions">{ORDERED}</ol></div>'
    ),
    "microdata of old": page(
        '<div itemscope itemtype="http://data-vocabulary.org/Recipe"><h1 itemprop="name">Crêpes</h1>'
        '<span itemprop="yield">4 servings</span>'
        + "".join(f'<span itemprop="ingredients">{line}</span><br>' for line in LINES)
        + '<div itemprop="instructions">'
        + "".join(f"<p>{step}</p>" for step in STEPS)
        + "</div></div>"
    ),
    "microdata with steps as things": page(
        '<article itemscope itemtype="https://schema.org/Recipe"><h1 itemprop="name">Crêpes</h1>'
        '<meta itemprop="recipeYield" content="4">'
        + "".join(f'<p itemprop="recipeIngredient">{line}</p>' for line in LINES)
        + "".join(
            '<div itemprop="recipeInstructions" itemscope itemtype="https://schema.org/HowToStep">'
            f'<span itemprop="text">{step}</span></div>'
            for step in STEPS
        )
        + "</article>"
    ),
    "rdfa": page(
        '<div vocab="http://schema.org/" typeof="Recipe"><h1 property="name">Crêpes</h1><b property="recipeYield">4</b>'
        + "".join(f'<li property="recipeIngredient">{line}</li>' for line in LINES)
        + f'<div property="recipeInstructions"><ol>{ORDERED}</ol></div></div>'
    ),
    "hrecipe": page(
        '<div class="hrecipe"><h1 class="fn">Crêpes</h1><span class="yield">4 servings</span>'
        + "".join(f'<li class="ingredient">{line}</li>' for line in LINES)
        + f'<ol class="instructions">{ORDERED}</ol></div>'
    ),
    "h-recipe": page(
        '<div class="h-recipe"><h1 class="p-name">Crêpes</h1><span class="p-yield">4 servings</span>'
        + "".join(f'<li class="p-ingredient">{line}</li>' for line in LINES)
        + f'<div class="e-instructions"><ol>{ORDERED}</ol></div></div>'
    ),
    "a plugin without json-ld": page(
        '<div class="wprm-recipe-container"><h2 class="wprm-recipe-name">Crêpes</h2>'
        '<span class="wprm-recipe-servings-with-unit">4 servings</span><ul>'
        + "".join(f'<li class="wprm-recipe-ingredient"><span>▢</span> {line}</li>' for line in LINES)
        + "</ul><ul>"
        + "".join(f'<li><div class="wprm-recipe-instruction-text">{step}</div></li>' for step in STEPS)
        + "</ul></div>"
    ),
    "headings and lists": page(
        f"<nav><ul><li>Home</li><li>1 cup of news</li></ul></nav><main><h1>Crêpes</h1><p>Serves 4</p><h2>Ingredients</h2><ul>{ITEMS}</ul>"
        f"<h2>Method</h2><ol>{ORDERED}</ol><h2>You may also like</h2><ul><li>2 pies</li></ul></main><footer>2024</footer>"
    ),
    "bold words and breaks": page(
        "<h1>Crêpes</h1>Serves 4<br><b>Ingredients:</b><br>"
        + "<br>".join(LINES)
        + "<br><br><b>Directions</b><br>"
        + "<br/>".join(STEPS)
    ),
    "paragraphs and counted steps": page(
        "<h1>Crêpes</h1><p>Serves: 4</p><p><strong>You will need</strong></p>"
        + "".join(f"<p>{line}</p>" for line in LINES)
        + "<p><strong>What to do</strong></p>"
        + "".join(f"<p>{at}. {step}</p>" for at, step in enumerate(STEPS, start=1))
    ),
    "a table": page(
        "<h1>Crêpes</h1><p>Serves 4</p><h3>Ingredients</h3><table>"
        + "".join(f"<tr><td>{line}</td></tr>" for line in LINES)
        + f"</table><h3>Preparation</h3><ol>{ORDERED}</ol>"
    ),
    "never closed": "<html><body><h1>Crêpes<p>Serves 4<h2>Ingredients<ul><li>"
    + "<li>".join(LINES)
    + "</ul><h2>Method<ol><li>"
    + "<li>".join(STEPS),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_tells_the_same_recipe(shape: str) -> None:
    [recipe] = recipes_of_page(SHAPES[shape])
    assert told(recipe) == ("Crêpes", LINES, STEPS)
    assert recipe.yields == Yield(amount=4)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_the_encoding_is_found(shape: str, encoding: str) -> None:
    content = SHAPES[shape].replace("▢", "").encode(encoding)
    assert recipes_of_page(content)[0].name == "Crêpes"


@pytest.mark.parametrize(
    ("content", "declared", "text"),
    [
        ("Œuf à 5 €".encode(), "iso-8859-1", "Œuf à 5 €"),
        ("Œuf à 5 €".encode("cp1252"), None, "Œuf à 5 €"),
        ("Œuf à 5 €".encode("cp1252"), "utf-8", "Œuf à 5 €"),
        ("Œuf à 5 €".encode("cp1252"), "no-such-charset", "Œuf à 5 €"),
        ("żurek".encode("iso-8859-2"), "iso-8859-2", "żurek"),
        (
            '<meta charset="windows-1251">борщ'.encode("windows-1251"),
            None,
            '<meta charset="windows-1251">борщ',
        ),
        ("борщ".encode("koi8-r"), "koi8-r", "борщ"),
        ("çorba".encode() * 50 + b"\xff", None, "çorba" * 50 + "\ufffd"),
        (b"", None, ""),
        (b"\xff\xfe", None, ""),
    ],
)
def test_bytes_become_the_text_they_were(content: bytes, declared: str | None, text: str) -> None:
    assert text_of(content, declared) == text


def test_utf_8_read_as_latin_is_mended() -> None:
    node = {
        **NODE,
        "name": "CrÃªpes",
        "recipeIngredient": ["1 cup donâ€™t", "Â½ cup Ã\xa0 la"],
        "description": "Ã is a letter",
    }
    [recipe] = recipes_of_page(page("", script(node)))
    assert (recipe.name, recipe.ingredients[0].text, recipe.ingredients[1].text) == (
        "Crêpes",
        "1 cup don’t",
        "½ cup à la",
    )
    assert recipe.description == "Ã is a letter"


def test_groups_of_a_plugin_become_sections() -> None:
    body = '<div class="wprm-recipe-container">' + "".join(
        f'<div class="wprm-recipe-ingredient-group"><h4 class="wprm-recipe-ingredient-group-name">{title}</h4><ul>'
        + "".join(f'<li class="wprm-recipe-ingredient">{line}</li>' for line in lines)
        + "</ul></div>"
        for title, lines in (("Batter", LINES[:2]), ("To finish:", LINES[2:]))
    )
    [recipe] = recipes_of_page(page(body + "</div>", script(NODE)))
    assert told(recipe) == ("Crêpes", LINES, STEPS)
    assert [line.section for line in recipe.ingredients] == ["Batter", "Batter", "To finish"]


def test_what_json_ld_leaves_out_is_found_on_the_page() -> None:
    poor = {key: value for key, value in NODE.items() if key != "recipeInstructions"}
    [recipe] = recipes_of_page(
        page(f"<h2>Ingredients</h2><ul>{ITEMS}</ul><h2>Method</h2><ol>{ORDERED}</ol>", script(poor))
    )
    assert told(recipe) == ("Crêpes", LINES, STEPS)


def test_two_recipes_of_a_page() -> None:
    other = {**NODE, "name": "Galettes"}
    assert [recipe.name for recipe in recipes_of_page(page("", script([NODE, other])))] == [
        "Crêpes",
        "Galettes",
    ]


def test_one_recipe_told_by_two_plugins() -> None:
    thin = {key: NODE[key] for key in ("@type", "name", "recipeIngredient")}
    [recipe] = recipes_of_page(page("", script({**thin, "author": "May"}) + script(NODE)))
    assert told(recipe) == ("Crêpes", LINES, STEPS)
    assert recipe.author == "May"


def test_address_and_language_of_the_page() -> None:
    link = '<link rel="canonical" href="https://example.org/crepes">'
    [recipe] = recipes_of_page(page("", link + script(NODE)))
    assert (recipe.source_url, recipe.language) == ("https://example.org/crepes", "en-GB")
    [recipe] = recipes_of_page(page("", link + script(NODE)), "https://example.org/other")
    assert recipe.source_url == "https://example.org/other"


def test_a_site_the_library_knows_by_heart() -> None:
    # This reader looks for these ids and no markup of schema.org.
    html = page('<script type="application/ld+json">{"@type":"WebSite","name":"x"}</script><p>Nothing</p>')
    with pytest.raises(KitchenError):
        recipes_of_page(html, "https://www.allrecipes.com/recipe/1/")
    [recipe] = recipes_of_page(SHAPES["json-ld"], "https://www.allrecipes.com/recipe/1/")
    assert told(recipe) == ("Crêpes", LINES, STEPS)


def test_selectors_of_a_site_win_over_its_json_ld(monkeypatch: pytest.MonkeyPatch) -> None:
    import recipe_scrapers
    from recipe_scrapers._abstract import AbstractScraper

    class Own(AbstractScraper):
        @classmethod
        def host(cls) -> str:
            return "kitchen.example"

        def ingredients(self) -> list[str]:
            return [item.text for item in self.soup.select("li.own")]

    monkeypatch.setitem(recipe_scrapers.SCRAPERS, "kitchen.example", Own)
    html = page('<li class="own">3 leeks</li><li class="own">1 l milk</li>', script(NODE))
    [recipe] = recipes_of_page(html, "https://www.kitchen.example/1")
    assert told(recipe) == ("Crêpes", ["3 leeks", "1 l milk"], STEPS)
    # A page that says where it is needs no address from outside.
    for tag in (
        '<link href="https://kitchen.example/1" rel="canonical">',
        '<meta property="og:url" content="https://kitchen.example/1">',
    ):
        [recipe] = recipes_of_page(html.replace("<head>", f"<head>{tag}"))
        assert told(recipe) == ("Crêpes", ["3 leeks", "1 l milk"], STEPS)


def test_sections_stay_when_a_site_reads_its_json_ld_flat(monkeypatch: pytest.MonkeyPatch) -> None:
    import recipe_scrapers
    from recipe_scrapers._abstract import AbstractScraper

    class Flat(AbstractScraper):
        @classmethod
        def host(cls) -> str:
            return "kitchen.example"

        def instructions(self) -> str:
            schema: Any = self.schema
            return str(schema.instructions())

    monkeypatch.setitem(recipe_scrapers.SCRAPERS, "kitchen.example", Flat)
    section = {"@type": "HowToSection", "name": "Batter", "itemListElement": NODE["recipeInstructions"]}
    [recipe] = recipes_of_page(
        page("", script({**NODE, "recipeInstructions": [section]})), "https://kitchen.example/1"
    )
    assert [(step.section, step.text) for step in recipe.steps] == [("Batter", step) for step in STEPS]


def test_a_reader_that_breaks_costs_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    import recipe_scrapers

    class Broken:
        def __init__(self, html: str, url: str) -> None:
            raise AttributeError(url)

    monkeypatch.setitem(recipe_scrapers.SCRAPERS, "kitchen.example", Broken)
    [recipe] = recipes_of_page(SHAPES["json-ld"], "https://kitchen.example/1")
    assert told(recipe) == ("Crêpes", LINES, STEPS)


def test_a_page_that_chats_before_its_card() -> None:
    body = (
        "<h1>Crêpes</h1><h2>Contents</h2><ul><li>Ingredients</li><li>Method</li></ul><h2>Why you will love them</h2><p>They are thin.</p>"
        "<h2>Ingredients</h2><ul><li>Flour: any will do.</li><li>Eggs: big ones.</li></ul><h2>How to make crêpes</h2><ol><li>First of all stir.</li></ol>"
        f"<h2>FAQ</h2><p>Can I freeze them? Yes.</p><h2>Crêpes</h2><p>Servings: 4</p><h3>Ingredients</h3><ul>{ITEMS}</ul>"
        f"<h3>Method</h3><ol>{ORDERED}</ol><h3>Notes</h3><p>Eat at once.</p><h2>More recipes</h2><ul><li>2 pies</li></ul>"
    )
    [recipe] = recipes_of_page(page(body))
    assert told(recipe) == ("Crêpes", LINES, STEPS)
    assert (recipe.yields, recipe.notes) == (Yield(amount=4), ("Eat at once.",))


def test_boxes_without_spaces_and_labels_above_their_values() -> None:
    amounts = [line.split(" ", 1) for line in LINES]
    body = (
        "<h1>Crêpes</h1><div><span>Prep Time</span><span>15 mins</span><span>Servings</span><span>4</span></div><div><p>Cook time</p><p>10 min</p></div>"
        "<h2>Ingredients</h2>"
        + "".join(f"<div><span>{amount}</span><span>{food}</span></div>" for amount, food in amounts)
        + "<h2>Method</h2>"
        + "".join(
            f"<div><div>Step {at}</div><div>{step}</div></div>" for at, step in enumerate(STEPS, start=1)
        )
    )
    [recipe] = recipes_of_page(page(body))
    assert told(recipe) == ("Crêpes", LINES, STEPS)
    assert (recipe.yields, recipe.prep_time_s, recipe.cook_time_s) == (Yield(amount=4), 900.0, 600.0)


def test_cells_of_a_row_are_one_line() -> None:
    rows = "".join(
        f"<tr><td>{line.split(' ', 1)[0]}</td><td>{line.split(' ', 1)[1]}</td></tr>" for line in LINES
    )
    [recipe] = recipes_of_page(
        page(f"<h1>Crêpes</h1><h2>Ingredients</h2><table>{rows}</table><h2>Method</h2><ol>{ORDERED}</ol>")
    )
    assert told(recipe) == ("Crêpes", LINES, STEPS)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<html></html>",
        page("<h1>Our trains</h1><p>They run on time. Most of them.</p>"),
        page(script({"@type": "Article", "name": "Crêpes"})),
        page(script({"@type": "Recipe"})),
        gzip.compress(b"<html>"),
        "<" * 1_000_000,
        "<div>" * 50_000,
        "<script type='application/ld+json'>" * 20_000,
        "<ul><li>" * 20_000,
        "&" * 500_000,
        "<p>word</p>" * 800_000,
    ],
)
@pytest.mark.timeout(120)
def test_what_tells_no_recipe(content: bytes | str) -> None:
    with pytest.raises(KitchenError) as raised:
        recipes_of_page(content)
    assert raised.value.code is ErrorCode.NOT_A_RECIPE


def test_fifty_megabytes_are_searched_for_json_ld_only() -> None:
    [recipe] = recipes_of_page(page("<p>advertisement</p>" * 2_500_000, script(NODE)))
    assert told(recipe) == ("Crêpes", LINES, STEPS)


def test_larger_pages_are_refused() -> None:
    with pytest.raises(KitchenError) as raised:
        recipes_of_page(b" " * (LARGEST_BYTES + 1))
    assert raised.value.code is ErrorCode.INVALID


def test_a_page_that_was_cut_off() -> None:
    html = page("", script(NODE))
    cut = html[: html.index("</script>")]
    assert list(json_ld_blocks(cut))
    assert told(recipes_of_page(cut)[0]) == ("Crêpes", LINES, STEPS)
    assert recipes_of_page(SHAPES["headings and lists"][:-60])[0].name == "Crêpes"


def test_script_in_a_title_is_text() -> None:
    node = {**NODE, "name": "<img src=x onerror=alert(1)> <script>alert(1)<\\/script> Crêpes"}
    [recipe] = recipes_of_page(page("", script(node).replace("\\\\/", "\\/")))
    assert recipe.name == "<script>alert(1)</script> Crêpes"
