import { statSync } from "node:fs";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";
import base from "./vitest.config.js";

const sizeOf = ({ moduleId }: TestSpecification): number => statSync(moduleId).size;

/** Most mutants die in any file that runs them: the small ones come first. */
class SmallFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return files.toSorted((a, b) => sizeOf(a) - sizeOf(b));
  }
}

/** The tests that look for mutants of the code: fast ones, the same in every run. `npm run mutate:code` says which. */
export default defineConfig({
  ...base,
  test: {
    include: process.env["KYCLE_MUTATION_TESTS"]?.split(" ") ?? ["test/unit/*.test.ts"],
    setupFiles: ["test/one-seed.ts"],
    silent: "passed-only",
    testTimeout: 60_000,
    // A mutant's run reads each module once, and not once for each file of tests.
    isolate: false,
    sequence: { sequencer: SmallFirst },
  },
});
