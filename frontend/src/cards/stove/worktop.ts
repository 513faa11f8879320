/** Where each burner lies in the worktop, from its name and the number of burners. */
import type { Burner } from "../../data/burners";

export interface Place {
  n: number;
  column: number;
  row: number;
}

export interface Worktop {
  columns: number;
  rows: number;
  places: Place[];
}

export type Arrangement = "auto" | "grid" | "row";

// Names of places in the languages of the product, as parts of words: "vorne links", "avant gauche".
const WORDS: [RegExp, Partial<{ column: number; row: number }>][] = [
  [/\b(left|links?|linke[rsn]?|izquierd[ao]|gauche|sinistr[ao])\b/i, { column: 0 }],
  [/\b(right|rechts?|rechte[rsn]?|derech[ao]|droite?|destr[ao])\b/i, { column: 2 }],
  [/\b(middle|center|centre|central|mitte|mittlere[rsn]?|medio|centro|centrale|milieu)\b/i, { column: 1 }],
  [/\b(rear|back|hinten|hintere[rsn]?|trasero|trasera|atrás|arrière|posterior[ei]?|dietro)\b/i, { row: 0 }],
  [/\b(front|vorne?|vordere[rsn]?|delanter[ao]|delante|avant|anterior[ei]?|davanti)\b/i, { row: 1 }],
];

/** The usual places by count: columns from the left, row 0 is at the back. */
const USUAL: Record<number, [column: number, row: number][]> = {
  1: [[0, 0]],
  2: [
    [0, 0],
    [1, 0],
  ],
  3: [
    [0, 1],
    [0, 0],
    [2, 0.5],
  ],
  4: [
    [0, 1],
    [0, 0],
    [2, 0],
    [2, 1],
  ],
  5: [
    [0, 1],
    [0, 0],
    [2, 0],
    [2, 1],
    [1, 0.5],
  ],
  6: [
    [0, 1],
    [0, 0],
    [2, 0],
    [2, 1],
    [1, 0],
    [1, 1],
  ],
};

function named(burner: Burner): [column: number | undefined, row: number | undefined] {
  let column: number | undefined;
  let row: number | undefined;
  for (const [word, place] of WORDS) {
    if (!word.test(burner.name)) continue;
    column ??= place.column;
    row ??= place.row;
  }
  return [column, row];
}

/** Rows are counted in halves of a burner, so that a burner may lie between two others. */
export function worktop(burners: readonly Burner[], arrangement: Arrangement = "auto"): Worktop {
  const count = burners.length;
  if (arrangement === "row") return packed(burners.map((burner, index) => [burner.n, index, 0]));
  const places = arrangement === "auto" ? burners.map(named) : [];
  const known = places.filter(([column, row]) => column !== undefined && row !== undefined);
  const distinct = new Set(known.map(([column, row]) => `${column},${row}`)).size === known.length;
  const usual = USUAL[count];
  if (known.length === count && distinct && count > 2) {
    return packed(
      burners.map((burner, index) => [burner.n, places[index]?.[0] ?? 0, places[index]?.[1] ?? 0]),
    );
  }
  if (count === 2) {
    const [one, other] = places;
    const behind = one?.[0] === other?.[0] && one?.[1] !== undefined && other?.[1] !== undefined;
    if (behind && one[1] !== other[1]) {
      return packed(burners.map((burner, index) => [burner.n, 0, places[index]?.[1] ?? 0]));
    }
    const swapped = one?.[0] === 2 || other?.[0] === 0;
    return packed(burners.map((burner, index) => [burner.n, swapped ? 1 - index : index, 0]));
  }
  if (usual !== undefined) {
    const mixed =
      arrangement === "auto" && known.length >= 3 && distinct ? merge(burners, places, usual) : null;
    return packed(
      mixed ?? burners.map((burner, index) => [burner.n, usual[index]?.[0] ?? 0, usual[index]?.[1] ?? 0]),
    );
  }
  const columns = Math.ceil(Math.sqrt(count));
  return packed(burners.map((burner, index) => [burner.n, index % columns, Math.floor(index / columns)]));
}

/** Burners whose name says where they lie, and the others in the places that are left. */
function merge(
  burners: readonly Burner[],
  places: readonly (readonly [number | undefined, number | undefined])[],
  usual: readonly (readonly [number, number])[],
): [n: number, column: number, row: number][] | null {
  const taken = new Set<string>();
  for (const [column, row] of places)
    if (column !== undefined && row !== undefined) taken.add(`${column},${row}`);
  const free = usual.filter(([column, row]) => !taken.has(`${column},${row}`));
  const found: [number, number, number][] = [];
  for (const [index, burner] of burners.entries()) {
    const [column, row] = places[index] ?? [undefined, undefined];
    if (column !== undefined && row !== undefined) {
      found.push([burner.n, column, row]);
      continue;
    }
    const next = free.shift();
    if (next === undefined) return null;
    found.push([burner.n, ...next]);
  }
  return found;
}

/** Count columns and half rows from zero, without empty ones. */
function packed(places: [n: number, column: number, row: number][]): Worktop {
  const columns = [...new Set(places.map(([, column]) => column))].sort((a, b) => a - b);
  const rows = places.map(([, , row]) => row);
  const top = Math.min(...rows);
  return {
    columns: columns.length,
    rows: Math.max(...rows) - top + 1,
    places: places.map(([n, column, row]) => ({ n, column: columns.indexOf(column), row: row - top })),
  };
}
