/** Data for tests and for the page of components. */
import type { Burner, Stove } from "./data/burners";
import type { Dish, Session } from "./data/sessions";

export function burner(change: Partial<Burner> = {}): Burner {
  const n = change.n ?? 1;
  return {
    id: `s/${n}`,
    stove: "s",
    n,
    name: "Front left",
    device_id: null,
    kind: "induction",
    diameter_m: 0.18,
    armable: true,
    can: { power: "start", temperature: "start", timer: "start", pan_temperature: "read", pan: "read" },
    range: { power: [0, 1.5, 0.05], temperature: [40, 230, 1], timer: [1, 36000, 1] },
    available: true,
    source: "idle",
    power: 0,
    target_c: null,
    heating: false,
    pan_c: 21,
    probe_c: null,
    glass_c: 21,
    power_w: 0,
    pan: "placed",
    residual_heat: false,
    latch: null,
    limited: false,
    boost: false,
    timer_ends_at: null,
    dish: null,
    actor: null,
    revision: 1,
    ...change,
  };
}

export function stove(change: Partial<Stove> = {}): Stove {
  return {
    id: "s",
    name: "Kitchen stove",
    name_by_user: null,
    kind: "link",
    device_id: null,
    area_id: null,
    available: true,
    armed: false,
    armed_until: null,
    remote_enabled: true,
    locked: false,
    bridges: [],
    bridged: [],
    ...change,
  };
}

export function dish(change: Partial<Dish> = {}): Dish {
  return {
    id: "1",
    name: "Soup",
    recipe_id: "r1",
    burner_id: "s/1",
    phase: "cooking",
    level: "guide",
    waiting: "goal",
    step: 0,
    steps: 3,
    step_text: "Simmer for 20 minutes.",
    next_text: null,
    progress: 0.2,
    pause: null,
    step_ends_at: null,
    heat_taken: false,
    by_hand: false,
    refusal: null,
    lagging: false,
    sensor_lost: false,
    sensed: null,
    servings: 4,
    next_heat: null,
    back_heat: null,
    resume_heat: null,
    struck: [],
    answered: false,
    begins_at: null,
    ready_at: null,
    ...change,
  };
}

export function session(change: Partial<Session> = {}): Session {
  return {
    id: "s1",
    name: "Soup",
    paused: false,
    dishes: [dish()],
    progress: 0.2,
    clock_rate: 1,
    elapsed_s: 60,
    ready_at: null,
    ...change,
  };
}
