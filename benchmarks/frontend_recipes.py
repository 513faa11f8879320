"""Measures the shelf and the page of a recipe in a large book; used by `bench_frontend`.

A recipe page is opened by a click on its tile, with a network of 10 Mbit/s and an empty cache for its picture. The time is
that from the click to the frame that shows the text, and to the frame after the picture is complete. The server has made
the smaller copies of the pictures before. A search is timed from each key to the frame that shows what was found for the
words up to this key, or for later ones.
"""

import json
from math import ceil
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

from PIL import Image
from playwright.async_api import CDPSession, Page

from benchmarks.frontend_programs import Bench
from benchmarks.report import Goal, Table

MBIT_S = 10
LATENCY_MS = 20
KEY_EVERY_MS = 90
"""Time between two keys of somebody who types fast."""
PICTURED = 12
"""Recipes with a picture, which are the newest ones of the book."""
TYPED = (
    "chicken", "lentil soup", "roast potatoes", "plum", "tomato salad", "braised leek", "mushroom", "garlic bread", "apple cake",
    "zuchini", "onion", "fennel with lemon",
)  # fmt: skip

WATCH = """
() => {
  const painted = (done) => requestAnimationFrame(() => setTimeout(() => done(performance.now()), 0));
  const told = (window.told = { keys: [], opened: null });
  const find = (root, name) => {
    for (const one of root.querySelectorAll("*")) {
      if (one.localName === name) return one;
      const found = one.shadowRoot && find(one.shadowRoot, name);
      if (found) return found;
    }
    return undefined;
  };
  const picture = (opened) => {
    if (told.opened !== opened) return;
    const image = find(find(document, "ht-recipe-page")?.shadowRoot ?? document.createElement("div"), "ht-picture")
      ?.shadowRoot?.querySelector("img");
    if (image?.complete && image.naturalWidth > 0) painted((at) => { opened.picture = at - opened.begun; });
    else requestAnimationFrame(() => picture(opened));
  };
  addEventListener("click", (event) => {
    const opened = (told.opened = { begun: event.timeStamp, text: null, picture: null });
    requestAnimationFrame(() => picture(opened));
  }, { capture: true });
  addEventListener("input", (event) => {
    told.keys.push({ text: event.composedPath()[0].value, begun: event.timeStamp, shown: null });
  }, { capture: true });
  new PerformanceObserver((list) => {
    for (const mark of list.getEntries()) {
      if (mark.name === "hearthtech-recipe-text") {
        const { opened } = told;
        if (opened && opened.text === null) painted((at) => { opened.text = at - opened.begun; });
      }
      if (mark.name === "hearthtech-shelf-found") {
        const last = told.keys.findLastIndex(({ text }) => text === mark.detail);
        const waiting = told.keys.slice(0, last + 1).filter(({ shown }) => shown === null);
        for (const key of waiting) key.shown = 0;
        painted((at) => { for (const key of waiting) key.shown = at - key.begun; });
      }
    }
  }).observe({ type: "mark" });
}
"""
FOUND = "() => window.told.keys.length > 0 && window.told.keys.every(({ shown }) => shown > 0) && window.told.keys"
OPENED = "() => window.told.opened?.text && window.told.opened.picture && window.told.opened"


async def measure_recipes(bench: Bench, *, rounds: int) -> tuple[list[Goal], list[Table]]:
    """Measure how quickly recipe pages open, and how quickly a search shows what it found."""
    names = await _add_pictured(bench)
    await _open_all(bench, names)
    opened = [one for _ in range(rounds) for one in await _timed_openings(bench, names)]
    keys = [one for _ in range(rounds) for one in await _timed_searches(bench)]
    texts, pictures = zip(*opened, strict=True)
    goals = [
        Goal("text of a recipe opened from the list, p95", p95(texts), "ms", "<= 200"),
        Goal(f"its picture at {MBIT_S} Mbit/s, p95", p95(pictures), "ms", "<= 600"),
        Goal("search while typing, p95", p95(keys), "ms", "<= 150"),
    ]
    rows = [
        (name, len(times), median(times), p95(times), max(times))
        for name, times in (("text", texts), ("picture", pictures), ("search, each key", keys))
    ]
    total = (await bench.home.command("hearthtech/recipes", text="", offset=0, limit=1))["total"]
    return goals, [
        Table(f"recipes, in a book of {total:,}", ("what", "times", "median ms", "p95 ms", "max ms"), rows)
    ]


def p95(times: tuple[float, ...] | list[float]) -> float:
    """Return the 95th percentile: a value that is reached, not one between two."""
    return sorted(times)[ceil(len(times) * 0.95) - 1]


async def _add_pictured(bench: Bench) -> list[str]:
    """Add recipes with pictures as large as those of a phone; returns their names."""
    folder = bench.home.folder / "www"
    folder.mkdir(exist_ok=True)
    names = [f"Pictured dish {number}" for number in range(PICTURED)]
    for number, name in enumerate(names):
        recipe: dict[str, Any] = {
            "@context": "https://schema.org",
            "@type": "Recipe",
            "name": name,
            "recipeYield": "4 servings",
            "recipeIngredient": [f"{100 + line * 10} g food {line}" for line in range(12)],
            "recipeInstructions": [
                f"Do part {step} of the work, and stir for 5 minutes." for step in range(8)
            ],
        }
        told = await bench.home.action("hearthtech", "import_recipe", {"text": json.dumps(recipe)})
        path = folder / f"dish-{number}.jpg"
        _draw(path, number)
        added = {"recipe": told["recipes"][0]["recipe"]["id"], "path": str(path)}
        await bench.home.action("hearthtech", "add_picture", added)
    return names


def _draw(path: Path, number: int) -> None:
    """Draw a picture with as much detail as a photo has."""
    random = Random(number)
    small = Image.new("RGB", (160, 120))
    small.putdata([tuple(random.randrange(256) for _ in range(3)) for _ in range(160 * 120)])
    small.resize((1600, 1200), Image.Resampling.BICUBIC).save(path, quality=85)


async def _shelf(bench: Bench) -> tuple[Page, CDPSession]:
    page, session = await bench.page()
    await page.goto(f"{bench.home.url}/hearthtech/recipes")
    await page.locator("ht-shelf ht-recipe-tile a").first.wait_for()
    return page, session


async def _open_all(bench: Bench, names: list[str]) -> None:
    """Open each recipe once, so that the copies of its pictures are there."""
    page, _ = await _shelf(bench)
    for name in names:
        await page.locator("ht-shelf ht-recipe-tile a", has_text=name).first.click()
        image = page.locator("ht-recipe-page ht-picture img")
        await image.wait_for()
        await image.evaluate("image => image.decode()")
        await page.go_back()
        await page.locator("ht-shelf ht-recipe-tile a").first.wait_for()
    await page.context.close()


async def _timed_openings(bench: Bench, names: list[str]) -> list[tuple[float, float]]:
    """Return the times to text and picture (ms) of each recipe, opened from the list."""
    page, session = await _shelf(bench)
    # The code of the page is loaded, as by the recipe that somebody opened before.
    await page.locator("ht-shelf ht-recipe-tile a", has_text="Pictured").last.click()
    await page.locator("ht-recipe-page h1").wait_for()
    await page.go_back()
    await page.evaluate(WATCH)
    await session.send("Network.enable")
    await session.send(
        "Network.emulateNetworkConditions",
        {
            "offline": False,
            "latency": LATENCY_MS,
            "downloadThroughput": MBIT_S * 125_000,
            "uploadThroughput": MBIT_S * 125_000,
        },
    )
    times = []
    for name in names[:-1]:
        await page.locator("ht-shelf ht-recipe-tile a", has_text=name).first.click()
        opened = await (await page.wait_for_function(OPENED)).json_value()
        times.append((float(opened["text"]), float(opened["picture"])))
        await page.go_back()
        await page.locator("ht-shelf ht-recipe-tile a").first.wait_for()
    await page.context.close()
    return times


async def _timed_searches(bench: Bench) -> list[float]:
    """Return the time (ms) from each key to the frame that shows what was found."""
    page, _ = await _shelf(bench)
    await page.evaluate(WATCH)
    search = page.locator("ht-shelf input[type=search]")
    times = []
    for words in TYPED:
        await search.press_sequentially(words, delay=KEY_EVERY_MS)
        keys = await (await page.wait_for_function(FOUND)).json_value()
        times += [float(key["shown"]) for key in keys]
        await search.fill("")
        await page.wait_for_function(FOUND)
        await page.evaluate("() => { window.told.keys.length = 0; }")
    await page.context.close()
    return times
