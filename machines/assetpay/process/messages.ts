/** Answers about a client's latest process, as the vendor would write them. */
import type { Messages } from "../../../src/messages.js";
import { answered, invent } from "../status-answer.js";

export const assetpayProcessMessages: Messages = {
  lifecycle: "assetpay/process",
  invent,
  write: ({ subject, reported, at = "", startedAt = at }) =>
    answered({ at }, reported === "ACCEPTED" ? 1 : 0, { processId: subject, status: reported, createdAt: startedAt }),
};
