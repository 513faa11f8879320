/** What the commands that read and keep recipes answer. */
import type { Recipe } from "./model";
import type { Understood } from "./recipe-form";

export interface Found {
  index: number;
  name: string;
  duplicates: Record<string, string>;
  recipe?: Recipe;
  understood?: Understood;
  pictures?: { name: string; url: string }[];
}

export interface Read {
  draft?: string;
  recipes: Found[];
  total: number;
  unread?: Record<string, string>;
  source?: string;
  scan?: { hash: string; url: string; words: string };
}

export interface Kept {
  recipes: { id: string; name: string }[];
  present: string[];
}

export interface Progress {
  id: number;
  stage: "reading" | "fetching" | "storing" | "finished" | "failed";
  done: number;
  total: number | null;
}
