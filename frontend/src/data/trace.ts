/** Temperatures of the last ten minutes: read once, and continued with what the subscription brings. */
import { foodCelsius } from "./burners";
import { type Feeds, feedsOf } from "./feed";
import type { Connection } from "./hass";

/** Moment (s), temperature and target (°C). */
export type Point = [at: number, celsius: number | null, target: number | null];

export const SPAN_S = 600;
const STEP_S = 2;

export class Traces {
  /** Moment of the newest change of any trace (s): until the next one, there is nothing new to draw. */
  changedAt = 0;
  private readonly points = new Map<string, Point[]>();
  private readonly asked = new Set<string>();

  constructor(
    private readonly connection: Connection,
    private readonly feeds: Feeds,
    private readonly changed: () => void,
  ) {}

  /** The points of a burner; asks for the earlier ones the first time. */
  of(burner: string): readonly Point[] {
    if (!this.asked.has(burner)) {
      this.asked.add(burner);
      void this.read(burner);
    }
    return this.points.get(burner) ?? [];
  }

  /** Continue the traces that somebody has asked for. Called after each change of the burners. */
  sample(): void {
    const now = this.feeds.clock.now();
    for (const id of this.asked) {
      const burner = this.feeds.burners.value.burners[id];
      if (burner === undefined) continue;
      const points = this.points.get(id) ?? [];
      const last = points.at(-1);
      const point: Point = [now, foodCelsius(burner), burner.target_c];
      if (last !== undefined && now - last[0] < STEP_S) continue;
      this.points.set(id, [...points.filter(([at]) => now - at <= SPAN_S), point]);
      this.changedAt = now;
    }
  }

  private async read(burner: string): Promise<void> {
    try {
      const earlier = await this.connection.sendMessagePromise<Point[]>({
        type: "hearthtech/burners/trace",
        burner,
      });
      const later = this.points.get(burner) ?? [];
      const begun = later[0]?.[0] ?? Number.POSITIVE_INFINITY;
      this.points.set(burner, [...thinned(earlier.filter(([at]) => at < begun)), ...later]);
      this.changedAt = this.feeds.clock.now();
      this.changed();
    } catch {
      this.asked.delete(burner);
    }
  }
}

/** Points at least two seconds apart: more could not be told apart in the drawing. */
function thinned(points: readonly Point[]): Point[] {
  let last = Number.NEGATIVE_INFINITY;
  return points.filter(([at]) => {
    if (at - last < STEP_S) return false;
    last = at;
    return true;
  });
}

export function tracesOf(connection: Connection, changed: () => void): Traces {
  return new Traces(connection, feedsOf(connection), changed);
}

export interface Plot {
  line: string;
  target: string;
  low: number;
  high: number;
}

/** Paths in a box of 100 × 100, with a gap where the temperature was unknown; `null` without two readings. */
export function plot(points: readonly Point[], now: number): Plot | null {
  const shown = points.filter(([at]) => now - at <= SPAN_S);
  const values = shown.flatMap(([, celsius, target]) => [celsius, target]).filter((value) => value !== null);
  if (shown.filter(([, celsius]) => celsius !== null).length < 2) return null;
  const low = Math.min(...values) - 2;
  const high = Math.max(...values, low + 12) + 2;
  const x = (at: number) => (100 * (1 - (now - at) / SPAN_S)).toFixed(2);
  const y = (celsius: number) => (100 * (1 - (celsius - low) / (high - low))).toFixed(2);
  const path = (value: (point: Point) => number | null) => {
    let open = false;
    return shown
      .map((point) => {
        const celsius = value(point);
        const command = celsius === null ? "" : `${open ? "L" : "M"}${x(point[0])} ${y(celsius)}`;
        open = celsius !== null;
        return command;
      })
      .join("");
  };
  return { line: path(([, celsius]) => celsius), target: path(([, , target]) => target), low, high };
}
