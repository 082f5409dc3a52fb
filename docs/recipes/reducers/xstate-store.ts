/** An `@xstate/store`: the record and the latest refusal in its context, the view as a selection to subscribe to. */
import { createStore } from "@xstate/store";
import type { KycleRecord, Observation, Verdict } from "kycle";
import { iinkedsign } from "kycle/iinkedsign";

interface Verification {
  readonly record: KycleRecord;
  /** Why the latest report was refused; null when it was not. */
  readonly refusal: Verdict | null;
}

export function createVerificationStore(subject: string) {
  const context: Verification = {
    record: iinkedsign.open({ subject, policy: { maxAttempts: 3 } }),
    refusal: null,
  };
  const store = createStore({
    context,
    on: {
      reported: (state, { observation }: { observation: Observation }) => {
        const { verdict, record } = iinkedsign.observe(state.record, observation);
        const refusal = verdict.kind === "illegal" || verdict.kind === "unknown" ? verdict : null;
        return record === state.record && refusal === state.refusal ? state : { record, refusal };
      },
    },
  });
  return { store, view: store.select(({ record }) => iinkedsign.view(record)) };
}
