import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import { mdiIcons } from "./scripts/mdi-icons.ts";

const path = (name: string) => fileURLToPath(new URL(name, import.meta.url));

const SHARED =
  /\bdecorate\b|\/src\/(data\/(?!hass)|styles\/|localize\/(localize|areas)|cards\/stove\/(burner-words|countdown|worktop)|components\/(?!field|list|row|timer-ring|trace))/;

/**
 * Modules of one chunk: those that are loaded together, and small ones (`parts`), because a larger file compresses better. The
 * stove card, which has a budget of its own, and the views are loaded alone.
 */
const TOGETHER: readonly (readonly [name: string, modules: RegExp])[] = [
  ["icons", /^\0mdi:/],
  [
    "parts",
    /\/src\/(components\/(field|list|row|timer-ring)|panel\/(address|panel-view)|panel\/views\/recipes\/(link|format|picture|step-words|model|shelf-(place|data))|panel\/views\/plan\/model|cook\/state|localize\/duration|cook\/moments)\.ts/,
  ],
  ["cards", /\/src\/cards\/((area|reading)-card|(cooking|meals|recipe|suggestion|timers)\/)/],
  ["shopping", /\/src\/(cards|panel\/views)\/shopping\//],
  [
    "recipe-form",
    /\/src\/panel\/views\/recipes\/(editor|upload|draft|row-drag|recipe-form|form-|step-sheet|import-|shared\.)/,
  ],
];

/** Indentation in templates of elements is for people; a browser needs none of it. */
const withoutIndentation = {
  name: "without-indentation",
  enforce: "pre" as const,
  transform(code: string, id: string) {
    if (!/\/src\/(cards|components|cook|features|list|panel|styles)\/.*\.ts$/.test(id)) return null;
    const styles = code.replace(/css`[^`]*`/g, (style) =>
      style
        .replace(/\/\*.*?\*\//gs, "")
        .replace(/\s+/g, " ")
        .replace(/\s*([{};])\s*/g, "$1")
        // A space before a colon would be that of a selector.
        .replace(/([:,])\s+/g, "$1")
        .replace(/;}/g, "}"),
    );
    // An attribute that is bound or quoted is in a template, where a line may go on.
    const tags = styles.replace(/\n\s+(?=[.?@]?[\w-]+=["$])/g, " ");
    return { code: tags.replace(/\n\s+/g, "\n"), map: null };
  },
};

/** Chunks have no styles of their own and nothing is loaded ahead, so that a chunk is loaded by its import alone. */
const withoutPreloading = {
  name: "without-preloading",
  transform(_code: string, id: string) {
    return id.includes("vite/preload-helper")
      ? { code: "export const __vitePreload = (load) => load();", map: null }
      : null;
  },
};

/** The chunk of a module; nothing where the bundler decides. */
function chunkOf(id: string): string | null {
  // Its own file, so that the entry does not load what is shared with it.
  if (id.includes("vite/preload-helper")) return "preload";
  // A QR code is drawn only where somebody asks for it.
  if (id.includes("/node_modules/lean-qr/")) return "qr-code";
  if (id.includes("/node_modules/")) return "lit";
  const words = /\/localize\/(?:(\w+)\/)?([a-z]{2})\.json/.exec(id);
  if (words) return words[1] === undefined ? `words-${words[2]}` : `words-${words[1]}-${words[2]}`;
  // What the stove card and others use is one file too.
  if (SHARED.test(id)) return "shared";
  return TOGETHER.find(([, modules]) => modules.test(id))?.[0] ?? null;
}

// The entry has a fixed name, because the integration registers its address with Home Assistant; its query `?v=` changes with its content.
// Everything else carries a hash of its content. There is no time, path or version of a tool in the output.
export default defineConfig(({ mode }) => ({
  base: "./",
  plugins: [withoutIndentation, withoutPreloading, mdiIcons()],
  publicDir: false,
  // Words are read by their key: an export for each of them would double their files.
  json: { namedExports: false },
  build: {
    target: "es2022",
    // The page of components is for tests and for those who build; it is not installed.
    outDir: path(mode === "gallery" ? "dist-gallery" : "dist"),
    emptyOutDir: true,
    modulePreload: false,
    sourcemap: false,
    reportCompressedSize: false,
    rollupOptions: {
      input:
        mode === "gallery"
          ? path("src/gallery/gallery.html")
          : { hearthtech: path("src/entry.ts"), "hearthtech-list": path("src/list/list-page.ts") },
      preserveEntrySignatures: "allow-extension",
      output: {
        format: "es",
        entryFileNames: "[name].js",
        chunkFileNames: "chunks/[name]-[hash].js",
        assetFileNames: "chunks/[name]-[hash][extname]",
        advancedChunks: {
          // A chunk has only the modules that are named here: else it would take what others need along.
          includeDependenciesRecursively: false,
          groups: [{ name: chunkOf }],
        },
      },
    },
  },
}));
