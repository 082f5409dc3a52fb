/**
 * A person's whole attempt to be verified: many verifications, then a decision. `completed`, `failed` and `expired` end it
 * for the person only; a decision may come at any time and ends it for its owner.
 *
 * Source: the vendor's pages on inquiries and webhooks (D); its OpenAPI 2025-12-08 (O) for resuming and decisions.
 */
import { assign, setup } from "xstate";
import { defaults, type Policy } from "./policy.js";

export interface Context extends Policy {
  readonly failures: number;
  readonly redacted: boolean;
}

type Event =
  | { type: "verification.created" } // seen by that event of a verification of this inquiry
  | { type: "verification.failed" } // seen by that event of a verification of this inquiry
  | { type: "inquiry.started" }
  | { type: "inquiry.completed" }
  | { type: "inquiry.failed" }
  | { type: "inquiry.expired" }
  | { type: "inquiry.marked-for-review" }
  | { type: "inquiry.approved" }
  | { type: "inquiry.declined" }
  | { type: "inquiry.updated-tags" } // and the other annotations, which move nothing
  | { type: "inquiry.redacted" } // moves no status, and comes after decisions, too: read as no information
  | { type: "owner.resumed" }; // seen as `pending` by a poll; Persona sends no webhook for it

const millisecondsPerHour = 3_600_000;

export const machine = setup({
  types: { context: {} as Context, events: {} as Event, input: {} as Partial<Policy> },
  guards: {
    attemptsLeft: ({ context: { failures, maxAttempts } }) => maxAttempts === "unlimited" || failures < maxAttempts,
    notRedacted: ({ context }) => !context.redacted,
    overturnAllowed: ({ context }) => context.decisionsOverturn,
  },
  actions: {
    countFailure: assign({
      failures: ({ context: { failures, maxAttempts } }) =>
        maxAttempts === "unlimited" ? 0 : Math.min(failures + 1, maxAttempts),
    }),
    markRedacted: assign({ redacted: true }),
    // An annotation changes nothing, yet it happens: a status told again need not be explained by a redaction.
    keep: assign({}),
  },
  delays: {
    expiry: ({ context }) => context.expiresAfterHours * millisecondsPerHour,
  },
}).createMachine({
  id: "persona/inquiry",
  context: ({ input }) => ({ ...defaults, ...input, failures: 0, redacted: false }),
  initial: "undecided",
  states: {
    undecided: {
      description: "May be decided at any time; may be redacted.",
      initial: "unreviewed",
      on: {
        "inquiry.approved": { target: "#approved" },
        "inquiry.declined": { target: "#declined" },
        "inquiry.redacted": { actions: "markRedacted" },
        "inquiry.updated-tags": { actions: "keep" },
      },
      states: {
        unreviewed: {
          description: "May be marked for review.",
          initial: "open",
          on: { "inquiry.marked-for-review": { target: "#needs_review" } },
          states: {
            open: {
              description: "Expires when its time is over, whether the person began or not.",
              initial: "created",
              on: { "inquiry.expired": { target: "#expired" } },
              after: { expiry: { target: "#expired" } },
              states: {
                created: {
                  description: "The person has not begun.",
                  tags: "person's turn",
                  on: { "inquiry.started": { target: "pending" } },
                },
                pending: {
                  id: "pending",
                  description: "The person goes through verifications.",
                  tags: "person's turn",
                  on: {
                    "verification.created": {
                      target: "pending",
                      guard: "attemptsLeft",
                      description: "attempts left",
                    },
                    "verification.failed": {
                      target: "pending",
                      guard: "attemptsLeft",
                      actions: "countFailure",
                      description: "attempts left; counts one",
                    },
                    "inquiry.completed": { target: "#completed" },
                    "inquiry.failed": { target: "#failed" },
                  },
                },
              },
            },
            completed: {
              id: "completed",
              description: "The person is through; the owner decides.",
              tags: "owner's turn",
            },
            failed: {
              id: "failed",
              description: "The person failed, at the limit or by the template; the owner decides.",
              tags: "owner's turn",
            },
            expired: {
              id: "expired",
              description: "Not finished in time; the owner decides or resumes.",
              tags: "owner's turn",
              on: { "owner.resumed": { target: "#pending", guard: "notRedacted", description: "not redacted" } },
            },
          },
        },
        needs_review: {
          id: "needs_review",
          description: "People of the owner's decide.",
          tags: "owner's turn",
        },
      },
    },
    approved: {
      id: "approved",
      description: "Approved; cannot be marked for review.",
      on: {
        "inquiry.declined": {
          target: "#declined",
          guard: "overturnAllowed",
          description: "decisions can be overturned",
        },
      },
    },
    declined: {
      id: "declined",
      description: "Declined; cannot be marked for review.",
      on: {
        "inquiry.approved": {
          target: "#approved",
          guard: "overturnAllowed",
          description: "decisions can be overturned",
        },
      },
    },
  },
});
