"""Runs the browser part of `bench_frontend`: the cards, the recipes, and the pages of the panel."""

from contextlib import AsyncExitStack
from pathlib import Path

from benchmarks.frontend_cards import measure_cards
from benchmarks.frontend_programs import Bench
from benchmarks.frontend_recipes import measure_recipes
from benchmarks.frontend_views import measure_views
from benchmarks.report import Goal, Table


async def run(
    folder: Path, *, rounds: int, minutes: float, recipes: int
) -> tuple[list[Goal], list[Table], dict[str, object]]:
    """Measure everything with the same programs."""
    goals: list[Goal] = []
    tables: list[Table] = []
    async with AsyncExitStack() as stack:
        bench = Bench()
        await bench.start(folder, stack, recipes=recipes)
        for measured in (
            await measure_cards(bench, rounds=rounds, minutes=minutes),
            await measure_recipes(bench, rounds=rounds),
            await measure_views(bench, rounds=rounds),
        ):
            goals += measured[0]
            tables += measured[1]
    return goals, tables, {"rounds": rounds, "minutes": minutes, "recipes": recipes}
