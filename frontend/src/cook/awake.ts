/**
 * Keeps the screen on while somebody cooks. Browsers allow it only on a secure page and after a tap, and end it when the
 * page is hidden; then it is asked again as soon as the page is visible.
 */
export type AwakeState = "off" | "on" | "missing";

interface Lock {
  release(): Promise<void>;
  addEventListener(event: "release", listener: () => void): void;
}

interface WakeLock {
  request(kind: "screen"): Promise<Lock>;
}

let wanted = false;
let held: Lock | undefined;
let asking = false;
let state: AwakeState = "off";
const listeners = new Set<() => void>();

function become(next: AwakeState): void {
  if (state === next) return;
  state = next;
  for (const listener of [...listeners]) listener();
}

function wakeLock(): WakeLock | undefined {
  return (navigator as { wakeLock?: WakeLock }).wakeLock;
}

async function ask(): Promise<void> {
  const lock = wakeLock();
  if (lock === undefined) {
    become("missing");
    return;
  }
  if (held !== undefined || asking || document.visibilityState === "hidden") return;
  asking = true;
  try {
    const got = await lock.request("screen");
    held = got;
    got.addEventListener("release", () => {
      if (held === got) held = undefined;
      if (wanted) become("off");
    });
    if (wanted) become("on");
    else await got.release();
  } catch {
    // The battery is low, or the browser wants a tap first.
    become("missing");
  } finally {
    asking = false;
  }
}

document.addEventListener("visibilitychange", () => {
  if (wanted && document.visibilityState !== "hidden") void ask();
});

/** Ask for it; called inside the tap that begins cooking, and by each later tap while it is missing. */
export function stayAwake(): void {
  wanted = true;
  void ask();
}

export function allowSleep(): void {
  wanted = false;
  become("off");
  const lock = held;
  held = undefined;
  lock?.release().catch(() => undefined);
}

export function awakeState(): AwakeState {
  return state;
}

export function onAwakeChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
