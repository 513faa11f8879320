/** The reason of a refusal in the user's language. The integration has the sentences; Home Assistant loads them. */
import type { Locale } from "../localize/localize";
import type { HomeAssistant, Refusal } from "./hass";

export async function refusalWords(hass: HomeAssistant, locale: Locale, refusal: Refusal): Promise<string> {
  if (refusal.code === "not_connected") return locale.t("offline");
  const key = refusal.translation_key;
  if (key !== undefined && hass.localize !== undefined) {
    const path = `component.hearthtech.exceptions.${key}.message`;
    try {
      await hass.loadBackendTranslation?.("exceptions", "hearthtech");
    } catch {
      // The message of the server is in its own language; it is better than none.
    }
    const words = hass.localize(path, refusal.translation_placeholders);
    if (words) return words;
  }
  return refusal.message ?? locale.t("unknown");
}
