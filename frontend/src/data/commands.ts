/** One question to the kitchen, one change, and the reason when it refuses. */
import type { Locale } from "../localize/localize";
import { type HomeAssistant, isRefusal } from "./hass";
import { refusalWords } from "./refusal";

/** Read by a WebSocket command of the integration: `ask(hass, "recipe", {recipe: id})`. */
export function ask<T>(hass: HomeAssistant, command: string, fields: object = {}): Promise<T> {
  return hass.connection.sendMessagePromise<T>({ ...fields, type: `hearthtech/${command}` });
}

/** Call an action of the integration that answers nothing. */
export async function act(hass: HomeAssistant, action: string, data: object = {}): Promise<void> {
  await hass.connection.sendMessagePromise({
    type: "call_service",
    domain: "hearthtech",
    service: action,
    service_data: data,
  });
}

/** Call an action of the integration, and return what it answers. */
export async function actFor<T>(hass: HomeAssistant, action: string, data: object = {}): Promise<T> {
  const { response } = await hass.connection.sendMessagePromise<{ response: T }>({
    type: "call_service",
    domain: "hearthtech",
    service: action,
    service_data: data,
    return_response: true,
  });
  return response;
}

/** Why it was refused, in the user's language. */
export async function reasonOf(hass: HomeAssistant, locale: Locale, error: unknown): Promise<string> {
  return isRefusal(error) ? refusalWords(hass, locale, error) : locale.t("unknown");
}

/** Keeps late answers from overwriting newer ones: `then` is called only for the last promise that was given. */
export class Latest {
  private count = 0;

  async of<T>(
    promise: Promise<T>,
    then: (value: T) => void,
    failed: (error: unknown) => void,
  ): Promise<void> {
    this.count += 1;
    const mine = this.count;
    try {
      const value = await promise;
      if (mine === this.count) then(value);
    } catch (error) {
      if (mine === this.count) failed(error);
    }
  }

  /** Forget the answers that are still to come. */
  drop(): void {
    this.count += 1;
  }
}
