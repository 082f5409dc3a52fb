/**
 * Stryker's test runner for this project: a room's tests in one process, evaluated anew for each mutant: those first
 * that noticed the last ones, then the cheapest.
 * A run of vitest costs more than a second before its first test; this one costs what its tests cost. `--by-vitest` of
 * `npm run mutate:code` compares.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import * as fc from "fast-check";
import * as z from "zod";
import { bundleTests, type Evaluated, type TestBundle } from "./bundle.js";
import { collect } from "./collect.js";

/** What the instrumented code asks, and tells. */
interface Instruments {
  activeMutant?: string | undefined;
  currentTestId?: string | undefined;
  hitCount?: number;
  hitLimit?: number | undefined;
  readonly mutantCoverage?: { readonly perTest: Record<string, Hits> };
}

/** How often each mutant was come by, by its id. */
type Hits = Record<string, number>;

interface MutantRun {
  readonly activeMutant: { readonly id: string };
  /** The tests that run the mutant; all when not given. */
  readonly testFilter?: readonly string[];
  /** How often the mutant may be come by before a loop is taken to be endless. */
  readonly hitLimit?: number;
}

const succeeded = 0;

const mostVigilant = 5;

const share = Number(process.env["KYCLE_MUTATION_SHARE"] ?? 1);

function createRunner(): object {
  const instruments: Instruments = {};
  /** By test, in milliseconds. */
  let costs = new Map<string, number>();
  /** What the dearest test costs that every mutant is looked for with, in milliseconds. */
  let dearest = Infinity;
  let bundle: TestBundle = { files: [], evaluate: () => ({ load: () => undefined, hear: () => undefined }) };
  /** The tests that noticed the last mutants, the latest first: they are likely to notice the next one, too. */
  let vigilant: readonly string[] = [];
  /** What was thrown where nobody catches it, such as by an actor's observer. */
  const uncaught: unknown[] = [];

  /** The tests of a file that are asked for, those first that noticed the last mutants, then the cheapest. */
  function testsOf(file: string, { hear }: Evaluated, isAsked: (id: string) => boolean) {
    const { tests, finish } = collect(file, (vitest) => hear(file, vitest));
    const chosen = tests.map(({ name, run }) => ({ id: `${file}#${name}`, name, run })).filter(({ id }) => isAsked(id));
    return { tests: chosen.toSorted((a, b) => rankOf(a.id) - rankOf(b.id)), finish };
  }

  const rankOf = (id: string): number => (vigilant.includes(id) ? 0 : costOf(id));

  const costOf = (id: string): number => costs.get(id) ?? 0;

  async function dryRun(): Promise<object> {
    const tests: object[] = [];
    // Apart, since what an earlier file had our code remember would not count as run by a later one; then as for mutants.
    for (const round of ["apart", "together"]) {
      const shared = bundle.evaluate();
      for (const file of bundle.files) {
        const evaluated = round === "apart" ? bundle.evaluate() : shared;
        evaluated.load();
        instruments.currentTestId = file;
        const { tests: found, finish } = testsOf(file, evaluated, () => true);
        countFor(
          found.map(({ id }) => id),
          file,
        );
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
          if (round === "together") tests.push({ id, name, fileName: file, status: succeeded, timeSpentMs });
        }
        instruments.currentTestId = undefined;
        await finish();
      }
    }
    keepCosts(costs);
    dearest = dearestWithin(costs, share);
    // Where no test comes by any mutant there is nothing to tell, which Stryker would take for not knowing.
    return { status: "complete", tests, mutantCoverage: instruments.mutantCoverage ?? { static: {}, perTest: {} } };
  }

  /** What a file came by before its first test, at its head or in a `describe`, each of its tests rests on. */
  function countFor(ids: readonly string[], file: string): void {
    const { perTest } = instruments.mutantCoverage ?? { perTest: {} };
    const { [file]: hits = {} } = perTest;
    delete perTest[file];
    // Once as often as it was, or a few more rounds would be taken for a loop without end.
    for (const [place, id] of ids.entries()) {
      const counted = (perTest[id] ??= {});
      for (const [mutant, count] of Object.entries(hits)) {
        counted[mutant] = (counted[mutant] ?? 0) + (place === 0 ? count : 1);
      }
    }
  }

  async function mutantRun({ activeMutant, testFilter, hitLimit }: MutantRun): Promise<object> {
    const asked = new Set(affordable([...(testFilter ?? costs.keys())]));
    const ranks = ranksOf(asked);
    Object.assign(instruments, { activeMutant: activeMutant.id, hitCount: 0, hitLimit });
    uncaught.length = 0;
    let nrOfTests = 0;
    let current = "";
    try {
      const evaluated = bundle.evaluate();
      for (const [file] of [...ranks].toSorted(([, a], [, b]) => a - b)) {
        current = [...asked].find((id) => id.startsWith(`${file}#`)) ?? file;
        const { tests, finish } = testsOf(file, evaluated, (id) => asked.has(id));
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
      vigilant = [current, ...vigilant.filter((id) => id !== current)].slice(0, mostVigilant);
      return (
        endless() ?? { status: "killed", killedBy: [current], failureMessage: String(error).slice(0, 500), nrOfTests }
      );
    } finally {
      instruments.activeMutant = undefined;
    }
    if (nrOfTests === 0) return { status: "error", errorMessage: "none of the tests that were asked for is there" };
    return endless() ?? { status: "survived", nrOfTests };
  }

  /** Of some tests the cheap ones; all where none is cheap. */
  function affordable(ids: readonly string[]): readonly string[] {
    const chosen = ids.filter((id) => costOf(id) <= dearest);
    return chosen.length === 0 ? ids : chosen;
  }

  /** The files of some tests, each by what its tests cost; those with a test that noticed one of the last mutants first. */
  function ranksOf(ids: ReadonlySet<string>): ReadonlyMap<string, number> {
    const ranks = new Map<string, number>();
    for (const id of ids) {
      const file = id.slice(0, id.indexOf("#"));
      const place = vigilant.indexOf(id);
      const known = ranks.get(file) ?? 0;
      ranks.set(file, place === -1 && known >= 0 ? known + costOf(id) : Math.min(known, place - mostVigilant));
    }
    return ranks;
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
      fc.configureGlobal({ seed: 1, numRuns: Number(process.env["KYCLE_MUTATION_EXAMPLES"] ?? 100) });
      costs = keptCosts();
      dearest = dearestWithin(costs, share);
      bundle = await bundleTests(filesNamedBy("KYCLE_MUTATION_TESTS"), filesNamedBy("KYCLE_MUTATION_FILES"));
    },
    dryRun,
    mutantRun,
  };
}

function filesNamedBy(variable: string): readonly string[] {
  return process.env[variable]?.split(" ") ?? [];
}

/** The cost of the dearest of the cheapest tests that together cost a share of all. */
function dearestWithin(costs: ReadonlyMap<string, number>, part: number): number {
  if (part >= 1) return Infinity;
  const ascending = [...costs.values()].toSorted((a, b) => a - b);
  let left = part * ascending.reduce((sum, cost) => sum + cost, 0);
  let dearest = 0;
  for (const cost of ascending) {
    left -= cost;
    if (left < 0) break;
    dearest = cost;
  }
  return dearest;
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
