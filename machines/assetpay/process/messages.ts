/** Answers about a client's latest process, as the vendor would write them. */
import { addMilliseconds, parseInstant } from "../../../src/instant.js";
import type { Messages } from "../../../src/messages/messages.js";
import { answered, invent } from "../status-answer.js";
import { timeLimitMilliseconds } from "../status-body.js";

export const assetpayProcessMessages: Messages = {
  lifecycle: "assetpay/process",
  invent,
  write({ subject, reported, at = "", startedAt = latestStart(reported, at) }) {
    return answered({ at }, reported === "ACCEPTED" ? 1 : 0, {
      processId: subject,
      status: reported,
      createdAt: startedAt,
    });
  },
};

/** A process that expired began so long before, any other perhaps just now. */
function latestStart(reported: string, at: string): string {
  return reported === "EXPIRED" ? addMilliseconds(parseInstant(at) ?? at, -timeLimitMilliseconds) : at;
}
