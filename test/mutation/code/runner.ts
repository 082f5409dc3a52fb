/**
 * Stryker's test runner for this project: a room's tests in one process, evaluated anew for each mutant, the cheapest first.
 * A run of vitest costs more than a second before its first test; this one costs what its tests cost. `--by-vitest` of
 * `npm run mutate:code` compares.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import * as fc from "fast-check";
import * as z from "zod";
import { bundleTests, type TestFile } from "./bundle.js";
import { collect } from "./collect.js";

/** What the instrumented code asks, and tells. */
interface Instruments {
  activeMutant?: string | undefined;
  currentTestId?: string | undefined;
  hitCount?: number;
  hitLimit?: number | undefined;
  readonly mutantCoverage?: object;
}

interface MutantRun {
  readonly activeMutant: { readonly id: string };
  /** The tests that run the mutant; all when not given. */
  readonly testFilter?: readonly string[];
  /** How often the mutant may be come by before a loop is taken to be endless. */
  readonly hitLimit?: number;
}

const succeeded = 0;

function createRunner(): object {
  const instruments: Instruments = {};
  /** By test, in milliseconds. */
  let costs = new Map<string, number>();
  let files: readonly TestFile[] = [];
  /** What was thrown where nobody catches it, such as by an actor's observer. */
  const uncaught: unknown[] = [];

  /** The tests of a file that are asked for, the cheapest first. */
  function testsOf(one: TestFile, isAsked: (id: string) => boolean) {
    const { tests, finish } = collect(one);
    const chosen = tests
      .map(({ name, run }) => ({ id: `${one.file}#${name}`, name, run }))
      .filter(({ id }) => isAsked(id));
    return { tests: chosen.toSorted((a, b) => costOf(a.id) - costOf(b.id)), finish };
  }

  const costOf = (id: string): number => costs.get(id) ?? 0;

  async function dryRun(): Promise<object> {
    const tests: object[] = [];
    // Twice, since the second time they come in the order of their costs, as they will for mutants.
    for (const round of ["first", "again"]) {
      for (const one of files) {
        const { tests: found, finish } = testsOf(one, () => true);
        for (const { id, name, run } of found) {
          const begun = performance.now();
          instruments.currentTestId = id;
          try {
            await run();
          } catch (error) {
            return { status: "error", errorMessage: `${id}: ${String(error)}` };
          }
          const timeSpentMs = performance.now() - begun;
          costs.set(id, timeSpentMs);
          if (round === "again") tests.push({ id, name, fileName: one.file, status: succeeded, timeSpentMs });
        }
        instruments.currentTestId = undefined;
        await finish();
      }
    }
    keepCosts(costs);
    return { status: "complete", tests, mutantCoverage: instruments.mutantCoverage };
  }

  async function mutantRun({ activeMutant, testFilter, hitLimit }: MutantRun): Promise<object> {
    const asked = testFilter === undefined ? undefined : new Set(testFilter);
    const isAsked = (id: string): boolean => asked?.has(id) ?? true;
    const askedOf = ({ file }: TestFile): readonly string[] =>
      [...(asked ?? costs.keys())].filter((id) => id.startsWith(`${file}#`));
    const costOfFile = (one: TestFile): number => askedOf(one).reduce((sum, id) => sum + costOf(id), 0);
    Object.assign(instruments, { activeMutant: activeMutant.id, hitCount: 0, hitLimit });
    uncaught.length = 0;
    let nrOfTests = 0;
    let current = "";
    try {
      for (const one of files.toSorted((a, b) => costOfFile(a) - costOfFile(b))) {
        const [first] = askedOf(one);
        if (asked !== undefined && first === undefined) continue;
        current = first ?? one.file;
        const { tests, finish } = testsOf(one, isAsked);
        for (const { id, run } of tests) {
          current = id;
          nrOfTests += 1;
          await run();
        }
        await finish();
        // XState throws what its observers throw when everybody else is done.
        await new Promise((resolve) => setTimeout(resolve, 0));
        if (uncaught.length > 0) throw uncaught[0];
      }
    } catch (error) {
      return (
        endless() ?? { status: "killed", killedBy: [current], failureMessage: String(error).slice(0, 500), nrOfTests }
      );
    } finally {
      instruments.activeMutant = undefined;
    }
    if (nrOfTests === 0) return { status: "error", errorMessage: "none of the tests that were asked for is there" };
    return endless() ?? { status: "survived", nrOfTests };
  }

  function endless(): object | undefined {
    const { hitCount = 0, hitLimit = Infinity } = instruments;
    return hitCount > hitLimit
      ? { status: "timeout", reason: `Hit limit reached (${hitCount}/${hitLimit})` }
      : undefined;
  }

  return {
    capabilities: () => ({ reloadEnvironment: true }),
    async init() {
      Object.assign(globalThis, { [namespace]: instruments });
      process.on("uncaughtException", (error) => uncaught.push(error));
      // XState warns of much in development, and nobody reads it here.
      for (const method of ["log", "warn", "error"] as const) console[method] = () => undefined;
      // The same examples in every run, so that a mutant lives or dies the same way twice.
      fc.configureGlobal({ seed: 1 });
      costs = keptCosts();
      files = await bundleTests(process.env["KYCLE_MUTATION_TESTS"]?.split(" ") ?? []);
    },
    dryRun,
    mutantRun,
  };
}

/** What tests cost is kept beside them: a process that is begun anew, after one that hung, has run none of them. */
const kept = "costs-of-tests.json";

function keepCosts(costs: ReadonlyMap<string, number>): void {
  writeFileSync(kept, JSON.stringify([...costs]));
}

function keptCosts(): Map<string, number> {
  return new Map(
    existsSync(kept) ? z.array(z.tuple([z.string(), z.number()])).parse(JSON.parse(readFileSync(kept, "utf8"))) : [],
  );
}

/** Where the instrumented code looks for its instruments: Stryker's own name. */
const namespace = "__stryker__";

export const strykerPlugins = [{ kind: "TestRunner", name: "in one process", factory: createRunner }];
