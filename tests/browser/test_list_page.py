"""The page of the shopping list that opens without network, in a real browser: kept, opened cold, merged, logged out."""

from typing import Any

from playwright.async_api import BrowserContext, Locator, Page, expect

from .environment import BrowserEnvironment, Wire, in_environment, until
from .kitchen_data import clear_shopping
from .release_server import ReleaseServer
from .test_kitchen import press

LIST = "/hearthtech_list/"


def row(page: Page, name: str) -> Locator:
    return page.locator("hearthtech-list li button", has_text=name)


async def opened(env: BrowserEnvironment, device: BrowserContext, wire: Wire | None = None) -> Page:
    page = await device.new_page()
    if wire is not None:
        await wire.attach(page)
    await page.goto(env.home.url + LIST)
    return page


async def keep(env: BrowserEnvironment, device: BrowserContext, wire: Wire | None = None) -> Page:
    """Open the page for the first time, and wait until the device has it."""
    page = await opened(env, device, wire)
    offline = page.locator("hearthtech-list").get_by_role("group", name="Without network")
    await expect(offline).to_contain_text("This page opens without network")
    return page


async def cut(device: BrowserContext, *wires: Wire) -> None:
    await device.set_offline(True)
    for wire in wires:
        await wire.break_connection()


async def listed(env: BrowserEnvironment) -> list[dict[str, Any]]:
    told = await env.home.action("hearthtech", "get_shopping_list", {})
    items: list[dict[str, Any]] = told["items"]
    return items


@in_environment
async def test_forty_ticks_of_two_people_without_network_arrive_once(env: BrowserEnvironment) -> None:
    await clear_shopping(env)
    names = [f"soap q{chr(97 + n // 26)}{chr(97 + n % 26)}x" for n in range(40)]
    for name in names:
        await env.home.action("hearthtech", "add_to_shopping", {"name": name})
    halves = (names[:20], names[20:])
    async with env.device() as mine, env.device("Kim") as theirs:
        for device in (mine, theirs):
            await (await keep(env, device)).close()
        wires: list[Wire] = []
        pages: list[Page] = []
        for device, half in zip((mine, theirs), halves, strict=True):
            wire = Wire()
            wire.cut = True
            await device.set_offline(True)
            # Opened cold without network, ticked, closed, and opened again.
            page = await opened(env, device, wire)
            for name in half[:10]:
                await row(page, name).click()
            await page.locator("hearthtech-list .add input").fill("salt")
            await page.locator("hearthtech-list .add input").press("Enter")
            await page.close()
            page = await opened(env, device, wire)
            await expect(page.locator("hearthtech-list [role=status]").first).to_contain_text("11 not sent")
            for name in half[10:]:
                await row(page, name).click()
            await press(page.locator("hearthtech-list"), f"Undo: {half[-1]}").click()
            await row(page, half[-1]).click()
            wires.append(wire)
            pages.append(page)
        assert not any(item["bought"] for item in await listed(env))
        # The first answer to one of them is lost on its way, so that she sends all of it again.
        lost: list[int] = []

        def loses(message: dict[str, Any]) -> bool:
            if lost or "applied" not in str(message.get("result")):
                return False
            lost.append(1)
            wires[0].cut = False
            return True

        wires[0].loses = loses
        for device, wire in zip((mine, theirs), wires, strict=True):
            wire.cut = False
            await device.set_offline(False)
        await until(lambda: _all_bought(env, names), "all forty are bought")
        for page in pages:
            await expect(page.locator("hearthtech-list [role=status]").first).not_to_contain_text("not sent")
            await expect(page.locator("hearthtech-list .bought li")).to_have_count(40)
        await until(lambda: _sent_again(wires[0]), "what got no answer is sent again")
        assert lost == [1]
        items = await listed(env)
        assert [item["name"] for item in items].count("salt") == 1
        assert len(items) == 41
        # With a network, one sees at once what the other does.
        await expect(row(pages[0], "salt")).to_have_count(1)
        await row(pages[0], "salt").click()
        await expect(row(pages[1], "salt")).to_have_attribute("aria-checked", "true")


async def _sent_again(wire: Wire) -> bool:
    return len(wire.sent_of("hearthtech/shopping/apply")) >= 2


async def _all_bought(env: BrowserEnvironment, names: list[str]) -> bool:
    bought = {item["name"] for item in await listed(env) if item["bought"]}
    return set(names) <= bought


@in_environment
async def test_the_worker_keeps_to_its_page(env: BrowserEnvironment) -> None:
    async with env.device() as device:
        page = await keep(env, device)
        scopes = await page.evaluate(
            "navigator.serviceWorker.getRegistrations().then((all) => all.map(({scope}) => new URL(scope).pathname))"
        )
        assert scopes == [LIST]
        kept = await page.evaluate(
            "caches.keys().then((names) => Promise.all(names.filter((name) => name.startsWith('hearthtech-list-'))"
            ".map((name) => caches.open(name).then((cache) => cache.keys()))))"
            ".then((all) => all.map((requests) => requests.map(({url}) => new URL(url).pathname)))"
        )
        assert len(kept) == 1
        assert LIST in kept[0]
        assert all(path.startswith(("/hearthtech_static/", LIST)) for path in kept[0])
        # Home Assistant's own pages are not its business: without network they do not open.
        await device.set_offline(True)
        other = await device.new_page()
        failed = ""
        try:
            await other.goto(env.home.url + "/hearthtech/shopping")
        except Exception as error:  # noqa: BLE001 (Playwright's error of a page that does not open)
            failed = str(error)
        assert "ERR_INTERNET_DISCONNECTED" in failed


SCRIPTS = """caches.keys().then((names) => Promise.all(
    names.filter((name) => name.startsWith("hearthtech-list-")).map((name) => caches.open(name)
        .then((cache) => cache.keys())
        .then((requests) => requests.map(({ url }) => url).filter((url) => url.includes("/hearthtech-list.js"))))))"""


async def _release(page: Page) -> str | None:
    release: str | None = await page.evaluate("document.documentElement.dataset.release ?? null")
    return release


@in_environment
async def test_an_update_replaces_the_kept_page_when_all_of_it_has_arrived(env: BrowserEnvironment) -> None:
    await clear_shopping(env)
    await env.home.action("hearthtech", "add_to_shopping", {"name": "leeks"})
    kept = "This page opens without network"
    async with ReleaseServer(env.home.url).running() as server, env.device() as device:

        async def show() -> Page:
            page = await device.new_page()
            await page.goto(server.url + LIST)
            return page

        async def show_without_network() -> Page:
            await device.set_offline(True)
            page = await show()
            await expect(row(page, "leeks")).to_be_visible()
            return page

        page = await show()
        await expect(
            page.locator("hearthtech-list").get_by_role("group", name="Without network")
        ).to_contain_text(kept)
        await expect(row(page, "leeks")).to_be_visible()
        before = await page.evaluate(SCRIPTS)
        assert [len(scripts) for scripts in before] == [1]
        await page.close()
        # The network breaks down in the middle of the update: the release that was kept still opens.
        server.release, server.breaks = "next1", True
        broken = await show()
        await expect(row(broken, "leeks")).to_have_count(0)
        await broken.close()
        page = await show_without_network()
        assert await _release(page) is None
        assert await page.evaluate(SCRIPTS) == before
        await page.close()
        # The update arrives: the next opening has it, and from then on it opens without network.
        await device.set_offline(False)
        server.breaks = False
        page = await show()
        await expect(
            page.locator("hearthtech-list").get_by_role("group", name="Without network")
        ).to_contain_text(kept)
        await expect(row(page, "leeks")).to_be_visible()
        assert await _release(page) == "next1"
        assert await page.evaluate(SCRIPTS) == [
            [f"{server.url}/hearthtech_static/hearthtech-list.js?v=next1"]
        ]
        await page.close()
        page = await show_without_network()
        assert await _release(page) == "next1"


@in_environment
async def test_nothing_secret_is_served_and_nobody_reads_without_a_login(env: BrowserEnvironment) -> None:
    await clear_shopping(env)
    await env.home.action("hearthtech", "add_to_shopping", {"name": "leeks"})
    async with env.home.http.get(env.home.url + LIST) as answer:
        text = await answer.text()
        assert "leeks" not in text
        assert str(env.home.frontend_tokens()["access_token"]) not in text
        assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
        assert answer.headers["Cache-Control"] == "no-cache"
    async with env.device() as device:
        page = await keep(env, device)
        await expect(row(page, "leeks")).to_be_visible()
        # She logs out in Home Assistant: the list is shown no more, with or without network.
        await page.evaluate(
            "sessionStorage.setItem('logged-out', '1'); localStorage.removeItem('hassTokens')"
        )
        await page.reload()
        button = press(page.locator("hearthtech-list"), "Log in")
        await expect(button).to_be_visible()
        await expect(row(page, "leeks")).to_have_count(0)
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        await button.click()
        await page.wait_for_url("**/auth/authorize**")
        await page.locator("input[name=username]").fill("demo")
        await page.locator("input[name=password]").fill("demo")
        assert not any("access_token" in url or "refresh_token" in url for url in asked)
        # An address with a code that nobody here has asked for logs nobody in.
        await page.goto(f"{env.home.url}{LIST}?code=stolen&state=guessed&storeToken=true")
        await expect(button).to_be_visible()
        assert page.url == env.home.url + LIST
        assert await page.evaluate("localStorage.getItem('hassTokens')") is None
