/** Answers about a client, as the vendor would write them: a status of ours is a level and the latest process's word. */
import { addMilliseconds, parseInstant } from "../../../src/instant.js";
import type { Messages } from "../../../src/messages/messages.js";
import { answered, invent } from "../status-answer.js";
import { isEnded, isUnfinished, timeLimitMilliseconds } from "../status-body.js";

export const assetpayClientMessages: Messages = {
  lifecycle: "assetpay/client",
  invent,
  write({ subject, run, status, reported, at = "", startedAt = at }) {
    // Long enough before the client's first report that the process may have expired: any word may stand beside it.
    const createdAt = addMilliseconds(parseInstant(startedAt) ?? startedAt, -2 * timeLimitMilliseconds);
    const latest = run === undefined ? null : { processId: run, status: wordOf(status, reported), createdAt };
    return answered({ at, subject }, status === "verified" ? 1 : 0, latest);
  },
};

/** The vendor's word where the report has one, else one of those that the status stands for. */
function wordOf(status: string | undefined, reported: string): string {
  if (status === "verified") return "ACCEPTED";
  if (status === "running") return isUnfinished(reported) ? reported : "CAPTURE_PENDING";
  if (status === "ended") return isEnded(reported) ? reported : "REJECTED";
  return reported;
}
