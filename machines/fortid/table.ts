// Written by `npm run docs` from the lifecycle: which status may follow which, where nothing is known of the policy.
import { lookupIn } from "../../src/lookup.js";

export const fortid = lookupIn({
  statuses: [
    "IN_PROGRESS",
    "EXPIRED",
    "VERIFICATION_FAILED",
    "VERIFICATION_SUCCEEDED",
    "REMOVED",
  ],
  rows: [
    "sdddi",
    "xsxxd",
    "xxsxd",
    "xxxsd",
    "xxxxs",
  ],
});
