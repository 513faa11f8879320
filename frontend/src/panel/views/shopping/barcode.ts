import { css, html, LitElement, nothing, type ReactiveController, type ReactiveControllerHost } from "lit";
import { property, query, state } from "lit/decorators.js";
import "../../../components/button";
import { element } from "../../../components/define";
import "../../../components/failure";
import "../../../components/field";
import type { Field } from "../../../components/field";
import "../../../components/sheet";
import { act, actFor, reasonOf } from "../../../data/commands";
import type { HomeAssistant } from "../../../data/hass";
import type { Key, Locale } from "../../../localize/localize";
import { base } from "../../../styles/tokens";
import { type WrittenItem, writtenItem } from "./written";

interface Detector {
  detect(source: HTMLVideoElement): Promise<{ rawValue: string }[]>;
}

interface DetectorClass {
  new (options: { formats: string[] }): Detector;
  getSupportedFormats?(): Promise<string[]>;
}

const FORMATS = ["ean_13", "ean_8", "upc_a", "upc_e"];
const LOOK_MS = 250;
/** The longest pause between two keys of a scanner; a hand is slower (ms). */
const SCANNER_PAUSE_MS = 100;

function detectorClass(): DetectorClass | undefined {
  return (window as unknown as { BarcodeDetector?: DetectorClass }).BarcodeDetector;
}

function hasCamera(): boolean {
  return navigator.mediaDevices?.getUserMedia !== undefined;
}

/** The kinds of barcodes that this browser reads; none where it reads no barcode at all. */
async function readableFormats(): Promise<string[]> {
  const Class = detectorClass();
  if (Class === undefined) return [];
  if (Class.getSupportedFormats === undefined) return FORMATS;
  // A browser may have the class, and nothing behind it.
  const known: string[] = await Class.getSupportedFormats().catch(() => []);
  return FORMATS.filter((format) => known.includes(format));
}

/**
 * Whether this browser reads barcodes by its camera (Chrome on Android, over HTTPS), and why not. Keyboard scanners need
 * nothing.
 */
export class ScanSupport implements ReactiveController {
  works = detectorClass() !== undefined && hasCamera();

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  hostConnected(): void {
    void readableFormats().then((formats) => {
      const works = formats.length > 0 && hasCamera();
      if (works === this.works) return;
      this.works = works;
      this.host.requestUpdate();
    });
  }

  /** Why it does not work, and what does. */
  get reason(): Key {
    return window.isSecureContext ? "shopping_scan_none" : "shopping_scan_plain";
  }
}

/** Whether this is the number below a barcode, with its check digit: what a keyboard scanner types. */
export function isBarcode(words: string): boolean {
  const digits = words.replace(/[\s-]/g, "");
  if (!/^(\d{8}|\d{12,14})$/.test(digits)) return false;
  const sum = [...digits]
    .reverse()
    .reduce((total, digit, place) => total + Number(digit) * (place % 2 === 0 ? 1 : 3), 0);
  return sum % 10 === 0;
}

/**
 * Hears a keyboard scanner while no field has the focus: digits faster than a hand types them, then Enter. That Enter
 * presses nothing. In a field the digits are typed as ever.
 */
export class KeyboardScanner implements ReactiveController {
  private digits = "";
  private last = 0;

  constructor(
    host: ReactiveControllerHost,
    private readonly read: (code: string) => void,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    window.addEventListener("keydown", this.pressed, true);
  }

  hostDisconnected(): void {
    window.removeEventListener("keydown", this.pressed, true);
  }

  private readonly pressed = (event: KeyboardEvent): void => {
    const [target] = event.composedPath();
    const typed = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
    if (typed || event.timeStamp - this.last > SCANNER_PAUSE_MS) this.digits = "";
    this.last = event.timeStamp;
    if (typed || event.key === "Shift") return;
    if (/^\d$/.test(event.key)) {
      this.digits += event.key;
      return;
    }
    const { digits } = this;
    this.digits = "";
    if (event.key !== "Enter" || !isBarcode(digits)) return;
    event.preventDefault();
    event.stopPropagation();
    this.read(digits);
  };
}

/** What is written for a product: "500 g oats". */
export function productWords({ name, amount, unit }: WrittenItem): string {
  return amount === undefined || amount === null
    ? name
    : `${amount} ${unit ?? ""} ${name}`.replace(/\s+/g, " ");
}

/**
 * `<ht-barcode>`: reads a barcode by the camera, or looks one up that a scanner typed. The household names what it does
 * not know. Fires `product` with what it is.
 */
@element("ht-barcode")
export class BarcodeReader extends LitElement {
  @property({ attribute: false }) hass!: HomeAssistant;
  @property({ attribute: false }) locale!: Locale;
  @state() private scanning = false;
  /** The code that nobody knows yet. */
  @state() private unknown = "";
  @state() private failed = "";
  @query("video") private video!: HTMLVideoElement | null;
  private stream: MediaStream | null = null;
  private timer = 0;
  /** Counts how often the camera was stopped: what was begun before a stop must not go on. */
  private turn = 0;

  static override styles = [
    base,
    css`
      video {
        display: block;
        inline-size: 100%;
        max-block-size: 50dvh;
        border-radius: 16px;
        object-fit: cover;
        background: #000;
      }

      p {
        margin: var(--ht-space-2) 0;
        color: var(--ht-text-2);
      }

      .name {
        display: grid;
        gap: var(--ht-space-3);
      }
    `,
  ];

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.close();
  }

  /** Read a barcode by the camera. Call it within a tap. */
  async scan(): Promise<void> {
    const Class = detectorClass();
    if (Class === undefined) return;
    this.close();
    this.scanning = true;
    const { turn } = this;
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
      await this.updateComplete;
      // Closed meanwhile, and perhaps opened again: this camera is no longer wanted.
      if (this.video === null || turn !== this.turn) {
        stop(stream);
        return;
      }
      this.stream = stream;
      this.video.srcObject = stream;
      await this.video.play();
      const formats = await readableFormats();
      if (turn === this.turn) this.watch(new Class({ formats }));
    } catch {
      if (turn !== this.turn) return;
      this.stopCamera();
      this.failed = this.locale.t("shopping_no_camera");
    }
  }

  /** Look up a code that was read or typed. */
  async look(code: string): Promise<void> {
    this.stopCamera();
    this.scanning = false;
    this.failed = "";
    try {
      const { product } = await actFor<{ product: WrittenItem | null }>(this.hass, "look_up_barcode", {
        barcode: code,
      });
      if (product === null) this.unknown = code;
      else this.tell(product);
    } catch (error) {
      await this.fail(error);
    }
  }

  protected override render() {
    const { locale } = this;
    const open = this.scanning || this.unknown !== "" || this.failed !== "";
    return html`<ht-sheet
      .open=${open}
      heading=${locale.t(this.unknown === "" ? "shopping_scan" : "shopping_unknown")}
      .closeLabel=${locale.t("close")}
      @closed=${() => this.close()}
    >
      <ht-failure .text=${this.failed}></ht-failure>
      ${
        this.scanning && this.failed === ""
          ? html`<video muted playsinline aria-label=${locale.t("shopping_scan")}></video><p>${locale.t("shopping_scan_text")}</p>`
          : nothing
      }
      ${
        this.unknown === ""
          ? nothing
          : html`<div class="name" @keydown=${this.pressed}>
              <p>${locale.t("shopping_unknown_text", { code: this.unknown })}</p>
              <ht-field label=${locale.t("shopping_product")} maxlength="100"></ht-field>
              <ht-button kind="primary" label=${locale.t("shopping_product_keep")} @click=${this.named}></ht-button>
            </div>`
      }
    </ht-sheet>`;
  }

  private watch(detector: Detector): void {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(async () => {
      const { video } = this;
      if (video === null || this.stream === null) return;
      const found = await detector.detect(video).catch(() => []);
      const code = found.map(({ rawValue }) => rawValue).find(isBarcode);
      if (code === undefined) this.watch(detector);
      else await this.look(code);
    }, LOOK_MS);
  }

  private readonly pressed = (event: KeyboardEvent): void => {
    if (event.key === "Enter" && event.composedPath()[0] instanceof HTMLInputElement) void this.named();
  };

  private readonly named = async (): Promise<void> => {
    const words = this.renderRoot.querySelector<Field>(".name ht-field")?.value.trim() ?? "";
    if (words === "") return;
    const item = writtenItem(words);
    try {
      await act(this.hass, "save_barcode", { barcode: this.unknown, ...item });
      this.tell(item);
    } catch (error) {
      await this.fail(error);
    }
  };

  private tell(detail: WrittenItem): void {
    this.close();
    this.dispatchEvent(new CustomEvent("product", { detail }));
  }

  private async fail(error: unknown): Promise<void> {
    this.failed = this.locale.t("failed", { reason: await reasonOf(this.hass, this.locale, error) });
  }

  private stopCamera(): void {
    window.clearTimeout(this.timer);
    stop(this.stream);
    this.stream = null;
    this.turn += 1;
  }

  private close(): void {
    this.stopCamera();
    this.scanning = false;
    this.unknown = "";
    this.failed = "";
  }
}

function stop(stream: MediaStream | null): void {
  for (const track of stream?.getTracks() ?? []) track.stop();
}
