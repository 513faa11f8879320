"""Rows of the editor are dragged, with a mouse and with a finger; keys are tested beside the drafts."""

from playwright.async_api import CDPSession, Locator, Page, expect

from .environment import BrowserEnvironment, in_environment
from .recipe_data import SHELF, kept

BREAD: dict[str, object] = {
    "name": "Rye Bread of the Mill",
    "recipeYield": "1 loaf",
    "recipeIngredient": ["500 g rye flour", "350 ml water", "10 g salt", "100 g sourdough"],
    "recipeInstructions": [
        {"@type": "HowToStep", "text": "Mix everything."},
        {"@type": "HowToStep", "text": "Wait for 12 hours."},
        {"@type": "HowToStep", "text": "Bake until dark."},
    ],
}


def rows(page: Page, which: str) -> Locator:
    return page.locator(f"ht-editor ht-recipe-form {which}.rows li")


async def texts(page: Page, which: str) -> list[str]:
    """The rows as they are shown, from top to bottom."""
    fields = page.locator(f"ht-editor ht-recipe-form {which}.rows li :is(input, textarea)")
    return list(await fields.evaluate_all("all => all.map(({ value }) => value)"))


async def middle(locator: Locator) -> tuple[float, float]:
    box = await locator.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


async def stable(locator: Locator) -> None:
    """Wait until an element no longer moves: what the kitchen understood arrives below the rows."""
    await locator.page.wait_for_load_state("networkidle")
    await locator.scroll_into_view_if_needed()


@in_environment
async def test_a_line_is_dragged_with_a_mouse_and_one_undo_puts_it_back(env: BrowserEnvironment) -> None:
    async with kept(env, BREAD) as (bread,), env.page(f"{SHELF}/{bread}/edit") as page:
        await expect(rows(page, "ul")).to_have_count(4)
        await expect(page.locator("ht-editor ht-recipe-form small").first).to_be_visible()
        grips = page.locator("ht-editor ht-recipe-form ul.rows .grip")
        await stable(grips.nth(1))
        before = await texts(page, "ul")
        x, y = await middle(grips.nth(0))
        _, target = await middle(rows(page, "ul").nth(2))
        await page.mouse.move(x, y)
        await page.mouse.down()
        await page.mouse.move(x, (y + target) / 2, steps=4)
        await page.mouse.move(x, target + 10, steps=4)
        await expect(page.locator("ht-editor ht-recipe-form li[data-dragged]")).to_have_count(1)
        assert await texts(page, "ul") == [before[1], before[2], before[0], before[3]]
        await page.mouse.up()
        await expect(page.locator("ht-editor ht-recipe-form li[data-dragged]")).to_have_count(0)
        assert await texts(page, "ul") == [before[1], before[2], before[0], before[3]]
        await expect(page.locator("ht-recipe-form [role=status]")).to_contain_text("Now in place 3 of 4")
        await page.get_by_role("button", name="Undo").click()
        await expect(page.get_by_role("button", name="Undo")).to_be_disabled()
        assert await texts(page, "ul") == before
        # Escape during a drag leaves everything as it was.
        await page.mouse.move(x, y)
        await page.mouse.down()
        await page.mouse.move(x, target + 10, steps=4)
        await page.keyboard.press("Escape")
        await page.mouse.up()
        assert await texts(page, "ul") == before
        await expect(page.get_by_role("button", name="Undo")).to_be_disabled()


async def touch(session: CDPSession, kind: str, *points: tuple[float, float]) -> None:
    await session.send(
        "Input.dispatchTouchEvent",
        {"type": kind, "touchPoints": [{"x": x, "y": y, "id": 1} for x, y in points]},
    )


@in_environment
async def test_a_step_is_dragged_with_a_finger_and_saved_in_its_new_place(env: BrowserEnvironment) -> None:
    async with (
        kept(env, BREAD) as (bread,),
        env.page(f"{SHELF}/{bread}/edit", width=390, height=844) as page,
    ):
        session = await page.context.new_cdp_session(page)
        await session.send("Emulation.setTouchEmulationEnabled", {"enabled": True, "maxTouchPoints": 1})
        await expect(rows(page, "ol")).to_have_count(3)
        await expect(page.locator("ht-editor ht-recipe-form small").first).to_be_visible()
        grips = page.locator("ht-editor ht-recipe-form ol.rows .grip")
        await stable(grips.nth(2))
        before = await texts(page, "ol")
        scrolled = await page.evaluate("() => window.scrollY")
        x, y = await middle(grips.nth(2))
        _, target = await middle(rows(page, "ol").nth(1))
        await touch(session, "touchStart", (x, y))
        for part in range(1, 9):
            await touch(session, "touchMove", (x, y + (target - 20 - y) * part / 8))
        await expect(page.locator("ht-editor ht-recipe-form li[data-dragged]")).to_have_count(1)
        # A finger on the grip does not scroll the page.
        assert await page.evaluate("() => window.scrollY") == scrolled
        await touch(session, "touchEnd")
        await expect(page.locator("ht-editor ht-recipe-form li[data-dragged]")).to_have_count(0)
        assert await texts(page, "ol") == [before[0], before[2], before[1]]
        await page.get_by_role("button", name="Save").click()
        await page.locator("ht-editor ht-sheet").get_by_role("button", name="Save").click()
        await expect(page.locator("ht-recipe-steps .text").nth(1)).to_contain_text("Bake until dark")
