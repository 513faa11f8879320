"""Recorded cookings: the list, human gates, tolerances of several cooks, the signature, and damage."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from functools import partial
import json
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Update, update

from custom_components.hearthtech.burners.clock import ManualClock
from custom_components.hearthtech.json_encoding import to_json
from custom_components.hearthtech.kitchen.errors import ErrorCode, KitchenError
from custom_components.hearthtech.kitchen.kitchen import Kitchen
from custom_components.hearthtech.kitchen.recipes.activity import Activity
from custom_components.hearthtech.kitchen.recipes.model import (
    DurationGoal,
    Heat,
    HumanGate,
    Ingredient,
    Recipe,
    TemperatureGoal,
)
from custom_components.hearthtech.kitchen.sessions.event_codec import encode
from custom_components.hearthtech.kitchen.sessions.learn.draft_step import DraftStep
from custom_components.hearthtech.kitchen.sessions.learn.phase_edits import EditKind, RecordingEdit
from custom_components.hearthtech.kitchen.sessions.learn.unattended import with_hands
from custom_components.hearthtech.kitchen.storage.journal import append
from custom_components.hearthtech.kitchen.storage.schema import HOUSEHOLD_RECORDS

from .recorded_cookings import (
    WHEN,
    Curve,
    activities,
    assert_whole,
    done,
    edit,
    events_of,
    find,
    record,
    rested,
    soup,
)

MARKUP = "<img src=x onerror=alert(1)>"


@pytest.fixture
async def kitchen(tmp_path: Path) -> AsyncIterator[Kitchen]:
    kitchen = await Kitchen.open(tmp_path / "book.db", clock=ManualClock())
    yield kitchen
    await kitchen.close()


async def test_a_recording_is_listed_and_shown(kitchen: Kitchen) -> None:
    assert await kitchen.recordings.list() == ()
    await record(kitchen, soup(), remarks=[(300.0, "smells of thyme"), (900.0, "now add the carrots")])
    [entry] = await kitchen.recordings.list()
    assert (entry.name, entry.running, entry.edited, entry.signed_by) == ("Soup", False, False, "")
    assert entry.length_s == pytest.approx(1890, abs=1)
    view = await kitchen.recordings.get("rec1")
    assert activities(view) == ["rest", "warm", "boil", "simmer", None, "simmer", "rest"]
    assert_whole(view)
    assert [phase.out for phase in view.phases] == [True] + [False] * 6
    assert find(view, "warm").remarks == ("smells of thyme",)
    assert view.phases[4].remarks == ("now add the carrots",)
    assert (view.version, view.can_undo, view.can_redo, view.problem) == (0, False, False, "")
    assert 100 <= len(view.points) <= 481
    assert view.points[-1][0] == pytest.approx(1889, abs=1)
    german = await kitchen.recordings.get("rec1", language="de")
    assert find(german, "boil").text == "60 Sekunden kochen lassen."


async def test_an_unedited_recording_proposes_what_the_action_proposes(kitchen: Kitchen) -> None:
    await record(kitchen, soup(), remarks=[(900.0, "now add the carrots")])
    draft = await kitchen.sessions.draft(["rec1"])
    view = await kitchen.recordings.get("rec1")
    shown = [(phase.text, phase.goal, phase.heat) for phase in view.phases if not phase.out]
    assert shown == [(step.text, step.goal, step.heat) for step in draft.steps]


async def test_a_recipe_that_was_cooked_is_no_recording(kitchen: Kitchen) -> None:
    session = await kitchen.cooking.start("grandmas-chicken-soup", None)
    await session.stop()
    assert await kitchen.recordings.list() == ()


async def test_a_human_gate(kitchen: Kitchen) -> None:
    await record(kitchen, soup())
    view = await kitchen.recordings.get("rec1")
    simmer = find(view, "simmer")
    gated = await done(kitchen, EditKind.GATE, 0, phase=simmer.id, text=" until it smells\nlike Sunday ")
    assert find(gated, "simmer").goal == HumanGate(words="until it smells like Sunday")
    signed = await kitchen.recordings.sign(["rec1"], version=1, cook="Nonna")
    assert signed.recipe is not None
    assert [step.goal for step in signed.recipe.steps][2] == HumanGate(words="until it smells like Sunday")
    free = await done(kitchen, EditKind.GATE, 2, phase=simmer.id, text="")
    assert find(free, "simmer").goal == simmer.goal


async def test_heat_that_rises_waits_for_a_person(kitchen: Kitchen) -> None:
    """Off for ten minutes, then full heat: on autopilot nobody may be there."""
    await record(kitchen, rested())
    view = await kitchen.recordings.get("rec1")
    rises = [phase.id for phase in view.phases if phase.asks]
    again = next(phase for phase in view.phases if phase.activity == "warm" and phase.start > 1000)
    assert rises == [again.id]
    # With a human gate before it somebody is there.
    rest = next(phase for phase in view.phases if phase.activity == "rest" and not phase.out)
    gated = await done(kitchen, EditKind.GATE, 0, phase=rest.id, text="when you are back")
    assert not any(phase.asks for phase in gated.phases)
    plain = await done(kitchen, EditKind.UNDO, 1)
    signed = await kitchen.recordings.sign(["rec1"], version=plain.version, cook="Nonna")
    assert signed.recipe is not None
    hands = [step.needs_hands for step in signed.recipe.steps]
    assert hands.count(True) == 1
    assert signed.recipe.steps[hands.index(True)].heat == again.heat


def test_only_raises_need_a_person() -> None:
    def step(activity: Activity, heat: Heat | None, goal: Any = None) -> DraftStep:
        return DraftStep(text="", activity=activity, start=0, stop=60, heat=heat, goal=goal)

    def asked(*steps: DraftStep) -> list[bool]:
        return [one.needs_hands for one in with_hands(steps)]

    warm = step(Activity.WARM, Heat(power=0.6), TemperatureGoal(celsius=60.0))
    hold = step(Activity.HOLD, Heat(temperature_c=60.0), DurationGoal(seconds=60))
    hotter = step(Activity.FRY, Heat(temperature_c=180.0), DurationGoal(seconds=60))
    boil = step(Activity.BOIL, Heat(power=0.6), DurationGoal(seconds=60))
    simmer = step(Activity.SIMMER, Heat(temperature_c=97.5), DurationGoal(seconds=60))
    off = step(Activity.REST, Heat(power=0.0), DurationGoal(seconds=60))
    unknown = step(Activity.WARM, None, TemperatureGoal(celsius=60.0))
    assert asked(warm, hold, off) == [False, False, False]
    assert asked(boil, simmer, boil) == [False, False, True]
    assert asked(hold, hotter, hold) == [False, True, False]
    assert asked(warm, hotter) == [False, True]
    assert asked(hold, off, hold) == [False, False, True]
    assert asked(hold, off, unknown, hold) == [False, False, False, True]
    gate = step(Activity.REST, Heat(power=0.0), HumanGate(words="when you are back"))
    assert asked(hold, gate, hotter) == [False, False, False]


async def test_several_cooks_side_by_side(kitchen: Kitchen) -> None:
    await record(kitchen, soup(minutes=20), remarks=[(900.0, "add a bay leaf")])
    await record(kitchen, soup(minutes=25, seed=2), session_id="rec2", name=" soup ")
    await record(kitchen, soup(minutes=18, seed=3), session_id="rec3")
    await record(kitchen, rested(), session_id="other", name="Stock")
    view = await kitchen.recordings.get("rec1")
    assert {one.id for one in view.others} == {"rec2", "rec3"}
    await kitchen.recordings.edit("rec2", RecordingEdit(kind=EditKind.COOK, version=0, text="Ada"))
    told = await kitchen.recordings.compare(["rec2", "rec1", "rec3"])
    assert [cook.cook for cook in told.cooks] == ["Ada", "", ""]
    simmer = next(row for row in told.steps if row.activity == "simmer" and row.kept)
    assert all(cell is not None for cell in simmer.cooks)
    assert isinstance(simmer.goal, DurationGoal)
    assert simmer.goal.maximum_s == pytest.approx(1500, abs=40)
    assert simmer.shortest_s < simmer.usual_s <= simmer.longest_s == pytest.approx(1500, abs=10)
    odd = [row for row in told.steps if not row.kept]
    assert [row.activity for row in odd if row.activity is None] == [None], "only one put a bay leaf in"
    assert all(sum(cell is not None for cell in row.cooks) == 1 for row in odd)
    json.dumps(to_json(told), allow_nan=False)
    signed = await kitchen.recordings.sign(["rec2", "rec3"], version=1, cook="Ada")
    assert signed.recipe is not None
    goals = [step.goal for step in signed.recipe.steps if isinstance(step.goal, DurationGoal)]
    assert any(goal.maximum_s == pytest.approx(1500, abs=40) for goal in goals)
    cookings = await kitchen.notes.cookings(signed.recipe.id)
    assert {(one.session_id, one.cook) for one in cookings} == {("rec2", "Ada"), ("rec3", "Ada")}


async def test_signed_as_a_recipe_and_as_its_next_version(kitchen: Kitchen) -> None:
    await record(kitchen, soup(), remarks=[(300.0, "smells of thyme")])
    view = await kitchen.recordings.get("rec1")
    renamed = await done(
        kitchen, EditKind.RENAME, 0, phase=find(view, "simmer").id, text="Until the carrots are soft."
    )
    assert (await kitchen.recordings.sign(["rec1"], version=0, cook="Nonna")).recipe is None, (
        "not what was seen"
    )
    once, twice = await asyncio.gather(
        kitchen.recordings.sign(["rec1"], version=1, cook="  Nonna ", actor="Kim"),
        kitchen.recordings.sign(["rec1"], version=1, cook="Nonna", actor="Kim"),
    )
    made = once.recipe or twice.recipe
    assert made is not None
    assert once.recipe is None or twice.recipe is None, "a second tap makes no second recipe"
    recipe = await kitchen.recipes.get(made.id)
    assert (recipe.name, recipe.author, recipe.version) == ("Soup", "Nonna", 1)
    texts = [step.text for step in recipe.steps]
    assert texts[2] == "Until the carrots are soft."
    assert texts[0].endswith("(“smells of thyme”)")
    [entry] = await kitchen.recordings.list()
    assert (entry.recipe_id, entry.signed_by, entry.cook) == (recipe.id, "Nonna", "Nonna")
    now = await kitchen.recordings.get("rec1")
    assert (now.recipe_name, now.version) == ("Soup", renamed.version + 1)
    # Edited once more, it becomes the next version of that recipe, which keeps all else.
    await kitchen.recipes.edit(await with_lines(kitchen, recipe.id), actor="Kim", reason="carrots")
    later = await done(kitchen, EditKind.LEAVE_OUT, now.version, phase=now.phases[-1].id)
    signed = await kitchen.recordings.sign(["rec1"], version=later.version, cook="Ada", recipe_id=recipe.id)
    assert signed.recipe is not None
    assert (signed.recipe.id, signed.recipe.version, signed.recipe.author) == (recipe.id, 3, "Nonna")
    assert [line.text for line in signed.recipe.ingredients] == ["500 g carrots"]
    assert len(signed.recipe.steps) == len(recipe.steps) - 1
    assert len(await kitchen.notes.cookings(recipe.id)) == 1, "one cooking is in the log once"


async def with_lines(kitchen: Kitchen, recipe_id: str) -> Recipe:
    return replace(await kitchen.recipes.get(recipe_id), ingredients=(Ingredient(text="500 g carrots"),))


@pytest.mark.parametrize("by", ["", " ", "x" * 201, "a\x00b", "\ud800"])
async def test_a_signature_that_is_none(kitchen: Kitchen, by: str) -> None:
    await record(kitchen, soup())
    with pytest.raises(KitchenError) as caught:
        await kitchen.recordings.sign(["rec1"], version=0, cook=by)
    assert caught.value.code is ErrorCode.INVALID


async def test_what_is_not_there(kitchen: Kitchen) -> None:
    for work in (
        kitchen.recordings.get("nobody"),
        kitchen.recordings.edit("nobody", RecordingEdit(kind=EditKind.UNDO, version=0)),
        kitchen.recordings.compare(["nobody"]),
        kitchen.recordings.sign(["nobody"], version=0, cook="Ada"),
    ):
        with pytest.raises(KitchenError) as caught:
            await work
        assert caught.value.code is ErrorCode.SESSION_NOT_FOUND
    await record(kitchen, soup())
    with pytest.raises(KitchenError) as caught:
        await kitchen.recordings.sign(["rec1"], version=0, cook="Ada", recipe_id="nobody")
    assert caught.value.code is ErrorCode.RECIPE_NOT_FOUND
    for ids in ([], [str(number) for number in range(9)]):
        with pytest.raises(KitchenError):
            await kitchen.recordings.compare(ids)


@pytest.mark.parametrize(
    ("curve", "problem"),
    [
        ([], "empty"),
        ([(None, 0.5)] * 100, "empty"),
        ([(20.0, 0.0)] * 100, "cold"),
        ([(20.0, None)] * 200, "cold"),
    ],
)
async def test_a_recording_without_steps_says_why(kitchen: Kitchen, curve: Curve, problem: str) -> None:
    await record(kitchen, curve)
    view = await kitchen.recordings.get("rec1")
    assert (view.problem, view.phases) == (problem, ())
    for work in (
        kitchen.recordings.compare(["rec1"]),
        kitchen.recordings.sign(["rec1"], version=0, cook="Ada"),
        edit(kitchen, EditKind.SPLIT, 0, phase="1", at=10.0),
    ):
        with pytest.raises(KitchenError) as caught:
            await work
        assert caught.value.code is ErrorCode.INVALID


async def test_a_thermometer_alone_can_be_edited(kitchen: Kitchen) -> None:
    await record(kitchen, [(celsius, None) for celsius, _ in soup()])
    view = await kitchen.recordings.get("rec1")
    simmer = view.phases[-2]
    split = await done(kitchen, EditKind.SPLIT, 0, phase=simmer.id, at=(simmer.start + simmer.stop) / 2)
    assert len(split.phases) == len(view.phases) + 1
    assert all(
        phase.heat is None or phase.heat.power == 0 or phase.heat.temperature_c for phase in split.phases
    )


async def test_edits_survive_an_export_and_damage_is_set_aside(kitchen: Kitchen, tmp_path: Path) -> None:
    await record(kitchen, soup())
    view = await kitchen.recordings.get("rec1")
    await done(kitchen, EditKind.RENAME, 0, phase=find(view, "simmer").id, text=f"Stir. {MARKUP}")
    archive = tmp_path / "book.zip"
    await kitchen.files.export(archive)
    other = await Kitchen.open(tmp_path / "other.db")
    await other.files.import_archive(archive)
    there = await other.recordings.get("rec1")
    assert find(there, "simmer").text == f"Stir. {MARKUP}"
    assert there.phases == (await kitchen.recordings.get("rec1")).phases
    for damage in ('{"name":"Soup","phases":[{"id":"1","start":5,"stop":1}]}', '{"name":""}', "{", "[]"):
        statement = update(HOUSEHOLD_RECORDS).where(HOUSEHOLD_RECORDS.c.id == "rec1").values(document=damage)
        await other.context.store.write(partial(_execute, statement))
        assert (await other.recordings.get("rec1")).version == 0, "the phases that the kitchen found"
        assert len(await other.recordings.list()) == 1
    await other.close()


async def test_a_damaged_journal_leaves_the_list(kitchen: Kitchen) -> None:
    await record(kitchen, soup())
    broken = encode(events_of(soup(), session_id="bad")[0]) | {"dishes": [{"level": "observe"}]}
    await kitchen.context.store.write(partial(append, "bad", 0, broken, WHEN))
    assert [one.id for one in await kitchen.recordings.list()] == ["rec1"]
    with pytest.raises(KitchenError):
        await kitchen.recordings.get("bad")


def _execute(statement: Update, book: Connection) -> None:
    book.execute(statement)
