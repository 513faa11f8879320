"""Guests of a gathering on phones, for the browser test: each in a browser of their own, without an account."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
import re

from playwright.async_api import Browser, BrowserContext, Page, expect

from .environment import AXE, PATIENCE_S, BrowserEnvironment

OUTSIDE = "https://guests.example"
EVIL = '<img src=x onerror="alert(1)"></script><script>alert(2)</script>'


@dataclass(slots=True, kw_only=True)
class GuestPhone:
    """The phone of one guest, at the guest's page."""

    page: Page
    context: BrowserContext
    link: str
    home: str
    problems: list[str] = field(default_factory=list)

    async def open(self, link: str = "") -> None:
        self.link = link or self.link
        answer = await self.page.goto(self.link.replace(OUTSIDE, self.home))
        assert answer is not None
        assert answer.status == 200, answer.status

    async def send(self, action: str) -> None:
        """Press the button of a form, and wait for the note that it was saved."""
        form = self.page.locator(f'form:has(input[name="do"][value="{action}"])').last
        await form.locator("button").last.click()
        await expect(self.page.locator("#note")).to_be_visible()

    async def answer(self, rsvp: str, heads: int = 1) -> None:
        await self.page.locator(f'input[name="rsvp"][value="{rsvp}"]').check()
        await self.page.locator('input[name="heads"]').fill(str(heads))
        await self.send("answer")

    async def bring(self, name: str, *, competes: bool, **fields: str) -> None:
        """Enter a dish. `fields` are texts and choices of the form by name."""
        await self.page.locator("summary").filter(has_text="A dish that you bring").click()
        form = self.page.locator('form:has(input[value="bring"])').last
        await form.locator('input[name="name"]').fill(name)
        for field_name, value in fields.items():
            place = form.locator(f'[name="{field_name}"]')
            if await place.evaluate("one => one.tagName") == "SELECT":
                await place.select_option(value)
            else:
                await place.fill(value)
        if competes:
            await form.locator('input[name="competes"]').check()
        await self.send("bring")

    async def vote(self, scores: dict[str, dict[str, int]]) -> None:
        for letter, given in scores.items():
            for dimension, score in given.items():
                place = self.page.locator(f'input[name="s_{letter}_{dimension}"][value="{score}"]')
                # There is nothing to choose for the own dish.
                if await place.count():
                    await place.check()
        await self.send("vote")

    async def barriers(self) -> list[str]:
        """The violations of WCAG 2.2 AA on this page, with everything unfolded; none if axe is not installed.

        They are found in a copy of the page, because the page itself permits no script.
        """
        if not AXE.exists():
            return []
        content = re.sub(r"<script.*?</script>", "", await self.page.content(), flags=re.DOTALL)
        browser = self.context.browser
        assert browser is not None
        copy = await browser.new_page(viewport={"width": 390, "height": 844})
        try:
            await copy.set_content(content)
            await copy.evaluate(AXE.read_text("utf-8") + "; undefined")
            found: list[str] = await copy.evaluate(
                """async () => {
                    for (const one of document.querySelectorAll("details")) one.open = true;
                    const values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
                    const { violations } = await axe.run(document, { runOnly: { type: "tag", values } });
                    return violations.flatMap(({ id, nodes }) => nodes.map((node) => id + node.html.slice(0, 200)));
                }"""
            )
        finally:
            await copy.close()
        return found

    async def sideways(self) -> bool:
        """Whether the page is wider than the phone."""
        wide: bool = await self.page.evaluate(
            "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"
        )
        return wide

    async def text(self) -> str:
        return await self.page.locator("main").inner_text()


@asynccontextmanager
async def guest_phone(
    env: BrowserEnvironment, link: str, *, language: str = "en", scripts: bool = False
) -> AsyncIterator[GuestPhone]:
    """Open a guest's page on a phone, by default without scripts."""
    browser: Browser = env.browser
    context = await browser.new_context(
        viewport={"width": 390, "height": 844}, locale=language, java_script_enabled=scripts
    )
    context.set_default_timeout(PATIENCE_S * 1000)
    page = await context.new_page()
    phone = GuestPhone(page=page, context=context, link=link, home=env.home.url)
    page.on("dialog", lambda dialog: phone.problems.append(f"dialog {dialog.message}"))
    page.on("pageerror", lambda error: phone.problems.append(str(error)))
    page.on(
        "request",
        lambda asked: (
            None if asked.url.startswith((env.home.url, "data:")) else phone.problems.append(asked.url)
        ),
    )
    try:
        await phone.open()
        yield phone
    finally:
        await context.close()
    assert phone.problems == []
