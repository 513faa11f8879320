import type { LitElement } from "lit";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { HomeAssistant } from "../../../data/hass";
import { type Locale, loadArea, loadWords, localeFor } from "../../../localize/localize";
import type { Phase, Recording } from "./model";
import "./recording-page";
import type { RecordingPage } from "./recording-page";

function phase(id: string, start: number, stop: number, change: Partial<Phase> = {}): Phase {
  return {
    id,
    start,
    stop,
    activity: "simmer",
    from_c: 20,
    to_c: 90,
    power: 0.5,
    text: `Step ${id}.`,
    own_text: false,
    gate: "",
    out: false,
    asks: false,
    needs_hands: false,
    goal: { kind: "DurationGoal", seconds: stop - start, maximum_s: null },
    heat: { power: null, temperature_c: 97.5 },
    remarks: [],
    ...change,
  };
}

function recording(change: Partial<Recording> = {}): Recording {
  return {
    recording: {
      id: "r1",
      name: "Soup",
      started_at: "2026-11-22T17:30:00+00:00",
      length_s: 900,
      running: false,
      burner_id: "s/1",
      cook: "",
      edited: false,
      recipe_id: "",
      signed_by: "",
      signed_at: "",
    },
    version: 3,
    length_s: 900,
    problem: "",
    note: "",
    points: [
      [0, 20, 1],
      [400, 97, 0.5],
      [900, 97, 0],
    ],
    marks: [{ at: 300, kind: "remark", words: "thyme", value: null }],
    phases: [phase("1", 0, 400, { activity: "warm" }), phase("2", 400, 900)],
    can_undo: true,
    can_redo: false,
    recipe_name: "",
    others: [],
    ...change,
  };
}

let sent: Record<string, unknown>[] = [];
let answer: (message: Record<string, unknown>) => unknown = () => recording();
let page: RecordingPage;
let locale: Locale;

function hass(): HomeAssistant {
  return {
    connection: {
      connected: true,
      sendMessagePromise: async (message: Record<string, unknown>) => {
        sent.push(message);
        return answer(message);
      },
      subscribeMessage: async () => async () => undefined,
      addEventListener: () => undefined,
      removeEventListener: () => undefined,
    },
    connected: true,
    states: {},
    entities: {},
    devices: {},
    language: "en",
    config: { unit_system: { temperature: "°C" } },
    user: { id: "u", name: "Nonna", is_admin: true },
  } as unknown as HomeAssistant;
}

const settled = async () => {
  for (let turn = 0; turn < 8; turn += 1) {
    await Promise.resolve();
    await page.updateComplete;
  }
};

const inside = (...path: string[]): HTMLElement => {
  let at: ParentNode = page.renderRoot as ShadowRoot;
  let found: HTMLElement | null = null;
  for (const selector of path) {
    found = at.querySelector<HTMLElement>(selector);
    if (found === null) throw new Error(`no ${selector}`);
    at = found.shadowRoot ?? found;
  }
  return found as HTMLElement;
};

const edits = () => sent.filter(({ type }) => type === "hearthtech/recording/edit");

beforeEach(async () => {
  await loadWords("en");
  await loadArea("recordings", "en");
  await loadArea("recipes", "en");
  sent = [];
  answer = () => recording();
  locale = localeFor(hass()) as Locale;
  page = document.createElement("ht-recording-page") as RecordingPage;
  Object.assign(page, { hass: hass(), locale, recording: "r1", navigate: () => undefined });
  document.body.append(page);
  await settled();
});

afterEach(() => {
  page.remove();
  vi.useRealTimers();
});

describe("the page of a recording", () => {
  it("shows the steps, and opens the first", () => {
    const steps = [...page.renderRoot.querySelectorAll("li .words")].map((one) => one.textContent?.trim());
    expect(steps[0]?.startsWith("Step 1.")).toBe(true);
    expect(steps[1]).toContain("held at 98");
    expect(page.renderRoot.querySelector("li[data-chosen]")?.getAttribute("data-phase")).toBe("1");
  });

  it("sends an end that was moved by keys once, with the version that was seen", async () => {
    vi.useFakeTimers();
    const grip = inside("ht-recording-trace", '[data-grip="stop"]');
    for (let press = 0; press < 3; press += 1) {
      inside("ht-recording-trace", '[data-grip="stop"]').dispatchEvent(
        new KeyboardEvent("keydown", { key: "ArrowRight", bubbles: true, cancelable: true }),
      );
      await settled();
    }
    expect(grip.getAttribute("aria-valuenow")).toBe("415");
    expect(edits()).toEqual([]);
    answer = () => ({ recording: recording({ version: 4 }), conflict: false });
    vi.advanceTimersByTime(1000);
    await settled();
    expect(edits()).toEqual([
      {
        type: "hearthtech/recording/edit",
        recording: "r1",
        version: 3,
        kind: "move",
        phase: "1",
        edge: "stop",
        at: 415,
      },
    ]);
  });

  it("puts an end back by Escape", async () => {
    vi.useFakeTimers();
    for (const key of ["PageUp", "Escape"]) {
      inside("ht-recording-trace", '[data-grip="stop"]').dispatchEvent(
        new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }),
      );
      await settled();
    }
    vi.advanceTimersByTime(2000);
    await settled();
    expect(edits()).toEqual([]);
    expect(inside("ht-recording-trace", '[data-grip="stop"]').getAttribute("aria-valuenow")).toBe("400");
  });

  it("says that somebody else was first", async () => {
    answer = () => ({
      recording: recording({ version: 9, phases: [phase("1", 0, 400, { text: "Theirs." })] }),
      conflict: true,
    });
    inside("ht-step-panel").dispatchEvent(
      new CustomEvent("edit", { detail: { kind: "rename", phase: "1", text: "Mine." } }),
    );
    await settled();
    expect(inside(".conflict").textContent).toContain("Somebody else");
    expect(inside("li .words").textContent).toContain("Theirs.");
  });

  it("signs what was seen, by the name that was written", async () => {
    answer = ({ type }) => (type === "hearthtech/recording/sign" ? { recipe: "soup" } : recording());
    inside("ht-sign-sheet").dispatchEvent(new CustomEvent("sign", { detail: { by: "Nonna", recipe: "" } }));
    await settled();
    expect(sent.filter(({ type }) => type === "hearthtech/recording/sign")).toEqual([
      { type: "hearthtech/recording/sign", recordings: ["r1"], version: 3, by: "Nonna", recipe: "" },
    ]);
  });

  it("keeps the words and offers a retry when an edit is refused", async () => {
    answer = () => {
      throw { code: "x", message: "no" };
    };
    const edit = { kind: "gate", phase: "2", text: "until soft" };
    inside("ht-step-panel").dispatchEvent(new CustomEvent("edit", { detail: edit }));
    await settled();
    expect(inside("ht-failure").getAttribute("text")).toContain("no");
    answer = () => ({ recording: recording({ version: 4 }), conflict: false });
    inside("ht-failure").dispatchEvent(new Event("retry"));
    await settled();
    expect(edits().map(({ kind, text }) => [kind, text])).toEqual([
      ["gate", "until soft"],
      ["gate", "until soft"],
    ]);
    expect(inside("ht-failure").getAttribute("text")).toBe("");
  });

  it("is erased only after the second tap, and then left", async () => {
    const gone: (readonly string[])[] = [];
    page.navigate = (parts) => gone.push(parts);
    answer = ({ type }) => (type === "hearthtech/recording/erase" ? { id: "r1", name: "Soup" } : recording());
    await settled();
    inside("ht-erase-recording", "ht-button").click();
    await settled();
    expect(sent.filter(({ type }) => type === "hearthtech/recording/erase")).toEqual([]);
    inside("ht-erase-recording", "ht-question-sheet", 'ht-button[kind="stop"]').click();
    await settled();
    expect(sent.filter(({ type }) => type === "hearthtech/recording/erase")).toEqual([
      { type: "hearthtech/recording/erase", recording: "r1" },
    ]);
    expect(gone).toEqual([["recordings"]]);
  });

  it("offers the erasing of a signed recording to administrators only", async () => {
    const signed = recording();
    signed.recording.signed_by = "Nonna";
    answer = () => signed;
    await page.read();
    await settled();
    expect(inside("ht-erase-recording", "ht-button").getAttribute("label")).toBe("Erase this recording");
    page.hass = { ...page.hass, user: { id: "k", name: "Kim", is_admin: false } };
    await settled();
    expect(inside("ht-erase-recording", "ht-label")).toBeTruthy();
    const erasing = page.renderRoot.querySelector("ht-erase-recording") as LitElement;
    expect(erasing.renderRoot.querySelector("ht-button")).toBeNull();
  });
});
