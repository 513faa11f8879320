"""Glycemic load, Nutri-Score, claims, daily references, eaten portions."""

from datetime import UTC, date, datetime

import pytest

from custom_components.hearthtech.kitchen.nutrition import Analyzer, Figure, FoodDatabase, Nutrition
from custom_components.hearthtech.kitchen.nutrition.food_log import EatenPortion, day_totals, portion_figures
from custom_components.hearthtech.kitchen.nutrition.reference_intakes import daily_intake, shares
from custom_components.hearthtech.kitchen.nutrition.scores import claims, glycemic_load, nutri_score

ANALYZER = Analyzer()
DATABASE: FoodDatabase = ANALYZER.database


def hundred_grams(**amounts: float) -> Nutrition:
    total = {tag: Figure(amount=value, low=value, high=value, unit="g") for tag, value in amounts.items()}
    return Nutrition(
        servings=1, per_serving=total, total=total, counted=1, lines_total=1, lines=(), grams=100
    )


@pytest.mark.parametrize(
    ("amounts", "points", "grade"),
    [
        # Worked by hand from the tables of the 2022 report.
        ({"ENERC_KJ": 300, "SUGAR": 1, "FASAT": 0.2, "NA": 40, "PROCNT": 2, "FIBTG": 2}, 0, "A"),
        (
            {"ENERC_KJ": 1000, "SUGAR": 5, "FASAT": 3.5, "NA": 400, "PROCNT": 8, "FIBTG": 3.5},
            2 + 1 + 3 + 4 - 3 - 1,
            "C",
        ),
        (
            {"ENERC_KJ": 2200, "SUGAR": 50, "FASAT": 12, "NA": 100, "PROCNT": 8, "FIBTG": 4.2},
            6 + 14 + 10 + 1 - 2,
            "E",
        ),
        ({"ENERC_KJ": 335, "SUGAR": 3.4, "FASAT": 1, "NA": 80, "PROCNT": 2.4, "FIBTG": 3}, 0, "A"),
    ],
)
def test_nutri_score_of_2023(amounts: dict[str, float], points: int, grade: str) -> None:
    if amounts["SUGAR"] == 50:
        points += 0
    found = nutri_score(hundred_grams(**amounts), DATABASE)
    assert found is not None
    assert (found.points, found.grade) == (points, grade)


def test_protein_counts_no_more_from_eleven_unfavorable_points() -> None:
    lean = nutri_score(hundred_grams(ENERC_KJ=2200, SUGAR=50, FASAT=12, NA=100, PROCNT=0, FIBTG=0), DATABASE)
    rich = nutri_score(hundred_grams(ENERC_KJ=2200, SUGAR=50, FASAT=12, NA=100, PROCNT=30, FIBTG=0), DATABASE)
    assert lean is not None
    assert rich is not None
    assert lean.points == rich.points


def test_lentil_soup_scores_better_than_cream_cake() -> None:
    soup = nutri_score(
        ANALYZER.analyze(["500 g lentils", "2 carrots", "1 onion", "1.5 l water"], 4), DATABASE
    )
    cake = nutri_score(
        ANALYZER.analyze(["500 ml heavy cream", "300 g sugar", "200 g butter", "200 g flour"], 8), DATABASE
    )
    assert soup is not None
    assert cake is not None
    assert soup.grade == "A"
    assert cake.grade == "E"


def test_no_score_where_something_is_unknown() -> None:
    partly = ANALYZER.analyze(["500 g lentils", "1 cup blorptang"], 4)
    assert nutri_score(partly, DATABASE) is None
    assert glycemic_load(partly, DATABASE) is None
    assert claims(partly) == ()
    assert nutri_score(hundred_grams(ENERC_KJ=300), DATABASE) is None


def test_glycemic_load_of_known_foods() -> None:
    sugar = glycemic_load(ANALYZER.analyze(["50 g sugar"], 1), DATABASE)
    assert sugar is not None
    assert sugar.load == pytest.approx(0.65 * 50, rel=0.03)
    assert sugar.level == "high"
    lentils = glycemic_load(ANALYZER.analyze(["50 g lentils"], 1), DATABASE)
    assert lentils is not None
    assert lentils.level == "low"
    meat = glycemic_load(ANALYZER.analyze(["200 g chicken breast"], 1), DATABASE)
    assert meat is not None
    assert meat.load == pytest.approx(0)


@pytest.mark.parametrize(
    ("amounts", "claim", "holds"),
    [
        ({"ENERC_KCAL": 40}, "low energy", True), ({"ENERC_KCAL": 41}, "low energy", False), ({"FAT": 3}, "low fat", True),
        ({"FAT": 3.1}, "low fat", False), ({"FAT": 0.5}, "fat-free", True), ({"SUGAR": 5}, "low sugars", True),
        ({"NA": 120}, "low salt", True), ({"NA": 121}, "low salt", False), ({"FIBTG": 6, "ENERC_KCAL": 900}, "high fibre", True),
        ({"FIBTG": 3, "ENERC_KCAL": 900}, "source of fibre", True), ({"PROCNT": 10, "ENERC_KCAL": 200}, "high protein", True),
        ({"PROCNT": 6, "ENERC_KCAL": 200}, "source of protein", True), ({"VITC": 12, "ENERC_KCAL": 200}, "source of VITC", True),
        ({"VITC": 24, "ENERC_KCAL": 200}, "high in VITC", True), ({"VITC": 11, "ENERC_KCAL": 200}, "source of VITC", False),
    ],
)  # fmt: skip
def test_claims_of_regulation_1924_2006(amounts: dict[str, float], claim: str, holds: bool) -> None:
    assert (claim in claims(hundred_grams(**amounts))) is holds


def test_reference_intakes_by_age_and_sex() -> None:
    assert daily_intake(30, "female")["FE"] == 18
    assert daily_intake(60, "female")["FE"] == 8
    assert daily_intake(25, "male")["VITC"] == 90
    assert daily_intake(10, None)["CA"] == 1300
    assert daily_intake(80, "male")["VITD"] == 20
    with pytest.raises(ValueError, match="one year"):
        daily_intake(0.5, "male")


def test_shares_keep_the_interval_and_leave_out_the_unknown() -> None:
    found = shares({"FE": Figure(amount=9, low=6, high=12, unit="mg")}, {"FE": 18, "CA": 1000})
    assert set(found) == {"FE"}
    iron = found["FE"]
    assert [iron.low, iron.amount, iron.high] == pytest.approx([1 / 3, 1 / 2, 2 / 3])


def portion(person: str, day: int, amount: float, **more: float) -> EatenPortion:
    figures = {"ENERC_KCAL": amount, **more}
    return EatenPortion(
        id=f"{person}{day}{amount}",
        person=person,
        at=datetime(2026, 11, day, 12, tzinfo=UTC),
        name="soup",
        figures={tag: Figure(amount=v, low=v * 0.8, high=v * 1.3, unit="kcal") for tag, v in figures.items()},
        counted=3,
        lines_total=3,
    )


def test_days_add_up_by_person() -> None:
    eaten = [
        portion("ada", 22, 400, FE=3),
        portion("ada", 22, 300),
        portion("bob", 22, 900),
        portion("ada", 21, 50),
    ]
    found = day_totals(eaten, "ada", date(2026, 11, 22))
    assert found.portions == 2
    assert found.figures["ENERC_KCAL"].amount == 700
    assert 700 - found.figures["ENERC_KCAL"].low == pytest.approx((80**2 + 60**2) ** 0.5)
    assert "FE" not in found.figures, "one portion does not know its iron, so the day does not"
    assert found.complete
    assert day_totals(eaten, "eve", date(2026, 11, 22)).figures == {}


def test_a_portion_keeps_its_figures() -> None:
    dish = ANALYZER.analyze(["400 g spaghetti", "100 g parmesan"], 4)
    half = portion_figures(dish, 0.5)
    assert half["ENERC_KCAL"].amount == pytest.approx(dish.per_serving["ENERC_KCAL"].amount / 2)
    assert portion_figures(ANALYZER.analyze(["400 g spaghetti"], None), 1) == {}


@pytest.mark.parametrize("portions", [0, -1, float("nan"), 101])
def test_portions_that_are_none_are_refused(portions: float) -> None:
    with pytest.raises(ValueError, match="portions"):
        EatenPortion(
            id="x", person="ada", at=datetime(2026, 11, 22, tzinfo=UTC), name="soup", portions=portions
        )
