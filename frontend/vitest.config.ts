import { defineConfig } from "vitest/config";
import { mdiIcons } from "./scripts/mdi-icons.ts";

export default defineConfig({
  plugins: [mdiIcons()],
  test: { include: ["src/**/*.test.ts"], environment: "happy-dom", watch: false },
});
