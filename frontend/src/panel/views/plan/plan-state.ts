import { state } from "lit/decorators.js";
import { ask, Latest, reasonOf } from "../../../data/commands";
import { fire } from "../../../data/hass";
import { Soon } from "../../../data/soon";
import type { Key } from "../../../localize/localize";
import { PanelView } from "../../panel-view";
import {
  addDays,
  type Board,
  type Cell,
  dayName,
  daysOf,
  firstOfWeek,
  firstWeekday,
  isDay,
  localToday,
  type PlanMeal,
} from "./model";
import type { Proposal } from "./proposals";
import type { WeekBoard } from "./week-board";

const UNDO_MS = 8000;
const MONTH_DAYS = 42;

/** The state of the plan, and how it is read. `PlanActions` changes it, `Plan` shows it. */
export abstract class PlanState extends PanelView {
  @state() protected board: Board | null = null;
  @state() protected failed = "";
  @state() protected picked: PlanMeal | null = null;
  @state() protected opened: string | null = null;
  @state() protected adding: Cell | null = null;
  @state() protected replacing: PlanMeal | null = null;
  /** A move that somebody at the table must not eat: it waits for "plan anyway". */
  @state() protected doubtful: { meal: PlanMeal; cell: Cell } | null = null;
  @state() protected proposing = false;
  @state() protected busy = false;
  @state() protected proposal: Proposal | null = null;
  @state() protected leftovers = 0;
  @state() protected frozen = 0;
  @state() protected said = "";
  /** The board that is shown, to move the focus on it. */
  protected abstract get week(): WeekBoard | null;
  protected retry: (() => void) | null = null;
  protected latest = new Latest();
  protected stop: (() => void) | null = null;
  /** Several changes at once are read once. */
  protected readonly reading = new Soon(() => this.readNow(), 80);
  protected read = "";

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.reading.stop();
    this.latest.drop();
    this.stop?.();
    this.stop = null;
    this.read = "";
  }

  protected get month(): boolean {
    return this.rest[0] === "month";
  }

  /** The day that the address names; the present one without. */
  protected get day(): string {
    const named = this.month ? `${this.rest[1] ?? ""}-01` : this.rest[0];
    return isDay(named) ? named : (this.board?.today ?? localToday());
  }

  protected get days(): string[] {
    const first = firstWeekday(this.hass);
    if (!this.month) return daysOf(firstOfWeek(this.day, first), 7);
    return daysOf(firstOfWeek(`${this.day.slice(0, 7)}-01`, first), MONTH_DAYS);
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    super.willUpdate(changed);
    if (this.stop === null && this.isConnected) {
      this.stop = this.feeds.changes.on((message) => {
        const kind = message.kind ?? "";
        if (message.type === "kitchen" || /^(meal|recipe|person|household|product)_/.test(kind))
          this.reading.ask();
      });
    }
    const wanted = this.days.join();
    if (wanted !== this.read) void this.readNow();
  }

  // Reading

  protected readNow(): Promise<void> {
    const { days, hass } = this;
    this.read = days.join();
    return this.latest.of(
      ask<Board>(hass, "plan", { start: days[0], days: days.length }),
      (board) => {
        this.board = board;
        // The day of the home may be another one than that of this device.
        if (this.days.join() !== this.read) void this.readNow();
      },
      (error) => void this.fail(error, () => void this.readNow()),
    );
  }

  protected async fail(error: unknown, retry: () => void): Promise<void> {
    this.retry = retry;
    this.failed = this.locale.t("failed", { reason: await reasonOf(this.hass, this.locale, error) });
    this.requestUpdate();
  }

  protected readonly tryAgain = (): void => {
    const { retry } = this;
    this.failed = "";
    this.retry = null;
    retry?.();
  };

  // Moving about

  protected go(step: number): void {
    if (!this.month) {
      this.navigate(["plan", addDays(this.days[0] ?? this.day, step * 7)]);
      return;
    }
    const first = addDays(`${this.day.slice(0, 7)}-15`, step * 30);
    this.navigate(["plan", "month", first.slice(0, 7)]);
  }

  protected placeOf(cell: Cell): string {
    const { locale } = this;
    return locale.t("plan_place", {
      slot: locale.t(`plan_slot_${cell.slot}` as Key),
      day: dayName(locale, cell.day),
    });
  }

  protected say(words: string): void {
    this.said = words;
  }

  protected open(meal: PlanMeal): void {
    this.opened = meal.id;
  }

  protected add(cell: Cell): void {
    this.adding = cell;
  }

  protected readonly close = (): void => {
    this.opened = null;
    this.adding = null;
    this.replacing = null;
    this.doubtful = null;
    this.proposing = false;
  };

  protected pick(meal: PlanMeal | null): void {
    this.close();
    this.picked = meal;
    if (meal !== null) this.say(this.locale.t("plan_picked", { name: meal.name }));
  }

  protected findOther(meal: PlanMeal): void {
    this.close();
    this.replacing = meal;
  }

  // Changing

  /** Show a change at once, send it, and put the old board back with a reason when it is refused. */
  protected async send(
    shown: ((meals: PlanMeal[]) => PlanMeal[]) | null,
    work: () => Promise<unknown>,
    again: () => void,
  ): Promise<boolean> {
    const before = this.board;
    if (before !== null && shown !== null) this.board = { ...before, meals: shown(before.meals) };
    this.failed = "";
    // What was read before the change must not replace it.
    this.latest.drop();
    try {
      await work();
      this.reading.ask();
      return true;
    } catch (error) {
      this.board = before;
      this.reading.ask();
      await this.fail(error, again);
      return false;
    }
  }

  protected offerUndo(message: string, undo: () => void): void {
    this.say(message);
    fire(this, "hass-notification", {
      message,
      duration: UNDO_MS,
      dismissable: true,
      action: { text: this.locale.t("plan_undo"), action: undo },
    });
  }
}
