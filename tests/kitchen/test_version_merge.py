"""Two edits of one version of a recipe: what merges, and what is a conflict."""

from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.hearthtech.burners.clock import ManualClock
from custom_components.hearthtech.kitchen.errors import ErrorCode, KitchenError
from custom_components.hearthtech.kitchen.kitchen import Kitchen
from custom_components.hearthtech.kitchen.recipes.model import Ingredient, Recipe, Step, Yield
from custom_components.hearthtech.kitchen.recipes.version_merge import (
    MergeConflictError,
    merge_edits,
    merge_sequences,
)

BASE = Recipe(
    id="stew",
    name="Bean Stew",
    yields=Yield(amount=4),
    ingredients=(Ingredient(text="500 g beans"), Ingredient(text="2 onions"), Ingredient(text="1 leek")),
    steps=(
        Step(text="Soak the beans.", ingredients=(0,)),
        Step(text="Chop the onions.", ingredients=(1,)),
        Step(text="Cook it all.", ingredients=(0, 1, 2)),
    ),
    keywords=("winter", "slow"),
    nutrition={"calories": "300 kcal"},
)


def lines(recipe: Recipe, *texts: str) -> Recipe:
    return replace(recipe, ingredients=tuple(Ingredient(text=text) for text in texts))


def steps(recipe: Recipe, *texts: str) -> Recipe:
    known = {step.text: step for step in recipe.steps}
    return replace(recipe, steps=tuple(known.get(text) or Step(text=text) for text in texts))


def test_different_fields_lines_and_steps_merge() -> None:
    stored = replace(lines(BASE, "500 g beans", "3 onions", "1 leek"), name="White Bean Stew", version=2)
    edited = steps(
        replace(BASE, yields=Yield(amount=6)), "Soak the beans.", "Chop the onions.", "Cook it all.", "Serve."
    )
    merged = merge_edits(BASE, stored, edited)
    assert (merged.name, merged.yields, merged.version) == ("White Bean Stew", Yield(amount=6), 2)
    assert [line.text for line in merged.ingredients] == ["500 g beans", "3 onions", "1 leek"]
    assert [step.text for step in merged.steps][-1] == "Serve."
    assert merged.steps[2].ingredients == (0, 1, 2)


def test_two_lines_and_two_steps_merge() -> None:
    stored = steps(
        lines(BASE, "400 g beans", "2 onions", "1 leek"), "Soak them.", "Chop the onions.", "Cook it all."
    )
    edited = steps(
        lines(BASE, "500 g beans", "2 onions", "2 leeks"),
        "Soak the beans.",
        "Chop the onions.",
        "Cook slowly.",
    )
    merged = merge_edits(BASE, stored, edited)
    assert [line.text for line in merged.ingredients] == ["400 g beans", "2 onions", "2 leeks"]
    assert [step.text for step in merged.steps] == ["Soak them.", "Chop the onions.", "Cook slowly."]


def test_keywords_and_nutrition_merge_entry_by_entry() -> None:
    stored = replace(BASE, keywords=("winter", "slow", "beans"), nutrition={"calories": "310 kcal"})
    edited = replace(
        BASE, keywords=("slow", "family"), nutrition={"calories": "300 kcal", "proteinContent": "20 g"}
    )
    merged = merge_edits(BASE, stored, edited)
    assert merged.keywords == ("slow", "beans", "family")
    assert merged.nutrition == {"calories": "310 kcal", "proteinContent": "20 g"}


@pytest.mark.parametrize(
    ("stored", "edited", "field"),
    [
        (replace(BASE, name="A"), replace(BASE, name="B"), "name"),
        (
            lines(BASE, "1 kg beans", "2 onions", "1 leek"),
            lines(BASE, "2 kg beans", "2 onions", "1 leek"),
            "ingredients",
        ),
        # Steps refer to lines by their number: a new line and a new step can't be merged safely.
        (
            lines(BASE, "salt", "500 g beans", "2 onions", "1 leek"),
            steps(BASE, "Soak the beans.", "Cook it all."),
            "ingredients",
        ),
        (
            steps(BASE, "Soak the beans.", "Chop the onions.", "Cook it all.", "Rest."),
            steps(BASE, "Soak the beans.", "Chop the onions.", "Cook it all.", "Serve."),
            "steps",
        ),
        (
            steps(BASE, "Soak the beans.", "Cook it all."),
            steps(BASE, "Soak the beans.", "Chop finely.", "Cook it all."),
            "steps",
        ),
        (replace(BASE, nutrition={}), replace(BASE, nutrition={"calories": "1 kcal"}), "nutrition"),
    ],
)
def test_two_changes_of_the_same_thing_are_a_conflict(stored: Recipe, edited: Recipe, field: str) -> None:
    for one, other in ((stored, edited), (edited, stored)):
        with pytest.raises(MergeConflictError) as raised:
            merge_edits(BASE, one, other)
        assert raised.value.field == field


_LISTS = st.lists(st.sampled_from("abcdef"), max_size=8).map(tuple)
_DISTINCT = st.lists(st.sampled_from("abcdefgh"), max_size=8, unique=True).map(tuple)


@settings(max_examples=400, deadline=None)
@given(_LISTS, _LISTS, _LISTS)
def test_a_merge_of_sequences_does_not_depend_on_the_order(
    base: tuple[str, ...], one: tuple[str, ...], other: tuple[str, ...]
) -> None:
    assert merge_sequences("steps", base, one, base) == one
    assert merge_sequences("steps", base, base, other) == other
    assert merge_sequences("steps", base, one, one) == one
    try:
        merged = merge_sequences("steps", base, one, other)
    except MergeConflictError:
        with pytest.raises(MergeConflictError):
            merge_sequences("steps", base, other, one)
    else:
        assert merged == merge_sequences("steps", base, other, one)


@settings(max_examples=400, deadline=None)
@given(_DISTINCT, _DISTINCT, _DISTINCT)
def test_no_change_of_a_sequence_is_lost(
    base: tuple[str, ...], one: tuple[str, ...], other: tuple[str, ...]
) -> None:
    # Entries are distinct: with equal ones, a count does not tell an entry that was moved from one that was kept.
    try:
        merged = merge_sequences("steps", base, one, other)
    except MergeConflictError:
        return
    for entry in {*base, *one, *other}:
        if entry not in base or (entry in one and entry in other):
            assert entry in merged, "added by one of them, or kept by both"
        if entry not in one and entry not in other:
            assert entry not in merged, "removed by both"
        assert merged.count(entry) <= 2, "at most once from each of them"


def test_lines_that_both_added_are_there_once() -> None:
    """The first edit appends b, c, a; the second removes a, a, c at the beginning and appends the same."""
    base, one, other = tuple("aacca"), tuple("aaccabca"), tuple("cabca")
    assert merge_sequences("steps", base, one, other) == other


async def test_the_book_merges_and_keeps_every_version(tmp_path: Path) -> None:
    kitchen = await Kitchen.open(tmp_path / "book.db", clock=ManualClock())
    try:
        first = await kitchen.recipes.add(replace(BASE, id=""))
        await kitchen.recipes.edit(replace(first, name="White Bean Stew"), actor="Lena")
        merged = await kitchen.recipes.edit(replace(first, story="From Aunt Rosa."), actor="Tom")
        assert (merged.version, merged.name, merged.story) == (3, "White Bean Stew", "From Aunt Rosa.")
        assert await kitchen.recipes.get(first.id) == merged
        with pytest.raises(KitchenError) as raised:
            await kitchen.recipes.edit(replace(first, name="Stew of Beans"))
        assert raised.value.code is ErrorCode.INVALID
        assert (raised.value.data["current"], raised.value.data["part"]) == (3, "name")
        assert (await kitchen.recipes.get(first.id)).version == 3
        with pytest.raises(KitchenError):
            await kitchen.recipes.edit(replace(merged, version=17, name="From nowhere"))
    finally:
        await kitchen.close()
