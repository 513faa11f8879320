"""The people of a household in the book."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given, strategies as st
import pytest

from custom_components.hearthtech.burners.clock import ManualClock
from custom_components.hearthtech.kitchen.changes import Change, ChangeKind
from custom_components.hearthtech.kitchen.errors import ErrorCode, KitchenError
from custom_components.hearthtech.kitchen.kitchen import Kitchen
from custom_components.hearthtech.kitchen.meal_plan.meal import Meal
from custom_components.hearthtech.kitchen.people.check import Standing
from custom_components.hearthtech.kitchen.people.model import (
    ActivityLevel,
    Allergen,
    Diet,
    Goal,
    Person,
    Severity,
    Sex,
)
from custom_components.hearthtech.kitchen.people.store import person_from_json, person_to_json

people = st.builds(
    Person,
    id=st.just("p"),
    name=st.just("Pia"),
    birth_year=st.none() | st.integers(1900, 2026),
    sex=st.none() | st.sampled_from(Sex),
    height_cm=st.none() | st.floats(30, 260),
    weight_kg=st.none() | st.floats(1, 400),
    activity=st.none() | st.sampled_from(ActivityLevel),
    goal=st.sampled_from(Goal),
    diets=st.frozensets(st.sampled_from(Diet)),
    allergens=st.dictionaries(st.sampled_from(Allergen), st.sampled_from(Severity)),
    avoids=st.lists(st.text(min_size=1)).map(tuple),
    dislikes=st.lists(st.text(min_size=1)).map(tuple),
    favorites=st.lists(st.text(min_size=1)).map(tuple),
    targets=st.dictionaries(st.sampled_from(["NA", "K"]), st.just((1.0, None))),
)


@given(people)
def test_what_is_written_is_read(person: Person) -> None:
    assert person_from_json("p", person_to_json(person)) == person


async def test_in_every_database(any_kitchen: Kitchen) -> None:
    told: list[Change] = []
    any_kitchen.subscribe(told.append)
    anna = await any_kitchen.people.add(
        Person(name="  Anna  Müller ", allergens={Allergen.NUTS: Severity.SEVERE}, avoids=("kiwi ", "kiwi"))
    )
    assert (anna.name, anna.avoids) == ("Anna Müller", ("kiwi",))
    assert await any_kitchen.people.get("anna müller") == anna
    await any_kitchen.people.change(replace(anna, weight_kg=61.5))
    assert (await any_kitchen.people.get(anna.id)).weight_kg == 61.5
    await any_kitchen.people.remove(anna.id)
    assert await any_kitchen.people.all() == ()
    assert (await any_kitchen.people.get(anna.id)).name == "Anna Müller"
    with pytest.raises(KitchenError, match="person_not_found"):
        await any_kitchen.people.get("Anna Müller")
    other = await any_kitchen.people.add(Person(name="Anna Müller"))
    with pytest.raises(KitchenError, match="invalid"):
        await any_kitchen.people.bring_back(anna.id)
    await any_kitchen.people.remove(other.id)
    await any_kitchen.people.bring_back(anna.id)
    assert [person.id for person in await any_kitchen.people.all()] == [anna.id]
    kinds = [change.kind for change in told]
    assert kinds.count(ChangeKind.PERSON_CHANGED) == 4
    assert kinds.count(ChangeKind.PERSON_REMOVED) == 2
    assert all(not change.data for change in told), "what changed in a person is nobody's business"


@pytest.mark.parametrize(
    "wrong",
    [
        Person(name=" "),
        Person(name="x" * 101),
        Person(name="a\x00b"),
        Person(name="Pia", birth_year=1850),
        Person(name="Pia", birth_year=2999),
        Person(name="Pia", height_cm=0),
        Person(name="Pia", height_cm=float("nan")),
        Person(name="Pia", weight_kg=4000),
        Person(name="Pia", targets={"NA": (5.0, 2.0)}),
        Person(name="Pia", targets={"NA": (float("inf"), None)}),
        Person(name="Pia", targets={"NA": (-1.0, None)}),
        Person(name="Pia", avoids=("x" * 500,)),
        Person(name="Pia", dislikes=tuple(f"food {n}" for n in range(101))),
        Person(name="ANNA"),
    ],
)
async def test_what_can_not_be_is_refused(kitchen: Kitchen, wrong: Person) -> None:
    anna = await kitchen.people.add(Person(name="Anna"))
    with pytest.raises(KitchenError) as refused:
        await kitchen.people.add(wrong)
    assert refused.value.code is ErrorCode.INVALID
    assert refused.value.data["field"] in {
        "name",
        "birth_year",
        "height_cm",
        "weight_kg",
        "targets",
        "avoids",
        "dislikes",
    }
    assert await kitchen.people.all() == (anna,)


async def test_who_is_not_there_can_not_be_changed_or_removed(kitchen: Kitchen) -> None:
    for work in (kitchen.people.change(Person(id="x", name="X")), kitchen.people.remove("x")):
        with pytest.raises(KitchenError) as refused:
            await work
        assert refused.value.code is ErrorCode.PERSON_NOT_FOUND


async def test_a_meal_keeps_who_was_removed_and_checks_for_who_is_there(
    kitchen: Kitchen, clock: ManualClock
) -> None:
    anna = await kitchen.people.add(Person(name="Anna", allergens={Allergen.GLUTEN: Severity.SEVERE}))
    ben = await kitchen.people.add(Person(name="Ben", allergens={Allergen.FISH: Severity.MILD}))
    cleo = await kitchen.people.add(Person(name="Cleo", allergens={Allergen.MILK: Severity.SEVERE}))
    meal = await kitchen.meal_plan.plan(
        Meal(starts_at=clock.now() + timedelta(hours=1), words="Soup", people=(anna.id, ben.id))
    )
    assert {verdict.standing for verdict in await kitchen.people.check_meal(meal.id)} == {
        Standing.NOT_CHECKED
    }
    await kitchen.people.remove(anna.id)
    assert {verdict.person_id for verdict in await kitchen.people.check_meal(meal.id)} == {ben.id}
    await kitchen.people.remove(ben.id)
    assert {verdict.person_id for verdict in await kitchen.people.check_meal(meal.id)} == {cleo.id}
    assert await kitchen.suggestions.harmed_by(await kitchen.meal_plan.get(meal.id)) == [cleo]
    assert (await kitchen.meal_plan.get(meal.id)).people == (anna.id, ben.id)
