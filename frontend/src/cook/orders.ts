/** Orders to a session. None is sent without a connection, and all carry their time, so that none acts later. */
import { feedsOf } from "../data/feed";
import type { HomeAssistant } from "../data/hass";
import { NotConnected } from "../data/heat";

export type Order =
  | "confirm"
  | "next"
  | "previous"
  | "repeat"
  | "skip"
  | "resume"
  | "hold"
  | "level"
  | "pause";

export interface OrderFields {
  dish?: string;
  from_step?: number;
  heat?: boolean;
  level?: string;
  seconds?: number;
}

function send<T>(hass: HomeAssistant, command: string, fields: object): Promise<T> {
  if (!hass.connection.connected) return Promise.reject(new NotConnected());
  return hass.connection.sendMessagePromise<T>({ ...fields, type: `hearthtech/${command}` });
}

/** `heat` is set only by a tap or a hold of a button that names burner and level. */
export function order(
  hass: HomeAssistant,
  session: string,
  name: Order,
  fields: OrderFields = {},
): Promise<void> {
  const sent_at = feedsOf(hass.connection).clock.now();
  return send(hass, "cook/order", { ...fields, session, order: name, sent_at });
}

export function endCooking(hass: HomeAssistant, session: string, dish?: string): Promise<void> {
  return send(hass, "cook/stop", dish === undefined ? { session } : { session, dish });
}

export function strike(
  hass: HomeAssistant,
  session: string,
  dish: string,
  step: number,
  line: number,
  struck: boolean,
): Promise<void> {
  return send(hass, "cook/strike", { session, dish, step, line, struck });
}

export function answer(hass: HomeAssistant, session: string, dish: string, step: number): Promise<void> {
  return send(hass, "cook/answer", { session, dish, step });
}

export function setTimer(hass: HomeAssistant, session: string, name: string, seconds: number): Promise<void> {
  return send(hass, "timer/set", { name, seconds, session });
}

export interface DishChoice {
  recipe: string;
  burner?: string | null;
  level: string;
  servings?: number | null;
}

export function startCooking(
  hass: HomeAssistant,
  dishes: readonly DishChoice[],
  fields: { heat: boolean; ready_at?: number | null },
): Promise<{ session: string }> {
  const sent_at = feedsOf(hass.connection).clock.now();
  return send(hass, "cook/start", { ...fields, dishes, sent_at });
}
