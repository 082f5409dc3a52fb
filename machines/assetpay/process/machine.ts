/**
 * One Signicat process: the client photographs a document and takes a selfie, which are then analysed. The 30 minutes run
 * from its creation through capture and analysis alike; opening the capture URL does not begin them anew.
 *
 * Events are ours: the vendor is only polled, and a poll shows where a process stands and not what happened.
 *
 * Source: the vendor's page "Verification Status", table "Process Statuses".
 */
import { setup } from "xstate";
import { timeLimitMilliseconds } from "../status-body.js";
import { defaults, type Policy } from "./policy.js";

type Event =
  | { type: "client.opened" } // seen as `CAPTURE_PENDING` by a poll
  | { type: "client.captured" } // seen as `PROCESSING` by a poll
  | { type: "signicat.accepted" } // seen as `ACCEPTED` by a poll, and verificationLevel is then 1
  | { type: "signicat.rejected" } // seen as `REJECTED` by a poll
  | { type: "signicat.erred" }; // seen as `ERROR` by a poll

export const machine = setup({
  types: { context: {} as Policy, events: {} as Event, input: {} as Partial<Policy> },
  guards: {
    lateResults: ({ context }) => context.lateResults,
  },
  delays: {
    expiry: timeLimitMilliseconds,
  },
}).createMachine({
  id: "assetpay/process",
  context: ({ input }) => ({ ...defaults, ...input }),
  initial: "unfinished",
  states: {
    unfinished: {
      description: "Expires 30 minutes after its creation.",
      initial: "CREATED",
      after: {
        expiry: { target: "#EXPIRED" },
      },
      states: {
        CREATED: {
          description: "Created; the capture URL is generated.",
          on: { "client.opened": { target: "CAPTURE_PENDING" } },
        },
        CAPTURE_PENDING: {
          description: "The client is in the capture flow.",
          on: { "client.captured": { target: "PROCESSING" } },
        },
        PROCESSING: {
          description: "Document and selfie are analysed.",
          on: {
            "signicat.accepted": { target: "#ACCEPTED" },
            "signicat.rejected": { target: "#REJECTED" },
            "signicat.erred": { target: "#ERROR" },
          },
        },
      },
    },
    ACCEPTED: { id: "ACCEPTED", type: "final", description: "Verified; the client is now at verificationLevel 1." },
    REJECTED: { id: "REJECTED", type: "final", description: "Document or selfie failed validation." },
    ERROR: { id: "ERROR", type: "final", description: "Something went wrong during processing." },
    EXPIRED: {
      id: "EXPIRED",
      description: "Not completed within 30 minutes.",
      on: {
        "signicat.accepted": { target: "#ACCEPTED", guard: "lateResults", description: "late results" },
        "signicat.rejected": { target: "#REJECTED", guard: "lateResults", description: "late results" },
      },
    },
  },
});
