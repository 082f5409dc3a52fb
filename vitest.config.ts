import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";
import { entries } from "./entries.js";

/** The documents' examples import "kycle/…"; in tests that is the source, not the last build. */
const alias = Object.entries(entries).map(([name, file]) => ({
  find: new RegExp(name === "index" ? "^kycle$" : `^kycle/${name}$`),
  replacement: fileURLToPath(new URL(file, import.meta.url)),
}));

/** What takes longest, so that it does not begin last and run alone. */
const longest = ["reference/agreement", "properties", "atlas/browser", "export/sql/enforcement", "cli/threads"].map(
  (name) => fileURLToPath(new URL(`test/${name}.test.ts`, import.meta.url)),
);

const isLong = ({ moduleId }: TestSpecification): boolean => longest.includes(moduleId);

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    // oxlint-disable-next-line unicorn/no-array-sort -- vitest's own order, of no array
    const sorted = await super.sort(files);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

/** Whatever ran before in the same process would be measured with it. */
const speed = ["test/*speed.test.ts"];

export default defineConfig({
  resolve: { alias },
  test: {
    silent: "passed-only",
    maxWorkers: "100%",
    testTimeout: 30_000,
    hookTimeout: 30_000,
    sequence: { sequencer: LongestFirst },
    coverage: { provider: "v8", include: ["src/**/*.ts", "machines/**/*.ts"], reporter: ["text", "html"] },
    projects: [
      {
        extends: true,
        test: {
          name: "tests",
          include: ["test/**/*.test.ts"],
          exclude: speed,
          // Loading the library anew for each file took a good part of the time.
          isolate: false,
          typecheck: { enabled: true, include: ["test/**/*.test-d.ts"], tsconfig: "./tsconfig.types.json" },
        },
      },
      { extends: true, test: { name: "speed", include: speed } },
    ],
  },
});
