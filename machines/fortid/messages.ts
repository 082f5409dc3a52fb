/** The service's answers as it would write them, with invented values: what `readPoll` reads. */
import type { Exchange } from "../../src/exchange.js";
import { inventedUuid } from "../../src/messages/invented-id.js";
import type { Messages } from "../../src/messages/messages.js";
import type { Observation } from "../../src/observation.js";

export const fortidMessages: Messages = {
  lifecycle: "fortid",
  invent: (kind, name) => inventedUuid(`${kind} ${name}`),
  write: (observation) => ({ at: observation.at, subject: observation.subject, ...answer(observation) }),
};

function answer({ status, reported }: Observation): Pick<Exchange, "httpStatus" | "body"> {
  if (status === "EXPIRED") return { httpStatus: 410, body: { message: "Verification Session expired" } };
  if (status === "REMOVED") return { httpStatus: 404, body: { message: "Verification Session not found" } };
  return { httpStatus: 200, body: { verificationSessionStatus: reported, ...beside(status) } };
}

/** What the page promises beside a status. */
function beside(status: string | undefined): object {
  if (status === "VERIFICATION_FAILED") return { description: "an invented failure" };
  return status === "VERIFICATION_SUCCEEDED" ? { presentedClaims: { nickname: "invented" } } : {};
}
