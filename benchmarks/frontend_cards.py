"""Measures the stove card beside Home Assistant's own cards in a real browser; used by `bench_frontend`."""

import asyncio
from itertools import pairwise
from statistics import median

from playwright.async_api import CDPSession, Page

from benchmarks.frontend_programs import BURNERS, OURS, THEIRS, Bench
from benchmarks.report import Goal, Table

CHANGES_PER_S = 10
SLOWED = 4
"""Factor by which the CPU is slowed for loads."""

# Times of Home Assistant's own cards: the first `hass` that an element gets, and the frame after it is complete.
HOOK = """
(() => {
  const first = {}, done = {};
  window.peers = { first, done };
  const wanted = { "hui-tile-card": (card) => card.shadowRoot?.querySelector("ha-tile-info, ha-tile-icon"),
                   "hui-history-graph-card": (card) => {
                     const charts = card.shadowRoot?.querySelector("state-history-charts");
                     const line = charts?.shadowRoot?.querySelector("state-history-chart-line");
                     const base = line?.shadowRoot?.querySelector("ha-chart-base");
                     return base?.shadowRoot?.querySelector("canvas, svg");
                   } };
  const seen = new Set();
  const look = () => {
    const walk = (root) => {
      for (const one of root.querySelectorAll("*")) {
        const complete = wanted[one.localName];
        if (complete) {
          const key = `${one.localName}`;
          if (one.hass && first[key] === undefined) first[key] = performance.now();
          if (complete(one)) seen.add(one);
          if (document.querySelector("html").dataset.cards && seen.size >= Number(document.querySelector("html").dataset.cards) && done.all === undefined)
            requestAnimationFrame(() => { done.all = performance.now(); });
        }
        if (one.shadowRoot) walk(one.shadowRoot);
      }
    };
    walk(document);
    if (done.all === undefined) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})();
"""
FRAMES = """
() => {
  window.frames = []; window.long = [];
  new PerformanceObserver((list) => { for (const one of list.getEntries()) window.long.push(one.duration); })
    .observe({ type: "longtask" });
  const tick = (at) => { window.frames.push(at); requestAnimationFrame(tick); };
  requestAnimationFrame(tick);
}
"""


async def first_paint(page: Page, path: str) -> float:
    """Return the time to first paint (ms) of the cards of a dashboard that is loading."""
    script = (
        "() => performance.getEntriesByName('hearthtech-stove-card-content', 'measure')[0]?.duration"
        if path == OURS
        else "() => window.peers.done.all && window.peers.done.all - Math.min(...Object.values(window.peers.first))"
    )
    handle = await page.wait_for_function(script)
    return float(await handle.json_value())


async def load(bench: Bench, path: str) -> tuple[float, float]:
    """Load a dashboard cold and warm. Returns both times to first paint (ms)."""
    page, session = await bench.page()
    if path == THEIRS:
        await page.add_init_script(HOOK)
    await session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
    await page.goto(f"{bench.home.url}/{path}/0")
    cold = await first_paint(page, path)
    await page.reload()
    warm = await first_paint(page, path)
    await page.context.close()
    return cold, warm


async def measure_cards(bench: Bench, *, rounds: int, minutes: float) -> tuple[list[Goal], list[Table]]:
    """Measure loads, the steady run and a hidden page."""
    loads: dict[str, list[tuple[float, float]]] = {OURS: [], THEIRS: []}
    for _ in range(rounds):
        for path, found in loads.items():
            found.append(await load(bench, path))
    cold = {path: median(one for one, _ in found) for path, found in loads.items()}
    warm = {path: median(one for _, one in found) for path, found in loads.items()}
    ours = await steady(bench, OURS, minutes * 60)
    theirs = await steady(bench, THEIRS, min(minutes * 60, 60))
    hidden = await messages_while_hidden(bench)
    goals = [
        Goal("first paint, cold, to Home Assistant's cards", cold[OURS] / cold[THEIRS], "times", "<= 1.2"),
        Goal("first paint, warm, to Home Assistant's cards", warm[OURS] / warm[THEIRS], "times", "<= 1.2"),
        Goal(
            "dropped frames above Home Assistant's cards",
            ours["dropped"] - theirs["dropped"],
            "1/min",
            "<= 0",
        ),
        Goal("longest task", ours["longest"], "ms", "<= 50"),
        Goal("scripting", ours["scripting"], "% of a core", "< 20"),
        Goal("growth of the heap", ours["growth"], "MB", "<= 1"),
        Goal("messages to a hidden page", float(hidden), "", "== 0"),
    ]
    rows = [
        (
            "stove card",
            cold[OURS],
            warm[OURS],
            ours["dropped"],
            ours["longest"],
            ours["scripting"],
            ours["growth"],
        ),
        (
            "Home Assistant's cards",
            cold[THEIRS],
            warm[THEIRS],
            theirs["dropped"],
            theirs["longest"],
            theirs["scripting"],
            theirs["growth"],
        ),
    ]
    columns = ("cards", "cold ms", "warm ms", "dropped 1/min", "longest ms", "scripting %", "heap MB")
    return goals, [Table("six burners", columns, rows)]


async def steady(bench: Bench, path: str, seconds: float) -> dict[str, float]:
    """Change six burners ten times a second, and measure the page that shows them."""
    page, session = await bench.page()
    await page.goto(f"{bench.home.url}/{path}/0")
    element = "hearthtech-stove-card-content ht-burner-tile" if path == OURS else "hui-tile-card ha-tile-info"
    await page.locator(element).first.wait_for()
    for n in range(1, BURNERS + 1):
        await bench.hands("turn", n=n, level=0.3)
    driver = asyncio.create_task(_drive(bench))
    try:
        # What a page loads late is not the cost of the changes.
        settles = 60.0 if seconds >= 180 else min(10.0, seconds / 3)
        await asyncio.sleep(settles)
        first = await _heap(session)
        # A forced collection is a long task of its own, so it comes before and after what is counted.
        await page.evaluate(FRAMES)
        before, begun = await _metrics(session), asyncio.get_running_loop().time()
        await asyncio.sleep(max(seconds - settles, 5.0))
        after = await _metrics(session)
        elapsed = asyncio.get_running_loop().time() - begun
        frames: list[float] = await page.evaluate("() => window.frames")
        long: list[float] = await page.evaluate("() => window.long")
        last = await _heap(session)
    finally:
        driver.cancel()
        await asyncio.gather(driver, return_exceptions=True)
        for n in range(1, BURNERS + 1):
            await bench.hands("turn", n=n, level=0.0)
        await page.context.close()
    gaps = [later - earlier for earlier, later in pairwise(frames)]
    usual = median(gaps) if gaps else 16.7
    dropped = sum(max(round(gap / usual) - 1, 0) for gap in gaps)
    return {
        "dropped": dropped / elapsed * 60,
        "longest": max(long, default=0.0),
        "scripting": (after["ScriptDuration"] - before["ScriptDuration"]) / elapsed * 100,
        "growth": (last - first) / 1e6,
    }


async def _drive(bench: Bench) -> None:
    """Turn every knob ten times a second, at even times."""
    loop = asyncio.get_running_loop()
    begun, step = loop.time(), 0
    while True:
        level = 0.3 + 0.5 * (step % 20) / 20
        await asyncio.gather(*(bench.hands("turn", n=n, level=level) for n in range(1, BURNERS + 1)))
        step += 1
        await asyncio.sleep(max(begun + step / CHANGES_PER_S - loop.time(), 0.0))


async def _metrics(session: CDPSession) -> dict[str, float]:
    told = await session.send("Performance.getMetrics")
    return {one["name"]: one["value"] for one in told["metrics"]}


async def _heap(session: CDPSession) -> float:
    """Return the bytes of the heap after a forced collection."""
    await session.send("HeapProfiler.collectGarbage")
    return (await _metrics(session))["JSHeapUsedSize"]


async def messages_while_hidden(bench: Bench) -> int:
    """Count the messages about burners that a hidden page gets while burners change."""
    page, _ = await bench.page()
    count = 0

    def received(payload: str | bytes) -> None:
        nonlocal count
        text = payload if isinstance(payload, str) else payload.decode("utf-8", "replace")
        count += text.count('"type":"difference"')

    page.on("websocket", lambda socket: socket.on("framereceived", received))
    await page.goto(f"{bench.home.url}/{OURS}/0")
    await page.locator("hearthtech-stove-card-content ht-burner-tile").first.wait_for()
    await page.evaluate(
        """() => {
            Object.defineProperty(document, "visibilityState", { configurable: true, get: () => "hidden" });
            document.dispatchEvent(new Event("visibilitychange"));
        }"""
    )
    # An answer of the server says that it has got everything before it.
    await page.evaluate("() => document.querySelector('home-assistant').hass.connection.ping()")
    count = 0
    for step in range(20):
        await bench.hands("turn", n=1, level=0.2 + step / 40)
        await asyncio.sleep(0.1)
    await page.evaluate("() => document.querySelector('home-assistant').hass.connection.ping()")
    await bench.hands("turn", n=1, level=0.0)
    await page.context.close()
    return count
