/** Mutants of the code: `npm run mutate:code` adds what is mutated, and which tests look for it. */
/** @type {import("@stryker-mutator/api/core").PartialStrykerOptions} */
export default {
  testRunner: "vitest",
  plugins: ["@stryker-mutator/vitest-runner"],
  vitest: { configFile: "vitest.mutation.config.ts" },
  coverageAnalysis: "perTest",
  // A literal of a module's own costs a whole run of all tests; the mutants of the machines are `mutate:models`.
  ignoreStatic: true,
  concurrency: 1,
  // A mutant that grows without end is to be stopped soon; the tests need a fraction of it.
  testRunnerNodeArgs: ["--max-old-space-size=1000"],
  // Of what is built, the pages: the command hands them out.
  ignorePatterns: [".stryker", "bench", "coverage", "dist/*", "!dist/*.html", "site"],
  reporters: ["progress-append-only"],
  // Most loops without end are noticed by their rounds; on a busy machine the clock might take slow runs for such.
  timeoutMS: 20_000,
};
