/** What the page of a recipe shows: its text first, then what needs the whole book, in the amounts and units of the reader. */
import { ask, Latest } from "../../../data/commands";
import type { HomeAssistant } from "../../../data/hass";
import type { Past, PersonVerdict, RecipePage, Scaled, System } from "./model";

/** The mark at which the text of a recipe has arrived. */
const TEXT = "hearthtech-recipe-text";

/** How long an answer that was asked for early may wait for its page (ms). */
const EARLY_MS = 5000;
let early: { asked: string; at: number; page: Promise<RecipePage> } | null = null;

function questionOf(recipe: string, version: number, units: System | null, factor: number): object {
  return { recipe, ...(version > 0 ? { version } : {}), factor, ...(units === null ? {} : { units }) };
}

/** Ask for the text of a recipe that is about to be opened. */
export function readEarly(hass: HomeAssistant, recipe: string, units: System | null): void {
  const question = questionOf(recipe, 0, units, 1);
  const asked = JSON.stringify(question);
  if (early?.asked === asked && performance.now() - early.at < EARLY_MS) return;
  const page = ask<RecipePage>(hass, "recipe", question);
  // The page reports a failure itself when it is opened; here the rejection would only be unhandled.
  page.catch(() => undefined);
  early = { asked, at: performance.now(), page };
}

/** Forget what was asked for early, because the book has changed. */
export function forgetEarly(): void {
  early = null;
}

/** The text of a recipe: the answer that was asked for early, once, or a new one. */
function pageOf(hass: HomeAssistant, question: object): Promise<RecipePage> {
  const known = early;
  early = null;
  const fits = known?.asked === JSON.stringify(question) && performance.now() - known.at < EARLY_MS;
  return fits ? known.page : ask<RecipePage>(hass, "recipe", question);
}

export class RecipeData {
  page: RecipePage | null = null;
  /** The recipe in other amounts and units. */
  scaled: Scaled | null = null;
  past: Past | null = null;
  people: PersonVerdict[] = [];
  units: System | null = null;
  factor = 1;
  private recipe = "";
  private readonly reading = new Latest();
  private readonly scaling = new Latest();

  constructor(
    private readonly hass: () => HomeAssistant,
    private readonly changed: () => void,
    /** Called with an error, and whether there is nothing to show without what it prevented. */
    private readonly failed: (error: unknown, first: boolean) => void,
  ) {}

  /** Forget everything before another recipe is read. */
  reset(units: System | null): void {
    this.page = this.scaled = this.past = null;
    this.people = [];
    this.factor = 1;
    this.units = units;
  }

  /** For how many the recipe is as it is written; 1 when it does not say so. */
  get servings(): number {
    const { page } = this;
    return page?.recipe.yields?.amount !== undefined && page.factor > 0
      ? (page.servings ?? page.recipe.yields.amount) / page.factor
      : 1;
  }

  async read(recipe: string, version: number): Promise<void> {
    this.recipe = recipe;
    await this.reading.of(
      pageOf(this.hass(), questionOf(recipe, version, this.units, this.factor)),
      (page) => {
        this.page = page;
        this.scaled = page;
        this.changed();
        performance.clearMarks(TEXT);
        performance.mark(TEXT);
      },
      (error) => this.failed(error, this.page === null),
    );
    if (this.page === null || recipe !== this.recipe) return;
    // The text is there; what needs the whole book, or the food database, comes after it.
    void this.later<{ people: PersonVerdict[] }>("recipe/verdicts", ({ people }) => {
      this.people = people;
    });
    void this.later<Past>("recipe/past", (past) => {
      this.past = past;
    });
  }

  /** Show the recipe in other amounts or units. */
  async scale(change: { factor: number } | { units: System | null }): Promise<void> {
    Object.assign(this, change);
    this.changed();
    const { page } = this;
    if (page === null) return;
    await this.scaling.of(
      ask<Scaled>(this.hass(), "recipe/scaled", {
        recipe: page.recipe.id,
        version: page.recipe.version ?? 1,
        ...this.asked,
      }),
      (scaled) => {
        this.scaled = scaled;
        this.changed();
      },
      (error) => {
        // The amounts that are shown stay true.
        this.factor = this.scaled?.factor ?? 1;
        this.changed();
        this.failed(error, false);
      },
    );
  }

  private async later<T>(command: string, take: (value: T) => void): Promise<void> {
    const { recipe } = this;
    try {
      const value = await ask<T>(this.hass(), command, { recipe });
      if (recipe !== this.recipe) return;
      take(value);
      this.changed();
    } catch (error) {
      this.failed(error, false);
    }
  }

  private get asked(): object {
    return { factor: this.factor, ...(this.units === null ? {} : { units: this.units }) };
  }
}
