/** AssetPay: a client verifies with a picture ID and a selfie over Signicat. One instance is one client. */
import type { EventFrom } from "xstate";
import { defineLifecycle, type Lifecycle } from "../../../src/lifecycle.js";
import { finality, order, rows, runs, start } from "./evidence.js";
import { machine } from "./machine.js";
import { comparedSeconds } from "../status-body.js";
import { defaults, family, policySchema } from "./policy.js";
import { properties } from "./properties.js";
import { announced, guards, leftOut, phases, retries, statuses, type Status } from "./vocabulary.js";
import { readPoll } from "./wire.js";

/** The lifecycle's type by name, as a declaration file of yours will have it. */
export interface AssetpayClient extends Lifecycle<
  Status,
  EventFrom<typeof machine>["type"],
  typeof policySchema,
  typeof machine
> {}

/**
 * One subject is one client, under the name that the poll's exchange gives it: the answer has none. Each `processId` is a run.
 *
 * @example
 * ```ts
 * import { assetpayClient } from "kycle/assetpay";
 *
 * const reading = assetpayClient.read({
 *   at: "2024-05-04T09:12:30Z",
 *   subject: "client 7",
 *   httpStatus: 200,
 *   body: {
 *     success: true,
 *     data: {
 *       verificationLevel: 1,
 *       latestProcess: { processId: "p1", status: "ACCEPTED", createdAt: "2024-05-04T09:00:00Z", completedAt: "2024-05-04T09:10:00Z" },
 *       linkedIdentity: { id: "identity 7" },
 *     },
 *   },
 * });
 * if (reading.kind !== "observation") throw new Error(reading.message);
 * const { observation } = reading;
 * const record = assetpayClient.open({ subject: observation.subject });
 * const { verdict, record: next } = assetpayClient.observe(record, observation);
 * verdict.kind; // => "advance"
 * assetpayClient.view(next).phase; // => "approved"
 * ```
 */
export const assetpayClient: AssetpayClient = defineLifecycle({
  id: "assetpay/client",
  provider: "assetpay",
  module: "kycle/assetpay",
  title: "A client's verification level, through one process after another.",
  machine,
  statuses,
  leftOut,
  policy: { schema: policySchema, defaults, family },
  guards,
  announced,
  runs: {
    name: "processId",
    startedBy: ["client.started"],
    rule: "the processId changes with a start by the client, and only with one",
    evidence: runs,
  },
  counters: { processes: "maxProcesses" },
  attempts: "processes",
  properties,
  evidence: { rows, start, finality, order },
  phases,
  retries,
  opaque: ["uuid", "instant"],
  compared: comparedSeconds,
  readPoll,
});
