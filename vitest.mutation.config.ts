import { defineConfig } from "vitest/config";
import base from "./vitest.config.js";

/** The tests that look for mutants of the code: fast ones, the same in every run. */
export default defineConfig({
  ...base,
  test: {
    include: ["test/unit/**/*.test.ts", "test/{iinkedsign,persona,assetpay,fortid}/*.test.ts", "test/traces.test.ts"],
    setupFiles: ["test/one-seed.ts"],
    silent: "passed-only",
  },
});
