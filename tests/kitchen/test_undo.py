"""What deletes or overwrites can be taken back; what nobody needs any more is swept away, and nothing else."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
import os
from pathlib import Path

import pytest

from custom_components.hearthtech.burners.clock import ManualClock
from custom_components.hearthtech.kitchen.changes import Change, ChangeKind
from custom_components.hearthtech.kitchen.errors import ErrorCode, KitchenError
from custom_components.hearthtech.kitchen.kitchen import Kitchen
from custom_components.hearthtech.kitchen.recipes.cooking_log import Cooking, Rating
from custom_components.hearthtech.kitchen.recipes.file_formats import File
from custom_components.hearthtech.kitchen.recipes.lineage import Descent
from custom_components.hearthtech.kitchen.recipes.model import Ingredient, Recipe
from custom_components.hearthtech.kitchen.recipes.notes import Note, NotePart
from custom_components.hearthtech.kitchen.recipes.undo import KEPT

SALAD = Recipe(id="salad", name="Tomato Salad", ingredients=(Ingredient(text="2 tomatoes"),))
SOUP = Recipe(id="soup", name="Tomato Soup", ingredients=(Ingredient(text="9 tomatoes"),))
PICTURE = b"\xff\xd8\xff" + b"a picture"
DAY_S = 86_400.0


async def everything(kitchen: Kitchen) -> list[object]:
    """What stands in the book and beside its recipes."""
    found: list[object] = [await kitchen.recipes.names(), await kitchen.measures.all()]
    for recipe_id in await kitchen.recipes.names():
        found += [
            replace(await kitchen.recipes.get(recipe_id), version=1),
            await kitchen.notes.notes(recipe_id),
            await kitchen.notes.pictures(recipe_id),
            await kitchen.notes.cookings(recipe_id),
            await kitchen.notes.ratings(recipe_id),
            await kitchen.recipes.family_tree(recipe_id),
        ]
    return found


async def _remove_note(kitchen: Kitchen) -> None:
    await kitchen.notes.remove_note((await kitchen.notes.notes("soup"))[0].id)


async def _remove_picture(kitchen: Kitchen) -> None:
    await kitchen.notes.remove_picture((await kitchen.notes.pictures("soup"))[0].id)


async def _remove_cooking(kitchen: Kitchen) -> None:
    await kitchen.notes.remove_cooking((await kitchen.notes.cookings("soup"))[0].id)


async def _import(kitchen: Kitchen) -> None:
    page = b'[{"@type":"Recipe","name":"A","recipeIngredient":["1 egg"]},{"@type":"Recipe","name":"B","recipeIngredient":["2 eggs"]}]'
    assert len(await kitchen.files.import_file(File(content=page))) == 2


DEEDS: dict[str, Callable[[Kitchen], Awaitable[object]]] = {
    "add": lambda kitchen: kitchen.recipes.add(replace(SALAD, id="other", name="Other")),
    "import": _import,
    "edit": lambda kitchen: kitchen.recipes.edit(replace(SOUP, name="Gazpacho")),
    "erase": lambda kitchen: kitchen.recipes.erase("soup"),
    "join": lambda kitchen: kitchen.recipes.merge("salad", "soup"),
    "join with the parent": lambda kitchen: kitchen.recipes.merge("soup", "salad"),
    "remove a note": _remove_note,
    "add a note": lambda kitchen: kitchen.notes.add_note(
        Note(recipe_id="soup", version=1, words="more salt")
    ),
    "remove a picture": _remove_picture,
    "add a picture": lambda kitchen: kitchen.notes.add_picture("soup", PICTURE + b" more"),
    "remove from the diary": _remove_cooking,
    "write the diary": lambda kitchen: kitchen.notes.write_cooking(
        Cooking(recipe_id="salad", version=1, cooked_at=kitchen.clock.now())
    ),
    "rate again": lambda kitchen: kitchen.notes.rate(
        Rating(recipe_id="soup", version=1, person="Tom", stars=1)
    ),
    "set another descent": lambda kitchen: kitchen.recipes.set_descent(
        Descent(child="soup", parent="salad", person="Ida")
    ),
    "forget a descent": lambda kitchen: kitchen.recipes.forget_descent("soup"),
    "weigh": lambda kitchen: kitchen.measures.record_weight("Nonna", "handful", "rice", 36),
    "forget a weighing": lambda kitchen: kitchen.measures.forget("Nonna", "handful", "rice"),
}


async def fill(kitchen: Kitchen) -> None:
    await kitchen.recipes.add(SALAD)
    await kitchen.recipes.add(SOUP)
    await kitchen.notes.add_note(Note(recipe_id="soup", version=1, words="less salt", author="Tom"))
    await kitchen.notes.add_picture("soup", PICTURE)
    await kitchen.notes.write_cooking(Cooking(recipe_id="soup", version=1, cooked_at=kitchen.clock.now()))
    await kitchen.notes.rate(Rating(recipe_id="soup", version=1, person="Tom", stars=4))
    await kitchen.recipes.set_descent(Descent(child="soup", parent="salad", person="Tom"))
    await kitchen.measures.record_weight("Nonna", "handful", "rice", 33)


@pytest.mark.parametrize("deed", DEEDS.values(), ids=[name.replace(" ", "-") for name in DEEDS])
async def test_every_deed_is_taken_back(
    any_book: str, tmp_path: Path, clock: ManualClock, deed: Callable[[Kitchen], Awaitable[object]]
) -> None:
    kitchen = await Kitchen.open(any_book, clock=clock, media=tmp_path / "media")
    await fill(kitchen)
    before = await everything(kitchen)
    await deed(kitchen)
    assert await everything(kitchen) != before
    await kitchen.close()
    # It is not forgotten when the house is dark for a while.
    kitchen = await Kitchen.open(any_book, clock=clock, media=tmp_path / "media")
    await kitchen.recipes.undo(actor="Lena")
    assert await everything(kitchen) == before
    await kitchen.close()


async def test_it_says_what_was_taken_back_and_tells_who_listens(kitchen: Kitchen) -> None:
    heard: list[Change] = []
    kitchen.subscribe(heard.append)
    await kitchen.recipes.add(SOUP, actor="Lena")
    await kitchen.recipes.erase("soup", actor="Tom")
    erased, added = (await kitchen.recipes.undoable())[:2]
    assert (erased.what, erased.who, erased.name) == ("erased", "Tom", "Tomato Soup")
    assert (added.what, added.who) == ("added", "Lena")
    assert [done.what for done in await kitchen.recipes.undoable("soup")] == ["erased", "added"]
    assert await kitchen.recipes.undo() == erased
    assert heard[-1].kind is ChangeKind.RECIPE_RESTORED
    assert (await kitchen.recipes.get("soup")).name == "Tomato Soup"


async def test_what_stands_beside_two_recipes_comes_together(kitchen: Kitchen) -> None:
    await fill(kitchen)
    lines = SOUP.ingredients
    await kitchen.recipes.add(
        replace(SOUP, id="again", name="Tomato Soup (2)", ingredients=(Ingredient(text="salt"), *lines))
    )
    await kitchen.recipes.add(replace(SALAD, id="heir", name="Cold Soup"))
    await kitchen.recipes.set_descent(Descent(child="heir", parent="again"))
    await kitchen.notes.add_note(
        Note(recipe_id="again", version=1, part=NotePart.INGREDIENT, line=1, words="ripe ones")
    )
    await kitchen.notes.add_note(
        Note(recipe_id="again", version=1, part=NotePart.INGREDIENT, line=0, words="coarse")
    )
    for person, stars in (("Tom", 2), ("Lena", 5)):
        await kitchen.notes.rate(Rating(recipe_id="again", version=1, person=person, stars=stars))
    later = Cooking(recipe_id="again", version=1, cooked_at=kitchen.clock.now() + timedelta(days=1))
    await kitchen.notes.write_cooking(later)
    await kitchen.recipes.merge("soup", "again", actor="Lena")

    notes = {note.words: (note.part, note.line) for note in await kitchen.notes.notes("soup")}
    assert notes == {
        "less salt": (NotePart.RECIPE, None), "ripe ones": (NotePart.INGREDIENT, 0), "coarse": (NotePart.RECIPE, None),
    }  # fmt: skip
    assert {(one.person, one.stars) for one in await kitchen.notes.ratings("soup")} == {
        ("Tom", 4),
        ("Lena", 5),
    }
    assert (await kitchen.notes.cookings("soup"))[0].cooked_at == later.cooked_at
    heir = await kitchen.recipes.descent("heir")
    assert heir is not None
    assert heir.parent == "soup"
    assert "again" in await kitchen.recipes.erased()
    with pytest.raises(KitchenError):
        await kitchen.recipes.merge("soup", "soup")


async def test_an_older_change_only_when_nothing_came_upon_it(kitchen: Kitchen) -> None:
    await fill(kitchen)
    edited = await kitchen.recipes.edit(replace(SOUP, name="Gazpacho"))
    first = (await kitchen.recipes.undoable())[0].number
    await kitchen.recipes.edit(replace(edited, name="Salmorejo"))
    rated = await kitchen.notes.rate(Rating(recipe_id="soup", version=1, person="Tom", stars=1))
    replaced = (await kitchen.recipes.undoable())[0].number
    await kitchen.notes.rate(replace(rated, id="", stars=2))
    for number in (first, replaced):
        with pytest.raises(KitchenError) as refused:
            await kitchen.recipes.undo(number)
        assert "again since" in str(refused.value)
    assert (await kitchen.recipes.get("soup")).name == "Salmorejo"


async def test_no_undoing_makes_a_recipe_its_own_ancestor(kitchen: Kitchen) -> None:
    await fill(kitchen)
    await kitchen.recipes.forget_descent("soup")
    forgotten = (await kitchen.recipes.undoable())[0].number
    await kitchen.recipes.set_descent(Descent(child="salad", parent="soup"))
    with pytest.raises(KitchenError):
        await kitchen.recipes.undo(forgotten)


async def test_nothing_is_taken_back_twice_or_out_of_nowhere(kitchen: Kitchen) -> None:
    await kitchen.recipes.add(SOUP)
    number = (await kitchen.recipes.undo()).number
    for wrong in (number, 10_000, None):
        with pytest.raises(KitchenError) as refused:
            await kitchen.recipes.undo(wrong)
        assert refused.value.code is ErrorCode.INVALID


async def test_the_oldest_are_forgotten(kitchen: Kitchen) -> None:
    await kitchen.recipes.add(SOUP)
    for weight in range(KEPT + 5):
        await kitchen.measures.record_weight("Nonna", "handful", "rice", 30 + weight / 100)
    known = await kitchen.recipes.undoable(limit=10_000)
    assert len(known) == KEPT
    assert {done.what for done in known} == {"measure_weighed"}


def age(kitchen: Kitchen, media_hash: str, days: float) -> Path:
    path = kitchen.context.media.path(media_hash)
    at = kitchen.clock.now().timestamp() - days * DAY_S
    os.utime(path, (at, at))
    return path


async def test_a_picture_goes_when_nobody_can_want_it_back(kitchen: Kitchen) -> None:
    await fill(kitchen)
    [picture] = await kitchen.notes.pictures("soup")
    stray = await kitchen.notes.keep_media(PICTURE + b" that nobody refers to")
    young = await kitchen.notes.keep_media(PICTURE + b" of an hour ago")
    files = [
        age(kitchen, one, days)
        for one, days in ((picture.medium.hash, 9), (stray.hash, 2), (young.hash, 0.1))
    ]
    await kitchen.notes.remove_picture(picture.id)
    assert await kitchen.files.sweep_media() == 1
    assert [path.exists() for path in files] == [True, False, True]
    await kitchen.recipes.undo()
    assert (await kitchen.notes.media_content(picture.medium.hash))[1] == PICTURE


async def test_a_file_put_in_again_is_young_again(kitchen: Kitchen) -> None:
    stray = await kitchen.notes.keep_media(PICTURE)
    path = age(kitchen, stray.hash, 30)
    await kitchen.notes.keep_media(PICTURE)
    assert await kitchen.files.sweep_media() == 0
    assert path.exists()


async def test_sweeping_happens_by_itself(tmp_path: Path) -> None:
    clock = ManualClock()
    kitchen = await Kitchen.open(tmp_path / "book.db", clock=clock)
    stray = await kitchen.notes.keep_media(PICTURE)
    clock.advance(1800)
    path = age(kitchen, stray.hash, 2)
    clock.advance(1801)
    await kitchen.close()
    assert not path.exists()
