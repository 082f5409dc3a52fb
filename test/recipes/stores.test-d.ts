/** What the stores' types infer without a word of help. */
import { configureStore } from "@reduxjs/toolkit";
import { createActor } from "xstate";
import { type Dispatch, type Reducer, useReducer } from "react";
import { expectTypeOf, test } from "vitest";
import { openVerification, type Verification, verificationReducer } from "../../docs/recipes/reducers/react.js";
import { verifications } from "../../docs/recipes/reducers/redux-toolkit.js";
import { signing } from "../../docs/recipes/reducers/xstate-actor.js";
import { createVerificationStore } from "../../docs/recipes/reducers/xstate-store.js";
import { iinkedsign } from "../../machines/iinkedsign/lifecycle.js";
import type { KycleRecord, Observation, Verdict, View } from "../../src/index.js";

declare const observation: Observation;
declare const record: KycleRecord;

test("a Redux Toolkit slice knows its records, its action and its selectors", () => {
  const store = configureStore({ reducer: { verifications: verifications.reducer } });
  expectTypeOf(store.getState().verifications.records).toEqualTypeOf<Readonly<Record<string, KycleRecord>>>();
  expectTypeOf(verifications.selectors.selectView(store.getState(), "subject")).toEqualTypeOf<View | null>();
  expectTypeOf(verifications.selectors.selectRefusals(store.getState())).toEqualTypeOf<readonly Verdict[]>();
  store.dispatch(verifications.actions.reported(observation));
  // @ts-expect-error: a status is no observation
  store.dispatch(verifications.actions.reported("passed"));
});

test("React infers the state and what may be dispatched", () => {
  expectTypeOf(verificationReducer).toExtend<Reducer<Verification, Observation>>();
  const [state, report] = useReducer(verificationReducer, "subject", openVerification);
  expectTypeOf(state).toEqualTypeOf<Verification>();
  expectTypeOf(report).toExtend<Dispatch<Observation>>();
});

test("React takes a lifecycle's own reducer as it is", () => {
  const reducer: (state: KycleRecord, observed: Observation) => KycleRecord = iinkedsign.reducer;
  const [state, report] = useReducer(reducer, record);
  expectTypeOf(state).toEqualTypeOf<KycleRecord>();
  report(observation);
  // @ts-expect-error: a status is no observation
  report("passed");
});

test("an @xstate/store knows its context, its trigger and its view", () => {
  const { store, view } = createVerificationStore("subject");
  expectTypeOf(store.getSnapshot().context.record).toEqualTypeOf<KycleRecord>();
  expectTypeOf(view.get()).toEqualTypeOf<View<(typeof iinkedsign.statuses)[number]>>();
  store.trigger.reported({ observation });
  // @ts-expect-error: no such event
  store.trigger.approved({ observation });
});

test("an XState actor knows its event and its child's record", () => {
  const actor = createActor(signing, { input: { subject: "subject" } });
  const child = actor.getSnapshot().children.verification;
  expectTypeOf(child?.getSnapshot().context.record).toEqualTypeOf<KycleRecord | undefined>();
  actor.send({ type: "reported", observation });
  // @ts-expect-error: an actor has a subject
  createActor(signing);
});
