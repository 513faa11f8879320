import { expect, it } from "vitest";
import { writtenItem } from "./written";

it.each([
  ["2 kg flour", { name: "flour", amount: 2, unit: "kg" }],
  ["1,5 L Milch", { name: "Milch", amount: 1.5, unit: "l" }],
  [" 6 eggs ", { name: "eggs", amount: 6 }],
  ["500g rice", { name: "rice", amount: 500, unit: "g" }],
  ["salt", { name: "salt" }],
  ["7up", { name: "7up" }],
  ["12", { name: "12" }],
])("reads %j", (words, item) => {
  expect(writtenItem(words)).toEqual(item);
});
