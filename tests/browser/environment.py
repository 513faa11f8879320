"""A real Home Assistant with a kitchen and a real stove for browser tests, and a real Chromium.

All of it runs on the event loop of a thread of its own, because the event loop of a test ends with the test. Tests are
written as coroutines and run there by `in_environment`.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import AsyncExitStack, asynccontextmanager, suppress
import functools
import json
from pathlib import Path
import shutil
import sys
import threading
from time import time
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "script"))

from _demo.dashboard import Burner, burners_of
from _demo.home_assistant_client import PASSWORD, HomeAssistant, Socket
from _demo.stove_process import CLIENT, Stove
from playwright.async_api import (
    Browser,
    BrowserContext,
    Page,
    Playwright,
    WebSocketRoute,
    async_playwright,
    expect,
)  # fmt: skip

ROOT = Path(__file__).resolve().parents[2]
INSTALLED_ENTRY = ROOT / "custom_components" / "hearthtech" / "frontend" / "hearthtech.js"
AXE = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    # A page that a test answers instead of the server would count as one from the internet.
    "--disable-features=LocalNetworkAccessChecks",
    # Home Assistant at a name of the local network, over plain http: no secure context, as by default.
    "--host-resolver-rules=MAP home.test 127.0.0.1",
    # Chromium's own test picture as a camera, allowed without a question.
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
]
PATIENCE_S = 60.0
"""A page on a busy machine shows something within this time, or is broken."""
expect.set_options(timeout=PATIENCE_S * 1000)
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


NAME_REJECTIONS = """addEventListener("unhandledrejection", event => {
    if (event.reason instanceof Error) return;
    event.preventDefault();
    console.error("unhandled rejection: " + JSON.stringify(event.reason));
});"""
"""Prints what was rejected; Chromium says only "Object" of an answer of Home Assistant."""
OFFLINE = (
    '{"code":"not_found","message":"Subscription not found."}',
    '"message":"Connection lost"',
)
"""Errors that Home Assistant's own pages cause around a lost connection, with or without a kitchen.

When it comes back, they end their subscription to notifications by the number it had before. What they asked when it was
lost is rejected, and not every asker listens. The kitchen's views catch both.
"""


class BrowserEnvironment:
    """The programs, shared by all tests of a worker."""

    home: HomeAssistant
    stove: Stove
    browser: Browser
    _playwright: Playwright
    kitchen_id: str
    burners: list[Burner]

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._stack = AsyncExitStack()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="browser tests", daemon=True)
        self._tokens: dict[str, dict[str, object]] = {}
        self._number = 0
        self._profiles: dict[str, list[BrowserContext]] = {}
        """Browsers that no page uses now, by language."""

    def run[T](self, work: Coroutine[Any, Any, T], within_s: float = 240.0) -> T:
        """Run a coroutine on the thread of the programs, and wait for it."""
        return asyncio.run_coroutine_threadsafe(asyncio.wait_for(work, within_s), self._loop).result()

    def start(self) -> None:
        self._thread.start()
        try:
            self.run(self._start())
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        with suppress(Exception):
            self.run(self._stack.aclose(), within_s=60.0)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10.0)
        self._loop.close()

    async def _start(self) -> None:
        self.home = HomeAssistant(self._folder)
        self.stove = Stove(self._folder, name="Kitchen stove", rate=1.0)
        self._stack.push_async_callback(self.stove.stop)
        await self.stove.start()
        self.home.prepare()
        self._stack.push_async_callback(self.home.stop)
        await self.home.start()
        await self.home.onboard()
        await self.home.wait_until_running()
        self.kitchen_id = await self.home.configure([{"next_step_id": "kitchen"}])
        await self.home.configure(
            [
                {"next_step_id": "link"},
                {"host": "127.0.0.1", "port": self.stove.port},
                {"next_step_id": "key"},
                {"key_id": CLIENT, "key": self.stove.key},
            ]
        )
        self.burners = await burners_of(self.home, self.stove.id)
        self._playwright = await self._stack.enter_async_context(async_playwright())
        self.browser = await self._playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        self._stack.push_async_callback(self.browser.close)

    # Users

    async def tokens_of(self, name: str | None) -> dict[str, object]:
        """Return the login of the owner, or of a user without administrator rights, creating the user."""
        if name is None:
            return self.home.frontend_tokens()
        if name not in self._tokens:
            user = await self.home.command("config/auth/create", name=name, group_ids=["system-users"])
            login = {"username": name.lower(), "password": PASSWORD}
            await self.home.command(
                "config/auth_provider/homeassistant/create", user_id=user["user"]["id"], **login
            )
            client = {"client_id": f"{self.home.url}/"}
            asked = {**client, "handler": ["homeassistant", None], "redirect_uri": f"{self.home.url}/"}
            flow = await self.home.rest("POST", "/auth/login_flow", asked)
            done = await self.home.rest("POST", f"/auth/login_flow/{flow['flow_id']}", {**client, **login})
            form = urlencode({**client, "grant_type": "authorization_code", "code": done["result"]})
            headers = {"Content-Type": "application/x-www-form-urlencoded"}
            async with self.home.http.post(f"{self.home.url}/auth/token", data=form, headers=headers) as got:
                answer = await got.json()
            self._tokens[name] = self.home.frontend_tokens() | {
                "access_token": answer["access_token"],
                "refresh_token": answer["refresh_token"],
                "expires": (time() + 1800) * 1000,
            }
        return self._tokens[name]

    # People of the kitchen

    async def add_person(self, name: str, **needs: list[str]) -> str:
        """Add a person by the form of Home Assistant. Returns the id of its subentry."""
        path = "/api/config/config_entries/subentries/flow"
        flow = await self.home.rest("POST", path, {"handler": [self.kitchen_id, "person"]})
        form = {"name": name, "needs": needs, "body": {}}
        done = await self.home.rest("POST", f"{path}/{flow['flow_id']}", form)
        assert done["type"] == "create_entry", done
        people = await self.home.command("config_entries/subentries/list", entry_id=self.kitchen_id)
        return str(next(one["subentry_id"] for one in people if one["title"] == name))

    async def remove_everybody(self) -> None:
        """Remove the people that other tests left: all browser tests share one kitchen."""
        for one in await self.home.command("config_entries/subentries/list", entry_id=self.kitchen_id):
            await self.remove_person(one["subentry_id"])
        await until(self._is_empty, "nobody is in the book")

    async def _is_empty(self) -> bool:
        told = await self.home.action("hearthtech", "list_people", {})
        return not told["people"]

    async def remove_person(self, subentry_id: str) -> None:
        await self.home.command(
            "config_entries/subentries/delete", entry_id=self.kitchen_id, subentry_id=subentry_id
        )

    # The stove

    async def heat(self, n: int) -> dict[str, Any]:
        """Return the real state of a burner, from the stove's own control panel."""
        parts = urlsplit(self.stove.told["hands"])
        headers = {"X-Token": parse_qs(parts.query)["token"][0]}
        async with self.home.http.get(f"http://{parts.netloc}/state", headers=headers) as answer:
            state: dict[str, Any] = (await answer.json())["burners"][str(n)]
            return state

    async def hands(self, verb: str, **arguments: object) -> Any:
        """Operate the stove by hand, over its control panel."""
        parts = urlsplit(self.stove.told["hands"])
        headers = {"X-Token": parse_qs(parts.query)["token"][0]}
        url = f"http://{parts.netloc}/do/{verb}"
        async with self.home.http.post(url, json=arguments, headers=headers) as answer:
            assert answer.status == 200, await answer.text()
            return await answer.json()

    async def cold(self) -> None:
        """Turn everything off, put pans on, and delete all timers."""
        for n in range(1, 5):
            await self.hands("turn", n=n, level=0.0)
            await self.hands("pan", n=n, kind="pot", water_l=1.0)
        await self.home.action("hearthtech", "everything_off", {})
        told = await self.home.command("hearthtech/timers")
        for timer in told["timers"]:
            await self.home.command("hearthtech/timer/change", timer=timer["id"], change="cancel")
        await self.home.command("hearthtech/timer/silence")

    def burner_id(self, n: int) -> str:
        return f"{self.stove.id}/{n}"

    # Pages

    @asynccontextmanager
    async def page(
        self,
        path: str,
        *,
        width: int = 1280,
        height: int = 800,
        dark: bool = False,
        language: str = "en",
        user: str | None = None,
        before: Callable[[Page], Awaitable[object]] | None = None,
        allowed_errors: tuple[str, ...] = (),
        own_clock: bool = False,
    ) -> AsyncIterator[Page]:
        """Open a path as a logged-in user. `before` is called with the empty page.

        At the end the page must have logged no error and asked nothing of another place. A page with a clock of its
        own gets a new browser, because Playwright installs a clock for all later pages of one.
        """
        context = await (self.browser.new_context(locale=language) if own_clock else self._profile(language))
        errors: list[str] = []
        context.set_default_timeout(PATIENCE_S * 1000)
        page = await context.new_page()
        await page.set_viewport_size({"width": width, "height": height})
        await page.emulate_media(color_scheme="dark" if dark else "light")
        page.on(
            "console",
            lambda told: (
                errors.append(f"{told.text} at {told.location['url']}") if told.type == "error" else None
            ),
        )
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on(
            "request",
            lambda asked: (
                errors.append(f"asks {asked.url}")
                if not asked.url.startswith((self.home.url, "data:", "blob:"))
                else None
            ),
        )
        await page.add_init_script(NAME_REJECTIONS)
        tokens = json.dumps(json.dumps(await self.tokens_of(user)))
        await page.add_init_script(
            f"localStorage.setItem('hassTokens', {tokens});"
            f"localStorage.setItem('selectedLanguage', JSON.stringify('{language}'));"
        )
        try:
            if before is not None:
                await before(page)
            await page.goto(self.home.url + path)
            yield page
        finally:
            if own_clock:
                await context.close()
            else:
                await self._put_back(context, language)
        told = [error for error in errors if not any(word in error for word in allowed_errors)]
        assert told == [], "\n".join(told)

    async def _profile(self, language: str) -> BrowserContext:
        """Return a browser that no page uses, without logins and storage.

        It keeps the files of Home Assistant's frontend and their compiled code, as the browser of a household does:
        a page takes half of the processor time.
        """
        unused = self._profiles.setdefault(language, [])
        return unused.pop() if unused else await self._new_profile(language)

    async def _new_profile(self, language: str) -> BrowserContext:
        self._number += 1
        context = await self._playwright.chromium.launch_persistent_context(
            self._folder / f"browser{self._number}", executable_path=CHROMIUM, args=FLAGS, locale=language
        )
        self._stack.push_async_callback(context.close)
        return context

    async def _put_back(self, context: BrowserContext, language: str) -> None:
        first, *opened = context.pages
        for page in opened:
            await page.close()
        session = await context.new_cdp_session(first)
        await session.send("Storage.clearDataForOrigin", {"origin": self.home.url, "storageTypes": "all"})
        await session.detach()
        await context.clear_cookies()
        await context.clear_permissions()
        self._profiles[language].append(context)

    async def new_context(self) -> BrowserContext:
        return await self.browser.new_context()

    @asynccontextmanager
    async def device(self, user: str | None = None, *, language: str = "en") -> AsyncIterator[BrowserContext]:
        """A phone on which a user is logged in: its storage and its workers outlive its pages."""
        context = await self.browser.new_context(viewport={"width": 390, "height": 844}, locale=language)
        context.set_default_timeout(PATIENCE_S * 1000)
        tokens = json.dumps(json.dumps(await self.tokens_of(user)))
        await context.add_init_script(
            f"if (!sessionStorage.getItem('logged-out')) localStorage.setItem('hassTokens', {tokens});"
            f"localStorage.setItem('selectedLanguage', JSON.stringify('{language}'));"
        )
        try:
            yield context
        finally:
            await context.close()


class Wire:
    """The WebSocket of a page, through which a test can listen, drop messages, answer, or cut the connection."""

    def __init__(self) -> None:
        self.sent: list[dict[str, Any]] = []
        self.received: list[dict[str, Any]] = []
        self.cut = False
        self.drops: Callable[[dict[str, Any]], bool] = lambda message: False
        self.loses: Callable[[dict[str, Any]], bool] = lambda message: False
        """Messages of the server that never reach the page."""
        self.answers: Callable[[dict[str, Any]], dict[str, Any] | None] = lambda message: None
        self._routes: list[WebSocketRoute] = []

    async def attach(self, page: Page) -> None:
        await page.route_web_socket("**/api/websocket", self._connect)

    async def _connect(self, route: WebSocketRoute) -> None:
        if self.cut:
            await route.close()
            return
        self._routes.append(route)
        server = route.connect_to_server()

        def from_page(text: str | bytes) -> None:
            messages = self._parsed(text)
            self.sent += messages
            for message in messages:
                if (answer := self.answers(message)) is not None:
                    route.send(json.dumps(answer))
                    return
                if self.drops(message):
                    return
            server.send(text)

        def from_server(text: str | bytes) -> None:
            messages = self._parsed(text)
            self.received += messages
            if not any(self.loses(message) for message in messages):
                route.send(text)

        route.on_message(from_page)
        server.on_message(from_server)

    async def break_connection(self) -> None:
        """Close the connection, and refuse new ones until `cut` is false."""
        self.cut = True
        for route in self._routes:
            with suppress(Exception):
                await route.close(code=1006)
        self._routes.clear()

    def sent_of(self, kind: str) -> list[dict[str, Any]]:
        return [message for message in self.sent if message.get("type") == kind]

    @staticmethod
    def _parsed(text: str | bytes) -> list[dict[str, Any]]:
        try:
            told = json.loads(text)
        except ValueError:
            return []
        return [one for one in (told if isinstance(told, list) else [told]) if isinstance(one, dict)]


async def until(condition: Callable[[], Awaitable[object]], what: str, within_s: float = PATIENCE_S) -> Any:
    """Wait until a condition is true; return what it returned."""
    try:
        async with asyncio.timeout(within_s):
            while not (found := await condition()):
                await asyncio.sleep(0.1)
            return found
    except TimeoutError:
        pytest.fail(f"not within {within_s:.0f} s: {what}")


async def open_socket(env: BrowserEnvironment) -> Socket:
    """Return a second connection of the owner."""
    return await Socket.open(env.home.http, f"{env.home.url}/api/websocket", env.home.access_token)


def in_environment(test: Callable[..., Coroutine[Any, Any, None]]) -> Callable[..., None]:
    """Run an asynchronous test on the event loop of the environment, its fixture `env`."""

    @functools.wraps(test)
    def run(env: BrowserEnvironment, **fixtures: object) -> None:
        env.run(test(env, **fixtures))

    return run
