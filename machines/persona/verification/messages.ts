/** Events and answers about a verification, as the vendor would write them. */
import type { Messages } from "../../../src/messages/messages.js";
import { answerOf, eventOf, inventing, nameOf, type WrittenResource } from "../writing.js";
import { defaults } from "./policy.js";
import { statusByEvent } from "./vocabulary.js";

export const personaVerificationMessages: Messages = {
  lifecycle: "persona/verification",
  invent: inventing("ver"),
  write(observation) {
    const { subject, status, reported, startedAt, policy, channel } = observation;
    const kind = typeof policy?.["type"] === "string" ? policy["type"] : defaults.type;
    const resource: WrittenResource = { type: `verification/${kind}`, id: subject, createdAt: startedAt };
    return channel === "webhook"
      ? eventOf(observation, nameOf(observation, statusByEvent), { ...resource, status })
      : answerOf(observation, { ...resource, status: reported });
  },
};
