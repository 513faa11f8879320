"""A week in a browser: proposed, changed by drag and by keyboard, shopped without network, cooked, eaten and logged."""

from datetime import UTC, date, datetime, timedelta
from typing import Any, override

from playwright.async_api import Locator, Page

from _demo.checks import expect, until
from _demo.environment import DemoEnvironment
from _demo.satellite import Satellite
from _demo.scenario import Check, Scenario
from _demo.screenshot import Variant, open_page

DESK = Variant(width=1280, height=800, dark=False, language="en")
PHONE = Variant(width=390, height=844, dark=False, language="en")
COOK = "Week's cook"
DISHES: tuple[tuple[str, list[str]], ...] = (
    ("Week's lemon rice", ["300 g rice", "1 lemon"]),
    ("Week's leek soup", ["3 leeks", "500 g potatoes", "1 l water"]),
    ("Week's lentil stew", ["250 g lentils", "2 carrots", "1 onion"]),
    ("Week's tomato pasta", ["400 g pasta", "500 g tomatoes"]),
    ("Week's bean chili", ["400 g beans", "1 bell pepper", "1 onion"]),
)
SUBENTRIES = "/api/config/config_entries/subentries"


class WeekInBrowser(Scenario):
    """The week after this one. What the kitchen stores is checked after each step."""

    name = "week"

    def __init__(self, house: DemoEnvironment, kitchen: Satellite, bedroom: Satellite) -> None:
        super().__init__(house, kitchen, bedroom)
        today = datetime.now(UTC).date()
        self._monday = today + timedelta(days=7 - today.weekday())
        self._cooked = ""
        self._bought: list[str] = []

    @override
    def checks(self) -> tuple[Check, ...]:
        return (
            ("the kitchen proposes a week, and a user changes it by drag and by keyboard", self.plan),
            ("a user shops with the network cut, on a page that opens without it", self.shop),
            ("a meal of the week is cooked in the browser, eaten and logged", self.cook),
        )

    @override
    async def prepare(self) -> None:
        await super().prepare()
        await self.clear()
        for name, lines in DISHES:
            steps = ["Cut everything.", "Cook until done.", "Serve."]
            recipe = {"name": name, "ingredients": lines, "steps": steps, "yield": "4 servings"}
            await self.home.action("hearthtech", "add_recipe", recipe)
        flow = await self.home.rest(
            "POST", f"{SUBENTRIES}/flow", {"handler": [await self._kitchen(), "person"]}
        )
        form = {"name": COOK, "guest": False, "needs": {}, "body": {"birth_year": 1985, "sex": "female"}}
        await self.home.rest("POST", f"{SUBENTRIES}/flow/{flow['flow_id']}", form)

    @override
    async def clear(self) -> None:
        for meal in await self._meals():
            await self.home.action("hearthtech", "remove_meal", {"meal": meal["id"]})
        for name, _ in DISHES:
            found = await self.home.action("hearthtech", "search_recipes", {"query": name})
            for hit in found["recipes"]:
                if hit["name"] == name:
                    await self.home.action("hearthtech", "erase_recipe", {"recipe": hit["id"]})
        kitchen = await self._kitchen()
        for one in await self.home.command("config_entries/subentries/list", entry_id=kitchen):
            if one["title"] == COOK:
                await self.home.command(
                    "config_entries/subentries/delete", entry_id=kitchen, subentry_id=one["subentry_id"]
                )

    async def _kitchen(self) -> str:
        entries = await self.home.command("config_entries/get", domain="hearthtech")
        return str(next(one["entry_id"] for one in entries if "person" in one["supported_subentry_types"]))

    async def _meals(self) -> list[dict[str, Any]]:
        span = {"start": str(self._monday - timedelta(days=1)), "days": 8}
        meals: list[dict[str, Any]] = (await self.home.action("hearthtech", "get_meals", span))["meals"]
        return meals

    async def _days_of(self, name: str) -> list[tuple[str, str]]:
        return [(one["starts_at"][:10], one["slot"]) for one in await self._meals() if one["name"] == name]

    # --- planning ----------------------------------------------------------------------------------------

    async def plan(self) -> None:
        """Take the proposed week; drag one meal, and move another by keys."""
        async with open_page(self.home, f"/hearthtech/plan/{self._monday}", DESK) as page:
            view = page.locator("ht-plan")
            await view.get_by_role("button", name="Propose", exact=True).click()
            await view.get_by_role("button", name="Propose these days").click()
            offers = page.locator("ht-meal-card[proposed]")
            await offers.first.wait_for()
            expect(await self._meals() == [], "proposals are not planned yet")
            await view.get_by_role("button", name="Take all").click()
            await offers.first.wait_for(state="detached")
            meals = await until(self._meals, lambda found: len(found) >= 3, within_s=10)
            dinners = [one for one in meals if one["slot"] == "dinner" and _day(one) >= self._monday]
            await self._drag(page, dinners[0])
            await self._move_by_keys(page, dinners[1])
            self._cooked = str(dinners[1]["name"])

    async def _drag(self, page: Page, meal: dict[str, Any]) -> None:
        name, day = str(meal["name"]), _day(meal)
        card = _cell(page, day, "dinner").locator("ht-meal-card", has_text=name)
        await card.hover()
        await page.mouse.down()
        box = await _cell(page, day, "lunch").bounding_box()
        assert box is not None
        await page.mouse.move(box["x"] + 40, box["y"] + min(20, box["height"] / 2), steps=6)
        await page.mouse.up()
        await _cell(page, day, "lunch").locator("ht-meal-card", has_text=name).wait_for()
        await until(lambda: self._days_of(name), lambda there: (str(day), "lunch") in there, within_s=5)

    async def _move_by_keys(self, page: Page, meal: dict[str, Any]) -> None:
        name, day = str(meal["name"]), _day(meal)
        await _cell(page, day, "dinner").locator("ht-meal-card", has_text=name).locator("button").focus()
        for pressed in ("Space", "ArrowUp", "Enter"):
            await page.keyboard.press(pressed)
        await _cell(page, day, "lunch").locator("ht-meal-card", has_text=name).wait_for()
        await until(lambda: self._days_of(name), lambda there: (str(day), "lunch") in there, within_s=5)

    # --- shopping ----------------------------------------------------------------------------------------

    async def shop(self) -> None:
        """Keep the page of the list, open it again without network, tick, and come back into the network."""
        span = {"start": str(self._monday), "days": 7}
        made = await self.home.action("hearthtech", "make_shopping_list", span)
        wanted = [item["name"] for item in made["items"] if not item["bought"]]
        expect(len(wanted) >= 3, wanted)
        async with open_page(self.home, "/hearthtech_list/", PHONE) as first:
            await first.get_by_text("This page opens without network", exact=False).wait_for()
            device = first.context
            await first.close()
            await device.set_offline(True)
            cold = await device.new_page()
            await cold.route_web_socket("**/api/websocket", lambda route: route.close())
            await cold.goto(f"{self.home.url}/hearthtech_list/")
            for name in wanted[:3]:
                await cold.locator("hearthtech-list li button", has_text=name).first.click()
            await cold.get_by_text("3 not sent").wait_for()
            expect(not await self._bought_of(wanted[:3]), "nothing has arrived without network")
            await cold.close()
            await device.set_offline(False)
            page = await device.new_page()
            await page.goto(f"{self.home.url}/hearthtech_list/")
            await until(
                lambda: self._bought_of(wanted[:3]), lambda found: found == sorted(wanted[:3]), within_s=15
            )
            await page.get_by_role("button", name="Put 3 away").click()
            await until(
                self._in_pantry, lambda there: {name.lower() for name in wanted[:3]} <= there, within_s=10
            )

    async def _bought_of(self, names: list[str]) -> list[str]:
        told = await self.home.action("hearthtech", "get_shopping_list", {})
        return sorted(item["name"] for item in told["items"] if item["bought"] and item["name"] in names)

    async def _in_pantry(self) -> set[str]:
        told = await self.home.action("hearthtech", "get_pantry", {})
        return {str(item["name"]).lower() for item in told["items"]}

    # --- cooking -----------------------------------------------------------------------------------------

    async def cook(self) -> None:
        """Cook the meal that was moved, from the plan; say who ate it."""
        async with open_page(self.home, f"/hearthtech/plan/{self._monday}", DESK) as page:
            await page.locator("ht-meal-card", has_text=self._cooked).first.click()
            details = page.locator("ht-meal-details")
            await details.get_by_role("button", name="Open the recipe").click()
            await page.locator("ht-recipe-page").get_by_role("button", name="Cook", exact=True).click()
            start = page.locator("ht-cook-start .foot")
            await start.get_by_role("button").last.click()
            await page.wait_for_url("**/hearthtech/cook/*")
            session = page.url.rpartition("/")[2]
            following = page.locator("ht-cook-dish .next button")

            async def go_on() -> bool:
                if await following.count() > 0 and await following.is_enabled():
                    await following.click()
                return bool((await self.session(session))["phase"] == "done")

            await until(go_on, bool, within_s=60)
            finish = page.locator("ht-cook-finish")
            await finish.get_by_role("group", name="Who ate it?").get_by_text(COOK).click()
            await until(self._eaten, lambda names: names == [self._cooked], within_s=10)
            await page.goto(f"{self.home.url}/hearthtech/people")
            await page.get_by_role("article", name=COOK).get_by_text(self._cooked).wait_for()

    async def _eaten(self) -> list[str]:
        told = await self.home.action("hearthtech", "get_eaten", {"person": COOK})
        return [portion["name"] for portion in told["days"][0]["eaten"]]


def _cell(page: Page, day: date, slot: str) -> Locator:
    return page.locator(f'ht-week-board [data-cell="{day} {slot}"]')


def _day(meal: dict[str, Any]) -> date:
    return date.fromisoformat(meal["starts_at"][:10])
