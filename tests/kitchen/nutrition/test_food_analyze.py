"""What dishes hold: cooking, intervals, sub-recipes, household knowledge."""

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.hearthtech.kitchen.nutrition import Analyzer, Nutrition, analyze
from custom_components.hearthtech.kitchen.nutrition.cooking import Method
from custom_components.hearthtech.kitchen.nutrition.household_overrides import (
    MeasureWeight,
    StoredFoodOverrides,
)
from custom_components.hearthtech.kitchen.nutrition.nutrient_sums import LEFT_BEHIND

ANALYZER = Analyzer()


def energy(*lines: str) -> float:
    return ANALYZER.analyze(lines, 1).total["ENERC_KCAL"].amount


def test_frying_oil_is_not_counted_whole() -> None:
    chicken = energy("500 g chicken breast")
    fried = energy("500 g chicken breast", "1 l vegetable oil, for deep frying")
    stirred = energy("500 g chicken breast", "1 l vegetable oil")
    assert chicken < fried < 2.5 * chicken
    assert stirred > 5 * fried


def test_marinade_clings_only_in_part() -> None:
    lines = ["500 g chicken breast", "1/2 cup olive oil", "1/4 cup honey"]
    assert energy(lines[0], "For the marinade:", *lines[1:]) < energy(*lines)


def test_alcohol_burns_off_when_cooked() -> None:
    cooked = ANALYZER.analyze(["500 g beef", "250 ml red wine"], 1)
    drunk = ANALYZER.analyze(["250 ml red wine"], 1)
    assert cooked.total["ALC"].amount < 0.5 * drunk.total["ALC"].amount


def test_bones_are_not_eaten() -> None:
    assert energy("1 kg bone-in chicken thighs") < energy("1 kg skin-on chicken thighs, boned")
    bony = ANALYZER.analyze(["1 kg pork ribs"], 1).lines[0]
    assert bony.grams == pytest.approx(650)
    assert "without bones" in bony.how


def test_vitamins_are_lost_to_the_pot_and_energy_is_not() -> None:
    raw = analyze(["500 g broccoli"], 1)
    boiled = analyze(["500 g broccoli"], 1, method=Method.BOILED)
    assert boiled.total["VITC"].amount == pytest.approx(0.65 * raw.total["VITC"].amount)
    assert boiled.total["ENERC_KCAL"] == raw.total["ENERC_KCAL"]


def test_pasta_takes_up_water_and_the_pot_is_poured_away() -> None:
    with_pot = analyze(["400 g spaghetti", "4 l water"], 4)
    without = analyze(["400 g spaghetti"], 4)
    assert with_pot.grams == pytest.approx(without.grams)
    assert without.grams == pytest.approx(400 * 2.25 * (1 - LEFT_BEHIND))


def test_what_stays_in_bowls_and_pans_is_taken_off_the_dish_and_never_off_a_line() -> None:
    result = analyze(["300 g flour", "200 g sugar"], 4)
    assert [line.grams for line in result.lines] == [300, 200]
    assert result.left_behind == LEFT_BEHIND
    assert result.grams < 500 * (1 - LEFT_BEHIND) + 1e-9
    whole = sum(analyze([line], 1).total["ENERC_KCAL"].amount for line in ("300 g flour", "200 g sugar"))
    assert result.total["ENERC_KCAL"].amount == pytest.approx(whole)
    assert whole == pytest.approx((3 * 364 + 2 * 387) * (1 - LEFT_BEHIND))


def test_variants_by_context() -> None:
    assert energy("1 cup cooked rice") < 0.4 * energy("1 cup rice")
    assert energy("100 g 95% lean ground beef") < energy("100 g ground beef")
    assert energy("100 g skinless chicken thighs") < energy("100 g skin-on chicken thighs")
    assert energy("1 cup nonfat milk") < energy("1 cup whole milk")


def test_shared_heads_of_alternatives() -> None:
    line = ANALYZER.analyze(["8 corn or flour tortillas", "2 cups chicken or vegetable broth"], 1).lines
    assert line[0].food is not None
    assert "ortilla" in line[0].food
    assert line[1].food is not None
    assert "broth" in line[1].food


def test_interval_widens_with_what_is_unknown() -> None:
    sure = analyze(["100 g sugar"], 1).total["ENERC_KCAL"]
    unsure = analyze(["100 g sugar", "1 cup blorptang"], 1).total["ENERC_KCAL"]
    assert unsure.amount == sure.amount
    assert unsure.high > sure.high
    loose = analyze(["a handful of sugar"], 1).total["ENERC_KCAL"]
    assert loose.high / loose.low > sure.high / sure.low


def test_unknown_nutrient_is_left_out_and_not_zero() -> None:
    result = analyze(["100 g sugar"], 1)
    for tag, figure in result.total.items():
        assert figure.low <= figure.amount <= figure.high, tag
    assert "CHOLN" not in analyze(["100 g vital wheat gluten"], 1).total


def test_optional_without_amount_weighs_nothing() -> None:
    assert analyze(["chopped nuts (optional)"], 1).lines[0].grams == 0


LINES = st.lists(
    st.sampled_from(
        ["100 g flour", "2 eggs", "1 cup milk", "50 g butter", "1 onion", "1 tbsp honey", "200 g rice"]
    ),
    min_size=1,
    max_size=6,
)


@given(lines=LINES, servings=st.integers(1, 12))
@settings(deadline=None, max_examples=60)
def test_portions_add_up_to_the_whole(lines: list[str], servings: int) -> None:
    result = ANALYZER.analyze(lines, servings)
    for tag, figure in result.total.items():
        assert result.per_serving[tag].amount * servings == pytest.approx(figure.amount)
        assert result.per_serving[tag].low * servings == pytest.approx(figure.low)


@given(lines=LINES)
@settings(deadline=None, max_examples=40)
def test_order_does_not_matter(lines: list[str]) -> None:
    forth = ANALYZER.analyze(lines, 1).total
    back = ANALYZER.analyze(lines[::-1], 1).total
    for tag, figure in forth.items():
        assert back[tag].amount == pytest.approx(figure.amount)


def test_sub_recipes_bring_their_figures() -> None:
    dough = analyze(["500 g flour", "300 ml water"], 2)

    def subrecipe(name: str) -> Nutrition | None:
        return dough if name == "pizza dough" else None

    whole = analyze(["1 recipe pizza dough"], 1, subrecipe=subrecipe)
    assert whole.total["ENERC_KCAL"].amount == pytest.approx(dough.total["ENERC_KCAL"].amount)
    assert whole.contains == dough.contains
    assert whole.lines[0].how == "sub-recipe"
    half = analyze(["1 serving pizza dough"], 1, subrecipe=subrecipe)
    assert half.total["ENERC_KCAL"].amount == pytest.approx(dough.total["ENERC_KCAL"].amount / 2)
    assert analyze(["1 recipe blorptang"], 1, subrecipe=subrecipe).counted == 0


def test_household_corrections_are_remembered() -> None:
    household = StoredFoodOverrides()
    household.correct("Nonna's spread", 19125)
    result = analyze(["2 tbsp Nonna's spread"], 1, household=household)
    assert result.lines[0].food == "Chocolate-flavored hazelnut spread"
    assert result.lines[0].score == 1.0


def test_a_household_weighs_its_own_handful() -> None:
    household = StoredFoodOverrides()
    household.weigh(MeasureWeight(unit="handful", food="rice", low=31, high=38, person="Nonna"))
    own = analyze(["2 handfuls rice"], 1, household=household).lines[0]
    assert (own.low, own.high) == (62, 76)
    assert "household" in own.how
    assert analyze(["2 handfuls spinach"], 1, household=household).lines[0].grams == 60


@pytest.mark.parametrize(("low", "high"), [(0, 5), (5, 4), (-1, 2), (1, 20_000), (float("nan"), 3)])
def test_soft_measures_that_weigh_nothing_sensible_are_refused(low: float, high: float) -> None:
    with pytest.raises(ValueError, match="soft measure"):
        MeasureWeight(unit="handful", low=low, high=high)


def test_what_stays_in_the_bowl_is_two_percent() -> None:
    assert energy("100 g sugar") == pytest.approx(387 * (1 - LEFT_BEHIND), rel=0.01)
