"""A planned dinner of two dishes, cooked to its end in a browser: burners by touch, a hand at a knob, a rating."""

from datetime import UTC, datetime, timedelta
from typing import Any, override

from playwright.async_api import Locator, Page

from _demo.checks import expect, until
from _demo.scenario import Check, Scenario
from _demo.screenshot import Variant, open_page

TABLET = Variant(width=1280, height=800, dark=False, language="en")
POLENTA = {
    "name": "Evening polenta",
    "yield": "4 servings",
    "ingredients": ["1 l water", "250 g polenta"],
    "steps": [
        "Bring the water to a boil over high heat.",
        "Stir in the polenta and simmer over low heat for 1 minute.",
        "Serve.",
    ],
}
PEAS = {
    "name": "Evening peas",
    "yield": "4 servings",
    "ingredients": ["400 g peas", "500 ml water"],
    "steps": ["Boil the peas in the water over medium heat for 1 minute.", "Drain and serve."],
}
HOLD_MS = 900.0
"""Longer than a button that raises heat is held."""


class Dinner(Scenario):
    """All of it is pressed in the page; the rest of the house only looks."""

    name = "dinner"
    session_id = ""
    _meals: tuple[str, ...] = ()

    @override
    def checks(self) -> tuple[Check, ...]:
        return (("tonight's dinner is cooked in the browser from Today to its rating", self.cook),)

    @override
    async def prepare(self) -> None:
        await super().prepare()
        for number, liters in ((1, 0.3), (2, 0.3)):
            await self.stove.hands("pan", str(number), "pot", str(liters))
        await self.stove.hands("arm")
        for dish in (POLENTA, PEAS):
            found = await self.home.action("hearthtech", "search_recipes", {"query": dish["name"]})
            if all(hit["name"] != dish["name"] for hit in found["recipes"]):
                await self.home.action("hearthtech", "add_recipe", dish)
        now = datetime.now(UTC)
        midnight = now.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
        tonight = min(now + timedelta(hours=1), midnight - timedelta(seconds=1))
        planned = await self.home.action(
            "hearthtech",
            "plan_meal",
            {"recipe": POLENTA["name"], "starts_at": tonight.isoformat(), "servings": 2},
        )
        self._meals = (planned["meal"]["id"],)

    @override
    async def clear(self) -> None:
        for meal in self._meals:
            await self.home.action("hearthtech", "remove_meal", {"meal": meal})
        await self.home.action("hearthtech", "everything_off", {}, response=False)

    async def cook(self) -> None:
        """Cook the dinner."""
        async with open_page(self.home, "/hearthtech", TABLET) as page:
            await self._start(page)
            await self._turn_a_knob(page)
            await self._to_the_end(page)
            await self._rate(page)

    async def _start(self, page: Page) -> None:
        meal = page.get_by_role("region", name="Today’s meals").locator(
            ".thing", has_text=str(POLENTA["name"])
        )
        await meal.get_by_role("button", name="Cook").click()
        start = page.locator("ht-cook-start")
        await start.get_by_role("button", name="Add a dish").click()
        await start.get_by_label("Add a dish").fill(str(PEAS["name"]))
        await start.get_by_role("button", name=str(PEAS["name"])).click()
        for burner in self.house.burners[:2]:
            await start.locator(f"ht-hob-picker button[data-burner='{burner.id}']").click()
        for dish in (0, 1):
            await start.locator("section.dish").nth(dish).get_by_role("button", name="Assist").click()
        button = start.locator(".foot ht-hold-button button")
        await button.get_by_text("up to", exact=False).wait_for()
        await button.click()
        await page.wait_for_url("**/hearthtech/cook/*")
        await page.locator("ht-cook-dish").nth(1).wait_for()
        self.session_id = page.url.rpartition("/")[2]
        session = await self.session(self.session_id)
        expect([dish["name"] for dish in session["dishes"]] == [POLENTA["name"], PEAS["name"]], session)
        plan = await self.home.command("hearthtech/cook/plan", session=self.session_id)
        expect(plan["dishes"][0]["ingredients"] == ["500 ml water", "125 g polenta"], plan["dishes"][0])

    async def _turn_a_knob(self, page: Page) -> None:
        await self.until_source("remote", within_s=20.0)
        await self.stove.hands("turn", "1", "0.4")
        shown = page.locator("ht-cook-dish").first.locator(".help")
        await shown.get_by_text("Set by hand", exact=False).wait_for()
        dish = await until(lambda: self._dish(0), lambda dish: bool(dish["by_hand"]), within_s=5)
        expect(dish["corrections"] >= 1, dish)

    async def _to_the_end(self, page: Page) -> None:
        async def go_on() -> bool:
            for column in await page.locator("ht-cook-dish").all():
                await self._press_next(page, column)
            return bool((await self.session(self.session_id))["phase"] == "done")

        await until(go_on, bool, within_s=90.0)
        await page.locator("ht-cook-finish").wait_for()

    async def _press_next(self, page: Page, column: Locator) -> None:
        button = column.locator(".next button")
        if await column.count() == 0 or not await button.is_enabled():
            return
        await button.hover()
        await page.mouse.down()
        await page.wait_for_timeout(HOLD_MS)
        await page.mouse.up()

    async def _rate(self, page: Page) -> None:
        finish = page.locator("ht-cook-finish section").filter(has_text=str(POLENTA["name"]))
        await finish.get_by_role("radio", name="5 of 5 stars").click()
        await finish.get_by_text("Your rating is kept.").wait_for()
        told: dict[str, Any] = await self.home.action(
            "hearthtech", "get_recipe", {"recipe": POLENTA["name"], "details": ["ratings", "diary"]}
        )
        expect([rating["stars"] for rating in told["ratings"]] == [5], told["ratings"])
        expect(self.session_id in {entry["session_id"] for entry in told["diary"]}, told["diary"])
        # Nobody has turned the knob back; one tap in the kitchen's page does.
        truth = await self.truth(1)
        expect(truth["source"] == "manual", truth)
        await page.get_by_role("button", name="Leave cook mode").click()
        await page.locator("ht-today hearthtech-stove-card-content ht-stop-button button").first.click()
        await until(lambda: self.truth(1), lambda truth: truth["source"] == "idle", within_s=5)

    async def _dish(self, number: int) -> dict[str, Any]:
        return dict((await self.session(self.session_id))["dishes"][number])
