// Written by `npm run docs` from the lifecycle: which status may follow which, where nothing is known of the policy.
import { lookupIn } from "../../src/lookup.js";

export const personaVerification = lookupIn({
  statuses: [
    "initiated",
    "confirmed",
    "submitted",
    "tentatively_passed",
    "tentatively_failed",
    "passed",
    "failed",
    "requires_retry",
    "canceled",
    "skipped",
  ],
  rows: [
    "sddiiiiidd",
    "xsdxxiiidx",
    "xxsddddddd",
    "xxxsxddxdx",
    "xxxxsddxdx",
    "xxxxxsxxxx",
    "xxxxxxsxxx",
    "xxxxxxxsxx",
    "xxxxxxxxsx",
    "xxxxxxxxxs",
  ],
});

export const personaInquiry = lookupIn({
  statuses: [
    "created",
    "pending",
    "completed",
    "failed",
    "expired",
    "needs_review",
    "approved",
    "declined",
  ],
  rows: [
    "sdiidddd",
    "xsdddddd",
    "xxsxxddd",
    "xxxsxddd",
    "xdiisddd",
    "xxxxxsdd",
    "xxxxxxsd",
    "xxxxxxds",
  ],
});
