import { act, actFor, ask, write } from "../../../data/commands";
import type { Choice } from "./add-meal";
import type { MealChange } from "./meal-details";
import { type Candidate, type Cell, isHarmful, type PlanMeal, type PlanPreparation, startOf } from "./model";
import { PlanState } from "./plan-state";
import { proposalsOf, slotsOf } from "./proposals";

const WEEKDAYS = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"];

/** How the plan is changed. */
export abstract class PlanActions extends PlanState {
  protected dropped(meal: PlanMeal, cell: Cell): void {
    this.picked = null;
    if (meal.day === cell.day && meal.slot === cell.slot) {
      this.say(this.locale.t("plan_put_back", { name: meal.name }));
      return;
    }
    if (isHarmful(meal.trouble)) this.doubtful = { meal, cell };
    else void this.move(meal, cell);
  }

  protected readonly moveAnyway = (): void => {
    const { doubtful } = this;
    this.close();
    if (doubtful !== null) void this.move(doubtful.meal, doubtful.cell);
  };

  protected async move(meal: PlanMeal, cell: Cell): Promise<void> {
    const { board } = this;
    if (board === null) return;
    const starts_at = startOf(meal, cell, board.times);
    const done = await this.send(
      (meals) =>
        meals.map((one) => (one.id === meal.id ? { ...one, ...cell, time: starts_at.slice(11, 16) } : one)),
      () => act(this.hass, "move_meal", { meal: meal.id, starts_at, slot: cell.slot }),
      () => void this.move(meal, cell),
    );
    if (!done) return;
    const words = this.locale.t("plan_moved", { name: meal.name, place: this.placeOf(cell) });
    void this.week?.focusMeal(meal.id);
    this.offerUndo(words, () => {
      const old = { meal: meal.id, starts_at: `${meal.day} ${meal.time}:00`, slot: meal.slot };
      void this.send(
        null,
        () => act(this.hass, "move_meal", old),
        () => undefined,
      );
    });
  }

  protected async choose(choice: Choice): Promise<void> {
    const { board, replacing } = this;
    if (board === null) return;
    this.close();
    const { cell, name, people, recipe } = choice;
    if (replacing !== null) {
      await this.send(
        (meals) =>
          meals.map((one) => (one.id === replacing.id ? { ...one, name, recipe, trouble: [] } : one)),
        () => act(this.hass, "change_meal", { meal: replacing.id, recipe }),
        () => void this.choose(choice),
      );
      return;
    }
    const data = {
      ...(recipe === null ? { name } : { recipe }),
      starts_at: `${cell.day} ${board.times[cell.slot]}:00`,
      slot: cell.slot,
      people,
      ...(choice.weekly
        ? { repeats: `FREQ=WEEKLY;BYDAY=${WEEKDAYS[new Date(`${cell.day}T00:00:00Z`).getUTCDay()]}` }
        : {}),
    };
    let planned: { meal: { id: string }; rule?: string } | null = null;
    const done = await this.send(
      null,
      async () => {
        planned = await actFor(this.hass, "plan_meal", data);
      },
      () => void this.choose(choice),
    );
    const made = planned as { meal: { id: string }; rule?: string } | null;
    if (!done || made === null) return;
    this.offerUndo(this.locale.t("plan_planned", { name, place: this.placeOf(cell) }), () => {
      void this.send(
        null,
        () => act(this.hass, "remove_meal", { meal: made.meal.id, following: choice.weekly }),
        () => undefined,
      );
    });
  }

  protected change(meal: PlanMeal, change: MealChange): void {
    const shown: Partial<PlanMeal> = {};
    if (change.people !== undefined) shown.people = change.people;
    if (change.cook !== undefined) shown.cook = change.cook || null;
    if (change.servings !== undefined) shown.servings = change.servings || null;
    void this.send(
      (meals) => meals.map((one) => (one.id === meal.id ? { ...one, ...shown } : one)),
      () => act(this.hass, "change_meal", { meal: meal.id, ...change }),
      () => this.change(meal, change),
    );
  }

  protected lock(meal: PlanMeal): void {
    void this.send(
      (meals) => meals.map((one) => (one.id === meal.id ? { ...one, locked: !meal.locked } : one)),
      () => act(this.hass, "lock_meal", { meal: meal.id, locked: !meal.locked }),
      () => this.lock(meal),
    );
  }

  /** Remove a meal, with `following` also the later meals of its repeating rule. */
  protected async takeOut(meal: PlanMeal, following: boolean): Promise<void> {
    this.close();
    const done = await this.send(
      (meals) => meals.filter((one) => one.id !== meal.id),
      () => act(this.hass, "remove_meal", { meal: meal.id, following }),
      () => void this.takeOut(meal, following),
    );
    if (!done) return;
    this.offerUndo(this.locale.t("plan_removed", { name: meal.name }), () => {
      void this.send(
        null,
        () => write(this.hass, "plan/bring_back", { meal: meal.id }),
        () => undefined,
      );
    });
  }

  protected prepared(one: PlanPreparation): void {
    void this.send(
      null,
      () => act(this.hass, "mark_preparation", { preparation: one.id, done: !one.done }),
      () => this.prepared(one),
    );
  }

  // Proposals

  protected readonly openProposing = (): void => {
    this.proposing = true;
  };

  protected readonly propose = async (): Promise<void> => {
    const { board } = this;
    if (board === null) return;
    this.close();
    this.busy = true;
    const days = this.days.filter((day) => day >= board.today);
    try {
      this.proposal = await proposalsOf(this.hass, {
        start: days[0] ?? board.today,
        days: Math.max(days.length, 1),
        slots: slotsOf(board.meals),
        leftovers: this.leftovers,
        frozen: this.frozen,
      });
      this.failed = "";
    } catch (error) {
      await this.fail(error, () => void this.propose());
    } finally {
      this.busy = false;
    }
  };

  protected readonly discard = (): void => {
    this.proposal = null;
  };

  protected async take(meals: readonly PlanMeal[]): Promise<void> {
    const { proposal } = this;
    if (proposal === null) return;
    const ids = meals.map(({ id }) => id);
    const left = proposal.meals.filter((meal) => !ids.includes(meal.id));
    this.proposal = left.length > 0 ? { ...proposal, meals: left } : null;
    const swapped = meals.filter(({ id }) => proposal.swapped.has(id));
    const own = ids.filter((id) => !proposal.swapped.has(id));
    const done = await this.send(
      (planned) => [...planned, ...meals.map(({ reasons: _, ...meal }) => meal)],
      async () => {
        if (own.length > 0) await act(this.hass, "accept_plan", { proposal: proposal.id, meals: own });
        for (const meal of swapped) {
          await act(this.hass, "plan_meal", {
            recipe: meal.recipe,
            starts_at: `${meal.day} ${meal.time}:00`,
            slot: meal.slot,
            people: meal.people,
            ...(meal.servings === null ? {} : { servings: meal.servings }),
          });
        }
      },
      () => void this.take(meals),
    );
    if (!done) this.proposal = proposal;
    else if (meals[0] !== undefined) {
      this.say(
        this.locale.t("plan_planned", {
          name: meals.map(({ name }) => name).join(", "),
          place: this.placeOf(meals[0]),
        }),
      );
    }
  }

  /** Another recipe for a proposed meal: the next that the kitchen suggests and that is not among them. */
  protected async swap(meal: PlanMeal): Promise<void> {
    const { proposal } = this;
    if (proposal === null) return;
    const seen = [...proposal.seen, ...proposal.meals.flatMap(({ recipe }) => recipe ?? [])];
    try {
      const { recipes } = await ask<{ recipes: Candidate[] }>(this.hass, "plan/candidates", {
        slot: meal.slot,
        people: meal.people,
        language: this.locale.language,
        without: seen.slice(-200),
      });
      const [next] = recipes.filter((one) => !isHarmful(one.trouble));
      if (next === undefined) {
        this.say(this.locale.t("plan_no_other"));
        this.failed = this.locale.t("plan_no_other");
        return;
      }
      const other: PlanMeal = {
        ...meal,
        recipe: next.id,
        name: next.name,
        reasons: next.reasons,
        trouble: next.trouble,
        kcal: null,
        leftover_of: null,
        frozen: null,
      };
      this.proposal = {
        ...proposal,
        meals: proposal.meals.map((one) => (one.id === meal.id ? other : one)),
        seen,
        swapped: new Set([...proposal.swapped, meal.id]),
      };
      this.say(`${this.locale.t("plan_proposed")}: ${next.name}`);
    } catch (error) {
      await this.fail(error, () => void this.swap(meal));
    }
  }
}
