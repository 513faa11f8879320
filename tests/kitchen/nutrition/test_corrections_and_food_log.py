"""Food corrections and the food log, through the kitchen with a real book."""

from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from hypothesis import given, strategies as st
import pytest

from custom_components.hearthtech.burners.clock import ManualClock
from custom_components.hearthtech.kitchen.changes import Change, ChangeKind
from custom_components.hearthtech.kitchen.errors import ErrorCode, KitchenError
from custom_components.hearthtech.kitchen.kitchen import Kitchen
from custom_components.hearthtech.kitchen.nutrition.corrections import meant_name
from custom_components.hearthtech.kitchen.nutrition.personal_targets import (
    Basis,
    daily_reference,
    energy_kcal,
)
from custom_components.hearthtech.kitchen.people.model import ActivityLevel, Goal, Person, Sex
from custom_components.hearthtech.kitchen.people.store import add_person
from custom_components.hearthtech.kitchen.recipes.model import Ingredient, Recipe, Step, Yield
from custom_components.hearthtech.kitchen.suggestions.figures import TAGS
from custom_components.hearthtech.kitchen.suggestions.load import some_rows

ROME = ZoneInfo("Europe/Rome")
PARMESAN, CHEDDAR = 1033, 1009


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
async def kitchen(tmp_path: Path, clock: ManualClock) -> AsyncIterator[Kitchen]:
    kitchen = await Kitchen.open(tmp_path / "book.db", clock=clock)
    yield kitchen
    await kitchen.close()


@pytest.fixture
async def anna(kitchen: Kitchen, clock: ManualClock) -> Person:
    person = Person(name="Anna", birth_year=clock.now().year - 40, sex=Sex.FEMALE)
    return await kitchen.context.store.write(lambda book: add_person(book, person, clock.now()))


@pytest.fixture
def heard(kitchen: Kitchen) -> list[Change]:
    changes: list[Change] = []
    kitchen.subscribe(changes.append)
    return changes


def recipe(name: str, *lines: str, steps: tuple[str, ...] = (), servings: float = 2) -> Recipe:
    return Recipe(
        id="",
        name=name,
        yields=Yield(amount=servings),
        ingredients=tuple(Ingredient(text=line) for line in lines),
        steps=tuple(Step(text=step) for step in steps),
    )


# Corrections


async def test_a_corrected_food_counts_in_every_recipe_until_it_is_forgotten(
    kitchen: Kitchen, heard: list[Change]
) -> None:
    added = await kitchen.recipes.add(recipe("Toast", "100 g grated cheese"))
    assert (await kitchen.nutrition.analyze(added.id)).lines[0].number == CHEDDAR
    corrected = await kitchen.nutrition.correct_food("2 cups grated cheese", PARMESAN, actor="anna")
    assert (corrected.name, corrected.food) == ("grated cheese", PARMESAN)
    after = (await kitchen.nutrition.analyze(added.id)).lines[0]
    assert (after.number, after.score) == (PARMESAN, 1.0)
    assert (await kitchen.nutrition.analyze_lines(["50 g grated cheese, packed"], 1)).lines[
        0
    ].number == PARMESAN
    assert (await kitchen.nutrition.analyze_lines(["50 g sliced cheese"], 1)).lines[0].number == CHEDDAR
    assert await kitchen.nutrition.forget_correction("grated cheese")
    assert not await kitchen.nutrition.forget_correction("grated cheese")
    assert (await kitchen.nutrition.analyze(added.id)).lines[0].number == CHEDDAR
    told = [change for change in heard if change.kind is ChangeKind.FOOD_CORRECTED]
    assert [(change.subject, change.actor) for change in told] == [
        ("grated cheese", "anna"),
        ("grated cheese", ""),
    ]


async def test_a_plain_name_means_it_however_it_is_cut(kitchen: Kitchen) -> None:
    await kitchen.nutrition.correct_food("cheese", PARMESAN)
    for line in ("100 g cheese", "50 g grated cheese", "2 slices cheese, diced"):
        assert (await kitchen.nutrition.analyze_lines([line], 1)).lines[0].number == PARMESAN


async def test_corrections_outlive_a_restart_and_the_last_one_holds(
    kitchen: Kitchen, tmp_path: Path, clock: ManualClock
) -> None:
    await kitchen.nutrition.correct_food("nonnas käse", "cheddar")
    await kitchen.nutrition.correct_food("Nonna's Käse", "parmesan")
    await kitchen.close()
    again = await Kitchen.open(tmp_path / "book.db", clock=clock)
    try:
        assert [one.food for one in await again.nutrition.corrections() if "'" in one.name] == [PARMESAN]
        line = (await again.nutrition.analyze_lines(["1 cup Nonna's Käse"], 1)).lines[0]
        assert line.number == PARMESAN
        assert line.grams == pytest.approx(100, rel=0.05), "the cup of the food it stands for"
    finally:
        await again.close()


async def test_a_second_home_hears_of_a_correction_by_looking(kitchen: Kitchen, tmp_path: Path) -> None:
    other = await Kitchen.open(tmp_path / "book.db", clock=ManualClock())
    try:
        assert (await other.nutrition.analyze_lines(["100 g grated cheese"], 1)).lines[0].number == CHEDDAR
        await kitchen.nutrition.correct_food("grated cheese", PARMESAN)
        assert (await other.nutrition.analyze_lines(["100 g grated cheese"], 1)).lines[0].number == PARMESAN
    finally:
        await other.close()


@pytest.mark.parametrize("food", ["blorptang", 99_999_999, "-1", "1e3", "²"])
async def test_a_food_that_there_is_not(kitchen: Kitchen, food: str | int) -> None:
    with pytest.raises(KitchenError) as caught:
        await kitchen.nutrition.correct_food("cheese", food)
    assert caught.value.code is ErrorCode.FOOD_NOT_FOUND
    assert await kitchen.nutrition.corrections() == ()


@pytest.mark.parametrize("name", ["", "  ", "!!!", "x" * 1000, "\x00cheese\x07", "🍕"])
async def test_a_name_that_is_none(kitchen: Kitchen, name: str) -> None:
    with pytest.raises(KitchenError) as caught:
        await kitchen.nutrition.correct_food(name, PARMESAN)
    assert caught.value.code is ErrorCode.INVALID


@given(st.text(max_size=300))
def test_any_name_is_either_taken_or_refused(words: str) -> None:
    with suppress(KitchenError):
        name = meant_name(words)
        assert 0 < len(name) <= 200
        assert name.isprintable()


async def test_a_food_that_newer_data_do_not_have_is_looked_up_anew(kitchen: Kitchen) -> None:
    analyzer = await kitchen.nutrition.analyzer()
    assert analyzer.household is not None
    await kitchen.nutrition.correct_food("grated cheese", PARMESAN)
    household = (await kitchen.nutrition.analyzer()).household
    assert household is not None
    household.correct("grated cheese", 31_415_926)  # type: ignore[attr-defined]
    analyzer = await kitchen.nutrition.analyzer()
    assert analyzer.analyze(["100 g grated cheese"], 1).lines[0].number == PARMESAN


async def test_foods_to_choose_from_come_with_scores_and_reasons(kitchen: Kitchen) -> None:
    found = await kitchen.nutrition.search_foods("strawberries", limit=5)
    assert len(found) == 5
    assert found[0].food.name == "Strawberries, raw"
    assert [match.score for match in found] == sorted((match.score for match in found), reverse=True)
    assert all(match.reason for match in found)
    assert len({match.food.number for match in found}) == 5
    assert (await kitchen.nutrition.search_foods("Mehl", language="de"))[0].food.name.startswith(
        "Wheat flour"
    )
    for nothing in ("", "🍕", "xqzv", "1 cup", "!" * 5000):
        assert isinstance(await kitchen.nutrition.search_foods(nothing), list)
    await kitchen.nutrition.correct_food("strawberries", PARMESAN)
    assert (await kitchen.nutrition.search_foods("strawberries"))[0].reason == "corrected by the household"


async def test_too_many_lines_are_refused(kitchen: Kitchen) -> None:
    with pytest.raises(KitchenError) as caught:
        await kitchen.nutrition.analyze_lines(["1 egg"] * 501)
    assert caught.value.code is ErrorCode.INVALID


async def test_steps_decide_what_is_left_of_vitamins(kitchen: Kitchen) -> None:
    raw = await kitchen.recipes.add(recipe("Raw", "500 g broccoli", steps=("Cut the broccoli. Serve.",)))
    boiled = await kitchen.recipes.add(
        recipe("Boiled", "500 g broccoli", steps=("Boil the broccoli in salted water.", "Drain and serve."))
    )
    left = (await kitchen.nutrition.analyze(boiled.id)).total["VITC"].amount
    assert left < 0.9 * (await kitchen.nutrition.analyze(raw.id)).total["VITC"].amount


# Eaten


async def test_what_was_eaten_is_summed_and_held_against_what_she_needs(
    kitchen: Kitchen, clock: ManualClock, anna: Person, heard: list[Change]
) -> None:
    added = await kitchen.recipes.add(recipe("Pasta", "200 g spaghetti", "30 g parmesan"))
    held = await kitchen.nutrition.analyze(added.id)
    portion = await kitchen.food_log.log("Anna", recipe_id=added.id, portions=1.5)
    await kitchen.food_log.log(anna.id, lines=["1 apple"], leftover=True, at=clock.now() + timedelta(hours=1))
    day = await kitchen.food_log.on_day("anna", clock.now().date(), UTC)
    assert [one.name for one in day.portions] == ["Pasta", "1 apple"]
    assert (day.portions[0].recipe, day.portions[0].version) == (added.id, 1)
    assert day.portions[1].leftover
    apple = (await kitchen.nutrition.analyze_lines(["1 apple"], 1)).total["PROCNT"].amount
    protein = day.totals.figures["PROCNT"]
    assert protein.amount == pytest.approx(1.5 * held.per_serving["PROCNT"].amount + apple)
    assert protein.low < protein.amount < protein.high
    assert day.basis is Basis.PERSON
    assert day.shares["PROCNT"].amount == pytest.approx(protein.amount / 46)
    assert day.totals.complete
    await kitchen.food_log.take_back(portion.id)
    assert len((await kitchen.food_log.on_day(anna.id, clock.now().date(), UTC)).portions) == 1
    told = [change.subject for change in heard if change.kind is ChangeKind.PORTION_EATEN]
    assert told == [anna.id] * 3


async def test_a_recipe_that_changes_later_does_not_change_what_was_eaten(
    kitchen: Kitchen, clock: ManualClock, anna: Person
) -> None:
    added = await kitchen.recipes.add(recipe("Pasta", "200 g spaghetti"))
    await kitchen.food_log.log(anna.id, recipe_id=added.id)
    before = (await kitchen.food_log.on_day(anna.id, clock.now().date(), UTC)).totals
    await kitchen.recipes.edit(replace(added, ingredients=(Ingredient(text="200 g lard"),)))
    await kitchen.recipes.erase(added.id)
    assert (await kitchen.food_log.on_day(anna.id, clock.now().date(), UTC)).totals == before


async def test_what_is_not_known_leaves_the_day_unknown_and_is_never_zero(
    kitchen: Kitchen, clock: ManualClock, anna: Person
) -> None:
    today = clock.now().date()
    empty = await kitchen.food_log.on_day(anna.id, today, UTC)
    assert empty.totals.figures == {}
    assert not empty.totals.complete
    await kitchen.food_log.log(anna.id, lines=["1 apple"])
    await kitchen.food_log.log(anna.id, name="Something at the fair")
    day = await kitchen.food_log.on_day(anna.id, today, UTC)
    assert day.totals.figures == {}
    assert day.totals.portions == 2
    assert not day.totals.complete


async def test_a_day_is_the_day_of_the_household(kitchen: Kitchen, clock: ManualClock, anna: Person) -> None:
    now = clock.now()
    late = datetime(now.year, now.month, now.day, 23, 30, tzinfo=UTC) - timedelta(days=2)
    await kitchen.food_log.log(anna.id, lines=["1 apple"], at=late)
    assert len((await kitchen.food_log.on_day(anna.id, late.date(), UTC)).portions) == 1
    assert (await kitchen.food_log.on_day(anna.id, late.date(), ROME)).portions == ()
    (portion,) = (await kitchen.food_log.on_day(anna.id, late.date() + timedelta(days=1), ROME)).portions
    assert portion.at == late
    assert portion.at.date() == late.date() + timedelta(days=1)
    days = await kitchen.food_log.between(anna.id, late.date(), late.date() + timedelta(days=2), ROME)
    assert [len(day.portions) for day in days] == [0, 1, 0]


async def test_days_that_are_longer_or_shorter_are_whole(
    kitchen: Kitchen, anna: Person, clock: ManualClock
) -> None:
    year = clock.now().year - 1
    for month in (3, 10):
        sunday = max(date(year, month, day) for day in range(25, 32) if date(year, month, day).weekday() == 6)
        for hour in range(24):
            at = datetime(sunday.year, sunday.month, sunday.day, hour, 30, tzinfo=ROME)
            if clock.now() - timedelta(days=366) <= at:
                await kitchen.food_log.log(anna.id, lines=["1 egg"], at=at)
        days = await kitchen.food_log.between(
            anna.id, sunday - timedelta(days=1), sunday + timedelta(days=1), ROME
        )
        assert [len(day.portions) for day in days][::2] == [0, 0]


@pytest.mark.parametrize(
    "what",
    [
        {"portions": 0},
        {"portions": float("nan")},
        {"portions": -1},
        {"portions": 1e9},
        {"at": datetime(1999, 1, 1, tzinfo=UTC)},
        {"at": datetime(2999, 1, 1, tzinfo=UTC)},
        {"at": datetime(2026, 1, 1)},
        {"lines": [], "name": ""},
        {"lines": ["1 egg"] * 1000},
    ],
)
async def test_portions_that_are_none(kitchen: Kitchen, anna: Person, what: dict[str, object]) -> None:
    with pytest.raises(KitchenError) as caught:
        await kitchen.food_log.log(anna.id, **({"lines": ["1 egg"]} | what))  # type: ignore[arg-type]
    assert caught.value.code is ErrorCode.INVALID


async def test_nobody_there(kitchen: Kitchen, clock: ManualClock) -> None:
    with pytest.raises(KitchenError) as caught:
        await kitchen.food_log.log("Nobody", lines=["1 egg"])
    assert caught.value.code is ErrorCode.PERSON_NOT_FOUND
    with pytest.raises(KitchenError) as caught:
        await kitchen.food_log.on_day("Nobody", clock.now().date(), UTC)
    assert caught.value.code is ErrorCode.PERSON_NOT_FOUND
    with pytest.raises(KitchenError) as caught:
        await kitchen.food_log.take_back("nothing")
    assert caught.value.code is ErrorCode.PORTION_NOT_FOUND


# What a person needs


def test_energy_by_mifflin_and_st_jeor() -> None:
    woman = Person(
        name="A", birth_year=1986, sex=Sex.FEMALE, height_cm=165, weight_kg=60, activity=ActivityLevel.LIGHT
    )
    resting = 10 * 60 + 6.25 * 165 - 5 * 40 - 161
    assert energy_kcal(woman, 2026) == pytest.approx(resting * 1.6)
    for unknown in ("sex", "height_cm", "weight_kg", "activity", "birth_year"):
        values = {"birth_year": 1986, "sex": Sex.FEMALE, "height_cm": 165.0, "weight_kg": 60.0,
                  "activity": ActivityLevel.LIGHT} | {unknown: None}  # fmt: skip
        assert energy_kcal(Person(name="A", **values), 2026) is None  # type: ignore[arg-type]
    assert energy_kcal(Person(name="Kid", birth_year=2016, sex=Sex.MALE, height_cm=130, weight_kg=30,
                              activity=ActivityLevel.ACTIVE), 2026) is None  # fmt: skip


def test_losing_never_goes_below_what_the_body_burns_at_rest() -> None:
    small = Person(name="A", birth_year=1946, sex=Sex.FEMALE, height_cm=145, weight_kg=40,
                   activity=ActivityLevel.SEDENTARY, goal=Goal.LOSE)  # fmt: skip
    assert energy_kcal(small, 2026) == pytest.approx(10 * 40 + 6.25 * 145 - 5 * 80 - 161)


def test_own_targets_go_before_the_tables() -> None:
    person = Person(
        name="A", birth_year=1986, sex=Sex.FEMALE, targets={"NA": (None, 1500.0), "PROCNT": (60.0, 80.0)}
    )
    reference = daily_reference(person, 2026)
    assert reference.basis is Basis.PERSON
    assert (reference.amounts["NA"], reference.amounts["PROCNT"], reference.amounts["FE"]) == (1500, 70, 18)


@given(st.integers(-5, 130), st.sampled_from([None, *Sex]))
def test_everybody_has_a_reference(age: int, sex: Sex | None) -> None:
    reference = daily_reference(Person(name="A", birth_year=2026 - age, sex=sex), 2026)
    assert reference.basis is (Basis.PERSON if age >= 1 else Basis.GENERAL)
    assert all(amount > 0 for amount in reference.amounts.values())


# One computation


async def test_profile_suggestions_and_food_log_have_the_figures_of_the_analysis(
    kitchen: Kitchen, anna: Person
) -> None:
    sauce = await kitchen.recipes.add(
        recipe(
            "Red wine sauce",
            "500 ml red wine",
            "2 shallots, minced",
            "50 g butter",
            steps=("Simmer the wine with the shallots for 1 hour.", "Whisk in the butter."),
        )
    )
    dish = await kitchen.recipes.add(
        recipe(
            "Steak with sauce",
            "400 g beef steak",
            "1 tablespoon oil",
            "1 recipe red wine sauce",
            "100 ml brandy",
            "200 g broccoli",
            steps=(
                "Fry the steak.",
                "Add the brandy and simmer for 30 minutes.",
                "Boil the broccoli for 5 minutes.",
            ),
        )
    )
    for one in (sauce, dish):
        held = await kitchen.nutrition.analyze(one.id)
        profile = await kitchen.profiles.get(one.id)
        assert profile.figures.keys() == held.per_serving.keys()
        for tag, figure in held.per_serving.items():
            assert profile.figures[tag].amount == pytest.approx(figure.amount, rel=1e-3), tag
            assert profile.figures[tag].high == pytest.approx(figure.high, rel=1e-3), tag
        assert profile.grams == pytest.approx(held.grams, rel=1e-3)
        await kitchen.profiles.make()
        (row,) = await kitchen.context.store.read(partial(some_rows, recipe_ids=[one.id]))
        for tag, amount in zip(TAGS, row.serving.amounts, strict=True):
            assert amount == pytest.approx(held.per_serving[tag].amount, rel=1e-3), tag
        portion = await kitchen.food_log.log(anna.id, recipe_id=one.id, portions=1)
        assert portion.figures["ENERC_KCAL"].amount == pytest.approx(held.per_serving["ENERC_KCAL"].amount)
    raw = await kitchen.nutrition.analyze_lines(["500 ml red wine"], 2)
    assert (await kitchen.nutrition.analyze(sauce.id)).per_serving["ALC"].amount < 0.6 * raw.per_serving[
        "ALC"
    ].amount
