"""Dark mode stays dark where there are bright pictures."""

from PIL import Image
from playwright.async_api import Page, expect

from .environment import BrowserEnvironment, in_environment
from .recipe_data import SHELF, act
from .test_cook import DIALOG, address, cooking, light_share, recipe

SNOW = {
    "name": "Snow pudding",
    "yield": "2 servings",
    "ingredients": ["1 l milk"],
    "steps": ["Stir the milk.", "Serve."],
}
WHITE_SHARE = 0.1
"""The picture must cover more of the screen than may be bright."""


async def white_picture(env: BrowserEnvironment) -> str:
    """Return the id of a recipe whose picture is all white."""
    made = await recipe(env, SNOW)
    path = env.home.folder / "www" / "snow.png"
    path.parent.mkdir(exist_ok=True)
    Image.new("RGB", (1200, 1200), "#ffffff").save(path)
    await act(env, "add_picture", recipe=made, path=str(path), caption="Snow")
    return made


async def color_in(page: Page, picture: str) -> int:
    """Return the lightness (0 to 255) of the pixel in the middle of a picture, as it is on the screen."""
    image = page.locator(picture).first
    await expect(image).to_be_visible()
    await image.evaluate("image => image.decode()")
    shown = await image.screenshot(animations="disabled")
    pixel: int = await page.evaluate(
        """async (bytes) => {
            const bitmap = await createImageBitmap(new Blob([new Uint8Array(bytes)], { type: "image/png" }));
            const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
            context.drawImage(bitmap, 0, 0);
            return context.getImageData(bitmap.width >> 1, bitmap.height >> 1, 1, 1).data[1];
        }""",
        list(shown),
    )
    return pixel


@in_environment
async def test_a_white_picture_behind_a_step_leaves_the_dark_cook_screen_dark(
    env: BrowserEnvironment,
) -> None:
    made = await white_picture(env)
    try:
        dish = {"recipe": SNOW, "burner": env.burner_id(1)}
        async with cooking(env, dish) as session, env.page(address(session), dark=True) as page:
            await page.get_by_role("button", name="Behind this step").click()
            image = page.locator("ht-cook-behind img").first
            await expect(image).to_be_visible()
            await image.evaluate("image => image.decode()")
            box = await image.bounding_box()
            screen = await page.locator(DIALOG).first.bounding_box()
            assert box is not None
            assert screen is not None
            covered = box["width"] * box["height"] / screen["width"] / screen["height"]
            assert covered > WHITE_SHARE
            assert await light_share(page) < WHITE_SHARE
    finally:
        await act(env, "erase_recipe", recipe=made)


@in_environment
async def test_pictures_of_recipes_are_dimmed_in_dark_mode_only(env: BrowserEnvironment) -> None:
    made = await white_picture(env)
    try:
        for dark, brightest in ((False, 255), (True, 210)):
            async with env.page(f"{SHELF}/{made}", dark=dark) as page:
                seen = await color_in(page, "ht-recipe-page ht-picture img")
                assert seen <= brightest
                assert dark or seen > 250
    finally:
        await act(env, "erase_recipe", recipe=made)
