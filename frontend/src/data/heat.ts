/** Commands about heat. None is sent without a connection, so none can arrive later. */
import type { Burner } from "./burners";
import { feedsOf } from "./feed";
import type { HomeAssistant } from "./hass";

export interface HeatOrder {
  power?: number;
  temperature_c?: number;
  timer_s?: number;
}

/** Thrown instead of sending while there is no connection. */
export class NotConnected extends Error {
  readonly code = "not_connected";
}

function send(hass: HomeAssistant, message: object): Promise<unknown> {
  if (!hass.connection.connected) return Promise.reject(new NotConnected());
  return hass.connection.sendMessagePromise(message);
}

/** Set a burner. It carries what the person saw and when, and is refused when either is out of date. */
export function setHeat(
  hass: HomeAssistant,
  burner: Burner,
  order: HeatOrder,
  start: boolean,
): Promise<unknown> {
  return send(hass, {
    type: "hearthtech/burner/set",
    burner: burner.id,
    ...order,
    start,
    revision: burner.revision,
    sent_at: feedsOf(hass.connection).clock.now(),
  });
}

/** Turn burners off. Everybody may, and it needs no confirmation. */
export function turnOff(hass: HomeAssistant, burners: readonly string[]): Promise<unknown> {
  return send(hass, { type: "hearthtech/burner/off", burners });
}

/** Acknowledge why a stove has cut its heat. */
export function acknowledge(hass: HomeAssistant, burner: string): Promise<unknown> {
  return send(hass, { type: "hearthtech/burner/acknowledge", burner });
}

const SAME = 1e-3;

/** Whether an order leaves more heat than there is. What can't be compared is a raise; the server decides in the end. */
export function isRaise(burner: Burner, order: HeatOrder): boolean {
  if (order.power === 0) return false;
  if (burner.source !== "manual" && burner.source !== "remote") return true;
  if (order.power !== undefined) {
    if (burner.target_c !== null || burner.power === null) return true;
    return order.power > burner.power + SAME;
  }
  return burner.target_c === null || (order.temperature_c ?? 0) > burner.target_c + SAME;
}

/** Whether the stove has to be armed by hand before this order. */
export function needsArming(burner: Burner, armed: boolean | null): boolean {
  const cold = burner.source === "idle";
  return cold && burner.armable && armed === false;
}
