"""The same book in SQLite with and without FTS5, and in PostgreSQL."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from custom_components.hearthtech.burners.clock import ManualClock
from custom_components.hearthtech.kitchen.changes import Change, ChangeKind
from custom_components.hearthtech.kitchen.errors import ErrorCode, KitchenError
from custom_components.hearthtech.kitchen.kitchen import Kitchen
from custom_components.hearthtech.kitchen.meal_plan.meal import Meal
from custom_components.hearthtech.kitchen.recipes.cooking_log import Cooking, Rating
from custom_components.hearthtech.kitchen.recipes.lineage import Descent, LineChange
from custom_components.hearthtech.kitchen.recipes.media import MediaRole
from custom_components.hearthtech.kitchen.recipes.model import Ingredient, Recipe, Step
from custom_components.hearthtech.kitchen.recipes.notes import Note, NotePart
from custom_components.hearthtech.kitchen.recipes.search import Query
from custom_components.hearthtech.kitchen.recipes.sources import Original, OriginalKind
from custom_components.hearthtech.kitchen.storage.journal import StoredJournal

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256))


def a_recipe(name: str, *ingredients: str, minutes: float | None = None, **more: object) -> Recipe:
    lines = tuple(Ingredient(text=line) for line in ingredients or ("1 cup water",))
    time = None if minutes is None else minutes * 60
    return replace(Recipe(id="", name=name, ingredients=lines, total_time_s=time), **more)  # type: ignore[arg-type]


async def filled(kitchen: Kitchen) -> dict[str, str]:
    """A small book; ids by name."""
    recipes = (
        a_recipe("Crème Brûlée", "500 ml cream", "5 egg yolks", minutes=60, author="Tante Ørsted"),
        a_recipe("Pea Soup with Mint", "500 g peas", "a handful of mint", minutes=25, keywords=("vegan",)),
        a_recipe("Peach Crumble", "6 peaches", "100 g butter", "50 g ground nutmeg", minutes=50),
        a_recipe("Pad Thai", "200 g rice noodles", "2 tbsp peanuts", minutes=30),
        a_recipe("Tomato Soup", "1 kg tomatoes", "1 onion", minutes=40, keywords=("vegan",)),
        a_recipe("牛肉麵", "牛肉 500 g", "麵條"),
    )
    return {(await kitchen.recipes.add(recipe)).name: recipe.name for recipe in recipes}


async def names(kitchen: Kitchen, query: str | Query) -> list[str]:
    return [hit.name for hit in await kitchen.recipes.search(query)]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("creme", "Crème Brûlée"),
        ("CRÈME br", "Crème Brûlée"),
        ("brulee creme", "Crème Brûlée"),
        ("pea s", "Pea Soup with Mint"),
        ("peas", "Pea Soup with Mint"),
        ("pe", "Peach Crumble"),
        ("tomatoes soup", "Tomato Soup"),
        ("tomatos", "Tomato Soup"),
        ("tomaot soup", "Tomato Soup"),
        ("paed thai", "Pad Thai"),
        ("padthai", "Pad Thai"),
        ("peech crumbel", "Peach Crumble"),
        ("orsted", "Crème Brûlée"),
        ("牛肉", "牛肉麵"),
        ("麵", "牛肉麵"),
        ("grandmas", "Grandma's Chicken Soup"),
        ("grandma’s chi", "Grandma's Chicken Soup"),
    ],
)
async def test_what_is_typed_is_found_first(any_kitchen: Kitchen, typed: str, first: str) -> None:
    await filled(any_kitchen)
    assert (await names(any_kitchen, typed))[:1] == [first]


async def test_filters_narrow_the_search(any_kitchen: Kitchen, clock: ManualClock) -> None:
    await filled(any_kitchen)
    assert set(await names(any_kitchen, "soup without onion")) >= {"Pea Soup with Mint"}
    assert "Tomato Soup" not in await names(any_kitchen, "soup without onions")
    # A nutmeg is no nut.
    assert "Peach Crumble" in await names(any_kitchen, "peach -nut")
    assert "Pad Thai" not in await names(any_kitchen, "without peanut")
    assert await names(any_kitchen, "soup under 30 minutes") == ["Pea Soup with Mint"]
    assert await names(any_kitchen, "soup in half an hour") == ["Pea Soup with Mint"]
    assert set(await names(any_kitchen, Query(keywords=("vegan",), text="soup"))) == {
        "Pea Soup with Mint",
        "Tomato Soup",
    }
    assert await names(any_kitchen, Query(with_ingredients=("peaches",))) == ["Peach Crumble"]
    assert await names(any_kitchen, Query(person="tante")) == ["Crème Brûlée"]
    assert await names(any_kitchen, Query(max_time_s=25 * 60, keywords=("vegan",))) == ["Pea Soup with Mint"]


async def test_not_cooked_for_a_month(any_kitchen: Kitchen, clock: ManualClock) -> None:
    await filled(any_kitchen)
    soup = await any_kitchen.recipes.find("tomato soup")
    heard: list[Change] = []
    any_kitchen.subscribe(heard.append)
    await any_kitchen.notes.write_cooking(
        Cooking(recipe_id=soup.id, version=1, cooked_at=clock.now() - timedelta(days=40))
    )
    asked = "tomato soup not cooked for a month"
    assert await names(any_kitchen, asked) == ["Tomato Soup"]
    recent = Cooking(recipe_id=soup.id, version=1, cooked_at=clock.now() - timedelta(days=3), cook="Lena")
    written = await any_kitchen.notes.write_cooking(recent)
    assert await names(any_kitchen, asked) == []
    assert [change.data["first"] for change in heard] == [True, False]
    await any_kitchen.notes.remove_cooking(written.id)
    assert await names(any_kitchen, asked) == ["Tomato Soup"]
    assert len(await any_kitchen.notes.cookings(soup.id)) == 1


@pytest.mark.parametrize(
    "typed", ['"', "'; DROP TABLE recipes; --", "a* OR b", "NEAR(", "100%_", "\\", "-", "(((", ":*&|!"]
)
async def test_no_typed_text_breaks_the_search(any_kitchen: Kitchen, typed: str) -> None:
    await any_kitchen.recipes.search(typed)
    await any_kitchen.recipes.search(
        Query(with_ingredients=(typed,), without_ingredients=(typed,), person=typed)
    )
    assert await any_kitchen.recipes.count() == 3


async def test_the_index_follows_changes(any_kitchen: Kitchen) -> None:
    added = await any_kitchen.recipes.add(a_recipe("Goulash", "1 kg beef"))
    await any_kitchen.recipes.edit(
        replace(added, name="Paprikash", ingredients=(Ingredient(text="1 kg veal"),))
    )
    assert "Goulash" not in await names(any_kitchen, "goulash")
    assert await names(any_kitchen, "veal") == ["Paprikash"]
    await any_kitchen.recipes.erase(added.id)
    assert "Paprikash" not in await names(any_kitchen, "paprikash")
    await any_kitchen.recipes.bring_back(added.id)
    assert (await names(any_kitchen, "paprikash"))[0] == "Paprikash"


async def test_everything_comes_back_after_closing(any_book: str, clock: ManualClock, tmp_path: Path) -> None:
    kitchen = await Kitchen.open(any_book, clock=clock, media=tmp_path / "media")
    original = Original(kind=OriginalKind.SCAN, media=(await kitchen.notes.keep_media(PNG)).hash)
    recipe = await kitchen.recipes.add(a_recipe("Nonna's Ragù", "a handful of basil"), original=original)
    meal = await kitchen.meal_plan.plan(Meal(starts_at=clock.now() + timedelta(days=1), recipe_id=recipe.id))
    note = await kitchen.notes.add_note(
        Note(
            recipe_id=recipe.id,
            version=1,
            part=NotePart.INGREDIENT,
            line=0,
            words="a small hand!",
            author="Lena",
        )
    )
    picture = await kitchen.notes.add_picture(recipe.id, PNG, role=MediaRole.STORY, caption="Nonna, 1961")
    stars = await kitchen.notes.rate(Rating(recipe_id=recipe.id, version=1, person="Lena", stars=4.5))
    for grams in (31.0, 38.0, 34.5):
        await kitchen.measures.record_weight("Nonna", "handful", "basil", grams)
    journal = StoredJournal(kitchen.context.store, clock.now)
    record = {"is": "Opened", "at": 0.0, "words": "größer ☃"}
    await journal.append("s1", 0, record)
    await kitchen.close()

    kitchen = await Kitchen.open(any_book, clock=clock, media=tmp_path / "media")
    assert await kitchen.recipes.get(recipe.id) == recipe
    assert await kitchen.recipes.original(recipe.id) == original
    assert await kitchen.meal_plan.get(meal.id) == replace(meal, ends_at=meal.end)
    assert await kitchen.notes.notes(recipe.id) == (note,)
    assert await kitchen.notes.pictures(recipe.id) == (picture,)
    assert await kitchen.notes.media_content(picture.medium.hash) == (picture.medium, PNG)
    assert await kitchen.notes.ratings(recipe.id) == (stars,)
    (handful,) = await kitchen.measures.all()
    assert (handful.low_g, handful.mean_g, handful.high_g) == (31.0, 34.5, 38.0)
    journal = StoredJournal(kitchen.context.store, clock.now)
    assert await journal.read("s1") == (record,)
    assert await journal.unfinished() == ("s1",)
    await kitchen.close()


async def test_the_journal_takes_records_in_order_and_once(any_kitchen: Kitchen, clock: ManualClock) -> None:
    journal = StoredJournal(any_kitchen.context.store, clock.now)
    await journal.append("s1", 0, {"is": "Opened", "at": 0.0})
    await journal.append("s1", 0, {"is": "Opened", "at": 0.0})
    with pytest.raises(ValueError, match="another"):
        await journal.append("s1", 0, {"is": "Started", "at": 0.0})
    with pytest.raises(ValueError, match="none before"):
        await journal.append("s1", 2, {"is": "Finished", "at": 1.0})
    await journal.append("s1", 1, {"is": "Finished", "at": 1.0})
    assert await journal.unfinished() == ()
    assert len(await journal.read("s1")) == 2


async def test_a_family_of_recipes(any_kitchen: Kitchen) -> None:
    kitchen = any_kitchen
    ida, marta, lena, tom = [
        (await kitchen.recipes.add(a_recipe(f"{name}'s Dumplings", "500 g flour", f"{eggs} eggs"))).id
        for name, eggs in (("Ida", 3), ("Marta", 4), ("Lena", 4), ("Tom", 2))
    ]
    await kitchen.recipes.set_descent(
        Descent(child=marta, parent=ida, person="Marta Weiß", year=1961, place="Brno", reason="no ham")
    )
    await kitchen.recipes.set_descent(Descent(child=tom, parent=ida, person="Tom", year=1990))
    await kitchen.recipes.set_descent(Descent(child=lena, parent=marta, person="Lena", generation=3))
    tree = await kitchen.recipes.family_tree(lena)
    assert tree.id == ida
    assert [child.id for child in tree.children] == [marta, tom]
    assert [child.id for child in tree.children[0].children] == [lena]
    assert tree == await kitchen.recipes.family_tree(tom)
    assert await names(kitchen, Query(person="weiss")) == ["Marta's Dumplings"]
    for child, parent in ((ida, lena), (ida, ida)):
        with pytest.raises(KitchenError) as raised:
            await kitchen.recipes.set_descent(Descent(child=child, parent=parent))
        assert raised.value.code is ErrorCode.INVALID
    changes = [line.change for line in (await kitchen.recipes.difference(ida, lena)).ingredients]
    assert changes == [LineChange.SAME, LineChange.CHANGED]
    await kitchen.recipes.forget_descent(lena)
    assert (await kitchen.recipes.family_tree(lena)).children == ()


async def test_notes_are_pinned_to_lines_that_exist(any_kitchen: Kitchen) -> None:
    recipe = await any_kitchen.recipes.add(replace(a_recipe("Stew"), steps=(Step(text="Stir."),)))
    for part, line, words in (
        (NotePart.STEP, 1, "x"),
        (NotePart.STEP, None, "x"),
        (NotePart.RECIPE, 0, "x"),
        (NotePart.STEP, 0, " "),
    ):
        with pytest.raises(KitchenError):
            await any_kitchen.notes.add_note(
                Note(recipe_id=recipe.id, version=1, part=part, line=line, words=words)
            )
    note = await any_kitchen.notes.add_note(
        Note(recipe_id=recipe.id, version=1, part=NotePart.STEP, line=0, words="slowly")
    )
    await any_kitchen.notes.remove_note(note.id)
    with pytest.raises(KitchenError):
        await any_kitchen.notes.remove_note(note.id)


async def test_a_rating_is_replaced_not_doubled(any_kitchen: Kitchen) -> None:
    recipe = await any_kitchen.recipes.add(a_recipe("Stew"))
    for stars in (2.0, 5.0):
        await any_kitchen.notes.rate(Rating(recipe_id=recipe.id, version=1, person="Tom", stars=stars))
    assert [rating.stars for rating in await any_kitchen.notes.ratings(recipe.id)] == [5.0]
    for stars, person in ((5.5, "Tom"), (-1.0, "Tom"), (3.0, " ")):
        with pytest.raises(KitchenError):
            await any_kitchen.notes.rate(Rating(recipe_id=recipe.id, version=1, person=person, stars=stars))


async def test_pictures_are_told_by_their_bytes(any_kitchen: Kitchen) -> None:
    recipe = await any_kitchen.recipes.add(a_recipe("Stew"))
    for content in (b"", b"<html><script>alert(1)</script>", b"MZ\x90\x00"):
        with pytest.raises(KitchenError):
            await any_kitchen.notes.add_picture(recipe.id, content)
    first = await any_kitchen.notes.add_picture(recipe.id, PNG)
    second = await any_kitchen.notes.add_picture(recipe.id, PNG)
    assert first.medium == second.medium
    assert first.medium.media_type == "image/png"
    for name in ("../../etc/passwd", "0" * 64, ""):
        with pytest.raises(KitchenError):
            await any_kitchen.notes.media_content(name)
    any_kitchen.context.media.path(first.medium.hash).write_bytes(b"changed")
    with pytest.raises(KitchenError):
        await any_kitchen.notes.media_content(first.medium.hash)


async def test_a_timer_changes_hands_with_the_restart(any_kitchen: Kitchen, clock: ManualClock) -> None:
    done: list[str] = []
    any_kitchen.subscribe(
        lambda change: done.append(change.subject) if change.kind is ChangeKind.TIMER_DONE else None
    )
    timer = await any_kitchen.timers.add("tea", seconds=60)
    clock.advance(60)
    while not done:
        await any_kitchen.timers.running()
    assert done == [timer.id]
    assert await any_kitchen.timers.running() == []


async def test_what_can_be_shown_brought_back_and_named(any_kitchen: Kitchen, clock: ManualClock) -> None:
    with_picture = await any_kitchen.recipes.add(a_recipe("Pizza Dough", "500 g flour"))
    await any_kitchen.notes.add_picture(with_picture.id, b"\xff\xd8\xff a picture")
    with_words = await any_kitchen.recipes.add(
        a_recipe("Bread", "1 kg flour"), original=Original(kind=OriginalKind.TYPED, content=b"Bread")
    )
    noted = await any_kitchen.recipes.add(a_recipe("Pizza", "1 recipe pizza doughs"))
    clip = await any_kitchen.notes.keep_media(b"OggS a clip")
    await any_kitchen.notes.add_note(Note(recipe_id=noted.id, version=1, media=clip.hash))
    await any_kitchen.recipes.add(a_recipe("Plain", "1 egg"))
    assert list((await any_kitchen.files.recipes_with_media()).values()) == ["Bread", "Pizza", "Pizza Dough"]
    await any_kitchen.recipes.erase(with_words.id)
    clock.advance(1)
    await any_kitchen.recipes.erase(with_picture.id)
    assert list(await any_kitchen.recipes.erased()) == [with_picture.id, with_words.id]
    assert list((await any_kitchen.files.recipes_with_media()).values()) == ["Pizza"]
    await any_kitchen.recipes.bring_back(with_picture.id)
    assert (await any_kitchen.nutrition.analyze(noted.id)).lines[0].how == "sub-recipe"
