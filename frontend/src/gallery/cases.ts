/** The stoves and timers that the gallery shows. */
import type { Burner, Stove } from "../data/burners";
import type { KitchenTimer } from "../data/timers";

/** The time of the page, in s. */
export const now = Date.now() / 1000;

/** One card: its stove and burners, and whether it is connected. */
export interface CardCase {
  name: string;
  stove?: Partial<Stove>;
  burners: Partial<Burner>[];
  connected?: boolean;
  open?: number;
}

const on: Partial<Burner> = {
  source: "remote",
  power: 0.6,
  pan_c: 74,
  actor: { kind: "user", name: "Anna" },
};
const held: Partial<Burner> = { source: "remote", power: 0.3, target_c: 90, pan_c: 88 };
const dish = { session: "x", id: "1", name: "Grandma’s Chicken Soup", heats: true };
const unknown: Partial<Burner> = {
  available: false,
  source: null,
  power: null,
  pan_c: null,
  glass_c: null,
  pan: null,
  residual_heat: null,
};
const thermometer: Partial<Burner> = {
  can: { power: "none", probe_temperature: "read" },
  kind: null,
  source: "idle",
  power: null,
  pan_c: null,
  probe_c: 82.4,
  pan: null,
  residual_heat: null,
};

/** The cards of stoves. */
export const CARDS: CardCase[] = [
  { name: "off", burners: [{}, {}, {}, {}] },
  {
    name: "cooking",
    stove: { armed: true, locked: true },
    burners: [
      { ...held, dish, timer_ends_at: now + 754 },
      { ...on, source: "manual", power: 1 },
      { residual_heat: true, pan_c: 62, glass_c: 62 },
      { ...on, power: 0.15, pan_c: 45, actor: { kind: "automation", name: null } },
    ],
  },
  {
    name: "faults",
    burners: [
      { source: "latched", latch: "overheat", pan_c: 240 },
      { ...on, pan: "none" },
      { ...on, pan: "unsuitable", power: 1.4 },
      { ...on, pan: "moved", power: null, pan_c: null },
    ],
  },
  {
    name: "unknown",
    stove: { available: false, armed: null },
    burners: [unknown, unknown, unknown, unknown],
  },
  { name: "offline", burners: [on, {}, {}, {}], connected: false },
  {
    name: "bridge",
    stove: { bridges: [[1, 2]], bridged: [1] },
    burners: [{ ...held, actor: { kind: "user", name: "Anna" } }, {}, {}, {}],
  },
  { name: "one", burners: [on] },
  { name: "two", burners: [on, {}] },
  { name: "three", burners: [on, {}, { diameter_m: 0.28 }] },
  { name: "five", burners: [on, {}, {}, {}, { diameter_m: 0.28 }] },
  { name: "six", burners: [on, {}, held, {}, {}, { diameter_m: 0.145 }] },
  {
    name: "entities",
    stove: { kind: "entities", name: "Existing hob", armed: null, remote_enabled: null, locked: null },
    burners: [
      {
        can: { power: "read" },
        kind: null,
        armable: false,
        source: "manual",
        power: 0.5,
        pan_c: null,
        pan: null,
      },
      {
        can: { power: "read" },
        kind: null,
        armable: false,
        power: 0,
        pan_c: null,
        pan: null,
        residual_heat: null,
      },
    ],
  },
  { name: "thermometer", stove: { kind: "thermometer", name: "Soup pot" }, burners: [thermometer] },
  {
    name: "thermometer silent",
    stove: { kind: "thermometer", name: "Soup pot" },
    burners: [{ ...thermometer, probe_c: null }],
  },
];

/** A timer with a change. */
export const timer = (change: Partial<KitchenTimer>): KitchenTimer => ({
  id: change.name ?? "",
  name: "Eggs",
  set_at: now - 100,
  ends_at: now + 200,
  left_s: null,
  session_id: null,
  ...change,
});
