/** The stores of the documents, each the real library: what they hold is the pure fold, and refusals are seen. */
import { configureStore, createSlice, type PayloadAction } from "@reduxjs/toolkit";
import * as fc from "fast-check";
import { createActor } from "xstate";
import { describe, expect, test } from "vitest";
import { audit, fold, type ReportedEvent, restore, start } from "../../docs/recipes/reducers/event-store.js";
import { openVerification, verificationReducer } from "../../docs/recipes/reducers/react.js";
import { verifications } from "../../docs/recipes/reducers/redux-toolkit.js";
import { signing, simulation } from "../../docs/recipes/reducers/xstate-actor.js";
import { createVerificationStore } from "../../docs/recipes/reducers/xstate-store.js";
import { iinkedsign } from "../../machines/iinkedsign/lifecycle.js";
import type { KycleRecord, Observation } from "../../src/index.js";
import { report } from "../report.js";
import { deliveries, foldPurely, refusalsOf } from "./histories.js";

const { reported } = verifications.actions;
const { selectRefusals, selectView } = verifications.selectors;
const createReduxStore = () => configureStore({ reducer: { verifications: verifications.reducer } });

const failed = report(0, { status: "failed" });
const passed = report(1, { status: "passed" });
const impossible = report(2, { status: "failed" });
const unheard = report(3, { status: undefined, reported: "vanished" });

describe("a Redux Toolkit slice", () => {
  test("holds the records of the pure fold, and every refusal", () => {
    fc.assert(
      fc.property(deliveries, (observations) => {
        const store = createReduxStore();
        for (const observation of observations) store.dispatch(reported(observation));
        const { records, verdicts } = foldPurely(observations);
        const state = store.getState();
        // A subject of which nothing was taken in yet has no record.
        const begun = [...records].filter(([, { sequence }]) => sequence > 0);
        expect(state.verifications.records).toEqual(Object.fromEntries(begun));
        expect(selectRefusals(state)).toEqual(refusalsOf(verdicts).slice(-20));
        for (const [subject, record] of begun) {
          expect(selectView(state, subject)).toEqual(iinkedsign.view(record));
        }
      }),
      { numRuns: 60 },
    );
  });

  test("keeps its state by reference when a delivery comes again", () => {
    const store = createReduxStore();
    store.dispatch(reported(failed));
    const before = store.getState();
    store.dispatch(reported(failed));
    expect(store.getState()).toBe(before);
  });

  test("shows what was refused, and keeps the record as it is", () => {
    const store = createReduxStore();
    for (const observation of [failed, passed]) store.dispatch(reported(observation));
    const before = store.getState().verifications.records;
    for (const observation of [impossible, unheard]) store.dispatch(reported(observation));
    expect(store.getState().verifications.records).toBe(before);
    expect(selectRefusals(store.getState()).map(({ rule }) => rule)).toEqual(["illegal.final", "unknown.status"]);
    expect(selectView(store.getState(), "subject")).toMatchObject({ status: "passed", outcome: "approved" });
    expect(selectView(store.getState(), "nobody")).toBeNull();
  });

  test("leaves the record as the engine froze it, whole: that is how the engine knows it by reference", () => {
    const store = createReduxStore();
    store.dispatch(reported(failed));
    const record = store.getState().verifications.records["subject"];
    expect([record, record?.window, record?.window[0]].map((part) => Object.isFrozen(part))).toEqual([
      true,
      true,
      true,
    ]);
    expect(record).toEqual(iinkedsign.reducer(openVerification("subject").record, failed));
  });

  test("agrees with the fold, too, where the reducer is handed Immer's draft itself", () => {
    const initialState: KycleRecord = iinkedsign.open({ subject: "package/one", policy: { maxAttempts: 3 } });
    const drafted = createSlice({
      name: "drafted",
      initialState,
      reducers: {
        reported: (record, { payload }: PayloadAction<Observation>) => iinkedsign.reducer(record, payload),
      },
    });
    fc.assert(
      fc.property(deliveries, (observations) => {
        const ofOne = observations.filter(({ subject }) => subject === "package/one");
        const record = ofOne
          .map((observation) => drafted.actions.reported(observation))
          .reduce(drafted.reducer, undefined);
        expect(record ?? initialState).toEqual(foldPurely(ofOne).records.get("package/one") ?? initialState);
      }),
      { numRuns: 40 },
    );
  });
});

test("React's reducer holds the pure fold and the latest refusal, and is the same state when nothing changes", () => {
  fc.assert(
    fc.property(deliveries, (observations) => {
      const ofOne = observations.filter(({ subject }) => subject === "package/one");
      const state = ofOne.reduce(verificationReducer, openVerification("package/one"));
      const { records, verdicts } = foldPurely(ofOne);
      expect(state.record).toEqual(records.get("package/one") ?? openVerification("package/one").record);
      expect(state.refusal).toEqual(refusalsOf(verdicts.slice(-1))[0] ?? null);
    }),
    { numRuns: 60 },
  );
  const state = verificationReducer(openVerification("subject"), failed);
  expect(verificationReducer(state, failed)).toBe(state);
});

describe("an @xstate/store", () => {
  test("holds the pure fold and the latest refusal", () => {
    fc.assert(
      fc.property(deliveries, (observations) => {
        const ofOne = observations.filter(({ subject }) => subject === "package/one");
        const { store, view } = createVerificationStore("package/one");
        for (const observation of ofOne) store.trigger.reported({ observation });
        const { records, verdicts } = foldPurely(ofOne);
        const record = records.get("package/one") ?? openVerification("package/one").record;
        expect(store.getSnapshot().context).toEqual({ record, refusal: refusalsOf(verdicts.slice(-1))[0] ?? null });
        expect(view.get()).toEqual(iinkedsign.view(record));
      }),
      { numRuns: 60 },
    );
  });

  test("tells its listeners of each change once, and of a delivery that comes again not at all", () => {
    const { store } = createVerificationStore("subject");
    const seen: (string | null)[] = [];
    store.select(({ record }) => record).subscribe((record) => seen.push(iinkedsign.view(record).status));
    for (const observation of [failed, failed, passed, impossible]) store.trigger.reported({ observation });
    expect(seen).toEqual(["failed", "passed"]);
    expect(store.getSnapshot().context.refusal?.rule).toBe("illegal.final");
  });
});

describe("an XState actor", () => {
  test("hands reports to its child, moves on the outcome, and keeps refusals", () => {
    const actor = createActor(signing, { input: { subject: "subject" } }).start();
    actor.send({ type: "reported", observation: failed });
    expect(actor.getSnapshot().value).toBe("waiting");
    actor.send({ type: "reported", observation: passed });
    expect(actor.getSnapshot().value).toBe("signable");
    actor.send({ type: "reported", observation: impossible });
    expect(actor.getSnapshot().context.refusals.map(({ rule }) => rule)).toEqual(["illegal.final"]);
    const child = actor.getSnapshot().children.verification?.getSnapshot().context;
    expect(child?.record).toEqual([failed, passed].reduce(iinkedsign.reducer, openVerification("subject").record));
  });

  test("holds the pure fold in its child", () => {
    fc.assert(
      fc.property(deliveries, (observations) => {
        const ofOne = observations.filter(({ subject }) => subject === "package/one");
        const actor = createActor(signing, { input: { subject: "package/one" } }).start();
        for (const observation of ofOne) actor.send({ type: "reported", observation });
        const { records, verdicts } = foldPurely(ofOne);
        const { children, context } = actor.getSnapshot();
        const child = children.verification?.getSnapshot().context;
        expect(child?.record).toEqual(records.get("package/one") ?? openVerification("package/one").record);
        expect(context.refusals).toEqual(verdicts.filter(({ kind }) => kind === "illegal"));
      }),
      { numRuns: 40 },
    );
  });

  test("is over when the lifecycle's machine, as its child, is", () => {
    const actor = createActor(simulation).start();
    const child = actor.getSnapshot().children.verification;
    for (const type of ["signer.opened", "signer.proceeded", "signer.submitted", "server.accepted"] as const) {
      child?.send({ type });
    }
    expect([child?.getSnapshot().can({ type: "server.passed" }), actor.getSnapshot().status]).toEqual([true, "active"]);
    child?.send({ type: "server.passed" });
    expect(actor.getSnapshot()).toMatchObject({ value: "over", status: "done" });
  });
});

describe("a fold over an event store", () => {
  const eventsOf = (observations: readonly Observation[]): readonly ReportedEvent[] =>
    observations.map((observation, index) => ({ type: "verification.reported", version: index + 1, observation }));

  test("is the same from the start, from any stored snapshot, and with events handed in twice", () => {
    fc.assert(
      fc.property(deliveries, fc.nat({ max: 20 }), (observations, cut) => {
        const events = eventsOf(observations.filter(({ subject }) => subject === "package/one"));
        const whole = fold(events, start("package/one"));
        const stored = fold(events.slice(0, cut), start("package/one"));
        const restored = restore(stored.version, JSON.stringify(stored.record));
        expect(fold(events.slice(cut), restored)).toEqual(whole);
        expect(fold(events, restored)).toEqual(whole);
      }),
      { numRuns: 60 },
    );
  });

  test("gives each event the verdict that it had when it came", () => {
    const events = eventsOf([failed, passed, impossible, passed]);
    expect(audit(events, start("subject")).map(({ rule }) => rule)).toEqual([
      "advance",
      "advance",
      "illegal.final",
      "duplicate.delivery",
    ]);
  });

  test("refuses a snapshot that storage has changed, by name", () => {
    const stored = JSON.stringify(fold(eventsOf([failed]), start("subject")).record);
    expect(() => restore(1, stored.replace('"kycle":1', '"kycle":2'))).toThrow("newer record at kycle");
    expect(() => restore(1, stored.replace('"failed"', '"passed_twice"'))).toThrow("corrupt record at window[0]");
  });
});
