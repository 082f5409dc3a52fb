// Written by `npm run docs` from the lifecycle: which status may follow which, where nothing is known of the policy.
import { lookupIn } from "../../src/lookup.js";

export const assetpayProcess = lookupIn({
  statuses: [
    "CREATED",
    "CAPTURE_PENDING",
    "PROCESSING",
    "ACCEPTED",
    "REJECTED",
    "ERROR",
    "EXPIRED",
  ],
  rows: [
    "sdiiiid",
    "xsdiiid",
    "xxsdddd",
    "xxxsxxx",
    "xxxxsxx",
    "xxxxxsx",
    "xxxxxxs",
  ],
});

export const assetpayClient = lookupIn({
  statuses: [
    "no_process",
    "running",
    "ended",
    "verified",
  ],
  rows: [
    "sdid",
    "xsdd",
    "xdsd",
    "xxxs",
  ],
});
