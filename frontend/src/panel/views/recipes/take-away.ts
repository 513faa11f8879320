/** What leaves the panel: printed pages and files. */
import { ask } from "../../../data/commands";
import type { HomeAssistant } from "../../../data/hass";
import type { Locale } from "../../../localize/localize";
import type { System } from "./model";

/** Open the print page of a recipe: a page of its own, by an address that is signed for a few minutes. */
export async function printRecipe(
  hass: HomeAssistant,
  locale: Locale,
  recipe: string,
  version: number,
  factor: number,
  units: System | null,
): Promise<void> {
  await openSigned(() =>
    ask(hass, "recipe/print", {
      recipe,
      version,
      factor,
      language: locale.language,
      ...(units === null ? {} : { units }),
    }),
  );
}

/** Open a page whose path the server signs, in a window of its own. */
export async function openSigned(sign: () => Promise<{ path: string }>): Promise<void> {
  // Opened within the tap; a browser blocks a window that opens later.
  const page = window.open("about:blank", "_blank");
  try {
    const { path } = await sign();
    if (page === null) location.assign(path);
    else page.location.replace(path);
  } catch (error) {
    page?.close();
    throw error;
  }
}

/** Save a text as a file, with a name that every system accepts. */
export function saveText(name: string, ending: string, text: string): void {
  const link = document.createElement("a");
  const address = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
  link.href = address;
  link.download = `${fileName(name)}.${ending}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

export function fileName(name: string): string {
  const plain = name.replace(/[^\p{L}\p{N} ._-]+/gu, " ").trim();
  return plain.replace(/^\.+/, "").slice(0, 80) || "recipe";
}
