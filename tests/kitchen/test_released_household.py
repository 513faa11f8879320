"""A book of release 0.1.0 with sessions, timers, plans and people opens with all that is in it."""

from collections import Counter
from datetime import timedelta
import json
from pathlib import Path
import sqlite3

import pytest

from custom_components.hearthtech.burners.clock import ManualClock
from custom_components.hearthtech.kitchen.kitchen import Kitchen
from custom_components.hearthtech.kitchen.sessions.event_codec import decode, encode
from custom_components.hearthtech.kitchen.sessions.model import PauseReason

DUMP = Path(__file__).parents[1] / "released" / "household-1.sql"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "book.db"
    connection = sqlite3.connect(path)
    connection.executescript(DUMP.read_text(encoding="utf-8"))
    connection.close()
    return path


def journal(book: Path) -> list[dict[str, object]]:
    connection = sqlite3.connect(book)
    rows = connection.execute("SELECT data FROM journal ORDER BY session, seq").fetchall()
    connection.close()
    return [json.loads(data) for (data,) in rows]


def test_every_journal_row_is_read_and_written_as_it_was(book: Path) -> None:
    rows = journal(book)
    kinds = Counter(str(row["is"]) for row in rows)
    assert len(rows) > 100
    assert {"Opened", "StepEntered", "HeatAsked", "Sampled", "Remarked", "Finished", "Stopped"} <= set(kinds)
    for row in rows:
        assert encode(decode(row)) == row


def test_the_kind_column_and_the_record_of_every_journal_row_stay_the_same(book: Path) -> None:
    connection = sqlite3.connect(book)
    rows = connection.execute("SELECT kind, data FROM journal ORDER BY session, seq").fetchall()
    connection.close()
    for kind, data in rows:
        record = encode(decode(json.loads(data)))
        assert record["is"] == kind
        assert record == json.loads(data)


async def test_what_the_household_stored_is_there(book: Path) -> None:
    kitchen = await Kitchen.open(book, clock=ManualClock())
    try:
        [running] = kitchen.sessions.active
        assert [dish.pause for dish in running.state.dishes] == [PauseReason.RESTART]
        assert [timer.name for timer in await kitchen.timers.running()] == ["egg", "pasta"]
        people = {person.name: person for person in await kitchen.people.all()}
        assert set(people) == {"Anna", "Ben"}
        assert people["Anna"].avoids == ("coriander",)
        soup = await kitchen.recipes.find("Brno Dill Soup")
        assert [note.words for note in await kitchen.notes.notes(soup.id)] == ["more dill"]
        assert [rating.stars for rating in await kitchen.notes.ratings(soup.id)] == [4.0]
        assert len(await kitchen.notes.cookings(soup.id)) == 1
        assert [version.version for version in await kitchen.recipes.versions(soup.id)] == [1, 2]
        assert [(item.name, item.amount, item.unit) for item in await kitchen.pantry.items()] == [
            ("potatoes", 1.5, "kg")
        ]
        assert len(await kitchen.shopping.items()) == 3
        assert [correction.name for correction in await kitchen.nutrition.corrections()] == ["dill"]
        start = kitchen.clock.now()
        meals = await kitchen.meal_plan.between(start, start + timedelta(days=10))
        assert [meal.recipe_id or meal.words for meal in meals] == [soup.id, "Leftovers"]
        recorded = next(row for row in journal(book) if row.get("name") == "Tea water")
        draft = await kitchen.sessions.draft([str(recorded["session"])])
        assert draft.steps
        await running.stop()
    finally:
        await kitchen.close()
