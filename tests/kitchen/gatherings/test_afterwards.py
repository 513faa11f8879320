"""Reviews, the timeline, the recipe book's share, keepsake, archives, and answers from outside."""

from datetime import timedelta
import json
from pathlib import Path
import zipfile

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.hearthtech.burners.clock import ManualClock
from custom_components.hearthtech.kitchen.errors import KitchenError
from custom_components.hearthtech.kitchen.gatherings.model import (
    GuestNeeds,
    PotluckDish,
    Reaction,
    ReactionMoment,
    Review,
    Rsvp,
    Technique,
)
from custom_components.hearthtech.kitchen.gatherings.outside_answers import check_sum, read_answers
from custom_components.hearthtech.kitchen.kitchen import Kitchen
from custom_components.hearthtech.kitchen.people.check import Standing
from custom_components.hearthtech.kitchen.people.model import Allergen, Diet

from .test_cook_off import contest
from .test_potluck import party

PIE = "Apple pie\n\nServes 8\n\nIngredients\n1 kg apples\n200 g flour\n100 g butter\n\nMethod\n1. Mix.\n2. Bake."
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d4944415478da6364f8ff1f0005030201"
    "5fe54b0a0000000049454e44ae426082"
)


async def test_reviews_and_reactions_reach_the_book(kitchen: Kitchen, clock: ManualClock) -> None:
    gathering, tokens = await contest(kitchen, clock, ("Ann", "Ben"))
    pie = await kitchen.guests.bring(
        tokens["Ann"], PotluckDish(gathering_id="", name="Pie", recipe_text=PIE, portions=8)
    )
    with pytest.raises(KitchenError):
        await kitchen.keepsakes.take_recipe(pie.id)
    await kitchen.guests.give_consent(tokens["Ann"], pie.id, consent=True)
    taken = await kitchen.keepsakes.take_recipe(pie.id)
    recipe = await kitchen.recipes.get(taken.recipe_id or "")
    assert (recipe.author, "Park day" in recipe.story) == ("Ann", True)
    original = await kitchen.recipes.original(recipe.id)
    assert original is not None
    assert original.text == PIE
    review = await kitchen.keepsakes.review(
        Review(
            gathering_id=gathering.id,
            dish_id=pie.id,
            critic="Maud",
            words="Crisp.",
            stars={"taste": 4.5, "story": 5},
        ),
        picture=PICTURE,
    )
    assert (review.recipe_id, review.recipe_version, review.media is not None) == (recipe.id, 1, True)
    rated = {(one.person, one.dimension): one.stars for one in await kitchen.notes.ratings(recipe.id)}
    assert rated == {("Maud", "taste"): 4.5, ("Maud", "story"): 5.0}
    for reaction in (Reaction.YUM, Reaction.YUM, Reaction.RECIPE_PLEASE):
        await kitchen.guests.react(tokens["Ben"], pie.id, reaction)
        clock.advance(60)
    moments = await kitchen.gatherings.timeline(gathering.id)
    assert [one.reaction for one in moments if isinstance(one, ReactionMoment)] == [
        Reaction.YUM, Reaction.YUM, Reaction.RECIPE_PLEASE,
    ]  # fmt: skip
    assert await kitchen.keepsakes.write_into_book(gathering.id) == 1
    assert await kitchen.keepsakes.write_into_book(gathering.id) == 0
    [cooking] = await kitchen.notes.cookings(recipe.id)
    assert (cooking.cook, cooking.words) == ("Ann", "Park day, yum × 2, recipe_please × 1")
    with pytest.raises(KitchenError):
        await kitchen.keepsakes.review(Review(gathering_id=gathering.id, critic="M", stars={"smell": 1}))


async def test_scores_of_a_cook_off_become_ratings(kitchen: Kitchen, clock: ManualClock) -> None:
    gathering, tokens = await contest(kitchen, clock, ("Ann", "Ben"))
    soup = await kitchen.recipes.find("grandma's chicken soup")
    [stew] = [dish for dish in await kitchen.gatherings.dishes(gathering.id) if dish.cook == "Ann"]
    own = PotluckDish(
        id=stew.id, gathering_id=gathering.id, name=stew.name, cook="Ann", competes=True, recipe_id=soup.id,
        guest_id=stew.guest_id,
    )  # fmt: skip
    await kitchen.gatherings.put_dish(own)
    await kitchen.cook_offs.open_voting(gathering.id)
    await kitchen.guests.vote(tokens["Ben"], {letter: {"taste": 4, "look": 3} for letter in "AB"})
    await kitchen.cook_offs.close_voting(gathering.id)
    await kitchen.cook_offs.reveal(gathering.id)
    assert await kitchen.keepsakes.write_into_book(gathering.id) == 1
    rated = {one.dimension: one.stars for one in await kitchen.notes.ratings(soup.id)}
    assert rated == {"taste": 4.0, "look": 3.0}


async def test_a_keepsake_has_recipes_with_consent_only_and_another_household_imports_it(
    kitchen: Kitchen, clock: ManualClock, tmp_path: Path
) -> None:
    gathering = await kitchen.gatherings.create(party(clock))
    tokens = {}
    for name in ("Ann", "Ben"):
        _, tokens[name] = await kitchen.gatherings.invite(gathering.id, name)
        await kitchen.guests.answer(tokens[name], Rsvp.YES)
        text = PIE.replace("Apple", f"{name}s secret")
        dish = await kitchen.guests.bring(
            tokens[name], PotluckDish(gathering_id="", name=f"Pie of {name}", recipe_text=text, consent=True)
        )
        await kitchen.keepsakes.take_recipe(dish.id)
        await kitchen.guests.state_needs(tokens[name], GuestNeeds(diets=frozenset({Diet.KOSHER})))
    [pie] = (await kitchen.guests.view(tokens["Ben"])).own
    await kitchen.guests.give_consent(tokens["Ben"], pie.id, consent=False)
    kept = {one.dish.cook: one for one in (await kitchen.keepsakes.keepsake(gathering.id)).dishes}
    assert kept["Ann"].recipe is not None
    assert (kept["Ben"].recipe, kept["Ben"].recipe_text) == (None, "")
    target = tmp_path / "keepsake.zip"
    assert await kitchen.keepsakes.export(gathering.id, target) == 1
    with zipfile.ZipFile(target) as archive:
        everything = b"\n".join(archive.read(name) for name in archive.namelist()).decode()
    assert "Anns secret" in everything
    for private in ("Bens secret", "kosher", *tokens.values()):
        assert private not in everything
    other = await Kitchen.open(tmp_path / "other.db", clock=ManualClock())
    try:
        restored = await other.files.import_archive(target)
        assert [recipe.name for recipe in restored.recipes] == ["Anns secret pie"]
        again = await other.keepsakes.keepsake(gathering.id)
        assert [one.dish.name for one in again.dishes] == ["Pie of Ann", "Pie of Ben"]
        assert await other.gatherings.guests(gathering.id) == []
    finally:
        await other.close()


async def test_the_export_of_the_household_contains_gatherings_and_needs_only_on_request(
    kitchen: Kitchen, clock: ManualClock, tmp_path: Path
) -> None:
    gathering, tokens = await contest(kitchen, clock, ("Ann", "Ben"))
    await kitchen.guests.state_needs(tokens["Ann"], GuestNeeds(diets=frozenset({Diet.VEGAN})))
    await kitchen.cook_offs.open_voting(gathering.id)
    await kitchen.guests.vote(tokens["Ben"], {letter: {"taste": 4} for letter in "AB"})
    await kitchen.guests.react(tokens["Ben"], "", Reaction.WOW)
    await kitchen.cook_offs.close_voting(gathering.id)
    result = await kitchen.cook_offs.reveal(gathering.id)
    await kitchen.files.export(tmp_path / "plain")
    assert not (tmp_path / "plain/_household/gathering-needs.json").exists()
    await kitchen.files.export(tmp_path / "whole.zip", people=True)
    other = await Kitchen.open(tmp_path / "other.db", clock=clock)
    try:
        for _ in range(2):
            await other.files.import_archive(tmp_path / "whole.zip")
        assert await other.cook_offs.result(gathering.id) == result
        assert await other.gatherings.guests(gathering.id) == await kitchen.gatherings.guests(gathering.id)
        assert await other.gatherings.dishes(gathering.id) == await kitchen.gatherings.dishes(gathering.id)
        assert await other.gatherings.timeline(gathering.id) == await kitchen.gatherings.timeline(
            gathering.id
        )
        assert other.guests.link(tokens["Ann"]) is None
        needs = tmp_path / "needs"
        await other.files.export(needs, people=True)
        assert "vegan" in (needs / "_household/gathering-needs.json").read_text()
    finally:
        await other.close()


@pytest.mark.parametrize("name", ["gatherings", "gathering-guests", "gathering-dishes", "gathering-moments"])
async def test_a_damaged_file_of_gatherings_imports_nothing(
    kitchen: Kitchen, clock: ManualClock, tmp_path: Path, name: str
) -> None:
    gathering, tokens = await contest(kitchen, clock, ("Ann", "Ben"))
    await kitchen.guests.react(tokens["Ben"], "", Reaction.WOW)
    await kitchen.files.export(tmp_path / "book")
    file = tmp_path / f"book/_household/{name}.json"
    document = json.loads(file.read_text())
    document[name][0]["document"] = {"title": 5, "name": {"x": 1}, "reaction": "nothing"}
    file.write_text(json.dumps(document))
    other = await Kitchen.open(tmp_path / "other.db", clock=ManualClock())
    try:
        with pytest.raises(KitchenError):
            await other.files.import_archive(tmp_path / "book")
        assert await other.gatherings.all() == []
    finally:
        await other.close()
    assert gathering.title


ANSWER = """Maria, 18:03:
HearthTech answer
name: Maria
coming: yes
people: 2
dish: Lentil salad
course: salad
portions: 6,5
contains: mustard
free_of: nuts milk
cannot_eat: gluten
severe: peanuts
diets: vegetarian
keepsake: yes
scores: A taste 5, A look 4, B taste 3, Z taste 9
recipe:
Lentil salad

Ingredients
200 g lentils
1 tsp mustard
End of answer
"""


async def test_answers_from_outside_are_pasted_back_once(kitchen: Kitchen, clock: ManualClock) -> None:
    gathering = await kitchen.gatherings.create(party(clock))
    result = await kitchen.outside_answers.take(gathering.id, ANSWER)
    assert (result.taken, result.votes, result.votes_left_out) == (("Maria",), 0, 1)
    assert (await kitchen.outside_answers.take(gathering.id, ANSWER)).known == ("Maria",)
    [guest] = await kitchen.gatherings.guests(gathering.id)
    assert (guest.rsvp, guest.heads) == (Rsvp.YES, 2)
    [dish] = await kitchen.gatherings.dishes(gathering.id)
    assert (dish.portions, dish.standing(Allergen.MUSTARD)) == (6.5, Standing.CONTAINS)
    assert "200 g lentils" in dish.recipe_text
    assert (await kitchen.gatherings.overview(gathering.id)).needs.severe == {Allergen.PEANUTS}


async def test_ballots_from_outside_count_once_with_their_code(kitchen: Kitchen, clock: ManualClock) -> None:
    gathering, tokens = await contest(kitchen, clock, ("Ann", "Ben", "Cem"))
    await kitchen.cook_offs.open_voting(gathering.id)
    lines = "HearthTech answer\nname: Ann\ncode: {}\ncoming: yes\nscores: A taste 5, B taste 4, C taste 3\n"
    text = "".join(lines.format(token) for token in (tokens["Ann"], tokens["Ben"], "wrong"))
    for _ in range(2):
        taken = await kitchen.outside_answers.take(gathering.id, text)
        assert (taken.votes, taken.refused) == (2, ("Ann",))
    assert await kitchen.cook_offs.close_voting(gathering.id) == 2


def signed(*lines: str, recipe: str = "") -> str:
    """Return an answer with its check sum, as the page makes it."""
    pairs = [(key, value.strip()) for key, _, value in (line.partition(":") for line in lines)]
    told = [*lines, f"check: {check_sum(pairs, recipe)}", *(["recipe:", recipe] if recipe else [])]
    return "\n".join(["HearthTech answer", *told, "End of answer", ""])


async def test_an_answer_that_was_changed_on_its_way_is_not_stored(
    kitchen: Kitchen, clock: ManualClock
) -> None:
    gathering, tokens = await contest(kitchen, clock, ("Ann", "Ben"))
    await kitchen.cook_offs.open_voting(gathering.id)
    lines = (f"gathering: {gathering.id}", "name: Ann", f"code: {tokens['Ann']}", "coming: yes", "people: 3",
             "scores: A taste 5, B taste 5")  # fmt: skip
    text = signed(*lines, recipe="2 eggs\n1 apple")
    # A chat program may add names, marks and empty lines.
    quoted = "".join(f"> {line}\n\n" for line in text.splitlines())
    for unchanged in (text, text.replace("\n", "\r\n"), quoted):
        assert (await kitchen.outside_answers.take(gathering.id, unchanged)).taken == ("Ann",)
    for changed in (
        text.replace("people: 3", "people: 9"),
        text.replace("A taste 5", "A taste 1"),
        text.replace("2 eggs", "3 eggs"),
        text.replace("coming: yes\n", ""),
        text.replace("people: 3", "people: 3\npeople: 4"),
    ):
        result = await kitchen.outside_answers.take(gathering.id, changed)
        assert (result.taken, result.damaged, result.votes) == ((), ("Ann",), 0)
    other = signed("gathering: another", *lines[1:])
    assert (await kitchen.outside_answers.take(gathering.id, other)).refused == ("Ann",)
    guests = {guest.name: guest.heads for guest in await kitchen.gatherings.guests(gathering.id)}
    assert guests["Ann"] == 3
    assert await kitchen.cook_offs.close_voting(gathering.id) == 1


async def test_an_answer_from_outside_takes_over_what_is_needed(kitchen: Kitchen, clock: ManualClock) -> None:
    gathering = await kitchen.gatherings.create(party(clock))
    await kitchen.gatherings.put_dish(
        PotluckDish(gathering_id=gathering.id, name="Green salad", still_needed=True)
    )
    text = signed("name: Maria", "coming: yes", "people: 1", "dish: green salad", "course: salad", "portions: 6",
                  "competes: yes", "technique: guided")  # fmt: skip
    await kitchen.outside_answers.take(gathering.id, text)
    [dish] = await kitchen.gatherings.dishes(gathering.id)
    assert (dish.cook, dish.portions, dish.still_needed) == ("Maria", 6.0, False)
    assert (dish.technique, dish.competes) == (Technique.GUIDED, True)


@pytest.mark.parametrize(
    "text",
    [
        "HearthTech answer\nname: A\n" + "HearthTech answer\n" * 50_000,
        "HearthTech answer\nname: " + "x" * 200_000,
        "HearthTech answer\nname: \u202e\u0000\ud800\ncode: ' OR 1=1 --",
        "HearthTech answer\nname: A\n" + "a: b\n" * 40_000,
        "HearthTech answer\nname: A\nscores: " + "A taste 5, " * 20_000,
        "HearthTech answer\nname: A\npeople: " + "9" * 5000 + "\nportions: 1e308\ncheck: \u0660",
        "HearthTech answer\nname: A\ncode: " + "A" * 43 + "\ncoming: yes",
    ],
    ids=["many beginnings", "long name", "control characters", "many keys", "many scores", "numbers", "code"],
)
async def test_hostile_answers_are_read_in_bounds(kitchen: Kitchen, clock: ManualClock, text: str) -> None:
    gathering = await kitchen.gatherings.create(party(clock))
    result = await kitchen.outside_answers.take(gathering.id, text)
    assert result.votes == 0
    guests = await kitchen.gatherings.guests(gathering.id)
    assert len(guests) <= 1
    assert all(len(guest.name) <= 80 and guest.heads <= 20 for guest in guests)


@given(st.text(max_size=300), st.text(alphabet="abcdefghij: _\n-ART5,", max_size=300))
@settings(max_examples=300, deadline=None)
def test_any_text_can_be_pasted(first: str, second: str) -> None:
    for answer in read_answers(f"{first}HearthTech answer\nname: X\n{second}\nHearthTech answer{first}"):
        assert answer.name
        assert 1 <= answer.heads <= 20
        assert 0 <= answer.portions <= 500


async def test_a_changed_date_moves_the_end_of_the_links(kitchen: Kitchen, clock: ManualClock) -> None:
    gathering = await kitchen.gatherings.create(party(clock))
    _, token = await kitchen.gatherings.invite(gathering.id, "Ann")
    earlier = party(ManualClock())
    assert earlier.closes_at
    shortened = await kitchen.gatherings.get(gathering.id)
    await kitchen.gatherings.change(
        type(shortened)(
            id=gathering.id,
            title="Earlier",
            starts_at=clock.now(),
            closes_at=clock.now() + timedelta(hours=1),
        )
    )
    clock.advance(3601)
    assert kitchen.guests.link(token) is None
