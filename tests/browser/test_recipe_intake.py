"""How recipes come into the book: into an empty one, and from another app."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from io import BytesIO
import json
import zipfile

from PIL import Image
from playwright.async_api import expect
import pytest

from .environment import BrowserEnvironment, Wire, in_environment
from .recipe_data import SHELF, act, only_samples, tiles

WORDS = """Cucumber Salad

Ingredients:
1 cucumber
2 tbsp vinegar

Method:
Slice the cucumber and pour the vinegar over it."""


async def ids(env: BrowserEnvironment) -> set[str]:
    told = await env.home.command("hearthtech/recipes", text="", offset=0, limit=60)
    return {item["id"] for item in told["items"]}


@asynccontextmanager
async def empty_book(env: BrowserEnvironment) -> AsyncIterator[None]:
    """A book without recipes; at the end it has those again that it had, and no others."""
    before = await ids(env)
    for recipe in before:
        await act(env, "erase_recipe", recipe=recipe)
    try:
        yield
    finally:
        now = await ids(env)
        for recipe in now - before:
            await act(env, "erase_recipe", recipe=recipe)
        for recipe in before - now:
            await act(env, "bring_back_recipe", recipe=recipe)


@in_environment
async def test_an_empty_book_has_samples_that_leave_with_one_tap_and_takes_the_first_recipe(
    env: BrowserEnvironment,
) -> None:
    async with empty_book(env), env.page(SHELF, width=390, height=844) as page:
        empty = page.locator("ht-shelf ht-empty-state")
        await expect(empty).to_contain_text("Your recipe book is empty")
        # There is nothing to filter, and its buttons have icons of the usual size.
        await expect(page.locator("ht-shelf ht-chip")).to_have_count(0)
        box = await empty.locator("ht-button ht-icon").first.bounding_box()
        assert box is not None
        assert box["width"] == 24
        for way in ("From a link", "Paste words", "Photo or scan", "File or archive", "Show me samples"):
            await expect(empty.get_by_role("button", name=way)).to_be_visible()
        await empty.get_by_role("button", name="Show me samples").click()
        await expect(tiles(page)).to_have_count(3)
        await expect(empty).to_have_count(0)
        # Only samples that nobody has used are said to be samples, and leave; all come back by Undo.
        untouched = (await env.home.command("hearthtech/samples"))["recipes"]
        assert untouched
        samples = page.locator("ht-shelf ht-samples")
        for sample in untouched:
            await expect(samples).to_contain_text(sample["name"])
        await samples.get_by_role("button", name="Remove the samples").click()
        await expect(tiles(page)).to_have_count(3 - len(untouched))
        await expect(samples.get_by_role("button", name="Remove the samples")).to_have_count(0)
        await page.get_by_role("button", name="Undo").click()
        await expect(tiles(page)).to_have_count(3)
        for recipe in await ids(env):
            await act(env, "erase_recipe", recipe=recipe)
        # Three taps and a paste.
        await empty.get_by_role("button", name="Paste words").click()
        await page.get_by_label("The recipe, as you have it").fill(WORDS)
        await page.get_by_role("button", name="Read it").click()
        await page.get_by_role("button", name="Keep it").click()
        await expect(page.locator("ht-recipe-page h1")).to_have_text("Cucumber Salad")


LINK = "https://example.org/recipes/plum-cake?id=3&lang=de"


@pytest.mark.parametrize(
    "query",
    [
        pytest.param("url=https%3A%2F%2Fexample.org%2Frecipes%2Fplum-cake%3Fid%3D3%26lang%3Dde", id="link"),
        pytest.param(
            "title=Plum%20cake&text=Look%3A%20https%3A%2F%2Fexample.org%2Frecipes%2Fplum-cake%3Fid%3D3%26lang%3Dde.",
            id="words with a link",
        ),
    ],
)
@in_environment
async def test_a_link_that_another_app_shares_opens_the_import_and_waits_for_a_tap(
    env: BrowserEnvironment, query: str
) -> None:
    wire = Wire()
    refusal = {"code": "refused", "message": "The page cannot be reached"}
    wire.answers = lambda message: (
        {"id": message["id"], "type": "result", "success": False, "error": refusal}
        if message.get("type") == "hearthtech/import/read"
        else None
    )
    async with env.page(f"{SHELF}/import?{query}", before=wire.attach) as page:
        address = page.get_by_label("Address of the page")
        await expect(address).to_have_value(LINK)
        assert wire.sent_of("hearthtech/import/read") == []
        await page.get_by_role("button", name="Read it").click()
        await expect(page.locator("ht-import ht-failure")).to_contain_text("not")
        assert [message["url"] for message in wire.sent_of("hearthtech/import/read")] == [LINK]


@in_environment
async def test_a_shared_address_reaches_neither_this_house_nor_the_page_as_script(
    env: BrowserEnvironment,
) -> None:
    async with env.page(f"{SHELF}/import?url=javascript%3Awindow.planted%3D1") as page:
        address = page.locator("ht-import input#url")
        await expect(address).to_have_value("")
        inside = env.home.url.replace("127.0.0.1", "localhost")
        await page.goto(f"{env.home.url}{SHELF}/import?url={inside}/api/config")
        await expect(address).to_have_value(f"{inside}/api/config")
        await page.get_by_role("button", name="Read it").click()
        await expect(page.locator("ht-import ht-failure")).not_to_have_text("")
        await expect(page.locator("ht-import ht-recipe-form")).to_have_count(0)
        assert await page.evaluate("() => window.planted") is None


def photo(width: int, height: int, color: tuple[int, int, int]) -> bytes:
    """A small JPEG."""
    file = BytesIO()
    Image.new("RGB", (width, height), color).save(file, "JPEG")
    return file.getvalue()


@in_environment
async def test_a_photo_stays_the_original_beside_what_was_typed_from_it(env: BrowserEnvironment) -> None:
    await only_samples(env)
    card = photo(900, 1200, (240, 230, 200))
    async with env.page(f"{SHELF}/import/photo", width=390, height=844) as page:
        await page.locator("ht-import input[type=file]").set_input_files(
            {"name": "card.jpg", "mimeType": "image/jpeg", "buffer": card}
        )
        # No language model may read pictures here, so the words are typed beside the photo.
        scan = page.locator("ht-import .beside img")
        await expect(scan).to_be_visible()
        assert await scan.evaluate("async image => { await image.decode(); return image.naturalWidth; }") > 0
        await page.get_by_label("What stands there").fill(WORDS)
        await page.get_by_role("button", name="Read it").click()
        await expect(page.locator("ht-import ht-recipe-form").get_by_label("Name")).to_have_value(
            "Cucumber Salad"
        )
        await page.get_by_role("button", name="Keep it").click()
        await expect(page.locator("ht-recipe-page h1")).to_have_text("Cucumber Salad")
        await page.get_by_role("button", name="Original").click()
        shown = page.locator("ht-original img")
        await expect(shown).to_be_visible()
        assert await shown.evaluate("async image => { await image.decode(); return image.naturalWidth; }") > 0
        # A reload of the page still has the photo: it is in the book, not in the browser.
        await page.reload()
        await page.get_by_role("button", name="Original").click()
        await expect(shown).to_be_visible()
    await only_samples(env)


def archive(count: int) -> bytes:
    """An archive of Cooklang files with a picture for the first one."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        for number in range(count):
            words = f">> title: Stew {number:03}\n>> servings: 4\nSimmer the @beans{{{100 + number}%g}} for ~{{20%minutes}}.\n"
            packed.writestr(f"Stew {number:03}.cook", words)
        packed.writestr("Stew 000.jpg", photo(400, 300, (180, 60, 30)))
    return file.getvalue()


@in_environment
async def test_an_archive_shows_progress_leaves_out_what_is_unchecked_and_has_one_undo(
    env: BrowserEnvironment,
) -> None:
    await only_samples(env)
    count = 120
    async with env.page(f"{SHELF}/import/file") as page:
        await expect(page.locator("ht-import")).to_be_visible()
        # Every stage that the page shows is written down, because some are short.
        await page.evaluate(
            """() => {
                const find = (root, name) => { for (const one of root.querySelectorAll("*")) {
                    if (one.localName === name) return one;
                    const found = one.shadowRoot && find(one.shadowRoot, name); if (found) return found; } };
                const { shadowRoot } = find(document, "ht-import");
                window.stages = [];
                new MutationObserver(() => {
                    const words = shadowRoot.querySelector(".busy p")?.textContent.trim().replace(/\\s+/g, " ");
                    if (words && window.stages.at(-1) !== words) window.stages.push(words);
                }).observe(shadowRoot, { subtree: true, childList: true, characterData: true });
            }"""
        )
        await page.locator("ht-import input[type=file]").set_input_files(
            {"name": "stews.zip", "mimeType": "application/zip", "buffer": archive(count)}
        )
        rows = page.locator("ht-import ul.many li")
        await expect(rows).to_have_count(count)
        await rows.filter(has_text="Stew 003").get_by_role("checkbox").uncheck()
        await page.get_by_role("button", name=f"Keep {count - 1}").click()
        await expect(page.locator("ht-shelf .count")).to_have_text(f"{count + 2} recipes")
        stages: list[str] = await page.evaluate("() => window.stages")
        assert any(f"/ {count - 1}" in stage for stage in stages), stages
        await page.get_by_role("searchbox").fill("Stew 003")
        await expect(tiles(page).filter(has_text="Stew 003")).to_have_count(0)
        await page.get_by_role("searchbox").fill("")
        # One Undo takes all of them back.
        await page.get_by_role("button", name="Undo").click()
        await expect(page.locator("ht-shelf .count")).to_have_text("3 recipes")
    assert len(await ids(env)) == 3


@in_environment
async def test_one_of_several_pictures_of_a_page_is_chosen(env: BrowserEnvironment) -> None:
    await only_samples(env)
    colors = ((200, 30, 30), (30, 160, 30), (30, 30, 200))
    wire = Wire()
    async with env.page(f"{SHELF}/import/file", before=wire.attach) as page:
        file = BytesIO()
        with zipfile.ZipFile(file, "w") as packed:
            recipe = {
                "@context": "https://schema.org", "@type": "Recipe", "name": "Picture Pie", "recipeIngredient": ["1 egg"],
                "recipeInstructions": "Bake it.", "image": [f"{at}.jpg" for at in range(len(colors))],
            }  # fmt: skip
            packed.writestr("pie.json", json.dumps(recipe))
            for at, color in enumerate(colors):
                packed.writestr(f"{at}.jpg", photo(400, 300, color))
        await page.locator("ht-import input[type=file]").set_input_files(
            {"name": "pie.zip", "mimeType": "application/zip", "buffer": file.getvalue()}
        )
        choices = page.locator("ht-import .pictures button")
        await expect(choices).to_have_count(len(colors))
        await expect(choices.nth(0)).to_have_attribute("aria-pressed", "true")
        await choices.nth(0).click()
        await choices.nth(2).click()
        await page.get_by_role("button", name="Keep it").click()
        await expect(page.locator("ht-recipe-page h1")).to_have_text("Picture Pie")
        (message,) = wire.sent_of("hearthtech/import/keep")
        assert len(message["pictures"]) == 1
        cover = page.locator("ht-recipe-page ht-picture img")
        await expect(cover).to_be_visible()
        blue = await cover.evaluate(
            """async image => {
                await image.decode();
                const canvas = Object.assign(document.createElement("canvas"), { width: 1, height: 1 });
                const context = canvas.getContext("2d");
                context.drawImage(image, 0, 0, 1, 1);
                return [...context.getImageData(0, 0, 1, 1).data];
            }"""
        )
        assert blue[2] > 150 > blue[0]
    await only_samples(env)
