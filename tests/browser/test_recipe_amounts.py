"""Changing the amounts of a recipe: what is repainted, and what moves."""

from typing import Any

from playwright.async_api import expect
import pytest

from .environment import BrowserEnvironment, in_environment
from .recipe_data import PLUM_CAKE, SHELF, kept, lines

WATCH = """() => {
    const find = (root, name) => { for (const one of root.querySelectorAll("*")) {
        if (one.localName === name) return one;
        const found = one.shadowRoot && find(one.shadowRoot, name); if (found) return found; } };
    const told = window.told = { frame: 0, answered: [], painted: [], shifts: [] };
    const count = () => { told.frame += 1; requestAnimationFrame(count); };
    requestAnimationFrame(count);
    const { connection } = document.querySelector("home-assistant").hass;
    const send = connection.sendMessagePromise.bind(connection);
    connection.sendMessagePromise = async message => {
        const answer = await send(message);
        if (message.type === "hearthtech/recipe/scaled") told.answered.push(told.frame);
        return answer;
    };
    new MutationObserver(() => told.painted.push(told.frame)).observe(
        find(document, "ht-recipe-lines").shadowRoot, { subtree: true, childList: true, characterData: true });
    // Also shifts soon after a press count, which a browser would forgive. Digits that are centered in their field may move.
    const fields = [];
    const collect = root => { for (const one of root.querySelectorAll("*")) {
        if (one.localName === "input" && one.getRootNode().host?.localName === "ht-scale-bar") fields.push(one);
        if (one.shadowRoot) collect(one.shadowRoot); } };
    collect(document);
    const inField = ({ currentRect: rect }) => fields.some(field => {
        const { left, right, top, bottom } = field.getBoundingClientRect();
        return rect.left >= left && rect.right <= right && rect.top >= top && rect.bottom <= bottom;
    });
    new PerformanceObserver(list => {
        for (const { sources } of list.getEntries()) for (const source of sources)
            if (!inField(source)) told.shifts.push([source.previousRect.toJSON(), source.currentRect.toJSON()]);
    }).observe({ type: "layout-shift" });
}"""
TWO_FRAMES = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))"


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 844)], ids=["desk", "phone"])
@in_environment
async def test_other_servings_are_painted_in_the_frame_of_the_answer_and_move_nothing(
    env: BrowserEnvironment, width: int, height: int
) -> None:
    async with (
        kept(env, PLUM_CAKE) as (cake,),
        env.page(f"{SHELF}/{cake}", width=width, height=height) as page,
    ):
        await expect(lines(page).nth(0)).to_have_text("500 g plums")
        await expect(page.locator("ht-past")).to_be_visible()
        await expect(page.locator("ht-nutrition")).to_contain_text("counted")
        await page.locator("ht-recipe-lines").evaluate("one => one.scrollIntoView()")
        await page.wait_for_load_state("networkidle")
        await page.evaluate(WATCH)
        scale = page.locator("ht-recipe-page .scale")
        field = scale.get_by_label("servings")
        for servings, plums in (("9", "560 g plums"), ("16", "1 kg plums"), ("4", "250 g plums")):
            await field.fill(servings)
            await field.press("Enter")
            await expect(lines(page).nth(0)).to_have_text(plums)
        await scale.get_by_role("button", name="As in the recipe").click()
        await expect(lines(page).nth(0)).to_have_text("500 g plums")
        await page.evaluate(TWO_FRAMES)
        told: dict[str, Any] = await page.evaluate("() => window.told")
        assert len(told["answered"]) == 4
        assert set(told["answered"]) <= set(told["painted"])
        assert told["shifts"] == []
