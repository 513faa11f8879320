/** Drag a row of a list by its grip: with a mouse, a pen or a finger. The grip has `touch-action: none`. */

/** How near to the upper or lower edge of the window the page scrolls (px), and by how much in each frame. */
const EDGE_PX = 96;
const SCROLL_PX = 10;

export interface RowDragHooks {
  /** Called when the row is over another place; `place` counts the rows from 0. */
  over(place: number): void;
  /** Called once at the end; `kept` is false after Escape, or when the browser takes the pointer away. */
  end(kept: boolean): void;
}

/** The place in a list of the row that is dragged to a height: below all others whose middle is above it. */
export function placeAt(middles: readonly number[], y: number): number {
  return middles.filter((middle) => middle < y).length;
}

/** Watch a pointer from its press on the grip of a row on. `rows` are the rows as they are shown at that moment. */
export function watchRow(
  event: PointerEvent,
  row: HTMLElement,
  rows: () => readonly HTMLElement[],
  hooks: RowDragHooks,
): void {
  if (event.button !== 0) return;
  const { pointerId } = event;
  let y = event.clientY;
  let frame = 0;

  const look = () => {
    const middles = rows()
      .filter((one) => one !== row)
      .map((one) => {
        const { top, height } = one.getBoundingClientRect();
        return top + height / 2;
      });
    hooks.over(placeAt(middles, y));
  };
  const scroll = () => {
    const by = y < EDGE_PX ? -SCROLL_PX : y > window.innerHeight - EDGE_PX ? SCROLL_PX : 0;
    if (by !== 0) {
      window.scrollBy(0, by);
      look();
    }
    frame = requestAnimationFrame(scroll);
  };
  const stop = (kept: boolean) => {
    cancelAnimationFrame(frame);
    window.removeEventListener("pointermove", moved);
    window.removeEventListener("pointerup", ended);
    window.removeEventListener("pointercancel", cancelled);
    window.removeEventListener("keydown", pressed, true);
    hooks.end(kept);
  };
  const moved = (move: PointerEvent) => {
    if (move.pointerId !== pointerId) return;
    y = move.clientY;
    look();
  };
  const ended = (up: PointerEvent) => {
    if (up.pointerId === pointerId) stop(true);
  };
  const cancelled = (cancel: PointerEvent) => {
    if (cancel.pointerId === pointerId) stop(false);
  };
  const pressed = (key: KeyboardEvent) => {
    if (key.key !== "Escape") return;
    key.stopPropagation();
    stop(false);
  };
  window.addEventListener("pointermove", moved);
  window.addEventListener("pointerup", ended);
  window.addEventListener("pointercancel", cancelled);
  window.addEventListener("keydown", pressed, true);
  frame = requestAnimationFrame(scroll);
}
