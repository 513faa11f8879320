"""Pictures of the frontend in a real browser, logged in as the demo's user."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from itertools import product
import json
from pathlib import Path
from shutil import which

from PIL import Image
from playwright.async_api import Browser, Error, Page, async_playwright

from .dashboard import PATH
from .home_assistant_client import HomeAssistant
from .processes import DemoError

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
]
PATIENCE_MS = 60_000
CARDS = ("hearthtech-stove-card-content ht-burner-tile", "hearthtech-timers-card-content ht-timer-list")
"""Elements that are there once our cards show what the kitchen sent."""
SUGGESTION = "hearthtech-suggestion-card-content article"
QUIET_MS = 500
"""Home Assistant's own cards have loaded when nothing was requested for this long (ms)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """A screen of the frontend: its address, and what is opened there by clicks.

    `{recipe}` and `{session}` in the address stand for the recipe and the session of the demo's data.
    """

    name: str
    path: str
    clicks: tuple[str, ...] = ()
    shows: tuple[str, ...] = CARDS


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """How a screen is seen."""

    width: int
    height: int
    dark: bool
    language: str

    @property
    def name(self) -> str:
        """Part of the file name."""
        return f"{self.width}x{self.height}-{'dark' if self.dark else 'light'}-{self.language}"


SCREENS = (
    Screen(name="dashboard", path=f"/{PATH}", shows=(*CARDS, SUGGESTION)),
    Screen(name="panel", path="/hearthtech"),
    Screen(name="recipes", path="/hearthtech/recipes", shows=("ht-recipes a",)),
    Screen(name="recipe", path="/hearthtech/recipes/{recipe}", shows=("ht-recipes h1",)),
    Screen(name="editor", path="/hearthtech/recipes/{recipe}/edit", shows=("ht-editor pre:not(:empty)",)),
    Screen(name="import", path="/hearthtech/recipes/import", shows=("ht-import form",)),
    Screen(name="cook", path="/hearthtech/cook/{session}", shows=("hearthtech-cook ht-cook-dish",)),
    Screen(name="plan", path="/hearthtech/plan", shows=("ht-plan ht-meal-card",)),
    Screen(name="recordings", path="/hearthtech/recordings", shows=("ht-recording-list ht-row",)),
    Screen(name="recording", path="/hearthtech/recordings/{recording}", shows=("ht-recording-page li",)),
    Screen(name="shopping", path="/hearthtech/shopping", shows=("ht-shopping",)),
    Screen(name="pantry", path="/hearthtech/shopping/pantry", shows=("ht-pantry",)),
    Screen(name="people", path="/hearthtech/people", shows=("ht-people",)),
    Screen(name="gatherings", path="/hearthtech/gatherings", shows=("ht-gatherings",)),
    Screen(name="burner", path="/hearthtech", clicks=("ht-burner-tile >> nth=0 >> button.open",)),
    Screen(name="timers", path="/hearthtech", clicks=("hearthtech-panel-content header .timers",)),
    Screen(
        name="not-found", path="/hearthtech/nothing-here", shows=("hearthtech-panel-content ht-empty-state",)
    ),
)
FILM = ("dashboard", "recipe", "cook", "plan", "recipes")
"""Screens of the animated picture, in its order."""
FILM_VARIANT = "1280x800-light-en"
FILM_WIDTH = 960
FILM_STILL_MS = 2500
VARIANTS = tuple(
    Variant(width=width, height=height, dark=dark, language=language)
    for (width, height), dark, language in product(
        ((360, 640), (390, 844), (1280, 800), (1440, 900)), (False, True), ("en", "de")
    )
)


async def take_picture(
    home: HomeAssistant, path: str, file: Path, *, width: int = 1600, height: int = 1000
) -> None:
    """Open `path` of the frontend and save a screenshot as PNG.

    Raises:
        DemoError: there is no browser, or it did not show the page.
    """
    screen = Screen(name=file.stem, path=path)
    async with _browser() as browser:
        await _take(
            browser, home, screen, Variant(width=width, height=height, dark=False, language="en"), file
        )


async def take_pictures(
    home: HomeAssistant,
    folder: Path,
    *,
    values: Mapping[str, str],
    screens: Sequence[Screen] = SCREENS,
    variants: Sequence[Variant] = VARIANTS,
) -> list[Path]:
    """Save a picture of every screen in every variant, and the animated one. Returns the files.

    Args:
        home: the running Home Assistant.
        folder: where the files are written.
        values: the ids that stand in the addresses.
        screens: what is shown.
        variants: how it is shown.

    Raises:
        DemoError: there is no browser, or it did not show a page.
    """
    await asyncio.to_thread(folder.mkdir, parents=True, exist_ok=True)
    files = []
    async with _browser() as browser:
        for screen, variant in product(screens, variants):
            file = folder / f"{screen.name}-{variant.name}.png"
            await _take(browser, home, replace(screen, path=screen.path.format(**values)), variant, file)
            files.append(file)
    stills = [file for name in FILM if (file := folder / f"{name}-{FILM_VARIANT}.png") in files]
    if stills:
        files.append(await asyncio.to_thread(make_film, stills, folder / "kitchen.webp"))
    return files


def make_film(stills: Sequence[Path], target: Path) -> Path:
    """Join pictures into an animated one that shows each for a while, again and again."""
    frames = []
    for still in stills:
        with Image.open(still) as picture:
            size = (FILM_WIDTH, round(picture.height * FILM_WIDTH / picture.width))
            frames.append(picture.convert("RGB").resize(size, Image.Resampling.LANCZOS))
    frames[0].save(
        target, save_all=True, append_images=frames[1:], duration=FILM_STILL_MS, loop=0, quality=80, method=6
    )
    return target


@asynccontextmanager
async def _browser() -> AsyncIterator[Browser]:
    browser_path = which("chromium") or which("chromium-browser") or which("google-chrome")
    if browser_path is None:
        raise DemoError("no Chromium is installed, so no picture can be taken.")
    try:
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=browser_path, args=FLAGS)
            yield browser
            await browser.close()
    except Error as error:
        raise DemoError(f"the browser did not show the page: {error.message.splitlines()[0]}") from error


@asynccontextmanager
async def open_page(home: HomeAssistant, path: str, variant: Variant) -> AsyncIterator[Page]:
    """Open `path` of the frontend as the demo's user, to use it.

    Raises:
        DemoError: there is no browser, or it did not show the page.
    """
    async with _browser() as browser, _page(browser, home, path, variant) as page:
        yield page


@asynccontextmanager
async def _page(browser: Browser, home: HomeAssistant, path: str, variant: Variant) -> AsyncIterator[Page]:
    context = await browser.new_context(
        viewport={"width": variant.width, "height": variant.height},
        color_scheme="dark" if variant.dark else "light",
        locale=variant.language,
    )
    context.set_default_timeout(PATIENCE_MS)
    page = await context.new_page()
    tokens = json.dumps(home.frontend_tokens())
    await page.add_init_script(
        f"localStorage.setItem('hassTokens', {json.dumps(tokens)});"
        f"localStorage.setItem('selectedLanguage', JSON.stringify('{variant.language}'));"
    )
    await page.goto(home.url + path)
    yield page
    await context.close()


async def _take(browser: Browser, home: HomeAssistant, screen: Screen, variant: Variant, file: Path) -> None:
    async with _page(browser, home, screen.path, variant) as page:
        for element in screen.shows:
            await page.locator(element).first.wait_for()
        await _wait_until_loaded(page)
        for target in screen.clicks:
            await page.locator(target).click()
        await page.screenshot(path=file, animations="disabled")


async def _wait_until_loaded(page: Page) -> None:
    """Wait until no file has been requested for a while: cards of Home Assistant do not say when they are there."""
    await page.wait_for_function(
        """quiet => {
            const last = Math.max(...performance.getEntriesByType("resource").map(one => one.responseEnd), 0);
            return performance.now() - last > quiet && !document.querySelector("ha-init-page");
        }""",
        arg=QUIET_MS,
        polling=100,
    )
