/** What the types promise to whoever writes against the front door. */
import { type Actor, createActor, type EventFrom, type SnapshotFrom } from "xstate";
import { describe, expect, expectTypeOf, test } from "vitest";
import { iinkedsign } from "../machines/iinkedsign/lifecycle.js";
import {
  type AnyWord,
  type BoundLifecycle,
  checkHistory,
  checkLog,
  defineLifecycle,
  type Count,
  type HistoryReport,
  type KycleRecord,
  type Lifecycle,
  type Observation,
  type Observed,
  type Permission,
  type Reading,
  type Reason,
  type Rule,
  type TransitionCheck,
  type UnmetGuard,
  type Verdict,
  type VerdictKind,
  type VerdictOf,
  type View,
} from "../src/index.js";

declare const record: KycleRecord;
declare const observation: Observation;
declare const text: string;

type Status = (typeof iinkedsign.statuses)[number];

describe("statuses", () => {
  test("are the known ones, each by its name", () => {
    expectTypeOf<"failed_locked">().toExtend<Status>();
    expectTypeOf<"completed">().not.toExtend<Status>();
    expectTypeOf<string>().not.toExtend<Status>();
  });

  test("are completed where one is asked for, and any string is taken", () => {
    type From = Parameters<typeof iinkedsign.checkTransition>[0];
    expectTypeOf<"failed_locked">().toExtend<From>();
    expectTypeOf<string>().toExtend<From>();
    // A plain `string` would swallow the known ones, and nothing would be completed.
    expectTypeOf<From>().not.toEqualTypeOf<string>();
    expectTypeOf(iinkedsign.checkTransition("failed", "passed")).toEqualTypeOf<TransitionCheck<Status>>();
    expectTypeOf(iinkedsign.checkTransition(text, "no such status")).toEqualTypeOf<TransitionCheck<Status>>();
    expectTypeOf<Parameters<ReturnType<typeof iinkedsign.under>["checkTransition"]>[1]>().toEqualTypeOf<From>();
  });
});

describe("optional inputs", () => {
  test("also take undefined", () => {
    iinkedsign.checkTransition("failed", "passed", undefined);
    iinkedsign.checkTransition("failed", "passed", { maxAttempts: undefined, steps: undefined });
    iinkedsign.open({
      subject: text,
      policy: undefined,
      subscribed: undefined,
      startedAt: undefined,
      capacity: undefined,
    });
    iinkedsign.open({ subject: text, policy: { maxResets: undefined, maxErrors: "unlimited" } });
    iinkedsign.under({ maxAttempts: undefined, passToSign: true }).open({ subject: text, capacity: undefined });
    iinkedsign.read(text, undefined);
    iinkedsign.read(text, { channel: undefined, receivedAt: undefined });
    checkHistory(iinkedsign.under({}), [observation], { order: undefined, subscribed: undefined });
    const optional = { run: undefined, status: undefined, at: undefined, delivery: undefined, counters: undefined };
    iinkedsign.observe(record, { ...observation, ...optional });
  });

  test("are refused where no policy has such a field or value", () => {
    // @ts-expect-error: no such field
    iinkedsign.under({ maxAtempts: 3 });
    // @ts-expect-error: no such limit
    iinkedsign.under({ maxAttempts: "none" });
    // @ts-expect-error: no such step
    iinkedsign.under({ steps: ["selfie"] });
    // @ts-expect-error: a record has a subject
    iinkedsign.open({ policy: {} });
  });
});

describe("a record", () => {
  interface Row extends KycleRecord {
    readonly customer: { readonly id: number };
  }

  test("stays the consumer's own type through every step", () => {
    const row: Row = { ...record, customer: { id: 1 } };
    expectTypeOf(iinkedsign.reducer(row, observation)).toEqualTypeOf<Row>();
    expectTypeOf(iinkedsign.observe(row, observation)).toEqualTypeOf<Observed<Row, Status>>();
    expectTypeOf<Observed<Row, Status>>().toEqualTypeOf<{
      readonly verdict: Verdict<Status>;
      readonly record: Row;
    }>();
    expectTypeOf(iinkedsign.adopt(row, observation).record).toEqualTypeOf<Row>();
    expectTypeOf(iinkedsign.under({}).reducer(row, observation)).toEqualTypeOf<Row>();
  });

  test("makes a reducer of its own type", () => {
    const reduce: (state: Row, observed: Observation) => Row = iinkedsign.reducer;
    expectTypeOf([observation].reduce<KycleRecord>(iinkedsign.reducer, record)).toEqualTypeOf<KycleRecord>();
    expectTypeOf(reduce).returns.toEqualTypeOf<Row>();
  });

  test("is opened and restored as such, and is not written to", () => {
    expectTypeOf(iinkedsign.open({ subject: text })).toEqualTypeOf<KycleRecord>();
    expectTypeOf<Parameters<typeof iinkedsign.restore>>().toEqualTypeOf<[stored: unknown]>();
    expectTypeOf(iinkedsign.restore(text)).toEqualTypeOf<KycleRecord>();
    // @ts-expect-error: records are read-only
    record.sequence = 1;
    // @ts-expect-error: and their windows, too
    record.window.push(observation);
  });

  test("is no record of less", () => {
    // @ts-expect-error: a subject is no record
    iinkedsign.view({ subject: text });
  });
});

describe("results are told apart by their discriminants", () => {
  test("a reading", () => {
    const reading = iinkedsign.read(text);
    expectTypeOf(reading).toEqualTypeOf<Reading<Status>>();
    expectTypeOf(reading.kind).toEqualTypeOf<"observation" | "irrelevant" | "no-information" | "malformed">();
    if (reading.kind === "observation") expectTypeOf(reading.observation).toEqualTypeOf<Observation<Status>>();
    if (reading.kind === "malformed") expectTypeOf(reading.path).toEqualTypeOf<string>();
    if (reading.kind === "irrelevant") expectTypeOf(reading.name).toEqualTypeOf<string | undefined>();
    // @ts-expect-error: a reading may be no observation
    const _ = reading.observation;
  });

  test("a verdict", () => {
    const { verdict } = iinkedsign.observe(record, observation);
    expectTypeOf(verdict.kind).toEqualTypeOf<VerdictKind>();
    expectTypeOf<VerdictKind>().toEqualTypeOf<
      "duplicate" | "unknown" | "superseded" | "stale" | "late" | "advance" | "gap" | "illegal"
    >();
    expectTypeOf<Reason>().toEqualTypeOf<
      | "delivery"
      | "repeat"
      | "status"
      | "session"
      | "contradiction"
      | "mistimed"
      | "run"
      | "guard"
      | "final"
      | "unreachable"
      | "adopted"
    >();
    expectTypeOf(verdict.reason).toEqualTypeOf<Reason | undefined>();
    expectTypeOf(verdict.message).toEqualTypeOf<string>();
    expectTypeOf(verdict.warnings).toEqualTypeOf<readonly string[]>();
    expectTypeOf(verdict.rule).toEqualTypeOf<Rule>();
    expectTypeOf<"stale" | "advance" | "advance.adopted" | "illegal.guard">().toExtend<Rule>();
    expectTypeOf<"stale.final" | "illegal" | "illegal.adopted">().not.toExtend<Rule>();
  });

  test("a verdict's fields, by its kind, its reason or its rule", () => {
    const { verdict } = iinkedsign.observe(record, observation);
    expectTypeOf(verdict.missing).toEqualTypeOf<readonly Status[] | undefined>();
    if (verdict.kind === "gap") expectTypeOf(verdict.missing).toEqualTypeOf<readonly Status[]>();
    if (verdict.kind === "late") expectTypeOf(verdict.fills).toEqualTypeOf<readonly Status[]>();
    if (verdict.kind === "duplicate") expectTypeOf(verdict.reason).toEqualTypeOf<"delivery" | "repeat">();
    if (verdict.kind === "duplicate") expectTypeOf(verdict.fills).toEqualTypeOf<undefined>();
    if (verdict.rule === "illegal.guard") expectTypeOf(verdict.guards).toEqualTypeOf<readonly UnmetGuard[]>();
    if (verdict.kind !== "illegal") return;
    expectTypeOf(verdict.guards).toEqualTypeOf<readonly UnmetGuard[] | undefined>();
    if (verdict.reason === "guard") expectTypeOf(verdict.fitting).toEqualTypeOf<readonly Status[]>();
    if (verdict.reason === "mistimed") expectTypeOf(verdict.breaches).toEqualTypeOf<readonly string[]>();
    // @ts-expect-error: nothing illegal is known already
    expect(verdict.reason).toBe(verdict.reason === "delivery");
  });

  test("verdicts of a kind, or of a rule", () => {
    expectTypeOf<VerdictOf<"stale">["kind"]>().toEqualTypeOf<"stale">();
    expectTypeOf<VerdictOf<"advance">["rule"]>().toEqualTypeOf<"advance" | "advance.adopted">();
    expectTypeOf<VerdictOf<"gap", Status>["missing"]>().toEqualTypeOf<readonly Status[]>();
    expectTypeOf<Extract<Verdict, { readonly rule: "illegal.mistimed" }>["breaches"]>().toEqualTypeOf<
      readonly string[]
    >();
    expectTypeOf<VerdictOf<"illegal">>().toExtend<Verdict>();
    expectTypeOf<Verdict<Status>>().toExtend<Verdict>();
  });

  test("statuses are the lifecycle's, wherever they are told", async () => {
    const { verdict } = iinkedsign.observe(record, observation);
    expectTypeOf(verdict.from).toEqualTypeOf<Status | undefined>();
    expectTypeOf(verdict.fitting).toEqualTypeOf<readonly Status[] | undefined>();
    expectTypeOf(iinkedsign.view(record).status).toEqualTypeOf<Status | null>();
    // A report may name an event instead of a status.
    expectTypeOf(verdict.to).toEqualTypeOf<AnyWord<Status> | undefined>();
    // @ts-expect-error: a misspelt status is never the one
    expect(iinkedsign.view(record).status === "pased").toBe(false);
    for await (const told of checkLog(iinkedsign, [])) {
      if ("verdict" in told) expectTypeOf(told.verdict).toEqualTypeOf<Verdict<Status>>();
    }
  });

  test("a transition that is asked for", () => {
    expectTypeOf<TransitionCheck["kind"]>().toEqualTypeOf<"direct" | "indirect" | "same" | "illegal" | "unknown">();
    expectTypeOf<TransitionCheck["reason"]>().toEqualTypeOf<"guard" | "final" | "unreachable" | undefined>();
  });

  test("a view and a permission", () => {
    expectTypeOf(iinkedsign.view(record)).toEqualTypeOf<View<Status>>();
    expectTypeOf<View["status"]>().toEqualTypeOf<string | null>();
    expectTypeOf<View["outcome"]>().toEqualTypeOf<"approved" | "declined" | "no_result" | null>();
    expectTypeOf<View["attempts"]>().toEqualTypeOf<{ readonly used: Count; readonly left: Count } | null>();
    expectTypeOf(iinkedsign.may(record, "owner.reset")).toEqualTypeOf<Permission>();
    expectTypeOf<Permission["answer"]>().toEqualTypeOf<"yes" | "no" | "unknown">();
    expectTypeOf(checkHistory(iinkedsign.under({}), [observation])).toEqualTypeOf<HistoryReport<Status>>();
  });
});

describe("a lifecycle", () => {
  test("knows its events by name, and is asked about no others", () => {
    type Event = Parameters<typeof iinkedsign.may>[1];
    expectTypeOf<"owner.reset" | "after expiry">().toExtend<Event>();
    expectTypeOf<"owner.resets">().not.toExtend<Event>();
    expectTypeOf<"failed">().not.toExtend<Event>();
    expectTypeOf<string>().not.toExtend<Event>();
    expectTypeOf<Parameters<Lifecycle["may"]>[1]>().toEqualTypeOf<string>();
  });

  test("is a lifecycle to code that serves all of them", () => {
    expectTypeOf(iinkedsign).toExtend<Lifecycle>();
    expectTypeOf(iinkedsign.under({})).toExtend<BoundLifecycle>();
    const all: readonly Lifecycle[] = [iinkedsign];
    expectTypeOf(all[0]?.view).toEqualTypeOf<Lifecycle["view"] | undefined>();
  });

  test("has a machine that XState runs, with its own input, events and context", () => {
    const { machine } = iinkedsign;
    const actor = createActor(machine, { input: { maxAttempts: 3 } });
    expectTypeOf(actor).toEqualTypeOf<Actor<typeof machine>>();
    actor.send({ type: "signer.opened" });
    // @ts-expect-error: no such event
    actor.send({ type: "signer.left" });
    // @ts-expect-error: no such setting
    createActor(machine, { input: { maxAtempts: 3 } });
    expectTypeOf<"owner.reset">().toExtend<EventFrom<typeof machine>["type"]>();
    expectTypeOf<SnapshotFrom<typeof machine>["context"]["failures"]>().toEqualTypeOf<number>();
    expectTypeOf<SnapshotFrom<typeof machine>["context"]["maxAttempts"]>().toEqualTypeOf<number | "unlimited">();
  });
});

test("a definition's words are its own: statuses and fields of the policy that are misspelt do not compile", () => {
  const { definition } = iinkedsign;
  expectTypeOf(defineLifecycle({ ...definition, counters: { failures: "maxAttempts" } })).toExtend<Lifecycle>();
  // @ts-expect-error: no such field of the policy
  defineLifecycle({ ...definition, counters: { failures: "maxAtempts" } });
  // @ts-expect-error: no such field of the policy
  defineLifecycle({ ...definition, timers: { expiry: ["expiresAfterHours"] } });
  // @ts-expect-error: no such status
  defineLifecycle({ ...definition, retries: { faild: "the signer retries" } });
  // @ts-expect-error: no such status
  defineLifecycle({ ...definition, announced: { by: "status", always: ["passsed"], maybe: [] } });
});
