"""A whole potluck and cook-off: the host in the panel, six guests on phones, one of them hostile."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
import os
from pathlib import Path
import re
from typing import Any

from playwright.async_api import Locator, Page, expect

from .environment import AXE, BrowserEnvironment, in_environment, until
from .gathering_guests import EVIL, OUTSIDE, GuestPhone, guest_phone
from .test_quality import violations

VIEW = "/hearthtech/gatherings"
SOUP = "Goulash\n\nServes 6\n\nIngredients\n1 kg beef\n500 g onions\n100 g flour\n\nMethod\n1. Fry.\n2. Stew."


def picture(folder: Path, name: str) -> Path:
    """Return where a picture is saved: in `HEARTHTECH_PICTURES` if it is set."""
    return Path(os.environ.get("HEARTHTECH_PICTURES", folder)) / f"{name}.png"


@asynccontextmanager
async def pages_of_guests(env: BrowserEnvironment) -> AsyncIterator[None]:
    """Turn on the pages of guests, and give Home Assistant an address from outside."""
    flow = await env.home.rest("POST", "/api/config/config_entries/options/flow", {"handler": env.kitchen_id})
    data = {one["name"]: one["default"] for one in flow["data_schema"] if "default" in one}
    url = f"/api/config/config_entries/options/flow/{flow['flow_id']}"
    await env.home.rest("POST", url, data | {"guest_pages": True})
    await env.home.command("config/core/update", external_url=OUTSIDE)
    try:
        yield
    finally:
        await env.home.command("config/core/update", external_url=None)


def press(place: Page | Locator, words: str) -> Locator:
    return place.get_by_role("button", name=words, exact=True)


async def invited(host: Page, name: str) -> str:
    """Invite a guest in the panel. Returns the link."""
    section = host.locator("ht-guests-section")
    await section.get_by_label("Name of a guest").fill(name)
    await press(section, "Invite").click()
    await expect(section.locator("h3")).to_have_text(f"Link for {name}")
    return await section.locator("ht-guest-link code").inner_text()


async def opened(host: Page, button: Locator) -> Page:
    """Press a button that opens a page of its own."""
    async with host.context.expect_page() as waiting:
        await button.click()
    page = await waiting.value
    await page.wait_for_load_state()
    return page


async def detail(env: BrowserEnvironment) -> dict[str, Any]:
    [one] = (await env.home.command("hearthtech/gatherings"))["gatherings"]
    found: dict[str, Any] = await env.home.command("hearthtech/gathering", gathering=one["id"])
    return found


@in_environment
async def test_a_potluck_and_a_cook_off_with_six_guests(env: BrowserEnvironment, tmp_path: Path) -> None:
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(pages_of_guests(env))
        host = await stack.enter_async_context(env.page(VIEW))
        await made(host)
        phones = await arrived(env, stack, host, tmp_path)
        await potluck(env, host, phones, tmp_path)
        await live(env, phones, tmp_path)
        await cook_off(env, host, phones, tmp_path)
        await afterwards(env, host, phones, tmp_path)


async def made(host: Page) -> None:
    await press(host, "New gathering").first.click()
    form = host.locator("ht-gathering-form")
    await form.get_by_label("Title").fill("Day in the park")
    await form.get_by_label("Begins").fill("2099-06-05T17:00")
    await form.get_by_label("Place").fill("At the big oak")
    await press(form, "Drink").click()
    await press(form, "Save").click()
    await expect(host.locator("ht-gathering .head h2")).to_have_text("Day in the park")
    assert "/gatherings/" in host.url
    overview = host.locator("ht-gathering section").nth(1)
    await expect(overview).to_contain_text("Nobody brings: Salad")
    dishes = host.locator("ht-dishes-section")
    await dishes.get_by_role("textbox", name="Dish", exact=True).fill("Green salad")
    await dishes.get_by_label("Course").select_option("salad")
    await press(dishes, "Ask the guests for it").click()
    await expect(dishes.locator("ht-row")).to_have_count(1)
    await dishes.get_by_role("textbox", name="Dish", exact=True).fill("Lentil soup")
    await dishes.get_by_label("Course").select_option("main")
    await dishes.get_by_label("Technique").select_option("autopilot")
    await dishes.get_by_label("Takes part").check()
    await press(dishes, "We bring it").click()
    await expect(dishes.locator("ht-row")).to_have_count(2)


async def arrived(
    env: BrowserEnvironment, stack: AsyncExitStack, host: Page, folder: Path
) -> dict[str, GuestPhone]:
    """Invite five guests, of whom one is outside; a sixth joins by the link for everybody."""
    phones = {}
    for name, scripts in (("Ann", True), ("Ben", True), ("Cem", False), ("Mallory", False)):
        link = await invited(host, name)
        assert link.startswith(f"{OUTSIDE}/api/hearthtech/guest/")
        if name == "Ann":
            code = host.locator("ht-guest-link svg")
            await code.scroll_into_view_if_needed()
            await host.screenshot(path=picture(folder, "gathering-link"), animations="disabled")
            assert await code.get_attribute("aria-label") == "QR code of the link"
        phones[name] = await stack.enter_async_context(guest_phone(env, link, scripts=scripts))
    section = host.locator("ht-guests-section")
    await press(section, "Link for everybody").click()
    await expect(section.locator("h3")).to_have_text("Link for everybody")
    shared = await section.locator("ht-guest-link code").inner_text()
    eva = await stack.enter_async_context(guest_phone(env, shared, language="de-DE"))
    await eva.page.get_by_label("Dein Name").fill("Eva")
    await eva.page.get_by_role("button", name="Weiter").click()
    await expect(eva.page.locator("main")).to_contain_text("Hallo Eva")
    eva.link = eva.page.url
    phones["Eva"] = eva
    await expect(section.locator("ht-row").filter(has_text="Eva")).to_contain_text("shared link")
    return phones


async def potluck(env: BrowserEnvironment, host: Page, phones: dict[str, GuestPhone], folder: Path) -> None:
    ann, ben, cem, mallory = (phones[name] for name in ("Ann", "Ben", "Cem", "Mallory"))
    await ann.page.screenshot(path=picture(folder, "guest-page"), full_page=True)
    await ann.answer("yes", heads=2)
    await ben.answer("yes")
    await cem.answer("maybe")
    await ann.bring("Goulash", competes=True, recipe=SOUP, portions="6", course="main", technique="by_hand")
    assert "Contains: Cereals" in await ann.text() or "Contains: Gluten" in await ann.text()
    await ben.bring(
        "Tarte", competes=True, portions="8", course="dessert", technique="guided", a_nuts="contains"
    )
    await cem.page.get_by_role("button", name="I bring it").click()
    await expect(cem.page.locator("#note")).to_have_text("Saved.")
    for phone, need in ((ann, "vegan"), (ben, "vegan"), (cem, "halal")):
        await phone.page.locator("summary").filter(has_text="What you can't eat").click()
        await phone.page.locator(f'input[name="diet"][value="{need}"]').check()
        await phone.send("needs")
    # Who is hostile enters markup everywhere, and reaches for what is not theirs.
    await mallory.answer("yes", heads=20)
    await mallory.bring(EVIL, competes=True, recipe=EVIL * 20, portions="500")
    salad = next(one for one in (await detail(env))["dishes"] if one["name"] == "Green salad")
    attacks: list[dict[str, str | float | bool]] = [
        {"do": "withdraw", "dish": salad["id"]},
        {"do": "consent", "dish": salad["id"]},
        {"do": "bring", "dish": salad["id"], "name": "Mine", "course": "salad"},
        {"do": "answer", "rsvp": "yes", "heads": "99999"},
        {"do": "join", "name": "Twin"},
        {"do": "vote", "s_A_taste": "5"},
    ]
    for data in attacks:
        refused = await mallory.context.request.post(mallory.page.url, form=data)
        assert 'class="note bad"' in await refused.text()
    too_large = await mallory.context.request.post(mallory.page.url, data="x" * 200_000)
    assert too_large.status == 413
    told = await detail(env)
    assert {dish["name"]: dish["cook"] for dish in told["dishes"]}["Green salad"] == "Cem"
    # The host sees text, and no need of a single guest.
    dishes = host.locator("ht-dishes-section")
    await expect(dishes).to_contain_text(EVIL[:20])
    assert await host.locator("img[src='x']").count() == 0
    overview = host.locator("ht-gathering section").nth(1)
    await expect(overview).to_contain_text("Vegan: 2")
    await expect(overview).not_to_contain_text("Salad")
    await host.screenshot(path=picture(folder, "gathering-panel"), full_page=True, animations="disabled")
    for phone in (ann, cem):
        assert await phone.barriers() == []
        assert not await phone.sideways()
    if AXE.exists():
        assert await violations(host, "ht-gatherings") == []
    # A calendar file with what the guest brings.
    ics = await (await cem.context.request.get(f"{cem.page.url}/event.ics")).text()
    assert "SUMMARY:Day in the park" in ics
    assert "Green salad" in ics.replace("\r\n ", "")


async def live(env: BrowserEnvironment, phones: dict[str, GuestPhone], folder: Path) -> None:
    """What one guest taps, another sees."""
    ann, ben = phones["Ann"], phones["Ben"]
    for phone in (ann, ben):
        await phone.page.get_by_role("link", name="Live, with everybody").click()
        await expect(phone.page.locator("#dishes li")).to_have_count(6)
        # The page has no origin: it can't read the login that is stored for Home Assistant.
        assert await phone.page.evaluate("self.origin") == "null"
    await ann.page.get_by_role("button", name=re.compile("Yummy: Green salad")).click()
    await expect(ben.page.locator("#timeline")).to_contain_text("😋 Green salad")
    await ben.page.screenshot(path=picture(folder, "guest-live"))
    assert await ben.barriers() == []
    assert not await ben.sideways()
    for phone in (ann, ben):
        await phone.page.get_by_role("link", name="Back to my page").click()
        await expect(phone.page.locator("main")).to_contain_text("Green salad")
    assert len((await detail(env))["timeline"]) == 1


async def cook_off(env: BrowserEnvironment, host: Page, phones: dict[str, GuestPhone], folder: Path) -> None:
    await press(host.locator("ht-guests-section"), "Confirm Eva").click()
    await expect(press(host.locator("ht-guests-section"), "Confirm Eva")).to_have_count(0)
    outside = await invited(host, "Fay")
    section = host.locator("ht-cook-off-section")
    await press(section, "Open the vote").click()
    await expect(section).to_contain_text("Letters: A, B, C, D")
    # Each cook finds out their own letter: it is the one without choices.
    letters: dict[str, str] = {}
    for name, phone in phones.items():
        await phone.open()
        own = await phone.page.locator("li:has-text('Your own dish') .letter").all_inner_texts()
        if own:
            letters[name] = own[0]
        text = await phone.text()
        assert name in {"Ann", "Ben"} or "Goulash" not in text
    assert set(letters) == {"Ann", "Ben", "Mallory"}
    [stove] = set("ABCD") - set(letters.values())
    best = {letters["Ann"]: {"taste": 5, "look": 4}, letters["Ben"]: {"taste": 3}, stove: {"taste": 4}}
    await phones["Ann"].page.screenshot(path=picture(folder, "guest-vote"), full_page=True)
    assert await phones["Ann"].barriers() == []
    assert not await phones["Ann"].sideways()
    for name in ("Ann", "Ben", "Cem", "Eva"):
        await phones[name].vote(best)
    # The hostile guest votes many times, for themselves too: one ballot, without their own dish.
    mallory = phones["Mallory"]
    for _ in range(3):
        form: dict[str, str | float | bool] = {"do": "vote"}
        form |= {f"s_{letter}_taste": "5" if letter == letters["Mallory"] else "1" for letter in "ABCD"}
        await mallory.context.request.post(mallory.page.url, form=form)
    await expect(section).to_contain_text("Ballots: 5")
    await paper(host, section, folder, stove)
    await expect(section).to_contain_text("Ballots: 6")
    await pasted(env, host, outside, stove, folder)
    await expect(section).to_contain_text("Ballots: 7")
    await host.screenshot(path=picture(folder, "gathering-vote"), full_page=True, animations="disabled")
    await press(section, "Close and reveal").click()
    rows = section.locator("ht-row")
    await expect(rows).to_have_count(4)
    # Ann: Ben, Cem and Eva give 5 and 4, Mallory 1. The stove: four times 4, once 1, and twice 5 from paper.
    result = {one["letter"]: one for one in (await detail(env))["result"]["entries"]}
    assert result[letters["Ann"]]["dimensions"] == {"taste": 4.0, "look": 4.0}
    assert result[stove]["dimensions"]["taste"] == (4 * 4 + 1 + 5 + 5) / 7
    assert result[letters["Mallory"]]["score"] is None
    assert (result[stove]["place"], result[letters["Ann"]]["place"]) == (1, 1) or result[stove][
        "tied"
    ] is False
    first = rows.first
    await expect(first).to_contain_text("Place 1")
    await expect(section).to_contain_text("Autopilot")
    eva = phones["Eva"]
    await eva.open()
    await expect(eva.page.locator("main")).to_contain_text("Ergebnis")
    await expect(eva.page.locator("main")).to_contain_text("Vom Herd gekocht")


async def paper(host: Page, section: Locator, folder: Path, winner: str) -> None:
    """Print ballots, and count one as it was filled in by hand."""
    await section.get_by_label("Paper ballots").fill("2")
    sheet = await opened(host, press(section, "Print ballots"))
    codes = await sheet.locator(".code").all_inner_texts()
    assert len(set(codes)) == 2
    assert await sheet.locator(".ballot").first.locator("tr").count() == 5
    await sheet.screenshot(path=picture(folder, "paper-ballots"))
    await sheet.close()
    await section.get_by_label("Code of a paper ballot").fill(codes[0].lower())
    await section.get_by_label(f"{winner}, Taste").select_option("5")
    await press(section, "Count this ballot").click()
    await expect(section).to_contain_text("Counted")


async def pasted(env: BrowserEnvironment, host: Page, link: str, winner: str, folder: Path) -> None:
    """A guest without a connection fills in the file, and the host pastes the text."""
    code = link.rpartition("/")[2]
    made = await env.home.action("hearthtech", "get_gathering_page", {"page": "outside", "code": code})
    async with env.home.http.get(env.home.url + made["path"]) as answer:
        file = folder / "gathering.html"
        file.write_bytes(await answer.read())
    context = await env.browser.new_context(
        viewport={"width": 390, "height": 844}, locale="fr-FR", offline=True
    )
    try:
        page = await context.new_page()
        problems: list[str] = []
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("dialog", lambda dialog: problems.append(dialog.message))
        page.on("console", lambda told: problems.append(told.text) if told.type == "error" else None)
        await page.goto(file.as_uri())
        assert await page.locator('input[name="name"]').input_value() == "Fay"
        await page.locator(f'input[name="{winner} taste"][value="5"]').check()
        await page.get_by_text("Un plat que tu apportes").click()
        await page.locator('input[name="dish"]').fill('Pain "complet" à l’ail')
        await page.locator('textarea[name="recipe"]').fill("500 g de farine\n\n  > 2 gousses d'ail  \n")
        await page.get_by_role("button", name="Créer le texte").click()
        text = await page.locator("textarea[readonly]").input_value()
        await page.screenshot(path=picture(folder, "outside-page"), full_page=True)
        assert problems == []
    finally:
        await context.close()
    section = host.locator("ht-afterwards-section")
    await section.get_by_label("Pasted answers").fill(text.replace("taste 5", "taste 1"))
    await press(section, "Take the answers").click()
    await expect(section).to_contain_text("Not taken: Fay")
    await section.get_by_label("Pasted answers").fill(f"Fay, 18:04:\n{text}")
    await press(section, "Take the answers").click()
    await expect(section).to_contain_text("Taken: Fay. Votes: 1.")
    told = await detail(env)
    assert 'Pain "complet" à l’ail' in {dish["name"] for dish in told["dishes"]}


async def afterwards(
    env: BrowserEnvironment, host: Page, phones: dict[str, GuestPhone], folder: Path
) -> None:
    ann = phones["Ann"]
    await ann.open()
    await ann.page.locator('form:has(input[value="consent"]) input[name="consent"]').first.check()
    await ann.send("consent")
    section = host.locator("ht-afterwards-section")
    await section.get_by_label("Critic", exact=True).fill("Maud")
    await section.get_by_label("What the critic says").fill(f"Soup with a soul. {EVIL}")
    await press(section, "Add the review").click()
    await expect(section.locator("blockquote")).to_contain_text("Soup with a soul.")
    keepsake = await opened(host, press(section, "Keepsake"))
    text = await keepsake.locator("main").inner_text()
    for wanted in ("Day in the park", "Place 1", "1 kg beef", "Soup with a soul.", "😋"):
        assert wanted in text, wanted
    assert "500 g de farine" not in text
    assert await keepsake.locator("img").count() == 0
    await keepsake.screenshot(path=picture(folder, "keepsake"), full_page=True)
    await keepsake.close()
    cards = await opened(host, press(section, "Place cards"))
    assert await cards.locator(".card").count() == 6
    await expect(cards.locator(".card").filter(has_text="Tarte")).to_contain_text("Contains: Tree nuts")
    await cards.screenshot(path=picture(folder, "place-cards"), full_page=True)
    await cards.close()
    await press(section, "Close the pages of guests").click()
    await expect(host.locator(".head")).to_contain_text("Pages closed")
    gone = await ann.context.request.get(ann.link.replace(OUTSIDE, env.home.url))
    assert gone.status == 404
    await press(section, "Delete the gathering").click()
    await press(section, "Really delete? It can't be undone").click()
    await until(lambda: _none(env), "the gathering is deleted")


async def _none(env: BrowserEnvironment) -> bool:
    return not (await env.home.command("hearthtech/gatherings"))["gatherings"]
