/** What is being written, kept in the browser: a reload, five hidden minutes or a lost login lose nothing. */
import type { Recipe } from "./model";

const KEY = "hearthtech-draft-";
const KEPT_MS = 30 * 24 * 3600 * 1000;

export interface Draft {
  recipe: Recipe;
  /** The version that was edited; 0 for a new recipe. */
  version: number;
  reason: string;
  at: number;
}

export function saveDraft(id: string, draft: Omit<Draft, "at">): void {
  try {
    localStorage.setItem(KEY + id, JSON.stringify({ ...draft, at: Date.now() }));
  } catch {
    // Without room the text is only in the page.
  }
}

export function savedDraft(id: string): Draft | null {
  try {
    const draft = JSON.parse(localStorage.getItem(KEY + id) ?? "null") as Partial<Draft> | null;
    if (draft === null || typeof draft.recipe !== "object" || draft.recipe === null) return null;
    if (typeof draft.at !== "number" || Date.now() - draft.at > KEPT_MS) return null;
    return {
      recipe: draft.recipe,
      version: draft.version ?? 0,
      reason: `${draft.reason ?? ""}`,
      at: draft.at,
    };
  } catch {
    return null;
  }
}

export function forgetDraft(id: string): void {
  try {
    localStorage.removeItem(KEY + id);
  } catch {
    // There is nothing to forget.
  }
}

/** The states of a form, for undo and redo. */
export class History<T> {
  private past: T[] = [];
  private future: T[] = [];

  constructor(public now: T) {}

  set(next: T): void {
    this.past.push(this.now);
    if (this.past.length > 200) this.past.shift();
    this.future = [];
    this.now = next;
  }

  get canUndo(): boolean {
    return this.past.length > 0;
  }

  get canRedo(): boolean {
    return this.future.length > 0;
  }

  undo(): void {
    const before = this.past.pop();
    if (before === undefined) return;
    this.future.push(this.now);
    this.now = before;
  }

  redo(): void {
    const after = this.future.pop();
    if (after === undefined) return;
    this.past.push(this.now);
    this.now = after;
  }
}
