"""All of a book out and in again, without loss."""

from dataclasses import replace
from datetime import timedelta
import json
from pathlib import Path
import zipfile

from hypothesis import HealthCheck, given, settings, strategies as st
import pytest

from custom_components.hearthtech.burners.clock import ManualClock
from custom_components.hearthtech.kitchen.errors import ErrorCode, KitchenError
from custom_components.hearthtech.kitchen.kitchen import Kitchen
from custom_components.hearthtech.kitchen.meal_plan.meal import Meal
from custom_components.hearthtech.kitchen.recipes.codec import recipe_from_json, recipe_to_json
from custom_components.hearthtech.kitchen.recipes.cooking_log import Cooking, Rating
from custom_components.hearthtech.kitchen.recipes.file_formats import File
from custom_components.hearthtech.kitchen.recipes.lineage import Descent
from custom_components.hearthtech.kitchen.recipes.model import (
    DurationGoal,
    GoalSensor,
    Guess,
    Heat,
    HelpLevel,
    HumanGate,
    Ingredient,
    Phenomenon,
    PhenomenonGoal,
    Recipe,
    Step,
    TemperatureGoal,
    Yield,
)
from custom_components.hearthtech.kitchen.recipes.notes import Note
from custom_components.hearthtech.kitchen.recipes.sources import Original, OriginalKind

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256))
WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30)
NUMBERS = st.floats(0.001, 1e6)
GOALS = st.one_of(
    st.builds(
        TemperatureGoal,
        celsius=st.floats(-20, 300),
        falling=st.booleans(),
        sensor=st.sampled_from(GoalSensor),
    ),
    st.builds(DurationGoal, seconds=NUMBERS, maximum_s=st.none() | NUMBERS),
    st.builds(PhenomenonGoal, phenomenon=st.sampled_from(Phenomenon)),
    st.builds(HumanGate, words=WORDS),
)
HEATS = st.builds(Heat, power=st.floats(0, 1)) | st.builds(Heat, temperature_c=st.floats(20, 250))
GUESSES = st.builds(
    Guess, field=WORDS, confidence=st.floats(0, 1), start=st.integers(0, 9), end=st.integers(0, 9)
)


@st.composite
def recipes(draw: st.DrawFn) -> Recipe:
    """Any recipe the model allows."""
    ingredients = draw(
        st.lists(st.builds(Ingredient, text=WORDS, section=st.none() | WORDS), min_size=1, max_size=4)
    )
    steps = st.builds(
        Step,
        text=WORDS,
        section=st.none() | WORDS,
        goal=st.none() | GOALS,
        heat=st.none() | HEATS,
        help=st.none() | st.sampled_from(HelpLevel),
        needs_hands=st.booleans(),
        timer_s=st.none() | NUMBERS,
        ingredients=st.lists(st.integers(0, len(ingredients) - 1), max_size=3).map(tuple),
        guesses=st.lists(GUESSES, max_size=2).map(tuple),
    )
    words = st.lists(WORDS, max_size=2).map(tuple)
    return Recipe(
        id=draw(st.uuids()).hex,
        name="Soup " + draw(WORDS),
        description=draw(st.just("") | WORDS),
        story=draw(st.just("") | WORDS),
        author=draw(st.just("") | WORDS),
        yields=draw(st.none() | st.builds(Yield, amount=NUMBERS, unit=WORDS, servings=st.none() | NUMBERS)),
        ingredients=tuple(ingredients),
        steps=tuple(draw(st.lists(steps, max_size=3))),
        prep_time_s=draw(st.none() | NUMBERS),
        total_time_s=draw(st.none() | NUMBERS),
        equipment=draw(words),
        keywords=draw(words),
        nutrition=draw(st.dictionaries(WORDS, WORDS, max_size=2)),
        notes=draw(words),
        unparsed=draw(words),
    )


@given(recipe=recipes())
def test_a_recipe_is_the_same_after_a_walk_through_json(recipe: Recipe) -> None:
    assert recipe_from_json(json.loads(json.dumps(recipe_to_json(recipe)))) == recipe


@given(book=st.lists(recipes(), min_size=1, max_size=3, unique_by=lambda recipe: recipe.id))
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_whatever_is_in_a_book_comes_out_and_in_again(
    book: list[Recipe], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("book")
    one = await Kitchen.open(folder / "one.db", clock=ManualClock())
    two = await Kitchen.open(folder / "two.db", clock=ManualClock())
    try:
        kept = [await one.recipes.add(recipe) for recipe in book]
        await one.files.export(folder / "out")
        await two.files.import_archive(folder / "out")
        assert [await two.recipes.get(recipe.id) for recipe in kept] == kept
    finally:
        await one.close()
        await two.close()


async def filled(folder: Path) -> tuple[Kitchen, str]:
    """A book with something of everything."""
    kitchen = await Kitchen.open(folder / "one.db", clock=ManualClock())
    clock = kitchen.clock
    original = Original(kind=OriginalKind.PASTED, content="Soup!\r\n  wie immer ☺\x00".encode())
    soup = Recipe(id="", name="Soup", story="From Brno.", ingredients=(Ingredient(text="a handful of dill"),))
    added = await kitchen.recipes.add(soup, original=original, actor="Lena")
    edited = await kitchen.recipes.edit(replace(added, name="Dill Soup"), actor="Tom", reason="honesty")
    await kitchen.recipes.set_descent(
        Descent(child=added.id, parent="grandmas-chicken-soup", person="Lena", year=2003)
    )
    clip = await kitchen.notes.keep_media(b"OggS" + bytes(100))
    await kitchen.notes.add_note(
        Note(recipe_id=added.id, version=1, words="more dill", author="Tom", media=clip.hash)
    )
    await kitchen.notes.add_picture(added.id, PNG, caption="Lena, 2003")
    await kitchen.notes.write_cooking(
        Cooking(recipe_id=added.id, version=edited.version, cooked_at=clock.now())
    )
    await kitchen.notes.rate(Rating(recipe_id=added.id, version=2, person="Tom", stars=4.0, words="again!"))
    await kitchen.measures.record_weight("Nonna", "handful", "dill", 31.0)
    await kitchen.meal_plan.plan(Meal(starts_at=clock.now() + timedelta(days=1), recipe_id=added.id))
    return kitchen, added.id


async def everything(kitchen: Kitchen, recipe_id: str) -> list[object]:
    now = kitchen.clock.now()
    return [
        await kitchen.recipes.names(),
        await kitchen.recipes.get(recipe_id),
        await kitchen.recipes.get(recipe_id, version=1),
        await kitchen.recipes.versions(recipe_id),
        await kitchen.recipes.original(recipe_id),
        await kitchen.recipes.family_tree(recipe_id),
        await kitchen.notes.notes(recipe_id),
        await kitchen.notes.pictures(recipe_id),
        await kitchen.notes.cookings(recipe_id),
        await kitchen.notes.ratings(recipe_id),
        await kitchen.measures.all(),
        await kitchen.meal_plan.between(now, now + timedelta(days=9)),
        [hit.id for hit in await kitchen.recipes.search("dill")],
        [hit.id for hit in await kitchen.recipes.search("soup not cooked for a week")],
    ]


@pytest.mark.parametrize("target", ["out", "out.zip"])
async def test_stories_pictures_notes_and_stars_come_along(tmp_path: Path, target: str) -> None:
    one, recipe_id = await filled(tmp_path)
    assert await one.files.export(tmp_path / target) == 4
    two = await Kitchen.open(tmp_path / "two.db", clock=ManualClock())
    for name in await two.recipes.names():
        await two.recipes.erase(name)
    # Erased ones stay erased; a book that never held them takes them.
    three = await Kitchen.open(tmp_path / "three.db", clock=ManualClock())
    restored = await three.files.import_archive(tmp_path / target)
    assert [recipe.id for recipe in restored.recipes] == [recipe_id]
    assert await everything(three, recipe_id) == await everything(one, recipe_id)
    for picture in await three.notes.pictures(recipe_id):
        assert (await three.notes.media_content(picture.medium.hash))[1] == PNG
    # A second time changes nothing.
    assert (await three.files.import_archive(tmp_path / target)).recipes == []
    assert await everything(three, recipe_id) == await everything(one, recipe_id)
    for kitchen in (one, two, three):
        await kitchen.close()


async def test_a_folder_is_kept_up_to_date(tmp_path: Path) -> None:
    kitchen, recipe_id = await filled(tmp_path)
    out = tmp_path / "out"
    await kitchen.files.export(out)
    assert (out / "Dill Soup" / "recipe.cook").is_file()
    await kitchen.recipes.edit(replace(await kitchen.recipes.get(recipe_id), name="Dill and Egg Soup"))
    await kitchen.recipes.erase("papas-semolina-pudding")
    await kitchen.files.export(out)
    documents = [json.loads(path.read_text()) for path in out.glob("*/recipe.json")]
    assert {document["name"] for document in documents} == set((await kitchen.recipes.names()).values())
    assert len(documents) == 3
    assert (out / "Dill and Egg Soup" / "recipe.cook").is_file()
    await kitchen.close()


async def test_a_damaged_archive_changes_nothing(tmp_path: Path) -> None:
    one, recipe_id = await filled(tmp_path)
    await one.files.export(tmp_path / "out")
    document = tmp_path / "out" / "Dill Soup" / "book.json"
    two = await Kitchen.open(tmp_path / "two.db", clock=ManualClock())
    whole = json.loads(document.read_text())
    for broken in ({**whole, "versions": [{}]}, {**whole, "notes": [{"id": "x"}]}, {**whole, "form": 99}):
        document.write_text(json.dumps(broken))
        with pytest.raises(KitchenError) as raised:
            await two.files.import_archive(tmp_path / "out")
        assert raised.value.code is ErrorCode.INVALID
        assert raised.value.data["name"] == "Dill Soup"
        assert recipe_id not in await two.recipes.names()
    for wrong in (tmp_path / "nowhere", tmp_path / "one.db"):
        with pytest.raises(KitchenError):
            await two.files.import_archive(wrong)
    await one.close()
    await two.close()


async def test_a_zip_that_unfolds_too_far_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "custom_components.hearthtech.kitchen.recipes.archive_reader.LARGEST_ARCHIVE_BYTES", 1000
    )
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("Soup/recipe.json", " " * 100_000)
    kitchen = await Kitchen.open(tmp_path / "b.db", clock=ManualClock())
    with pytest.raises(KitchenError):
        await kitchen.files.import_archive(tmp_path / "bomb.zip")
    await kitchen.close()


async def test_an_imported_file_keeps_its_words_and_names_its_likes(tmp_path: Path) -> None:
    kitchen = await Kitchen.open(tmp_path / "b.db", clock=ManualClock())
    source = b"---\ntitle: Toast\nservings: 2\n---\n\nToast @bread{2%slices} for ~{3%minutes}.\n"
    (first,) = await kitchen.files.import_file(File(content=source, name="toast.cook"), actor="Lena")
    (second,) = await kitchen.files.import_file(File(content=source, name="toast.cook"))
    assert first.duplicates == {}
    assert second.duplicates == {first.recipe.id: "Toast"}
    assert first.recipe.steps[0].timer_s == 180
    original = await kitchen.recipes.original(first.recipe.id)
    assert original is not None
    assert (original.content, original.source) == (source, "toast.cook")
    with pytest.raises(KitchenError) as raised:
        await kitchen.files.import_file(File(content=b"The sea was calm that night.", name="poem.txt"))
    assert raised.value.code is ErrorCode.NOT_A_RECIPE
    assert await kitchen.recipes.count() == 5
    await kitchen.close()
