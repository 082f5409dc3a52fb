/**
 * What never happens to a client, by the vendor's own sentences. `prove` decides each claim on every configuration that
 * the machine can reach.
 *
 * D = the vendor's pages "Start Verification" and "Link Verified Identity".
 */
import { anything, where } from "../../../src/proof/moment.js";
import {
  atMost,
  type Claims,
  counts,
  eventuallyPossible,
  never,
  neverAfter,
  precedes,
} from "../../../src/proof/property.js";
import type { machine } from "./machine.js";
import type { policySchema } from "./policy.js";
import type { Status } from "./vocabulary.js";

const fields = "Verification Status: Response Fields";
const statuses = "Verification Status: Process Statuses";
const limits = "Start Verification (D): Limits and Errors";
const link = "Link Verified Identity (D)";

const maxProcesses = [1, 2, 3, "unlimited"] as const;

export const properties: Claims<Status, typeof policySchema, typeof machine> = [
  {
    name: "the level never falls",
    property: never(
      ({ from, context }) => from !== undefined && context.verificationLevel < from.context.verificationLevel,
    ),
    level: "ASSUMED",
    source: fields,
    note: "nothing is told that takes a level back",
  },
  {
    name: "nobody is verified at level 0, and nobody is at level 1 without being verified",
    property: never(({ status, context }) => (status === "verified") !== (context.verificationLevel === 1)),
    level: "STATED",
    source: fields,
  },
  {
    name: "nobody comes to level 1 but by an accepted process or a linked identity",
    property: precedes(["process.accepted", "client.linked"], "verified"),
    level: "STATED",
    source: statuses,
    note: "ACCEPTED: verificationLevel is now 1",
  },
  {
    name: "nobody at level 1 starts a process",
    property: neverAfter("verified", "client.started"),
    level: "STATED",
    source: limits,
    note: "2301: the client is already at level 1",
  },
  {
    name: "nobody at level 1 links an identity",
    property: neverAfter("verified", "client.linked"),
    level: "STATED",
    source: link,
    note: "2301: the client is already at level 1",
  },
  {
    name: "nothing follows verified",
    property: neverAfter("verified", anything),
    level: "ASSUMED",
    source: fields,
  },
  {
    name: "no process starts beside an unfinished one",
    property: neverAfter("client.started", "client.started", { until: ["process.accepted", "process.ended"] }),
    across: { maxProcesses },
    level: "STATED",
    source: limits,
    note: "2302: an active process exists from the last 30 minutes",
  },
  {
    name: "nobody starts more than maxProcesses processes",
    property: atMost("client.started", "maxProcesses"),
    across: { maxProcesses },
    level: "ASSUMED",
    source: limits,
    note: "a limit of the caller's own; the vendor tells of none",
  },
  {
    name: "nobody is refused a process while one is left",
    property: eventuallyPossible("client.started", {
      whenever: where(["no_process", "ended"], ({ context, policy }) => context.processes !== policy.maxProcesses),
    }),
    across: { maxProcesses },
    level: "IMPLIED",
    source: limits,
  },
  {
    name: "no process is forgotten",
    property: counts("processes", "client.started"),
    across: { maxProcesses },
    level: "ASSUMED",
    source: limits,
    note: "a limit of the caller's own; the vendor tells of none",
  },
  {
    name: "nobody is beyond verification: linking stays open",
    property: eventuallyPossible("client.linked", { whenever: ["no_process", "running", "ended"] }),
    level: "STATED",
    source: link,
  },
];
