/** One question to the kitchen, one change, and the reason when it refuses. */
import type { Locale } from "../localize/localize";
import { type Connection, type HomeAssistant, isRefusal } from "./hass";
import { refusalWords } from "./refusal";

/** What Home Assistant's connection rejects with when it is lost before an answer (its `ERR_CONNECTION_LOST`). */
const CONNECTION_LOST = 3;

/**
 * Read by a WebSocket command of the integration: `ask(hass, "recipe", {recipe: id})`. When the connection is lost
 * before the answer, it is asked once more as soon as there is a connection.
 */
export async function ask<T>(hass: HomeAssistant, command: string, fields: object = {}): Promise<T> {
  try {
    return await write<T>(hass, command, fields);
  } catch (error) {
    if (!isConnectionLost(error)) throw error;
    await connected(hass.connection);
    return write<T>(hass, command, fields);
  }
}

/** Change something by a WebSocket command of the integration: it is sent once. */
export function write<T>(hass: HomeAssistant, command: string, fields: object = {}): Promise<T> {
  return hass.connection.sendMessagePromise<T>({ ...fields, type: `hearthtech/${command}` });
}

function isConnectionLost(error: unknown): boolean {
  return (
    error === CONNECTION_LOST ||
    (typeof error === "object" && error !== null && "code" in error && error.code === CONNECTION_LOST)
  );
}

/** Resolves when there is a connection. */
function connected(connection: Connection): Promise<void> {
  if (connection.connected) return Promise.resolve();
  return new Promise((resolve) => {
    const ready = () => {
      connection.removeEventListener("ready", ready);
      resolve();
    };
    connection.addEventListener("ready", ready);
  });
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
  if (isConnectionLost(error)) return locale.t("offline");
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
