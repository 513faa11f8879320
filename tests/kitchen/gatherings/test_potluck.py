"""Potlucks: gaps, portions, claims, and needs that can't be attributed to a guest."""

import asyncio
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
import sqlite3

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.hearthtech.burners.clock import ManualClock
from custom_components.hearthtech.kitchen.changes import Change, ChangeKind
from custom_components.hearthtech.kitchen.errors import ErrorCode, KitchenError
from custom_components.hearthtech.kitchen.gatherings.model import (
    Course,
    GapKind,
    Gathering,
    Guest,
    GuestNeeds,
    PotluckDish,
    Rsvp,
    ShownNeeds,
)
from custom_components.hearthtech.kitchen.gatherings.potluck import counted_needs, numbers_due, overview
from custom_components.hearthtech.kitchen.gatherings.validation import more_careful
from custom_components.hearthtech.kitchen.kitchen import Kitchen
from custom_components.hearthtech.kitchen.people.check import Standing
from custom_components.hearthtech.kitchen.people.model import Allergen, Diet

NEEDS = st.builds(
    GuestNeeds,
    allergens=st.frozensets(st.sampled_from([Allergen.NUTS, Allergen.MILK, Allergen.EGGS])),
    diets=st.frozensets(st.sampled_from([Diet.VEGAN, Diet.HALAL])),
)


def party(clock: ManualClock, **values: object) -> Gathering:
    starts = clock.now() + timedelta(days=3)
    return Gathering(title="Park day", starts_at=starts, closes_at=starts + timedelta(days=7), **values)  # type: ignore[arg-type]


@pytest.fixture
async def gathering(kitchen: Kitchen, clock: ManualClock) -> Gathering:
    return await kitchen.gatherings.create(party(clock))


async def invited(kitchen: Kitchen, gathering: Gathering, *names: str) -> list[str]:
    return [(await kitchen.gatherings.invite(gathering.id, name))[1] for name in names]


async def test_gaps_of_courses_portions_claims_and_needs(kitchen: Kitchen, gathering: Gathering) -> None:
    ann, ben, cem = await invited(kitchen, gathering, "Ann", "Ben", "Cem")
    await kitchen.guests.answer(ann, Rsvp.YES, heads=3)
    await kitchen.guests.answer(ben, Rsvp.YES)
    await kitchen.guests.answer(cem, Rsvp.NO)
    bread = await kitchen.gatherings.put_dish(
        PotluckDish(
            gathering_id=gathering.id, name="Bread", course=Course.BREAD, portions=4, still_needed=True
        )
    )
    await kitchen.guests.bring(
        ann,
        PotluckDish(
            gathering_id="",
            name="Goulash",
            course=Course.MAIN,
            portions=5,
            allergens={Allergen.NUTS: Standing.CONTAINS},
        ),
    )
    for token in (ann, ben, cem):
        await kitchen.guests.state_needs(token, GuestNeeds(allergens=frozenset({Allergen.NUTS})))
    state = await kitchen.gatherings.overview(gathering.id)
    assert (state.coming, state.portions, state.portions_per_head) == (4, 5.0, 1.25)
    gaps = {(gap.kind, gap.what): gap for gap in state.gaps}
    assert set(gaps) == {
        (GapKind.NO_COURSE, "salad"),
        (GapKind.NO_COURSE, "dessert"),
        (GapKind.NO_COURSE, "drink"),
        (GapKind.TOO_FEW_PORTIONS, ""),
        (GapKind.NOT_CLAIMED, "Bread"),
        (GapKind.NOTHING_SAFE, "nuts"),
    }
    assert gaps[GapKind.TOO_FEW_PORTIONS, ""].count == 3.0
    assert gaps[GapKind.NOTHING_SAFE, "nuts"].count == 3
    await kitchen.guests.claim(ben, bread.id)
    with pytest.raises(KitchenError) as refused:
        await kitchen.guests.claim(ann, bread.id)
    assert refused.value.code is ErrorCode.ALREADY_CLAIMED
    after = await kitchen.gatherings.overview(gathering.id)
    assert (GapKind.NOT_CLAIMED, "Bread") not in {(gap.kind, gap.what) for gap in after.gaps}
    # Nobody has said whether the bread is free of nuts.
    [nuts] = [gap for gap in after.gaps if gap.what == "nuts"]
    assert nuts.not_checked == 1


async def test_one_of_many_claims_at_once_succeeds(kitchen: Kitchen, gathering: Gathering) -> None:
    tokens = await invited(kitchen, gathering, *(f"Guest {n}" for n in range(12)))
    salad = await kitchen.gatherings.put_dish(
        PotluckDish(gathering_id=gathering.id, name="Salad", still_needed=True)
    )
    results = await asyncio.gather(
        *(kitchen.guests.claim(token, salad.id) for token in tokens), return_exceptions=True
    )
    assert sum(isinstance(one, PotluckDish) for one in results) == 1
    assert {one.code for one in results if isinstance(one, KitchenError)} == {ErrorCode.ALREADY_CLAIMED}


@given(first=st.lists(NEEDS, min_size=1, max_size=12))
@settings(max_examples=200, deadline=None)
def test_numbers_never_change_by_one_answer(first: list[GuestNeeds]) -> None:
    shown: list[int] = []
    counted = 0
    for answers in range(1, len(first) + 1):
        if numbers_due(answers, answers - counted):
            counted = answers
            shown.append(answers)
    assert all(answers >= 3 for answers in shown)
    steps = [later - earlier for earlier, later in pairwise(shown)]
    assert all(step >= 2 for step in steps)
    for answers in shown:
        assert all(count <= answers for count in counted_needs((one, 1) for one in first[:answers]).values())


async def test_needs_of_a_small_party_are_not_shown(kitchen: Kitchen, gathering: Gathering) -> None:
    tokens = await invited(kitchen, gathering, "Ann", "Ben", "Cem", "Dia", "Eva")
    vegan = GuestNeeds(diets=frozenset({Diet.VEGAN}))

    async def shown() -> tuple[int, dict[str, int]]:
        needs = (await kitchen.gatherings.overview(gathering.id)).needs
        return needs.answers, needs.counts

    await kitchen.guests.state_needs(tokens[0], vegan)
    await kitchen.guests.state_needs(tokens[1], GuestNeeds())
    assert await shown() == (0, {})
    await kitchen.guests.state_needs(tokens[2], GuestNeeds())
    assert await shown() == (3, {"vegan": 1})
    # One answer more, or one that changed, shows nothing new: the difference would be that guest's.
    await kitchen.guests.state_needs(tokens[3], GuestNeeds(diets=frozenset({Diet.HALAL})))
    assert await shown() == (3, {"vegan": 1})
    await kitchen.guests.state_needs(tokens[3], vegan)
    assert await shown() == (3, {"vegan": 1})
    await kitchen.guests.state_needs(tokens[4], GuestNeeds(diets=frozenset({Diet.HALAL})))
    assert await shown() == (5, {"halal": 1, "vegan": 2})
    assert await kitchen.guests.needs(tokens[4]) == GuestNeeds(diets=frozenset({Diet.HALAL}))


async def test_a_severe_allergy_is_shown_at_once_without_name_or_number(
    kitchen: Kitchen, gathering: Gathering
) -> None:
    changes: list[Change] = []
    [ann] = await invited(kitchen, gathering, "Ann")
    kitchen.subscribe(changes.append)
    await kitchen.guests.state_needs(ann, GuestNeeds(severe=frozenset({Allergen.PEANUTS})))
    state = await kitchen.gatherings.overview(gathering.id)
    assert state.needs == ShownNeeds(severe=frozenset({Allergen.PEANUTS}))
    assert changes == []
    assert "Ann" not in repr(state.needs)
    [gap] = [gap for gap in state.gaps if gap.kind is GapKind.NOTHING_SAFE]
    assert (gap.what, gap.count) == ("peanuts", None)


async def test_stored_needs_and_ballots_refer_to_no_guest(
    kitchen: Kitchen, gathering: Gathering, tmp_path: Path
) -> None:
    guest, token = await kitchen.gatherings.invite(gathering.id, "Ann")
    await kitchen.guests.state_needs(token, GuestNeeds(diets=frozenset({Diet.VEGAN})))
    connection = sqlite3.connect(tmp_path / "book.db")
    [(key, document)] = connection.execute("SELECT key, document FROM gathering_needs").fetchall()
    links = connection.execute("SELECT digest FROM gathering_links").fetchall()
    tables = dict(connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'").fetchall())
    dump = "\n".join(connection.iterdump())
    connection.close()
    assert guest.id not in key + document
    assert (key,) not in links
    assert token not in dump
    assert "WITHOUT ROWID" in tables["gathering_needs"]
    assert "WITHOUT ROWID" in tables["gathering_ballots"]


@given(
    heads=st.lists(st.integers(1, 6), min_size=1, max_size=8),
    portions=st.lists(st.floats(0, 20), max_size=8),
    wanted=st.floats(0, 5),
)
@settings(max_examples=150, deadline=None)
def test_the_gap_in_portions_is_what_is_missing(
    heads: list[int], portions: list[float], wanted: float
) -> None:
    gathering = party(ManualClock(), portions_per_head=wanted)
    guests = [
        Guest(id=str(n), gathering_id="g", name=f"G{n}", rsvp=Rsvp.YES, heads=heads[n])
        for n in range(len(heads))
    ]
    dishes = [
        PotluckDish(id=str(n), gathering_id="g", name="D", portions=one) for n, one in enumerate(portions)
    ]
    state = overview(gathering, guests, dishes, ShownNeeds())
    missing = [gap.count for gap in state.gaps if gap.kind is GapKind.TOO_FEW_PORTIONS]
    short = wanted * sum(heads) - state.portions
    assert missing == ([short] if short > 0 else [])


async def test_a_pasted_recipe_is_checked_as_the_kitchens_own(kitchen: Kitchen, gathering: Gathering) -> None:
    [ann] = await invited(kitchen, gathering, "Ann")
    text = "Nut cake\n\nIngredients\n200 g walnuts\n3 eggs\n1 cup zorblax powder\n\nMethod\nMix and bake."
    cake = await kitchen.guests.bring(
        ann,
        PotluckDish(
            gathering_id="",
            name="Nut cake",
            course=Course.DESSERT,
            portions=8,
            recipe_text=text,
            allergens={Allergen.NUTS: Standing.FREE_OF},
        ),
    )
    assert cake.standing(Allergen.NUTS) is Standing.CONTAINS
    assert cake.standing(Allergen.EGGS) is Standing.CONTAINS
    assert cake.standing(Allergen.FISH) is Standing.NOT_CHECKED
    hidden = await kitchen.pasted_recipes.allergens(
        "Bread\n\nIngredients\n500 g flour\n300 g water\n\nMethod\n1. Mix.\n2. Sprinkle with walnuts and bake."
    )
    assert hidden[Allergen.NUTS] in {Standing.CONTAINS, Standing.MAY_CONTAIN}
    assert (await kitchen.pasted_recipes.allergens("2 eggs\n100 g flour"))[Allergen.EGGS] is Standing.CONTAINS
    junk = await kitchen.guests.bring(
        ann, PotluckDish(gathering_id="", name="?", recipe_text="\u202e<script>" * 200)
    )
    assert {junk.standing(allergen) for allergen in Allergen} == {Standing.NOT_CHECKED}


@given(st.none() | st.sampled_from(Standing), st.none() | st.sampled_from(Standing))
def test_a_statement_never_hides_what_a_recipe_names(found: Standing | None, stated: Standing | None) -> None:
    known = more_careful(found, stated)
    if found is Standing.CONTAINS or stated is Standing.CONTAINS:
        assert known is Standing.CONTAINS
    if found is Standing.MAY_CONTAIN:
        assert known in {Standing.MAY_CONTAIN, Standing.CONTAINS}
    if stated is None:
        assert known is found


async def test_links_open_only_while_the_pages_are_open(
    kitchen: Kitchen, clock: ManualClock, tmp_path: Path
) -> None:
    opens = clock.now() + timedelta(days=1)
    gathering = await kitchen.gatherings.create(party(clock, opens_at=opens))
    shared = await kitchen.gatherings.shared_link(gathering.id)
    _, token = await kitchen.gatherings.invite(gathering.id, "Ann")
    assert kitchen.guests.link(shared) is kitchen.guests.link(token) is None
    clock.advance(timedelta(days=1, minutes=1).total_seconds())
    assert kitchen.guests.link(shared) is not None
    renewed = await kitchen.gatherings.shared_link(gathering.id)
    assert kitchen.guests.link(shared) is None
    guest, joined = await kitchen.guests.join(renewed, "  Ben \x00\u202e ")
    assert guest.name.startswith("Ben")
    assert not guest.invited
    await kitchen.guests.answer(joined, Rsvp.MAYBE)
    await kitchen.gatherings.close_pages(gathering.id)
    assert kitchen.guests.link(token) is None
    connection = sqlite3.connect(tmp_path / "book.db")
    assert connection.execute("SELECT count(*) FROM gathering_links").fetchone() == (0,)
    connection.close()
    with pytest.raises(KitchenError):
        await kitchen.guests.answer(token, Rsvp.YES)


async def test_new_gaps_are_published_once(
    kitchen: Kitchen, clock: ManualClock, gathering: Gathering
) -> None:
    changes: list[Change] = []
    kitchen.subscribe(changes.append)
    [ann, ben] = await invited(kitchen, gathering, "Ann", "Ben")

    async def found() -> set[object]:
        clock.advance(5)
        await asyncio.gather(*tuple(kitchen.context.tasks))
        gaps = {change.data["gap"] for change in changes if change.kind is ChangeKind.GAP_FOUND}
        changes.clear()
        return gaps

    assert await found() == {"no_course"}
    await kitchen.guests.answer(ann, Rsvp.YES, heads=2)
    await kitchen.guests.answer(ben, Rsvp.YES)
    assert await found() == {"too_few_portions"}
    await kitchen.guests.answer(ben, Rsvp.YES, heads=2)
    assert await found() == set()


async def test_a_guest_can_leave_without_a_trace_of_the_name(kitchen: Kitchen, gathering: Gathering) -> None:
    [ann] = await invited(kitchen, gathering, "Ann")
    await kitchen.guests.bring(ann, PotluckDish(gathering_id="", name="Pie"))
    await kitchen.guests.leave(ann)
    assert await kitchen.gatherings.guests(gathering.id) == []
    assert await kitchen.gatherings.dishes(gathering.id) == []
    assert kitchen.guests.link(ann) is None


async def test_a_link_to_one_recipe_opens_only_it_and_can_be_revoked(kitchen: Kitchen) -> None:
    soup = await kitchen.recipes.find("grandma's chicken soup")
    token = await kitchen.gatherings.share_recipe(soup.id)
    assert (await kitchen.guests.shared_recipe(token)).id == soup.id
    with pytest.raises(KitchenError):
        await kitchen.guests.view(token)
    await kitchen.gatherings.revoke_recipe_links(soup.id)
    assert kitchen.guests.link(token) is None
