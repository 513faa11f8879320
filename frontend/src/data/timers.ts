/** Timers of every kind in one list: kitchen timers, steps of dishes, and burners that turn themselves off. */
import type { BurnerState } from "./burners";
import type { SessionState } from "./sessions";

export interface KitchenTimer {
  id: string;
  name: string;
  set_at: number;
  ends_at: number;
  /** Seconds left, only while it is paused. */
  left_s: number | null;
  session_id: string | null;
}

export interface TimerList {
  time: number;
  timers: KitchenTimer[];
  ringing: KitchenTimer[];
}

export interface TimerState {
  running: KitchenTimer[];
  ringing: KitchenTimer[];
}

export const NO_TIMERS: TimerState = { running: [], ringing: [] };
/** A timer rings for this long, unless somebody silences it (s). */
export const RINGS_FOR_S = 60;

export function timersFrom(list: TimerList): TimerState {
  return { running: list.timers, ringing: list.ringing };
}

export type TimerKind = "kitchen" | "step" | "burner";

export interface ShownTimer {
  key: string;
  kind: TimerKind;
  /** The id of the timer or of the burner; empty for a step. */
  id: string;
  name: string;
  /** Further words: the dish of a timer, or the burner of a dish. */
  detail: string;
  endsAt: number;
  lengthS: number | null;
  /** Seconds left while it is paused. */
  pausedLeftS: number | null;
  ringing: boolean;
}

/** All timers, those that ring first, then by their end. `now` in seconds of the server's clock. */
export function shownTimers(
  timers: TimerState,
  sessions: SessionState,
  burners: BurnerState,
  now: number,
): ShownTimer[] {
  const shown: ShownTimer[] = [];
  const dishOf = (id: string | null) => (id === null ? "" : (sessions.sessions[id]?.name ?? ""));
  for (const timer of timers.ringing) {
    if (now - timer.ends_at > RINGS_FOR_S) continue;
    shown.push({ ...kitchenTimer(timer, dishOf(timer.session_id)), ringing: true });
  }
  for (const timer of timers.running) shown.push(kitchenTimer(timer, dishOf(timer.session_id)));
  for (const session of Object.values(sessions.sessions)) {
    for (const dish of session.dishes) {
      if (dish.step_ends_at === null) continue;
      shown.push({
        key: `step-${session.id}-${dish.id}`,
        kind: "step",
        id: "",
        name: dish.name,
        detail: dish.step_text ?? "",
        endsAt: dish.step_ends_at,
        lengthS: dish.step_length_s ?? null,
        pausedLeftS: null,
        ringing: false,
      });
    }
  }
  for (const burner of Object.values(burners.burners)) {
    if (burner.timer_ends_at === null) continue;
    shown.push({
      key: `burner-${burner.id}`,
      kind: "burner",
      id: burner.id,
      name: burner.name,
      detail: "",
      endsAt: burner.timer_ends_at,
      lengthS: null,
      pausedLeftS: null,
      ringing: false,
    });
  }
  const order = (timer: ShownTimer) => (timer.ringing ? Number.NEGATIVE_INFINITY : timer.endsAt);
  return shown.sort((one, other) => order(one) - order(other) || one.key.localeCompare(other.key));
}

function kitchenTimer(timer: KitchenTimer, detail: string): ShownTimer {
  return {
    key: `timer-${timer.id}`,
    kind: "kitchen",
    id: timer.id,
    name: timer.name,
    detail,
    endsAt: timer.ends_at,
    lengthS: timer.ends_at - timer.set_at,
    pausedLeftS: timer.left_s,
    ringing: false,
  };
}

/** Seconds left of a timer, not below zero. */
export function leftOf(timer: ShownTimer, now: number): number {
  return Math.max(timer.pausedLeftS ?? timer.endsAt - now, 0);
}
