"""Home Assistant over plain http, its default: no wake lock, no camera, no worker, and what is missing is said."""

import json

from playwright.async_api import expect

from .environment import PATIENCE_S, BrowserEnvironment, in_environment
from .test_cook import BEANS, address, cooking, next_button, words


@in_environment
async def test_one_line_says_what_is_missing(env: BrowserEnvironment) -> None:
    house = f"http://home.test:{env.home.port}"
    tokens = json.dumps(await env.tokens_of(None) | {"hassUrl": house, "clientId": f"{house}/"})
    context = await env.new_context()
    context.set_default_timeout(PATIENCE_S * 1000)
    await context.add_init_script(f"localStorage.setItem('hassTokens', {json.dumps(tokens)});")
    try:
        async with cooking(env, {"recipe": {**BEANS, "name": "Plain beans"}}) as session:
            page = await context.new_page()
            await page.goto(f"{house}{address(session)}")
            await expect(words(page)).to_contain_text("Boil the green beans")
            assert await page.evaluate("() => window.isSecureContext") is False
            await page.locator("ht-cook-dish div.words").click()
            hint = page.locator("hearthtech-cook .strip.awake")
            await expect(hint).to_contain_text("can’t keep the screen on")
            await hint.get_by_role("button", name="Close").click()
            await expect(hint).to_have_count(0)
            await next_button(page).click()
            await expect(words(page)).to_contain_text("Drain and serve")
            # There is no camera either: the pantry takes the number of a barcode by keys.
            await page.goto(f"{house}/hearthtech/shopping/pantry")
            await expect(page.locator("ht-pantry .add ht-field")).to_be_visible()
            await expect(page.locator("ht-pantry").get_by_role("button", name="Scan")).to_have_count(0)
            # And no worker: the list says that it needs the network.
            await page.goto(f"{house}/hearthtech_list/")
            await expect(page.locator("hearthtech-list li, hearthtech-list .ways").first).to_be_visible()
            await expect(page.locator("hearthtech-list")).not_to_contain_text("opens without network")
    finally:
        await context.close()
