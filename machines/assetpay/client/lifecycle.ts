/** AssetPay: a client verifies with a picture ID and a selfie over Signicat. One instance is one client. */
import { defineLifecycle } from "../../../src/lifecycle.js";
import { finality, order, rows, runs, start } from "./evidence.js";
import { machine } from "./machine.js";
import { comparedSeconds } from "../status-body.js";
import { defaults, family, policySchema } from "./policy.js";
import { properties } from "./properties.js";
import { announced, guards, leftOut, phases, retries, statuses } from "./vocabulary.js";
import { readPoll } from "./wire.js";

export const assetpayClient = defineLifecycle({
  id: "assetpay/client",
  provider: "assetpay",
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
