"""Every view and card with something in it: what a screen reader finds there, and that planted markup stays text.

`UPDATE_TREES=1` writes the accessible trees anew.
"""

from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
import difflib
import json
import os
from pathlib import Path
import re
from typing import Any

from playwright.async_api import Locator, Page, expect
import pytest
import pytest_socket

from .environment import CHROMIUM, INSTALLED_ENTRY, BrowserEnvironment, Wire
from .filled_kitchen import BOARD, CARDS, PLACES, Place, Say, fill
from .test_quality import OURS, needs_node, scrolls_sideways, violations

TREES = Path(__file__).with_name("accessible_trees") / "views"


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledKitchen:
    """A kitchen of its own, in whose views is nothing that other tests left."""

    env: BrowserEnvironment
    values: dict[str, str]


@contextmanager
def filled(folder: Path, say: Say, *, more: int = 0) -> Iterator[FilledKitchen]:
    """Run a new kitchen that has something of everything."""
    if CHROMIUM is None:
        pytest.skip("no Chromium is installed")
    if not INSTALLED_ENTRY.exists():
        pytest.skip("the frontend is not built")
    pytest_socket.enable_socket()
    env = BrowserEnvironment(folder)
    env.start()
    try:
        env.run(env.cold())
        yield FilledKitchen(env=env, values=env.run(fill(env, folder, say, more=more)))
    finally:
        pytest_socket.enable_socket()
        env.stop()


@pytest.fixture(scope="module")
def kitchen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FilledKitchen]:
    """A kitchen with plain words, which no test changes."""
    with filled(tmp_path_factory.mktemp("plain"), str) as kitchen:
        yield kitchen


SETTLED_MS = 150
CLOSE = """() => {
    const close = root => { for (const one of root.querySelectorAll("*")) {
        if (one.localName === "ht-sheet" && one.open) one.shadowRoot.querySelector("dialog").close();
        if (one.shadowRoot) close(one.shadowRoot); } };
    close(document);
}"""
GO = """path => {
    history.pushState(null, "", path);
    dispatchEvent(new CustomEvent("location-changed", { detail: { replace: false } }));
}"""


async def show(page: Page, place: Place, values: dict[str, str]) -> None:
    """Show a place as a link of the panel does, without loading the page again."""
    await page.evaluate(CLOSE)
    await page.evaluate(GO, f"/hearthtech/{place.path.format(**values)}")
    for shown in place.shows:
        await expect(page.locator(shown).first).to_be_visible()
    for target in place.opens:
        await page.locator(target).first.click()
    await page.wait_for_timeout(SETTLED_MS)


MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
DAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
SHORT = "|".join(name[:3] for name in f"{MONTHS}|{DAYS}".split("|")) + "|Sept"
CHANGES = (
    (r"\b\d{1,2}:\d{2}(:\d{2})?(\s?[AP]M)?\b", "TIME"),
    (rf"\b({MONTHS}|{DAYS}|{SHORT})\b", "DATE"),
    (r"\b\d{1,2}(?=,? DATE)|(?<=DATE )\d{1,2}\b", "DATE"),
    (r"\b20\d\d(-\d\d){0,2}\b", "DATE"),
    (r"DATE([, –-]*DATE)+", "DATE"),
    (r"DATE – \d{1,2}(, DATE)?", "DATE"),
    (r"-?\d+(\.\d+)?(?=\s?°)", "N"),
    (r"(?<=/url: )\S+", "…"),
)
"""What is another each time: moments, what the stove measures, and addresses."""


def lasting(tree: str) -> str:
    """Return an accessible tree without what changes."""
    for pattern, name in CHANGES:
        tree = re.sub(pattern, name, tree)
    return tree + "\n"


async def tree_of(place: Locator) -> str:
    """Return the accessible tree of an element once it no longer changes."""
    before = ""
    for _ in range(40):
        now = lasting(await place.aria_snapshot())
        if now == before:
            break
        before = now
        await place.page.wait_for_timeout(SETTLED_MS)
    return before


ANSWERS: dict[str, Any] = {
    "hearthtech/today/suggestion": {
        "recipe": "toast",
        "name": "Toast",
        "minutes": 10,
        "servings": 2,
        "reasons": ["You have all of it.", "Not for a month."],
    },
    "hearthtech/plan/candidates": {
        "recipes": [{"id": "toast", "name": "Toast", "minutes": 10, "reasons": ["You have all of it."]}]
    },
}
"""What the kitchen suggests depends on the day of the year."""


def suggested(message: dict[str, Any]) -> dict[str, Any] | None:
    result = ANSWERS.get(message.get("type", ""))
    return result and {"id": message["id"], "type": "result", "success": True, "result": result}


@pytest.mark.usefixtures("socket_enabled")
def test_what_a_screen_reader_finds_in_every_view_and_card(kitchen: FilledKitchen) -> None:
    found = kitchen.env.run(_trees(kitchen.env, kitchen.values))
    if os.environ.get("UPDATE_TREES"):
        for name, tree in found.items():
            file_of(name).write_text(tree, "utf-8")
    different = [
        "".join(
            difflib.unified_diff(kept.splitlines(keepends=True), tree.splitlines(keepends=True), name, name)
        )
        for name, tree in found.items()
        if (kept := file_of(name).read_text("utf-8")) != tree
    ]
    assert different == [], "\n".join(different)


async def _trees(env: BrowserEnvironment, values: dict[str, str]) -> dict[str, str]:
    wire = Wire()
    wire.answers = suggested
    found: dict[str, str] = {}
    async with env.page("/hearthtech", before=wire.attach) as page:
        await expect(page.locator("ht-today")).to_be_visible()
        for place in PLACES:
            await show(page, place, values)
            if place.root:
                found[place.name] = await tree_of(page.locator(place.root).first)
        await page.goto(f"{env.home.url}/{BOARD}/0")
        for card, shown, _ in CARDS:
            content = page.locator(f"hearthtech-{card}-content")
            await expect(content.locator(shown).first).to_be_visible()
            found[card] = await tree_of(content)
    return found


def file_of(name: str) -> Path:
    return TREES / f"{name.replace(' ', '-')}.yaml"


def test_each_tree_belongs_to_a_place() -> None:
    names = [*(place.name for place in PLACES if place.root), *(card for card, _, _ in CARDS)]
    assert {file_of(name) for name in names} == set(TREES.iterdir())


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a page is seen."""

    width: int
    language: str
    dark: bool
    scale: float


LOOKS = (
    Look(width=360, language="he", dark=True, scale=1),
    Look(width=1280, language="en", dark=True, scale=1),
)
SMALL = (
    Look(width=320, language="en", dark=False, scale=2),
    Look(width=320, language="de", dark=False, scale=2),
)
"""The smallest phone with the largest text, with long words too."""


@needs_node
@pytest.mark.parametrize("look", LOOKS, ids=[f"{look.width}-{look.language}" for look in LOOKS])
@pytest.mark.usefixtures("socket_enabled")
def test_every_view_is_accessible_and_does_not_scroll_sideways(kitchen: FilledKitchen, look: Look) -> None:
    told = kitchen.env.run(_violations(kitchen.env, kitchen.values, look))
    assert told == [], "\n".join(told)


async def _violations(env: BrowserEnvironment, values: dict[str, str], look: Look) -> list[str]:
    async def find(page: Page) -> list[str]:
        return [*await scrolls_sideways(page), *await violations(page, OURS)]

    return await _found(env, values, look, find)


@pytest.mark.parametrize("look", SMALL, ids=[look.language for look in SMALL])
@pytest.mark.usefixtures("socket_enabled")
def test_large_text_on_a_small_phone_is_neither_cut_nor_scrolled_sideways_in_any_view(
    kitchen: FilledKitchen, look: Look
) -> None:
    told = kitchen.env.run(_cut_or_sideways(kitchen.env, kitchen.values, look))
    assert told == [], "\n".join(told)


CUT = """() => {
    const cut = [];
    const parentOf = node => node.assignedSlot ?? node.parentElement ?? node.getRootNode().host;
    const moves = node => {
        for (let one = node; one; one = parentOf(one))
            if (["auto", "scroll", "hidden", "clip"].includes(getComputedStyle(one).overflowX)) return true;
        return false;
    };
    const walk = root => { for (const one of root.querySelectorAll("*")) {
        for (const node of one.childNodes) {
            if (node.nodeType !== Node.TEXT_NODE || node.data.trim() === "") continue;
            const range = document.createRange();
            range.selectNodeContents(node);
            const beyond = [...range.getClientRects()].some(({ left, right, width }) => width > 1 && (right > innerWidth + 1 || left < -1));
            if (beyond && !moves(one)) cut.push(`${one.localName}.${one.className}: ${node.data.trim().slice(0, 60)}`);
        }
        if (one.shadowRoot) walk(one.shadowRoot); } };
    const find = root => { for (const one of root.querySelectorAll("*")) if (one.shadowRoot)
        (one.localName.startsWith("hearthtech-") ? walk : find)(one.shadowRoot); };
    find(document);
    return cut;
}"""
"""Words beyond the edges of the page, other than those of a row that is moved by a finger or ends with dots."""


async def _cut_or_sideways(env: BrowserEnvironment, values: dict[str, str], look: Look) -> list[str]:
    async def find(page: Page) -> list[str]:
        cut: list[str] = await page.evaluate(CUT)
        return [*await scrolls_sideways(page), *cut]

    return await _found(env, values, look, find)


async def _found(
    env: BrowserEnvironment,
    values: dict[str, str],
    look: Look,
    find: Callable[[Page], Awaitable[list[str]]],
) -> list[str]:
    """What is found in each view and sheet, seen in this way."""

    async def enlarge(page: Page) -> None:
        await page.add_init_script(
            "addEventListener('DOMContentLoaded', () =>"
            f" document.documentElement.style.setProperty('--ha-font-size-scale', '{look.scale}'));"
        )

    told: list[str] = []
    async with env.page(
        "/hearthtech", width=look.width, height=800, dark=look.dark, language=look.language, before=enlarge
    ) as page:
        await expect(page.locator("ht-today")).to_be_visible()
        for place in PLACES:
            # Buttons are found by their English names, and hidden where there is no room.
            if place.opens and look.language != "en":
                continue
            await show(page, place, values)
            told += [f"{place.name}: {one}" for one in await find(page)]
    return told


PAYLOADS = (
    "<script data-hit>top.hit({n})</script>",
    "<img data-hit src=x onerror=top.hit({n})>",
    "<svg data-hit onload=top.hit({n})>",
    "<iframe data-hit srcdoc='<script>top.hit({n})</script>'>",
    "<a data-hit href=javascript:top.hit({n})>{n}</a>",
    '"><b data-hit>{n}</b>',
    "'><i data-hit onmouseover=top.hit({n})>",
    "</style><script data-hit>top.hit({n})</script>",
    "</textarea><hit-{n} data-hit></hit-{n}>",
    "</title></script><u data-hit>{n}</u>",
    "<details data-hit open ontoggle=top.hit({n})>",
    "<math data-hit><mi xlink:href=javascript:top.hit({n})>",
    "<input data-hit autofocus onfocus=top.hit({n})>",
    "<video data-hit><source onerror=top.hit({n})></video>",
    "<object data-hit data=javascript:top.hit({n})>",
    "<style data-hit>*{{color:red}}/*{n}*/</style>",
    "<meta data-hit http-equiv=refresh content=0;url=//x.invalid/{n}>",
    "<link data-hit rel=stylesheet href=//x.invalid/{n}>",
    "--><b data-hit>{n}</b><!--",
    "<![CDATA[<b data-hit>{n}</b>]]>",
    "&lt;b data-hit&gt;{n}&lt;/b&gt;&#60;b&#62;",
    "\\u003cb data-hit\\u003e{n}",
    "javascript:top.hit({n})",
    "[{n}](javascript:top.hit({n}))",
    "${{top.hit({n})}}",
    "{{{{top.hit({n})}}}}",
    "{{% raw %}}{n}",
)
FEWEST = 200
NOT_SHOWN = {"100 g oats", "cup", "flour", "quark", "leeks"}
"""Words that are kept in their normal form, read as name and package, or only counted."""
SEEN = """() => {
    const foreign = [];
    const walk = root => {
        let text = "";
        for (const node of root.childNodes) {
            if (node.nodeType === Node.TEXT_NODE) text += node.data;
            if (node.nodeType !== Node.ELEMENT_NODE) continue;
            if (node.hasAttribute("data-hit") || /^hit-|^(object|iframe|embed|math|base)$/.test(node.localName) || /^javascript:/i.test(node.getAttribute("href") ?? ""))
                foreign.push(node.outerHTML.slice(0, 200));
            if (node.matches("style, script, svg") || getComputedStyle(node).display === "none") continue;
            if (node.matches("input, textarea")) text += `\n${node.value}\n`;
            for (const name of ["aria-label", "title", "alt", "placeholder"])
                if (node.hasAttribute(name)) text += `\n${node.getAttribute(name)}\n`;
            text += walk(node);
            if (node.shadowRoot) text += walk(node.shadowRoot);
        }
        return text;
    };
    const text = walk(document.body);
    return { text, foreign, hits: window.hits };
}"""


class Planted:
    """Adds another payload to each text of the kitchen, and looks for them in pages."""

    def __init__(self) -> None:
        self.payloads: list[str] = []
        self.missing: set[str] = set()

    def say(self, words: str) -> str:
        payload = PAYLOADS[len(self.payloads) % len(PAYLOADS)].format(n=len(self.payloads))
        self.payloads.append(payload)
        if words not in NOT_SHOWN:
            self.missing.add(payload)
        return f"{words} {payload}"

    async def look(self, page: Page, name: str) -> None:
        """Check that nothing of them acts in the page, and note which are seen in it as they were written."""
        told = await page.evaluate(SEEN)
        assert told["foreign"] == [], f"{name}: {told['foreign']}"
        assert told["hits"] == [], name
        text = squeezed(told["text"])
        self.missing = {payload for payload in self.missing if squeezed(payload) not in text}


def squeezed(text: str) -> str:
    """Return a text without spaces, whose number is another in names."""
    return "".join(text.split()).casefold()


async def _count_hits(page: Page) -> None:
    await page.add_init_script("window.hits = []; window.hit = n => window.hits.push(n);")


@pytest.mark.usefixtures("socket_enabled")
def test_planted_script_and_markup_stay_text_in_every_view_and_card(tmp_path: Path) -> None:
    planted = Planted()
    with filled(tmp_path, planted.say, more=30) as kitchen:
        assert len(planted.payloads) >= FEWEST
        kitchen.env.run(_look_everywhere(kitchen.env, kitchen.values, planted))
    assert planted.missing == set()


def pasted(payloads: list[str]) -> str:
    """A recipe as a page has it for machines: words that are tags would be read as a page."""
    name, line, step = payloads[:3]
    return json.dumps(
        {
            "@context": "https://schema.org",
            "@type": "Recipe",
            "name": f"Pasted {name}",
            "recipeIngredient": [f"500 g plums {line}", "2 eggs"],
            "recipeInstructions": [{"@type": "HowToStep", "text": f"Bake it. {step}"}],
        }
    )


async def _look_everywhere(env: BrowserEnvironment, values: dict[str, str], planted: Planted) -> None:
    async with env.page("/hearthtech", before=_count_hits, allowed_errors=("favicon",)) as page:
        await expect(page.locator("ht-today")).to_be_visible()
        for place in PLACES:
            await show(page, place, values)
            await planted.look(page, place.name)
        await page.goto(f"{env.home.url}/hearthtech/recipes/import/paste")
        await page.get_by_label("The recipe, as you have it").fill(pasted(planted.payloads))
        await page.get_by_role("button", name="Read it").click()
        await expect(page.locator("ht-import ht-recipe-form")).to_be_visible()
        await planted.look(page, "import")
        await page.goto(f"{env.home.url}/{BOARD}/0")
        for card, _, _ in CARDS:
            # What is suggested may be nothing at all.
            await expect(page.locator(f"hearthtech-{card}-content section").first).to_be_visible()
        await page.wait_for_load_state("networkidle")
        await planted.look(page, BOARD)
        for kind, fields in (("recipe", {"recipe": values["recipe"]}), ("book", {})):
            printed = await env.home.command(f"hearthtech/{kind}/print", **fields)
            await page.goto(env.home.url + printed["path"])
            await planted.look(page, f"print {kind}")
