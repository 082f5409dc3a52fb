/**
 * One check of one claim about a person. It is not the person's attempt: a retry is a new verification, and what limits
 * retries is the inquiry that holds them.
 *
 * Source: the page "Verification Lifecycle" (S); the vendor's OpenAPI 2025-12-08 (O) for tentative results.
 */
import { setup } from "xstate";
import { defaults, type Policy } from "./policy.js";
import { kinds } from "./vocabulary.js";

type Event =
  | { type: "claims.saved" } // never seen: the verification stays `initiated`
  | { type: "code.confirmed" } // seen as `confirmed` by a poll; Persona sends no webhook for it
  | { type: "claims.resubmitted" } // may arrive as `verification.submitted`
  | { type: "verification.submitted" }
  | { type: "verification.tentatively-passed" }
  | { type: "verification.tentatively-failed" }
  | { type: "verification.passed" }
  | { type: "verification.failed" }
  | { type: "verification.requires-retry" }
  | { type: "verification.canceled" }
  | { type: "verification.skipped" };

export const machine = setup({
  types: { context: {} as Policy, events: {} as Event, input: {} as Partial<Policy> },
  guards: {
    typeHasCode: ({ context }) => kinds.code(context.type),
    typeSkippable: ({ context }) => kinds.skippable(context.type),
    typePassesTentatively: ({ context }) => kinds.tentativelyPassing(context.type),
    typeFailsTentatively: ({ context }) => kinds.tentativelyFailing(context.type),
    resubmissionAllowed: ({ context }) => context.resubmitSameObject,
  },
}).createMachine({
  id: "persona/verification",
  context: ({ input }) => ({ ...defaults, ...input }),
  initial: "live",
  states: {
    live: {
      description: "May time out at any time, or end with its inquiry.",
      initial: "collecting",
      on: { "verification.canceled": { target: "#canceled" } },
      states: {
        collecting: {
          description: "The person gives claims and images.",
          initial: "initiated",
          on: { "verification.submitted": { target: "#submitted" } },
          states: {
            initiated: {
              description: "Claims and images can be saved; from submission on they are frozen.",
              tags: "person's turn",
              on: {
                "claims.saved": { target: "initiated" },
                "code.confirmed": {
                  target: "confirmed",
                  guard: "typeHasCode",
                  description: "type is e-mail address or phone number",
                },
                "verification.skipped": {
                  target: "#skipped",
                  guard: "typeSkippable",
                  description: "type is AAMVA or of the database family",
                },
              },
            },
            confirmed: {
              description: "The code was entered and verified; no webhook tells of it.",
              tags: "provider's turn",
            },
          },
        },
        processing: {
          description: "Persona decides.",
          initial: "submitted",
          on: {
            "verification.passed": { target: "#passed" },
            "verification.failed": { target: "#failed" },
          },
          states: {
            submitted: {
              id: "submitted",
              description: "Claims and images are frozen; Persona processes them.",
              tags: "provider's turn",
              on: {
                "verification.tentatively-passed": {
                  target: "tentatively_passed",
                  guard: "typePassesTentatively",
                  description: "type is document or QES InfoCert",
                },
                "verification.tentatively-failed": {
                  target: "tentatively_failed",
                  guard: "typeFailsTentatively",
                  description: "type is a business database",
                },
                "verification.skipped": {
                  target: "#skipped",
                  guard: "typeSkippable",
                  description: "type is AAMVA or of the database family",
                },
                "verification.requires-retry": { target: "#requires_retry" },
              },
            },
            tentatively_passed: {
              description: "Provisional: either result may follow.",
              tags: "provider's turn",
            },
            tentatively_failed: {
              description: "Provisional: either result may follow.",
              tags: "provider's turn",
            },
          },
        },
      },
    },
    passed: { id: "passed", type: "final", description: "The required checks passed." },
    failed: { id: "failed", type: "final", description: "Some or all of the required checks failed." },
    requires_retry: {
      id: "requires_retry",
      description: "Deprecated: not processable; a new verification is required.",
      on: {
        "claims.resubmitted": {
          target: "#submitted",
          guard: "resubmissionAllowed",
          description: "the same object is resubmitted",
        },
      },
    },
    canceled: { id: "canceled", type: "final", description: "Timed out; never the person's failure." },
    skipped: { id: "skipped", type: "final", description: "The jurisdiction does not take part." },
  },
});
