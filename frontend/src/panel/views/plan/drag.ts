/** Drag one card with a pointer: with a mouse after a few pixels, with a finger after a long press. */

const START_PX = 6;
const LONG_PRESS_MS = 320;

export interface DragHooks {
  /** The drag has begun. Returns what follows the pointer. */
  begin(): HTMLElement;
  over(x: number, y: number): void;
  drop(x: number, y: number): void;
  cancel(): void;
}

/** Watch a pointer from its press on. A press that is no drag stays a click. */
export function watchDrag(event: PointerEvent, source: HTMLElement, hooks: DragHooks): void {
  if (event.button !== 0) return;
  const { pointerId, clientX, clientY, pointerType } = event;
  const touch = pointerType !== "mouse";
  let ghost: HTMLElement | null = null;
  let timer = 0;

  const place = (x: number, y: number) => {
    if (ghost !== null) ghost.style.transform = `translate(${x + 8}px, ${y + 8}px)`;
  };
  const begin = (x: number, y: number) => {
    ghost = hooks.begin();
    place(x, y);
    navigator.vibrate?.(10);
  };
  const stop = () => {
    window.clearTimeout(timer);
    window.removeEventListener("pointermove", moved);
    window.removeEventListener("pointerup", ended);
    window.removeEventListener("pointercancel", cancelled);
    window.removeEventListener("keydown", pressed, true);
    document.removeEventListener("touchmove", still);
    ghost?.remove();
    ghost = null;
  };
  const moved = (move: PointerEvent) => {
    if (move.pointerId !== pointerId) return;
    const far = Math.hypot(move.clientX - clientX, move.clientY - clientY) > START_PX;
    if (ghost === null) {
      // A finger that moves at once scrolls the page.
      if (far && touch) stop();
      else if (far) begin(move.clientX, move.clientY);
      return;
    }
    place(move.clientX, move.clientY);
    hooks.over(move.clientX, move.clientY);
  };
  const ended = (up: PointerEvent) => {
    if (up.pointerId !== pointerId) return;
    const dragged = ghost !== null;
    stop();
    if (!dragged) return;
    // The click that follows a drag opens nothing.
    const swallow = (click: Event) => {
      click.stopPropagation();
      click.preventDefault();
    };
    source.addEventListener("click", swallow, { capture: true, once: true });
    setTimeout(() => source.removeEventListener("click", swallow, true));
    hooks.drop(up.clientX, up.clientY);
  };
  const cancelled = (cancel: PointerEvent) => {
    if (cancel.pointerId !== pointerId) return;
    const dragged = ghost !== null;
    stop();
    if (dragged) hooks.cancel();
  };
  const pressed = (key: KeyboardEvent) => {
    if (key.key !== "Escape" || ghost === null) return;
    key.stopPropagation();
    stop();
    hooks.cancel();
  };
  const still = (move: TouchEvent) => {
    if (ghost !== null) move.preventDefault();
  };
  if (touch) timer = window.setTimeout(() => begin(clientX, clientY), LONG_PRESS_MS);
  window.addEventListener("pointermove", moved);
  window.addEventListener("pointerup", ended);
  window.addEventListener("pointercancel", cancelled);
  window.addEventListener("keydown", pressed, true);
  document.addEventListener("touchmove", still, { passive: false });
}
