/**
 * What never happens to a verification, by the vendor's own sentences. `prove` decides each claim on every configuration
 * that the machine can reach.
 *
 * S = the page "Verification Lifecycle"; O = the vendor's OpenAPI 2025-12-08.
 */
import { anything, where } from "../../../src/proof/moment.js";
import {
  atMost,
  type Claims,
  inevitable,
  leadsTo,
  never,
  neverAfter,
  possible,
  precedes,
} from "../../../src/proof/property.js";
import type { machine } from "./machine.js";
import type { policySchema } from "./policy.js";
import type { Status } from "./vocabulary.js";

const lifecycle = "Verification Lifecycle (S): Verification lifecycle";
const statusTable = "Verification Lifecycle (S): Verification statuses";
const specification = "OpenAPI 2025-12-08 (O)";

/** A type of every kind that the pages name, and one of none. */
const type = [
  "government-id",
  "email-address",
  "phone-number",
  "aamva",
  "database",
  "database-standard",
  "database-business",
  "database-business-footprint",
  "document",
  "qes-infocert",
];
const resubmitSameObject = [false, true];

export const properties: Claims<Status, typeof policySchema, typeof machine> = [
  ...(["passed", "failed", "canceled", "skipped"] as const).map((status) => ({
    name: `nothing follows ${status}`,
    property: neverAfter(status, anything),
    level: "IMPLIED" as const,
    source: lifecycle,
    note: "the lifecycle ends with the verification's completion",
  })),
  {
    name: "nothing follows requires_retry in the same verification",
    property: neverAfter("requires_retry", anything, { when: (policy) => !policy.resubmitSameObject }),
    level: "ASSUMED",
    source: statusTable,
    note: "a resubmission is required, and we take it to be a new verification",
  },
  {
    name: "nothing but a resubmission follows requires_retry, where it can be of the same object",
    property: neverAfter("requires_retry", anything, {
      until: "claims.resubmitted",
      when: (policy) => policy.resubmitSameObject,
    }),
    across: { resubmitSameObject },
    level: "ASSUMED",
    source: statusTable,
  },
  {
    name: "no switch without effect: a resubmission of the same object can come where it is allowed",
    property: possible("claims.resubmitted", { when: (policy) => policy.resubmitSameObject }),
    across: { resubmitSameObject },
    level: "ASSUMED",
    source: statusTable,
  },
  {
    name: "claims never change after submission",
    property: neverAfter("submitted", "claims.saved"),
    level: "STATED",
    source: lifecycle,
    note: "attributes and images can no longer be changed",
  },
  {
    name: "no result before submission",
    property: precedes("submitted", ["passed", "failed", "requires_retry", "tentatively_passed", "tentatively_failed"]),
    level: "STATED",
    source: lifecycle,
    note: "initialization, then submission, then completion",
  },
  {
    name: "nothing is submitted twice",
    property: atMost("verification.submitted", 1),
    level: "IMPLIED",
    source: lifecycle,
  },
  {
    name: "skipped only where allowed",
    property: never(where("skipped", ({ policy }) => !/^(aamva$|database)/.test(policy.type))),
    across: { type },
    level: "STATED",
    source: statusTable,
    note: "the page names AAMVA; O shows it on verification/database",
  },
  {
    name: "confirmed only where a code is sent",
    property: never(where("confirmed", ({ policy }) => !/^(email-address|phone-number)$/.test(policy.type))),
    across: { type },
    level: "STATED",
    source: statusTable,
  },
  {
    name: "tentatively passed only as document or QES InfoCert",
    property: never(where("tentatively_passed", ({ policy }) => !/^(document|qes-infocert)$/.test(policy.type))),
    across: { type },
    level: "STATED",
    source: specification,
  },
  {
    name: "tentatively failed only as a business database",
    property: never(where("tentatively_failed", ({ policy }) => !/^database-business(-footprint)?$/.test(policy.type))),
    across: { type },
    level: "STATED",
    source: specification,
  },
  {
    name: "no provisional result stands for ever",
    property: leadsTo(["tentatively_passed", "tentatively_failed"], ["passed", "failed", "canceled"]),
    level: "IMPLIED",
    source: specification,
  },
  {
    name: "no verification goes on for ever",
    property: inevitable(["passed", "failed", "requires_retry", "canceled", "skipped"]),
    level: "STATED",
    source: statusTable,
    note: "canceled: timed out",
  },
];
