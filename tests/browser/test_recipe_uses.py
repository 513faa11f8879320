"""What is done with recipes beside reading them: narrowed by chips, planned, shopped for, traced, printed, exported."""

from datetime import UTC, datetime

from playwright.async_api import Page, expect

from .environment import BrowserEnvironment, Wire, in_environment, until
from .kitchen_data import clear_plan, clear_shopping
from .recipe_data import SHELF, SOUP, act, kept, only_samples, tiles

TOAST: dict[str, object] = {
    "name": "Toast of the morning",
    "recipeYield": "2 servings",
    "totalTime": "PT10M",
    "recipeIngredient": ["4 slices sourdough bread"],
    "recipeInstructions": "Toast the bread.",
}
ROAST: dict[str, object] = {
    "name": "Roast of the evening",
    "recipeYield": "4 servings",
    "totalTime": "PT3H",
    "recipeIngredient": ["1 kg beef", "2 onions", "1 glug of xyzzy"],
    "recipeInstructions": "Roast the beef.",
}


async def shows(page: Page, *, toast: bool, roast: bool) -> None:
    for recipe, there in ((TOAST, toast), (ROAST, roast)):
        await expect(tiles(page).filter(has_text=str(recipe["name"]))).to_have_count(int(there))


@in_environment
async def test_chips_and_filters_narrow_the_shelf(env: BrowserEnvironment) -> None:
    await only_samples(env)
    collection = await env.home.command("hearthtech/collection/make", name="Of Sundays")
    bread = await act(env, "add_to_pantry", name="sourdough bread", amount=10)
    try:
        async with kept(env, TOAST, ROAST) as (toast, roast), env.page(SHELF) as page:
            await env.home.command(
                "hearthtech/collection/put", collection=collection["id"], recipe=roast, add=True
            )
            await act(env, "log_cooking", recipe=toast)
            await shows(page, toast=True, roast=True)
            for name, narrowed in (
                ("Quick", {"toast": True, "roast": False}),
                ("All in the house", {"toast": True, "roast": False}),
                ("Not for a month", {"toast": False, "roast": True}),
                ("Of Sundays", {"toast": False, "roast": True}),
            ):
                chip = page.locator("ht-shelf").get_by_role("button", name=name, exact=True)
                await chip.click()
                await expect(chip).to_have_attribute("aria-pressed", "true")
                await shows(page, **narrowed)
                await chip.click()
                await shows(page, toast=True, roast=True)
            await page.get_by_role("button", name="Filters").click()
            sheet = page.locator("ht-filter-sheet")
            await sheet.get_by_label("With", exact=True).fill("beef")
            await page.keyboard.press("Enter")
            await page.keyboard.press("Escape")
            await shows(page, toast=False, roast=True)
    finally:
        await env.home.command("hearthtech/collection/remove", collection=collection["id"])
        await act(env, "remove_from_pantry", item=bread["item"]["id"])


@in_environment
async def test_a_recipe_is_planned_and_what_is_missing_is_listed(env: BrowserEnvironment) -> None:
    today = datetime.now(UTC).date()
    await clear_shopping(env)
    await clear_plan(env, today, 2)
    async with kept(env, ROAST) as (roast,), env.page(f"{SHELF}/{roast}") as page:
        await page.get_by_role("button", name="More about the recipe").click()
        sheet = page.locator("ht-actions-sheet")
        await sheet.get_by_role("button", name="Put what is missing on the shopping list").click()
        await expect(sheet).to_contain_text("What is missing is on the shopping list.")
        await sheet.get_by_role("button", name="Plan it").click()
        await sheet.get_by_label("Day").fill(str(today))
        await sheet.get_by_role("button", name="Breakfast").click()
        await sheet.get_by_role("button", name="Plan it").click()
        await expect(sheet).to_contain_text("Planned for")
        listed = await act(env, "get_shopping_list")
        assert any("beef" in item["name"] for item in listed["items"])
        planned = await act(env, "get_meals", start=str(today), days=1)
        assert [(meal["recipe_id"], meal["slot"]) for meal in planned["meals"]] == [(roast, "breakfast")]
    await clear_shopping(env)
    await clear_plan(env, today, 2)


@in_environment
async def test_the_label_says_how_sure_it_is_and_the_tree_what_came_from_what(
    env: BrowserEnvironment,
) -> None:
    async with kept(env, TOAST, ROAST) as (toast, roast), env.page(f"{SHELF}/{roast}") as page:
        await act(env, "set_descent", recipe=roast, parent=toast, person="Aunt Rosa", year=1961)
        label = page.locator("ht-nutrition")
        await expect(label).to_contain_text("2 of 3 ingredients counted")
        # Each figure has what it may be at least and at most.
        await expect(label.locator("td small").first).to_contain_text("–")
        await label.get_by_text("What was counted").click()
        await expect(label.locator("li").nth(2)).to_contain_text("not counted")
        tree = page.locator("ht-past section", has_text="Family tree")
        await expect(tree).to_contain_text("Aunt Rosa, 1961")
        await tree.get_by_role("link", name=str(TOAST["name"])).click()
        await expect(page.locator("ht-recipe-page h1")).to_have_text(str(TOAST["name"]))


@in_environment
async def test_the_book_is_printed_and_a_recipe_is_exported(env: BrowserEnvironment) -> None:
    await only_samples(env)
    async with env.page(SHELF) as page:
        await page.get_by_role("button", name="The book").click()
        async with page.context.expect_page() as opened:
            await page.locator("ht-book-sheet").get_by_role("button", name="Print as a book").click()
        paper = await opened.value
        await expect(paper.locator("h1, h2").filter(has_text="Grandma's Chicken Soup").first).to_be_visible()
        pdf = await paper.pdf()
        assert pdf.startswith(b"%PDF")
        # Each recipe is on a sheet of its own.
        assert pdf.count(b"/Type /Page\n") + pdf.count(b"/Type /Page ") >= 3
        await paper.close()
    async with env.page(f"{SHELF}/{SOUP}") as page:
        await page.get_by_role("button", name="More about the recipe").click()
        async with page.expect_download() as saving:
            await page.locator("ht-actions-sheet").get_by_role("button", name="Save as Cooklang").click()
        saved = await (await saving.value).path()
        assert "@chicken" in saved.read_text("utf-8")


@in_environment
async def test_a_step_gets_heat_and_a_temperature(env: BrowserEnvironment) -> None:
    async with kept(env, TOAST) as (toast,), env.page(f"{SHELF}/{toast}/edit") as page:
        form = page.locator("ht-editor ht-recipe-form")
        await form.locator("ol li").nth(0).locator(".facts ht-button").first.click()
        sheet = page.locator("ht-step-sheet")
        await sheet.get_by_role("button", name="A level", exact=True).click()
        await sheet.get_by_label("Level (%)").fill("60")
        await page.keyboard.press("Tab")
        await sheet.get_by_role("button", name="After a time").click()
        await sheet.get_by_label("Minutes").fill("4")
        await page.keyboard.press("Tab")
        await page.keyboard.press("Escape")
        await page.get_by_role("button", name="Save").click()
        await page.locator("ht-editor ht-sheet").get_by_role("button", name="Save").click()
        await expect(page.locator("ht-recipe-steps")).to_contain_text("stove at 60")

        async def stored() -> bool:
            told = await act(env, "get_recipe", recipe=toast)
            (step,) = told["recipe"]["steps"]
            return bool(step["heat"]["power"] == 0.6 and step["goal"]["seconds"] == 240)

        await until(stored, "the step has its heat and its time")


@in_environment
async def test_a_pressed_recipe_is_read_before_it_is_opened_and_again_after_a_change(
    env: BrowserEnvironment,
) -> None:
    wire = Wire()
    pressed = TOAST | {"name": "Toast that is pressed"}

    async def asked(count: int) -> bool:
        return len(wire.sent_of("hearthtech/recipe")) >= count

    async with kept(env, pressed) as (toast,), env.page(SHELF, before=wire.attach) as page:
        title = page.locator("ht-recipe-page h1")
        tile = tiles(page).filter(has_text="Toast that is pressed")
        await tile.hover()
        await page.mouse.down()
        await until(lambda: asked(1), "the recipe is read")
        await expect(title).to_have_count(0)
        await page.mouse.up()
        await expect(title).to_contain_text("Toast that is pressed")
        assert await asked(1)
        assert not await asked(2)
        await page.go_back()
        await tile.hover()
        await page.mouse.down()
        await until(lambda: asked(2), "the recipe is read again")
        before = len(wire.received)
        await act(env, "add_note", recipe=toast, part="recipe", words="Golden, not brown.", author="Ida")

        async def told() -> bool:
            return "note_" in str(wire.received[before:])

        await until(told, "the page hears of the change")
        await page.mouse.up()
        await expect(page.locator("ht-recipe-page ht-notes").first).to_contain_text("Golden, not brown.")
