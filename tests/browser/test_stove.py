"""The stove card and the feature of tiles, used as a cook uses them."""

import functools
from typing import Any

from playwright.async_api import Locator, Page, expect

from .environment import OFFLINE, PATIENCE_S, BrowserEnvironment, Wire, in_environment, until

PANEL = "/hearthtech/today"
CARD = "hearthtech-stove-card-content"
RING = "ht-heat-ring"
STILL_MS = int(PATIENCE_S * 1000)


def tile(page: Page, name: str) -> Locator:
    return page.locator(f"{CARD} ht-burner-tile").filter(has=page.locator(".name", has_text=name))


def stop_of(place: Locator) -> Locator:
    return place.locator("ht-stop-button button")


async def shown(page: Page) -> Locator:
    card = page.locator(CARD)
    await expect(card.locator("ht-burner-tile")).to_have_count(4, timeout=STILL_MS)
    return card


async def source_of(env: BrowserEnvironment, n: int) -> str:
    return str((await env.heat(n))["source"])


async def open_sheet(page: Page, name: str) -> Locator:
    await tile(page, name).locator("button.open").click()
    sheet = page.locator(f"{CARD} ht-sheet")
    await expect(sheet.locator("dialog")).to_be_visible()
    return sheet


async def choose(page: Page, sheet: Locator, share: float, *, most: float = 1.0) -> None:
    """Move the slider to a share of its range by the keyboard, and let it go."""
    slider = sheet.locator("ht-slider input")
    await slider.evaluate(
        """(input, [share, most]) => {
            input.value = share * most;
            input.dispatchEvent(new Event("input", { bubbles: true, composed: true }));
            input.dispatchEvent(new Event("change", { bubbles: true }));
        }""",
        [share, most],
    )


@in_environment
async def test_the_hob_lies_as_in_the_worktop(env: BrowserEnvironment) -> None:
    async with env.page(PANEL) as page:
        await shown(page)
        at: dict[str, dict[str, Any]] = {}
        for name in ("Front left", "Back left", "Back right", "Front right"):
            box = await tile(page, name).bounding_box()
            assert box is not None
            at[name] = {"x": box["x"] + box["width"] / 2, "y": box["y"]}
        assert at["Front left"]["x"] < at["Front right"]["x"]
        assert at["Back left"]["x"] < at["Back right"]["x"]
        assert at["Back left"]["y"] < at["Front left"]["y"]
        assert at["Back right"]["y"] < at["Front right"]["y"]
        # Off and cold: an outline, a word and no stop, but stop for all is there.
        await expect(tile(page, "Front left").locator(RING)).to_have_attribute("state", "off")
        await expect(page.locator(f"{CARD} .card > header ht-stop-button button")).to_be_enabled()


@in_environment
async def test_heat_set_by_hand_is_seen_and_off_is_one_tap(env: BrowserEnvironment) -> None:
    wire = Wire()
    async with env.page(PANEL, before=wire.attach) as page:
        await shown(page)
        await env.hands("turn", n=1, level=0.5)
        place = tile(page, "Front left")
        await expect(place.locator(RING)).to_have_attribute("state", "on")
        await expect(place.locator("ht-label").first).to_have_text("Set by hand")
        await expect(place.locator(RING)).to_contain_text("50%")
        # Sent within 50 ms of the tap, by the page's own clock; the best of some taps, because the machine is shared.
        took = await stop_of(place).evaluate(
            """button => Math.min(...[1, 2, 3, 4, 5].map(() => {
                performance.clearMarks("hearthtech-stop-sent");
                const begun = performance.now();
                button.click();
                return performance.getEntriesByName("hearthtech-stop-sent")[0].startTime - begun;
            }))"""
        )
        assert took < 50
        assert wire.sent_of("hearthtech/burner/off")[0]["burners"] == [env.burner_id(1)]
        await until(lambda: _is(source_of(env, 1), "idle"), "the burner is off")
        await expect(place.locator(RING)).not_to_have_attribute("state", "on")
        await expect(stop_of(place)).to_have_count(0)


async def _idle(env: BrowserEnvironment, n: int) -> bool:
    return await source_of(env, n) == "idle"


async def _is(found: Any, wanted: object) -> bool:
    return bool(await found == wanted)


@in_environment
async def test_stop_all_turns_everything_off(env: BrowserEnvironment) -> None:
    async with env.page(PANEL, width=390, height=844) as page:
        card = await shown(page)
        for n in (1, 3):
            await env.hands("turn", n=n, level=0.4)
        await expect(card.locator(f"{RING}[state=on]")).to_have_count(2)
        await card.locator(".card > header ht-stop-button button").click()
        for n in (1, 3):
            await until(functools.partial(_idle, env, n), f"burner {n} is off")
        await expect(card.locator(f"{RING}[state=on]")).to_have_count(0)


@in_environment
async def test_a_raise_names_burner_and_level_and_waits_for_the_press_at_the_stove(
    env: BrowserEnvironment,
) -> None:
    await env.hands("disarm")
    async with env.page(PANEL) as page:
        await shown(page)
        sheet = await open_sheet(page, "Front left")
        await choose(page, sheet, 0.6)
        question = sheet.locator("section.ask")
        start = question.locator("ht-button[kind=primary] button")
        await expect(start).to_have_text("Start Front left at 60%")
        await expect(question).to_contain_text("Arm the stove first")
        await expect(question).to_contain_text("Kitchen stove")
        await expect(start).to_be_disabled()
        assert await source_of(env, 1) == "idle"
        await env.hands("arm")
        await expect(start).to_be_enabled()
        await expect(page.locator(f"{CARD} .card > header")).to_contain_text("Armed")
        assert await source_of(env, 1) == "idle"
        await start.click()
        await until(lambda: _is(source_of(env, 1), "remote"), "the burner heats")
        assert abs((await env.heat(1))["power"] - 0.6) < 0.01
        await expect(sheet.locator("ht-burner-controls ht-label").first).to_have_text("Cook")
        # Less heat needs no question.
        await choose(page, sheet, 0.3)
        await until(lambda: _level(env, 1, 0.3), "the level is lowered")
        await expect(question).to_have_count(0)
        # More heat on a warm burner is asked, and can be cancelled.
        await choose(page, sheet, 0.9)
        await expect(question.locator("ht-button[kind=primary] button")).to_have_text("Set Front left to 90%")
        await question.locator("ht-button", has_text="Cancel").locator("button").click()
        await expect(question).to_have_count(0)
        assert abs((await env.heat(1))["power"] - 0.3) < 0.01
        # Stop stays in the corner of the sheet.
        await page.locator(f"{CARD} ht-stop-button[slot=pinned] button").click()
        await until(lambda: _is(source_of(env, 1), "idle"), "the burner is off")


async def _level(env: BrowserEnvironment, n: int, wanted: float) -> bool:
    return bool(abs((await env.heat(n))["power"] - wanted) < 0.01)


@in_environment
async def test_somebody_without_the_right_lowers_and_stops(env: BrowserEnvironment) -> None:
    await env.hands("arm")
    order = {"burner": [env.burner_id(1)], "power": 60, "start": True}
    await env.home.action("hearthtech", "set_burner", order, response=False)
    async with env.page(PANEL, user="Kim") as page:
        await shown(page)
        sheet = await open_sheet(page, "Front left")
        await expect(sheet).to_contain_text("has not allowed you to raise heat")
        await choose(page, sheet, 0.4)
        await until(lambda: _level(env, 1, 0.4), "the level is lowered")
        await choose(page, sheet, 0.9)
        await expect(sheet.locator("section.ask")).to_have_count(0)
        await expect(sheet.locator(".failed")).to_be_visible()
        assert abs((await env.heat(1))["power"] - 0.4) < 0.01
        await page.locator(f"{CARD} ht-stop-button[slot=pinned] button").click()
        await until(lambda: _is(source_of(env, 1), "idle"), "the burner is off")
        await expect(sheet.locator("ht-slider")).to_have_count(0)


@in_environment
async def test_an_unconfirmed_stop_says_to_turn_the_knob(env: BrowserEnvironment) -> None:
    wire = Wire()
    wire.drops = lambda message: message.get("type") == "hearthtech/burner/off"
    async with env.page(PANEL, before=wire.attach) as page:
        await shown(page)
        await env.hands("turn", n=1, level=0.5)
        button = stop_of(tile(page, "Front left"))
        await button.click()
        await expect(button).to_have_text("Not confirmed: turn the knob")
        assert await source_of(env, 1) == "manual"


@in_environment
async def test_without_connection_stop_says_to_use_the_knob_and_nothing_is_sent_later(
    env: BrowserEnvironment,
) -> None:
    wire = Wire()
    async with env.page(PANEL, before=wire.attach, allowed_errors=OFFLINE) as page:
        await shown(page)
        await env.hands("turn", n=1, level=0.5)
        button = stop_of(tile(page, "Front left"))
        await expect(button).to_have_text("Stop")
        await wire.break_connection()
        await expect(button).to_have_text("No connection: use the knob")
        await expect(page.locator("hearthtech-panel-content .strip")).to_contain_text("No connection")
        # It is marked as disabled for screen readers, and a finger may still try.
        await button.click(force=True)
        wire.cut = False
        await expect(button).to_have_text("Stop")
        assert wire.sent_of("hearthtech/burner/off") == []
        assert await source_of(env, 1) == "manual"
        await button.click()
        await until(lambda: _is(source_of(env, 1), "idle"), "the burner is off")


@in_environment
async def test_a_failed_change_keeps_the_old_value_and_offers_to_retry(env: BrowserEnvironment) -> None:
    wire = Wire()

    def refuse(message: dict[str, Any]) -> dict[str, Any] | None:
        if message.get("type") != "hearthtech/burner/set":
            return None
        error = {"code": "refused_busy", "message": "The stove is busy."}
        return {"id": message["id"], "type": "result", "success": False, "error": error}

    await env.hands("arm")
    order = {"burner": [env.burner_id(1)], "power": 60, "start": True}
    await env.home.action("hearthtech", "set_burner", order, response=False)
    async with env.page(PANEL, before=wire.attach) as page:
        await shown(page)
        sheet = await open_sheet(page, "Front left")
        output = sheet.locator("output")
        await expect(output).to_have_text("60%")
        wire.answers = refuse
        took = await sheet.locator("ht-burner-controls").evaluate(
            """controls => new Promise(done => {
                const input = controls.shadowRoot.querySelector("ht-slider").shadowRoot.querySelector("input");
                const begun = performance.now();
                new MutationObserver(() => {
                    if (controls.shadowRoot.querySelector(".failed")) done(performance.now() - begun);
                }).observe(controls.shadowRoot, { childList: true, subtree: true });
                input.value = 0.3;
                input.dispatchEvent(new Event("input", { bubbles: true, composed: true }));
                input.dispatchEvent(new Event("change", { bubbles: true }));
            })"""
        )
        await expect(output).to_have_text("60%")
        await expect(sheet.locator(".failed")).to_contain_text("The stove is busy.")
        retry = sheet.locator("ht-button", has_text="Retry").locator("button")
        await expect(retry).to_be_visible()
        assert took < 5000, "the answer itself takes no time here, the page is only slow"
        wire.answers = lambda message: None
        await retry.click()
        await until(lambda: _level(env, 1, 0.3), "the level is lowered")


@in_environment
async def test_a_hidden_page_gets_nothing_and_a_shown_one_everything(env: BrowserEnvironment) -> None:
    wire = Wire()
    async with env.page(PANEL, before=wire.attach) as page, env.page(PANEL) as other:
        await shown(page)
        await shown(other)
        await page.evaluate(
            """() => {
                Object.defineProperty(document, "visibilityState", { configurable: true, get: () => window.shown });
                window.shown = "hidden";
                document.dispatchEvent(new Event("visibilitychange"));
            }"""
        )
        await until(lambda: _done(len(wire.sent_of("unsubscribe_events")) >= 3), "the page unsubscribes")
        # Answers to what was sent are still on their way; the next answer comes after them.
        count = len(wire.received)
        await until(lambda: _done(_quiet(wire, count)), "the subscriptions are closed")
        seen = len(_burner_messages(wire))
        await env.hands("turn", n=1, level=0.5)
        await expect(tile(other, "Front left").locator(RING)).to_have_attribute("state", "on")
        assert len(_burner_messages(wire)) == seen
        await page.evaluate(
            "() => { window.shown = 'visible'; document.dispatchEvent(new Event('visibilitychange')); }"
        )
        await expect(tile(page, "Front left").locator(RING)).to_have_attribute("state", "on")


async def _done(value: bool) -> bool:
    return value


def _quiet(wire: Wire, _count: int) -> bool:
    asked = {message["id"] for message in wire.sent_of("unsubscribe_events")}
    answered = {message["id"] for message in wire.received if message.get("type") == "result"}
    return asked <= answered


def _burner_messages(wire: Wire) -> list[dict[str, Any]]:
    return [
        message
        for message in wire.received
        if message.get("type") == "event"
        and isinstance(message.get("event"), dict)
        and ("burners" in message["event"] or "stoves" in message["event"])
    ]


@in_environment
async def test_changes_of_the_house_render_nothing_of_ours(env: BrowserEnvironment) -> None:
    async with env.page(PANEL) as page:
        card = await shown(page)
        await card.evaluate(
            """card => {
                let owner = card.constructor.prototype;
                while (!Object.hasOwn(owner, "hass")) owner = Object.getPrototypeOf(owner);
                const { get, set } = Object.getOwnPropertyDescriptor(owner, "hass");
                const update = owner.requestUpdate;
                window.given = 0;
                window.asked = 0;
                let giving = false;
                owner.requestUpdate = function (...change) {
                    if (giving) window.asked += 1;
                    return update.apply(this, change);
                };
                Object.defineProperty(owner, "hass", { get, configurable: true, set(hass) {
                    window.given += 1;
                    giving = true;
                    set.call(this, hass);
                    giving = false;
                } });
            }"""
        )
        for number in range(200):
            await env.home.rest("POST", f"/api/states/sensor.foreign_{number % 10}", {"state": str(number)})
        await page.wait_for_function(
            "() => document.querySelector('home-assistant').hass.states['sensor.foreign_9']?.state === '199'"
        )
        assert await page.evaluate("() => window.given") > 10
        assert await page.evaluate("() => window.asked") == 0


@in_environment
async def test_pans_bridges_and_faults_are_said_in_words(env: BrowserEnvironment) -> None:
    async with env.page(PANEL) as page:
        await shown(page)
        place = tile(page, "Front left")
        await expect(place).to_contain_text("Pan in place")
        await env.hands("turn", n=1, level=0.5)
        await env.hands("lift", n=1)
        await expect(place).to_contain_text("No pan")
        await env.hands("pan", n=1, kind="aluminum", water_l=1.0)
        await expect(place).to_contain_text("Unsuitable pan")


@in_environment
async def test_bridged_burners_are_one(env: BrowserEnvironment) -> None:
    async with env.page(PANEL) as page:
        card = await shown(page)
        for n in (1, 2):
            await env.hands("lift", n=n)
        await env.hands("bridge", n=1, joined=True)
        joined = card.locator(".place.joined")
        await expect(joined.locator("ht-burner-tile")).to_have_count(1)
        await expect(joined).to_contain_text("Bridged with")
        await expect(card.locator("ht-burner-tile")).to_have_count(3)
        await env.hands("bridge", n=1, joined=False)
        await expect(card.locator("ht-burner-tile")).to_have_count(4)
        await expect(joined).to_have_count(0)


@in_environment
async def test_the_feature_of_a_tile_sets_and_stops_a_burner(env: BrowserEnvironment) -> None:
    burner = env.burners[1]
    card = {
        "type": "tile",
        "entity": burner.entity("state"),
        "features": [{"type": "custom:hearthtech-burner-feature"}],
    }
    path = "feature-board"
    await env.home.command(
        "lovelace/dashboards/create", url_path=path, title="Feature", icon="mdi:stove", mode="storage"
    )
    config = {"views": [{"type": "sections", "sections": [{"type": "grid", "cards": [card]}]}]}
    await env.home.command("lovelace/config/save", url_path=path, config=config)
    async with env.page(f"/{path}/0") as page:
        feature = page.locator("hearthtech-burner-feature-content")
        await expect(feature.locator("ht-slider")).to_be_visible()
        supported = await page.evaluate(
            """([burner, foreign]) => {
                const { hass } = document.querySelector("home-assistant");
                const feature = window.customCardFeatures.find(({ type }) => type === "hearthtech-burner-feature");
                return [burner, foreign].map((entity_id) => feature.isSupported(hass, { entity_id }));
            }""",
            [burner.entity("state"), "sensor.soup_probe"],
        )
        assert supported == [True, False]
        await env.hands("arm")
        await choose(page, feature, 0.5)
        start = feature.locator("ht-button[kind=primary] button")
        await expect(start).to_have_text("Start Back left at 50%")
        await start.click()
        await until(lambda: _is(source_of(env, 2), "remote"), "the burner heats")
        await feature.locator("ht-stop-button button").click()
        await until(lambda: _is(source_of(env, 2), "idle"), "the burner is off")


@in_environment
async def test_a_card_is_suggested_and_has_an_editor_in_the_users_language(env: BrowserEnvironment) -> None:
    burner = env.burners[0]
    async with env.page(PANEL, language="de") as page:
        await shown(page)
        suggested = await page.evaluate(
            """([entity, foreign]) => {
                const { hass } = document.querySelector("home-assistant");
                const card = window.customCards.find(({ type }) => type === "hearthtech-stove-card");
                return [card.name, card.getEntitySuggestion(hass, entity), card.getEntitySuggestion(hass, foreign)];
            }""",
            [burner.entity("state"), "sensor.soup_probe"],
        )
        assert suggested == [
            "Herd",
            {"config": {"type": "custom:hearthtech-stove-card", "device": burner.device_id}},
            None,
        ]
        labels = await page.evaluate(
            """async () => {
                const { schema, computeLabel } = await customElements.get("hearthtech-stove-card").getConfigForm();
                return schema.map(computeLabel);
            }"""
        )
        assert labels[:3] == ["Herd oder Kochzone", "Name", "Anordnung"]


@in_environment
async def test_a_card_of_one_burner_and_of_no_stove(env: BrowserEnvironment) -> None:
    cards = [
        {"type": "custom:hearthtech-stove-card", "device": env.burners[2].device_id},
        {"type": "custom:hearthtech-stove-card", "stove": "no-such-stove"},
    ]
    path = "cards-board"
    await env.home.command(
        "lovelace/dashboards/create", url_path=path, title="Cards", icon="mdi:stove", mode="storage"
    )
    config = {"views": [{"type": "sections", "sections": [{"type": "grid", "cards": cards}]}]}
    await env.home.command("lovelace/config/save", url_path=path, config=config)
    async with env.page(f"/{path}/0") as page:
        cards_shown = page.locator(CARD)
        await expect(cards_shown).to_have_count(2)
        await expect(cards_shown.nth(0).locator("ht-burner-tile")).to_have_count(1)
        await expect(cards_shown.nth(0)).to_contain_text("Back right")
        await expect(cards_shown.nth(1)).to_contain_text("This stove is not set up")


@in_environment
async def test_a_silent_stove_is_unknown_and_never_zero(env: BrowserEnvironment) -> None:
    async with env.page(PANEL) as page:
        card = await shown(page)
        await env.stove.stop()
        try:
            await expect(card.locator(f"{RING}[state=unknown]")).to_have_count(4)
            place = tile(page, "Front left")
            await expect(place.locator(RING)).to_have_text("?")
            await expect(place.locator("ht-label").first).to_have_text("Unknown")
            assert "0%" not in (await card.inner_text())
        finally:
            await env.stove.start()
        await expect(card.locator(f"{RING}[state=unknown]")).to_have_count(0)
