/** Choose the largest size of text that fits its box without scrolling. */
export function fitText(box: HTMLElement, text: HTMLElement, sizes: readonly number[]): number {
  const scale = Number.parseFloat(getComputedStyle(box).getPropertyValue("--ht-scale")) || 1;
  let chosen = sizes.at(-1) ?? 28;
  for (const size of sizes) {
    text.style.fontSize = `${size * scale}px`;
    chosen = size;
    if (box.scrollHeight <= box.clientHeight && box.scrollWidth <= box.clientWidth) break;
  }
  return chosen;
}
