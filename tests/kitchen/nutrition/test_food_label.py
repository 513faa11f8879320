"""Labels: rounding by the book, unknown shown as unknown."""

import json
from xml.etree import ElementTree as ET

from hypothesis import given, strategies as st
import pytest

from custom_components.hearthtech.kitchen.nutrition import Figure, Nutrition, analyze
from custom_components.hearthtech.kitchen.nutrition.dish_facts import facts
from custom_components.hearthtech.kitchen.nutrition.label import LabelForm, as_text, eu_figures, label
from custom_components.hearthtech.kitchen.nutrition.label_svg import as_svg


def nutrition(grams: float = 400, servings: float | None = 4, **amounts: float) -> Nutrition:
    total = {tag: Figure(amount=value, low=value, high=value, unit="g") for tag, value in amounts.items()}
    portion = {
        tag: Figure(amount=value / servings, low=value / servings, high=value / servings, unit="g")
        for tag, value in amounts.items()
    } if servings else {}  # fmt: skip
    return Nutrition(
        servings=servings, per_serving=portion, total=total, counted=3, lines_total=3, lines=(), grams=grams
    )


def rows(form: LabelForm, **amounts: float) -> dict[str, str]:
    made = label(nutrition(servings=1, grams=100, **amounts), form)
    return {row.tag: row.amount for row in made.rows}


@pytest.mark.parametrize(
    ("kcal", "shown"),
    [(4.9, "0"), (5, "5"), (47, "45"), (48, "50"), (50, "50"), (54, "50"), (55, "60"), (684, "680")],
)
def test_calories_round_as_21_cfr_asks(kcal: float, shown: str) -> None:
    assert label(nutrition(servings=1, ENERC_KCAL=kcal), LabelForm.FDA).energy == shown


@pytest.mark.parametrize(
    ("tag", "value", "shown"),
    [
        ("FAT", 0.4, "0g"), ("FAT", 0.7, "0.5g"), ("FAT", 4.8, "5g"), ("FAT", 5.4, "5g"), ("CHOLE", 1.9, "0mg"),
        ("CHOLE", 4, "less than 5mg"), ("CHOLE", 22, "20mg"), ("NA", 4, "0mg"), ("NA", 138, "140mg"), ("NA", 146, "150mg"),
        ("CHOCDF", 0.4, "0g"), ("CHOCDF", 0.8, "less than 1g"), ("CHOCDF", 12.5, "13g"), ("PROCNT", 30.6, "31g"),
    ],
)  # fmt: skip
def test_fda_rounding(tag: str, value: float, shown: str) -> None:
    assert rows(LabelForm.FDA, **{tag: value})[tag] == shown


@pytest.mark.parametrize(
    ("tag", "value", "shown"),
    [("FAT", 0.3, "<0.5 g"), ("FAT", 7.26, "7.3 g"), ("FAT", 12.6, "13 g"), ("FASAT", 0.05, "<0.1 g"), ("FASAT", 0.26, "0.3 g"),
     ("SUGAR", 9.94, "9.9 g"), ("PROCNT", 10.4, "10 g")],
)  # fmt: skip
def test_eu_rounding(tag: str, value: float, shown: str) -> None:
    assert rows(LabelForm.EU, **{tag: value})[tag] == shown


def test_eu_carbohydrate_is_without_fibre_and_salt_is_sodium_times_two_and_a_half() -> None:
    found = eu_figures(nutrition(CHOCDF=40, FIBTG=8, NA=1000).total)
    assert found["CHOAVL"].amount == 32
    assert found["SALT"].amount == pytest.approx(2.5)


def test_unknown_is_shown_as_unknown() -> None:
    made = label(nutrition(ENERC_KCAL=100), LabelForm.FDA)
    fat = next(row for row in made.rows if row.tag == "FAT")
    assert (fat.amount, fat.share) == ("?", None)


@pytest.mark.parametrize("form", LabelForm)
def test_an_unknown_ingredient_is_told_on_the_label(form: LabelForm) -> None:
    lines = [
        "200 g rice",
        "1 onion",
        "2 tbsp oil",
        "2 carrots",
        "1 tsp salt",
        "2 eggs",
        "1 lime",
        "50 g peanuts",
        "1 chili",
    ]
    made = label(analyze([*lines, "1 cup blorptang"], 4), form, "Fried rice")
    assert "9 of 10 ingredients counted" in made.note
    assert "9 of 10 ingredients counted" in as_text(made)
    picture = as_svg(made)
    assert "9 of 10 ingredients counted" in picture
    assert ET.fromstring(picture).tag.endswith("svg")
    assert "–" in made.energy_range


@given(st.text(max_size=80))
def test_titles_cannot_break_the_picture(title: str) -> None:
    clean = "".join(char for char in title if char.isprintable())
    picture = as_svg(label(nutrition(ENERC_KCAL=100), LabelForm.FDA, clean))
    assert ET.fromstring(picture) is not None
    assert "<script" not in as_svg(label(nutrition(ENERC_KCAL=1), LabelForm.FDA, "<script>alert(1)</script>"))


def test_percent_daily_value() -> None:
    made = label(nutrition(servings=1, FAT=39, CA=650, VITD=1.2), LabelForm.FDA)
    shares = {row.tag: row.share for row in made.rows}
    assert shares["FAT"] == 50
    assert shares["CA"] == 50
    assert shares["VITD"] == 6
    assert shares["PROCNT"] is None


def test_without_servings_the_label_is_of_the_whole() -> None:
    made = label(nutrition(servings=None, ENERC_KCAL=1000), LabelForm.FDA)
    assert made.servings is None
    assert made.energy == "1000"


def test_all_facts_of_a_dish_are_plain_values() -> None:
    whole = facts(analyze(["500 g lentils", "2 carrots", "1 onion"], 4), "Lentils")
    assert whole["nutri_score"] == {"grade": "A", "points": whole["nutri_score"]["points"]}  # type: ignore[index]
    assert json.loads(json.dumps(whole))["labels"]["eu"]["text"].startswith("Nutrition declaration")
    partly = facts(analyze(["500 g lentils", "1 cup blorptang"], 4))
    assert partly["nutri_score"] is partly["glycemic_load"] is None
    assert not {"contains", "may_contain", "not_checked"} & {*whole, *partly}
    assert "1 of 2 ingredients counted" in str(partly["counted"])


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ["Nutrition declaration", "of which saturates", "0.8 g", "per 100 g", "3 of 3 ingredients counted"]),
        ("de", ["Nährwertdeklaration", "davon gesättigte Fettsäuren", "0,8 g", "je 100 g", "3 von 3 Zutaten gezählt"]),
        ("fr", ["Déclaration nutritionnelle", "dont acides gras saturés", "0,8 g", "pour 100 g", "3 ingrédients comptés sur 3"]),
        ("es", ["Información nutricional", "de las cuales saturadas", "0,8 g", "por 100 g", "3 de 3 ingredientes contados"]),
        ("it", ["Dichiarazione nutrizionale", "di cui acidi grassi saturi", "0,8 g", "per 100 g", "3 ingredienti contati su 3"]),
        ("nl", ["Nutrition declaration", "of which saturates", "0.8 g"]),
    ],
)  # fmt: skip
def test_the_label_of_the_eu_is_in_the_language_of_the_household(language: str, said: list[str]) -> None:
    made = label(nutrition(FAT=8, FASAT=3.2, ENERC_KCAL=800), LabelForm.EU, "Suppe", language)
    picture, words = as_svg(made), as_text(made)
    for one in said:
        assert one in picture
        assert one in words or one.endswith("100 g")
    assert made.rows[0].amount in ET.fromstring(picture).attrib["aria-label"]
    # The form of the United States stays in English, with its own marks.
    american = as_text(label(nutrition(FAT=8.2), LabelForm.FDA, "Suppe", language))
    assert "Nutrition Facts" in american
    assert "ingredients counted" in american
    told = facts(nutrition(FAT=8, ENERC_KCAL=800), language=language)
    assert told["counted"] == made.note
