"""A short week of the soak (`script/bench soak`), with its faults, for each kind of database."""

from pathlib import Path

import pytest
from sqlalchemy import delete

from benchmarks.postgres_server import BINARIES
from benchmarks.soak_ledger import Ledger
from benchmarks.soak_week import live
from custom_components.hearthtech.burners.clock import ManualClock
from custom_components.hearthtech.kitchen.kitchen import Kitchen
from custom_components.hearthtech.kitchen.recipes.model import Ingredient, Recipe
from custom_components.hearthtech.kitchen.storage.schema import SHOPPING


@pytest.mark.parametrize("seed", [1, 2])
async def test_a_day_with_faults_loses_nothing_and_heats_nothing(seed: int, socket_enabled: None) -> None:
    if seed == 2 and not BINARIES:
        pytest.skip("PostgreSQL is not installed (Debian package postgresql)")
    told = await live(seed, days=1, steps=15)
    assert told["heat_faults"] == []
    assert told["lost"] == []
    assert told["doubled"] == 0
    assert told["raises"] > 0
    assert told["writes"] > 10
    assert sum(told["faults"].values()) == 3


async def test_the_ledger_finds_what_is_missing(tmp_path: Path) -> None:
    kitchen = await Kitchen.open(tmp_path / "book.db", clock=ManualClock())
    try:
        recipe = await kitchen.recipes.add(
            Recipe(id="soup", name="Soup", ingredients=(Ingredient(text="1 leek"),))
        )
        await kitchen.shopping.add("salt")
        ledger = Ledger(recipes={"soup": 1}, shopping={"salt"})
        assert await ledger.missing(kitchen) == []
        ledger.recipes["soup"] = 2
        ledger.recipes["stew"] = 1
        await kitchen.context.store.write(lambda book: book.execute(delete(SHOPPING)))
        assert await ledger.missing(kitchen) == [
            f"recipe soup: version {recipe.version} of 2",
            "recipe stew: version 0 of 1",
            "shopping salt",
        ]
    finally:
        await kitchen.close()
