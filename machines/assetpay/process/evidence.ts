/**
 * The legal transitions of a process, transcribed by hand from the vendor's page and independent of the machine: a law
 * compares the two edge for edge.
 */
import type { EvidenceRow } from "../../../src/evidence.js";
import type { Policy } from "./policy.js";

const statuses = "Verification Status: Process Statuses";

const halfAnHour = 30 * 60 * 1000;

export const rows: readonly EvidenceRow<Policy>[] = [
  {
    from: ["CREATED"],
    to: "CAPTURE_PENDING",
    event: ["client.opened"],
    level: "IMPLIED",
    source: statuses,
    note: "the capture URL is generated, then the client is in the flow",
  },
  {
    from: ["CAPTURE_PENDING"],
    to: "PROCESSING",
    event: ["client.captured"],
    level: "IMPLIED",
    source: statuses,
    note: "document and selfie are captured before they are analysed",
  },
  { from: ["PROCESSING"], to: "ACCEPTED", event: ["signicat.accepted"], level: "STATED", source: statuses },
  { from: ["PROCESSING"], to: "REJECTED", event: ["signicat.rejected"], level: "STATED", source: statuses },
  { from: ["PROCESSING"], to: "ERROR", event: ["signicat.erred"], level: "STATED", source: statuses },
  {
    from: ["CREATED", "CAPTURE_PENDING", "PROCESSING"],
    to: "EXPIRED",
    event: ["after expiry"],
    waits: () => halfAnHour,
    level: "IMPLIED",
    source: statuses,
    note: "30 minutes are stated; that they end all three is implied",
  },
  ...[
    { to: "ACCEPTED", event: ["signicat.accepted"] },
    { to: "REJECTED", event: ["signicat.rejected"] },
  ].map(({ to, event }) => ({
    from: ["EXPIRED"],
    to,
    event,
    when: ({ lateResults }: Policy) => lateResults,
    level: "ASSUMED" as const,
    source: statuses,
    note: "off: whether a result may follow EXPIRED is not told",
  })),
];

export const start = { at: "CREATED", level: "STATED", source: statuses } as const;

export const finality = {
  level: "IMPLIED",
  source: statuses,
  note: "ACCEPTED, REJECTED, ERROR and EXPIRED name nothing that is still to come",
} as const;

export const order = {
  level: "IMPLIED",
  source: statuses,
  note: "the table tells a process in the order in which it runs",
} as const;
