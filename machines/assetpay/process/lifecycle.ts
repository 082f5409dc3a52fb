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
