/**
 * One client's verification, through any number of processes. The level is not a function of the latest process: linking
 * an identity that was verified elsewhere brings it to 1 as well, and nothing takes it back.
 *
 * Events are ours: the vendor is only polled. A start begins a run, which is a new processId.
 *
 * Source: the vendor's page "Verification Status"; its "Start Verification" and "Link Verified Identity" (D).
 */
import { assign, setup } from "xstate";
import { defaults, type Policy } from "./policy.js";

export interface Context extends Policy {
  readonly verificationLevel: 0 | 1;
  /** Whether the latest process is unfinished; after 30 minutes it has ended, by expiry if by nothing else. */
  readonly unfinished: boolean;
  readonly processes: number;
}

type Event =
  | { type: "client.started" } // seen as a new processId by a poll
  | { type: "client.linked" } // seen as verificationLevel 1, perhaps with no process ACCEPTED
  | { type: "process.accepted" } // seen as verificationLevel 1
  | { type: "process.ended" }; // seen as `REJECTED`, `ERROR` or `EXPIRED` at verificationLevel 0

type Limit = number | "unlimited";

const counted = (used: number, limit: Limit) => (limit === "unlimited" ? 0 : Math.min(used + 1, limit));

export const machine = setup({
  types: { context: {} as Context, events: {} as Event, input: {} as Partial<Policy> },
  guards: {
    notVerified: ({ context }) => context.verificationLevel === 0,
    noneUnfinished: ({ context }) => !context.unfinished,
    processesLeft: ({ context }) => context.maxProcesses === "unlimited" || context.processes < context.maxProcesses,
  },
  actions: {
    countProcess: assign({
      unfinished: true,
      processes: ({ context }) => counted(context.processes, context.maxProcesses),
    }),
    endProcess: assign({ unfinished: false }),
    verify: assign({ verificationLevel: 1, unfinished: false }),
  },
}).createMachine({
  id: "assetpay/client",
  context: ({ input }) => ({ ...defaults, ...input, verificationLevel: 0, unfinished: false, processes: 0 }),
  initial: "client",
  states: {
    client: {
      description: "At level 0 an identity that was verified elsewhere may be linked.",
      initial: "no_process",
      on: {
        "client.linked": {
          target: "#verified",
          guard: "notVerified",
          actions: "verify",
          description: "level 0",
        },
      },
      states: {
        no_process: {
          description: "The client has never started a process.",
          on: {
            "client.started": {
              target: "running",
              guard: "noneUnfinished",
              actions: "countProcess",
              description: "no unfinished process younger than 30 minutes",
            },
          },
        },
        running: {
          description: "The latest process is unfinished.",
          on: {
            "client.started": {
              target: "running",
              guard: "noneUnfinished",
              actions: "countProcess",
              description: "no unfinished process younger than 30 minutes",
            },
            "process.accepted": { target: "verified", actions: "verify" },
            "process.ended": { target: "ended", actions: "endProcess" },
          },
        },
        ended: {
          description: "The latest process was rejected, failed or expired.",
          on: {
            "client.started": {
              target: "running",
              guard: "processesLeft",
              actions: "countProcess",
              description: "processes left",
            },
          },
        },
        verified: {
          id: "verified",
          description: "Level 1, by a process or by a linked identity.",
          on: {
            "client.started": {
              target: "running",
              guard: "notVerified",
              actions: "countProcess",
              description: "level 0",
            },
          },
        },
      },
    },
  },
});
