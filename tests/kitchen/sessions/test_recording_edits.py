"""Edits of recorded cookings: what each one does, two editors, undo, and edits that can't be."""

import asyncio
from collections.abc import AsyncIterator
import math
from pathlib import Path
import random
from typing import Any

import pytest

from custom_components.hearthtech.burners.clock import ManualClock
from custom_components.hearthtech.kitchen.changes import Change, ChangeKind
from custom_components.hearthtech.kitchen.errors import ErrorCode, KitchenError
from custom_components.hearthtech.kitchen.kitchen import Kitchen
from custom_components.hearthtech.kitchen.recipes.model import DurationGoal
from custom_components.hearthtech.kitchen.sessions.learn.phase_edits import Edge, EditKind

from .recorded_cookings import activities, assert_whole, done, edit, find, record, soup

MARKUP = "<img src=x onerror=alert(1)>"


@pytest.fixture
async def kitchen(tmp_path: Path) -> AsyncIterator[Kitchen]:
    kitchen = await Kitchen.open(tmp_path / "book.db", clock=ManualClock())
    yield kitchen
    await kitchen.close()


async def test_a_moved_boundary_changes_both_steps(kitchen: Kitchen) -> None:
    await record(kitchen, soup())
    view = await kitchen.recordings.get("rec1")
    boil, simmer = find(view, "boil"), find(view, "simmer")
    moved = await done(kitchen, EditKind.MOVE, 0, phase=simmer.id, at=790.0)
    assert find(moved, "boil").stop == find(moved, "simmer").start == 790.0
    assert find(moved, "boil").goal == DurationGoal(seconds=360.0)
    assert find(moved, "simmer").goal == DurationGoal(seconds=900.0)
    assert find(moved, "simmer").text == "Let it simmer gently for 15 minutes."
    assert find(moved, "boil").text != boil.text
    # The same boundary by the end of the phase before it.
    again = await done(kitchen, EditKind.MOVE, 1, phase=boil.id, edge=Edge.STOP, at=520.0)
    assert find(again, "simmer").start == 520.0
    # The ends of the trace can be cut off.
    cut = await done(kitchen, EditKind.MOVE, 2, phase=again.phases[-1].id, edge=Edge.STOP, at=1800.0)
    assert cut.phases[-1].stop == 1800.0


@pytest.mark.parametrize("at", [0.0, 426.0, 1690.0, 5000.0, -1.0, math.nan, math.inf, -math.inf, 1e300])
async def test_a_boundary_stays_between_its_neighbors(kitchen: Kitchen, at: float) -> None:
    await record(kitchen, soup())
    view = await kitchen.recordings.get("rec1")
    with pytest.raises(KitchenError) as caught:
        await edit(kitchen, EditKind.MOVE, 0, phase=find(view, "simmer").id, at=at)
    assert caught.value.code is ErrorCode.INVALID
    assert await kitchen.recordings.get("rec1") == view


async def test_a_moment_moves_with_its_boundary(kitchen: Kitchen) -> None:
    await record(kitchen, soup(), remarks=[(900.0, "now add the carrots")])
    view = await kitchen.recordings.get("rec1")
    moment = next(phase for phase in view.phases if phase.activity is None)
    moved = await done(kitchen, EditKind.MOVE, 0, phase=moment.id, at=1000.0)
    assert [(phase.start, phase.stop) for phase in moved.phases[3:6]] == [
        (pytest.approx(490, abs=8), 1000.0),
        (1000.0, 1000.0),
        (1000.0, pytest.approx(1690, abs=8)),
    ]


async def test_renamed_and_named_again_by_the_kitchen(kitchen: Kitchen) -> None:
    await record(kitchen, soup(), remarks=[(300.0, "smells of thyme")])
    view = await kitchen.recordings.get("rec1")
    warm = find(view, "warm")
    renamed = await done(kitchen, EditKind.RENAME, 0, phase=warm.id, text=f"  {MARKUP}\nSlowly. ")
    assert (find(renamed, "warm").text, find(renamed, "warm").own_text) == (f"{MARKUP}\nSlowly.", True)
    moved = await done(kitchen, EditKind.MOVE, 1, phase=warm.id, edge=Edge.STOP, at=440.0)
    assert find(moved, "warm").text == f"{MARKUP}\nSlowly.", "the words of a person stay"
    back = await done(kitchen, EditKind.RENAME, 2, phase=warm.id, text=" ")
    assert (find(back, "warm").text, find(back, "warm").own_text) == (warm.text, False)


async def test_split_merge_and_leave_out(kitchen: Kitchen) -> None:
    await record(kitchen, soup(), remarks=[(900.0, "now add the carrots")])
    view = await kitchen.recordings.get("rec1")
    first = find(view, "simmer")
    split = await done(kitchen, EditKind.SPLIT, 0, phase=first.id, at=600.0)
    assert activities(split) == ["rest", "warm", "boil", "simmer", "simmer", None, "simmer", "rest"]
    new = split.phases[4]
    assert new.id not in {phase.id for phase in view.phases}
    assert (new.start, new.goal) == (600.0, DurationGoal(seconds=300.0))
    named = await done(kitchen, EditKind.RENAME, 1, phase=new.id, text="Skim it.")
    # Merged with the next one, over the moment between them: the words stay, the longer one decides.
    merged = await done(kitchen, EditKind.MERGE, named.version, phase=new.id)
    assert activities(merged) == ["rest", "warm", "boil", "simmer", "simmer", "rest"]
    assert merged.phases[4].text == "Skim it."
    # A moment is folded into what follows it.
    undone = await done(kitchen, EditKind.UNDO, merged.version)
    folded = await done(kitchen, EditKind.MERGE, undone.version, phase=undone.phases[5].id)
    assert activities(folded) == ["rest", "warm", "boil", "simmer", "simmer", "simmer", "rest"]
    out = await done(kitchen, EditKind.LEAVE_OUT, folded.version, phase=folded.phases[-1].id)
    assert (out.phases[-1].out, out.phases[-1].text) == (True, "")
    back = await done(kitchen, EditKind.TAKE_IN, out.version, phase=out.phases[-1].id)
    assert back.phases[-1].text == folded.phases[-1].text


async def test_two_editors_are_merged_by_version(kitchen: Kitchen) -> None:
    await record(kitchen, soup())
    view = await kitchen.recordings.get("rec1")
    warm, boil, simmer = (find(view, one) for one in ("warm", "boil", "simmer"))
    heard: list[Change] = []
    kitchen.subscribe(heard.append)
    one, two = await asyncio.gather(
        edit(kitchen, EditKind.RENAME, 0, phase=warm.id, text="Slowly."),
        edit(kitchen, EditKind.GATE, 0, phase=simmer.id, text="until soft"),
    )
    assert not one.conflict
    assert not two.conflict
    both = await kitchen.recordings.get("rec1")
    assert (find(both, "warm").text, find(both, "simmer").gate, both.version) == ("Slowly.", "until soft", 2)
    assert {(change.kind, change.subject) for change in heard} == {(ChangeKind.HOUSEHOLD_CHANGED, "rec1")}
    # What somebody else has changed meanwhile is not overwritten.
    late = await edit(kitchen, EditKind.RENAME, 0, phase=simmer.id, text="Cook.")
    assert late.conflict
    assert late.view == both
    assert (await edit(kitchen, EditKind.UNDO, 1)).conflict
    assert (await edit(kitchen, EditKind.MOVE, 0, phase=boil.id, edge=Edge.STOP, at=600.0)).conflict
    gone = await done(kitchen, EditKind.MERGE, 2, phase=boil.id)
    assert (await edit(kitchen, EditKind.RENAME, 2, phase=simmer.id, text="Cook.")).conflict
    assert gone.version == 3
    assert (await edit(kitchen, EditKind.NAME, 0, text="Broth")).view.recording.name == "Broth"
    assert (await edit(kitchen, EditKind.NAME, 3, text="Stock")).conflict


async def test_undo_and_redo(kitchen: Kitchen) -> None:
    await record(kitchen, soup())
    first = await kitchen.recordings.get("rec1")
    view = first
    for number in range(25):
        view = await done(kitchen, EditKind.RENAME, view.version, phase=first.phases[1].id, text=f"v{number}")
    for _ in range(20):
        view = await done(kitchen, EditKind.UNDO, view.version)
    assert (view.phases[1].text, view.can_undo, view.can_redo) == ("v4", False, True)
    with pytest.raises(KitchenError):
        await edit(kitchen, EditKind.UNDO, view.version)
    view = await done(kitchen, EditKind.REDO, view.version)
    assert view.phases[1].text == "v5"
    view = await done(kitchen, EditKind.NAME, view.version, text="Broth")
    assert not view.can_redo
    view = await done(kitchen, EditKind.RESET, view.version)
    assert (view.phases[1].text, view.recording.name) == (first.phases[1].text, "Broth")
    # An edit that changes nothing is no version.
    same = await done(kitchen, EditKind.RESET, view.version)
    assert same.version == view.version


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        (EditKind.MOVE, {"phase": "nobody", "at": 10.0}),
        (EditKind.MERGE, {"phase": "last"}),
        (EditKind.SPLIT, {"phase": "simmer", "at": 0.0}),
        (EditKind.SPLIT, {"phase": "simmer", "at": math.nan}),
        (EditKind.RENAME, {"phase": "simmer", "text": "x" * 2001}),
        (EditKind.RENAME, {"phase": "simmer", "text": "bell \x07"}),
        (EditKind.RENAME, {"phase": "simmer", "text": "half \ud800"}),
        (EditKind.GATE, {"phase": "simmer", "text": "x" * 201}),
        (EditKind.GATE, {"phase": "1", "text": "x"}),
        (EditKind.NAME, {"text": ""}),
        (EditKind.NAME, {"text": "x" * 201}),
        (EditKind.NAME, {"text": "a\x00b"}),
        (EditKind.COOK, {"text": "\u202e" + "x" * 300}),
        (EditKind.REDO, {}),
    ],
)
async def test_hostile_edits_are_refused_and_change_nothing(
    kitchen: Kitchen, kind: EditKind, fields: dict[str, Any]
) -> None:
    await record(kitchen, soup())
    view = await kitchen.recordings.get("rec1")
    ids = {"simmer": find(view, "simmer").id, "last": view.phases[-1].id}
    phase = fields.get("phase", "")
    with pytest.raises(KitchenError) as caught:
        await edit(kitchen, kind, 0, **{**fields, "phase": ids.get(phase, phase)})
    assert caught.value.code is ErrorCode.INVALID
    assert await kitchen.recordings.get("rec1") == view


async def test_any_edits_leave_a_whole_recording(kitchen: Kitchen) -> None:
    """A long random walk of edits, from two pages: phases stay whole, and can always be signed or are refused."""
    await record(kitchen, soup(minutes=4), remarks=[(500.0, "add salt")])
    chance = random.Random(7)
    view = await kitchen.recordings.get("rec1")
    stale = view
    accepted = 0
    refusals: set[ErrorCode] = set()
    for number in range(160):
        seen = chance.choice([view, view, stale])
        phase = chance.choice(seen.phases)
        fields = {
            "phase": phase.id,
            "at": chance.uniform(phase.start - 20, phase.stop + 20),
            "edge": chance.choice(list(Edge)),
            "text": chance.choice(["", "Stir.", MARKUP, f"number {number}"]),
        }
        try:
            result = await edit(kitchen, chance.choice(list(EditKind)), seen.version, **fields)
        except KitchenError as error:
            refusals.add(error.code)
            continue
        assert_whole(result.view)
        assert any(not one.out for one in result.view.phases)
        accepted += not result.conflict
        view = result.view
        if chance.random() < 0.1:
            stale = view
    assert accepted > 30
    assert refusals == {ErrorCode.INVALID}
    assert (await kitchen.recordings.get("rec1")) == view


async def test_one_step_stays(kitchen: Kitchen) -> None:
    await record(kitchen, soup())
    view = await kitchen.recordings.get("rec1")
    kept = [phase for phase in view.phases if not phase.out]
    for phase in kept[:-1]:
        view = await done(kitchen, EditKind.LEAVE_OUT, view.version, phase=phase.id)
    with pytest.raises(KitchenError):
        await edit(kitchen, EditKind.LEAVE_OUT, view.version, phase=kept[-1].id)
