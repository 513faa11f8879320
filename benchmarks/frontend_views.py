"""Measures how long the views of the panel block Home Assistant's event loop; used by `bench_frontend`.

Home Assistant's own frontend is loaded before. Each view is opened in a large book, and the longest block of the event loop
meanwhile is measured; of the rounds, the median counts. The block without any page is measured for as long, to know what
else the process does. A full garbage collection, which Python makes now and then and which any program in Home Assistant
may cause, holds the loop for as long as it takes; the table shows it beside.
"""

import asyncio
from statistics import median

from benchmarks.frontend_programs import Bench
from benchmarks.report import Goal, Table

VIEWS = (
    ("Today", "", "ht-today"),
    ("Recipes", "recipes", "ht-shelf ht-recipe-tile a"),
    ("a recipe", "recipes/{recipe}", "ht-recipe-page h1"),
    ("Plan", "plan", "ht-plan"),
    ("Shopping", "shopping", "ht-shopping"),
    ("Pantry", "shopping/pantry", "ht-pantry"),
    ("People", "people", "ht-people"),
    ("Gatherings", "gatherings", "ht-gatherings"),
)
SETTLES_S = 1.5
"""What a view reads after its first paint is counted too."""


async def measure_views(bench: Bench, *, rounds: int) -> tuple[list[Goal], list[Table]]:
    """Open each view, and measure the event loop."""
    found = await bench.home.command("hearthtech/recipes", text="", offset=0, limit=1)
    recipe = found["items"][0]["id"]
    page, _ = await bench.page()
    await page.goto(f"{bench.home.url}/lovelace")
    await page.locator("home-assistant-main").wait_for()
    await asyncio.sleep(SETTLES_S)
    blocks: dict[str, list[dict[str, float]]] = {name: [] for name in ("nothing", *(one[0] for one in VIEWS))}
    for _ in range(rounds):
        await bench.blocked()
        await asyncio.sleep(SETTLES_S)
        blocks["nothing"].append(await bench.blocked())
        for name, path, element in VIEWS:
            await page.evaluate(
                """(path) => {
                    history.pushState(null, "", path);
                    window.dispatchEvent(new CustomEvent("location-changed"));
                }""",
                f"/hearthtech/{path.format(recipe=recipe)}".rstrip("/"),
            )
            await page.locator(element).first.wait_for()
            await asyncio.sleep(SETTLES_S)
            blocks[name].append(await bench.blocked())
    await page.context.close()
    rows = [
        (
            name,
            median(one["worst_ms"] for one in told),
            max(one["worst_ms"] for one in told),
            max(one["worst_cpu_ms"] for one in told),
            max(one["worst_collection_ms"] for one in told),
        )
        for name, told in blocks.items()
    ]
    worst = max(row[1] for row in rows[1:])
    columns = ("view", "median ms", "longest ms", "longest in CPU time ms", "longest garbage collection ms")
    return (
        [Goal("event loop blocked by a view, median", worst, "ms", "<= 20")],
        [Table("event loop of Home Assistant, blocked at most", columns, rows)],
    )
