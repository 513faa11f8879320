/** One timer for everything on the page that counts seconds. It stands still while the page is hidden. */
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

function follow(): void {
  const wanted = listeners.size > 0 && document.visibilityState !== "hidden";
  if (wanted && timer === undefined) {
    timer = setInterval(() => {
      for (const listener of [...listeners]) listener();
    }, 250);
  }
  if (!wanted && timer !== undefined) {
    clearInterval(timer);
    timer = undefined;
  }
}

document.addEventListener("visibilitychange", () => {
  follow();
  if (document.visibilityState !== "hidden") for (const listener of [...listeners]) listener();
});

/** Call a listener four times a second. Returns a function that ends it. */
export function tick(listener: () => void): () => void {
  listeners.add(listener);
  follow();
  return () => {
    listeners.delete(listener);
    follow();
  };
}
