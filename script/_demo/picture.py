"""A picture of the dashboard, taken by a real browser that is logged in as the demo's user."""

import json
from pathlib import Path
from shutil import which

from playwright.async_api import Error, async_playwright

from .home import HomeAssistant
from .processes import DemoError

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


async def take_picture(
    home: HomeAssistant, path: str, file: Path, *, width: int = 1600, height: int = 1000
) -> None:
    """Open `path` of the frontend and save what is seen as PNG.

    Raises:
        DemoError: there is no browser, or it did not show the page.
    """
    browser_path = which("chromium") or which("chromium-browser") or which("google-chrome")
    if browser_path is None:
        raise DemoError("no Chromium is installed, so no picture can be taken.")
    try:
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=browser_path, args=FLAGS)
            page = await browser.new_page(viewport={"width": width, "height": height})
            tokens = json.dumps(home.frontend_tokens())
            await page.add_init_script(f"localStorage.setItem('hassTokens', {json.dumps(tokens)})")
            await page.goto(home.url + path)
            await page.locator("hui-card").first.wait_for(timeout=60_000)
            # Cards load their parts one after the other; the page has no sign that says the last one is in.
            await page.wait_for_timeout(4_000)
            await page.screenshot(path=file)
            await browser.close()
    except Error as error:
        raise DemoError(f"the browser did not show the dashboard: {error.message.splitlines()[0]}") from error
