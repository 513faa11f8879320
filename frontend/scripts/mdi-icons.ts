/**
 * Each icon of Material Design as a module of its own: `import star from "mdi:mdiStar"`. In one module for all of them every
 * page would load the icons of every view.
 */
import * as icons from "@mdi/js";
import type { Plugin } from "vite";

const PREFIX = "mdi:";

export function mdiIcons(): Plugin {
  return {
    name: "mdi-icons",
    enforce: "pre",
    resolveId: (id) => (id.startsWith(PREFIX) ? `\0${id}` : null),
    load(id) {
      if (!id.startsWith(`\0${PREFIX}`)) return null;
      const path = (icons as Record<string, string>)[id.slice(PREFIX.length + 1)];
      if (path === undefined) throw new Error(`there is no icon ${id.slice(1)}`);
      return `export default ${JSON.stringify(path)};`;
    },
  };
}
