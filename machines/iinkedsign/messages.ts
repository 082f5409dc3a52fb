/** The vendor's messages as the vendor would write them, with invented values: what `readWebhook` and `readPoll` read. */
import { inventedUuid } from "../../src/messages/invented-id.js";
import type { Messages } from "../../src/messages/messages.js";
import type { Observation } from "../../src/observation.js";
import { action, noRun } from "./vocabulary.js";

export const iinkedsignMessages: Messages = {
  lifecycle: "iinkedsign",
  invent: (kind, name) =>
    kind === "subject"
      ? `${inventedUuid(`package ${name}`)}/${inventedUuid(`signer ${name}`)}`
      : inventedUuid(`${kind} ${name}`),
  write: (observation) => (observation.channel === "webhook" ? webhook(observation) : exchange(observation)),
};

function webhook({ subject, run, status, reported, delivery, at, policy }: Observation): unknown {
  const hasFailed = status?.startsWith("failed") === true;
  return {
    ...identities(subject, run),
    continue: status === "passed" || (hasFailed && policy?.["passToSign"] === false),
    state: reported,
    action,
    eventId: delivery,
    eventTime: at,
  };
}

function exchange({ subject, run, reported, at, counters }: Observation): unknown {
  const counts = {
    ...(counters?.["failures"] === undefined ? {} : { attempts: counters["failures"] }),
    ...(counters?.["errors"] === undefined ? {} : { errors: counters["errors"] }),
  };
  return { at, subject, httpStatus: 200, body: { ...identities(subject, run), state: reported, ...counts } };
}

function identities(subject: string, run: string | undefined) {
  const [packageId, signerId] = subject.split("/");
  return { verificationId: run ?? noRun, packageId, signerId };
}
