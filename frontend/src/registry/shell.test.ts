import { expect, it, vi } from "vitest";
import { defineShell } from "./shell";

const settle = () => new Promise((done) => setTimeout(done, 5));

class Content extends HTMLElement {
  config: unknown;
  hass: unknown;
  setConfig(config: unknown): void {
    this.config = config;
  }
}

it("loads its content once it is on a page, and passes on what it got before", async () => {
  customElements.define("x-card-content", Content);
  const load = vi.fn(async () => undefined);
  defineShell({ tag: "x-card", load });
  defineShell({ tag: "x-card", load });
  const shell = document.createElement("x-card") as HTMLElement & Record<string, unknown>;
  (shell.setConfig as (config: object) => void)({ type: "x" });
  shell.hass = { a: 1 };
  expect(load).not.toHaveBeenCalled();
  document.body.append(shell);
  await settle();
  const content = shell.firstElementChild as Content;
  expect(content.config).toEqual({ type: "x" });
  expect(content.hass).toEqual({ a: 1 });
  shell.hass = { a: 2 };
  expect(content.hass).toEqual({ a: 2 });
  expect(shell.hass).toEqual({ a: 2 });
  expect(load).toHaveBeenCalledTimes(1);
});

it("refuses a configuration that is none", () => {
  const shell = document.createElement("x-card") as HTMLElement & { setConfig(config: unknown): void };
  expect(() => shell.setConfig(null)).toThrow("Invalid configuration");
});

it("reloads once when a chunk is gone, and then says so", async () => {
  const reload = vi.fn();
  vi.stubGlobal("location", { reload });
  sessionStorage.clear();
  defineShell({ tag: "x-gone", load: () => Promise.reject(new Error("404")) });
  document.body.append(document.createElement("x-gone"));
  await settle();
  expect(reload).toHaveBeenCalledTimes(1);
  const again = document.createElement("x-gone");
  document.body.append(again);
  await settle();
  expect(reload).toHaveBeenCalledTimes(1);
  expect(again.textContent).toContain("could not be loaded");
  vi.unstubAllGlobals();
});
