/** AssetPay: a client verifies with a picture ID and a selfie over Signicat. One instance is one process. */
import type { EventFrom } from "xstate";
import { defineLifecycle, type Lifecycle } from "../../../src/lifecycle.js";
import { finality, order, rows, start } from "./evidence.js";
import { machine } from "./machine.js";
import { comparedSeconds } from "../status-body.js";
import { defaults, family, mistimed, policySchema } from "./policy.js";
import { properties } from "./properties.js";
import { announced, guards, leftOut, phases, retries, statuses, type Status } from "./vocabulary.js";
import { readPoll } from "./wire.js";

/** The lifecycle's type by name, as a declaration file of yours will have it. */
export interface AssetpayProcess extends Lifecycle<
  Status,
  EventFrom<typeof machine>["type"],
  typeof policySchema,
  typeof machine
> {}

/**
 * One subject is one Signicat process, by the `processId` that a poll's answer names.
 *
 * @example
 * ```ts
 * import { assetpayProcess } from "kycle/assetpay";
 *
 * const reading = assetpayProcess.read({
 *   at: "2024-05-04T09:12:30Z",
 *   httpStatus: 200,
 *   body: {
 *     success: true,
 *     data: {
 *       verificationLevel: 0,
 *       latestProcess: { processId: "p1", status: "PROCESSING", createdAt: "2024-05-04T09:00:00Z", completedAt: null },
 *       linkedIdentity: null,
 *     },
 *   },
 * });
 * if (reading.kind !== "observation") throw new Error(reading.message);
 * const { observation } = reading;
 * const record = assetpayProcess.open({ subject: observation.subject });
 * const { verdict, record: next } = assetpayProcess.observe(record, observation);
 * verdict.kind; // => "advance"
 * assetpayProcess.view(next).waitingFor; // => "provider"
 * ```
 */
export const assetpayProcess: AssetpayProcess = defineLifecycle({
  id: "assetpay/process",
  provider: "assetpay",
  module: "kycle/assetpay",
  title: "One Signicat process of a client: document and selfie captured, then analysed.",
  machine,
  statuses,
  leftOut,
  policy: { schema: policySchema, defaults, family },
  guards,
  announced,
  counters: {},
  timers: { expiry: [] },
  properties,
  evidence: { rows, start, finality, order },
  phases,
  retries,
  opaque: ["uuid", "instant"],
  compared: comparedSeconds,
  readPoll,
  mistimed,
});
