/** A long press on a line, with a finger or a mouse; moving or letting go earlier is something else. */
const HELD_MS = 500;
const STILL_PX = 10;

export class LongPress {
  private timer = 0;
  private x = 0;
  private y = 0;

  constructor(private readonly pressed: () => void) {}

  readonly start = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    this.stop();
    this.x = event.clientX;
    this.y = event.clientY;
    this.timer = window.setTimeout(() => {
      this.timer = 0;
      this.pressed();
    }, HELD_MS);
  };

  readonly move = (event: PointerEvent): void => {
    if (Math.hypot(event.clientX - this.x, event.clientY - this.y) > STILL_PX) this.stop();
  };

  readonly stop = (): void => {
    window.clearTimeout(this.timer);
    this.timer = 0;
  };
}
