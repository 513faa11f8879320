import { describe, expect, it } from "vitest";
import { sharedLink } from "./shared";

const PAGE = "https://example.org/recipes/plum-cake?id=3&lang=de#top";

function query(given: Record<string, string>): string {
  return `?${new URLSearchParams(given)}`;
}

describe("sharedLink", () => {
  it.each([
    ["a link", { url: PAGE }, PAGE],
    ["words around it", { text: `Look at this: ${PAGE}, it is lovely.` }, PAGE],
    ["words at its end", { text: `Mm! (${PAGE}).` }, PAGE],
    ["brackets of its own", { text: "https://example.org/Cake_(plum)" }, "https://example.org/Cake_(plum)"],
    ["the link before the words", { text: "https://other.example", url: PAGE }, PAGE],
    ["a link in the field of words only", { url: "", text: PAGE }, PAGE],
    ["a link in the title", { title: `Plum cake – ${PAGE}` }, PAGE],
    ["quotes of a sentence", { text: `She said “${PAGE}”` }, PAGE],
    ["a name in other letters", { url: "https://примеры.рф/пирог" }, "https://примеры.рф/пирог"],
  ])("finds %s", (_, given, link) => {
    expect(sharedLink(query(given))).toBe(link);
  });

  it.each([
    ["nothing", {}],
    ["words without link", { text: "Plum cake of Klara" }],
    ["script", { url: "javascript:alert(1)" }],
    ["data", { url: "data:text/html,<script>1</script>" }],
    ["a file", { url: "file:///etc/passwd" }],
    ["a scheme without host", { url: "https://" }],
    ["punctuation only", { url: "https://..." }],
    ["one that is too long", { url: `https://example.org/${"a".repeat(5000)}` }],
    ["another field", { link: PAGE }],
  ])("finds no link in %s", (_, given) => {
    expect(sharedLink(query(given as Record<string, string>))).toBe("");
  });

  it("stays quick and quiet with hostile queries", () => {
    for (const hostile of [
      "?url=%",
      "?url=%E0%A4%A",
      `?text=${"https://".repeat(9000)}`,
      `?text=${").".repeat(9000)}`,
    ]) {
      expect(() => sharedLink(hostile)).not.toThrow();
    }
  });
});
