"""The programs of `bench_frontend`: Home Assistant with a kitchen, a stove with six burners, and a browser."""

import asyncio
from collections.abc import Mapping
from contextlib import AsyncExitStack
import json
from pathlib import Path
import shutil
from typing import Any
from urllib.parse import parse_qs, urlsplit

from _demo.dashboard import Burner, burners_of
from _demo.home_assistant_client import HomeAssistant
from _demo.processes import DemoError
from _demo.screenshot import FLAGS
from _demo.stove_process import CLIENT, Stove
from playwright.async_api import Browser, CDPSession, Page, async_playwright

from benchmarks.bench_book import fill

BURNERS = 6
OURS, THEIRS = "bench-ours", "bench-theirs"
PATIENCE_MS = 120_000
LOOP_WATCH = Path(__file__).resolve().parent / "loop_watch"


class Bench:
    """The programs: Home Assistant, a stove with six burners, and a browser."""

    home: HomeAssistant
    stove: Stove
    browser: Browser
    burners: list[Burner]

    async def start(self, folder: Path, stack: AsyncExitStack, *, recipes: int) -> None:
        """Start everything with a book of this many recipes, and create one dashboard for each side."""
        path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
        if path is None:
            raise DemoError("no Chromium is installed.")
        self.home = HomeAssistant(folder)
        self.stove = Stove(folder, name="Bench stove", rate=1.0, burners=BURNERS)
        stack.push_async_callback(self.stove.stop)
        await self.stove.start()
        self.home.prepare()
        integrations = self.home.folder / "custom_components"
        shutil.copytree(LOOP_WATCH, integrations / LOOP_WATCH.name)
        # As a package it comes before the one of this repository, which has no watch.
        (integrations / "__init__.py").touch()
        with (self.home.folder / "configuration.yaml").open("a") as configuration:
            configuration.write(f"{LOOP_WATCH.name}:\nfile_upload:\n")
        await asyncio.to_thread(fill, str(self.home.folder / "hearthtech.db"), recipes)
        stack.push_async_callback(self.home.stop)
        await self.home.start()
        await self.home.onboard()
        await self.home.wait_until_running()
        await self.home.configure([{"next_step_id": "kitchen"}])
        answers: list[Mapping[str, object]] = [
            {"next_step_id": "link"},
            {"host": "127.0.0.1", "port": self.stove.port},
            {"next_step_id": "key"},
            {"key_id": CLIENT, "key": self.stove.key},
        ]
        await self.home.configure(answers)
        self.burners = await burners_of(self.home, self.stove.id)
        await self._lay_out(OURS, [{"type": "custom:hearthtech-stove-card"}])
        await self._lay_out(THEIRS, self.their_cards())
        playwright = await stack.enter_async_context(async_playwright())
        self.browser = await playwright.chromium.launch(executable_path=path, args=FLAGS)
        stack.push_async_callback(self.browser.close)

    def their_cards(self) -> list[dict[str, Any]]:
        """Tiles and a graph that show what the stove card shows: level, temperature and state of each burner."""
        shown = ("power_level", "pan_temperature", "state")
        tiles = [
            {"type": "tile", "entity": burner.entities[key]}
            for burner in self.burners
            for key in shown
            if key in burner.entities
        ]
        entities = [
            burner.entities["pan_temperature"]
            for burner in self.burners
            if "pan_temperature" in burner.entities
        ]
        return [*tiles, {"type": "history-graph", "entities": entities, "hours_to_show": 0.2}]

    async def _lay_out(self, path: str, cards: list[dict[str, Any]]) -> None:
        await self.home.command(
            "lovelace/dashboards/create", url_path=path, title=path, icon="mdi:stove", mode="storage"
        )
        view = {"type": "sections", "sections": [{"type": "grid", "cards": cards}]}
        await self.home.command("lovelace/config/save", url_path=path, config={"views": [view]})

    async def hands(self, verb: str, **arguments: object) -> None:
        """Operate the stove by hand."""
        parts = urlsplit(self.stove.told["hands"])
        headers = {"X-Token": parse_qs(parts.query)["token"][0]}
        async with self.home.http.post(
            f"http://{parts.netloc}/do/{verb}", json=arguments, headers=headers
        ) as answer:
            await answer.read()

    async def page(self) -> tuple[Page, CDPSession]:
        """Return a new page with an empty cache, logged in, and its debugging session."""
        context = await self.browser.new_context(viewport={"width": 1280, "height": 1600})
        context.set_default_timeout(PATIENCE_MS)
        page = await context.new_page()
        tokens = json.dumps(json.dumps(self.home.frontend_tokens()))
        count = len(self.their_cards())
        await page.add_init_script(
            f"localStorage.setItem('hassTokens', {tokens});"
            f"addEventListener('DOMContentLoaded', () => document.documentElement.dataset.cards = '{count}');"
        )
        session = await context.new_cdp_session(page)
        await session.send("Performance.enable")
        return page, session

    async def blocked(self) -> dict[str, float]:
        """Return how long Home Assistant's event loop was blocked at most since the last call (ms)."""
        told: dict[str, float] = await self.home.action(LOOP_WATCH.name, "read", {})
        return told
