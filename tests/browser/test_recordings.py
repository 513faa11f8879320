"""Recordings in a real browser: edited by pointer and by keys alone, by two people at once, compared and signed."""

import os
from pathlib import Path
import re
from typing import Any

from playwright.async_api import Locator, Page, expect

from ..kitchen.sessions.recorded_cookings import Curve, archive_of, rested, soup
from .environment import OFFLINE, BrowserEnvironment, Wire, in_environment, until
from .test_kitchen import press
from .test_quality import OURS, needs_node, scrolls_sideways, violations

VIEW = "/hearthtech/recordings"
MARKUP = "<img src=x onerror=document.title='taken'>"
FOCUSED = "() => { let e = document.activeElement; while (e?.shadowRoot?.activeElement) e = e.shadowRoot.activeElement; return (e?.getAttribute('aria-label') ?? e?.labels?.[0]?.textContent ?? e?.textContent ?? '').replace(/\\s+/g, ' ').trim(); }"


async def recorded(env: BrowserEnvironment, folder: Path, **cookings: tuple[str, Curve]) -> None:
    """Bring recordings into the kitchen, as the export of another one."""
    remarks = [(300.0, f"smells of thyme {MARKUP}"), (900.0, "now add the carrots")]
    target = await archive_of(
        folder, {key: (name, curve, remarks) for key, (name, curve) in cookings.items()}
    )
    place = env.home.folder / "www"
    place.mkdir(exist_ok=True)
    (place / f"{folder.name}.zip").write_bytes(target.read_bytes())
    await env.home.action("hearthtech", "import_book", {"path": str(place / f"{folder.name}.zip")})


async def kept(env: BrowserEnvironment, recording: str) -> dict[str, Any]:
    found: dict[str, Any] = await env.home.command("hearthtech/recording", recording=recording)
    return found


async def phase(env: BrowserEnvironment, recording: str, activity: str) -> dict[str, Any]:
    return next(
        one
        for one in (await kept(env, recording))["phases"]
        if one["activity"] == activity and not one["out"]
    )


def step(page: Page, words: str) -> Locator:
    return page.locator("ht-recording-page li", has_text=words)


def grip(page: Page, name: str) -> Locator:
    return page.locator("ht-recording-trace").get_by_role("slider", name=name, exact=True)


async def picture(page: Page, folder: Path, name: str) -> None:
    """Take a picture; it is saved in `HEARTHTECH_PICTURES` if that is set."""
    place = Path(os.environ.get("HEARTHTECH_PICTURES", folder))
    await page.screenshot(path=place / f"recording-{name}.png", animations="disabled", full_page=True)


async def _is(env: BrowserEnvironment, recording: str, activity: str, field: str, wanted: object) -> bool:
    return bool((await phase(env, recording, activity))[field] == wanted)


@in_environment
async def test_edited_by_pointer_and_signed(env: BrowserEnvironment, tmp_path: Path) -> None:
    await recorded(env, tmp_path, pointer1=("Nonna soup", soup()))
    before = await phase(env, "pointer1", "simmer")
    async with env.page(VIEW) as page:
        await page.get_by_role("link", name=re.compile("Nonna soup")).click()
        await expect(page).to_have_url(re.compile("/recordings/pointer1$"))
        await step(page, "Let it simmer").first.locator(".step").click()
        # The beginning is dragged; the place beside the line where it is held does not matter.
        handle = grip(page, "Begins")
        box = await handle.bounding_box()
        plot = await page.locator("ht-recording-trace .plot").bounding_box()
        assert box is not None
        assert plot is not None
        await page.mouse.move(box["x"] + 20, box["y"] + box["height"] / 2)
        await page.mouse.down()
        await page.mouse.move(box["x"] + 20 + plot["width"] * 0.06, box["y"] + 40, steps=8)
        await expect(handle.locator("output")).to_be_visible()
        await page.mouse.up()
        await until(lambda: _moved(env, "pointer1", before["start"]), "the beginning is moved")
        now = await phase(env, "pointer1", "simmer")
        assert abs(now["start"] - before["start"] - 0.06 * 1889) < 15
        assert (await phase(env, "pointer1", "boil"))["stop"] == now["start"]
        # Words, a human gate, and a split.
        panel = page.locator("ht-step-panel")
        await panel.get_by_label("Words of the step").fill(f"Skim it. {MARKUP}")
        await panel.get_by_label("Words of the step").blur()
        await expect(step(page, "Skim it.")).to_contain_text(MARKUP)
        await panel.get_by_label("Only a person can tell").fill("until it smells like Sunday")
        await press(panel, "Wait for a person").click()
        await expect(step(page, "Skim it.")).to_contain_text("until it smells like Sunday")
        await press(panel, "Split").click()
        await expect(grip(page, "Split at")).to_be_visible()
        await press(panel, "Split here").click()
        await expect(page.locator("ht-recording-page li")).to_have_count(8)
        await press(page.locator("ht-recording-page"), "Undo").click()
        await expect(page.locator("ht-recording-page li")).to_have_count(7)
        await press(page.locator("ht-recording-page"), "Redo").click()
        await expect(page.locator("ht-recording-page li")).to_have_count(8)
        await press(page.locator("ht-recording-page"), "Undo").click()
        # Joined with the next: the moment between them is folded in.
        await step(page, "Let it come to a boil").locator(".step").click()
        await press(panel, "Join with the next").click()
        await expect(page.locator("ht-recording-page li")).to_have_count(6)
        await step(page, "Turn the heat off").last.locator(".step").click()
        await press(panel, "Leave out").click()
        await expect(page.locator("ht-recording-page li[data-out]")).to_have_count(2)
        await picture(page, tmp_path, "edited")
        await press(page.locator("ht-recording-page"), "Sign").click()
        sheet = page.locator("ht-sign-sheet")
        await sheet.get_by_label("Signed by").fill("Nonna")
        await press(sheet, "Sign and keep").click()
        await expect(page.locator("ht-recording-page .signed")).to_contain_text("Signed by Nonna")
        await page.locator("ht-recording-page .signed").get_by_role("button", name="Nonna soup").click()
        await expect(page.locator("ht-recipe-page h1")).to_have_text("Nonna soup")
        assert await page.title() != "taken"
    told = await env.home.action("hearthtech", "get_recipe", {"recipe": "Nonna soup", "details": ["diary"]})
    steps = told["recipe"]["steps"]
    assert told["recipe"]["author"] == "Nonna"
    assert [one["goal"]["words"] for one in steps if one["goal"] and one["goal"]["kind"] == "HumanGate"] == [
        "until it smells like Sunday"
    ]
    assert [one["session_id"] for one in told["diary"]] == ["pointer1"]


async def _moved(env: BrowserEnvironment, recording: str, start: float) -> bool:
    return bool((await phase(env, recording, "simmer"))["start"] > start + 20)


@in_environment
async def test_by_keys_alone_on_a_narrow_phone(env: BrowserEnvironment, tmp_path: Path) -> None:
    await recorded(env, tmp_path, keys1=("Broth", soup(minutes=10)))
    before = await phase(env, "keys1", "boil")
    async with env.page(f"{VIEW}/keys1", width=360, height=740) as page:
        await expect(page.locator("ht-recording-page li")).to_have_count(7)

        async def tab_to(name: str, key: str = "Tab") -> None:
            for _ in range(80):
                if str(await page.evaluate(FOCUSED)).startswith(name):
                    return
                await page.keyboard.press(key)
            raise AssertionError(f"no way to {name} by {key}")

        await tab_to("2 Keep it boiling")
        await page.keyboard.press("Enter")
        await tab_to("Ends", "Shift+Tab")
        for _ in range(3):
            await page.keyboard.press("ArrowRight")
        await page.keyboard.press("Enter")
        await until(
            lambda: _is(env, "keys1", "boil", "stop", round(before["stop"] + 15, 1)),
            "the end is moved by keys",
        )
        # Escape puts it back before it is sent.
        await page.keyboard.press("PageUp")
        await page.keyboard.press("Escape")
        await page.wait_for_timeout(1000)
        assert await _is(env, "keys1", "boil", "stop", round(before["stop"] + 15, 1))
        await tab_to("Words of the step")
        await page.keyboard.press("Control+A")
        await page.keyboard.type("Roll it gently.")
        await page.keyboard.press("Tab")
        await expect(step(page, "Roll it gently.")).to_be_visible()
        await until(lambda: _is(env, "keys1", "boil", "text", "Roll it gently."), "the words are kept")
        await tab_to("Wait for a person")
        await page.keyboard.press("Space")
        await until(lambda: _is(env, "keys1", "boil", "gate", "until somebody says so"), "the gate is kept")
        await tab_to("Undo", "Shift+Tab")
        await page.keyboard.press("Enter")
        await until(lambda: _is(env, "keys1", "boil", "gate", ""), "the gate is undone")
        await expect(page.locator("ht-recording-page [role=status]").first).to_have_text("Changed")
        await tab_to("Sign")
        await page.keyboard.press("Enter")
        await tab_to("Sign and keep")
        await page.keyboard.press("Enter")
        await expect(page.locator("ht-recording-page .signed")).to_be_visible()
    [entry] = [one for one in await env.home.command("hearthtech/recordings") if one["id"] == "keys1"]
    assert entry["signed_by"]


@in_environment
async def test_two_people_edit_one_recording(env: BrowserEnvironment, tmp_path: Path) -> None:
    await recorded(env, tmp_path, both1=("Stock of two", soup(minutes=8)))
    wire = Wire()
    async with (
        env.page(f"{VIEW}/both1", before=wire.attach) as ada,
        env.page(f"{VIEW}/both1", width=390, height=844, language="de", user="Ben") as ben,
    ):
        await expect(step(ben, "Let it simmer").first).to_be_visible()
        await step(ada, "Let it simmer").first.locator(".step").click()
        words = ada.locator("ht-step-panel").get_by_label("Words of the step")
        await words.fill("Simmer until soft.")
        await words.blur()
        await expect(step(ben, "Simmer until soft.")).to_be_visible()
        # An edit by a page that has not heard of a change is no loss: it is refused and says so.
        wire.answers = lambda message: None
        stale = (await kept(env, "both1"))["version"]
        await step(ben, "Simmer until soft.").locator(".step").click()
        held = ben.locator("ht-step-panel").get_by_label("Worte des Schritts")
        await held.fill("Leise köcheln.")
        simmer = await phase(env, "both1", "simmer")
        await env.home.command(
            "hearthtech/recording/edit",
            recording="both1",
            version=stale,
            kind="gate",
            phase=simmer["id"],
            text="until soft",
        )
        told = await env.home.command(
            "hearthtech/recording/edit",
            recording="both1",
            version=stale,
            kind="rename",
            phase=simmer["id"],
            text="x",
        )
        assert told["conflict"]
        await held.blur()
        await expect(
            ben.locator("ht-recording-page .conflict").or_(step(ben, "Leise köcheln.")).first
        ).to_be_visible()


@in_environment
async def test_refused_without_connection_and_tried_again(env: BrowserEnvironment, tmp_path: Path) -> None:
    await recorded(env, tmp_path, offline1=("Sauce", soup(minutes=8)))
    wire = Wire()
    async with env.page(f"{VIEW}/offline1", before=wire.attach, allowed_errors=OFFLINE) as page:
        panel = page.locator("ht-step-panel")
        await expect(panel).to_be_visible()
        wire.answers = lambda message: (
            {"id": message["id"], "type": "result", "success": False, "error": {"code": "x", "message": "no"}}
            if message.get("type") == "hearthtech/recording/edit"
            else None
        )
        end = (await phase(env, "offline1", "warm"))["stop"]
        await panel.get_by_role("button", name="Ends: 5 s later").click()
        failure = page.locator("ht-recording-page > ht-failure, ht-recording-page ht-failure").first
        await expect(failure).to_contain_text("That did not work: no")
        wire.answers = lambda message: None
        await press(failure, "Retry").click()
        await until(
            lambda: _is(env, "offline1", "warm", "stop", round(end + 5, 1)), "the edit is tried again"
        )
        await wire.break_connection()
        await expect(page.locator(".strip")).to_contain_text("No connection")
        await expect(press(page.locator("ht-recording-page"), "Sign")).to_be_disabled()
        await expect(page.locator("ht-recording-trace").get_by_role("slider")).to_have_count(0)
        wire.cut = False
        await expect(press(page.locator("ht-recording-page"), "Sign")).to_be_enabled()


@in_environment
async def test_several_cooks_side_by_side(env: BrowserEnvironment, tmp_path: Path) -> None:
    await recorded(
        env,
        tmp_path,
        cooks1=("Sunday broth", soup(minutes=20)),
        cooks2=("Sunday broth", soup(minutes=26, seed=2)),
        cooks3=("sunday broth", soup(minutes=17, seed=3)),
    )
    for recording, cook in (("cooks1", "Nonna"), ("cooks2", "Ada"), ("cooks3", MARKUP)):
        await env.home.command(
            "hearthtech/recording/edit", recording=recording, version=0, kind="cook", text=cook
        )
    async with env.page(f"{VIEW}/cooks1", width=1280, height=1000) as page:
        table = page.locator("ht-compare-table table")
        await expect(table.locator("thead th")).to_have_count(5)
        assert [
            re.split(r"\s{2,}|\n", words.strip())[0]
            for words in await table.locator("thead th").all_inner_texts()
        ] == ["Step", "Nonna", "Ada", MARKUP, "Tolerance"]
        row = table.locator("tr", has_text="Let it simmer").last
        await expect(row.locator("td")).to_have_count(4)
        await expect(row.locator("td").last).to_contain_text("min")
        await picture(page, tmp_path, "cooks")
        chips = page.locator("ht-recording-page .chips ht-chip")
        await chips.filter(has_text="Ada").locator("button").click()
        await expect(table.locator("thead th")).to_have_count(4)
        await press(page.locator("ht-recording-page"), "Sign").click()
        sheet = page.locator("ht-sign-sheet")
        await expect(sheet).to_contain_text("Its tolerances come from 2 recordings.")
        assert await page.title() != "taken"


@in_environment
async def test_recorded_from_the_page_and_an_unheated_pot_says_why(env: BrowserEnvironment) -> None:
    async with env.page(VIEW, width=390, height=844) as page:
        view = page.locator("ht-recording-list")
        await press(view, "Record a dish").first.click()
        sheet = view.locator("ht-sheet")
        await press(sheet, "Start recording").click()
        await expect(sheet.locator("ht-failure")).to_contain_text("Name the dish and choose a burner.")
        await sheet.get_by_role("textbox", name="Dish", exact=True).fill(f"Cold tea {MARKUP}")
        await sheet.locator("ht-chip button").first.click()
        await press(sheet, "Start recording").click()
        await view.get_by_role("link", name=re.compile("Cold tea")).first.click()
        running = page.locator("ht-running-recording")
        await running.get_by_label("What are you doing?").fill("nothing at all")
        await press(running, "Keep it").click()
        await expect(running.locator("div[role=status]")).to_contain_text("Kept: nothing at all")
        await press(running, "End the recording").click()
        await expect(page.locator("ht-recording-page ht-empty-state")).to_be_visible()
        await expect(press(page.locator("ht-recording-page"), "Sign")).to_be_disabled()
        assert await page.title() != "taken"


@in_environment
async def test_nothing_recorded_and_what_is_not_there(env: BrowserEnvironment) -> None:
    wire = Wire()
    wire.answers = lambda message: (
        {"id": message["id"], "type": "result", "success": True, "result": []}
        if message.get("type") == "hearthtech/recordings"
        else None
    )
    async with env.page(VIEW, before=wire.attach) as page:
        await expect(page.locator("ht-recording-list ht-empty-state")).to_contain_text("Nothing recorded yet")
    async with env.page(f"{VIEW}/nobody") as page:
        await expect(page.locator("ht-recording-page ht-failure")).to_contain_text("That did not work")
        await press(page.locator("ht-recording-page"), "Recordings").click()
        await expect(page.locator("ht-recording-list")).to_be_visible()
    async with env.page("/hearthtech/recipes") as page:
        await page.locator("ht-shelf").get_by_role("button", name=re.compile("Add")).first.click()
        await page.locator("ht-add-sheet").get_by_role("button", name=re.compile("Record while")).click()
        await expect(page.locator("ht-recording-list")).to_be_visible()


@in_environment
async def test_erased_after_a_question(env: BrowserEnvironment, tmp_path: Path) -> None:
    await recorded(
        env, tmp_path, erase1=(f"Nettle tea {MARKUP}", soup(minutes=8)), erase2=("Signed tea", soup())
    )
    signed = await env.home.command("hearthtech/recording/sign", recordings=["erase2"], version=0, by="Nonna")
    async with (
        env.page(f"{VIEW}/erase1", width=360, height=740) as page,
        env.page(VIEW, user="Kim", language="de") as other,
    ):
        await expect(other.get_by_role("link", name=re.compile("Nettle tea"))).to_have_count(1)
        erasing = page.locator("ht-erase-recording")
        await press(erasing, "Erase this recording").click()
        await expect(erasing.get_by_text("can’t be undone")).to_be_visible()
        # Closed without an answer, nothing happens.
        await page.keyboard.press("Escape")
        await expect(erasing.get_by_role("dialog")).to_have_count(0)
        assert (await kept(env, "erase1"))["recording"]["id"] == "erase1"
        await press(erasing, "Erase this recording").click()
        await press(erasing, "Erase for good").click()
        await expect(page).to_have_url(re.compile("/recordings$"))
        await expect(page.locator("ha-toast")).to_contain_text("Erased: Nettle tea")
        await expect(page.get_by_role("link", name=re.compile("Signed tea"))).to_have_count(1)
        for one in (page, other):
            await expect(one.get_by_role("link", name=re.compile("Nettle tea"))).to_have_count(0)
        assert await page.title() != "taken"
        # What is signed is not for everybody to erase.
        await other.get_by_role("link", name=re.compile("Signed tea")).click()
        await expect(other.locator("ht-erase-recording")).to_contain_text("nur ein Administrator")
        await expect(other.locator("ht-erase-recording").get_by_role("button")).to_have_count(0)
        await page.get_by_role("link", name=re.compile("Signed tea")).click()
        await press(erasing, "Erase this recording").click()
        await expect(erasing.get_by_text("The recipe Signed tea stays.")).to_be_visible()
        await press(erasing, "Erase for good").click()
        await expect(page.get_by_role("link", name=re.compile("Signed tea"))).to_have_count(0)
    assert (await env.home.action("hearthtech", "get_recipe", {"recipe": signed["recipe"]}))["recipe"]


@needs_node
@in_environment
async def test_the_recordings_are_accessible_and_stand_still(env: BrowserEnvironment, tmp_path: Path) -> None:
    await recorded(
        env, tmp_path, axe1=("Kartoffelpufferpfannengerichtsauce", rested()), axe2=("Short", soup())
    )
    told: list[str] = []
    for path, width, dark, language in (
        ("", 360, False, "de"),
        ("/axe1", 360, True, "de"),
        ("/axe1", 1280, False, "en"),
        ("/axe2", 390, False, "fr"),
        ("/axe2", 360, True, "it"),
    ):
        async with env.page(f"{VIEW}{path}", width=width, height=800, dark=dark, language=language) as page:
            shown = "ht-recording-page li" if path else "ht-recording-list ht-row"
            await expect(page.locator(shown).first).to_be_visible()
            await page.wait_for_timeout(300)
            name = f"{(path or '/list')[1:]}-{width}-{'dark' if dark else 'light'}-{language}"
            await picture(page, tmp_path, name)
            wide = await scrolls_sideways(page)
            told += [f"{name}: {one}" for one in [*wide, *await violations(page, OURS)]]
    assert told == [], "\n".join(told)
    # While an end is moved by keys, nothing else of the page moves.
    async with env.page(f"{VIEW}/axe2", width=390, height=844) as page:
        await step(page, "Let it simmer").first.locator(".step").click()
        await page.evaluate(
            "() => { window.moved = 0; new PerformanceObserver(list => { for (const one of list.getEntries()) if (!one.hadRecentInput) window.moved += one.value; }).observe({type: 'layout-shift'}); }"
        )
        await grip(page, "Begins").focus()
        for _ in range(4):
            await page.keyboard.press("ArrowRight")
        await page.wait_for_timeout(1500)
        assert await page.evaluate("() => window.moved") < 0.01
