/** What a dish needs now, and what its buttons do. Pure functions of the data that the server sends. */
import type { BurnerState } from "../data/burners";
import type { Dish, HeatLevel, Session } from "../data/sessions";

const OVER = new Set(["done", "stopped"]);
const MACHINE = new Set(["assist", "autopilot"]);
/** Pauses that the cook did not make: somebody has to look. */
const ALARMING = new Set(["cut", "sensor", "stove_lost", "pan_lifted", "restart", "journal"]);

export function isOver(dish: Dish): boolean {
  return OVER.has(dish.phase);
}

/** Whether the dish calls for the cook aloud. What the cook does anyway, step by step, does not. */
export function callsHands(dish: Dish): boolean {
  switch (dish.waiting) {
    case "hands":
    case "confirm":
    case "heat":
      return true;
    case "start":
      return dish.phase === "planned";
    case "gate":
    case "cook_sees":
      // At these levels the kitchen went on by itself, or no longer sees the goal that it watched.
      return MACHINE.has(dish.level) && (dish.waiting === "gate" || dish.sensor_lost);
    case "resume":
      return dish.pause !== null && ALARMING.has(dish.pause);
    default:
      return false;
  }
}

/** The dishes of all sessions that call, not yet answered ones first. */
export function calling(session: Session): Dish[] {
  return session.dishes
    .filter(callsHands)
    .sort((one, other) => Number(one.answered) - Number(other.answered));
}

/** The dish that keys and pedals are about: the one that calls, else the first that is cooked. */
export function firstDish(session: Session): Dish | undefined {
  return (
    calling(session)[0] ??
    session.dishes.find((dish) => dish.phase === "cooking") ??
    session.dishes.find((dish) => !isOver(dish)) ??
    session.dishes[0]
  );
}

export interface NextOrder {
  order: "confirm" | "resume";
  /** The heat that it raises, which the button names and for which it is held. */
  heat: HeatLevel | null;
}

/** What the button Next does; `null` while there is nothing to go on with. */
export function nextOrder(dish: Dish): NextOrder | null {
  if (isOver(dish) || dish.phase === "warming") return null;
  if (dish.waiting === "resume" || dish.waiting === "heat")
    return { order: "resume", heat: dish.resume_heat };
  if (dish.phase === "planned" && dish.waiting !== "start") return null;
  return { order: "confirm", heat: dish.next_heat };
}

export function mayGoBack(dish: Dish): boolean {
  return dish.phase === "cooking" && dish.step > 0;
}

/** The burners of a session, for Stop. */
export function burnersOfSession(session: Session): string[] {
  return [...new Set(session.dishes.flatMap(({ burner_id }) => (burner_id === null ? [] : [burner_id])))];
}

/** Whether one of them heats, as far as it is known. */
export function anyOn(burners: BurnerState, ids: readonly string[]): boolean {
  return ids.some((id) => {
    const burner = burners.burners[id];
    return (
      burner !== undefined &&
      (burner.source === "manual" || burner.source === "remote") &&
      !(burner.power === 0 && burner.target_c === null)
    );
  });
}

export function isStruck(dish: Dish, step: number, line: number): boolean {
  return dish.struck.some(([at, one]) => at === step && one === line);
}
