/** Stoves and burners, as `hearthtech/burners` sends them. Unknown values are `null`, never zero. */

export type Access = "none" | "read" | "adjust" | "start";
export type Source = "idle" | "manual" | "remote" | "latched";
export type Pan = "none" | "placed" | "unsuitable" | "moved";
export type Range = [minimum: number | null, maximum: number | null, step: number | null];

export interface Burner {
  id: string;
  stove: string;
  n: number;
  name: string;
  device_id: string | null;
  kind: string | null;
  diameter_m: number | null;
  armable: boolean;
  can: Record<string, Access>;
  range: Record<string, Range>;
  available: boolean;
  source: Source | null;
  /** 0-1, above 1 while it boosts. */
  power: number | null;
  target_c: number | null;
  heating: boolean | null;
  pan_c: number | null;
  probe_c: number | null;
  glass_c: number | null;
  power_w: number | null;
  pan: Pan | null;
  residual_heat: boolean | null;
  latch: string | null;
  limited: boolean | null;
  boost: boolean | null;
  /** Seconds since the epoch of the server; the burner is turned off then. */
  timer_ends_at: number | null;
  dish: { session: string; id: string; name: string; heats: boolean } | null;
  actor: { kind: "user" | "automation"; name: string | null } | null;
  revision: number;
}

export interface Stove {
  id: string;
  name: string;
  name_by_user: string | null;
  kind: "link" | "entities" | "thermometer";
  device_id: string | null;
  area_id: string | null;
  available: boolean;
  armed: boolean | null;
  armed_until: number | null;
  remote_enabled: boolean | null;
  locked: boolean | null;
  bridges: [number, number][];
  bridged: number[];
}

export interface BurnerMessage {
  type: "snapshot" | "difference";
  time: number;
  may_heat?: boolean;
  stoves?: Record<string, Stove>;
  burners?: Record<string, Partial<Burner>>;
  removed?: string[];
}

export interface BurnerState {
  stoves: Record<string, Stove>;
  burners: Record<string, Burner>;
  mayHeat: boolean;
}

export const NO_BURNERS: BurnerState = { stoves: {}, burners: {}, mayHeat: false };

/** The state after a message. Burners that did not change stay the same objects. */
export function applyBurners(state: BurnerState, message: BurnerMessage): BurnerState {
  const burners = message.type === "snapshot" ? {} : { ...state.burners };
  for (const [id, change] of Object.entries(message.burners ?? {})) {
    burners[id] = { ...burners[id], ...change } as Burner;
  }
  for (const id of message.removed ?? []) delete burners[id];
  return {
    burners,
    stoves: message.stoves ?? state.stoves,
    mayHeat: message.may_heat ?? state.mayHeat,
  };
}

/** The burners of a stove in its order. Without `stove` those of all. */
export function burnersOf(state: BurnerState, stove: string): Burner[] {
  return Object.values(state.burners)
    .filter((burner) => burner.stove === stove)
    .sort((one, other) => one.n - other.n);
}

/** The temperature to show: that of the food if a probe measures it, else that of the pan. */
export function foodCelsius(burner: Burner): number | null {
  return burner.probe_c ?? burner.pan_c;
}

export type Heat = "unknown" | "off" | "on" | "fault";

/** Whether a burner heats, as far as it is known. */
export function heatOf(burner: Burner): Heat {
  if (!burner.available || burner.source === null) return "unknown";
  if (burner.source === "latched") return "fault";
  if (burner.source === "idle") return "off";
  return burner.power === 0 && burner.target_c === null ? "off" : "on";
}

export type Setter = "hand" | "kitchen" | "user" | "automation" | "outside" | null;

/** Who set the heat; `null` while there is none. */
export function setterOf(burner: Burner): Setter {
  if (heatOf(burner) !== "on") return null;
  if (burner.source === "manual") return "hand";
  if (burner.dish?.heats) return "kitchen";
  if (burner.actor === null) return "outside";
  return burner.actor.kind;
}

/** Whether the level can be set at all, and how. */
export function controls(burner: Burner): { power: boolean; temperature: boolean; starts: boolean } {
  const power = burner.can.power ?? "none";
  const temperature = burner.can.temperature ?? "none";
  return {
    power: power === "start" || power === "adjust",
    temperature: temperature === "start" || temperature === "adjust",
    starts: power === "start" || temperature === "start",
  };
}

/** Whether it measures but has no heat of its own, like a thermometer in a pot. */
export function onlyMeasures(burner: Burner): boolean {
  return (burner.can.power ?? "none") === "none" && (burner.can.temperature ?? "none") === "none";
}

/** Whether the leading or the second burner of a bridged pair; the number of the leading one, else `null`. */
export function bridgeOf(stove: Stove, n: number): number | null {
  const pair = stove.bridges.find((one) => one.includes(n));
  return pair !== undefined && stove.bridged.includes(pair[0]) ? pair[0] : null;
}
