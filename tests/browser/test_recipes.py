"""The recipes of the panel, used as a household uses them."""

from typing import Any

from playwright.async_api import Page, expect
import pytest

from .environment import BrowserEnvironment, Wire, in_environment, until
from .recipe_data import PLUM_CAKE, SHELF, SOUP, act, kept, lines, only_samples, tiles


@in_environment
async def test_the_shelf_is_searched_as_one_types_and_late_answers_never_win(
    env: BrowserEnvironment,
) -> None:
    await only_samples(env)
    wire = Wire()
    async with env.page(SHELF, before=wire.attach) as page:
        search = page.get_by_role("searchbox", name="Search recipes")
        await expect(tiles(page)).to_have_count(3)
        await search.press_sequentially("pudding", delay=5)
        await expect(tiles(page)).to_have_count(1)
        await expect(tiles(page)).to_contain_text("Semolina Pudding")

        async def last_words_are_asked() -> bool:
            asked = [message["text"] for message in wire.sent_of("hearthtech/recipes") if message["text"]]
            return asked[-1:] == ["pudding"]

        # While an answer is awaited, only the last words wait: not every key is a question.
        await until(last_words_are_asked, "the last words are asked for")
        await search.fill("soop")
        await expect(tiles(page)).to_contain_text("Grandma's Chicken Soup")
        await expect(page.locator("ht-shelf .count")).to_contain_text("spelling corrected")
        await search.fill("xqzvbn")
        await expect(page.locator("ht-shelf .count")).to_contain_text("Nothing found")
        await page.get_by_role("button", name="Clear filters").click()
        await expect(tiles(page)).to_have_count(3)
        await page.get_by_role("button", name="Filters").click()
        sheet = page.locator("ht-filter-sheet")
        await sheet.get_by_label("Without", exact=True).fill("chicken")
        await page.keyboard.press("Enter")
        await page.keyboard.press("Escape")
        await expect(tiles(page)).to_have_count(2)
        await expect(page.get_by_role("button", name="Filters: 1")).to_be_visible()


def shelf_of(count: int) -> Any:
    """Answers of a server whose book has many recipes: to import them would take minutes."""

    def answer(message: dict[str, Any]) -> dict[str, Any] | None:
        if message.get("type") != "hearthtech/recipes":
            return None
        at = range(message["offset"], min(message["offset"] + message["limit"], count))
        usual = {"version": 1, "total_time_s": 600, "cover": None, "stars": None, "last_cooked_at": None}
        items = [{"id": f"dish-{n}", "name": f"Dish {n:04}", "corrected": False, **usual} for n in at]
        part = {"total": count, "more": False, "offset": message["offset"], "items": items}
        return {"id": message["id"], "type": "result", "success": True, "result": part}

    return answer


@pytest.mark.parametrize("count", [300, 3000])
@in_environment
async def test_back_returns_to_the_same_pixel_and_focus(env: BrowserEnvironment, count: int) -> None:
    wire = Wire()
    wire.answers = shelf_of(count)
    page_of_recipe = "This recipe is not in the book"
    async with env.page(SHELF, before=wire.attach) as page:
        await expect(page.locator("ht-shelf .count")).to_have_text(f"{count:,} recipes")
        for place in (0.3, 0.9, 0.6):
            await page.evaluate(f"() => window.scrollTo(0, document.body.scrollHeight * {place})")
            await until(lambda: _is(page, IN_VIEW, True), "the tiles in view are there")
            assert await page.evaluate(NODES) <= 3000
        name = str(await page.evaluate(NAME_IN_VIEW))
        link = tiles(page).filter(has_text=name)
        before = await page.evaluate("() => window.scrollY")
        await link.click()
        await expect(page.locator("ht-recipe-page")).to_contain_text(page_of_recipe)
        await page.go_back()
        await until(lambda: _is(page, "() => window.scrollY", before), "the same pixel")
        await expect(link).to_be_focused()
        # A reload of the recipe's page forgets nothing either.
        await link.click()
        await expect(page.locator("ht-recipe-page")).to_contain_text(page_of_recipe)
        await page.reload()
        await expect(page.locator("ht-recipe-page")).to_contain_text(page_of_recipe)
        await page.go_back()
        await until(lambda: _is(page, "() => window.scrollY", before), "the same pixel after a reload")
        await expect(link).to_be_focused()


SHELF_ELEMENT = """const find = (root, name) => { for (const one of root.querySelectorAll("*")) {
    if (one.localName === name) return one;
    const found = one.shadowRoot && find(one.shadowRoot, name); if (found) return found; } };
  const links = () => [...find(document, "ht-shelf").shadowRoot.querySelectorAll("ht-recipe-tile")]
    .filter(tile => { const { top, bottom } = tile.getBoundingClientRect(); return top > 150 && bottom < innerHeight; })
    .map(tile => tile.shadowRoot.querySelector("a"));"""
IN_VIEW = (
    f"() => {{ {SHELF_ELEMENT} const shown = links(); return shown.length > 0 && shown.every(Boolean); }}"
)
NAME_IN_VIEW = f"() => {{ {SHELF_ELEMENT} return links()[0].querySelector('.name').textContent; }}"
NODES = """() => {
    let count = 0;
    const walk = root => { for (const one of root.querySelectorAll("*")) { count += 1; if (one.shadowRoot) walk(one.shadowRoot); } };
    walk(document.querySelector("home-assistant").shadowRoot);
    return count;
}"""


async def _is(page: Page, script: str, wanted: object) -> bool:
    return bool(await page.evaluate(script) == wanted)


@in_environment
async def test_a_recipe_for_other_amounts_and_units(env: BrowserEnvironment) -> None:
    async with kept(env, PLUM_CAKE) as (cake,), env.page(f"{SHELF}/{cake}") as page:
        await expect(page.locator("ht-recipe-page h1")).to_have_text("Plum Cake of Aunt Klara")
        await expect(lines(page).nth(0)).to_have_text("500 g plums")
        scale = page.locator("ht-recipe-page .scale")
        await scale.get_by_label("servings").fill("16")
        await page.keyboard.press("Enter")
        await expect(lines(page).nth(1)).to_contain_text("400 g flour")
        await expect(lines(page).nth(2)).to_contain_text("6 eggs")
        await expect(lines(page).nth(4)).to_contain_text("stays as it is")
        # Where the text of a step can't follow, it says what it would be, and that time and tin are for less.
        step = page.locator("ht-recipe-steps li").nth(0)
        await expect(step.locator("mark")).to_have_text("120 ml")
        await expect(step.locator("ins")).to_contain_text("240 ml")
        await expect(page.locator("ht-recipe-steps li").nth(1)).to_contain_text("The tin is for the amounts")
        # "The 700 g of plums I have."
        await page.get_by_role("button", name="More about 1").first.click()
        sheet = page.locator("ht-line-sheet")
        await sheet.get_by_label("What you have of it").fill("700 g")
        await sheet.get_by_role("button", name="Scale").click()
        await expect(lines(page).nth(0)).to_contain_text("700 g plums")
        await expect(lines(page).nth(1)).to_contain_text("280 g flour")
        # "My 20 cm tin": a little more than half of the area.
        await page.get_by_role("button", name="For another tin").click()
        await page.locator("ht-tin-sheet").get_by_label("Your tin").fill("20")
        await page.locator("ht-tin-sheet").get_by_role("button", name="Scale").click()
        await expect(lines(page).nth(0)).to_contain_text("295 g plums")
        await page.get_by_role("button", name="As in the recipe").click()
        await page.get_by_role("button", name="Cups and ounces").click()
        await expect(lines(page).nth(0)).to_contain_text("lb plums")
        await expect(page.locator("ht-recipe-steps li").nth(1)).to_contain_text("10-inch")
        await page.reload()
        await expect(lines(page).nth(0)).to_contain_text("lb plums")
        await page.get_by_role("button", name="g and ml").click()
        await expect(lines(page).nth(0)).to_have_text("500 g plums")


@in_environment
async def test_notes_stand_on_their_line_and_a_long_press_makes_one(env: BrowserEnvironment) -> None:
    async with kept(env, PLUM_CAKE) as (cake,), env.page(f"{SHELF}/{cake}") as page:
        step = page.locator("ht-recipe-steps li").nth(1)
        await expect(step).to_be_visible()
        await step.locator(".text").click(delay=700)
        sheet = page.locator("ht-line-sheet")
        await expect(sheet.locator("blockquote")).to_contain_text("26 cm tin")
        await sheet.get_by_label("Note in the margin").fill("My oven takes <b>50</b> minutes.")
        await sheet.get_by_role("button", name="Keep the note").click()
        await expect(step.locator("ht-notes")).to_contain_text("My oven takes <b>50</b> minutes.")
        await expect(step.locator("ht-notes small")).to_contain_text("Cook")
        # A short press is no long one.
        await step.locator(".text").click()
        await expect(sheet.locator("dialog")).to_be_hidden()
        await step.get_by_role("button", name="Remove this note").click()
        await expect(step.locator("ht-notes")).to_have_count(0)
        await page.get_by_role("button", name="Undo").click()
        await expect(step.locator("ht-notes")).to_contain_text("My oven takes")


@in_environment
async def test_verdicts_say_whom_it_harms_and_why(env: BrowserEnvironment) -> None:
    await env.remove_everybody()
    people = []
    for name, allergens in (("Anna", {"severe_allergens": ["eggs"]}), ("Ben", {"mild_allergens": ["fish"]})):
        people.append(await env.add_person(name, **allergens))
    try:
        async with kept(env, PLUM_CAKE) as (cake,), env.page(f"{SHELF}/{cake}") as page:
            verdicts = page.locator("ht-verdicts button")
            await expect(verdicts).to_have_count(2)
            anna = verdicts.filter(has_text="Anna")
            await expect(anna).to_have_attribute("data-tone", "bad")
            await expect(anna).to_contain_text("contains eggs")
            await expect(verdicts.filter(has_text="Ben")).to_have_attribute("data-tone", "good")
            await expect(lines(page).nth(2)).to_contain_text("Not for Anna")
            await anna.click()
            await expect(page.locator("ht-verdicts ht-sheet")).to_contain_text("3 eggs")
            await page.keyboard.press("Escape")
            await page.get_by_role("button", name="More about 3 eggs").click()
            sheet = page.locator("ht-line-sheet")
            await sheet.get_by_role("button", name="What can replace it?").click()
            await expect(sheet).to_contain_text("Checked for Anna, Ben")
            await page.keyboard.press("Escape")
            await page.goto(f"{env.home.url}{SHELF}")
            await page.get_by_role("button", name="Fits Anna").click()
            await expect(tiles(page).filter(has_text="Plum Cake")).to_have_count(0)
            await page.get_by_role("button", name="Fits Anna").click()
            await expect(tiles(page).filter(has_text="Plum Cake")).to_have_count(1)
    finally:
        for person in people:
            await env.remove_person(person)


@in_environment
async def test_the_past_of_a_recipe_is_opened_as_it_was_cooked(env: BrowserEnvironment) -> None:
    async with kept(env, PLUM_CAKE) as (cake,):
        await act(env, "log_cooking", recipe=cake, words="For Lena's birthday")
        await act(
            env, "edit_recipe", recipe=cake, reason="less sweet", ingredients=["600 g plums", "200 g flour"]
        )
        async with env.page(f"{SHELF}/{cake}") as page:
            past = page.locator("ht-past")
            await expect(past).to_contain_text("less sweet")
            await past.get_by_role("button", name="What changed").click()
            await expect(past.locator("ht-difference")).to_contain_text("600 g plums")
            await expect(past.locator("ht-difference del").first).to_contain_text("500 g plums")
            await past.locator("section", has_text="Diary").get_by_role("link").first.click()
            await expect(page.locator("ht-recipe-page .old")).to_contain_text(
                "Version 1, as it was cooked on"
            )
            await expect(lines(page).nth(0)).to_have_text("500 g plums")
            await page.get_by_role("button", name="Today’s version").click()
            await expect(lines(page).nth(0)).to_have_text("600 g plums")


WORDS = """Plum Cake of Aunt Klara

Ingredients:
500 g plums
a glug of moonshine

Method:
Bake at 180 C for 45 minutes until brown."""


@in_environment
async def test_pasted_words_are_looked_at_corrected_kept_and_undone(env: BrowserEnvironment) -> None:
    await only_samples(env)
    async with env.page(SHELF) as page:
        # At most four taps and a paste: add, paste, read, keep.
        await page.get_by_role("button", name="Add a recipe").click()
        await page.locator("ht-add-sheet").get_by_role("button", name="Paste words").click()
        await page.get_by_label("The recipe, as you have it").fill(WORDS)
        await page.get_by_role("button", name="Read it").click()
        form = page.locator("ht-import ht-recipe-form")
        await expect(form.get_by_label("Name")).to_have_value("Plum Cake of Aunt Klara")
        await expect(form.locator("li", has_text="Plums, raw")).to_be_visible()
        await expect(form.locator(".unsure")).to_contain_text("not understood")
        await expect(form.locator(".guess")).to_have_count(3)
        oven = form.locator(".guess", has_text="Oven")
        await oven.get_by_role("button", name="It is right").click()
        await expect(form.locator(".guess")).to_have_count(2)
        await form.get_by_role("textbox", name="Ingredient 2").fill("2 tbsp rum")
        await page.get_by_role("button", name="Keep it").click()
        await expect(page.locator("ht-recipe-page h1")).to_have_text("Plum Cake of Aunt Klara")
        await expect(lines(page).nth(1)).to_contain_text("rum")
        # The words as they came stand beside it.
        await page.get_by_role("button", name="Original").click()
        await expect(page.locator("ht-original pre")).to_contain_text("a glug of moonshine")
        await page.get_by_role("button", name="Undo").click()
        await expect(tiles(page)).to_have_count(3)


@in_environment
async def test_a_draft_survives_and_the_second_editor_sees_the_first(env: BrowserEnvironment) -> None:
    async with kept(env, PLUM_CAKE) as (cake,), env.page(f"{SHELF}/{cake}/edit") as page:
        form = page.locator("ht-editor ht-recipe-form")
        await form.get_by_label("Story").fill("She never wrote it down. <b>Never.</b>")
        await form.get_by_label("Name").focus()
        await expect(page.locator("ht-editor pre")).to_contain_text("She never wrote it down")
        # Lines move by keys, and a live region says where to.
        grip = form.get_by_role("button", name="Move: Ingredient 1", exact=True)
        await grip.focus()
        await page.keyboard.press("ArrowDown")
        await expect(form.get_by_role("status")).to_contain_text("Now in place 2 of 5")
        await expect(form.get_by_role("textbox", name="Ingredient 1")).to_have_value("200 g flour")
        await page.get_by_role("button", name="Undo").click()
        await expect(form.get_by_role("textbox", name="Ingredient 1")).to_have_value("500 g plums")
        await page.get_by_role("button", name="Redo").click()
        await page.reload()
        await expect(page.locator("ht-editor")).to_contain_text("This is what you had not saved.")
        await expect(form.get_by_label("Story")).to_have_value("She never wrote it down. <b>Never.</b>")
        await expect(form.get_by_role("textbox", name="Ingredient 1")).to_have_value("200 g flour")
        # A step gets a goal that only a person can confirm.
        await form.locator("ol li").nth(1).locator(".facts ht-button").first.click()
        sheet = page.locator("ht-step-sheet")
        await sheet.get_by_role("button", name="Only a person can tell").click()
        await sheet.get_by_label("Until …").fill("until Klara nods")
        await page.keyboard.press("Tab")
        await page.keyboard.press("Escape")
        # What only one of two edits changes is merged; both have written the story.
        await act(env, "edit_recipe", recipe=cake, name="Plum Cake of Uncle Fritz", story="He wrote it down.")
        await page.get_by_role("button", name="Save").click()
        await page.get_by_label("Reason").fill("as Klara says")
        await page.locator("ht-editor ht-sheet").get_by_role("button", name="Save").click()
        conflict = page.locator("ht-editor .conflict")
        await expect(conflict).to_contain_text("Plum Cake of Uncle Fritz")
        await conflict.get_by_role("button", name="Save mine as the next version").click()
        await expect(page.locator("ht-recipe-page h1")).to_have_text("Plum Cake of Aunt Klara")
        await expect(lines(page).nth(0)).to_contain_text("200 g flour")
        await expect(page.locator("ht-recipe-steps")).to_contain_text("until Klara nods")
        await expect(page.locator("ht-recipe-page .story")).to_contain_text("<b>Never.</b>")


@in_environment
async def test_favorites_and_saved_searches_are_on_the_shelf(env: BrowserEnvironment) -> None:
    await only_samples(env)
    async with env.page(f"{SHELF}/{SOUP}") as page:
        heart = page.get_by_role("button", name="Favorites")
        await heart.click()
        await expect(heart).to_have_attribute("aria-pressed", "true")
        await page.get_by_role("link", name="Recipes").click()
        await page.get_by_role("button", name="Favorites").click()
        await expect(tiles(page)).to_have_count(1)
        await page.get_by_role("button", name="Favorites").click()
        await page.get_by_role("searchbox").fill("pudding")
        await expect(tiles(page)).to_have_count(1)
        await page.get_by_role("button", name="The book").click()
        sheet = page.locator("ht-book-sheet")
        await sheet.get_by_label("Keep this search").fill("Something sweet")
        await sheet.get_by_role("button", name="Keep this search").click()
        await page.get_by_role("searchbox").fill("")
        await page.get_by_role("button", name="Something sweet").click()
        await expect(tiles(page)).to_have_count(1)
        await expect(tiles(page)).to_contain_text("Pudding")
    for one in await env.home.command("hearthtech/collections"):
        if one["search"]:
            await env.home.command("hearthtech/collection/remove", collection=one["id"])
    await env.home.command("hearthtech/collection/put", collection="favorites", recipe=SOUP, add=False)


@in_environment
async def test_the_print_page_obeys_its_own_policy(env: BrowserEnvironment) -> None:
    async with env.page(f"{SHELF}/{SOUP}") as page:
        await page.get_by_role("button", name="More about the recipe").click()
        async with page.context.expect_page() as opened:
            await page.locator("ht-actions-sheet").get_by_role("button", name="Print").click()
        paper = await opened.value
        await expect(paper.locator("h1")).to_have_text("Grandma's Chicken Soup")
        await expect(paper.get_by_role("button", name="Print, or save as PDF")).to_be_visible()
        assert await paper.locator("h1").evaluate("one => getComputedStyle(one).fontSize") != "16px"


PLANTED = [
    opening.format(act)
    for opening in (
        "<script>{0}</script>", "<img src=x onerror={0}>", "<svg onload={0}>", "<iframe srcdoc='<script>{0}</script>'>",
        "<a href=javascript:{0}>x</a>", "\"><script>{0}</script>", "</style><script>{0}</script>", "${{{0}}}",
        "<details open ontoggle={0}>", "<math><mi xlink:href=javascript:{0}>",
    )
    for act in ("window.planted=1", "top.planted=1", "parent.planted=1", "self.planted=1")
]  # fmt: skip


@in_environment
async def test_planted_script_and_markup_stay_text_in_every_field(env: BrowserEnvironment) -> None:
    first = PLANTED[0]
    document = {
        "id": "",
        "name": f"Planted {first}",
        "description": PLANTED[1],
        "story": " ".join(PLANTED),
        "author": PLANTED[2],
        "yields": {"amount": 2, "unit": PLANTED[3]},
        "equipment": PLANTED[:5],
        "keywords": PLANTED[5:10],
        "notes": PLANTED[:3],
        "ingredients": [{"text": one, "section": one} for one in PLANTED],
        "steps": [{"text": one, "section": one, "goal": {"type": "human", "words": one}} for one in PLANTED],
    }
    made = (await env.home.command("hearthtech/recipe/save", document=document))["recipe"]
    await act(env, "add_note", recipe=made["id"], words=first, author=PLANTED[1])
    await act(env, "log_cooking", recipe=made["id"], words=first, person=PLANTED[1])
    await act(env, "rate_recipe", recipe=made["id"], stars=3, words=first, person=PLANTED[2])
    collection = await env.home.command("hearthtech/collection/make", name=first[:80])
    await act(env, "edit_recipe", recipe=made["id"], reason=PLANTED[4], author=PLANTED[6])
    try:
        async with env.page(f"{SHELF}/{made['id']}") as page:
            await expect(page.locator("ht-recipe-page h1")).to_have_text(f"Planted {first}")
            await expect(lines(page)).to_have_count(len(PLANTED))
            for at in (0, 7, len(PLANTED) - 1):
                await expect(lines(page).nth(at)).to_contain_text(PLANTED[at])
                await expect(page.locator("ht-recipe-steps .text").nth(at)).to_contain_text(PLANTED[at])
            await expect(page.locator("ht-past")).to_contain_text(PLANTED[4])
            await page.locator("ht-past").get_by_role("button", name="What changed").click()
            await expect(page.locator("ht-difference")).to_contain_text(PLANTED[6])
            for path, shown in ((f"{SHELF}/{made['id']}/edit", "ht-editor pre"), (SHELF, "ht-shelf .count")):
                await page.goto(env.home.url + path)
                await expect(page.locator(shown)).to_be_visible()
                foreign = await page.locator("hearthtech-panel-content").evaluate(
                    """panel => { let found = 0;
                        const walk = root => { for (const one of root.querySelectorAll("*")) {
                            if (one.matches("script, iframe, math, object, [onload], [onerror], [ontoggle]")) found += 1;
                            if (one.shadowRoot) walk(one.shadowRoot); } };
                        walk(panel.shadowRoot); return found; }"""
                )
                assert foreign == 0
                assert await page.evaluate("() => window.planted") is None
    finally:
        await act(env, "erase_recipe", recipe=made["id"])
        await env.home.command("hearthtech/collection/remove", collection=collection["id"])
