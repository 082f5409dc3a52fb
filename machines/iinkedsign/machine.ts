/**
 * One signer's verification for one package. It is not one attempt: a signer who fails comes back to `start` under the
 * same verificationId until attempts run out, and only the package owner's reset brings a new one.
 *
 * Events are ours: the vendor's one webhook, `verification_status`, names the status it arrived in and not what happened.
 *
 * Source: the vendor's page "Verification status"; its help centre (D) for resets and failures without retry.
 */
import { assign, setup } from "xstate";
import { defaults, type Policy } from "./policy.js";

export interface Context extends Policy {
  readonly failures: number;
  readonly errors: number;
  readonly resets: number;
}

type Event =
  | { type: "signer.opened" } // seen as `start` by a poll
  | { type: "signer.proceeded" } // seen as the first step by a poll
  | { type: "signer.submitted" } // seen as `…_processing` by a poll
  | { type: "signer.retried" } // seen as `start` by a poll
  | { type: "server.accepted" } // seen as the next step by a poll
  | { type: "server.refused" } // seen as `end` by a poll
  | { type: "server.passed" } // webhook `passed`
  | { type: "server.failed" } // webhook `failed`, `failed_reset` or `failed_locked`
  | { type: "server.rejected" } // the same webhooks: a result that carries `noRetry`, a failure for good
  | { type: "server.erred" } // may arrive as `error`, `error_reset` or `error_locked`
  | { type: "server.renewed" } // never told: the next report carries a new verificationId
  | { type: "owner.reset" } // may arrive as `cancelled_reset`
  | { type: "package.cancelled" } // may arrive as `cancelled`
  | { type: "system.invalidated" }; // may arrive as `invalid`

type Limit = number | "unlimited";

const isLeft = (used: number, limit: Limit) => limit === "unlimited" || used < limit;
const counted = (used: number, limit: Limit) => (limit === "unlimited" ? 0 : Math.min(used + 1, limit));

export const machine = setup({
  types: { context: {} as Context, events: {} as Event, input: {} as Partial<Policy> },
  guards: {
    consentRequired: ({ context }) => context.steps.includes("consent"),
    identityRequired: ({ context }) => context.steps.includes("identity"),
    kbaRequired: ({ context }) => context.steps.includes("kba"),
    documentRequired: ({ context }) => context.steps.includes("document"),
    attemptsLeft: ({ context }) => isLeft(context.failures + 1, context.maxAttempts),
    errorsLeft: ({ context }) => isLeft(context.errors + 1, context.maxErrors),
    resetsLeft: ({ context }) => isLeft(context.resets, context.maxResets),
  },
  actions: {
    countFailure: assign({ failures: ({ context }) => counted(context.failures, context.maxAttempts) }),
    countError: assign({ errors: ({ context }) => counted(context.errors, context.maxErrors) }),
    countReset: assign({
      failures: 0,
      errors: 0,
      resets: ({ context }) => counted(context.resets, context.maxResets),
    }),
  },
}).createMachine({
  id: "iinkedsign",
  context: ({ input }) => ({ ...defaults, ...input, failures: 0, errors: 0, resets: 0 }),
  initial: "live",
  states: {
    live: {
      description: "May be cancelled, or found invalid, at any time.",
      initial: "resettable",
      on: {
        "package.cancelled": { target: "#cancelled" },
        "system.invalidated": { target: "#invalid" },
      },
      states: {
        resettable: {
          description: "The package owner may reset the signer while resets are left.",
          initial: "not_started",
          on: {
            "owner.reset": { target: "#cancelled_reset", guard: "resetsLeft", description: "resets left" },
          },
          states: {
            not_started: {
              id: "not_started",
              description: "The signer has not begun.",
              on: { "signer.opened": { target: "#start" } },
            },
            in_progress: {
              description: "A server error may end any open step.",
              initial: "start",
              on: {
                "server.erred": [
                  { target: "#error", guard: "errorsLeft", actions: "countError", description: "errors left" },
                  {
                    target: "#error_reset",
                    guard: "resetsLeft",
                    actions: "countError",
                    description: "no errors left, resets left",
                  },
                  { target: "#error_locked", actions: "countError", description: "no errors left, no resets left" },
                ],
              },
              states: {
                start: {
                  id: "start",
                  description: "The signer is at the first screen.",
                  tags: "signer's turn",
                  on: {
                    "signer.proceeded": [
                      { target: "consent", guard: "consentRequired", description: "consent required" },
                      { target: "identity", guard: "identityRequired", description: "identity required" },
                      { target: "kba", guard: "kbaRequired", description: "KBA required" },
                      { target: "document", guard: "documentRequired", description: "document required" },
                      { target: "end", description: "no step required" },
                    ],
                  },
                },
                consent: {
                  description: "The signer is asked for consent.",
                  tags: "signer's turn",
                  on: { "signer.submitted": { target: "consent_processing" } },
                },
                consent_processing: {
                  description: "The server works on the consent.",
                  tags: "server's turn",
                  on: {
                    "server.accepted": [
                      { target: "identity", guard: "identityRequired", description: "identity required" },
                      { target: "kba", guard: "kbaRequired", description: "KBA required" },
                      { target: "document", guard: "documentRequired", description: "document required" },
                      { target: "end", description: "no further step required" },
                    ],
                    "server.refused": { target: "end" },
                  },
                },
                identity: {
                  description: "The signer gives identity details.",
                  tags: "signer's turn",
                  on: { "signer.submitted": { target: "identity_processing" } },
                },
                identity_processing: {
                  description: "The server checks the identity details.",
                  tags: "server's turn",
                  on: {
                    "server.accepted": [
                      { target: "kba", guard: "kbaRequired", description: "KBA required" },
                      { target: "document", guard: "documentRequired", description: "document required" },
                      { target: "end", description: "no further step required" },
                    ],
                    "server.refused": { target: "end" },
                  },
                },
                kba: {
                  description: "The signer answers knowledge-based questions.",
                  tags: "signer's turn",
                  on: { "signer.submitted": { target: "kba_processing" } },
                },
                kba_processing: {
                  description: "The server checks the answers.",
                  tags: "server's turn",
                  on: {
                    "server.accepted": [
                      { target: "document", guard: "documentRequired", description: "document required" },
                      { target: "end", description: "no further step required" },
                    ],
                    "server.refused": { target: "end" },
                  },
                },
                document: {
                  description: "The signer shows a document.",
                  tags: "signer's turn",
                  on: { "signer.submitted": { target: "document_processing" } },
                },
                document_processing: {
                  description: "The server checks the document.",
                  tags: "server's turn",
                  on: {
                    "server.accepted": { target: "end" },
                    "server.refused": { target: "end" },
                  },
                },
                end: {
                  description: "The server settles the result.",
                  tags: "server's turn",
                  on: {
                    "server.passed": { target: "#passed" },
                    "server.failed": [
                      {
                        target: "#failed",
                        guard: "attemptsLeft",
                        actions: "countFailure",
                        description: "attempts left",
                      },
                      {
                        target: "#failed_reset",
                        guard: "resetsLeft",
                        actions: "countFailure",
                        description: "no attempts left, resets left",
                      },
                      {
                        target: "#failed_locked",
                        actions: "countFailure",
                        description: "no attempts left, no resets left",
                      },
                    ],
                    "server.rejected": [
                      {
                        target: "#failed_reset",
                        guard: "resetsLeft",
                        actions: "countFailure",
                        description: "resets left",
                      },
                      { target: "#failed_locked", actions: "countFailure", description: "no resets left" },
                    ],
                  },
                },
              },
            },
            retryable: {
              description: "The signer may try again.",
              initial: "failed",
              on: { "signer.retried": { target: "#start" } },
              states: {
                failed: {
                  id: "failed",
                  description: "Failed; the signer may retry.",
                },
                error: {
                  id: "error",
                  description: "A server error; the signer may retry.",
                },
              },
            },
            failed_reset: {
              id: "failed_reset",
              description: "Failed; only the owner's reset lets the signer retry.",
              tags: "owner's turn",
            },
            error_reset: {
              id: "error_reset",
              description: "A server error; only the owner's reset lets the signer retry.",
              tags: "owner's turn",
            },
          },
        },
        cancelled_reset: {
          id: "cancelled_reset",
          description: "Cancelled, because the owner reset the signer.",
          on: {
            "server.renewed": {
              target: "#not_started",
              actions: "countReset",
              description: "a new verificationId; attempts and errors from 0",
            },
          },
        },
      },
    },
    passed: { id: "passed", type: "final", description: "Verified." },
    failed_locked: {
      id: "failed_locked",
      type: "final",
      description: "Failed for good; no reset is possible.",
    },
    error_locked: {
      id: "error_locked",
      type: "final",
      description: "A server error for good; no reset is possible.",
    },
    cancelled: { id: "cancelled", type: "final", description: "Called off." },
    invalid: { id: "invalid", type: "final", description: "Cannot be processed." },
  },
});
