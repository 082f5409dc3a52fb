/** React's `useReducer`: what a component shows of one verification, and the refusal that it must not hide. */
import { useReducer } from "react";
import type { KycleRecord, Observation, Verdict, View } from "kycle";
import { iinkedsign } from "kycle/iinkedsign";

export interface Verification {
  readonly record: KycleRecord;
  /** Why the latest report was refused; null when it was not. */
  readonly refusal: Verdict | null;
}

export function openVerification(subject: string): Verification {
  return { record: iinkedsign.open({ subject, policy: { maxAttempts: 3 } }), refusal: null };
}

/** Pure, so React may run it twice (StrictMode does) and arrive at the same state. */
export function verificationReducer(state: Verification, observation: Observation): Verification {
  const { verdict, record } = iinkedsign.observe(state.record, observation);
  const refusal = verdict.kind === "illegal" || verdict.kind === "unknown" ? verdict : null;
  return record === state.record && refusal === state.refusal ? state : { record, refusal };
}

export function useVerification(
  subject: string,
): readonly [view: View, refusal: Verdict | null, report: (observation: Observation) => void] {
  const [{ record, refusal }, report] = useReducer(verificationReducer, subject, openVerification);
  return [iinkedsign.view(record), refusal, report];
}
