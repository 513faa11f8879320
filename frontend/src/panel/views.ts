/**
 * The views of the panel, in the order of its navigation. Each is a chunk of its own that is loaded when it is opened;
 * adding one is one line. A view extends `PanelView` and defines the element `tag`.
 */

import type { Area } from "../localize/areas";
import type { Key } from "../localize/localize";
import * as icons from "./icons";

export interface View {
  /** The first part of its address below `/hearthtech/`. */
  path: string;
  title: Key;
  icon: string;
  tag: string;
  load: () => Promise<unknown>;
  /** Not in the navigation: it is opened from elsewhere. */
  hidden?: true;
  /** The areas whose words it needs beside the common ones. */
  words?: readonly Area[];
}

export const VIEWS: readonly View[] = [
  {
    path: "today",
    title: "today",
    icon: icons.chefHat,
    tag: "ht-today",
    load: () => import("./views/today/today"),
    words: ["today"],
  },
  {
    path: "cook",
    title: "cooking_now",
    icon: icons.chefHat,
    tag: "hearthtech-cook",
    load: () => import("../cook/cook"),
    words: ["cook"],
    hidden: true,
  },
  {
    path: "recipes",
    title: "recipes",
    icon: icons.book,
    tag: "ht-recipes",
    load: () => import("./views/recipes/recipes"),
    words: ["recipes", "food"],
  },
  {
    path: "recordings",
    title: "recordings",
    icon: icons.book,
    tag: "ht-recordings",
    load: () => import("./views/recordings/recordings"),
    words: ["recordings", "recipes"],
    hidden: true,
  },
  {
    path: "plan",
    title: "plan",
    icon: icons.calendar,
    tag: "ht-plan",
    load: () => import("./views/plan/plan"),
    words: ["plan", "food"],
  },
  {
    path: "shopping",
    title: "shopping",
    icon: icons.cart,
    tag: "ht-shopping",
    load: () => import("./views/shopping/shopping"),
    words: ["shopping"],
  },
  {
    path: "people",
    title: "people",
    icon: icons.people,
    tag: "ht-people",
    load: () => import("./views/people/people"),
    words: ["people", "food"],
  },
  {
    path: "gatherings",
    title: "gatherings",
    icon: icons.party,
    tag: "ht-gatherings",
    load: () => import("./views/gatherings/gatherings"),
    words: ["gatherings"],
  },
];
