/**
 * The legal transitions of a client, transcribed by hand from the vendor's pages and independent of the machine: a law
 * compares the two edge for edge.
 *
 * D = the vendor's pages "Start Verification" and "Link Verified Identity", and its guide "Identity Verification".
 */
import type { EvidenceRow } from "../../../src/evidence.js";
import type { Policy } from "./policy.js";

const fields = "Verification Status: Response Fields";
const statuses = "Verification Status: Process Statuses";
const starting = "Start Verification (D)";
const link = "Link Verified Identity (D)";

interface Counts {
  readonly processes: number;
}

export const rows: readonly EvidenceRow<Policy & Counts>[] = [
  {
    from: ["no_process"],
    to: "running",
    event: ["client.started"],
    counts: "processes",
    level: "IMPLIED",
    source: fields,
    note: "latestProcess is null if never started",
  },
  {
    from: ["running"],
    to: "verified",
    event: ["process.accepted"],
    level: "STATED",
    source: statuses,
    note: "ACCEPTED: verificationLevel is now 1",
  },
  {
    from: ["running"],
    to: "ended",
    event: ["process.ended"],
    level: "STATED",
    source: statuses,
    note: "REJECTED, ERROR and EXPIRED verify nobody",
  },
  {
    from: ["ended"],
    to: "running",
    event: ["client.started"],
    when: ({ processes, maxProcesses }) => maxProcesses === "unlimited" || processes < maxProcesses,
    counts: "processes",
    level: "IMPLIED",
    source: starting,
    note: "a start is refused at level 1 and beside an unfinished process, so not here",
  },
  {
    from: ["running", "ended"],
    to: "verified",
    event: ["client.linked"],
    level: "STATED",
    source: link,
    note: "on success, verificationLevel is immediately 1",
  },
  {
    from: ["no_process"],
    to: "verified",
    event: ["client.linked"],
    level: "ASSUMED",
    source: link,
    note: "the e-mail address that linking goes by is set at a start; another way is not ruled out",
  },
];

export const start = { at: "no_process", level: "IMPLIED", source: fields } as const;

export const finality = {
  level: "ASSUMED",
  source: fields,
  note: "verificationLevel never falls back to 0",
} as const;

export const order = {
  level: "IMPLIED",
  source: fields,
  note: "latestProcess is the most recent one, and null only if none was ever started",
} as const;

export const runs = {
  level: "IMPLIED",
  source: fields,
  note: "latestProcess is the most recent one; a start makes a new one",
} as const;
