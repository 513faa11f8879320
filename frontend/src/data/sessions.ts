/** Cooking sessions that have not ended, as `hearthtech/sessions` sends them. */

/** Heat that an order would set: one of the two. Power is 0-1. */
export interface HeatLevel {
  power: number | null;
  temperature_c: number | null;
}

export interface Dish {
  id: string;
  name: string;
  recipe_id: string;
  burner_id: string | null;
  phase: string;
  level: string;
  waiting: string;
  step: number;
  steps: number;
  step_text: string | null;
  next_text: string | null;
  progress: number;
  pause: string | null;
  /** Seconds since the epoch; `null` while the end is not known or the time is stopped. */
  step_ends_at: number | null;
  step_length_s?: number;
  heat_taken: boolean;
  by_hand: boolean;
  refusal: string | null;
  lagging: boolean;
  sensor_lost: boolean;
  sensed: string | null;
  servings: number | null;
  /** The heat to which the next step, the one before or going on would raise the burner; `null`: they raise none. */
  next_heat: HeatLevel | null;
  back_heat: HeatLevel | null;
  resume_heat: HeatLevel | null;
  /** Struck ingredients: step and line, each counted from 0. */
  struck: [step: number, line: number][];
  /** Whether somebody has answered the present call for hands. */
  answered: boolean;
  /** Seconds since the epoch; `null` when it has begun, or when the end is not known. */
  begins_at: number | null;
  ready_at: number | null;
}

export interface Session {
  id: string;
  name: string;
  paused: boolean;
  dishes: Dish[];
  progress: number;
  clock_rate: number;
  elapsed_s: number;
  /** When all dishes are to be ready; `null` when nothing is planned. */
  ready_at: number | null;
}

export interface SessionMessage {
  type: "snapshot" | "difference";
  time: number;
  loaded?: boolean;
  sessions: Record<string, Session>;
  removed?: string[];
}

export interface SessionState {
  loaded: boolean;
  sessions: Record<string, Session>;
}

export const NO_SESSIONS: SessionState = { loaded: false, sessions: {} };

export function applySessions(state: SessionState, message: SessionMessage): SessionState {
  if (message.type === "snapshot") return { loaded: message.loaded ?? true, sessions: message.sessions };
  const sessions = { ...state.sessions, ...message.sessions };
  for (const id of message.removed ?? []) delete sessions[id];
  return { loaded: true, sessions };
}
