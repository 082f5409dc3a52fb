/**
 * One verification session between a verifier service and an external wallet. Both timers run from the session's start:
 * the grace period does not begin anew when a session expires late, and a finished session is removed as well.
 *
 * Source: the page "Verification Status Check" of FortID's verifier service.
 */
import { assign, setup } from "xstate";
import { defaults, type Policy } from "./policy.js";

export interface Context extends Policy {
  /** What the session came to; an answer once given is kept through expiry and removal. */
  readonly outcome: "open" | "none" | "succeeded" | "failed";
}

type Event =
  | { type: "verifier.succeeded" } // seen as `VERIFICATION_SUCCEEDED` by a poll
  | { type: "verifier.failed" }; // seen as `VERIFICATION_FAILED` by a poll

export const machine = setup({
  types: { context: {} as Context, events: {} as Event, input: {} as Partial<Policy> },
  guards: {
    isOpen: ({ context }) => context.outcome === "open",
    isOver: ({ context }) => context.outcome !== "open",
    finishedSessionsExpire: ({ context }) => context.finishedSessionsExpire,
  },
  actions: {
    recordSuccess: assign({ outcome: "succeeded" }),
    recordFailure: assign({ outcome: "failed" }),
    expire: assign({ outcome: ({ context }) => (context.outcome === "open" ? "none" : context.outcome) }),
  },
  delays: {
    timeout: ({ context }) => context.sessionTimeoutSeconds * 1000,
    removal: ({ context }) => (context.sessionTimeoutSeconds + context.gracePeriodSeconds) * 1000,
  },
}).createMachine({
  id: "fortid",
  context: ({ input }) => ({ ...defaults, ...input, outcome: "open" }),
  initial: "known",
  states: {
    known: {
      description: "Removed after the timeout and the grace period, whatever its status.",
      initial: "unexpired",
      after: {
        removal: { target: "#REMOVED", guard: "isOver", description: "the session is over" },
      },
      states: {
        unexpired: {
          description: "The timeout runs from the start, also while the session is finished.",
          initial: "IN_PROGRESS",
          after: {
            timeout: [
              {
                target: "EXPIRED",
                guard: "finishedSessionsExpire",
                actions: "expire",
                description: "finished sessions expire, too",
              },
              { target: "EXPIRED", guard: "isOpen", actions: "expire", description: "the session is open" },
            ],
          },
          states: {
            IN_PROGRESS: {
              description: "The wallet has not presented a credential yet.",
              on: {
                "verifier.succeeded": { target: "VERIFICATION_SUCCEEDED", actions: "recordSuccess" },
                "verifier.failed": { target: "VERIFICATION_FAILED", actions: "recordFailure" },
              },
            },
            VERIFICATION_SUCCEEDED: {
              description: "The credential is verified and its issuer trusted.",
            },
            VERIFICATION_FAILED: {
              description: "The credential could not be verified.",
            },
          },
        },
        EXPIRED: {
          description: "Timed out; the grace period runs.",
        },
      },
    },
    REMOVED: { id: "REMOVED", type: "final", description: "Gone; the outcome is remembered." },
  },
});
