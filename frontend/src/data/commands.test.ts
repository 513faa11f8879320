import { describe, expect, it, vi } from "vitest";
import english from "../localize/en.json";
import { Locale } from "../localize/localize";
import { act, actFor, ask, Latest, reasonOf, write } from "./commands";
import type { HomeAssistant } from "./hass";

function home(answer: unknown) {
  const sendMessagePromise = vi.fn(async () => answer);
  return { hass: { connection: { sendMessagePromise } } as unknown as HomeAssistant, sendMessagePromise };
}

describe("questions and changes", () => {
  it("asks the integration, and its own type can't be replaced", async () => {
    const { hass, sendMessagePromise } = home({ name: "Soup" });
    expect(await ask(hass, "recipe", { recipe: "soup", type: "other" })).toEqual({ name: "Soup" });
    expect(sendMessagePromise).toHaveBeenCalledWith({ recipe: "soup", type: "hearthtech/recipe" });
  });

  it("asks once more when the connection is lost before the answer, and sends a change once", async () => {
    for (const lost of [3, { code: 3, message: "Connection lost" }]) {
      const ready: (() => void)[] = [];
      const sendMessagePromise = vi.fn(async () => ({ name: "Soup" }));
      sendMessagePromise.mockRejectedValueOnce(lost);
      const connection = {
        connected: false,
        sendMessagePromise,
        addEventListener: (_: string, callback: () => void) => ready.push(callback),
        removeEventListener: vi.fn(),
      };
      const hass = { connection } as unknown as HomeAssistant;
      const asked = ask(hass, "recipe", { recipe: "soup" });
      await vi.waitFor(() => expect(ready).toHaveLength(1));
      expect(sendMessagePromise).toHaveBeenCalledTimes(1);
      for (const callback of ready) callback();
      expect(await asked).toEqual({ name: "Soup" });
      expect(connection.removeEventListener).toHaveBeenCalledTimes(1);
      sendMessagePromise.mockRejectedValueOnce(lost);
      await expect(write(hass, "recipe/save")).rejects.toBe(lost);
      expect(sendMessagePromise).toHaveBeenCalledTimes(3);
    }
  });

  it("does not ask again what was refused", async () => {
    const sendMessagePromise = vi.fn(async () => Promise.reject({ code: "not_found", message: "gone" }));
    const hass = { connection: { sendMessagePromise } } as unknown as HomeAssistant;
    await expect(ask(hass, "recipe")).rejects.toEqual({ code: "not_found", message: "gone" });
    expect(sendMessagePromise).toHaveBeenCalledTimes(1);
  });

  it("names a lost connection", async () => {
    const locale = new Locale(english, "en", false);
    const { hass } = home(null);
    expect(await reasonOf(hass, locale, 3)).toBe("No connection to Home Assistant");
  });

  it("calls actions, with and without an answer", async () => {
    const { hass, sendMessagePromise } = home({ response: { count: 3 } });
    expect(await actFor(hass, "import_recipes", { url: "x" })).toEqual({ count: 3 });
    await act(hass, "delete_recipe", { recipe: "soup" });
    expect(sendMessagePromise.mock.calls).toEqual([
      [
        {
          type: "call_service",
          domain: "hearthtech",
          service: "import_recipes",
          service_data: { url: "x" },
          return_response: true,
        },
      ],
      [
        {
          type: "call_service",
          domain: "hearthtech",
          service: "delete_recipe",
          service_data: { recipe: "soup" },
        },
      ],
    ]);
  });

  it("says why in words, and that it does not know", async () => {
    const locale = new Locale(english, "en", false);
    const { hass } = home(null);
    expect(await reasonOf(hass, locale, { code: "x", message: "No such recipe." })).toBe("No such recipe.");
    expect(await reasonOf(hass, locale, "a text")).toBe("Unknown");
  });
});

describe("the latest answer", () => {
  it("is the only one that counts", async () => {
    const latest = new Latest();
    const told: unknown[] = [];
    let late: (value: string) => void = () => undefined;
    const first = latest.of(
      new Promise<string>((done) => (late = done)),
      (value) => told.push(value),
      told.push,
    );
    await latest.of(
      Promise.resolve("new"),
      (value) => told.push(value),
      () => undefined,
    );
    late("old");
    await first;
    await latest.of(
      Promise.reject(new Error("no")),
      () => undefined,
      () => told.push("failed"),
    );
    const dropped = latest.of(
      Promise.resolve("dropped"),
      (value) => told.push(value),
      () => undefined,
    );
    latest.drop();
    await dropped;
    expect(told).toEqual(["new", "failed"]);
  });
});
