"""Durations of steps and yields of recipes, in the forms in which people write them."""

import pytest

from custom_components.hearthtech.kitchen.recipes.cooklang import recipe_of_cooklang, recipe_to_cooklang
from custom_components.hearthtech.kitchen.recipes.file_formats import File
from custom_components.hearthtech.kitchen.recipes.importers import read_file
from custom_components.hearthtech.kitchen.recipes.model import Step
from custom_components.hearthtech.kitchen.recipes.step_extraction import guessed
from custom_components.hearthtech.kitchen.recipes.yields import states_only_servings, yield_of
from custom_components.hearthtech.language.durations import seconds_of


@pytest.mark.parametrize(
    ("language", "text", "seconds"),
    [
        ("en", "Braise for 2 hr. 10 min.", 7800),
        ("en", "Simmer for 2 hrs 20.", 8400),
        ("en", "Roast 2 hours & 5 minutes.", 7500),
        ("en", "Steam for two hours and a half.", 9000),
        ("de", "2 Std. 15 Min. schmoren.", 8100),
        ("fr", "Laisser mijoter 2h15.", 8100),
        ("it", "Cuocere per un'ora e mezza.", 5400),
        ("en", "Keeps 4 days in the fridge.", None),
        ("en", "Fry for 5 minutes. Leftovers last 2 days.", 300),
        ("en", "Chill for 1 hour or up to 3 days.", 3600),
        ("en", "The dough can stand up to 2 hours.", None),
        ("en", "Freeze for up to 3 months or 90 days.", None),
        ("de", "Im Kühlschrank 4 Tage haltbar.", None),
        ("fr", "Se conserve 3 jours au frais.", None),
        ("it", "Si conserva per 2 giorni.", None),
        ("en", "Keep warm for 10 minutes.", 600),
        ("en", "Marinate in the fridge for 24 hours.", 86400),
        ("en", "Cook for up to 10 minutes.", 600),
    ],
)
def test_the_timer_of_a_step_is_the_whole_time_and_no_shelf_life(
    language: str, text: str, seconds: float | None
) -> None:
    assert guessed(Step(text=text), None, language).timer_s == seconds


@pytest.mark.parametrize(
    ("text", "seconds"), [("2:15 h", 8100), ("2 hr 15", 8100), ("2h15m", 8100), ("1 h & 5 min", 3900)]
)
def test_fields_with_composite_times(text: str, seconds: float) -> None:
    assert seconds_of(text) == seconds


@pytest.mark.parametrize(
    ("text", "servings"),
    [
        ("４人分", 4), ("3 人前", 3), ("5人份", 5), ("2인분", 2), ("6 порций", 6), ("3 порції", 3), ("5 מנות", 5), ("4 porcje", 4),
        ("4 porce", 4), ("6 adag", 6), ("8 kişilik", 8), ("4 annosta", 4), ("6 personer", 6), ("4 porções", 4), ("3 μερίδες", 3),
        ("4 porții", 4), ("4 porsi", 4), ("voor 4 personen", 4), ("٤ حصص", 4), ("6 convives", 6), ("4 osoby", 4),
    ],
)  # fmt: skip
def test_servings_in_many_languages(text: str, servings: float) -> None:
    made = yield_of(text)
    assert made is not None
    assert (made.amount, made.unit) == (servings, "servings")


def test_cooklang_keeps_what_other_programs_write() -> None:
    source = """---
title: Supper
servings: 3, 450 g
---

Boil @eggs{2} for ~soft eggs{4%minutes} in a #pot{3 liter}, then rest ~{1 hour 20%minutes}.

Pour @./sauces/Herb Sauce{200%g} over @rice{100%g} into #bowls{3}.

Add @&rice{50%g} and the @&(~1)eggs{} from before, a--b and all. -- a remark
"""
    recipe = recipe_of_cooklang(source, "x")
    assert recipe.servings == 3
    assert recipe.steps[0].timer_s == 240
    assert [line.text for line in recipe.ingredients] == ["2 eggs", "200 g Herb Sauce", "150 g rice"]
    assert recipe.steps[2].text == "Add rice and the eggs from before, a--b and all."
    written = recipe_to_cooklang(recipe)
    for words in ("~soft eggs{4%minutes}", "#pot{3 liter}", "@./sauces/Herb Sauce{200%g}", "#bowls{3}"):
        assert words in written
    again = recipe_of_cooklang(written, "x")
    assert again.ingredients == recipe.ingredients
    assert [step.text for step in again.steps] == [step.text for step in recipe.steps]
    assert again.equipment == recipe.equipment
    assert again.steps[0].timer_names == ("soft eggs", "")


def test_cooklang_yields_and_ranges() -> None:
    recipe = recipe_of_cooklang("---\nyield: 750%ml\n---\n\nBake ~{40--45%minutes}.\n", "x")
    assert recipe.yields is not None
    assert (recipe.yields.amount, recipe.yields.unit) == (750, "ml")
    assert recipe.steps[0].goal is not None
    assert recipe.steps[0].timer_s == 2400


@pytest.mark.parametrize(
    ("line", "people"),
    [
        ("For 4", 4),
        ("for six", 6),
        ("(pour 4 à 6)", 4),
        ("Für zwei:", 2),
        ("für vier Personen", 4),
        ("Quatre personnes", 4),
        ("Per quattro", 4),
        ("para dos personas", 2),
        ("cuatro raciones", 4),
    ],
)
@pytest.mark.parametrize(
    "where", ["under the title", "over the ingredients", "beside their heading", "after them"]
)
def test_a_line_that_states_for_how_many(line: str, people: int, where: str) -> None:
    text = {
        "under the title": f"Lentils\n{line}\n250 g lentils\n1 carrot\nSimmer for 35 minutes.\nServe warm.",
        "over the ingredients": f"Lentils\n\n{line}\n\nIngredients\n250 g lentils\n1 carrot\n\nMethod\nSimmer it well.",
        "beside their heading": f"Lentils\n\nIngredients ({line.strip('():')})\n250 g lentils\n1 carrot\n\nMethod\nSimmer it.",
        "after them": f"Lentils\n250 g lentils\n1 carrot\n{line}\n\nSimmer for 35 minutes.",
    }[where]
    (found,) = read_file(File(content=text.encode()))
    assert found.recipe.yields is not None
    assert (found.recipe.yields.amount, found.recipe.yields.unit) == (people, "servings")
    assert [one.text for one in found.recipe.ingredients] == ["250 g lentils", "1 carrot"]


@pytest.mark.parametrize(
    "line", ["For the sauce", "für die Soße", "pour la sauce", "Per 100 g", "For 4 hours", "zwölf Stück"]
)
def test_a_line_that_states_something_else(line: str) -> None:
    assert not states_only_servings(line)


@pytest.mark.parametrize("text", ["4 svgs", "4 Port.", "4 rac.", "4 coperti", "4 pers."])
def test_short_words_for_servings(text: str) -> None:
    found = yield_of(text)
    assert found is not None
    assert (found.amount, found.unit) == (4.0, "servings")
