import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Locale } from "../localize/localize";
import type { HomeAssistant } from "./hass";
import { offerUndo } from "./undo";

interface Toast {
  message: string;
  duration: number;
  action: { text: string; action: () => void };
}

const hass = {} as HomeAssistant;
const locale = {
  t: (key: string, values: Record<string, string> = {}) => [key, ...Object.values(values)].join(" "),
} as unknown as Locale;

let toasts: Toast[] = [];
const hear = (event: Event) => toasts.push((event as CustomEvent<Toast>).detail);
const settle = () => new Promise((resolve) => setTimeout(resolve));

beforeEach(() => {
  toasts = [];
  document.addEventListener("hass-notification", hear);
});

afterEach(() => document.removeEventListener("hass-notification", hear));

describe("an offered undo", () => {
  it("is a message with a button that takes the change back", async () => {
    let undone = 0;
    offerUndo(hass, locale, { message: "Erased.", label: "Undo", undo: async () => (undone += 1) });
    expect(toasts.map(({ message, duration, action }) => [message, duration, action.text])).toEqual([
      ["Erased.", 8000, "Undo"],
    ]);
    toasts[0]?.action.action();
    await settle();
    expect(undone).toBe(1);
    expect(toasts).toHaveLength(1);
  });

  it("says why it failed, and tries again", async () => {
    let tries = 0;
    const undo = async () => {
      tries += 1;
      if (tries < 3) throw { code: 3, message: "Connection lost" };
    };
    offerUndo(hass, locale, { message: "Kept.", label: "Undo", duration: 12_000, undo });
    for (let press = 0; press < 3; press += 1) {
      toasts.at(-1)?.action.action();
      await settle();
    }
    expect(tries).toBe(3);
    expect(toasts.map(({ duration, action }) => [duration, action.text])).toEqual([
      [12_000, "Undo"],
      [12_000, "retry"],
      [12_000, "retry"],
    ]);
    expect(toasts[1]?.message).toMatch(/^failed /);
  });
});
