import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { entries } from "./entries.js";

/** The documents' examples import "kycle/…"; in tests that is the source, not the last build. */
const alias = Object.entries(entries).map(([name, file]) => ({
  find: new RegExp(name === "index" ? "^kycle$" : `^kycle/${name}$`),
  replacement: fileURLToPath(new URL(file, import.meta.url)),
}));

export default defineConfig({
  resolve: { alias },
  test: {
    include: ["test/**/*.test.ts"],
    silent: "passed-only",
    maxWorkers: "100%",
    testTimeout: 30_000,
    hookTimeout: 30_000,
    typecheck: { enabled: true, include: ["test/**/*.test-d.ts"], tsconfig: "./tsconfig.json" },
    coverage: { provider: "v8", include: ["src/**/*.ts", "machines/**/*.ts"], reporter: ["text", "html"] },
  },
});
