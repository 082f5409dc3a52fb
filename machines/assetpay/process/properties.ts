/**
 * What never happens to a process, by the vendor's own sentences. `prove` decides each claim on every configuration that
 * the machine can reach.
 */
import { anything, where } from "../../../src/proof/moment.js";
import { type Claims, inevitable, never, neverAfter, possible, precedes } from "../../../src/proof/property.js";
import type { machine } from "./machine.js";
import type { policySchema } from "./policy.js";
import type { Status } from "./vocabulary.js";

const statuses = "Verification Status: Process Statuses";
const note = "off: whether a result may follow EXPIRED is not told";

const halfAnHour = 1_800_000;
const lateResults = [false, true];

export const properties: Claims<Status, typeof policySchema, typeof machine> = [
  ...(["ACCEPTED", "REJECTED", "ERROR"] as const).map((status) => ({
    name: `nothing follows ${status}`,
    property: neverAfter(status, anything),
    level: "IMPLIED" as const,
    source: statuses,
  })),
  {
    name: "nothing is ACCEPTED after 30 minutes",
    property: neverAfter("after expiry", "ACCEPTED", { when: (policy) => !policy.lateResults }),
    level: "IMPLIED",
    source: statuses,
    note,
  },
  {
    name: "nothing follows EXPIRED where no result comes late",
    property: neverAfter("EXPIRED", anything, { when: (policy) => !policy.lateResults }),
    level: "IMPLIED",
    source: statuses,
    note,
  },
  {
    name: "nothing but a result follows EXPIRED where results come late",
    property: neverAfter("EXPIRED", ["CREATED", "CAPTURE_PENDING", "PROCESSING", "ERROR"]),
    across: { lateResults },
    level: "ASSUMED",
    source: statuses,
    note,
  },
  {
    name: "no switch without effect: a result can come late where results do",
    property: possible(
      where(["ACCEPTED", "REJECTED"], ({ from }) => from?.status === "EXPIRED"),
      { when: (policy) => policy.lateResults },
    ),
    across: { lateResults },
    level: "ASSUMED",
    source: statuses,
    note,
  },
  {
    name: "nothing expires before 30 minutes, or after them",
    property: never(where("after expiry", ({ delay }) => delay !== halfAnHour)),
    level: "STATED",
    source: statuses,
    note: "not completed within 30 minutes",
  },
  {
    name: "no result before document and selfie are captured",
    property: precedes("PROCESSING", ["ACCEPTED", "REJECTED", "ERROR"], { when: (policy) => !policy.lateResults }),
    level: "STATED",
    source: statuses,
    note: "PROCESSING: document and selfie are being analysed; where results come late, the capture may have, too",
  },
  {
    name: "no process runs for ever",
    property: inevitable(["ACCEPTED", "REJECTED", "ERROR", "EXPIRED"]),
    level: "STATED",
    source: statuses,
    note: "not completed within 30 minutes",
  },
];
