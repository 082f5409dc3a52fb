/** Records that outlive the release that wrote them: of an earlier form, or of a lifecycle that is another one today. */
import { assign, setup } from "xstate";
import * as z from "zod";
import { describe, expect, test } from "vitest";
import { defineLifecycle } from "../../src/lifecycle.js";
import type { Lifecycle, Observation } from "../../src/index.js";
import { RecordError } from "../../src/record/record-error.js";
import { inPresentForm, recordVersion } from "../../src/record/record-version.js";

const source = "The porter's handbook";

/** What may change about a lifecycle from one release to the next. */
interface Revision {
  readonly waiting: string;
  readonly limit: "tries" | "attempts";
  readonly mostTries: number;
  /** Whether a refusal may be followed by another try. */
  readonly mayTryAgain: boolean;
}

const original: Revision = { waiting: "waiting", limit: "tries", mostTries: 3, mayTryAgain: true };

/** A gate that lets somebody through, or refuses a few times. */
function gate(changes: Partial<Revision> = {}): Lifecycle {
  const { waiting, limit, mostTries, mayTryAgain } = { ...original, ...changes };
  const schema = z.strictObject({ [limit]: z.int().min(1).max(mostTries) });
  const numbers: Readonly<Record<string, number>> = {};
  const machine = setup({
    types: { context: numbers, input: numbers },
    guards: { triesLeft: ({ context }) => mayTryAgain && (context["refused"] ?? 0) < (context[limit] ?? 0) },
    actions: { count: assign({ refused: ({ context }) => (context["refused"] ?? 0) + 1 }) },
  }).createMachine({
    id: "gate",
    context: ({ input }) => ({ [limit]: 2, ...input, refused: 0 }),
    initial: waiting,
    states: {
      [waiting]: {
        on: { "gate.opened": "passed", "gate.refused": { target: "refused", guard: "triesLeft", actions: "count" } },
      },
      refused: { on: mayTryAgain ? { "visitor.returned": waiting } : {} },
      passed: { type: "final" },
    },
  });
  return defineLifecycle({
    id: "gate",
    provider: "gate",
    title: "A gate.",
    machine,
    statuses: [waiting, "refused", "passed"],
    leftOut: [],
    policy: { schema, defaults: { [limit]: 2 }, family: { [limit]: [1, 2, 3].filter((tries) => tries <= mostTries) } },
    guards: {
      triesLeft: {
        needs: "a try left",
        needsNot: "none",
        numbers: () => "all are used",
        evidence: { level: "STATED", source },
      },
    },
    announced: { by: "event", always: ["gate.opened", "gate.refused", "visitor.returned"], maybe: [] },
    counters: { refused: limit },
    attempts: "refused",
    evidence: {
      rows: [],
      finality: { level: "STATED", source },
      order: { level: "STATED", source },
    },
    timers: {},
    phases: { [waiting]: "not_started", refused: "awaiting_person", passed: "approved" },
    retries: {},
  });
}

const reported = (status: string, place: number): Observation => ({
  subject: "visitor",
  status,
  reported: status,
  at: `2024-03-01T00:0${place}:00Z`,
  delivery: `delivery ${place}`,
  channel: "webhook",
  breaches: [],
  warnings: [],
});

/** What the original release has stored of a visitor. */
function storedBefore(capacity: number, ...statuses: readonly string[]): string {
  const lifecycle = gate();
  const start = lifecycle.open({ subject: "visitor", policy: { tries: 3 }, capacity });
  const record = statuses.map(reported).reduce(lifecycle.reducer, start);
  expect(record.sequence).toBe(statuses.length);
  return JSON.stringify(record);
}

function refusalBy(lifecycle: Lifecycle, stored: string): readonly [reason: string, path: string, problem: string] {
  const record: unknown = JSON.parse(stored);
  for (const given of [stored, record]) {
    try {
      lifecycle.restore(given);
      expect.unreachable("the record was restored");
    } catch (error) {
      if (!(error instanceof RecordError)) throw error;
      if (given === stored) continue;
      expect(JSON.stringify(record)).toBe(stored);
      return [error.reason, error.path, error.problem];
    }
  }
  throw new Error("nothing was given");
}

const returned = ["waiting", "refused", "waiting"] as const;

test("a record outlives a release that changes nothing it speaks of", () => {
  for (const capacity of [1, 16]) {
    const stored = storedBefore(capacity, ...returned);
    expect(JSON.stringify(gate({ mostTries: 5 }).restore(stored))).toBe(stored);
  }
});

describe("a lifecycle that is another one today refuses the record by the place where they part", () => {
  test("a status was renamed", () => {
    const renamed = gate({ waiting: "at_the_gate" });
    expect(refusalBy(renamed, storedBefore(16, ...returned))).toEqual([
      "corrupt",
      "window[0].status",
      "a status that this lifecycle does not have",
    ]);
  });

  test("a status was renamed that somebody had adopted", () => {
    const lifecycle = gate();
    const start = lifecycle.open({ subject: "visitor", policy: { tries: 3 } });
    const passed = lifecycle.reducer(start, reported("passed", 1));
    const stored = JSON.stringify(lifecycle.adopt(passed, reported("waiting", 2)).record);
    expect(JSON.stringify(lifecycle.restore(stored))).toBe(stored);
    expect(refusalBy(gate({ waiting: "at_the_gate" }), stored)[1]).toBe("window[1].status");
  });

  test("a status was renamed that only the checkpoint knows", () => {
    const stored = storedBefore(1, "waiting", "refused");
    expect(
      refusalBy(gate({ waiting: "at_the_gate" }), storedBefore(1, ...returned).replace("window", "window"))[1],
    ).toBe("window[0].status");
    expect(refusalBy(gate({ waiting: "at_the_gate" }), stored)).toEqual([
      "corrupt",
      "checkpoint.configurations.waiting[0]",
      "a configuration that the machine cannot be in",
    ]);
  });

  test("a status was renamed that webhooks are subscribed to", () => {
    const record = gate().open({ subject: "visitor", policy: { tries: 3 }, subscribed: ["passed", "waiting"] });
    const stored = JSON.stringify(record);
    expect(JSON.stringify(gate().restore(stored))).toBe(stored);
    expect(refusalBy(gate({ waiting: "at_the_gate" }), stored)).toEqual([
      "corrupt",
      "subscribed[1]",
      "a status that this lifecycle does not have",
    ]);
  });

  test("a setting has another name, or may no longer be as large", () => {
    const stored = storedBefore(16, ...returned);
    expect(refusalBy(gate({ limit: "attempts" }), stored).slice(0, 2)).toEqual(["corrupt", "policy"]);
    expect(refusalBy(gate({ mostTries: 2 }), stored).slice(0, 2)).toEqual(["corrupt", "policy.tries"]);
  });

  test("a transition is gone: the report that it brought has no way any more", () => {
    expect(refusalBy(gate({ mayTryAgain: false }), storedBefore(16, ...returned))).toEqual([
      "corrupt",
      "window[1]",
      "a report that cannot follow those before it",
    ]);
  });

  test("a transition is gone: the machine no longer comes to what the checkpoint holds", () => {
    const stored = storedBefore(1, ...returned, "refused");
    expect(refusalBy(gate({ mayTryAgain: false }), stored)).toEqual([
      "corrupt",
      "checkpoint.configurations.waiting[0]",
      "a configuration that the machine cannot be in",
    ]);
  });
});

test("an adopted report that no status stands behind is refused", () => {
  const lifecycle = gate();
  const start = lifecycle.open({ subject: "visitor", policy: { tries: 3 } });
  const window = [{ channel: "webhook", event: "gate.opened", adopted: true }];
  expect(refusalBy(lifecycle, JSON.stringify({ ...start, window })).slice(0, 2)).toEqual(["corrupt", "window[0]"]);
});

describe("a record of an earlier form", () => {
  const first = z
    .looseObject({ kycle: z.literal(1), name: z.string() })
    .transform(({ name, ...rest }) => ({ ...rest, kycle: 2, subject: name }));
  const second = z
    .looseObject({ kycle: z.literal(2), subject: z.string(), steps: z.int() })
    .transform(({ steps, ...rest }) => ({ ...rest, kycle: 3, sequence: steps }));
  const earlier = [first, second];

  test("is stepped through every form between its own and the present one; the consumer's fields stay", () => {
    const present = { kycle: 3, subject: "visitor", sequence: 4, mine: true };
    const inFirst = { kycle: 1, name: "visitor", steps: 4, mine: true };
    const inSecond = { kycle: 2, subject: "visitor", steps: 4, mine: true };
    expect(inPresentForm(inFirst, earlier)).toEqual(present);
    expect(inPresentForm(inSecond, earlier)).toEqual(present);
    expect(inPresentForm(present, earlier)).toBe(present);
    for (const kycle of [0, -1, 0.5, Number.NaN, "1"]) {
      const ofNone = { ...inSecond, kycle };
      expect(inPresentForm(ofNone, earlier)).toBe(ofNone);
    }
  });

  test.each([
    [{ kycle: 1, name: 7, steps: 4 }, "corrupt", "name"],
    [{ kycle: 2, subject: "visitor", steps: "4" }, "corrupt", "steps"],
    [{ kycle: 4, subject: "visitor" }, "newer", "kycle"],
    [{ kycle: 99 }, "newer", "kycle"],
  ])("is refused by its place in the form that it has: %j", (stored, reason, path) => {
    const before = structuredClone(stored);
    expect(() => inPresentForm(stored, earlier)).toThrow(
      expect.objectContaining({ name: "RecordError", reason, path }),
    );
    expect(stored).toEqual(before);
  });

  test("is none yet: version 1 is the first", () => {
    expect(recordVersion).toBe(1);
    expect(() => inPresentForm({ kycle: 2 })).toThrow("newer record at kycle: version 2, and this is version 1");
  });
});
