/**
 * XState, both ways. What a provider says of a verification is reports: a child actor that takes them in. What your own
 * service makes happen in one (a simulator, a test) is events: the lifecycle's own machine as the child.
 */
import { assign, fromTransition, sendTo, setup } from "xstate";
import type { KycleRecord, Observation, Verdict } from "kycle";
import { iinkedsign } from "kycle/iinkedsign";

interface Verification {
  readonly record: KycleRecord;
  readonly verdict: Verdict | null;
}

interface Reported {
  readonly type: "reported";
  readonly observation: Observation;
}

interface Subject {
  readonly subject: string;
}

const open = ({ input }: { readonly input: Subject }): Verification => ({
  record: iinkedsign.open({ subject: input.subject, policy: { maxAttempts: 3 } }),
  verdict: null,
});

/** Reports in, the record and the latest verdict out. */
const verification = fromTransition(
  ({ record }: Verification, { observation }: Reported): Verification => iinkedsign.observe(record, observation),
  open,
);

/** A package that may be signed once its signer is verified. */
export const signing = setup({
  types: {
    context: {} as { readonly subject: string; readonly refusals: readonly Verdict[] },
    input: {} as Subject,
    events: {} as Reported,
  },
  actors: { verification },
}).createMachine({
  id: "signing",
  context: ({ input: { subject } }) => ({ subject, refusals: [] }),
  invoke: {
    id: "verification",
    src: "verification",
    input: ({ context: { subject } }) => ({ subject }),
    onSnapshot: [
      {
        guard: ({ event }) => event.snapshot.context.verdict?.kind === "illegal",
        actions: assign({
          refusals: ({ context, event }) =>
            [...context.refusals, event.snapshot.context.verdict].filter((it) => it !== null),
        }),
      },
      {
        guard: ({ event }) => iinkedsign.view(event.snapshot.context.record).outcome === "approved",
        target: ".signable",
      },
    ],
  },
  on: { reported: { actions: sendTo("verification", ({ event }) => event) } },
  initial: "waiting",
  states: { waiting: {}, signable: {} },
});

/** A walk through the machine itself, as a child that is over when the verification is. */
export const simulation = setup({ actors: { verification: iinkedsign.machine } }).createMachine({
  id: "simulation",
  invoke: {
    id: "verification",
    src: "verification",
    input: { steps: ["identity"], maxAttempts: 3 },
    onDone: ".over",
  },
  initial: "running",
  states: { running: {}, over: { type: "final" } },
});
