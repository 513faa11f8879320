"""Barcodes in a real browser: read by a camera, typed by a keyboard scanner, and where the browser reads none."""

from playwright.async_api import Page, expect

from .environment import OFFLINE, BrowserEnvironment, Wire, in_environment, until
from .kitchen_data import clear_shopping
from .test_kitchen import press
from .test_shopping import SHOPPING, row

OATS, MILK, WRONG = "4006381333931", "96385074", "4006381333932"
DETECTOR = """
window.shown = null;
window.streams = [];
if (navigator.mediaDevices !== undefined) {
  const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  navigator.mediaDevices.getUserMedia = async (wanted) => {
    const stream = await ask(wanted);
    window.streams.push(stream);
    return stream;
  };
}
window.BarcodeDetector = class {
  static async getSupportedFormats() { return ["ean_13", "ean_8", "qr_code"]; }
  constructor({ formats }) { this.formats = formats; }
  async detect(video) {
    if (!this.formats.includes("ean_13") || video.videoWidth === 0) throw new Error("no picture");
    return window.shown === null ? [{ rawValue: "0000" }] : [{ rawValue: window.shown }];
  }
};
"""
"""A detector that reads what the test shows, and only out of a camera that gives pictures."""
RUNNING = (
    "() => window.streams.flatMap(one => one.getTracks()).filter(one => one.readyState === 'live').length"
)


async def named(env: BrowserEnvironment) -> dict[str, str]:
    told = await env.home.command("hearthtech/household")
    return {one["id"]: one["name"] for one in told["barcodes"]}


async def forget(env: BrowserEnvironment) -> None:
    """Empty the list, and forget the barcodes of other tests."""
    await clear_shopping(env)
    for code in await named(env):
        await env.home.action("hearthtech", "remove_barcode", {"barcode": code}, response=False)


async def is_named(env: BrowserEnvironment, code: str, name: str) -> bool:
    return (await named(env)).get(code) == name


async def with_detector(page: Page) -> None:
    await page.add_init_script(DETECTOR)


@in_environment
async def test_a_barcode_is_read_by_the_camera_and_named_once(env: BrowserEnvironment) -> None:
    await forget(env)
    async with env.page(SHOPPING, width=390, height=844, before=with_detector) as page:
        view = page.locator("ht-shopping")
        scan = press(view.locator(".add"), "Scan a barcode")
        await scan.click()
        video = view.locator("ht-barcode video")
        await expect(video).to_be_visible()
        await page.wait_for_function("() => window.streams.length === 1")
        assert await page.evaluate(RUNNING) == 1
        # Closed without a code: the camera is off, and nothing has failed.
        await page.keyboard.press("Escape")
        await expect(video).to_have_count(0)
        await page.wait_for_function(f"() => ({RUNNING})() === 0")
        await expect(view.locator("ht-barcode").get_by_role("dialog")).to_have_count(0)
        # Nobody has named it yet.
        await page.evaluate("code => { window.shown = code; }", OATS)
        await scan.click()
        sheet = view.locator("ht-barcode").get_by_role("dialog")
        await expect(view.locator("ht-barcode")).to_contain_text(OATS)
        await page.wait_for_function(f"() => ({RUNNING})() === 0")
        await view.locator("ht-barcode").get_by_role("textbox").fill("500 g oats")
        await press(view.locator("ht-barcode"), "Keep the name").click()
        await expect(row(page, "oats")).to_contain_text("500 g")
        await expect(sheet).to_have_count(0)
        await until(lambda: is_named(env, OATS, "oats"), "the household's own list has the name")
        # From then on it is known.
        await clear_shopping(env)
        await expect(row(page, "oats")).to_have_count(0)
        await scan.click()
        await expect(row(page, "oats")).to_contain_text("500 g")
        await expect(sheet).to_have_count(0)
        await page.wait_for_function(f"() => ({RUNNING})() === 0")


@in_environment
async def test_a_camera_that_is_refused_says_what_to_do(env: BrowserEnvironment) -> None:
    async def refusing(page: Page) -> None:
        await page.add_init_script(
            "if (navigator.mediaDevices !== undefined)"
            " navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no'));" + DETECTOR
        )

    async with env.page(SHOPPING, before=refusing) as page:
        view = page.locator("ht-shopping")
        await press(view.locator(".add"), "Scan a barcode").click()
        sheet = view.locator("ht-barcode").get_by_role("dialog")
        await expect(view.locator("ht-barcode")).to_contain_text("use a keyboard scanner")
        await press(sheet, "Close").click()
        await expect(sheet).to_have_count(0)


@in_environment
async def test_a_keyboard_scanner_needs_no_more_than_the_page(env: BrowserEnvironment) -> None:
    await forget(env)
    wire = Wire()
    async with env.page(SHOPPING, before=wire.attach, allowed_errors=OFFLINE) as page:
        view = page.locator("ht-shopping")
        field = view.locator(".add input")
        await field.focus()
        await page.keyboard.type(OATS)
        await page.keyboard.press("Enter")
        await expect(view.locator("ht-barcode")).to_contain_text(OATS)
        await view.locator("ht-barcode").get_by_role("textbox").focus()
        await page.keyboard.type("500 g oats")
        await page.keyboard.press("Enter")
        await expect(row(page, "oats")).to_contain_text("500 g")
        await until(lambda: is_named(env, OATS, "oats"), "the household's own list has the name")
        await expect(field).to_have_value("")
        # Without a focused field: it is read, and its Enter ticks nothing.
        await clear_shopping(env)
        await env.home.action("hearthtech", "add_to_shopping", {"name": "salt"})
        await expect(row(page, "oats")).to_have_count(0)
        await row(page, "salt").focus()
        ticked = await page.evaluate(
            """code => {
              let focused = document.activeElement;
              while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
              return [...code, "Enter"].map((key) => focused.dispatchEvent(
                new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, composed: true }),
              )).at(-1);
            }""",
            OATS,
        )
        assert ticked is False
        await expect(row(page, "oats")).to_contain_text("500 g")
        await expect(row(page, "salt")).to_have_attribute("aria-checked", "false")
        # A wrong check digit is no barcode: it is written as it was typed.
        await field.fill(WRONG)
        await field.press("Enter")
        await expect(row(page, WRONG)).to_be_visible()
        await wire.break_connection()
        await expect(view.locator(".note").first).to_be_visible()
        await field.fill(MILK)
        await field.press("Enter")
        await expect(view.locator("ht-failure").first).to_contain_text("Without network")
        wire.cut = False
    assert list(await named(env)) == [OATS]


@in_environment
async def test_where_the_browser_reads_no_barcodes_it_says_so(env: BrowserEnvironment) -> None:
    async def without(page: Page) -> None:
        await page.add_init_script("delete window.BarcodeDetector;")

    async def plain(page: Page) -> None:
        """A page over plain http has no camera either."""
        await page.add_init_script(
            DETECTOR
            + "Object.defineProperty(window, 'isSecureContext', { value: false });"
            + "Object.defineProperty(navigator, 'mediaDevices', { value: undefined });"
        )

    for before, words in ((without, "Chrome on Android"), (plain, "over HTTPS only")):
        async with env.page(SHOPPING, before=before) as page:
            view = page.locator("ht-shopping")
            group = view.get_by_role("group", name="Barcodes")
            await expect(group).to_contain_text(words)
            await expect(group).to_contain_text("a scanner that acts as a keyboard")
            await expect(view.locator(".add ht-button")).to_have_count(1)
            await view.locator("ht-chip", has_text="Pantry").click()
            await expect(view.locator("ht-pantry")).to_contain_text(words)
            await expect(view.locator("ht-pantry .add ht-button")).to_have_count(1)
