import { describe, expect, it, vi } from "vitest";
import { placeAt, watchRow } from "./row-drag";

function press(row: HTMLElement, rows: HTMLElement[]) {
  const hooks = { over: vi.fn(), end: vi.fn() };
  watchRow(
    new PointerEvent("pointerdown", { pointerId: 3, button: 0, clientY: 300 }),
    row,
    () => rows,
    hooks,
  );
  return hooks;
}

function rowAt(top: number): HTMLElement {
  const row = document.createElement("li");
  row.getBoundingClientRect = () => ({ top, height: 40 }) as DOMRect;
  return row;
}

describe("a row that is dragged", () => {
  it("is below all rows whose middle is above the pointer", () => {
    expect(placeAt([], 10)).toBe(0);
    expect(placeAt([20, 60, 100], 10)).toBe(0);
    expect(placeAt([20, 60, 100], 61)).toBe(2);
    expect(placeAt([20, 60, 100], 900)).toBe(3);
  });

  it("follows its pointer only, and ends once", () => {
    const rows = [rowAt(200), rowAt(240), rowAt(280)];
    const hooks = press(rows[0] as HTMLElement, rows);
    window.dispatchEvent(new PointerEvent("pointermove", { pointerId: 9, clientY: 310 }));
    expect(hooks.over).not.toHaveBeenCalled();
    window.dispatchEvent(new PointerEvent("pointermove", { pointerId: 3, clientY: 270 }));
    expect(hooks.over).toHaveBeenLastCalledWith(1);
    window.dispatchEvent(new PointerEvent("pointerup", { pointerId: 3 }));
    window.dispatchEvent(new PointerEvent("pointermove", { pointerId: 3, clientY: 500 }));
    window.dispatchEvent(new PointerEvent("pointerup", { pointerId: 3 }));
    expect(hooks.over).toHaveBeenCalledTimes(1);
    expect(hooks.end.mock.calls).toEqual([[true]]);
  });

  it("goes back by Escape, and when the browser scrolls instead", () => {
    const rows = [rowAt(200), rowAt(240)];
    const first = press(rows[0] as HTMLElement, rows);
    window.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape" }));
    expect(first.end.mock.calls).toEqual([[false]]);
    const second = press(rows[0] as HTMLElement, rows);
    window.dispatchEvent(new PointerEvent("pointercancel", { pointerId: 3 }));
    expect(second.end.mock.calls).toEqual([[false]]);
  });
});
