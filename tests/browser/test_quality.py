"""Accessibility, sizes and pictures: of the page of components, and of the panel in Home Assistant."""

from datetime import date
import mimetypes
import os
from pathlib import Path
import re
import subprocess
from typing import Any

from playwright.async_api import Page, Route, expect
import pytest

from .environment import AXE, ROOT, BrowserEnvironment, in_environment
from .kitchen_data import add_person, add_recipe, plan_meal

SOURCES = ROOT / "frontend"
TREES = Path(__file__).with_name("accessible_trees")
GALLERY = "http://gallery.invalid"
VARIANTS = [
    (360, 640, False, "de"),
    (390, 844, True, "en"),
    (1280, 800, False, "en"),
    (1440, 900, True, "de"),
]
"""Pairs of sizes, modes and languages, so that each of them is seen with the others."""
OURS = "hearthtech-panel-content, hearthtech-stove-card-content, hearthtech-timers-card-content, ht-gallery"

needs_node = pytest.mark.skipif(
    not AXE.exists(),
    reason="no Node with the tools of frontend/ (script/bootstrap installs them with npm ci)",
)


@pytest.fixture(scope="module")
def gallery(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built page of components."""
    folder = tmp_path_factory.mktemp("gallery")
    command = [SOURCES / "node_modules" / ".bin" / "vite", "build", "--mode", "gallery", "--outDir", folder]
    subprocess.run(
        [str(word) for word in (*command, "--logLevel", "error")],
        cwd=SOURCES,
        check=True,
        timeout=240,
        capture_output=True,
    )
    return folder


async def open_gallery(page: Page, folder: Path, query: str) -> list[str]:
    """Show the page of components; returns the list to which its errors are added."""
    errors: list[str] = []
    page.on("console", lambda told: errors.append(told.text) if told.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))

    async def serve(route: Route) -> None:
        file = folder / route.request.url.partition("?")[0].removeprefix(f"{GALLERY}/")
        if file.is_file():
            await route.fulfill(body=file.read_bytes(), content_type=mimetypes.guess_type(str(file))[0] or "")
        else:
            await route.fulfill(status=204)

    await page.route(f"{GALLERY}/**", serve)
    await page.goto(f"{GALLERY}/src/gallery/gallery.html?{query}")
    await expect(page.locator("hearthtech-stove-card-content ht-burner-tile").first).to_be_visible()
    await expect(page.locator("hearthtech-timers-card-content ht-timer-list")).to_have_count(2)
    await expect(page.locator("hearthtech-stove-card-content ht-trace svg[role=img]").first).to_be_visible()
    return errors


async def violations(page: Page, include: str) -> list[str]:
    """The violations of WCAG 2.2 AA within our elements that axe finds, and finds again a second later.

    Home Assistant applies its theme after the first paint. An element measured meanwhile has the
    colors of two themes, which is no fault of the page. A fault of the page is found both times.
    """
    found = await violations_now(page, include)
    if found:
        await page.wait_for_timeout(1000)
        found = await violations_now(page, include)
    return found


async def violations_now(page: Page, include: str) -> list[str]:
    """The violations in the page as it is at this moment.

    The page is made high enough to show everything meanwhile: a target that is scrolled half under a
    bar counts as too small, though a user scrolls it free.
    """
    await page.evaluate(AXE.read_text("utf-8") + "; undefined")
    size = page.viewport_size
    assert size is not None
    await page.set_viewport_size({"width": size["width"], "height": 6000})
    await page.evaluate(
        "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
    )
    found: list[dict[str, Any]] = await page.evaluate(
        """async (include) => {
            const tops = [...document.querySelectorAll(include)];
            const walk = (root) => { for (const one of root.querySelectorAll("*")) if (one.shadowRoot) {
                tops.push(...one.shadowRoot.querySelectorAll(include)); walk(one.shadowRoot); } };
            walk(document);
            const results = [];
            const only = { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] };
            const { violations } = await axe.run(document, { runOnly: only });
            const inside = (path) => {
                const hosts = Array.isArray(path) ? path.slice(0, -1).join(" ") : "";
                return include.split(", ").some((name) => hosts.includes(name) || String(path).includes(name));
            };
            for (const { id, help, nodes } of violations)
                for (const node of nodes) if (node.target.some(inside))
                    results.push({ id, help, target: JSON.stringify(node.target), html: node.html });
            return results;
        }""",
        include,
    )
    await page.set_viewport_size(size)
    return [f"{one['id']}: {one['help']} {one['target'][-160:]} {one['html'][:160]}" for one in found]


async def scrolls_sideways(page: Page) -> list[str]:
    """Our elements whose content is wider than they are."""
    told: list[str] = await page.evaluate(
        """() => {
            const wide = [];
            const walk = (root) => { for (const one of root.querySelectorAll("*")) {
                const { overflowX } = getComputedStyle(one);
                const hides = overflowX === "hidden" || overflowX === "auto" || overflowX === "scroll";
                const clamped = one.closest(".name, .detail, .visually-hidden, .chips");
                if (hides && !clamped && one.clientWidth > 0 && one.scrollWidth > one.clientWidth + 1)
                    wide.push(`${one.localName}.${one.className} ${one.scrollWidth} > ${one.clientWidth}`);
                if (one.shadowRoot) walk(one.shadowRoot); } };
            const tops = [];
            const find = (root) => { for (const one of root.querySelectorAll("*")) {
                if (one.localName.startsWith("hearthtech-") || one.localName === "ht-gallery") tops.push(one);
                if (one.shadowRoot) find(one.shadowRoot); } };
            find(document);
            for (const top of tops) if (top.shadowRoot) walk(top.shadowRoot);
            if (document.documentElement.scrollWidth > innerWidth) wide.push(`page ${document.documentElement.scrollWidth}`);
            return wide;
        }"""
    )
    return told


@needs_node
@pytest.mark.parametrize(
    ("width", "height", "dark", "language"),
    VARIANTS,
    ids=[f"{width}-{'dark' if dark else 'light'}-{language}" for width, _, dark, language in VARIANTS],
)
@in_environment
async def test_components_in_all_their_states(
    env: BrowserEnvironment, gallery: Path, tmp_path: Path, width: int, height: int, dark: bool, language: str
) -> None:
    page = await env.browser.new_page(
        viewport={"width": width, "height": height}, color_scheme="dark" if dark else "light"
    )
    try:
        errors = await open_gallery(page, gallery, f"lang={language}{'&dark' if dark else ''}")
        picture = await page.screenshot(
            path=tmp_path / "components.png", full_page=True, animations="disabled"
        )
        assert len(picture) > 50_000
        assert await scrolls_sideways(page) == []
        assert await violations(page, OURS) == []
        assert errors == []
    finally:
        await page.close()


@needs_node
@in_environment
async def test_large_text_on_a_small_phone_is_neither_cut_nor_scrolled_sideways(
    env: BrowserEnvironment, gallery: Path
) -> None:
    page = await env.browser.new_page(viewport={"width": 320, "height": 640})
    try:
        await open_gallery(page, gallery, "lang=de&scale=2")
        assert await scrolls_sideways(page) == []
    finally:
        await page.close()


@needs_node
@in_environment
async def test_each_target_is_large_enough_for_a_finger(env: BrowserEnvironment, gallery: Path) -> None:
    page = await env.browser.new_page(viewport={"width": 390, "height": 844})
    try:
        await open_gallery(page, gallery, "")
        small: list[str] = await page.evaluate(
            """() => {
                const small = [];
                const walk = (root) => { for (const one of root.querySelectorAll("*")) {
                    if (one.matches("button, input, a")) {
                        const { width, height } = one.getBoundingClientRect();
                        if (width > 0 && (width < 47.5 || height < 47.5)) small.push(`${one.outerHTML.slice(0, 90)} ${width}x${height}`);
                    }
                    if (one.shadowRoot) walk(one.shadowRoot); } };
                walk(document);
                return small;
            }"""
        )
        assert small == []
    finally:
        await page.close()


SCREENS = [
    "off",
    "cooking",
    "faults",
    "unknown",
    "offline",
    "bridge",
    "six",
    "entities",
    "thermometer",
    "timers",
]


@needs_node
@in_environment
async def test_what_a_screen_reader_finds_on_ten_screens(env: BrowserEnvironment, gallery: Path) -> None:
    page = await env.browser.new_page(viewport={"width": 1280, "height": 900})
    try:
        await open_gallery(page, gallery, "")
        different = []
        for name in SCREENS:
            tree = await page.locator(f"figure[data-card='{name}']").aria_snapshot()
            # Seconds pass while the page is read.
            tree = re.sub(r"\d+:\d\d(:\d\d)?", "TIME", tree) + "\n"
            file = TREES / f"{name}.yaml"
            if os.environ.get("UPDATE_TREES"):
                TREES.mkdir(exist_ok=True)
                file.write_text(tree, "utf-8")
            if file.read_text("utf-8") != tree:
                different.append(tree)
        assert different == [], "\n".join(different)
    finally:
        await page.close()


@needs_node
@pytest.mark.parametrize(
    ("width", "height", "dark", "language"),
    VARIANTS,
    ids=[f"{width}-{'dark' if dark else 'light'}-{language}" for width, _, dark, language in VARIANTS],
)
@in_environment
async def test_the_panel_in_home_assistant(
    env: BrowserEnvironment, tmp_path: Path, width: int, height: int, dark: bool, language: str
) -> None:
    await env.hands("turn", n=1, level=0.6)
    await env.home.command("hearthtech/timer/set", name="Eggs", seconds=300)
    async with env.page("/hearthtech", width=width, height=height, dark=dark, language=language) as page:
        await expect(page.locator("ht-heat-ring[state=on]")).to_have_count(1)
        await expect(page.locator("hearthtech-timers-card-content ht-row")).to_have_count(1)
        await page.locator("ht-burner-tile button.open").first.click()
        await expect(page.locator("ht-burner-controls ht-heat-ring")).to_be_visible()
        await page.screenshot(path=tmp_path / "sheet.png", animations="disabled")
        assert await violations(page, OURS) == []
        await page.keyboard.press("Escape")
        await expect(page.locator("ht-sheet dialog[open]")).to_have_count(0)
        await page.screenshot(path=tmp_path / "panel.png", animations="disabled")
        assert await scrolls_sideways(page) == []
        assert await violations(page, OURS) == []


@in_environment
async def test_everything_can_be_done_by_keyboard(env: BrowserEnvironment) -> None:
    async with env.page("/hearthtech") as page:
        first = page.locator("ht-burner-tile").first.locator("button.open")
        await expect(first).to_be_visible()
        await first.focus()
        await page.keyboard.press("Tab")
        await page.keyboard.press("Shift+Tab")
        outline = await first.evaluate("button => getComputedStyle(button).outlineStyle")
        assert outline == "solid"
        await page.keyboard.press("Enter")
        sheet = page.locator("hearthtech-stove-card-content ht-sheet")
        await expect(sheet.locator("dialog")).to_be_visible()
        await env.hands("arm")
        slider = sheet.locator("ht-slider input")
        await slider.focus()
        await page.keyboard.press("ArrowRight")
        await page.keyboard.press("ArrowRight")
        start = sheet.locator("ht-button[kind=primary] button")
        await expect(start).to_be_enabled()
        await start.focus()
        await page.keyboard.press("Enter")
        await expect(page.locator("ht-burner-tile ht-heat-ring[state=on]")).to_have_count(1)
        await page.keyboard.press("Escape")
        await expect(sheet.locator("dialog")).to_be_hidden()
        # Esc changed no heat, and the focus is back where it was.
        await expect(page.locator("ht-burner-tile ht-heat-ring[state=on]")).to_have_count(1)
        assert await first.evaluate("button => button.getRootNode().activeElement === button")
        await page.locator("ht-burner-tile ht-stop-button button").first.focus()
        await page.keyboard.press("Space")
        await expect(page.locator("ht-burner-tile ht-heat-ring[state=on]")).to_have_count(0)


@needs_node
@pytest.mark.parametrize(
    ("path", "element", "width", "dark", "language"),
    [
        ("recipes", "ht-shelf ht-recipe-tile a", 360, True, "de"),
        ("recipes/grandmas-chicken-soup", "ht-past section", 390, False, "de"),
        ("recipes/grandmas-chicken-soup/edit", "ht-editor pre", 1280, True, "en"),
        ("recipes/import", "ht-import form", 360, False, "de"),
    ],
    ids=["shelf", "page", "editor", "import"],
)
@in_environment
async def test_the_recipes_are_accessible(
    env: BrowserEnvironment, path: str, element: str, width: int, dark: bool, language: str
) -> None:
    async with env.page(f"/hearthtech/{path}", width=width, height=800, dark=dark, language=language) as page:
        await expect(page.locator(element).first).to_be_visible()
        assert await scrolls_sideways(page) == []
        assert await violations(page, OURS) == []


@needs_node
@in_environment
async def test_plan_shopping_and_people_are_accessible(env: BrowserEnvironment) -> None:
    recipe = await add_recipe(env, "Kartoffelpufferpfannengericht", ["1 kg potatoes"], ["Fry."])
    await plan_meal(env, date.today(), recipe=recipe)
    anna = await add_person(env, "Anna")
    await env.home.action("hearthtech", "add_to_shopping", {"name": "leeks"})
    await env.home.action("hearthtech", "add_to_pantry", {"name": "flour", "amount": 2, "unit": "kg"})
    screens = [
        ("plan", "ht-plan [data-id], ht-plan ht-meal-card", 360, True, "de"),
        ("plan", "ht-plan [data-id], ht-plan ht-meal-card", 1280, False, "en"),
        ("shopping", "ht-shopping li button", 360, False, "de"),
        ("shopping/pantry", "ht-pantry ht-row", 390, True, "en"),
        (f"people/{anna}", "ht-people", 360, False, "de"),
    ]
    told = []
    for path, element, width, dark, language in screens:
        async with env.page(
            f"/hearthtech/{path}", width=width, height=800, dark=dark, language=language
        ) as page:
            await expect(page.locator(element).first).to_be_visible()
            wide = await scrolls_sideways(page)
            told += [f"{path} {width}: {one}" for one in [*wide, *await violations(page, OURS)]]
    assert told == [], "\n".join(told)
