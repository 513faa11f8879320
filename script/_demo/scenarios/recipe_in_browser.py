"""A recipe comes into the book in a browser: a refused link, its words, a correction, other amounts, a note, paper."""

from typing import Any, override

from playwright.async_api import Page

from _demo.checks import expect
from _demo.scenario import Check, Scenario
from _demo.screenshot import Variant, open_page

DESK = Variant(width=1280, height=800, dark=False, language="en")
NAME = "Demo plum cake"
WORDS = f"""{NAME}

Serves 8

Ingredients:
500 g plums
a glug of moonshine

Method:
Bake at 180 C for 45 minutes until brown."""
NOTE = "Best on the second day."


class RecipeInBrowser(Scenario):
    """A link to this machine is refused, as in every home; the words of the page are pasted instead."""

    name = "recipe"

    @override
    def checks(self) -> tuple[Check, ...]:
        return (("a recipe is imported, corrected, scaled, annotated and printed in the browser", self.use),)

    async def _kept(self) -> list[str]:
        found = await self.home.action("hearthtech", "search_recipes", {"query": NAME})
        return [hit["id"] for hit in found["recipes"] if hit["name"] == NAME]

    @override
    async def prepare(self) -> None:
        await super().prepare()
        await self.clear()

    @override
    async def clear(self) -> None:
        for recipe in await self._kept():
            await self.home.action("hearthtech", "erase_recipe", {"recipe": recipe})

    async def use(self) -> None:
        """Import, correct, scale, annotate and print."""
        async with open_page(self.home, f"/hearthtech/recipes/import?url={self.home.url}/api/", DESK) as page:
            await self._import(page)
            await self._scale(page)
            await self._annotate(page)
            await self._print(page)

    async def _import(self, page: Page) -> None:
        view = page.locator("ht-import")
        await view.get_by_role("button", name="Read it").click()
        await view.locator("ht-failure").get_by_text("That did not work", exact=False).wait_for()
        await view.get_by_role("link", name="Paste words").click()
        await view.get_by_label("The recipe, as you have it").fill(WORDS)
        await view.get_by_role("button", name="Read it").click()
        await view.locator(".unsure").first.wait_for()
        await view.get_by_role("textbox", name="Ingredient 2").fill("2 tbsp rum")
        await view.get_by_role("button", name="Keep it").click()
        await page.locator("ht-recipe-page h1").get_by_text(NAME).wait_for()
        expect(len(await self._kept()) == 1, await self._kept())

    async def _scale(self, page: Page) -> None:
        field = page.locator("ht-recipe-page .scale").get_by_label("servings")
        await field.fill("4")
        await field.press("Enter")
        await page.locator("ht-recipe-lines .text").get_by_text("250 g plums").wait_for()

    async def _annotate(self, page: Page) -> None:
        await page.locator("ht-recipe-steps").get_by_role("button").first.click()
        sheet = page.locator("ht-line-sheet")
        await sheet.get_by_label("Note in the margin").fill(NOTE)
        await sheet.get_by_role("button", name="Keep the note").click()
        await page.locator("ht-recipe-steps ht-notes").get_by_text(NOTE).wait_for()
        told: dict[str, Any] = await self.home.command("hearthtech/recipe", recipe=(await self._kept())[0])
        expect([note["words"] for note in told["notes"]] == [NOTE], told["notes"])

    async def _print(self, page: Page) -> None:
        await page.get_by_role("button", name="More about the recipe").click()
        async with page.context.expect_page() as opened:
            await page.locator("ht-actions-sheet").get_by_role("button", name="Print").click()
        paper = await opened.value
        await paper.locator("h1").get_by_text(NAME).wait_for()
        pdf = await paper.pdf()
        expect(pdf.startswith(b"%PDF"), len(pdf))
