import { LitElement } from "lit";
import { afterEach, describe, expect, it } from "vitest";
import { isBarcode, KeyboardScanner, productWords, ScanSupport } from "./barcode";

it.each(["4006381333931", "96385074", "036000291452", "4 006381 333931"])("knows the barcode %s", (code) => {
  expect(isBarcode(code)).toBe(true);
});

it.each(["4006381333932", "12345", "500 g flour", "", "6 eggs", "00000001", "40063813339310000"])(
  "takes %s for no barcode",
  (words) => {
    expect(isBarcode(words)).toBe(false);
  },
);

it("writes a product as somebody would", () => {
  expect(productWords({ name: "Oats", amount: 500, unit: "g" })).toBe("500 g Oats");
  expect(productWords({ name: "Eggs", amount: 6, unit: "" })).toBe("6 Eggs");
  expect(productWords({ name: "Salt" })).toBe("Salt");
});

class Host extends LitElement {
  codes: string[] = [];
  readonly scanner = new KeyboardScanner(this, (code) => this.codes.push(code));
  readonly scan = new ScanSupport(this);
}
customElements.define("test-scan-host", Host);

function hostHere(): Host {
  const host = document.createElement("test-scan-host") as Host;
  document.body.append(host);
  return host;
}

afterEach(() => {
  document.body.replaceChildren();
  Reflect.deleteProperty(window, "BarcodeDetector");
  Reflect.deleteProperty(navigator, "mediaDevices");
});

describe("a keyboard scanner", () => {
  const type = (words: string, target: EventTarget = document.body, pause = 5): boolean => {
    let passed = true;
    [...words, "Enter"].forEach((key, place) => {
      const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, composed: true });
      Object.defineProperty(event, "timeStamp", { value: 10_000 + place * pause });
      passed = target.dispatchEvent(event);
    });
    return passed;
  };

  it("is heard without a field, and its Enter presses nothing", () => {
    const host = hostHere();
    expect(type("4006381333931")).toBe(false);
    expect(host.codes).toEqual(["4006381333931"]);
    expect(type("96385074")).toBe(false);
    expect(host.codes).toEqual(["4006381333931", "96385074"]);
  });

  it("is not heard when a hand types, the check digit is wrong, or a field has the focus", () => {
    const host = hostHere();
    const input = document.createElement("input");
    document.body.append(input);
    expect(type("4006381333931", document.body, 200)).toBe(true);
    expect(type("4006381333932")).toBe(true);
    expect(type("4006381333931", input)).toBe(true);
    expect(type("")).toBe(true);
    expect(host.codes).toEqual([]);
    host.remove();
    expect(type("4006381333931")).toBe(true);
    expect(host.codes).toEqual([]);
  });
});

describe("reading by the camera", () => {
  const settled = () => new Promise((resolve) => setTimeout(resolve));

  const browser = (formats: string[] | null, camera: boolean) => {
    if (formats !== null) {
      const Class = class {};
      Object.assign(Class, { getSupportedFormats: async () => formats });
      Object.defineProperty(window, "BarcodeDetector", { configurable: true, value: Class });
    }
    const mediaDevices = camera ? { getUserMedia: async () => null } : undefined;
    Object.defineProperty(navigator, "mediaDevices", { configurable: true, value: mediaDevices });
  };

  it.each([
    ["Chrome on Android", ["ean_13", "qr_code"], true, true],
    ["a browser that reads no barcode of products", ["qr_code"], true, false],
    ["a browser with the class and nothing behind it", [], true, false],
    ["a browser without the class", null, true, false],
    ["a page over plain http", ["ean_13"], false, false],
  ])("is offered where it works: %s", async (_name, formats, camera, works) => {
    browser(formats, camera);
    const host = hostHere();
    await settled();
    expect(host.scan.works).toBe(works);
  });
});
