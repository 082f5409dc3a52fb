// One Signicat process of a client, transcribed by hand from the process table of the provider page (providers/assetpay.md).
// Not the machine: nothing here is imported from src/ or machines/.
import type { Configuration, Model, Step } from "./model.js";

export interface ProcessPolicy {
  readonly lateResults: boolean;
}

export type ProcessGiven = Partial<ProcessPolicy>;

const statuses = ["CREATED", "CAPTURE_PENDING", "PROCESSING", "ACCEPTED", "REJECTED", "ERROR", "EXPIRED"] as const;

const unfinished: readonly string[] = ["CREATED", "CAPTURE_PENDING", "PROCESSING"];

function stepsFrom({ lateResults }: ProcessPolicy, { status: from }: Configuration): readonly Step[] {
  const steps: Step[] = [];
  /** It is polled: nothing is ever announced. */
  const go = (status: (typeof statuses)[number], event: string, guards: readonly string[] = []): void => {
    steps.push({ to: { status, counters: {} }, event, announced: "never", startsRun: false, guards });
  };
  const switchedOn = lateResults ? [] : ["lateResults"];

  if (from === "CREATED") go("CAPTURE_PENDING", "client opens the capture URL");
  if (from === "CAPTURE_PENDING") go("PROCESSING", "document and selfie captured");
  if (from === "PROCESSING") {
    go("ACCEPTED", "analysis accepts");
    go("REJECTED", "document or selfie fails validation");
    go("ERROR", "something went wrong");
  }
  if (unfinished.includes(from)) go("EXPIRED", "30 minutes since createdAt");
  if (from === "EXPIRED") {
    go("ACCEPTED", "a result arrives late", switchedOn);
    go("REJECTED", "a result arrives late", switchedOn);
  }
  return steps;
}

export const assetpayProcessModel: Model<ProcessGiven, ProcessPolicy> = {
  id: "assetpay/process",
  statuses,
  guards: ["lateResults"],
  counterNames: {},
  reportedEvents: [],
  originAnnounced: "never",
  policies: ({ lateResults = false }) => [{ lateResults }],
  initial: () => ({ status: "CREATED", counters: {} }),
  steps: stepsFrom,
  fits: () => true,
  agrees: () => true,
};
