/** Events and answers about an inquiry, and the events of its verifications that it counts, as the vendor would write them. */
import type { Messages } from "../../../src/messages/messages.js";
import type { Observation } from "../../../src/observation.js";
import { answerOf, eventOf, inventedId, inventing, nameOf, type WrittenResource } from "../writing.js";
import { countedEvents, statusByEvent } from "./vocabulary.js";

export const personaInquiryMessages: Messages = {
  lifecycle: "persona/inquiry",
  counted: [...countedEvents],
  invent: inventing("inq"),
  write(observation) {
    const { subject, status, event, reported, startedAt, channel } = observation;
    if (channel === "webhook" && status === undefined && event !== undefined && countedEvents.has(event)) {
      return eventOf(observation, event, verificationOf(observation));
    }
    const resource: WrittenResource = { type: "inquiry", id: subject, createdAt: startedAt };
    return channel === "webhook"
      ? eventOf(observation, nameOf(observation, statusByEvent), { ...resource, status })
      : answerOf(observation, { ...resource, status: reported });
  },
};

/** Which of the inquiry's verifications an event is about is not read. */
function verificationOf({ subject, delivery }: Observation): WrittenResource {
  const id = inventedId("ver", `verification ${delivery}`);
  return { type: "verification/government-id", id, inquiry: subject };
}
