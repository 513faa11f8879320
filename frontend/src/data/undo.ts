import type { Locale } from "../localize/localize";
import { reasonOf } from "./commands";
import { fire, type HomeAssistant } from "./hass";

/** How long Home Assistant shows a message with a button, in milliseconds. */
const SHOWN_MS = 8000;

export interface Undoable {
  /** What was done. */
  message: string;
  /** The words on the button. */
  label: string;
  /** Takes it back. May reject. */
  undo: () => Promise<unknown>;
  /** Milliseconds the message stays; 8,000 unless given. */
  duration?: number;
}

/**
 * Show Home Assistant's own message at the lower edge, with a button that takes the last change back. If that fails, a
 * second message gives the reason, with a button that tries again. Both are shown also when the view is left meanwhile.
 */
export function offerUndo(hass: HomeAssistant, locale: Locale, done: Undoable): void {
  const { message, label, undo, duration = SHOWN_MS } = done;
  const show = (words: string, text: string) =>
    fire(document.querySelector("home-assistant") ?? document.body, "hass-notification", {
      message: words,
      duration,
      dismissable: true,
      action: { text, action: () => void work() },
    });
  const work = async () => {
    try {
      await undo();
    } catch (error) {
      show(locale.t("failed", { reason: await reasonOf(hass, locale, error) }), locale.t("retry"));
    }
  };
  show(message, label);
}
