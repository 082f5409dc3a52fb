/** Reducers of consumers against the lifecycles: right ones pass, mistaken ones are caught and shown. */
import { describe, expect, test } from "vitest";
import { iinkedsign, iinkedsignMessages } from "../../machines/iinkedsign/lifecycle.js";
import { lifecycles } from "../../machines/index.js";
import { personaVerification } from "../../machines/persona/lifecycle.js";
import type { Lifecycle } from "../../src/lifecycle.js";
import type { Observation } from "../../src/observation.js";
import type { KycleRecord } from "../../src/record/record.js";
import { checkReducer, type Disagreement, ReducerDisagreement } from "../../src/testing/index.js";
import { classicMistakes, type Handled, otherMistakes, rightHandlers } from "./mistakes.js";
import { empty, handler, verificationFollows } from "./reducers.js";
import { settings } from "./settings.js";

/** How many seeds each mistake is tried with. `KYCLE_SEEDS=20 npx vitest run test/testing/check-reducer.test.ts` prints how many show it. */
const seeds = Array.from({ length: Number(process.env.KYCLE_SEEDS ?? 1) }, (_, seed) => seed + 1);

function disagreementOf({ lifecycle, reducer, options }: Handled, seed: number): Disagreement | undefined {
  try {
    checkReducer(lifecycle, reducer, { ...options, seed });
    return undefined;
  } catch (error) {
    if (error instanceof ReducerDisagreement) return error.disagreement;
    throw error;
  }
}

const named = (handlers: readonly Handled[]) => handlers.map((handled) => [handled.name, handled] as const);

describe("the lifecycle's own reducer passes", () => {
  test.each(lifecycles.map((lifecycle: Lifecycle) => [lifecycle.id, lifecycle] as const))("%s", (id, lifecycle) => {
    const policy = settings[id] ?? {};
    const { verdicts } = checkReducer(lifecycle, lifecycle.reducer, {
      policy,
      initial: (subject: string) => lifecycle.under(policy).open({ subject, capacity: 100 }),
      project: (record) => lifecycle.view(record).status,
    });
    for (const kind of ["advance", "late", "duplicate", "unknown", "illegal"] as const) {
      expect(verdicts[kind]).toBeGreaterThan(0);
    }
  });

  test("by phase and by outcome, too", () => {
    for (const by of ["phase", "outcome"] as const) {
      checkReducer(personaVerification, personaVerification.reducer, {
        initial: (subject: string) => personaVerification.open({ subject, capacity: 100 }),
        project: (record) => personaVerification.view(record)[by],
        by,
      });
    }
  });

  test("and, begun with another subject's record, is told what it threw", () => {
    const initial = personaVerification.open({ subject: "somebody" });
    const project = (record: typeof initial) => personaVerification.view(record).status;
    expect(() => checkReducer(personaVerification, personaVerification.reducer, { initial, project })).toThrow(
      /^The reducer threw RecordError: foreign record at subject: .*\nNo report may do that\.$/m,
    );
  });
});

test.each(named(rightHandlers))("a handler of %s that is right passes", (_, handled) => {
  expect(disagreementOf(handled, 1)).toBeUndefined();
});

describe("a classic mistake is caught, and shown on the shortest delivery", () => {
  test.each(named(classicMistakes))("%s", async (name, handled) => {
    const [first, ...others] = seeds.map((seed) => disagreementOf(handled, seed));
    if (seeds.length > 1) tell(name, [first, ...others]);
    await expect(first?.message).toMatchFileSnapshot(`disagreements/${name.replaceAll(" ", "-")}.txt`);
    expect(first?.rows.length).toBeLessThanOrEqual(3);
  });
});

describe("another mistake is caught", () => {
  test.each(named(otherMistakes))("%s", (name, handled) => {
    const found = seeds.map((seed) => disagreementOf(handled, seed));
    if (seeds.length > 1) tell(name, found);
    expect(found[0]?.rows.length).toBeLessThanOrEqual(3);
  });
});

function tell(name: string, found: readonly (Disagreement | undefined)[]): void {
  const shown = found.filter((disagreement) => disagreement !== undefined);
  const runs = shown.map((disagreement) => disagreement.runs).toSorted((a, b) => a - b);
  const rows = shown.map((disagreement) => disagreement.rows.length);
  process.stdout.write(
    `${name}: shown by ${shown.length} of ${found.length} seeds, by delivery ${runs[Math.floor(runs.length / 2)]} (median), in ${Math.max(...rows)} reports at most\n`,
  );
}

describe("a reducer of messages", () => {
  test("gets what the provider sends", () => {
    const given: unknown[] = [];
    checkReducer(
      iinkedsign,
      (record, message) => {
        given.push(message);
        const reading = iinkedsign.read(message);
        return reading.kind === "observation" ? iinkedsign.reducer(record, reading.observation) : record;
      },
      {
        messages: iinkedsignMessages,
        policy: { maxAttempts: 3, maxErrors: 3, maxResets: 2 },
        initial: iinkedsign.open({
          subject: iinkedsignMessages.invent("subject", "1"),
          policy: { maxAttempts: 3, maxErrors: 3, maxResets: 2 },
          capacity: 100,
        }),
        project: (record) => iinkedsign.view(record).status,
        numRuns: 20,
      },
    );
    expect(given.length).toBeGreaterThan(20);
    expect(given[0]).toMatchObject({ action: "verification_status" });
  });
});

describe("a reducer that cannot be checked is said to be one", () => {
  test("one that returns a promise", () => {
    const reducer = async (_: unknown, { status }: Observation) => status;
    expect(() =>
      checkReducer<unknown, never>(personaVerification as never, reducer, { initial: "", project: String }),
    ).toThrow(new TypeError("the reducer returned a promise; hand in its synchronous core"));
  });

  test("a projection that gives no word", () => {
    expect(() =>
      checkReducer(personaVerification, (state) => state, {
        initial: { status: 7 },
        project: ({ status }) => status as never,
      }),
    ).toThrow(new TypeError("project gave a number; expected a string, null or undefined"));
  });
});

test("whatever a projection throws is the caller's to see", () => {
  const project = () => {
    throw "boom";
  };
  let told: unknown;
  try {
    checkReducer(personaVerification, () => "always wrong", { initial: "", project, seed: 1 });
  } catch (error) {
    told = error;
  }
  expect(told).toBe("boom");
});

test("a reducer that throws the second time keeps something outside its state", () => {
  const index = new Set<string | undefined>();
  const reduce = (record: KycleRecord, report: Observation): KycleRecord => {
    if (index.has(report.delivery)) throw new Error("UNIQUE constraint failed");
    index.add(report.delivery);
    return personaVerification.reducer(record, report);
  };
  const initial = (subject: string) => personaVerification.open({ subject });
  const project = (record: KycleRecord) => personaVerification.view(record).status;
  expect(() => checkReducer(personaVerification, reduce, { initial, project, duplicates: 0, seed: 1 })).toThrow(
    /^Begun anew and given the same, the reducer threw Error: UNIQUE constraint failed\nat the last of these:\nit keeps/m,
  );
});

test("a state that is changed in place needs a beginning of its own", () => {
  interface Mutable {
    status: string | null;
    at: string | null;
    seen: string[];
    runs: string[];
  }
  const pure = handler(verificationFollows);
  const reducer = (state: Mutable, report: Observation): Mutable => {
    const { status, at, seen, runs } = pure(state, report);
    return Object.assign(state, { status, at, seen: [...seen], runs: [...runs] });
  };
  const begun = (): Mutable => ({ ...empty, seen: [], runs: [] });
  const options = { project: ({ status }: Mutable) => status, seed: 1 };
  expect(() => checkReducer(personaVerification, reducer, { ...options, initial: begun() })).toThrow(
    "If it changes its state in place, give initial as a function.",
  );
  checkReducer(personaVerification, reducer, { ...options, initial: begun });
});

test("as many deliveries are tried as are asked for", () => {
  const options = { initial: empty, project: ({ status }: typeof empty) => status, seed: 1 };
  const reducer = handler(verificationFollows);
  expect(checkReducer(personaVerification, reducer, { ...options, numRuns: 7 }).runs).toBe(7);
  expect(() => checkReducer(personaVerification, () => empty, options)).toThrow(
    expect.objectContaining({ name: "ReducerDisagreement" }),
  );
});

test("the same seed shows the same; what is ruled out is not tried", () => {
  const wrong = classicMistakes[0];
  if (wrong === undefined) throw new Error("no mistakes");
  expect(disagreementOf(wrong, 7)?.message).toBe(disagreementOf(wrong, 7)?.message);
  const calm = { duplicates: 0, loss: 0, shuffle: 0, delays: 0, illegal: 0, superseded: 0, unknown: 0, ties: false };
  expect(disagreementOf({ ...wrong, options: { ...wrong.options, ...calm } }, 7)).toBeUndefined();
});

test.each([
  [{ loss: 2 }, "the option loss is a rate from 0 to 1"],
  [{ loss: -0.1 }, "the option loss is a rate from 0 to 1"],
  [{ duplicates: Number.NaN }, "the option duplicates is a rate from 0 to 1"],
  [{ delays: "0.5" }, "the option delays is a rate from 0 to 1"],
  [{ illegal: 1.01 }, "the option illegal is a rate from 0 to 1"],
  [{ superseded: true }, "the option superseded is a rate from 0 to 1"],
  [{ unknown: 15 }, "the option unknown is a rate from 0 to 1"],
  [{ shuffle: 0.5 }, "the option shuffle is a whole number from 0"],
  [{ skew: -1 }, "the option skew is a whole number from 0"],
  [{ numRuns: "z" }, "the option numRuns is a whole number from 1"],
  [{ numRuns: 0 }, "the option numRuns is a whole number from 1"],
  [{ numRuns: -1 }, "the option numRuns is a whole number from 1"],
  [{ seed: "z" }, "the option seed is a whole number"],
  [{ seed: 0.5 }, "the option seed is a whole number"],
  [{ maxReports: -1 }, "the option maxReports is a whole number from 1 to 1000"],
  [{ by: "foo" }, "the option by is one of status, phase, outcome"],
])("an option that there cannot be is refused: %j", (options, message) => {
  const initial = (subject: string) => iinkedsign.open({ subject });
  const project = (record: KycleRecord) => iinkedsign.view(record).status;
  const given = [iinkedsign, iinkedsign.reducer, { initial, project, numRuns: 1, ...options }];
  expect(() => Reflect.apply(checkReducer, undefined, given)).toThrow(new RangeError(message));
});

test("rates may be as small and as large as rates are", () => {
  const initial = (subject: string) => iinkedsign.open({ subject, capacity: 100 });
  const project = (record: KycleRecord) => iinkedsign.view(record).status;
  for (const options of [
    { duplicates: 1, delays: 1, shuffle: 0, skew: 0 },
    { loss: 0, illegal: 0, unknown: 0 },
  ]) {
    expect(checkReducer(iinkedsign, iinkedsign.reducer, { initial, project, numRuns: 3, ...options }).runs).toBe(3);
  }
});
