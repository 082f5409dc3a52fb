/** A Redux Toolkit slice: one record for each subject, and every refusal where the app can see it. */
import { createSlice, original, type PayloadAction } from "@reduxjs/toolkit";
import type { KycleRecord, Observation, Verdict, View } from "kycle";
import { iinkedsign } from "kycle/iinkedsign";

export interface Verifications {
  readonly records: Readonly<Record<string, KycleRecord>>;
  /** The latest refusals, oldest first. */
  readonly refusals: readonly Verdict[];
}

const initialState: Verifications = { records: {}, refusals: [] };
const refusalsKept = 20;

export const verifications = createSlice({
  name: "verifications",
  initialState,
  reducers: {
    reported(state, { payload: observation }: PayloadAction<Observation>) {
      // The state as it is stored, not Immer's draft of it: the engine knows its own records by reference.
      const { records, refusals } = original(state) ?? initialState;
      const { subject } = observation;
      const known = records[subject] ?? iinkedsign.open({ subject, policy: { maxAttempts: 3 } });
      const { verdict, record } = iinkedsign.observe(known, observation);
      if (verdict.kind === "illegal" || verdict.kind === "unknown") {
        return { records, refusals: [...refusals, verdict].slice(-refusalsKept) };
      }
      return record === known ? undefined : { records: { ...records, [subject]: record }, refusals };
    },
  },
  selectors: {
    selectView: ({ records }, subject: string): View | null => {
      const record = records[subject];
      return record === undefined ? null : iinkedsign.view(record);
    },
    selectRefusals: ({ refusals }) => refusals,
  },
});
