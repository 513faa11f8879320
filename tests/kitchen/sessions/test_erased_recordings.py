"""Erasing recorded cookings: what is deleted, what stays, and what is refused."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, select, update

from custom_components.hearthtech.burners.clock import ManualClock
from custom_components.hearthtech.kitchen.changes import Change, ChangeKind
from custom_components.hearthtech.kitchen.errors import ErrorCode, KitchenError
from custom_components.hearthtech.kitchen.kitchen import Kitchen
from custom_components.hearthtech.kitchen.sessions.learn.phase_edits import EditKind
from custom_components.hearthtech.kitchen.storage.schema import HOUSEHOLD_RECORDS, JOURNAL, SESSIONS

from .recorded_cookings import done, find, record, soup


@pytest.fixture
async def kitchen(tmp_path: Path) -> AsyncIterator[Kitchen]:
    kitchen = await Kitchen.open(tmp_path / "book.db", clock=ManualClock())
    yield kitchen
    await kitchen.close()


async def left_of(kitchen: Kitchen, recording: str) -> int:
    """The number of rows that still belong to a recording."""

    def count(book: Connection) -> int:
        return sum(
            len(book.execute(select(column).where(column == recording)).all())
            for column in (SESSIONS.c.id, JOURNAL.c.session, HOUSEHOLD_RECORDS.c.id)
        )

    return await kitchen.context.store.read(count)


async def refused(kitchen: Kitchen, recording: str) -> ErrorCode:
    with pytest.raises(KitchenError) as caught:
        await kitchen.recordings.erase(recording)
    return caught.value.code


async def test_nothing_is_left_of_an_erased_recording_and_others_stay(kitchen: Kitchen) -> None:
    await record(kitchen, soup(), remarks=[(300.0, "smells of thyme")])
    await record(kitchen, soup(seed=2), session_id="rec2")
    view = await kitchen.recordings.get("rec1")
    await done(kitchen, EditKind.RENAME, 0, phase=find(view, "boil").id, text="Boil it.")
    assert [one.id for one in (await kitchen.recordings.get("rec1")).others] == ["rec2"]
    heard: list[Change] = []
    kitchen.subscribe(heard.append)
    erased = await kitchen.recordings.erase("rec1", actor="ada")
    assert (erased.id, erased.name) == ("rec1", "Soup")
    assert [(one.kind, one.subject, one.actor) for one in heard] == [
        (ChangeKind.HOUSEHOLD_CHANGED, "rec1", "ada")
    ]
    assert await left_of(kitchen, "rec1") == 0
    assert [one.id for one in await kitchen.recordings.list()] == ["rec2"]
    assert (await kitchen.recordings.get("rec2")).others == ()
    # Nothing that was in memory answers for it.
    with pytest.raises(KitchenError) as caught:
        await kitchen.recordings.get("rec1")
    assert caught.value.code is ErrorCode.SESSION_NOT_FOUND
    assert await refused(kitchen, "rec1") is ErrorCode.SESSION_NOT_FOUND


async def test_the_recipe_that_it_became_stays_with_its_cooking_log(kitchen: Kitchen) -> None:
    await record(kitchen, soup())
    signed = await kitchen.recordings.sign(["rec1"], version=0, cook="Nonna")
    assert signed.recipe is not None
    await kitchen.recordings.erase("rec1")
    assert (await kitchen.recipes.get(signed.recipe.id)).author == "Nonna"
    [cooking] = await kitchen.notes.cookings(signed.recipe.id)
    assert (cooking.cook, cooking.session_id) == ("Nonna", None)


async def test_what_runs_or_is_no_recording_is_not_erased(kitchen: Kitchen) -> None:
    await record(kitchen, soup(), ended=False)
    assert await refused(kitchen, "rec1") is ErrorCode.INVALID
    session = await kitchen.cooking.start("grandmas-chicken-soup", None)
    await session.stop()
    for recording in (session.id, "nobody", "", "../../secrets"):
        assert await refused(kitchen, recording) is ErrorCode.SESSION_NOT_FOUND
    assert await left_of(kitchen, session.id) > 1
    assert await left_of(kitchen, "rec1") > 1


async def test_a_recording_with_a_damaged_trace_is_erased(tmp_path: Path) -> None:
    """After a restart its session can't be restored, and it would stay in the list for ever."""
    kitchen = await Kitchen.open(tmp_path / "book.db", clock=ManualClock())
    await record(kitchen, soup(), ended=False)
    damage = update(JOURNAL).where(JOURNAL.c.session == "rec1", JOURNAL.c.seq == 2).values(data="{")
    await kitchen.context.store.write(lambda book: book.execute(damage))
    await kitchen.close()
    kitchen = await Kitchen.open(tmp_path / "book.db", clock=ManualClock())
    assert kitchen.sessions.damaged == ["rec1"]
    await kitchen.recordings.erase("rec1")
    assert await left_of(kitchen, "rec1") == 0
    assert kitchen.sessions.damaged == []
    await kitchen.close()
