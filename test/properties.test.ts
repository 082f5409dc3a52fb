/** What holds for every lifecycle, whatever happens and in whatever order it is heard of. */
import * as fc from "fast-check";
import { getNextSnapshot, initialTransition } from "xstate";
import { describe, expect, test } from "vitest";
import { lifecycles } from "../machines/index.js";
import type { LifecycleDefinition } from "../src/definition.js";
import type { GivenPolicy } from "../src/policy/given-policy.js";
import type { Lifecycle } from "../src/lifecycle.js";
import type { Channel, Observation } from "../src/observation.js";
import type { KycleRecord } from "../src/record/record.js";
import type { Verdict } from "../src/verdict/verdict.js";
import type { Rule } from "../src/rule.js";
import { type History, legalHistory } from "../src/testing/index.js";
import { jsonValues } from "./json.js";
import { report } from "./report.js";
import { switchboard } from "./switchboard.js";
import { settings } from "./testing/settings.js";
import { alphabetOf, leafOf } from "./xstate-walk.js";

const forged = [
  "xstate.init",
  "xstate.stop",
  "xstate.done.actor.0",
  "xstate.error.actor.0",
  "xstate.after.1.x",
  "",
  "__proto__",
];

function fold(
  lifecycle: Lifecycle,
  record: KycleRecord,
  reports: readonly Observation[],
): { record: KycleRecord; rules: string[] } {
  const rules: string[] = [];
  let current = record;
  for (const observation of reports) {
    const step = lifecycle.observe(current, observation);
    current = step.record;
    rules.push(step.verdict.rule);
  }
  return { record: current, rules };
}

function freezeDeep<Value>(value: Value): Value {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const inner of Object.values(value)) freezeDeep(inner);
  }
  return value;
}

/** What a consumer must say even if nothing else is known: the fields whose value their family does not hold. */
function switchesOf({ policy: { family } }: LifecycleDefinition, policy: GivenPolicy): GivenPolicy {
  const isUnforeseen = ([field, value]: [string, unknown]): boolean =>
    !jsonValues.parse(family[field] ?? []).some((member) => JSON.stringify(member) === JSON.stringify(value));
  return Object.fromEntries(Object.entries(policy).filter(isUnforeseen));
}

const refused = { always: ["guards", "evidence", "fitting"] };
const contradicted = { always: ["breaches"] };
const nothing = { always: [] };

/** What each rule finds, as the types tell it: always, and sometimes. */
const promised: Readonly<Record<Rule, { readonly always: readonly string[]; readonly sometimes?: readonly string[] }>> =
  {
    advance: { always: ["path", "skipped"], sometimes: ["evidence"] },
    "advance.adopted": nothing,
    gap: { always: ["path", "missing"], sometimes: ["evidence"] },
    late: { always: ["path", "fills"], sometimes: ["evidence", "skipped", "missing"] },
    stale: nothing,
    superseded: nothing,
    "duplicate.delivery": nothing,
    "duplicate.repeat": nothing,
    "unknown.status": nothing,
    "unknown.session": nothing,
    "illegal.contradiction": contradicted,
    "illegal.mistimed": contradicted,
    "illegal.run": refused,
    "illegal.guard": refused,
    "illegal.final": refused,
    "illegal.unreachable": refused,
  };

const findings = ["path", "skipped", "missing", "fills", "guards", "breaches", "fitting", "evidence"];

function expectPromised(verdict: Verdict): void {
  const { always, sometimes = [] } = promised[verdict.rule];
  expect(Object.keys(verdict)).toEqual(expect.arrayContaining([...always]));
  const others = findings.filter((field) => !always.includes(field) && !sometimes.includes(field));
  expect(Object.keys(verdict).filter((field) => others.includes(field))).toEqual([]);
  expect([verdict.kind, verdict.reason].filter((word) => word !== undefined).join(".")).toBe(verdict.rule);
}

function statusesOf({ from, path, skipped, missing, fills, fitting }: Verdict): readonly string[] {
  return [from, path, skipped, missing, fills, fitting].flatMap((told) => told ?? []);
}

describe.each(lifecycles.map((lifecycle: Lifecycle) => ({ id: lifecycle.id, lifecycle })))("$id", ({ lifecycle }) => {
  const { definition, machine, statuses } = lifecycle;
  const policies = switchboard(definition);
  // A lifecycle that is only polled announces nothing, so there is nothing to say of its webhooks.
  const testWebhooks = definition.announced.always.length > 0 ? test : () => undefined;
  /** What a channel tells of something that really happened under any of the policies. */
  const told = (channel: Channel, under: readonly object[] = policies): fc.Arbitrary<History> =>
    fc.constantFrom(...under).chain((policy) => legalHistory(lifecycle, { policy, channel, maxReports: 60 }));
  /** Policies under which a lost report shows soon. */
  const tight = [settings[lifecycle.id] ?? {}];
  const rows = new Set(definition.evidence.rows.flatMap(({ from, to }) => from.map((source) => `${source} → ${to}`)));
  const anyReport = fc.record({
    status: fc.constantFrom(...statuses),
    channel: fc.constantFrom("webhook", "poll"),
    run: fc.constantFrom("run-1", "run-2", undefined),
    at: fc.constantFrom(
      undefined,
      ...Array.from({ length: 12 }, (_, minute) => `2024-03-01T00:${String(minute).padStart(2, "0")}:00Z`),
    ),
    delivery: fc.constantFrom("a", "b", "c", "d", "e", "f", "g", "h"),
  });
  const anyHistory = fc
    .array(anyReport, { maxLength: 12 })
    .map((given) =>
      given.map((fields, index) =>
        report(index, fields.channel === "poll" ? { ...fields, delivery: undefined } : fields),
      ),
    );

  test("no illegal transition is reachable by any events under any policy", () => {
    const events = fc.constantFrom(...alphabetOf(machine), ...forged, "no.such.event");
    fc.assert(
      fc.property(fc.constantFrom(...policies), fc.array(events, { maxLength: 80 }), (policy, types) => {
        let [snapshot] = initialTransition(machine, policy);
        for (const type of types) {
          const before = snapshot;
          snapshot = getNextSnapshot(machine, before, { type });
          const from = leafOf(before.value);
          const to = leafOf(snapshot.value);
          if (from !== to) expect(rows).toContain(`${from} → ${to}`);
          if (before.status === "done") expect([to, snapshot.context]).toEqual([from, before.context]);
          for (const [counter, field] of Object.entries(definition.counters)) {
            const limit: unknown = snapshot.context[field];
            expect(snapshot.context[counter]).toBeLessThanOrEqual(typeof limit === "number" ? limit : 0);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  testWebhooks("what really happened is never called illegal, and nothing is missing when all was reported", () => {
    fc.assert(
      fc.property(told("webhook"), ({ subject, under: policy, reports }) => {
        for (const known of [policy, switchesOf(definition, policy)]) {
          const { rules } = fold(lifecycle, lifecycle.open({ subject, policy: known, capacity: 100 }), reports);
          expect(rules.filter((rule) => rule !== "advance")).toEqual([]);
        }
      }),
      { numRuns: 60 },
    );
  });

  testWebhooks("the order of arrival does not matter", () => {
    fc.assert(
      fc.property(told("webhook"), fc.infiniteStream(fc.nat()), ({ subject, under: policy, reports }, keys) => {
        const remembered = reports.slice(0, 16);
        const keyed = [...remembered, ...remembered.filter((_, index) => index % 3 === 0)].map((observation) => ({
          observation,
          key: keys.next().value,
        }));
        const shuffled = keyed.toSorted((a, b) => a.key - b.key).map(({ observation }) => observation);
        const open = lifecycle.open({ subject, policy });
        const inOrder = fold(lifecycle, open, remembered);
        const asDelivered = fold(lifecycle, open, shuffled);
        expect({ ...asDelivered.record, sequence: 0 }).toEqual({ ...inOrder.record, sequence: 0 });
        expect(lifecycle.view(asDelivered.record)).toEqual(lifecycle.view(inOrder.record));
        expect(asDelivered.rules.filter((rule) => rule.startsWith("illegal"))).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  testWebhooks("the reports that a gap misses fit when they come, in whichever order, though they tell no time", () => {
    let gaps = 0;
    const chances = fc.infiniteStream(fc.nat(2));
    fc.assert(
      fc.property(told("poll", tight), chances, fc.boolean(), ({ under: policy, reports }, chance, isReversed) => {
        let record = lifecycle.open({ subject: "subject", policy });
        const heard = reports.filter(() => chance.next().value !== 0).slice(0, 10);
        for (const [index, { status }] of heard.entries()) {
          const step = lifecycle.observe(record, report(index, { status }));
          record = step.record;
          const missing = step.verdict.missing ?? [];
          const lost = (isReversed ? missing.toReversed() : missing).map((lostStatus, nth) =>
            report(90 + nth, { status: lostStatus, at: undefined }),
          );
          gaps += lost.length;
          expect(fold(lifecycle, record, lost).rules).toEqual(lost.map(() => "late"));
        }
      }),
      { numRuns: 300, seed: 1 },
    );
    expect(gaps).toBeGreaterThan(0);
  });

  test("what polls see of something that really happened is never called illegal", () => {
    fc.assert(
      fc.property(told("poll"), ({ subject, under: policy, reports }) => {
        const { rules } = fold(lifecycle, lifecycle.open({ subject, policy }), reports);
        expect(rules.filter((rule) => rule !== "advance" && rule !== "duplicate.repeat")).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  test("a verdict has the fields that its kind and reason promise, and names no status that the lifecycle lacks", () => {
    const oddities = fc.constantFrom(
      {},
      { breaches: ["a breach"] },
      { deniesExistence: true as const },
      { status: undefined, reported: "no.such.word" },
    );
    const seen = new Set<string>();
    fc.assert(
      fc.property(anyHistory, fc.infiniteStream(oddities), (reports, odd) => {
        let record = lifecycle.open({ subject: "subject", capacity: 4 });
        for (const each of reports) {
          const { verdict, record: next } = lifecycle.observe(record, { ...each, ...odd.next().value });
          expectPromised(verdict);
          for (const status of statusesOf(verdict)) expect(statuses).toContain(status);
          seen.add(verdict.rule);
          record = next;
        }
        expectPromised(lifecycle.adopt(record, report(99, { status: statuses[0] })).verdict);
      }),
      { numRuns: 100 },
    );
    expect(seen.size).toBeGreaterThan(6);
  });

  test("a duplicate changes nothing and gives back the same record", () => {
    fc.assert(
      fc.property(anyHistory, (reports) => {
        let record = lifecycle.open({ subject: "subject" });
        for (const observation of reports) {
          const first = lifecycle.observe(record, observation);
          record = first.record;
          const again = lifecycle.observe(record, observation);
          expect(again.record).toBe(record);
          if (
            observation.delivery !== undefined &&
            first.verdict.kind !== "illegal" &&
            record.sequence > 0 &&
            first.verdict.sequence > 0
          ) {
            if (["advance", "gap", "late"].includes(first.verdict.kind)) expect(again.verdict.kind).toBe("duplicate");
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  test("a refusal gives back the same record, and judges alike when it is delivered again", () => {
    fc.assert(
      fc.property(anyHistory, (reports) => {
        let record = lifecycle.open({ subject: "subject" });
        for (const observation of reports) {
          const { verdict, record: next } = lifecycle.observe(record, observation);
          const changes = ["advance", "gap", "late"].includes(verdict.kind);
          expect(next === record).toBe(!changes);
          expect(next.sequence).toBe(record.sequence + (changes ? 1 : 0));
          if (!changes) expect(lifecycle.observe(record, observation).verdict).toEqual(verdict);
          record = next;
        }
      }),
      { numRuns: 60 },
    );
  });

  test("a record survives storage: restored from its JSON it is the same and judges alike", () => {
    fc.assert(
      fc.property(anyHistory, fc.integer({ min: 1, max: 5 }), fc.nat({ max: 12 }), (reports, capacity, cut) => {
        const open = lifecycle.open({ subject: "subject", capacity });
        const { record } = fold(lifecycle, open, reports.slice(0, cut));
        const stored = JSON.stringify(record);
        const restored = lifecycle.restore(stored);
        expect(restored).toEqual(record);
        expect(JSON.stringify(restored)).toBe(stored);
        const rest = reports.slice(cut);
        expect(fold(lifecycle, restored, rest).rules).toEqual(fold(lifecycle, record, rest).rules);
        expect(lifecycle.view(restored)).toEqual(lifecycle.view(record));
      }),
      { numRuns: 60 },
    );
  });

  test("frozen input is not changed", () => {
    fc.assert(
      fc.property(anyHistory, (reports) => {
        let record = freezeDeep(lifecycle.restore(JSON.stringify(lifecycle.open({ subject: "subject" }))));
        for (const observation of freezeDeep(reports)) record = freezeDeep(lifecycle.reducer(record, observation));
      }),
      { numRuns: 30 },
    );
  });

  test("reading never throws, whatever arrives", () => {
    const anything = fc.oneof(fc.jsonValue(), fc.string(), fc.uint8Array(), fc.json(), fc.anything());
    fc.assert(
      fc.property(anything, (message) => {
        expect(["observation", "irrelevant", "no-information", "malformed"]).toContain(lifecycle.read(message).kind);
        expect(["observation", "irrelevant", "no-information", "malformed"]).toContain(
          lifecycle.read({ at: "2024-03-01T00:00:00Z", subject: "s", httpStatus: 200, body: message }).kind,
        );
      }),
      { numRuns: 500 },
    );
  });

  test("asking about any two words answers, and a lookup agrees with itself", () => {
    const words = fc.oneof(fc.constantFrom(...statuses), fc.string());
    fc.assert(
      fc.property(words, words, (from, to) => {
        const check = lifecycle.checkTransition(from, to);
        const isKnown = statuses.includes(from) && statuses.includes(to);
        expect(check.kind === "unknown").toBe(!isKnown);
        expect(check).toEqual(lifecycle.checkTransition(from, to, {}));
      }),
      { numRuns: 100 },
    );
  });
});
