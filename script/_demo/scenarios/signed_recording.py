"""A recorded cooking is edited and signed in a browser: on a tablet by pointer, on a phone by keys."""

from typing import Any, override

from playwright.async_api import Page

from _demo.checks import expect, until
from _demo.recorded_dish import record_dish
from _demo.scenario import Check, Scenario
from _demo.screenshot import Variant, open_page

TABLET = Variant(width=1280, height=800, dark=False, language="en")
PHONE = Variant(width=390, height=844, dark=True, language="en")
NAME = "Ada's evening tea"
WORDS = "A rolling boil, with the lid on."
GATE = "until the kitchen smells of it"


class SignedRecording(Scenario):
    """Recorded on the virtual stove; everything after that is done in the page."""

    name = "sign"
    session_id = ""

    @override
    def checks(self) -> tuple[Check, ...]:
        return (("a recording is edited in the browser, and signed", self.use),)

    @override
    async def prepare(self) -> None:
        await super().prepare()
        await self.clear()
        self.session_id = await record_dish(self.house, NAME)

    @override
    async def clear(self) -> None:
        found = await self.home.action("hearthtech", "search_recipes", {"query": NAME})
        for recipe in found["recipes"]:
            if recipe["name"] == NAME:
                await self.home.action("hearthtech", "erase_recipe", {"recipe": recipe["id"]})
        told = await self.home.action("hearthtech", "get_recordings", {})
        for recording in told["recordings"]:
            if recording["name"] == NAME:
                data = {"recording": recording["id"], "confirm": True}
                await self.home.action("hearthtech", "erase_recording", data)

    async def use(self) -> None:
        """Move, rename, mark a human gate, undo, and sign."""
        path = f"/hearthtech/recordings/{self.session_id}"
        async with open_page(self.home, "/hearthtech/recordings", TABLET) as page:
            await page.locator("ht-recording-list").get_by_role("link", name=NAME).first.click()
            await self._edit(page)
        async with open_page(self.home, path, PHONE) as page:
            await self._gate_by_keys(page)
            await self._sign(page)
        told = await self.home.action("hearthtech", "get_recipe", {"recipe": NAME, "details": ["diary"]})
        steps = told["recipe"]["steps"]
        expect(told["recipe"]["author"] == "Ada", told["recipe"])
        expect(any(step["text"] == WORDS for step in steps), steps)
        gates = [
            step["goal"]["words"] for step in steps if step["goal"] and step["goal"]["kind"] == "HumanGate"
        ]
        expect(gates == [GATE], steps)
        expect([entry["session_id"] for entry in told["diary"]] == [self.session_id], told["diary"])

    async def _boil(self) -> dict[str, Any]:
        view = await self.home.command("hearthtech/recording", recording=self.session_id)
        return next(phase for phase in view["phases"] if phase["activity"] == "boil")

    async def _edit(self, page: Page) -> None:
        """Drag the end of the boil, give it words, split it and undo that."""
        before = await self._boil()
        await page.locator(f"ht-recording-page li[data-phase='{before['id']}'] .step").click()
        grip = page.locator("ht-recording-trace").get_by_role("slider", name="Ends")
        box = await grip.bounding_box()
        assert box is not None
        await page.mouse.move(box["x"] + 20, box["y"] + box["height"] / 2)
        await page.mouse.down()
        await page.mouse.move(box["x"] - 10, box["y"] + box["height"] / 2, steps=6)
        await page.mouse.up()
        boil = await until(self._boil, lambda phase: phase["stop"] < before["stop"], within_s=10)
        expect(boil["goal"]["seconds"] <= before["goal"]["seconds"], boil)
        panel = page.locator("ht-step-panel")
        await panel.get_by_label("Words of the step").fill(WORDS)
        await panel.get_by_label("Words of the step").blur()
        await until(self._boil, lambda phase: phase["text"] == WORDS, within_s=10)
        count = await page.locator("ht-recording-page li").count()
        await panel.get_by_role("button", name="Split", exact=True).click()
        await panel.get_by_role("button", name="Split here").click()
        await page.locator("ht-recording-page li").nth(count).wait_for()
        await page.locator("ht-recording-page").get_by_role("button", name="Undo").click()
        await page.locator("ht-recording-page li").nth(count).wait_for(state="detached")

    async def _gate_by_keys(self, page: Page) -> None:
        boil = await self._boil()
        button = page.locator(f"ht-recording-page li[data-phase='{boil['id']}'] .step")
        await button.focus()
        await page.keyboard.press("Enter")
        field = page.locator("ht-step-panel").get_by_label("Only a person can tell")
        await field.focus()
        await page.keyboard.type(GATE)
        await page.keyboard.press("Tab")
        await page.keyboard.press("Enter")
        await until(self._boil, lambda phase: phase["gate"] == GATE, within_s=10)

    async def _sign(self, page: Page) -> None:
        await page.locator("ht-recording-page").get_by_role("button", name="Sign", exact=True).click()
        sheet = page.locator("ht-sign-sheet")
        await sheet.get_by_label("Signed by").fill("Ada")
        await sheet.get_by_role("button", name="Sign and keep").click()
        await page.locator("ht-recording-page .signed").get_by_text("Signed by Ada").wait_for()
