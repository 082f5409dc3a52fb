/** What a file of tests says to vitest, heard without vitest: its tests in order, with what is to be done around them. */
import { format } from "node:util";
import { expectIn } from "./snapshots.js";

type Work = (...given: readonly unknown[]) => unknown;

interface CollectedTest {
  readonly name: string;
  /** Does the test, and rejects where it fails. What is to be done once before it is done, too. */
  readonly run: () => Promise<void>;
}

interface Suite {
  readonly name: string;
  readonly parent: Suite | undefined;
  readonly before: Work[];
  readonly beforeEach: Work[];
  readonly afterEach: Work[];
  begun?: Promise<void>;
}

export interface Collected {
  readonly tests: readonly CollectedTest[];
  /** What is to be done after all. */
  readonly finish: () => Promise<void>;
}

/** Hears a file out: `evaluate` runs it, with what it imports from "vitest". */
export function collect(file: string, evaluate: (vitest: object) => void): Collected {
  const tests: CollectedTest[] = [];
  const after: Work[] = [];
  let suite: Suite = { name: "", parent: undefined, before: [], beforeEach: [], afterEach: [] };

  function describe(name: string, inside: Work): void {
    const outer = suite;
    suite = { name, parent: outer, before: [], beforeEach: [], afterEach: [] };
    inside();
    suite = outer;
  }

  function test(name: string, ...rest: readonly unknown[]): void {
    const of = suite;
    const work = rest.find((one): one is Work => typeof one === "function");
    if (work === undefined) return;
    const known = tests.length;
    tests.push({
      name: `${fullName(of, name)}${tests.some((one) => one.name === fullName(of, name)) ? ` (${known})` : ""}`,
      run: async () => {
        const suites = lineage(of);
        for (const one of suites) await (one.begun ??= inTurn(one.before));
        await inTurn(suites.flatMap((one) => one.beforeEach));
        await work({});
        await inTurn(suites.flatMap((one) => one.afterEach));
      },
    });
  }

  const each =
    (declare: (name: string, work: Work) => void) =>
    (table: readonly unknown[]) =>
    (name: string, ...rest: readonly unknown[]): void => {
      const work = rest.find((one): one is Work => typeof one === "function");
      // As vitest has it, one row that is no list makes a single argument of every other.
      const isSpread = table.every((row) => Array.isArray(row));
      for (const [place, row] of table.entries()) {
        const given: readonly unknown[] = isSpread && Array.isArray(row) ? row : [row];
        // A lifecycle in words is a page, and takes longer to write than many a test.
        const isPlain = given.every((one) => typeof one !== "object" && typeof one !== "function");
        const whole = isPlain ? format(name, ...given) : "";
        declare(isPlain && whole.length < 200 ? whole : `${name} (row ${place})`, () => work?.(...given));
      }
    };

  const ignored = (): void => undefined;
  const full = <Declare extends (name: string, work: Work) => void>(declare: Declare) =>
    Object.assign(declare, {
      each: each(declare),
      skip: ignored,
      skipIf: (is: unknown) => (is === true ? ignored : declare),
    });

  evaluate({
    expect: expectIn(file),
    test: full(test),
    it: full(test),
    describe: full(describe),
    beforeAll: (work: Work) => suite.before.push(work),
    beforeEach: (work: Work) => suite.beforeEach.push(work),
    afterEach: (work: Work) => suite.afterEach.push(work),
    afterAll: (work: Work) => after.push(work),
  });
  return { tests, finish: () => inTurn(after) };
}

function lineage(suite: Suite): readonly Suite[] {
  return suite.parent === undefined ? [suite] : [...lineage(suite.parent), suite];
}

function fullName(suite: Suite, name: string): string {
  return [...lineage(suite).map((one) => one.name), name].filter((part) => part !== "").join(" ");
}

async function inTurn(works: readonly Work[]): Promise<void> {
  for (const work of works) await work({});
}
