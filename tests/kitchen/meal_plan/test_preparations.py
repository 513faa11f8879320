"""What must begin before a meal: read out of steps in five languages, moved with the plan, marked as done."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from hypothesis import given, strategies as st
import pytest

from custom_components.hearthtech.burners.clock import ManualClock
from custom_components.hearthtech.kitchen.errors import ErrorCode, KitchenError
from custom_components.hearthtech.kitchen.kitchen import Kitchen
from custom_components.hearthtech.kitchen.locale import KitchenLocale
from custom_components.hearthtech.kitchen.meal_plan.meal import Meal, MealSlot
from custom_components.hearthtech.kitchen.meal_plan.preparations import (
    PreparationKind,
    RecipePreparation,
    begin_times,
    preparations_of,
)
from custom_components.hearthtech.kitchen.recipes.model import Ingredient, Recipe, Step

BERLIN = KitchenLocale(time_zone=ZoneInfo("Europe/Berlin"))
FRIDAY = datetime(2026, 12, 4, 18, 0, tzinfo=UTC)
"""Seven in the evening in Berlin."""


def recipe(*steps: str, language: str = "en", lines: tuple[str, ...] = (), **more: float) -> Recipe:
    return Recipe(
        id="r",
        name="Dish",
        language=language,
        steps=tuple(Step(text=text) for text in steps),
        ingredients=tuple(Ingredient(text=text) for text in lines),
        cook_time_s=more.get("cook_time_s"),
    )


@pytest.mark.parametrize(
    ("language", "text", "kind", "hours", "night"),
    [
        ("en", "Soak the beans in plenty of cold water overnight.", "soak", 8, True),
        ("en", "Cover the chicken and marinate in the fridge for at least 4 hours.", "marinate", 4, False),
        ("en", "Let the dough rise in the refrigerator for 24 to 72 hours.", "dough", 24, False),
        ("en", "Refrigerate for 1 hour, or preferably overnight.", "chill", 8, True),
        ("en", "The day before, make the ragù.", "prepare", 8, True),
        ("en", "Thaw the prawns in the fridge.", "thaw", 12, True),
        ("de", "Die Kichererbsen über Nacht in kaltem Wasser einweichen.", "soak", 8, True),
        ("de", "Das Fleisch mindestens 6 Stunden marinieren.", "marinate", 6, False),
        ("de", "Den Teig zugedeckt 12 Stunden gehen lassen.", "dough", 12, False),
        ("de", "Am Vortag den Vorteig ansetzen.", "dough", 8, True),
        ("de", "Den Spinat auftauen lassen.", "thaw", 12, True),
        ("de", "Mindestens 3 Std. kalt stellen.", "chill", 3, False),
        ("fr", "Faites tremper les pois chiches toute la nuit.", "soak", 8, True),
        ("fr", "Laissez mariner la viande 12 heures au frais.", "marinate", 12, False),
        ("fr", "Laissez lever la pâte 2 heures.", "dough", 2, False),
        ("fr", "La veille, préparez la ganache.", "prepare", 8, True),
        ("fr", "Faites décongeler les crevettes.", "thaw", 12, True),
        ("es", "Deja los garbanzos en remojo toda la noche.", "soak", 8, True),
        ("es", "Marina el pollo durante 8 horas en la nevera.", "marinate", 8, False),
        ("es", "Deja reposar la masa 24 horas en la nevera.", "dough", 24, False),
        ("es", "La noche anterior, descongela el pescado.", "thaw", 8, True),
        ("it", "Mettete in ammollo i ceci per una notte.", "soak", 8, True),
        ("it", "Lasciate marinare la carne per 5 ore.", "marinate", 5, False),
        ("it", "Fate lievitare l'impasto per 8 ore.", "dough", 8, False),
        ("it", "La sera prima scongelate il pesce in frigo.", "thaw", 8, True),
        # What leaves the freezer is thawed.
        ("en", "Take the fish out of the freezer the night before.", "thaw", 8, True),
        ("en", "Remove from the freezer 24 hours before serving.", "thaw", 24, False),
        ("en", "Freeze for 6 hours; take it out of the freezer 10 minutes before serving.", "freeze", 6, False),
        ("de", "Den Fisch am Vortag aus dem Gefrierschrank nehmen.", "thaw", 8, True),
        ("fr", "Sortez le poisson du congélateur la veille.", "thaw", 8, True),
        ("es", "Saca el pescado del congelador el día anterior.", "thaw", 8, True),
        ("it", "Togliete il pesce dal freezer il giorno prima.", "thaw", 8, True),
        # "Before grilling" says when, not what is done.
        ("en", "Marinate the meat the night before grilling.", "marinate", 8, True),
        ("en", "Feed the starter the evening before baking.", "dough", 8, True),
        ("en", "The night before you roast it, leave the duck in the fridge.", "rest", 8, True),
        ("de", "Am Abend vor dem Grillen das Fleisch marinieren.", "marinate", 8, True),
        ("fr", "La veille de la cuisson, faites tremper les pois chiches.", "soak", 8, True),
        ("es", "La noche anterior a la cocción, pon los garbanzos en remojo.", "soak", 8, True),
        ("it", "La sera prima della cottura mettete a bagno i ceci.", "soak", 8, True),
        # What is cooked on the day before.
        ("en", "The day before, simmer the stock for 4 hours.", "prepare", 8, True),
        ("en", "The day before, roast the peppers.", "prepare", 8, True),
        # Only one of two things need not be done.
        ("en", "No need to soak the lentils, but marinate the chicken overnight.", "marinate", 8, True),
        ("en", "No need to turn it, marinate overnight in the fridge.", "marinate", 8, True),
        ("de", "Das Fleisch über Nacht marinieren, wenden ist nicht nötig.", "marinate", 8, True),
        ("fr", "Laissez mariner toute la nuit, inutile de couvrir.", "marinate", 8, True),
        ("it", "Marinate il pollo per tutta la notte, non serve girarlo.", "marinate", 8, True),
    ],
)  # fmt: skip
def test_a_step_tells_what_is_done_before(
    language: str, text: str, kind: str, hours: float, night: bool
) -> None:
    [found] = preparations_of(recipe(text, language=language))
    assert (found.kind.value, found.wait_s / 3600, found.night) == (kind, hours, night)
    assert found.step == 0


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Braise for 3 hours, then let the meat rest for 10 minutes."),
        ("en", "Leftovers keep in the fridge for 3 days."),
        ("en", "The cake can be frozen for up to 3 months."),
        ("en", "Cook overnight in the slow cooker."),
        ("en", "Marinate for 20 minutes or overnight."),
        ("en", "Soak the lentils for 30 minutes."),
        ("en", "Do not soak longer than 12 hours."),
        ("en", "Reheat the thawed soup in the microwave."),
        ("de", "Im Ofen 3 Stunden schmoren, dann ruhen lassen."),
        ("de", "Hält sich im Kühlschrank 3 Tage."),
        ("fr", "Laissez mijoter 3 heures à feu doux, puis laissez reposer."),
        ("fr", "Se conserve 3 jours au frais."),
        ("es", "Cocer a fuego lento 3 horas y dejar reposar."),
        ("es", "Se conserva en la nevera hasta 3 días."),
        ("it", "Cuocete a fuoco lento per 3 ore, poi fate riposare."),
        ("it", "Si conserva in frigo per 3 giorni."),
        ("en", "Take the ice cream out of the freezer and serve."),
        ("en", "There is no need to marinate overnight."),
        ("en", "You don't need to soak these beans overnight."),
        ("en", "Overnight soaking is not necessary."),
        ("de", "Es ist nicht nötig, die Linsen über Nacht einzuweichen."),
        ("de", "Rote Linsen müssen nicht über Nacht eingeweicht werden."),
        ("de", "Einweichen über Nacht ist nicht nötig."),
        ("fr", "Il n'est pas nécessaire de faire tremper les lentilles toute la nuit."),
        ("fr", "Inutile de les laisser tremper une nuit."),
        ("es", "No hace falta poner las lentejas en remojo toda la noche."),
        ("es", "El remojo de una noche no es necesario."),
        ("it", "Non è necessario mettere a bagno le lenticchie per una notte."),
    ],
)
def test_cooking_storing_and_what_need_not_be_done_are_no_preparation(language: str, text: str) -> None:
    assert preparations_of(recipe(text, language=language)) == ()


def test_ingredient_lines_tell_of_soaking_and_thawing() -> None:
    found = preparations_of(
        recipe(
            "Fry everything.", lines=("250 g dried beans, soaked overnight", "2 kg turkey, thawed", "1 onion")
        )
    )
    assert [(one.kind.value, one.step, round(one.wait_s / 3600)) for one in found] == [
        ("soak", None, 8),
        ("thaw", None, 21),
    ]


def test_the_dough_of_a_friday_is_made_on_thursday_evening() -> None:
    dough = preparations_of(recipe("Let the dough ferment overnight in the fridge.", "Bake for 10 minutes."))
    [(begin, latest)] = begin_times(dough, FRIDAY, 3600.0, BERLIN)
    assert begin.astimezone(BERLIN.time_zone) == datetime(2026, 12, 3, 20, 0, tzinfo=BERLIN.time_zone)
    assert latest == FRIDAY - timedelta(hours=9)


def test_a_chain_adds_up_and_nobody_gets_up_at_night() -> None:
    found = preparations_of(recipe("Soak the beans overnight.", "Marinate the meat for 14 hours."))
    soak, marinate = begin_times(found, FRIDAY, 3600.0, BERLIN)
    # 14 hours before six in the evening is four in the morning: it begins on the evening before.
    assert marinate[0].astimezone(BERLIN.time_zone).hour == 20
    assert marinate[0].astimezone(BERLIN.time_zone).day == 3
    assert soak[0].astimezone(BERLIN.time_zone) == datetime(2026, 12, 2, 20, 0, tzinfo=BERLIN.time_zone)


@given(
    waits=st.lists(st.tuples(st.floats(7200, 200_000), st.booleans()), max_size=5),
    hands=st.floats(600, 20_000),
    hour=st.integers(0, 10_000),
)
def test_each_preparation_leaves_time_for_all_that_follows(
    waits: list[tuple[float, bool]], hands: float, hour: int
) -> None:
    found = [
        RecipePreparation(
            kind=PreparationKind.REST, words="", step=0, wait_s=28800.0 if night else wait, night=night
        )
        for wait, night in waits
    ]
    meal = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=hour)
    end = meal - timedelta(seconds=hands)
    for one, (begin, latest) in reversed(
        list(zip(found, begin_times(found, meal, hands, BERLIN), strict=True))
    ):
        assert begin <= latest
        assert latest + timedelta(seconds=one.wait_s) == end
        end = begin


@pytest.fixture
async def kitchen(tmp_path: Path) -> AsyncIterator[Kitchen]:
    made = await Kitchen.open(tmp_path / "b.db", clock=ManualClock())
    made.locale = BERLIN
    yield made
    await made.close()


async def pizza(kitchen: Kitchen) -> Meal:
    added = await kitchen.recipes.add(
        Recipe(
            id="",
            name="Pizza",
            steps=(Step(text="Let the dough rise overnight."), Step(text="Bake 10 minutes.")),
        )
    )
    now = kitchen.clock.now()
    return await kitchen.meal_plan.plan(
        Meal(starts_at=now + timedelta(days=3), slot=MealSlot.DINNER, recipe_id=added.id)
    )


async def test_it_moves_with_the_plan_and_stays_done(kitchen: Kitchen) -> None:
    meal = await pizza(kitchen)
    now = kitchen.clock.now()
    [before] = await kitchen.preparations.between(now, now + timedelta(days=7))
    await kitchen.preparations.mark(before.id)
    await kitchen.meal_plan.move(meal.id, meal.starts_at + timedelta(days=2))
    [after] = await kitchen.preparations.between(now, now + timedelta(days=7))
    assert after.begin_at - before.begin_at == timedelta(days=2)
    assert after.done
    await kitchen.preparations.mark(before.id, done=False)
    assert [one.done for one in await kitchen.preparations.between(now, now + timedelta(days=7))] == [False]
    await kitchen.meal_plan.remove(meal.id)
    assert await kitchen.preparations.between(now, now + timedelta(days=7)) == []


async def test_an_edited_recipe_and_an_erased_one_are_read_again(kitchen: Kitchen) -> None:
    meal = await pizza(kitchen)
    [found] = await kitchen.preparations.of_meal(meal)
    assert found.kind is PreparationKind.DOUGH
    book = await kitchen.recipes.get(meal.recipe_id or "")
    await kitchen.recipes.edit(Recipe(id=book.id, name="Pizza", steps=(Step(text="Buy a pizza."),)))
    assert await kitchen.preparations.of_meal(meal) == []
    await kitchen.recipes.erase(book.id)
    assert await kitchen.preparations.of_meal(meal) == []


@pytest.mark.parametrize("name", ["", "#0", "nothing#0", "a" * 500])
async def test_an_unknown_preparation_is_refused(kitchen: Kitchen, name: str) -> None:
    meal = await pizza(kitchen)
    with pytest.raises(KitchenError) as raised:
        await kitchen.preparations.mark(name)
    assert raised.value.code is ErrorCode.MEAL_NOT_FOUND
    with pytest.raises(KitchenError) as raised:
        await kitchen.preparations.mark(f"{meal.id}#7")
    assert raised.value.code is ErrorCode.RECORD_NOT_FOUND
