import { describe, expect, it } from "vitest";
import { burner } from "../../testing";
import { worktop } from "./worktop";

function laidOut(...names: string[]): Record<string, [number, number]> {
  const burners = names.map((name, index) => burner({ n: index + 1, name }));
  const { places } = worktop(burners);
  return Object.fromEntries(places.map(({ n, column, row }) => [names[n - 1], [column, row]]));
}

describe("the worktop", () => {
  it.each([
    [["Front left", "Back left", "Back right", "Front right"]],
    [["Vorne links", "Hinten links", "Hinten rechts", "Vorne rechts"]],
    [["Avant gauche", "Arrière gauche", "Arrière droite", "Avant droite"]],
    [["Delantero izquierdo", "Trasero izquierdo", "Trasero derecho", "Delantero derecho"]],
    [["Anteriore sinistro", "Posteriore sinistro", "Posteriore destro", "Anteriore destro"]],
  ])("reads the places from the names %j", (names) => {
    expect(Object.values(laidOut(...names))).toEqual([
      [0, 1],
      [0, 0],
      [1, 0],
      [1, 1],
    ]);
  });

  it("lays out stoves in another order by their names", () => {
    expect(laidOut("Right rear", "Left rear", "Left front", "Right front")).toEqual({
      "Right rear": [1, 0],
      "Left rear": [0, 0],
      "Left front": [0, 1],
      "Right front": [1, 1],
    });
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 12])("gives each of %i nameless burners its own place", (count) => {
    const names = Array.from({ length: count }, (_, index) => `Zone ${index + 1}`);
    const places = Object.values(laidOut(...names)).map(String);
    expect(new Set(places).size).toBe(count);
  });

  it("puts a middle burner between the others", () => {
    expect(laidOut("Front left", "Back left", "Back right", "Front right", "Middle").Middle).toEqual([
      1, 0.5,
    ]);
  });

  it("lays two burners behind each other when their names say so", () => {
    expect(laidOut("Back left", "Front left")).toEqual({ "Back left": [0, 0], "Front left": [0, 1] });
    expect(laidOut("Right", "Left")).toEqual({ Right: [1, 0], Left: [0, 0] });
  });

  it("puts all in a row on request", () => {
    const { columns, rows } = worktop([burner({ n: 1 }), burner({ n: 2 }), burner({ n: 3 })], "row");
    expect([columns, rows]).toEqual([3, 1]);
  });
});
