/** Mutation testing of the engine's code: every change of a line must turn a test red. `npm run mutate:code`. */
/** @type {import("@stryker-mutator/api/core").PartialStrykerOptions} */
export default {
  testRunner: "vitest",
  plugins: ["@stryker-mutator/vitest-runner"],
  vitest: { configFile: "vitest.mutation.config.ts" },
  coverageAnalysis: "perTest",
  // A literal of a module's own costs a whole run of all tests; the mutants of the machines are `mutate:models`.
  ignoreStatic: true,
  mutate: ["src/**/*.ts", "!src/cli/**"],
  reporters: ["clear-text", "progress-append-only", "json"],
  clearTextReporter: { logTests: false, allowColor: false, allowEmojis: false, reportTests: false },
  tempDirName: ".stryker",
  jsonReporter: { fileName: "coverage/mutation.json" },
  timeoutMS: 20_000,
};
